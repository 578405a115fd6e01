"""
The second factor's pages: set up with an authenticator, backup codes, another authenticator.

Backup codes are answered to the POST itself and not kept for a page of their own: they are told once.
"""

from base64 import b32encode
from collections.abc import Callable

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice

from fazhi.surfaces.accounts import locking, queries, services
from fazhi.surfaces.accounts.errors import CodesTooFast, CodeWrong, HasSecondFactor, NoSecondFactor
from fazhi.surfaces.web.access import ACCOUNT, address
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence


def second_factor(request: DeskRequest) -> HttpResponse:
    """How it stands; POST begins to set one up."""
    if request.method == "POST":
        try:
            services.begin_second_factor(request.account)
        except HasSecondFactor as error:
            return _show(request, sentence(error) or "", status=409)
        return redirect("second-factor")
    return _show(request)


def _show(request: DeskRequest, fault: str = "", *, status: int = 200) -> HttpResponse:
    pending = queries.pending_device(request.account)
    context = {
        "fault": fault,
        "has_second_factor": queries.has_second_factor(request.account),
        "codes_left": queries.codes_left(request.account),
        "is_needed": queries.asks_second_factor(request.posts, is_for_all=settings.FAZHI_SECOND_FACTOR_FOR_ALL),
        "qr": qr(pending) if pending else "",
        "key": key_in_letters(pending) if pending else "",
    }
    return page(request, "web/account/second_factor.html", context, status=status)


def qr(device: TOTPDevice) -> SafeString:
    """The key as a QR code, an SVG without styles; dark on light in dark mode too, for cameras want it so."""
    drawn = segno.make(device.config_url, error="m", micro=False)
    title = _("二次验证的二维码")
    svg = drawn.svg_inline(scale=5, border=4, dark="#000", light="#fff", title=title, svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308  segno's own drawing of a key that we made


def key_in_letters(device: TOTPDevice) -> str:
    """The key as people type it, in groups of four."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


@require_POST
def confirm(request: DeskRequest) -> HttpResponse:
    """A first code of the new authenticator; answers with the backup codes."""
    return _with_code(
        request,
        lambda code: services.confirm_second_factor(
            request.account,
            code=code,
            sign_in=request.sign_in,
            at=timezone.now(),
            come=locking.where_from(request),
        ),
    )


@require_POST
def renew(request: DeskRequest) -> HttpResponse:
    """New backup codes; the old ones are good no more."""
    return _with_code(
        request,
        lambda code: services.renew_codes(
            request.account, code=code, at=timezone.now(), come=locking.where_from(request)
        ),
    )


@require_POST
def remove(request: DeskRequest) -> HttpResponse:
    """Without a second factor, or on to another authenticator."""

    def done(code: str) -> None:
        services.remove_second_factor(
            request.account,
            code=code,
            sign_in=request.sign_in,
            at=timezone.now(),
            come=locking.where_from(request),
        )
        messages.success(request, _("原来的验证器和备用码都已失效。"))

    return _with_code(request, done)


def _with_code(request: DeskRequest, act: Callable[[str], tuple[str, ...] | None]) -> HttpResponse:
    try:
        codes = act(request.POST.get("code", ""))
    except (CodeWrong, CodesTooFast, NoSecondFactor) as error:
        return _show(request, sentence(error) or "", status=400)
    return page(request, "web/account/codes.html", {"codes": codes}) if codes else redirect("second-factor")


URLS = (
    address("account/second-factor/", second_factor, name="second-factor", access=ACCOUNT),
    address("account/second-factor/confirmation/", confirm, name="second-factor-confirmation", access=ACCOUNT),
    address("account/second-factor/codes/", renew, name="second-factor-codes", access=ACCOUNT),
    address("account/second-factor/removal/", remove, name="second-factor-removal", access=ACCOUNT),
)
