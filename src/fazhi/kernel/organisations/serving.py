"""Questions about officials (人员): who serves where, now and over time, as far as a post sees it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.queries import officials, posts_of

PAGE = 50
"""Officials on one page of their list."""


@dataclass(frozen=True)
class OfficialPage:
    """Some officials by 工号, each with the posts held, and the 工号 after which the next page begins, "" at the end."""

    rows: tuple[tuple[Official, tuple[Post, ...]], ...]
    after: str


def page_of_officials(asked: str, *, after: str = "", seen_by: Post, on: date) -> OfficialPage:
    """
    One page of the officials that a post sees.

    asked  a part of the name, or the beginning of the 工号 or of the pinyin, its syllables apart; "" for all
    """
    people = _officials_seen_by(seen_by).filter(_called(asked), code__gt=after)
    found = list(people.order_by("code")[: PAGE + 1])
    posts = posts_of({person.pk for person in found}, on=on, seen_by=seen_by)
    rows = tuple((person, posts.get(person.pk, ())) for person in found[:PAGE])
    return OfficialPage(rows, found[PAGE - 1].code if len(found) > PAGE else "")


def official_seen_by(post: Post, code: str) -> Official | None:
    """The official of this 工号 that a post sees."""
    return _officials_seen_by(post).filter(code=code).first()


def posts_over_time(official: Official, *, seen_by: Post) -> tuple[Post, ...]:
    """The posts of an official that a post sees, past and to come too, the latest first."""
    posts = Post.objects.visible_to(seen_by).filter(official=official)
    return tuple(posts.select_related("office", "official").order_by("-from_date", "-pk")[:200])


def post_seen_by(post: Post, key: int) -> Post | None:
    """The post of this id that a post sees."""
    return Post.objects.visible_to(post).select_related("office", "official").filter(pk=key).first()


def _officials_seen_by(post: Post) -> QuerySet[Official]:
    """Those who serve or served within the post's offices; for a post of the bureau itself all, those without a post too."""
    if post.office.parent_id is None:
        return officials()
    return officials().filter(Exists(Post.objects.visible_to(post).filter(official=OuterRef("pk"))))


def _called(text: str) -> Q:
    if not text:
        return Q()
    pinyin = " ".join(text.lower().split())
    return Q(name__contains=text) | Q(code__startswith=text) | Q(name_pinyin__startswith=pinyin)
