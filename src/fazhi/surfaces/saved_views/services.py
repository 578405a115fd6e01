"""Saving and deleting views; nothing of a record changes, so the trail has none of it."""

from datetime import datetime
from typing import TYPE_CHECKING

from fazhi.surfaces.saved_views.errors import NameImpossible, NotYours, TooLong, TooMany
from fazhi.surfaces.saved_views.models import SavedView

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.surfaces.accounts.models import Account

LONGEST_NAME = 20
LONGEST_QUERY = 2_000
MOST = 12
"""Views of one account and register: more than these no row of tabs can show."""


def save(
    account: "Account", register: str, name: str, query: str, *, by: "Post", at: datetime, is_shared: bool = False
) -> SavedView:
    """
    Keep a list under a name; the same name again replaces it.

    query  what `address.query_of` writes, without a place and a party

    Raises NameImpossible, TooLong, TooMany.
    """
    called = name.strip()
    if not 0 < len(called) <= LONGEST_NAME:
        raise NameImpossible(called, LONGEST_NAME)
    if len(query) > LONGEST_QUERY:
        raise TooLong(len(query), LONGEST_QUERY)
    own = SavedView.objects.visible_to(by).filter(account=account, office=by.office, register=register)
    values = {"query": query, "is_shared": is_shared, "saved_at": at}
    if own.filter(name=called).update(**values):
        return own.get(name=called)
    if own.count() >= MOST:
        raise TooMany(MOST)
    view = SavedView(account=account, office=by.office, register=register, name=called, **values)
    view.save(force_insert=True)
    return view


def delete(account: "Account", identifier: int, *, by: "Post") -> str:
    """Delete a view of one's own; returns its name. Raises NotYours."""
    own = SavedView.objects.visible_to(by).filter(account=account, pk=identifier)
    name = own.values_list("name", flat=True).first()
    if name is None:
        raise NotYours(identifier)
    own.delete()
    return name
