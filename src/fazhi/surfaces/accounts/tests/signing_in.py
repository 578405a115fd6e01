"""A client that has signed in, for tests of pages."""

from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.terms import How
from fazhi.surfaces.web.signed_in import POST, SIGN_IN

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def account_of(post: "Post") -> Account:
    """The account of a post's official, which has a password of its own, unknown to everybody."""
    account, made = Account.objects.get_or_create(
        official=post.official,
        defaults={"name": post.official.code, "must_change_password": False, "created_at": timezone.now()},
    )
    if made:
        account.set_unusable_password()
        account.save()
    return account


def signed_in(post: "Post") -> Client:
    """The desk as this post sees it, signed in with a code beside the password; the trail knows nothing of it."""
    account, now = account_of(post), timezone.now()
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    row = SignIn(account=account, how=How.CODE, address="127.0.0.1", started_at=now, seen_at=now)
    row.save()
    session = client.session
    session[POST], session[SIGN_IN] = post.pk, row.pk
    session.save()
    return client
