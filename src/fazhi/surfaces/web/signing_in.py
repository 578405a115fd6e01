"""Signing in and out, and the choice of the post to work as."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.accounts import services
from fazhi.surfaces.web.access import ACCOUNT, ANYONE, address
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest, Pages, page
from fazhi.surfaces.web.signed_in import POST


def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; in demo mode one click as any of the cast."""
    name, fault = request.POST.get("name", ""), ""
    if request.method == "POST":
        account = authenticate(request, username=name, password=request.POST.get("password", ""))
        if account is not None:
            login(request, account)
            return redirect(_next(request))
        fault = "登录名或者密码不对。"
    context = {
        "name": name,
        "fault": fault,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "cast": _cast(),
    }
    return page(request, "web/sign_in.html", context, status=400 if fault else 200)


def _cast() -> tuple[object, ...]:
    is_demo = settings.FAZHI_DEMO and organisations.is_sample()
    return organisations.cast_of_the_sample(on=timezone.localdate()) if is_demo else ()


@require_POST
def sign_in_as(request: HttpRequest, post: int) -> HttpResponse:
    """Demo mode: become one of the cast."""
    found = next((each for each in _cast() if each.pk == post), None)
    if found is None:
        raise NotHere("这个演示人物")
    login(request, services.demo_account(found), backend="django.contrib.auth.backends.ModelBackend")
    request.session[POST] = found.pk
    return redirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("sign-in")


@require_POST
def work_as(request: DeskRequest) -> HttpResponse:
    """Go on as another of the posts that the official holds."""
    chosen = next((post for post in request.posts if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        raise NotHere("这个岗位")
    request.session[POST] = chosen.pk
    return redirect("my-work")


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked and is_ours else reverse("my-work")


PAGES = Pages(
    urls=(
        address("sign-in/", sign_in, name="sign-in", access=ANYONE),
        address("sign-in/as/<int:post>/", sign_in_as, name="sign-in-as", access=ANYONE),
        address("sign-out/", sign_out, name="sign-out", access=ACCOUNT),
        address("work-as/", work_as, name="work-as", access=ACCOUNT),
    )
)
