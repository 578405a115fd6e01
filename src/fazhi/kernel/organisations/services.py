"""Acts on the tree of offices and on absences; who may do what."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from fazhi.engines.procedure import Permission
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import (
    AbsenceBegun,
    AbsenceDatesWrong,
    AbsenceTwice,
    CoverImpossible,
    NotPermitted,
    NotTheWhole,
)
from fazhi.kernel.organisations.models import Absence, Office, Post
from fazhi.kernel.organisations.permissions import COVER
from fazhi.kernel.organisations.terms import ADMINISTRATORS, AbsenceReason

ABSENCE = "organisations.absence"
"""Kind of subject in the trail; the acts are `organisations.absence.record`, `.end` and `.withdraw`."""


@transaction.atomic
def rebuild_bounds() -> int:
    """
    Number the whole tree anew, children in the order of their codes; returns how many offices it has.

    Bounds are integers from 1; `right` is the largest `left` in the subtree, so "below or equal" is
    `left BETWEEN office.left AND office.right`.
    """
    offices = list(Office.objects.system("numbering the tree").order_by("code"))
    before = {office.pk: (office.left, office.right) for office in offices}
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
    _write_bounds([office for office in offices if before[office.pk] != (office.left, office.right)])
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


@transaction.atomic
def record_absence(
    post: Post, cover: Post, first: date, last: date, reason: AbsenceReason, *, by: Post, at: datetime
) -> Absence:
    """
    Record that `post` is away from `first` to `last`, both included, and that `cover` stands in.

    The cover holds a post in the same office or one above throughout, is another official and not away itself.
    Heads record for the offices that they see, officials for themselves. The trail says who covers whom and when; the
    reason is erasable detail.

    Raises NotPermitted, AbsenceDatesWrong, CoverImpossible, AbsenceTwice.
    Source: 个人信息保护法 art. 51 (4): access is granted to those who need it, and for as long.
    """
    _require_cover(post, by)
    if last < first:
        raise AbsenceDatesWrong(first, first, last)
    # Locked, so that of two absences recorded at once the second is told of the first.
    Post.objects.system("recording an absence").select_for_update().get(pk=post.pk)
    if why := _obstacle(post, cover, first, last):
        raise CoverImpossible(post.code, cover.code, why)
    if other := _absence_within(post, first, last):
        raise AbsenceTwice(post.code, other.from_date, other.until_date)
    absence = Absence(post=post, cover=cover, from_date=first, until_date=last, reason=reason, recorded_at=at)
    absence.save(force_insert=True)
    _enter(absence, "record", by=by, at=at, detail={"reason": absence.reason})
    return absence


@transaction.atomic
def end_absence(absence: Absence, *, last: date, by: Post, at: datetime) -> Absence:
    """
    Let an absence end on `last`, a day of it: the official is back on the next.

    Raises NotPermitted, AbsenceDatesWrong.
    """
    absence = _locked(absence, by)
    if not absence.from_date <= last <= absence.until_date or absence.withdrawn_at:
        raise AbsenceDatesWrong(absence.from_date, absence.until_date, last)
    old, absence.until_date = absence.until_date, last
    absence.save(update_fields=["until_date"])
    _enter(absence, "end", by=by, at=at, detail={"until_date": old})
    return absence


@transaction.atomic
def withdraw_absence(absence: Absence, *, by: Post, at: datetime) -> Absence:
    """
    Take back an absence that has not begun; withdrawing twice is once.

    Raises NotPermitted, AbsenceBegun.
    """
    absence = _locked(absence, by)
    if absence.withdrawn_at:
        return absence
    if absence.from_date <= timezone.localdate(at):
        raise AbsenceBegun(absence.post.code, absence.from_date)
    absence.withdrawn_at = at
    absence.save(update_fields=["withdrawn_at"])
    _enter(absence, "withdraw", by=by, at=at)
    return absence


def _require_cover(post: Post, by: Post) -> None:
    """A head for the offices below, everybody for themselves; a post out of sight is refused like any other."""
    if by.official_id == post.official_id:
        return
    require(by, COVER)
    if not by.office.left <= post.office.left <= by.office.right:
        raise NotPermitted(by.code, COVER.code, COVER.title, COVER.roles)


def _obstacle(post: Post, cover: Post, first: date, last: date) -> str | None:
    """Why `cover` can't stand in for `post` in those days; None if it can."""
    if cover.official_id == post.official_id:
        return "same_official"
    if not cover.office.left <= post.office.left <= cover.office.right:
        return "not_above"
    if cover.role != post.role and ADMINISTRATORS & {cover.role, post.role}:
        return "administrator"
    if not (cover.holds_on(first) and cover.holds_on(last)):
        return "not_held"
    return "absent" if _absence_within(cover, first, last) else None


def _absence_within(post: Post, first: date, last: date) -> Absence | None:
    known = Absence.objects.system("judging an absence").filter(post=post, withdrawn_at__isnull=True)
    return known.filter(from_date__lte=last, until_date__gte=first).first()


def _locked(absence: Absence, by: Post) -> Absence:
    """The absence as it is now, locked, if `by` may change it."""
    rows = Absence.objects.system("changing an absence").select_related("post__office", "post__official", "cover")
    found = rows.select_for_update(of=("self",)).get(pk=absence.pk)
    _require_cover(found.post, by)
    return found


def _enter(absence: Absence, act: str, *, by: Post, at: datetime, detail: dict[str, object] | None = None) -> None:
    payload = {
        "post": absence.post_id,
        "cover": absence.cover_id,
        "from_date": absence.from_date,
        "until_date": absence.until_date,
    }
    audit.record(
        f"{ABSENCE}.{act}",
        by=by.code,
        at=at,
        subject=(ABSENCE, str(absence.pk)),
        basis=COVER.basis.source,
        payload=payload,
        detail=detail,
    )
