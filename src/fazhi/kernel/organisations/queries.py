"""Questions about offices and posts."""

from datetime import date

from django.db.models import Q

from fazhi.kernel.organisations.errors import AmbiguousPost, UnknownPost
from fazhi.kernel.organisations.models import Office, Post
from fazhi.kernel.organisations.terms import Role


def post_named(text: str, *, on: date) -> Post:
    """
    The post that `--as OFFICIAL[@OFFICE[:ROLE]]` names, as held on a day.

    Raises UnknownPost, or AmbiguousPost if the official holds several that fit.
    """
    official, _, place = text.partition("@")
    office, _, role = place.partition(":")
    posts = (
        Post.objects.system("finding out who asks")
        .filter(official__code=official, from_date__lte=on)
        .filter(Q(until_date__isnull=True) | Q(until_date__gte=on))
    )
    if office:
        posts = posts.filter(office__code=office)
    if role:
        posts = posts.filter(role=role)
    found = list(posts.select_related("office", "official").order_by("office__left", "role")[:9])
    if not found:
        raise UnknownPost(text, on)
    if len(found) > 1:
        raise AmbiguousPost(text, tuple(post.code for post in found))
    return found[0]


def is_sample() -> bool:
    """Whether the records are the synthetic year's; every page and document then says so."""
    return Office.objects.system("marking synthetic data").filter(is_sample=True).exists()


def root() -> Office | None:
    """The bureau itself: the office without a parent, None before the offices are imported."""
    return Office.objects.system("naming the bureau on pages and documents").filter(parent__isnull=True).first()


def office_codes(kinds: frozenset[str]) -> list[tuple[str, int]]:
    """Code and id of every office of these kinds, for looking ledger rows up set-wise."""
    offices = Office.objects.system("looking ledger rows up").filter(kind__in=kinds)
    return list(offices.order_by("code").values_list("code", "id"))


def reporter_of_the_bureau() -> Post | None:
    """Who looks in demo mode: the reporter of the office without a parent; None before posts are imported."""
    posts = Post.objects.system("demo mode: before accounts exist, the root office's reporter looks")
    found = posts.filter(office__parent__isnull=True, role=Role.REPORTER).select_related("office", "official")
    return found.order_by("from_date", "id").first()
