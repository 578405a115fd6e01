"""Clean-up campaigns on the desk: the list with how far each is, and the face of one with its documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.lines.legality_review.models import Campaign, CleanedItem
from fazhi.lines.legality_review.permissions import REGISTER
from fazhi.lines.legality_review.queries.campaigns import (
    Progress,
    campaigns_seen_by,
    item_of_row,
    items_of,
    progress_of,
    unassigned,
)
from fazhi.lines.legality_review.registers import CLEANED
from fazhi.lines.legality_review.terms.campaigns import (
    CAMPAIGN,
    CLEANED_LIST,
    CampaignKind,
    CampaignState,
    Outcome,
)
from fazhi.lines.legality_review.web.reviews import key_of
from fazhi.lines.legality_review.web.tabs import SECTION, day_text, left_of, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import PAPERS, MatterFace, Milestone, Part
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

PAGE = 50


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    title: str
    kind: str
    opened: str
    due: str
    left: str
    is_late: bool
    state: str
    progress: Progress


def campaign_list(request: DeskRequest) -> HttpResponse:
    """Campaigns, a page at a time, the latest first."""
    after = key_of(request.GET.get("after", ""), "normative-campaigns")
    found = campaigns_seen_by(request.post, after=after, limit=PAGE + 1)
    shown, today = found[:PAGE], timezone.localdate()
    progress = progress_of(shown, request.post, today) if shown else {}
    here = reverse("normative-campaigns")
    context = {
        "rows": [_row(each, progress.get(each.pk, Progress(0, 0, 0, 0)), today) for each in shown],
        "first_url": here if after else "",
        "next_url": f"{here}?after={shown[-1].pk}" if len(found) > PAGE else "",
        "begin_url": reverse("begin", kwargs={"procedure": CAMPAIGN}) if request.post.role in REGISTER.roles else "",
        "tabs": tabs(request.post, "normative-campaigns"),
    }
    return page(request, "legality_review/campaigns.html", context, section=SECTION)


def _row(campaign: Campaign, progress: Progress, today: Any) -> Row:
    is_open = campaign.state == CampaignState.OPEN
    left, is_late = left_of(campaign.due_date, today) if is_open else ("", False)
    return Row(
        number=campaign.number,
        url=reverse("normative-campaign", kwargs={"key": campaign.pk}),
        title=campaign.title,
        kind=_(CampaignKind(campaign.kind).label),
        opened=day_text(campaign.opened_date),
        due=day_text(campaign.due_date),
        left=left,
        is_late=is_late,
        state=_(CampaignState(campaign.state).label),
        progress=progress,
    )


def item(request: DeskRequest, key: UUID) -> HttpResponse:
    """A row of the register of cleaned documents: the page of its campaign."""
    campaign = item_of_row(key, request.post)
    if campaign is None:
        raise NotHere(_("这件清理文件"), Way(CLEANED.title, reverse("register", kwargs={"name": CLEANED.name})))
    return redirect(f"{reverse('normative-campaign', kwargs={'key': campaign})}#documents")


def _title(matter: "Matter") -> str:
    return cast(Campaign, matter).title


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    campaign = cast(Campaign, matter)
    yield _("清理类别"), _(CampaignKind(campaign.kind).label)
    yield _("清理依据"), campaign.notice
    yield _("清理范围"), _scope(campaign)
    yield _("启动日期"), day_text(campaign.opened_date)
    yield _("完成期限"), day_text(campaign.due_date)
    if campaign.decided_date:
        yield _("审定"), f"{day_text(campaign.decided_date)}　{campaign.decision}"
    if campaign.published_date:
        yield (
            _("公布"),
            f"{day_text(campaign.published_date)}　{campaign.list_number}　{campaign.published_at_place}",
        )


def _scope(campaign: Campaign) -> str:
    told = [_("现行有效的行政规范性文件")]
    if campaign.title_words:
        told.append(_("名称含有“%s”") % campaign.title_words)
    if campaign.published_until_date:
        told.append(_("%s 以前公布") % day_text(campaign.published_until_date))
    if campaign.expires_until_date:
        told.append(_("有效期在 %s 以前届满") % day_text(campaign.expires_until_date))
    if campaign.provisional_only:
        told.append(_("仅暂行、试行"))
    return _("，").join(told)


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    campaign = cast(Campaign, matter)
    told = (
        (campaign.published_date, gettext_noop("公布清理结果"), {"publish"}),
        (campaign.decided_date, gettext_noop("审定清理结果"), {"decide"}),
        (campaign.opened_date, gettext_noop("启动清理"), {"begin"}),
    )
    for day, title, acts in told:
        if day is not None:
            yield Milestone(day, title, "", frozenset(acts))


def _documents(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    """The documents of the campaign, what each department proposed and what was found; what is not assigned yet."""
    campaign, today = cast(Campaign, matter), timezone.localdate()
    items = items_of(campaign, request.post)
    is_open = campaign.state == CampaignState.OPEN
    outcomes = [
        (_(outcome.label), count)
        for outcome in Outcome
        if (count := sum(1 for each in items if each.reviewed == outcome))
    ]
    return {
        "documents": [_item(each, today) for each in items],
        "unassigned": unassigned(campaign, request.post).count() if is_open else 0,
        "proposed": sum(1 for each in items if each.proposed),
        "outcomes": outcomes,
        "lines": "\n".join(_line(each) for each in items if each.proposed and not each.reviewed),
        "review_url": reverse("normative-campaign-act", kwargs={"key": campaign.pk, "act": "review_documents"}),
        "is_open": is_open,
    }


def _line(item: CleanedItem) -> str:
    """What the department proposes, as a line that the office may take over."""
    return f"{item.document.number} {Outcome(item.proposed).label} {item.proposed_reason}".strip()


def _item(item: CleanedItem, today: Any) -> dict[str, Any]:
    return {
        "number": item.document.number,
        "url": reverse("normative-document", kwargs={"key": item.document_id}),
        "title": item.document.title,
        "drafter": item.document.drafter,
        "is_asked": item.assignee_id is not None,
        "batch": item.batch,
        "due": day_text(item.due_date),
        "is_late": not item.proposed and item.due_date < today,
        "proposed": _(Outcome(item.proposed).label) if item.proposed else NOTHING,
        "proposed_reason": item.proposed_reason,
        "reviewed": _(Outcome(item.reviewed).label) if item.reviewed else NOTHING,
        "reviewed_reason": item.reviewed_reason,
        "differs": bool(item.reviewed) and item.reviewed != item.proposed,
    }


CAMPAIGN_FACE = MatterFace(
    procedures=(CAMPAIGN,),
    url_name="normative-campaign",
    register="",
    title=_title,
    facts=_facts,
    parts=(Part("legality_review/cleaned.html", _documents),),
    milestones=_milestones,
    papers={CLEANED_LIST: gettext_noop("清理结果目录"), **PAPERS},
    facts_title=gettext_noop("清理情况"),
    section=SECTION,
    has_parties=False,
)
