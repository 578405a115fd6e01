"""Plans, their segments and drafts, as a post sees them."""

from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.organisations.queries import offices_of_kinds_seen_by
from fazhi.lines.hotline.models import Draft, Plan, Segment
from fazhi.lines.hotline.terms import KEEPERS
from fazhi.lines.hotline.terms.planning import Shift

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "a draft reads the plans of its own office"
MOST_SHOWN = 50


def hotline_of(post: "Post") -> "Office | None":
    """The office whose hotline the post plans: that of the latest plan it sees, else the highest that can run one."""
    plan = Plan.objects.visible_to(post).select_related("office").order_by("-from_date", "code").first()
    if plan is not None:
        return plan.office
    offices = offices_of_kinds_seen_by(post, KEEPERS)
    return offices[0] if offices else None


def plans_seen_by(post: "Post") -> list[Plan]:
    """The latest first."""
    return list(Plan.objects.visible_to(post).select_related("office").order_by("-from_date", "code")[:MOST_SHOWN])


def plan_seen_by(post: "Post", key: UUID) -> Plan | None:
    return Plan.objects.visible_to(post).select_related("office").filter(pk=key).first()


def shifts_of(plan: Plan | None) -> tuple[Shift, ...]:
    """The segments of a plan in the order of the day; none without a plan."""
    if plan is None:
        return ()
    rows = Segment.objects.system(_WHY).filter(plan=plan).order_by("start_minute")
    return tuple(Shift(*row) for row in rows.values_list("start_minute", "end_minute", "seats", "rest_seats"))


def shifts_seen_by(post: "Post", plan: Plan | None) -> tuple[Shift, ...]:
    """`shifts_of`, as the post sees them."""
    if plan is None:
        return ()
    rows = Segment.objects.visible_to(post).filter(plan=plan).order_by("start_minute")
    return tuple(Shift(*row) for row in rows.values_list("start_minute", "end_minute", "seats", "rest_seats"))


def drafts_seen_by(post: "Post") -> list[Draft]:
    """The latest first, without what they say."""
    rows = Draft.objects.visible_to(post).defer("result").select_related("plan").order_by("-asked_at")
    return list(rows[:MOST_SHOWN])


def draft_seen_by(post: "Post", key: UUID) -> Draft | None:
    rows = Draft.objects.visible_to(post).select_related("office", "plan", "current")
    return rows.filter(pk=key).first()


def draft_to_draw(key: str) -> Draft:
    """For the background job that somebody asked for with the right to."""
    return Draft.objects.system("a background job draws it up").select_related("office", "current").get(pk=key)
