"""Questions about offices, posts, who stands in for whom, and divisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

from fazhi.kernel.organisations.division_list import short_code
from fazhi.kernel.organisations.errors import AmbiguousPost, UnknownAbsence, UnknownDivision, UnknownPost
from fazhi.kernel.organisations.models import Absence, Division, Office, Official, Post
from fazhi.kernel.organisations.terms import DivisionLevel


def post_named(text: str, *, on: date) -> Post:
    """
    The post that `--as OFFICIAL[@OFFICE[:ROLE]]` names, as held on a day.

    Raises UnknownPost, or AmbiguousPost if the official holds several that fit.
    """
    official, _, place = text.partition("@")
    office, _, role = place.partition(":")
    posts = Post.objects.system("finding out who asks").filter(held_on(on), official__code=official)
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


def posts_held_by(official_id: int, *, on: date) -> tuple[Post, ...]:
    """The posts that an official holds on a day, the highest office first, with office and official."""
    posts = Post.objects.system("finding out who asks").filter(held_on(on), official_id=official_id)
    return tuple(posts.select_related("office", "official").order_by("office__left", "role"))


def posts_over(office: Office, roles: Collection[str], *, seen_by: Post, on: date) -> tuple[Post, ...]:
    """The posts with one of `roles` in the office or above it that `seen_by` sees, as held on a day; the nearest first."""
    posts = Post.objects.visible_to(seen_by).filter(
        held_on(on), role__in=roles, office__left__lte=office.left, office__right__gte=office.left
    )
    return tuple(posts.select_related("office", "official").order_by("-office__left", "official__code")[:200])


def offices_seen_by(post: Post, limit: int | None = None) -> tuple[Office, ...]:
    """The post's office and those below it, in the order of the tree, at most `limit`."""
    return tuple(Office.objects.visible_to(post).order_by("left")[:limit])


def posts_of(official_ids: Collection[int], *, on: date, seen_by: Post | None) -> dict[int, tuple[Post, ...]]:
    """
    The posts that some officials hold on a day as far as a post sees them, the highest office first; the system account,
    None, sees all. An official without any is left out.
    """
    posts = Post.objects.visible_to(seen_by) if seen_by else Post.objects.system("the system account asks")
    found: dict[int, list[Post]] = {}
    rows = posts.filter(held_on(on), official_id__in=official_ids).select_related("office", "official")
    for post in rows.order_by("office__left", "role"):
        found.setdefault(post.official_id, []).append(post)
    return {official: tuple(held) for official, held in found.items()}


def posts_seeing(offices: Collection[Office], seen_by: Post, roles: Collection[str], *, on: date) -> tuple[Post, ...]:
    """
    The posts with one of these roles, in sight of `seen_by` and held on a day, from whose office all of `offices` are seen;
    the highest office first.
    """
    first, last = min(office.left for office in offices), max(office.left for office in offices)
    posts = Post.objects.visible_to(seen_by).filter(held_on(on), role__in=roles)
    above = posts.filter(office__left__lte=first, office__right__gte=last)
    return tuple(above.select_related("office", "official").order_by("office__left", "official__code", "role"))


def posts_in(office: Office, seen_by: Post, *, on: date) -> tuple[Post, ...]:
    """The posts of one office that `seen_by` sees and that are held on a day, by official."""
    posts = Post.objects.visible_to(seen_by).filter(held_on(on), office=office)
    return tuple(posts.select_related("office", "official").order_by("official__code", "role"))


def offices_below(office: Office, seen_by: Post) -> tuple[Office, ...]:
    """The offices right below one, in the order of the tree, as far as `seen_by` sees them."""
    return tuple(Office.objects.visible_to(seen_by).filter(parent=office).order_by("left"))


def held_on(on: date, path: str = "") -> Q:
    """The condition that a post is held on a day; `path` leads to the post, as "cover__"."""
    still = Q(**{f"{path}until_date__isnull": True}) | Q(**{f"{path}until_date__gte": on})
    return Q(**{f"{path}from_date__lte": on}) & still


def departed_on(on: date) -> QuerySet[Post]:
    """Posts whose last day lies before `on`."""
    return Post.objects.system("finding tasks of departed officials").filter(until_date__lt=on)


def nearest_posts(office: Office, role: str, on: date) -> tuple[Post, ...]:
    """The posts with `role` in the office or, if it has none on that day, in the nearest office above that has; in the
    order of the officials' codes, empty if no office of the line has any. One query."""
    line = Post.objects.system("finding who is responsible").filter(
        held_on(on), role=role, office__left__lte=office.left, office__right__gte=office.left
    )
    posts = list(line.select_related("office", "official").order_by("-office__left", "official__code"))
    return tuple(post for post in posts if post.office_id == posts[0].office_id)


def nearest_posts_of(office_ids: Collection[int], role: str, on: date) -> dict[int, tuple[Post, ...]]:
    """`nearest_posts` for many offices in two queries; an id that no office has is left out."""
    asked = set(office_ids)
    posts = Post.objects.system("finding who is responsible").filter(held_on(on), role=role)
    held: dict[int, list[Post]] = {}
    for post in posts.select_related("office", "official").order_by("official__code"):
        held.setdefault(post.office_id, []).append(post)
    found: dict[int, tuple[Post, ...]] = {}
    # Down the tree in depth-first order: the stack holds the offices with such a post on the way to the present one.
    above: list[tuple[int, tuple[Post, ...]]] = []
    tree = Office.objects.system("finding who is responsible").order_by("left").values_list("id", "left", "right")
    for identifier, left, right in tree:
        while above and above[-1][0] < left:
            above.pop()
        if identifier in held:
            above.append((right, tuple(held[identifier])))
        if identifier in asked:
            found[identifier] = above[-1][1] if above else ()
    return found


def absences_on(on: date) -> QuerySet[Absence]:
    """Absences that are in force on a day: not withdrawn, and both posts are held."""
    absences = Absence.objects.system("finding who stands in")
    in_force = absences.filter(withdrawn_at__isnull=True, from_date__lte=on, until_date__gte=on)
    return in_force.filter(held_on(on, "post__"), held_on(on, "cover__"))


def covered_by(cover: Post, on: date) -> tuple[Post, ...]:
    """
    The posts that `cover` stands in for on a day.

    It is not passed on: who stands in for somebody does not stand in for those whom that one covers.
    """
    # It sits in the office of the absent post or above it, so its own bounds lose nothing.
    below = absences_on(on).filter(
        post__office__left__gte=cover.office.left, post__office__left__lte=cover.office.right
    )
    absences = below.filter(cover=cover).select_related("post__office", "post__official")
    return tuple(absence.post for absence in absences.order_by("post__office__left", "post__official__code"))


def stands_in(cover: Post, post: Post, on: date) -> bool:
    """Whether `cover` stands in for `post` on a day."""
    return absences_on(on).filter(cover=cover, post=post).exists()


def absences_from(on: date, *, seen_by: Post | None) -> QuerySet[Absence]:
    """Absences of a day and later that a post sees, the system account all of them; by first day."""
    absences = Absence.objects.visible_to(seen_by) if seen_by else Absence.objects.system("the system account asks")
    open_ones = absences.filter(withdrawn_at__isnull=True, until_date__gte=on).order_by("from_date", "id")
    return open_ones.select_related("post__official", "post__office", "cover__official", "cover__office")


def absence_seen_by(post: Post, number: int) -> Absence:
    """The absence of that number, if it is the post's official's own or lies in sight. Raises UnknownAbsence."""
    own = Absence.objects.system("an official's own absence").filter(post__official=post.official_id)
    found = own.filter(pk=number).first() or Absence.objects.visible_to(post).filter(pk=number).first()
    if found is None:
        raise UnknownAbsence(number)
    return found


def is_sample() -> bool:
    """Whether the records are the synthetic year's; every page and document then says so."""
    return Office.objects.system("marking synthetic data").filter(is_sample=True).exists()


def root() -> Office | None:
    """The bureau itself: the office without a parent, None before the offices are imported."""
    return Office.objects.system("naming the bureau on pages and documents").filter(parent__isnull=True).first()


@dataclass(frozen=True)
class MarkedRoot:
    """The bureau itself, and whether the records are synthetic."""

    code: str
    name: str
    is_sample: bool


def marked_root() -> MarkedRoot | None:
    """`root` and `is_sample` in one query."""
    offices = Office.objects.system("naming the bureau on pages and documents")
    any_sample = Exists(Office.objects.system("marking synthetic data").filter(is_sample=True))
    found = (
        offices.filter(parent__isnull=True)
        .annotate(any_sample=any_sample)[:1]
        .values_list("code", "name", "any_sample")
    )
    return next((MarkedRoot(*row) for row in found), None)


def office_seen_by(post: Post, code: str) -> Office | None:
    """The office `code`, None if there is none or the post does not see it."""
    return Office.objects.visible_to(post).filter(code=code).first()


def offices_of_kinds_seen_by(post: Post, kinds: frozenset[str]) -> tuple[Office, ...]:
    """The offices of these kinds that the post sees, in the order of the tree."""
    return tuple(Office.objects.visible_to(post).filter(kind__in=kinds).order_by("left"))


def offices_called(post: Post, text: str, *, limit: int) -> tuple[Office, ...]:
    """The offices that a post sees with this code or name, else those whose names contain it, in the order of the tree."""
    seen = Office.objects.visible_to(post).order_by("left")
    same = tuple(seen.filter(Q(code=text) | Q(name=text))[:limit])
    return same or tuple(seen.filter(name__contains=text)[:limit])


_MOST_BELOW = 1_000


@dataclass(frozen=True)
class OfficePlace:
    """
    An office within what a post sees.

    path   from the post's own office to this one
    below  those directly below it
    """

    office: Office
    path: tuple[Office, ...]
    below: tuple[Office, ...]


def office_place(post: Post, code: str = "") -> OfficePlace | None:
    """The place of an office that a post sees, of the post's own without a code; None if it sees none of that code."""
    seen = Office.objects.visible_to(post).order_by("left")
    found = seen.filter(code=code).first() if code else seen.filter(pk=post.office_id).first()
    if found is None:
        return None
    path = seen.filter(left__lte=found.left, right__gte=found.left)
    return OfficePlace(found, tuple(path), tuple(seen.filter(parent=found)[:_MOST_BELOW]))


def nearest_above(first: int, second: int) -> Office:
    """The lowest office that has both in it, given by their ids; one of the two if it lies above the other."""
    offices = Office.objects.system("finding who sees two offices")
    bounds = list(offices.filter(pk__in=(first, second)).values_list("left", "right"))
    left, right = min(left for left, _ in bounds), max(right for _, right in bounds)
    return offices.filter(left__lte=left, right__gte=right).order_by("-left")[0]


def office_codes(kinds: frozenset[str]) -> list[tuple[str, int]]:
    """Code and id of every office of these kinds, for looking ledger rows up set-wise."""
    offices = Office.objects.system("looking ledger rows up").filter(kind__in=kinds)
    return list(offices.order_by("code").values_list("code", "id"))


def officials() -> QuerySet[Official]:
    """All officials, by code: their names are those of public functions."""
    return Official.objects.order_by("code")


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Code of an official → the name, of those that are known."""
    return dict(Official.objects.filter(code__in=codes).values_list("code", "name"))


def offices_of(kinds: frozenset[str], *, within: tuple[int, int] | None = None) -> tuple[Office, ...]:
    """
    The offices of these kinds, in the order of the tree.

    within  bounds of an office whose own and lower ones are wanted, None for all
    """
    offices = Office.objects.system("listing offices on a form").filter(kind__in=kinds)
    if within is not None:
        offices = offices.filter(left__range=within)
    return tuple(offices.order_by("left"))


def office_with(code: str) -> Office | None:
    """The office of this code, None if there is none."""
    return Office.objects.system("a form for an office named by its code").filter(code=code).first()


def holders(roles: frozenset[str], first: date, last: date) -> tuple[tuple[str, str, date, date | None], ...]:
    """Office code, official's name, first and last day of the posts with one of `roles` that are held in [first, last]."""
    held = Q(from_date__lte=last) & (Q(until_date__isnull=True) | Q(until_date__gte=first))
    posts = Post.objects.system("who is on salary, for a ledger of subsidies").filter(held, role__in=roles)
    return tuple(posts.order_by("id").values_list("office__code", "official__name", "from_date", "until_date"))


def cast_of_the_sample(*, on: date) -> tuple[Post, ...]:
    """
    Demo mode: of every kind of office, role and district the first who holds it on that day, the highest office first.
    """
    posts = Post.objects.system("demo mode: who may be played").filter(held_on(on), office__is_sample=True)
    firsts = posts.values("office__kind", "role", "office__district").annotate(first=Min("pk")).values("first")
    found = Post.objects.system("demo mode: who may be played").filter(pk__in=firsts)
    return tuple(found.select_related("office", "official").order_by("office__left", "role"))


@dataclass(frozen=True)
class DivisionPlace:
    """
    A division with its place in the country.

    path   from the province to the division itself
    below  how many divisions of the next level lie in it and still stand
    """

    division: Division
    path: tuple[Division, ...]
    below: int


def division_place(code: str) -> DivisionPlace:
    """The division `code`, with or without the zeros that fill it up. Raises UnknownDivision."""
    short = code if Division.objects.filter(pk=code).exists() else short_code(code)
    above = [short[: level.digits] for level in DivisionLevel if level.digits <= len(short)]
    path = tuple(Division.objects.filter(pk__in=above).order_by("level"))
    if not path or path[-1].code != short:
        raise UnknownDivision(code)
    standing = _lying_in(short).filter(until_date__isnull=True, parent_id=short)
    return DivisionPlace(path[-1], path, standing.count())


def standing_division_codes() -> frozenset[str]:
    """Codes of all divisions that stand; empty before a list was loaded."""
    return frozenset(Division.objects.filter(until_date__isnull=True).values_list("code", flat=True))


def divisions_without(kinds: frozenset[str], under: str) -> QuerySet[Division]:
    """
    The villages in the division `under` that no office of these kinds covers, by code.

    An office covers the village whose code it has, or all villages of the town whose code it has (nine digits, or filled up
    to twelve). The code of a county or a city says where an office sits, not whom it serves, and covers nothing.
    """
    town = Substr(OuterRef("code"), 1, DivisionLevel.TOWN.digits)
    covering = Office.objects.system("looking for villages without an office").filter(
        kind__in=kinds, division_code__in=[OuterRef("code"), town, Concat(town, Value("000"))]
    )
    return villages_in(under).filter(~Exists(covering))


def villages_in(under: str) -> QuerySet[Division]:
    """The villages in the division `under` that stand, by code."""
    return _lying_in(short_code(under)).filter(level=DivisionLevel.VILLAGE, until_date__isnull=True).order_by("code")


def _lying_in(code: str) -> QuerySet[Division]:
    """The division and all that lie in it: a range, for codes are digits and those below begin with those above."""
    return Division.objects.filter(code__gte=code, code__lte=code.ljust(DivisionLevel.VILLAGE.digits, "9"))


def nearest_of_kind(office: Office, kind: str) -> Office | None:
    """The nearest office above (or the office itself) of that kind; the bureau where there is none; None without a bureau."""
    line = Office.objects.system("finding who answers for an office").filter(
        left__lte=office.left, right__gte=office.left
    )
    return line.filter(kind=kind).order_by("-left").first() or line.filter(parent__isnull=True).first()


def bodies_called(
    words: str,
    kinds: frozenset[str],
    *,
    district: str = "",
    without: "QuerySet[Any, Any] | None" = None,
    after: int = 0,
    limit: int,
) -> tuple[Office, ...]:
    """
    Offices of these kinds whose name has the words, or whose division has them in its name, or one that lies in it: a
    village's and its town's. In the order of the tree.

    district  of the offices, "" for all
    without   ids of offices to leave out
    after     left bound of the last one seen

    What these offices are called and where they sit is public.
    """
    rows = Office.objects.system("which bodies serve the public is public").filter(kind__in=kinds, left__gt=after)
    if district:
        rows = rows.filter(district=district)
    if without is not None:
        rows = rows.exclude(pk__in=without)
    if words:
        named = Division.objects.filter(
            until_date__isnull=True, level__gte=DivisionLevel.TOWN, name__contains=words
        ).order_by("code")[:50]
        codes: set[str] = set()
        for code in named.values_list("code", flat=True):
            town = code[: DivisionLevel.TOWN.digits]
            codes |= {code, town, f"{town}000"}
        rows = rows.filter(Q(name__contains=words) | Q(division_code__in=codes))
    return tuple(rows.order_by("left")[:limit])


def districts_with(kinds: frozenset[str]) -> tuple[str, ...]:
    """The districts in which offices of these kinds sit, in the order of the tree."""
    rows = Office.objects.system("which bodies serve the public is public").filter(kind__in=kinds).exclude(district="")
    found = rows.values("district").annotate(first=Min("left")).order_by("first")
    return tuple(found.values_list("district", flat=True))
