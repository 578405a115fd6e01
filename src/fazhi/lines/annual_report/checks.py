"""Integrity checkers of the report: what was signed without a reason, what moved after publication, who is late."""

from collections.abc import Iterator
from datetime import date

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.services import verify
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.annual_report.models import AnnualReport, ReportVersion
from fazhi.lines.annual_report.queries.standing import (
    current_version,
    explanations_of,
    frozen_named,
    moved_since,
    outstanding,
    sealed_figures,
)
from fazhi.lines.annual_report.rules import identity_code
from fazhi.lines.annual_report.terms import State

_WHY = "an integrity checker"


def _signed_over(on: date) -> Iterator[Finding]:
    """Signed versions of which a relation does not hold and nobody said why: by the sealed rows, or by the records till then."""
    for version in ReportVersion.objects.exclude(signed_by="").select_related("report").order_by("report", "number"):
        told = {item.code for item in explanations_of(version)}
        for rule, title in _broken(version):
            if identity_code(rule) not in told:
                yield {"number": version.report.number, "version": version.number, "rule": title}


def _broken(version: ReportVersion) -> list[tuple[str, str]]:
    period = Period(version.report.year)
    if version.seal:
        with Frozen(frozen_named(version.frozen).path) as sealed:
            holdings = indicators.identities(period, engine=sealed)
    else:
        holdings = indicators.identities(period, engine=Live())
    return [(each.rule, each.title) for each in holdings if not each.holds]


def _moved(on: date) -> Iterator[Finding]:
    """Published figures that the records no longer give, where no later act accounts for it."""
    published = AnnualReport.objects.system(_WHY).filter(state__in=[State.PUBLISHED, State.ARCHIVED])
    for report in published.order_by("year"):
        frozen = frozen_named(current_version(report).frozen)
        moved = moved_since(report.year, sealed_figures(frozen))
        if moved and verify(frozen.path).drift == "unexplained":
            yield from ({"number": report.number, "code": code} for code in moved)


def _late(on: date) -> Iterator[Finding]:
    for each in outstanding(on):
        yield {"number": each.number, "office": each.office.name, "title": each.title, "due": each.due_date}


CHECKERS = (
    Checker(
        "report-signed-with-reasons",
        "签发的年度报告对不成立的恒等关系都有说明",
        "{number} 第{version}版已签发，恒等关系“{rule}”不成立，没有说明",
        _signed_over,
    ),
    Checker(
        "published-figures-stand",
        "公开的年度报告数据没有来历不明的变动",
        "{number} 已公开，{code} 与现有记录不符，没有留痕解释",
        _moved,
    ),
    Checker(
        "contribution-on-time",
        "年度报告供稿没有逾期",
        "{number}（{office}，{title}）应于 {due} 前交稿，尚未采用",
        _late,
    ),
)
