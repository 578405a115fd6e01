"""The register of administrative mediation (行政调解台账)."""

from fazhi.engines.indicator import Column, Kind, Register
from fazhi.engines.indicator.offices import OFFICE
from fazhi.lines.mediation.registers.shared import COMMON, LINE
from fazhi.lines.mediation.terms import Nature, Sector

ADMINISTRATIVE = Register(
    name="mediation_administrative_register",
    title="行政调解台账",
    line=LINE,
    base="mediation_administrativematter",
    key="matter_id",
    columns=(
        *COMMON,
        Column("nature", "纠纷性质", Kind.TEXT, "nature", Nature.labels()),
        Column("sector", "领域", Kind.TEXT, "procedure", Sector.labels()),
        Column("is_own_dispute", "本机关是当事人", Kind.FLAG, "is_own_dispute"),
        Column("closed_date", "统计终结日期", Kind.DATE, "closed_date"),
    ),
    joins=(OFFICE,),
    opened="accepted_date",
    closed="closed_date",  # settled by the day of effect, as it is counted; so that stocks and flows add up
)
