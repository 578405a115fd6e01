"""Quality checks (质检): the rounds, and ordering one."""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.draw.errors import DrawError
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.permissions import ORDER_CHECK
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.queries.quality import rounds_seen_by
from fazhi.lines.hotline.queries.records import month_before
from fazhi.lines.hotline.services import quality as acts
from fazhi.lines.hotline.terms.quality import LEAST_SHARE, USUAL_BOUND
from fazhi.lines.hotline.web.plans import month_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

_TYPED = ("month", "share", "bound", "when")
_WHEN = {"soon": gettext_noop("15 分钟后"), "tomorrow": gettext_noop("明天 10:00")}
_SOON, _TEN = timedelta(minutes=15), time(10, 0)


def rounds(request: DeskRequest) -> HttpResponse:
    """Rounds, and ordering one."""
    if request.method == "POST":
        return _ordered(request)
    return _list(request, {})


def _list(request: DeskRequest, typed: dict[str, str], fault: str = "") -> HttpResponse:
    usual = {
        "month": f"{month_before(timezone.localdate().replace(day=1)):%Y-%m}",
        "share": str(LEAST_SHARE),
        "bound": str(USUAL_BOUND),
        "when": "soon",
    }
    context = {
        "rounds": rounds_seen_by(request.post),
        "may_order": request.post.role in ORDER_CHECK.roles,
        "typed": {**usual, **typed},
        "when": [(code, _(title)) for code, title in _WHEN.items()],
        "least_share": LEAST_SHARE,
        "fault": fault,
        "basis": cited([ORDER_CHECK.basis])[0],
        "tabs": tabs(request.post, "hotline-quality"),
    }
    return page(request, "hotline/quality.html", context, section=SECTION, status=400 if fault else 200)


def _ordered(request: DeskRequest) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip() for name in _TYPED}
    month, office, now = month_of(typed["month"]), hotline_of(request.post), timezone.now()
    if month is None:
        return _list(request, typed, _("月份“%s”不是月份；应当像 2025-01。") % typed["month"])
    numbers = [typed["share"], typed["bound"]]
    if not all(each.isdecimal() and len(each) < 4 for each in numbers) or typed["when"] not in _WHEN:
        return _list(request, typed, _("抽取比例和允许相差分数应当是整数，公共随机数选一个时间。"))
    if office is None:
        return _list(request, typed, _("没有可以质检的热线。"))
    try:
        made = acts.order_round(
            office=office, month=month, share=int(numbers[0]), bound=int(numbers[1]), speaks_at=_moment(typed["when"], now),
            by=request.post, at=now, on=timezone.localdate(now),
        )  # fmt: skip
    except NotPermitted as error:
        raise PermissionDenied from error
    except (HotlineError, DrawError) as error:
        return _list(request, typed, sentence(error) or "")
    return redirect("hotline-quality-round", key=made.pk)


def _moment(when: str, now: datetime) -> datetime:
    if when == "soon":
        return now + _SOON
    return timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), _TEN))
