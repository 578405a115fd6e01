"""Acts on the tree of offices."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection, transaction

from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole
from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def rebuild_bounds() -> int:
    """
    Number the whole tree anew, children in the order of their codes; returns how many offices it has.

    Bounds are integers from 1; `right` is the largest `left` in the subtree, so "below or equal" is
    `left BETWEEN office.left AND office.right`.
    """
    offices = list(Office.objects.system("numbering the tree").order_by("code"))
    children: dict[int | None, list[Office]] = defaultdict(list)
    for office in offices:
        children[office.parent_id].append(office)
    stack = [(office, False) for office in reversed(children[None])]
    latest = 0
    while stack:
        office, done = stack.pop()
        if done:
            office.right = latest
            continue
        latest += 1
        office.left = latest
        stack.append((office, True))
        stack.extend((child, False) for child in reversed(children[office.pk]))
    _write_bounds(offices)
    return len(offices)


def _write_bounds(offices: Sequence[Office]) -> None:
    """One statement a row: Django's `bulk_update` builds a CASE of all of them, which takes seconds under the lock."""
    name = connection.ops.quote_name
    table, left, right = name(Office._meta.db_table), name("left"), name("right")
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {left} = %s, {right} = %s WHERE id = %s",  # noqa: S608  names are ours
            [(office.left, office.right, office.pk) for office in offices],
        )


def require_whole(post: Post, permission: Permission) -> None:
    """`require`, and raise NotTheWhole unless the post is one of the bureau itself: it speaks for all offices."""
    require(post, permission)
    if post.office.parent_id is not None:
        raise NotTheWhole(post.code, permission.title)


def require(post: Post, permission: Permission) -> None:
    """Raise NotPermitted unless the post's role holds the permission."""
    if post.role not in permission.roles:
        raise NotPermitted(post.code, permission.code, permission.title, permission.roles)
