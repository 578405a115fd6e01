"""A form that was sent: done once and led on, or shown again with what is wrong."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fazhi.surfaces.web.matters.errors import SentTwice
from fazhi.surfaces.web.matters.once import once
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.wording import sentence


def submit(
    request: DeskRequest,
    sent: Sent,
    act: Callable[[], str],
    *,
    title: str,
    fields: Collection[str],
    again: Callable[[Refusal], HttpResponse],
    at: datetime,
) -> HttpResponse:
    """
    Do what a form asks, once.

    act     does it and returns the address to go to
    title   what was done, for the sentence that the next page shows
    fields  beside which a fault can stand
    again   shows the form with what is wrong
    """
    try:
        url = once(sent.own("token"), act, account=request.account, at=at)
    except SentTwice as twice:
        messages.info(request, f"{title}：{sentence(twice)}")
        return redirect(twice.url)
    except Exception as error:
        refusal = refusal_of(error, fields)
        if refusal is None:
            raise
        return again(refusal)
    messages.success(request, _("已办理“%s”。") % title)
    return redirect(url)
