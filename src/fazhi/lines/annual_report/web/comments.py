"""Comments on the draft: the list, the form at a figure or a paragraph, the answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.form_reading import LONGEST
from fazhi.kernel.procedures.forms import FieldType
from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.errors import NoPlace, NothingToReport
from fazhi.lines.annual_report.models import Contribution, ReportVersion
from fazhi.lines.annual_report.permissions import COMMENT, EDIT
from fazhi.lines.annual_report.queries.commenting import Placed, circulated, comment_seen, comments_on
from fazhi.lines.annual_report.queries.printing import for_the_desk, sources
from fazhi.lines.annual_report.queries.standing import asked_of
from fazhi.lines.annual_report.rules.anchors import anchor_at
from fazhi.lines.annual_report.terms import (
    ANSWERS,
    EDITABLE,
    Anchor,
    CommentKind,
    CommentOutcome,
    PrintedFigure,
    Report,
)
from fazhi.lines.annual_report.web.asking import SECTION, scope_of, way_to
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import CONFLICT, Refusal
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_TEXT, _OUTCOME = "text", "outcome"


@dataclass(frozen=True)
class ShownComment:
    """
    A comment in the list.

    place_url  where it stands in the report, "" if its place is gone
    said       what stood there then, figures by their titles; `now` what stands there today if that is something else
    may_answer, may_withdraw  of this post, while it is open
    """

    placed: Placed
    place_url: str
    said: str
    now: str
    may_answer: bool
    may_withdraw: bool
    token: str


def may_comment(post: "Post", versions: Sequence[ReportVersion], asked: Sequence[Contribution]) -> bool:
    """Whether the post may say something now: of the bureau or of an office that was asked, while the report takes texts."""
    if post.role not in COMMENT.roles:
        return False
    if post.office.parent_id is None:
        return bool(versions) and versions[-1].report.state in EDITABLE
    return any(each.office_id == post.office_id and each.report.state in EDITABLE for each in asked)


def commented(comments: Sequence[Placed]) -> Mapping[str, int]:
    """Code of a figure or digest of a paragraph → how many open comments stand there."""
    return Counter(each.place.key for each in comments if each.is_open and each.place.key)


def comments(request: DeskRequest, year: int) -> HttpResponse:
    """All comments that the post sees; with ?figure= or ?paragraph= the form for one more."""
    read = _read(request, year)
    anchor = _anchor(read.report, request.GET)
    if request.method != "POST":
        return _show(request, read, anchor)
    sent, now = Sent.of(request), timezone.now()
    anchor = _anchor(read.report, sent.texts)

    def write() -> str:
        if anchor is None:
            raise NoPlace(sent.texts.get("figure", "") or sent.texts.get("paragraph", ""))
        services.comment(year, anchor, _text(sent, required=True), by=request.post, at=now)
        return reverse("report-comments", kwargs={"year": year})

    def again(refusal: Refusal) -> HttpResponse:
        return _show(request, read, anchor, sent, refusal)

    return submit(request, sent, write, title=_("提意见"), fields={_TEXT}, again=again, at=now)


def answer(request: DeskRequest, year: int, number: int) -> HttpResponse:
    """Adopt, decline or withdraw a comment."""
    found = comment_seen(year, number, request.post)
    if found is None or request.method != "POST":
        raise NotHere(_("这条意见"), way_to(year))
    sent, now = Sent.of(request), timezone.now()

    def do() -> str:
        outcome = _outcome(sent.texts.get(_OUTCOME, ""))
        text = _text(sent, required=outcome is CommentOutcome.DECLINED)
        services.answer(found, outcome, text, by=request.post, at=now)
        return f"{reverse('report-comments', kwargs={'year': year})}#c-{number}"

    def again(refusal: Refusal) -> HttpResponse:
        now_is = comment_seen(year, number, request.post)
        if now_is is not None and now_is.outcome != CommentOutcome.OPEN:  # somebody else was first
            refusal = Refusal(CONFLICT, refusal.faults, refusal.sentences)
        return _show(request, _read(request, year), None, sent, refusal, answered=number)

    return submit(request, sent, do, title=_("处理意见"), fields={_TEXT, _OUTCOME}, again=again, at=now)


def _outcome(written: str) -> CommentOutcome:
    allowed = {*ANSWERS, CommentOutcome.WITHDRAWN.value}
    if written not in allowed:
        raise FormRefused(
            _("处理意见"), [FieldFault(_OUTCOME, _("结果"), written, _("%s之一") % "、".join(ANSWERS.values()))]
        )
    return CommentOutcome(written)


def _text(sent: Sent, *, required: bool) -> str:
    text, longest = sent.texts.get(_TEXT, "").strip(), LONGEST[FieldType.LONG_TEXT]
    if (required and not text) or len(text) > longest:
        raise FormRefused(
            _("提意见"), [FieldFault(_TEXT, _("意见"), text[:60], _("不超过%s字的文字") % f"{longest:,}")]
        )
    return text


@dataclass(frozen=True)
class Read:
    """What the post reads: the report by its records, or the draft that went round."""

    report: Report
    versions: Sequence[ReportVersion]
    asked: Sequence[Contribution]


def _read(request: DeskRequest, year: int) -> Read:
    scope = scope_of(request)
    try:
        with sources(year, None) as source:
            found = for_the_desk(year, source, scope=scope, opened={}, on=timezone.localdate())
            return Read(found.report, found.versions, found.asked)
    except NothingToReport as error:
        asked = asked_of(year, scope)
        draft = circulated(asked)
        if draft is None:
            raise NotHere(_(" %s 年的记录") % year) from error
        return Read(draft[0], (), asked)


def _anchor(report: Report, asked: Mapping[str, str]) -> Anchor | None:
    """The place that the address or the form names; None if it names none, or one that is gone."""
    if code := asked.get("figure", ""):
        return anchor_at(report, CommentKind.FIGURE, code)
    digest = asked.get("paragraph", "")
    return anchor_at(report, CommentKind.PARAGRAPH, digest) if digest else None


def _show(
    request: DeskRequest,
    read: Read,
    anchor: Anchor | None,
    sent: Sent | None = None,
    refusal: Refusal | None = None,
    answered: int = 0,
) -> HttpResponse:
    report, now = read.report, timezone.now()
    titles = {figure.code: figure for figure in report.figures}
    shown = [_shown(each, report, titles, request.post, now) for each in comments_on(report, request.post)]
    context = {
        "report": report,
        "year": report.year,
        "anchor": anchor,
        "anchor_said": readable(anchor, titles) if anchor else "",
        "may_comment": may_comment(request.post, read.versions, read.asked),
        "shown": shown,
        "open": sum(1 for each in shown if each.placed.is_open),
        "typed": sent.texts.get(_TEXT, "") if sent else "",
        "chosen": sent.texts.get(_OUTCOME, "") if sent else "",
        "refusal": refusal,
        "fault": refusal.faults.get(_TEXT, "") if refusal else "",
        "outcome_fault": refusal.faults.get(_OUTCOME, "") if refusal else "",
        "answered": answered,
        "answers": ANSWERS,
        "token": new_token(),
    }
    status = refusal.status if refusal else 200
    return page(request, "annual_report/comments.html", context, section=SECTION, status=status)


def _shown(
    placed: Placed, report: Report, titles: Mapping[str, PrintedFigure], post: "Post", now: datetime
) -> ShownComment:
    comment, place = placed.comment, placed.place
    kind = CommentKind(comment.kind)
    anchor = Anchor(kind, comment.key, comment.section, comment.said)
    is_mine = comment.by_id == post.pk and post.role in COMMENT.roles
    return ShownComment(
        placed=placed,
        place_url=place_url(report.year, kind, place.key),
        said=readable(anchor, titles),
        now=readable(Anchor(kind, place.key, "", place.said), titles) if place.changed and place.key else "",
        may_answer=placed.is_open and post.role in EDIT.roles and post.office.parent_id is None,
        may_withdraw=placed.is_open and is_mine,
        token=new_token(),
    )


def readable(anchor: Anchor, titles: Mapping[str, PrintedFigure]) -> str:
    """What stands at a place, as people read it: a figure with its title, a paragraph with its slots named."""
    if anchor.kind is CommentKind.FIGURE:
        figure = titles.get(anchor.key)
        return f"{figure.title}：{anchor.said}" if figure else anchor.said
    words = anchor.said
    for code, figure in titles.items():
        words = words.replace(f"{{{code}}}", f"〔{figure.title}〕")
    return words


def place_url(year: int, kind: CommentKind, key: str) -> str:
    """Where a place stands in the report; "" if it is gone."""
    if not key:
        return ""
    if kind is CommentKind.FIGURE:
        return f"{reverse('figure', kwargs={'year': year, 'code': key})}#open"
    return f"{reverse('report', kwargs={'year': year})}#p-{key}"


def comment_url(year: int, **place: str) -> str:
    """The form for a comment at a `figure` or a `paragraph`."""
    return f"{reverse('report-comments', kwargs={'year': year})}?{urlencode(place)}#write"
