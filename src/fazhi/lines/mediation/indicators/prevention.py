"""
Screening and prevention (排查预防), counted from the committees' monthly reports.

None of these is among the published figures: what is screened is not yet mediated, and what is settled on the spot is a
row of the people's ledger.
"""

from fazhi.engines.citation import Article
from fazhi.engines.indicator import Count, Indicator
from fazhi.lines.mediation.registers import LINE, PREVENTION
from fazhi.lines.mediation.rules.prevention import COUNTED

LEDGER = "排查预防台账"
BASIS = (Article("人民调解法", 21, 2), Article("人民调解法", 25))
_BY = ("district", "office", "office_kind", "period_year", "period_quarter", "period_month")


def _counter(code: str, label: str, part: str, unit: str) -> Indicator:
    suffix = "" if part == "cases" else f".{part}"
    return Indicator(
        f"mediation.prevention.{code}{suffix}",
        f"{label}（{unit}）",
        LINE,
        Count(PREVENTION.name, "sum", f"{code}_{part}", on="period_date"),
        unit,
        f"期间内各月由人民调解委员会在月报中填报的“{label}”{unit}数之和；未报的月份不计。排查和预防不是调解，不与人民调解案件相加。",
        LEDGER,
        BASIS,
        dimensions=_BY,
    )


PREVENTION_INDICATORS = (
    *(
        _counter(code, label, part, unit)
        for code, label in COUNTED.items()
        for part, unit in (("cases", "件"), ("persons", "人"))
    ),
    Indicator(
        "mediation.prevention.reporting",
        "填报排查预防月报的人民调解委员会",
        LINE,
        Count(PREVENTION.name, "count_distinct", "office", on="period_date"),
        "个",
        "期间内至少填报一个月的人民调解委员会，一个委员会只计一次。",
        LEDGER,
        BASIS,
        dimensions=_BY,
    ),
)
