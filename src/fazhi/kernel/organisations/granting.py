"""Giving an official a post and ending it (授予和收回岗位): one by one, beside the posts ledger that brings many."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import OfficialKnown, OwnPost, PostDatesWrong, PostTwice, RolesApart
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.organisations.names import name_pinyin as pinyin_of
from fazhi.kernel.organisations.permissions import GRANT
from fazhi.kernel.organisations.services import require_whole
from fazhi.kernel.organisations.terms import ADMINISTRATORS, SYSTEM_PREFIX, Role

POST = "organisations.post"
"""Kind of subject in the trail; the acts are `organisations.post.give` and `.end`."""

SYSTEM = "organisations.system"
"""The same of systems; the act is `organisations.system.enter`."""


@transaction.atomic
def give_post(
    official: Official, office: Office, role: Role, first: date, last: date | None = None, *, by: Post, at: datetime
) -> Post:
    """
    Give an official a post from `first` to `last`, both included; `last` None for no end in sight.

    The three administrators are three people: who holds one of their roles holds no other on the same day. The database
    refuses that too (`triggers`); here it is found first, to name the post in the way.

    Raises NotPermitted, NotTheWhole, PostDatesWrong, PostTwice, RolesApart.
    Source: 个人信息保护法 art. 51 (4).
    """
    require_whole(by, GRANT)
    if last is not None and last < first:
        raise PostDatesWrong(official.code, first, None, last)
    # Locked, so that of two posts given at once the second is told of the first.
    Official.objects.select_for_update().get(pk=official.pk)
    _require_room(official, office, role, first, last)
    post = Post(official=official, office=office, role=role, from_date=first, until_date=last)
    post.save(force_insert=True)
    _enter(post, "give", by=by, at=at)
    return post


@transaction.atomic
def enter_system(code: str, name: str, *, by: Post, at: datetime) -> Official:
    """
    Enter another body's system (对接系统) beside the officials, so that a post can be given to it and the trail names it.

    code  without `SYSTEM_PREFIX`, which the 工号 begins with
    Raises NotPermitted, NotTheWhole, OfficialKnown.
    Source: 个人信息保护法 art. 51 (4).
    """
    require_whole(by, GRANT)
    full = f"{SYSTEM_PREFIX}{code}"
    if Official.objects.filter(code=full).exists():
        raise OfficialKnown(full)
    system = Official(code=full, name=name, name_pinyin=pinyin_of(name))
    system.save(force_insert=True)
    subject = (SYSTEM, full)
    audit.record(
        f"{SYSTEM}.enter", by=by.code, at=at, subject=subject, basis=GRANT.basis.source, payload={"code": full}
    )
    return system


@transaction.atomic
def end_post(post: Post, *, last: date, by: Post, at: datetime) -> Post:
    """
    Let a post end on `last`, a day of it; nobody ends a post of their own, so that one who grants always remains.

    An end may lie in the past, as notices of leaving come late; what was done under the post meanwhile stays done.

    Raises NotPermitted, NotTheWhole, OwnPost, PostDatesWrong.
    """
    require_whole(by, GRANT)
    rows = Post.objects.system("ending a post").select_related("official", "office")
    post = rows.select_for_update(of=("self",)).get(pk=post.pk)
    if post.official_id == by.official_id:
        raise OwnPost(post.code)
    if last < post.from_date or (post.until_date is not None and last > post.until_date):
        raise PostDatesWrong(post.official.code, post.from_date, post.until_date, last)
    old, post.until_date = post.until_date, last
    post.save(update_fields=["until_date"])
    _enter(post, "end", by=by, at=at, was=old)
    return post


def _require_room(official: Official, office: Office, role: Role, first: date, last: date | None) -> None:
    """Raise PostTwice or RolesApart for a post of the same days that leaves no room for this one."""
    held = Post.objects.system("what an official holds already").filter(official=official)
    held = held.filter(Q(until_date__isnull=True) | Q(until_date__gte=first))
    if last is not None:
        held = held.filter(from_date__lte=last)
    for other in held.select_related("official", "office").order_by("from_date"):
        if other.role == role and other.office_id == office.pk:
            raise PostTwice(other.code, other.from_date, other.until_date)
        if other.role != role and ADMINISTRATORS & {other.role, role}:
            raise RolesApart(official.name, role, other.role, other.from_date, other.until_date)


def _enter(post: Post, act: str, *, by: Post, at: datetime, was: date | None = None) -> None:
    payload = {
        "official": post.official.code,
        "office": post.office.code,
        "role": post.role,
        "from_date": post.from_date,
        "until_date": post.until_date,
        **({"was": was} if act == "end" else {}),
    }
    subject = (POST, str(post.pk))
    audit.record(f"{POST}.{act}", by=by.code, at=at, subject=subject, basis=GRANT.basis.source, payload=payload)
