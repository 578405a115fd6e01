"""Filings that came in on the desk: the list, and the face of one with what its examination found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures.queries import days_left_of
from fazhi.lines.legality_review.models import ReceivedFiling
from fazhi.lines.legality_review.permissions import EXAMINE
from fazhi.lines.legality_review.queries.received import flaws_of, received_seen_by
from fazhi.lines.legality_review.registers import RECEIVED as REGISTER
from fazhi.lines.legality_review.rules import read_basis
from fazhi.lines.legality_review.terms import DRAFT_FILE
from fazhi.lines.legality_review.terms.received import EXAMINATION_LETTER, RECEIVED, Correction, Fault, ReceivedState
from fazhi.lines.legality_review.web.reviews import key_of
from fazhi.lines.legality_review.web.tabs import SECTION, day_text, left_of, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import PAPERS, MatterFace, Milestone, Part
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

PAGE = 50
_SHELVES = {"open": gettext_lazy("在办"), "closed": gettext_lazy("已终结")}


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    title: str
    issuer: str
    received: str
    is_overdue: bool
    state: str
    due: str
    left: str
    is_late: bool


def received_list(request: DeskRequest) -> HttpResponse:
    """One shelf, a page at a time, the latest received first."""
    shelf = request.GET.get("shelf") or "open"
    if shelf not in _SHELVES:
        raise NotHere(_("“%s”的备案") % shelf[:40], Way(_("收到的备案"), reverse("received-filings")))
    after = key_of(request.GET.get("after", ""), "received-filings")
    found = received_seen_by(request.post, closed=shelf == "closed", after=after, limit=PAGE + 1)
    shown, today = found[:PAGE], timezone.localdate()
    due = days_left_of([each.pk for each in shown], request.post) if shelf == "open" and shown else {}
    filed_by = _filed_by(shown)
    context = {
        "shelves": [(str(title), _url(name), name == shelf) for name, title in _SHELVES.items()],
        "rows": [_row(each, due.get(each.pk), filed_by[each.published_date], today) for each in shown],
        "first_url": _url(shelf) if after else "",
        "next_url": _url(shelf, str(shown[-1].pk)) if len(found) > PAGE else "",
        "begin_url": reverse("begin", kwargs={"procedure": RECEIVED}) if request.post.role in EXAMINE.roles else "",
        "tabs": tabs(request.post, "received-filings"),
    }
    return page(request, "legality_review/received.html", context, section=SECTION)


def _filed_by(filings: list[ReceivedFiling]) -> dict[date, date | None]:
    """Day of publication → the last day on which the document was to be filed (待核); None before any limit was in force."""
    days = sorted({each.published_date for each in filings})
    return dict(zip(days, calendar.due_dates("BA-GFXWJ", days), strict=True)) if days else {}


def _url(shelf: str, after: str = "") -> str:
    query = {"shelf": shelf, "after": after}
    return f"{reverse('received-filings')}?{urlencode({name: text for name, text in query.items() if text})}"


def _row(filing: ReceivedFiling, due: date | None, filed_by: date | None, today: date) -> Row:
    left, is_late = left_of(due, today)
    return Row(
        number=filing.number,
        url=reverse("received-filing", kwargs={"key": filing.pk}),
        title=filing.title,
        issuer=filing.issuer,
        received=day_text(filing.received_date),
        is_overdue=filed_by is not None and filing.received_date > filed_by,
        state=_(ReceivedState(filing.state).label),
        due=day_text(due),
        left=left,
        is_late=is_late,
    )


def _title(matter: "Matter") -> str:
    return cast(ReceivedFiling, matter).title


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    filing = cast(ReceivedFiling, matter)
    yield _("制定机关"), filing.issuer
    yield _("公布日期"), day_text(filing.published_date)
    yield _("收到日期"), _received(filing)
    if filing.asked_reason:
        yield _("补充报送要求"), filing.asked_reason
    yield _("备案登记"), f"{day_text(filing.entered_date)}　{filing.filing_number}".strip()
    if filing.opined_date:
        yield _("审查意见"), f"{day_text(filing.opined_date)}　{filing.opinion_number}"
    if filing.correction:
        yield _("处理情况"), f"{_(Correction(filing.correction).label)}　{filing.told}"
    elif filing.told:
        yield _("不予备案登记的理由"), filing.told


def _received(filing: ReceivedFiling) -> str:
    last = _filed_by([filing])[filing.published_date]
    told = day_text(filing.received_date)
    if last is None or filing.received_date <= last:
        return told
    return _("%(day)s　逾期报送，应当在 %(last)s 以前（待核）") % {"day": told, "last": last}


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    filing = cast(ReceivedFiling, matter)
    if filing.closed_date:
        yield Milestone(filing.closed_date, gettext_noop("审查终结"), "", frozenset({"clear", "report", "refuse"}))
    if filing.entered_date:
        yield Milestone(filing.entered_date, gettext_noop("备案登记"), "", frozenset({"enter"}))
    yield Milestone(filing.received_date, gettext_noop("登记收到备案"), "", frozenset({"begin"}))


def _examination(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    """The flaws with their articles, and the document's text."""
    filing = cast(ReceivedFiling, matter)
    flaws = flaws_of(filing, request.post)
    bases = cited([read_basis(filing.number, each.basis)[0] for each in flaws])
    return {
        "flaws": [
            {
                "place": each.place,
                "clause": each.clause,
                "fault": _(Fault(each.fault).label),
                "problem": each.problem,
                "basis": basis,
            }
            for each, basis in zip(flaws, bases, strict=True)
        ],
        "is_examined": filing.entered_date is not None,
        "questions": [_(each.label) for each in Fault],
        "body": [line for line in filing.body.splitlines() if line.strip()] or [NOTHING],
    }


RECEIVED_FACE = MatterFace(
    procedures=(RECEIVED,),
    url_name="received-filing",
    register=REGISTER.name,
    title=_title,
    facts=_facts,
    parts=(Part("legality_review/examination.html", _examination),),
    milestones=_milestones,
    papers={
        DRAFT_FILE: gettext_noop("报送备案的文件"),
        EXAMINATION_LETTER: gettext_noop("备案审查意见书"),
        **PAPERS,
    },
    facts_title=gettext_noop("备案情况"),
    section=SECTION,
    has_parties=False,
)
