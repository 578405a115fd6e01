"""What is done to accounts."""

from typing import TYPE_CHECKING

from django.utils import timezone

from fazhi.surfaces.accounts.models import Account

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def demo_account(post: "Post") -> Account:
    """The account of one of the cast, opened at the first click; it has no password that opens it."""
    account, made = Account.objects.get_or_create(
        official=post.official,
        defaults={"name": post.official.code, "must_change_password": False, "created_at": timezone.now()},
    )
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account
