"""
What can go wrong with bodies, posts and row scope.

OrganisationError
├── UnscopedQuery      a scoped model was asked without a post
├── NotPermitted       the post's role does not hold the permission
├── NotTheWhole        what speaks for the whole bureau was asked by a post of a part
├── UnknownPost        no such post on that day
├── AmbiguousPost      an official holds several posts and none was named
├── AbsenceDatesWrong  an absence would end before it begins, or outside the days that it had
├── AbsenceBegun       an absence that has begun can be ended, not withdrawn
├── AbsenceTwice       the post has another absence in those days
├── UnknownAbsence     no such absence, or none that the post sees
├── PostDatesWrong     a post would end before it begins, or outside the days that it had
├── PostTwice          the official holds the same post already on one of those days
├── RolesApart         an administrator's role and another would come into one hand
├── OwnPost            nobody ends a post of their own
├── OfficialKnown      an official, or a system, of that 工号 is there
├── CoverImpossible    the post may not stand in for the other, and why
├── DivisionsUnread    the file is no list of divisions
└── UnknownDivision    no such division code
"""

from datetime import date
from pathlib import Path


class OrganisationError(Exception):
    """Base of this room's findings."""


class UnscopedQuery(OrganisationError):
    def __init__(self, model: str, name: str) -> None:
        self.model, self.name = model, name
        super().__init__(
            f"{model}.objects.{name} is not offered: rows are scoped by organisation. "
            f"Use {model}.objects.visible_to(post), or .system(reason) where no person asks."
        )


class NotPermitted(OrganisationError):
    def __init__(self, post: str, permission: str, title: str, roles: frozenset[str]) -> None:
        self.post, self.permission, self.title, self.roles = post, permission, title, roles
        super().__init__(
            f"{post} may not {permission}; it takes one of the roles {', '.join(sorted(roles)) or 'none'}."
        )


class NotTheWhole(OrganisationError):
    def __init__(self, post: str, title: str) -> None:
        self.post, self.title = post, title
        super().__init__(f"{post} sees a part only; {title} is for a post of the bureau itself.")


class UnknownPost(OrganisationError):
    def __init__(self, text: str, on: object) -> None:
        self.text, self.on = text, on
        super().__init__(f"There is no post {text!r} on {on}. Write OFFICIAL@OFFICE:ROLE, as in the posts ledger.")


class AmbiguousPost(OrganisationError):
    def __init__(self, text: str, posts: tuple[str, ...]) -> None:
        self.text, self.posts = text, posts
        super().__init__(f"{text!r} holds {len(posts)} posts; name one: {', '.join(posts)}.")


class AbsenceDatesWrong(OrganisationError):
    def __init__(self, first: date, last: date, found: date) -> None:
        self.first, self.last, self.found = first, last, found
        super().__init__(f"{found} is no last day of an absence that may last from {first} to {last}.")


class AbsenceBegun(OrganisationError):
    def __init__(self, post: str, first: date) -> None:
        self.post, self.first = post, first
        super().__init__(f"The absence of {post} began on {first}; name its last day instead of withdrawing it.")


class AbsenceTwice(OrganisationError):
    def __init__(self, post: str, first: date, last: date) -> None:
        self.post, self.first, self.last = post, first, last
        super().__init__(f"{post} already has an absence from {first} to {last}; end or withdraw that one first.")


class UnknownAbsence(OrganisationError):
    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"There is no absence {number} among those that the post sees.")


class CoverImpossible(OrganisationError):
    """`why` is "same_official", "not_above", "administrator", "not_held" or "absent"."""

    def __init__(self, post: str, cover: str, why: str) -> None:
        self.post, self.cover, self.why = post, cover, why
        super().__init__(f"{cover} can't stand in for {post}: {why}.")


class PostDatesWrong(OrganisationError):
    """`found` is no last day of a post that may last from `first` to `last` (None: without end)."""

    def __init__(self, official: str, first: date, last: date | None, found: date) -> None:
        self.official, self.first, self.last, self.found = official, first, last, found
        super().__init__(f"{found} is no last day of a post of {official} from {first} to {last or 'no end'}.")


class PostTwice(OrganisationError):
    def __init__(self, post: str, first: date, last: date | None) -> None:
        self.post, self.first, self.last = post, first, last
        super().__init__(f"{post} is held from {first} to {last or 'no end'}; end that one first.")


class RolesApart(OrganisationError):
    """`role` was to be given to `official`, who holds `other` from `first` to `last`."""

    def __init__(self, official: str, role: str, other: str, first: date, last: date | None) -> None:
        self.official, self.role, self.other, self.first, self.last = official, role, other, first, last
        super().__init__(
            f"{official} holds {other} from {first} to {last or 'no end'}; an administrator's role stands alone, "
            f"so {role} can't be given for one of those days."
        )


class OwnPost(OrganisationError):
    def __init__(self, post: str) -> None:
        self.post = post
        super().__init__(f"{post} can't end a post of its own official; another who grants posts may.")


class OfficialKnown(OrganisationError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"{code} is entered already.")


class DivisionsUnread(OrganisationError):
    """`why` is "headings", "empty" or "damaged"; `found` are the headings of the file."""

    def __init__(self, path: Path, why: str, found: tuple[str, ...] = ()) -> None:
        self.path, self.why, self.found = path, why, found
        super().__init__(f"{path} is no list of divisions ({why}); it needs code and name, and has {', '.join(found)}.")


class UnknownDivision(OrganisationError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"There is no division {code!r}. Codes have 2, 4, 6, 9 or 12 digits.")
