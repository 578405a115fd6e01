"""
/health/live, /health/ready and /metrics, for monitors only.

They answer whoever asks from an address of FAZHI_WATCHED_FROM, by default this machine, and are not there for anybody else.
A request that came through a proxy counts as from where the proxy says it came.
"""

import ipaddress

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fazhi.surfaces.accounts.locking import address_of
from fazhi.surfaces.operations import metrics, standing
from fazhi.surfaces.web.access import ANYONE, address

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def _require_watcher(request: HttpRequest) -> None:
    """Raise Http404 for who may not watch. Forwarded by a proxy that the settings don't know: nobody knows from where."""
    if not settings.FAZHI_PROXY_HEADER and any(name in request.META for name in _FORWARDED):
        raise Http404
    told = address_of(request)
    if not told or not any(ipaddress.ip_address(told) in network for network in settings.FAZHI_WATCHED_FROM):
        raise Http404


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing is asked of database or disk."""
    _require_watcher(request)
    return JsonResponse({"live": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Whether requests can be served: 200 or 503, with what is wrong and what to do."""
    _require_watcher(request)
    found = standing.readiness()
    told = [{"name": check.name, "holds": check.holds, "told": check.told} for check in found]
    is_ready = all(check.holds for check in found)
    return JsonResponse(
        {"ready": is_ready, "checks": told}, status=200 if is_ready else 503, json_dumps_params={"ensure_ascii": False}
    )


@require_safe
@never_cache
def counted(request: HttpRequest) -> HttpResponse:
    """The metrics, in Prometheus' text format."""
    _require_watcher(request)
    return HttpResponse(metrics.text(), content_type=_PROMETHEUS)


URLS = [
    address("health/live", live, name="health-live", access=ANYONE),
    address("health/ready", ready, name="health-ready", access=ANYONE),
    address("metrics", counted, name="metrics", access=ANYONE),
]
