"""Where an application stands, in plain words: what that means, what comes next, by when, under which article."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fazhi.engines.citation import Article
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.periods import period_row
from fazhi.lines.mediation.models import Complaint, PeoplesMatter
from fazhi.lines.mediation.queries.applications import DueBy, Followed
from fazhi.lines.mediation.terms import OPEN, REFUSAL_TOLD, RefusalReason, State
from fazhi.lines.mediation.terms.applications import (
    ApplicationState,
    ComplaintResult,
    ComplaintState,
    ComplaintSubject,
)
from fazhi.surfaces.portal.citations import cited, cited_source
from fazhi.surfaces.web.citations import Cited


@dataclass(frozen=True)
class TimeLimit:
    """By when something is to be done, what that rests on, and whether the day has passed."""

    due: date
    basis: tuple[Cited, ...]
    is_late: bool = False


@dataclass(frozen=True)
class Shown:
    """
    Where it stands.

    title, text  what is so now
    comes        what comes next, "" where nothing does
    limit        by when, None without a limit
    basis        the article of what is so now
    may_…        what the applicant can do here now
    """

    title: str
    text: str
    comes: str
    basis: tuple[Cited, ...]
    limit: TimeLimit | None = None
    may_withdraw: bool = False
    may_add: bool = False


def shown(found: Followed) -> Shown:
    """An application as its applicant reads it."""
    application, office = found.application, found.application.office.name
    match ApplicationState(application.state):
        case ApplicationState.RECEIVED:
            return Shown(
                _("已经收到，还没有受理"),
                _("%(office)s已经收到您的申请。") % {"office": office},
                _("调委会会打电话联系您，也会问对方愿不愿意调解。双方愿意就受理；对方明确拒绝的，不能调解。"),
                cited(Article("人民调解法", 17)),
                limit=_limit(found.due),
                may_withdraw=True,
                may_add=True,
            )
        case ApplicationState.REFUSED:
            reason = RefusalReason(application.reason)
            return Shown(
                _("没有受理"),
                _("理由：%(reason)s。") % {"reason": _(reason.label)},
                REFUSAL_TOLD[reason],
                cited(Article("人民调解法", 17)),
            )
        case ApplicationState.WITHDRAWN:
            return Shown(
                _("已经撤回"),
                _("您撤回了这件申请，调委会不再办理。"),
                _("以后需要，可以重新申请。"),
                cited(Article("人民调解法", 23)),
            )
        case ApplicationState.LAPSED:
            return Shown(
                _("已经终结"),
                _("调委会多次联系不上您，这件申请已经终结。"),
                _("需要继续的，请重新申请，或者给调委会打电话。"),
                cited(Article("人民调解法", 17)),
            )
        case ApplicationState.ACCEPTED:
            assert found.matter is not None, "an accepted application has its matter"
            return _of_matter(found.matter, found.due)


def _of_matter(matter: PeoplesMatter, due: DueBy | None) -> Shown:
    mediator = _("调解员%(names)s。") % {"names": matter.mediator} if matter.mediator else ""
    if matter.state in OPEN:
        return Shown(
            _("已经受理，正在调解"),
            _("案号 %(number)s。") % {"number": matter.number} + mediator,
            _("调解员会约双方见面。您可以选择调解员，可以随时要求终止调解：请直接告诉调解员。"),
            cited(Article("人民调解法", 19), Article("人民调解法", 23)),
            limit=_limit(due),
            may_add=True,
        )
    if matter.state == State.SETTLED:
        assert matter.effective_date is not None, "a settled matter has its day of effect"
        row, last = period_row("TJ-CONFIRM"), calendar.due("TJ-CONFIRM", matter.effective_date).due.last
        return Shown(
            _("达成了协议"),
            _("案号 %(number)s。双方都应当按照协议履行。") % {"number": matter.number},
            _("要让协议可以由法院强制执行，双方可以在这一天以前共同向人民法院申请司法确认。"),
            cited(Article("人民调解法", 31, 1), Article("人民调解法", 33, 1)),
            limit=TimeLimit(last, cited_source(row.source, is_open=row.mark is Mark.UNVERIFIED)),
        )
    if matter.state == State.FAILED:
        return Shown(
            _("没有达成协议，调解结束"),
            _("案号 %(number)s。") % {"number": matter.number},
            _("您可以依法通过仲裁、行政、司法等途径维护自己的权利。"),
            cited(Article("人民调解法", 26)),
        )
    return Shown(
        _("调解已经终止"),
        _("案号 %(number)s。") % {"number": matter.number},
        _("以后需要，可以重新申请，也可以依法通过仲裁、行政、司法等途径解决。"),
        cited(Article("人民调解法", 23)),
    )


def _limit(due: DueBy | None) -> TimeLimit | None:
    if due is None:
        return None
    row = period_row(due.period)
    return TimeLimit(due.due, cited_source(row.source, is_open=row.mark is Mark.UNVERIFIED), due.is_late)


@dataclass(frozen=True)
class ShownComplaint:
    """A complaint as who complained reads it."""

    number: str
    subject: str
    text: str
    state: str
    comes: str
    answer: str
    office: str
    limit: TimeLimit | None
    may_withdraw: bool


def complaint_told(complaint: Complaint, due: DueBy | None) -> ShownComplaint:
    """A complaint with what comes next."""
    comes = {
        ComplaintState.RECEIVED: _("先告知您是否受理、怎样办理。"),
        ComplaintState.ACCEPTED: _("正在核实，办结后书面答复。"),
        ComplaintState.ANSWERED: _("不服答复的，可以自收到之日起三十日内请求上一级机关复查。"),
    }.get(ComplaintState(complaint.state), "")
    result = (
        _("认定：%(result)s。") % {"result": _(ComplaintResult(complaint.result).label)} if complaint.result else ""
    )
    return ShownComplaint(
        number=complaint.number,
        subject=_(ComplaintSubject(complaint.subject).label),
        text=complaint.text,
        state=_(ComplaintState(complaint.state).label),
        comes=comes,
        answer=result + complaint.answer,
        office=complaint.office.name,
        limit=_limit(due),
        may_withdraw=due is not None,
    )
