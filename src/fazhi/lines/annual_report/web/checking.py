"""An edited report checked on the desk: what changed, what lost its source, what no record backs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.lines.annual_report import papers
from fazhi.lines.annual_report.papers.advising import KINDS, LOSSES, on_changed, on_lost, on_unbacked
from fazhi.lines.annual_report.queries import report as report_of
from fazhi.lines.annual_report.rules.checking import Checked
from fazhi.lines.annual_report.terms import Report
from fazhi.lines.annual_report.web.asking import SECTION, found_here, require_bureau, scope_of
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.sent import Sent, content_of
from fazhi.surfaces.web.pages import DeskRequest, page

SHOWN = 100
"""So many findings of a kind at most are listed."""

_FILE = "file"


@dataclass(frozen=True)
class Found:
    """One finding: what it is about, what is in the file, the sentence around it, what to do. `code` opens the figure."""

    title: str
    was: str
    now: str
    sentence: str
    advice: str
    code: str = ""


@dataclass(frozen=True)
class Group:
    """Findings of one kind, the first of them; `others` are not listed."""

    title: str
    found: tuple[Found, ...]
    count: int

    @property
    def others(self) -> int:
        return self.count - len(self.found)


def check(request: DeskRequest, year: int) -> HttpResponse:
    """Upload the Word file that was edited, and see what became of each figure. Nothing of it is kept."""
    require_bureau(request.post, year)
    if request.method != "POST":
        return _show(request, year)
    with found_here(year):
        report = report_of(year, scope=scope_of(request))
    try:
        name, checked = _checked(Sent.of(request), report)
    except Exception as error:
        refusal = refusal_of(error, {_FILE})
        if refusal is None:
            raise
        return _show(request, year, refusal=refusal)
    return _show(request, year, report=report, name=name, checked=checked)


def _checked(sent: Sent, report: Report) -> tuple[str, Checked]:
    file = sent.files.get(_FILE)
    if file is None or not file.size:
        raise FormRefused(_("核对"), [FieldFault(_FILE, _("改过的报告"), "", _("一个不为空的 .docx 文件"))])
    name = file.name or ""
    return name, papers.check(content_of(file), name, report)


def _show(
    request: DeskRequest,
    year: int,
    *,
    report: Report | None = None,
    name: str = "",
    checked: Checked | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "year": year,
        "report": report,
        "name": name,
        "checked": checked,
        "groups": tuple(_groups(checked)) if checked else (),
        "refusal": refusal,
        "fault": refusal.faults.get(_FILE, "") if refusal else "",
    }
    status = refusal.status if refusal else 200
    return page(request, "annual_report/check.html", context, section=SECTION, status=status)


def _groups(checked: Checked) -> Iterator[Group]:
    """What is to be looked at, the gravest first; kinds without a finding are left out."""
    kinds = (
        (_("改动的数字"), checked.changed, tuple(_changed(checked))),
        (_("失去出处的数字"), checked.lost, tuple(_lost(checked))),
        (_("表格改动"), checked.cells, tuple(_cells(checked))),
        (_("不成立的关系"), checked.broken, tuple(_broken(checked))),
        (_("没有记录支持的数字"), checked.unbacked, tuple(_unbacked(checked))),
    )
    for title, all_, shown in kinds:
        if all_:
            yield Group(title, shown, len(all_))


def _changed(checked: Checked) -> Iterator[Found]:
    for each in checked.changed[:SHOWN]:
        yield Found(
            each.figure.title, each.figure.text, each.now, each.sentence, on_changed(each), code=each.figure.code
        )


def _lost(checked: Checked) -> Iterator[Found]:
    for each in checked.lost[:SHOWN]:
        now = LOSSES[each.loss]
        yield Found(each.figure.title, each.figure.text, now, each.sentence, on_lost(each), code=each.figure.code)


def _cells(checked: Checked) -> Iterator[Found]:
    for each in checked.cells[:SHOWN]:
        yield Found(
            _("“%(row)s”一行，“%(column)s”一列") % {"row": each.row, "column": each.column}, each.was, each.now, "", ""
        )


def _broken(checked: Checked) -> Iterator[Found]:
    for each in checked.broken[:SHOWN]:
        yield Found(KINDS[each.kind], "", each.expression, each.sentence, "")


def _unbacked(checked: Checked) -> Iterator[Found]:
    for each in checked.unbacked[:SHOWN]:
        yield Found(each.text, "", each.text, each.sentence, on_unbacked(each))
