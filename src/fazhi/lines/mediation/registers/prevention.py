"""The register of screening and prevention (排查预防台账): one row for a committee and a month."""

from fazhi.engines.indicator import Column, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE
from fazhi.lines.mediation.registers.shared import LINE, OFFICE_COLUMNS
from fazhi.lines.mediation.rules.prevention import COUNTED


def _counted(code: str, label: str) -> tuple[Column, ...]:
    return (
        Column(f"{code}_cases", f"{label}（件）", Kind.INTEGER, f"{code}_cases", unit="件"),
        Column(f"{code}_persons", f"{label}（人）", Kind.INTEGER, f"{code}_persons", unit="人"),
    )


PREVENTION = Register(
    name="mediation_prevention_register",
    title="排查预防台账",
    line=LINE,
    base="mediation_preventionmonth",
    key="report_id",
    columns=(
        Column("report_id", "月报", Kind.TEXT, "id"),
        *OFFICE_COLUMNS,
        *dated("period", "报告期"),
        *(column for code, label in COUNTED.items() for column in _counted(code, label)),
    ),
    joins=(OFFICE,),
)
