"""Taking tasks into one's own hands, and handing them over: one or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.organisations.queries import posts_seeing
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import registry, services
from fazhi.kernel.procedures.services import Moved
from fazhi.kernel.procedures.services.tasks import may_go_on
from fazhi.kernel.procedures.worklist import Named, chosen, named
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Task

MANY = 200
"""How many tasks change hands at once."""

TOLD = 5
"""How many refusals are told one by one."""

LONGEST_REASON = 200


@require_POST
def take(request: DeskRequest) -> HttpResponse:
    """Take the chosen tasks, or the one whose own button was pressed."""
    keys = _keys(request.POST.getlist("one")) or _keys(request.POST.getlist("task"))
    if not keys:
        messages.warning(request, _("没有选中任何一件。请先在左侧勾选，再领取。"))
    else:
        moved = services.take_over_each(chosen(request.post, keys), by=request.post, at=timezone.now())
        _tell(request, moved, len(keys), _("已领取"), _("没有领取"))
    return redirect(_back(request))


def hand_over(request: DeskRequest) -> HttpResponse:
    """To whom, and why; then the tasks go there. The list sends what was chosen, not yet to whom: it asks for the form."""
    sent = request.POST if request.method == "POST" else request.GET
    is_decided = "to" in request.POST
    keys = _keys(sent.getlist("task"))
    tasks = chosen(request.post, keys)
    if not tasks:
        messages.warning(request, _("没有选中还没办结的事。请先在左侧勾选，再转交。"))
        return redirect(_back(request))
    posts = _receivers(tasks, request.post)
    form = HandOver(sent.get("to", ""), sent.get("reason", "").strip())
    faults: dict[str, str] = {}
    if is_decided:
        to = next((post for post in posts if str(post.pk) == form.to), None)
        faults = _faults(form, to)
        if to is not None and not faults:
            moved = services.hand_over_each(tasks, to=to, by=request.post, at=timezone.now(), reason=form.reason)
            done = _("已转交 %s") % to.official.name
            _tell(request, moved, len(keys), done, _("没有转交"))
            return redirect(_back(request))
    context = {
        "tasks": [
            (task, about.number, matter_url(task.procedure, task.matter_id)) for task, about in _about(tasks, request)
        ],
        "receivers": posts,
        "form": form,
        "faults": faults,
        "back": _back(request),
        "longest": LONGEST_REASON,
    }
    return page(request, "web/my_work/hand_over.html", context, section="work", status=400 if faults else 200)


def together(request: DeskRequest) -> HttpResponse:
    """On to one act for all chosen tasks, which is where many matters of one procedure are moved."""
    sent = request.POST if request.method == "POST" else request.GET
    tasks = chosen(request.post, _keys(sent.getlist("task")))
    procedures = {task.procedure for task in tasks}
    url = reachable("matters-bulk", request.post)
    if len(procedures) != 1 or not url:
        messages.warning(request, _("批量办理要选同一种业务、同一状态的事。请先按业务筛选，再勾选。"))
        return redirect(_back(request))
    keys = [("procedure", procedures.pop()), *(("key", str(task.matter_id)) for task in tasks)]
    return redirect(f"{url}?{urlencode(keys)}")


@dataclass(frozen=True)
class HandOver:
    """What was written on the form: the id of a post, and the reason."""

    to: str
    reason: str


def _faults(form: HandOver, to: "Post | None") -> dict[str, str]:
    faults = {}
    if to is None:
        faults["to"] = _("请从列出的岗位中选一个：在您的机构范围内、看得到这些事、办得了下一步的。")
    if not form.reason:
        faults["reason"] = _("还没有写理由。理由记入留痕。")
    elif len(form.reason) > LONGEST_REASON:
        faults["reason"] = _("理由太长，应在 %s 字以内。") % LONGEST_REASON
    return faults


def _receivers(tasks: "Sequence[Task]", giver: "Post") -> "tuple[Post, ...]":
    """Posts in the giver's offices that see all these tasks and may go on with each."""
    roles = [
        role
        for role in Role.values
        if all(may_go_on(registry.procedure_named(t.procedure), t.state, role) for t in tasks)
    ]
    offices = {task.office_id: task.office for task in tasks}.values()
    found = posts_seeing(tuple(offices), giver, roles, on=timezone.localdate())
    return tuple(post for post in found if any(task.holder_id != post.pk for task in tasks))


def _about(tasks: "Sequence[Task]", request: DeskRequest) -> "list[tuple[Task, Named]]":
    known = named(tasks, request.post)
    return [(task, known[task.matter_id]) for task in tasks if task.matter_id in known]


def _keys(written: Sequence[str]) -> list[int]:
    """Ids of tasks; what is none is left out."""
    found = [int(text) for text in written if text.isascii() and text.isdigit() and len(text) < 19]
    return list(dict.fromkeys(found))[:MANY]


def _tell(request: DeskRequest, moved: Moved, asked: int, done: str, refused: str) -> None:
    """What was done as one sentence, and what was not with its reasons."""
    if moved.done:
        messages.success(request, _("%(done)s %(count)s 件。") % {"done": done, "count": len(moved.done)})
    said = [sentence(error) or str(error) for _task, error in moved.refused]
    for text in dict.fromkeys(said[:TOLD]):
        messages.warning(request, f"{refused}：{text}")
    missing = asked - len(moved.done) - len(moved.refused)
    left = len(said) - TOLD
    if left > 0:
        messages.warning(request, _("另有 %s 件同样没有办成。") % left)
    if missing > 0:
        messages.warning(request, _("%s 件已经办结，或者不在您的机构范围内。") % missing)


def _back(request: DeskRequest) -> str:
    """Where the list was left."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked.startswith("/") and is_ours else reverse("my-work")
