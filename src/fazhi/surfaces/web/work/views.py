"""The list of work: one over all lines, the most pressing first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.procedure import Procedure
from fazhi.kernel.organisations.queries import covered_by, offices_below
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.worklist import MOST, Desk, View, counts_of, page_of, tasks_of
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.web.work.asked import Asked, place_of, read, written_place
from fazhi.surfaces.web.work.rows import groups_of

SECTION = "work"
PAGE = 50

TITLES = {
    View.ALL: gettext_noop("我的和本机构的"),
    View.MINE: gettext_noop("只看我的"),
    View.OFFICE: gettext_noop("待领取"),
    View.OVERDUE: gettext_noop("已逾期"),
    View.TODAY: gettext_noop("今天到期"),
    View.WEEK: gettext_noop("本周到期"),
    View.WAITING: gettext_noop("等待他人"),
    View.COVERED: gettext_noop("我代管的"),
    View.ALERTS: gettext_noop("督办"),
}


@dataclass(frozen=True)
class Tab:
    """A saved view; `count` is "99+" beyond what is counted."""

    title: str
    count: str
    url: str
    is_current: bool
    is_late: bool


def my_work(request: DeskRequest) -> HttpResponse:
    """One page of a view of the work that waits."""
    at = timezone.now()
    desk = Desk(request.post, at, covered_by(request.post, timezone.localdate(at)))
    asked = read(request.GET, request.post)
    counts = counts_of(desk, _views(desk))
    found = page_of(tasks_of(desk, asked.view, asked.narrowed), after=place_of(asked.after), limit=PAGE + 1)
    shown = found[:PAGE]
    following = replace(asked, after=written_place(shown[-1])) if len(found) > PAGE else None
    context = {
        "at": timezone.localtime(at),
        "view": asked.view.value,
        "view_title": _(TITLES[asked.view]),
        "asked": asked,
        "tabs": _tabs(asked, counts),
        "counts": {view.value: told(count) for view, count in counts.items()},
        "groups": groups_of(shown, desk),
        "next_url": following.url if following else "",
        "first_url": replace(asked, after="").url if asked.after else "",
        "absent": desk.absent,
        "procedures": _procedures(asked, request.post.role),
        "offices": _offices(asked, request),
        "openings": _openings(request),
        "has_bulk": bool(reachable("matters-bulk", request.post)),
        "empty": _empty(asked, counts),
    }
    return page(request, "web/my_work/list.html", context, section=SECTION)


def _views(desk: Desk) -> tuple[View, ...]:
    return tuple(view for view in View if view is not View.COVERED or desk.absent)


def told(count: int) -> str:
    """A bounded count: 99+ where there are more."""
    return f"{MOST - 1}+" if count >= MOST else str(count)


def _tabs(asked: Asked, counts: Mapping[View, int]) -> tuple[Tab, ...]:
    return tuple(
        Tab(
            _(TITLES[view]),
            told(count),
            asked.viewing(view).url,
            view is asked.view,
            view is View.OVERDUE and count > 0,
        )
        for view, count in counts.items()
    )


def _procedures(asked: Asked, role: str) -> tuple[tuple[Procedure, bool], ...]:
    """What the list can be narrowed to: the procedures of which the role may take an act, each with whether it is chosen."""
    return tuple((each, each == asked.procedure) for each in registry.procedures() if _is_ours(each, role))


def _is_ours(procedure: Procedure, role: str) -> bool:
    return any(role in registry.permission(step.by).roles for step in procedure.steps if not step.is_deemed)


def _offices(asked: Asked, request: DeskRequest) -> tuple[tuple[object, bool], ...]:
    """The offices right below the post's own, each with whether it is chosen; none where nothing lies below."""
    own = request.post.office
    below = offices_below(own, request.post) if own.left < own.right else ()
    return tuple((office, office == asked.office) for office in below)


def _openings(request: DeskRequest) -> tuple[tuple[str, str], ...]:
    """What the post may begin: title and address of the form."""
    found = (
        (_(each.title), reachable("begin", request.post, procedure=each.name))
        for each in registry.procedures()
        if each.opening and request.post.role in registry.permission(each.opening.by).roles
    )
    return tuple((title, url) for title, url in found if url)


def _empty(asked: Asked, counts: Mapping[View, int]) -> tuple[str, str, str]:
    """What an empty list says, and the next step: its words and its address."""
    if asked.is_narrowed:
        return _("没有符合条件的事。"), _("去掉条件"), asked.widened.url
    match asked.view:
        case View.OVERDUE | View.TODAY | View.WEEK if counts[View.ALL]:
            said = {View.OVERDUE: _("没有逾期的事。"), View.TODAY: _("今天没有到期的事。")}
            return said.get(asked.view, _("本周没有其他到期的事。")), _("看全部待办"), Asked().url
        case View.MINE if counts[View.OFFICE]:
            return (
                _("没有在您名下的事。"),
                _("本机构有 %s 件可以领取") % told(counts[View.OFFICE]),
                Asked(View.OFFICE).url,
            )
        case View.WAITING:
            return _("没有在等别人的事：您转交的和等别人下一步的，会列在这里。"), _("看全部待办"), Asked().url
        case View.COVERED:
            return _("今天没有您代管的岗位。"), _("缺勤和代岗"), reverse("absences")
        case View.ALERTS:
            return _("没有报给您的督办。"), _("看全部待办"), Asked().url
    return _("没有待办的事。"), "", ""
