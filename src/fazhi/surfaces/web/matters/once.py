"""A form that is sent twice acts once: each carries a token of its own, which is kept with what came of it."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.surfaces.web.matters.errors import NoToken, SentTwice
from fazhi.surfaces.web.matters.models import SentForm

if TYPE_CHECKING:
    from fazhi.surfaces.accounts.models import Account

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_KEPT = timedelta(days=2)


def new_token() -> str:
    """A token for a form that is about to be shown: 128 random bits."""
    return secrets.token_urlsafe(16)


def led_to(token: str, *, account: "Account") -> str:
    """Where the form with this token led when it was sent; "" if it was not."""
    return SentForm.objects.filter(account=account, token=token[:22]).values_list("url", flat=True).first() or ""


@transaction.atomic
def once(token: str, act: Callable[[], str], *, account: "Account", at: datetime) -> str:
    """
    Do what a form asks and return the address that `act` answers; all or nothing, the token too.

    Of two that come at the same moment the second waits for the first. Raises SentTwice, NoToken, and what `act` raises.
    """
    if not _TOKEN.fullmatch(token):
        raise NoToken
    kept, is_new = SentForm.objects.get_or_create(account=account, token=token, defaults={"sent_at": at})
    if not is_new:
        raise SentTwice(kept.url)
    kept.url = act()
    kept.save(update_fields=["url"])
    SentForm.objects.filter(account=account, sent_at__lt=at - _KEPT).delete()
    return kept.url
