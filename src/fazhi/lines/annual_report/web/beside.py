"""What stands beside the report: relations as lights, the prescribed contents, how far it has come, comments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fazhi.lines.annual_report.models import Contribution, ReportVersion
from fazhi.lines.annual_report.rules import CAUSE, findings, heading_code, identity_code
from fazhi.lines.annual_report.terms import (
    HEADINGS,
    OUTSTANDING,
    ContributionState,
    Meeting,
    PrintedIdentity,
    Report,
    State,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Light:
    """
    A relation or a prescribed content.

    pieces  of its expression, each with the code of the figure that it is, "" for signs
    state   the word beside it; `note` where it fails, `reason` why it was signed all the same
    """

    title: str
    pieces: tuple[tuple[str, str], ...]
    is_on: bool
    state: str
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class StepShown:
    """
    A step of the report's life.

    when  its day, or its last day and what is left; `is_late` that the last day has passed
    note  what else there is to say of it
    """

    title: str
    when: str
    note: str
    is_done: bool
    is_now: bool
    is_late: bool = False


def relations(report: Report) -> tuple[Light, ...]:
    """The identities in their order, those that don't hold first."""
    return tuple(sorted((_relation(item, report) for item in report.identities), key=lambda light: light.is_on))


def _relation(item: PrintedIdentity, report: Report) -> Light:
    reason = report.reason_for(identity_code(item.rule))
    note = ""
    if item.broken:
        few = "、".join(item.broken[:3])
        note = _("不成立：%s") % few
        if len(item.broken) > 3:
            note = _("不成立：%(few)s 等 %(count)s 个") % {"few": few, "count": len(item.broken)}
    state = _("成立") if item.holds else _("已说明") if reason else _("需说明")
    return Light(item.title, item.pieces, item.holds, state, note, reason)


def contents(report: Report) -> tuple[Light, ...]:
    """The five prescribed contents: there, without causes, or missing."""
    open_ = {item.code for item in findings(report)}
    return tuple(
        _content(report, heading_code(heading), heading.value, open_) for heading, _sections in report.sections
    )


def _content(report: Report, code: str, heading: str, open_: set[str]) -> Light:
    missing, no_cause = code in open_, heading == "shortcomings" and CAUSE in open_
    reason = report.reason_for(code if missing else CAUSE) if missing or no_cause else ""
    state = _("系统没有记录") if missing else _("缺原因") if no_cause else _("有")
    return Light(HEADINGS[heading], (), not (missing or no_cause), state, reason=reason)


_ORDER = (
    State.DRAFTING,
    State.CONSULTING,
    State.REVIEWING,
    State.DELIBERATING,
    State.SIGNED,
    State.FROZEN,
    State.SUBMITTED,
    State.PUBLISHED,
)
_STANDS_AT = {State.CORRECTING: State.DELIBERATING, State.ARCHIVED: State.PUBLISHED}


def steps(version: ReportVersion, asked: Sequence[Contribution], on: date) -> tuple[StepShown, ...]:
    """
    The way of the latest version, from the draft to the public; a correction begins at the meeting.

    version  with `report_due` and `publish_due` (`queries.standing.versions_of_year`)
    """
    state = State(version.report.state)
    at = _ORDER.index(_STANDS_AT.get(state, state))
    ended = state in (State.PUBLISHED, State.ARCHIVED)
    told = list(_told(version, asked, on))
    return tuple(
        StepShown(title, when, note, is_done=place < at or ended, is_now=place == at and not ended, is_late=late)
        for place, (title, when, note, late) in enumerate(told)
    )


def _told(version: ReportVersion, asked: Sequence[Contribution], on: date) -> Iterator[tuple[str, str, str, bool]]:
    """Title, day, note of each step, and whether it is late."""
    yield _("起草"), _day(version.opened_date), _contributions(asked), False
    yield _("内部征求意见"), "", "", False
    yield _("合法性和保密审查"), "", "", False
    meeting = f"{Meeting(version.meeting).label}，{_day(version.meeting_date)}" if version.meeting else ""
    yield _("会议审议、签发"), _day(version.signed_date), meeting, False
    yield _("封账"), "", (_("摘要 %s") % version.seal[:16]) if version.seal else _("封存各台账和全部数字的摘要"), False
    # A correction has no date to keep: the first version met it.
    dues = (getattr(version, "report_due", None), getattr(version, "publish_due", None)) if version.number == 1 else ()
    report_due, publish_due = dues or (None, None)
    when, late = _by(version.submitted_date, report_due, on)
    yield _("报送"), when, _("本级党委、政府，上一级主管部门；抄送协调机构"), late
    when, late = _by(version.published_date, publish_due, on)
    yield _("公开"), when, version.url, late


def _contributions(asked: Sequence[Contribution]) -> str:
    live = [each for each in asked if each.state != ContributionState.CANCELLED]
    if not live:
        return _("没有约稿")
    in_ = sum(1 for each in live if each.state not in OUTSTANDING)
    return _("约稿 %(all)s 篇，已采用 %(in)s 篇") % {"all": len(live), "in": in_}


def _day(day: date | None) -> str:
    return f"{day.year}-{day.month:02d}-{day.day:02d}" if day else ""


def _by(done: date | None, due: date | None, on: date) -> tuple[str, bool]:
    """The day on which it was done, else until when it is to be; and whether that has passed."""
    if done is not None or due is None:
        return _day(done), False
    left = (due - on).days
    told = {"day": _day(due), "left": abs(left)}
    if left < 0:
        return _("最迟 %(day)s，逾期 %(left)s 日") % told, True
    return _("最迟 %(day)s，剩 %(left)s 日") % told, False


def mine(asked: Sequence[Contribution], post: "Post") -> tuple[Contribution, ...]:
    """The contributions that the post's own office owes."""
    return tuple(each for each in asked if each.office_id == post.office_id and each.state == ContributionState.ASKED)
