"""How reports and contributions look where matters of every line are shown: their titles and facts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.lines.annual_report.models import AnnualReport, Contribution
from fazhi.lines.annual_report.queries import current_version
from fazhi.lines.annual_report.terms import CONTRIBUTION, HEADINGS, REPORT
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.matters.face import MatterFace

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def _report_title(matter: "Matter") -> str:
    return _("%s 年法治政府建设年度报告") % cast(AnnualReport, matter).year


def _report_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    version = current_version(cast(AnnualReport, matter))
    yield _("年度"), str(cast(AnnualReport, matter).year)
    yield _("版本"), _("第 %s 版") % version.number
    if version.reason:
        yield _("更正理由"), version.reason
    yield _("签发"), f"{version.signed_date} {version.signed_by}" if version.signed_date else NOTHING
    yield _("封账摘要"), version.seal or NOTHING
    yield _("公开网址"), version.url or NOTHING


def _contribution_title(matter: "Matter") -> str:
    return cast(Contribution, matter).title


def _contribution_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    contribution = cast(Contribution, matter)
    yield _("所属部分"), HEADINGS[contribution.heading]
    yield _("约稿日期"), contribution.asked_date.isoformat()
    yield _("供稿期限"), contribution.due_date.isoformat()


REPORT_FACE = MatterFace(
    procedures=(REPORT,),
    url_name="report-matter",
    register="",
    title=_report_title,
    facts=_report_facts,
    facts_title=gettext_noop("报告"),
    section="reports",
)
CONTRIBUTION_FACE = MatterFace(
    procedures=(CONTRIBUTION,),
    url_name="contribution",
    register="",
    title=_contribution_title,
    facts=_contribution_facts,
    facts_title=gettext_noop("约稿"),
    section="reports",
)
