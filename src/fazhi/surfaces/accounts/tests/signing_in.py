"""A client that has signed in, for tests of pages."""

from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.web.signed_in import POST

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def signed_in(post: "Post") -> Client:
    """The desk as this post sees it."""
    account, _ = Account.objects.get_or_create(
        official=post.official,
        defaults={"name": post.official.code, "must_change_password": False, "created_at": timezone.now()},
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[POST] = post.pk
    session.save()
    return client
