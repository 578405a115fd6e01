"""
Everything that can be asked of the server, and who asks: what the matrix of access is made of.

Each surface is a source of operations, named in `SOURCES`; the web's are those of the URL resolver, opened at the examples
of tests/desk/examples.py. A source knows how its callers ask and what was declared, so that the matrix need not.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.test import Client
from django.urls import get_resolver, reverse
from tests.desk.examples import ADMINISTRATORS, CITIZEN, STREET, Example, Shows, World, examples

from fazhi.kernel.organisations.models import Official, Post
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.access import Access, Who, access_of

ELSEWHERE = "clerk of another district"
CALLERS = {
    STREET: "stranger",
    CITIZEN: "citizen with a receipt",
    "other": ELSEWHERE,
    "clerk": "clerk",
    "mediator": "mediator",
    "head": "head",
    "reporter": "reporter of the bureau",
    "system": "system administrator",
    "security": "security administrator",
    "audit": "audit administrator",
}
"""Who asks: key of the cast → how the table calls them. Clerk, mediator and head are of one district."""

WITHOUT_ACCOUNT = (STREET, CITIZEN)


class Answer(Enum):
    """What came back, with its sign in the table."""

    OPENS = "●"
    SIGN_IN = "in"
    REFUSED = "✕"
    NOT_THERE = "—"
    ELSEWHERE = "→"
    ONLY_SENT = "post"
    ASKS_MORE = "?"
    ASKS_TOKEN = "401"

    @classmethod
    def of(cls, response: Any) -> "Answer":
        """Raises KeyError for an answer that no page may give, such as 500."""
        if response.status_code == 302:
            return cls.SIGN_IN if response.headers["Location"].startswith(reverse("sign-in")) else cls.ELSEWHERE
        return {
            200: cls.OPENS, 400: cls.ASKS_MORE, 401: cls.ASKS_TOKEN, 403: cls.REFUSED, 404: cls.NOT_THERE, 405: cls.ONLY_SENT,
        }[response.status_code]  # fmt: skip


MEANING = {
    Answer.OPENS: "opens, or is downloaded",
    Answer.SIGN_IN: "sent to the sign-in page",
    Answer.REFUSED: "refused: 403",
    Answer.NOT_THERE: "as if it weren't there: 404",
    Answer.ELSEWHERE: "leads to another page",
    Answer.ONLY_SENT: "an act: nothing to look at, only a form sends it",
    Answer.ASKS_MORE: "the form again, with what is missing: 400",
    Answer.ASKS_TOKEN: "asks for a system's token, whoever has signed in: 401",
}


@dataclass(frozen=True)
class Operation:
    """
    One thing that can be asked of the server.

    name      its name in the table, unique with `method`
    declared  who may, in words
    ask       does it as one of the callers
    expected  what follows from the declaration, by caller; whoever is not named gets what the committed table says
    callers   who asks it
    listed    whether the table shows it
    """

    name: str
    method: str
    declared: str
    ask: Callable[[str], Any]
    expected: Mapping[str, Answer]
    callers: tuple[str, ...] = tuple(CALLERS)
    listed: bool = True


Source = Callable[[World], Iterator[Operation]]


def undeclared() -> set[str]:
    """Addresses without a declaration."""
    return {str(each.name) for each in get_resolver().url_patterns if access_of(each.name) is None}


def web_operations(world: World) -> Iterator[Operation]:
    """Each address looked at by everybody, and sent to by everybody who may not open it."""
    cast = {**world.cast, "other": _clerk_elsewhere(world)}
    clients = {by: world.client(by) if by in WITHOUT_ACCOUNT else signed_in(cast[by]) for by in CALLERS}
    for name, shown in examples(world).items():
        access = access_of(name)
        if access is None:
            continue
        example, declared = shown[0], _in_words(access)
        expected = {by: answer for by in CALLERS if (answer := _declared(name, example, access, cast, by))}
        yield Operation(name, "GET", declared, _asking(clients, "get", example.url), expected)
        if access.who is Who.ANYONE:
            continue
        shut = {by: answer for by, answer in expected.items() if _is_shut(answer, example, by)}
        send = _asking(clients, "post", example.url)
        yield Operation(name, "POST", declared, send, shut, tuple(shut), listed=False)


def _clerk_elsewhere(world: World) -> Post:
    person = Official(code="E-other", name="周外")
    person.save()
    office = world.cast["stranger"].office
    Post(official=person, office=office, role="clerk", from_date=date(2020, 1, 1)).save()
    return Post.objects.system("the cast of the matrix").select_related("office", "official").get(official=person)


def _asking(clients: Mapping[str, Client], method: str, url: str) -> Callable[[str], Any]:
    return lambda by: getattr(clients[by], method)(url)


def _in_words(access: Access) -> str:
    if access.permissions:
        return ", ".join(f"`{permission.code}`" for permission in access.permissions)
    return {
        Who.ANYONE: "anyone",
        Who.ACCOUNT: "who has signed in",
        Who.POST: "any post",
        Who.STAFF: "posts that work on matters",
    }[access.who]


def _declared(name: str, example: Example, access: Access, cast: Mapping[str, Post], by: str) -> Answer | None:
    """What the declaration alone says; None where it depends on the row as well."""
    if access.who is Who.ANYONE:
        if name == "sign-in-code":  # nobody's password was right: begin anew
            return Answer.SIGN_IN
        return _shown(example) if by == example.by or example.by == STREET else None
    if by in WITHOUT_ACCOUNT:
        return Answer.SIGN_IN
    if access.who is not Who.ACCOUNT and not access.admits(cast[by]):
        return Answer.ELSEWHERE if name == "my-work" else Answer.REFUSED
    if example.hidden and by == "other":
        return Answer.NOT_THERE
    return _shown(example) if by == example.by else None


def _shown(example: Example) -> Answer:
    return {
        Shows.PAGE: Answer.OPENS, Shows.PART: Answer.OPENS, Shows.FILE: Answer.OPENS, Shows.AWAY: Answer.ELSEWHERE,
        Shows.SENT: Answer.ONLY_SENT, Shows.FORM: Answer.ASKS_MORE, Shows.NOT_THERE: Answer.NOT_THERE,
        Shows.NO_TOKEN: Answer.ASKS_TOKEN,
    }[example.shows]  # fmt: skip


def _is_shut(answer: Answer, example: Example, by: str) -> bool:
    """Whether this caller may not even look: then nothing that is sent does anything either."""
    is_hidden = answer is Answer.NOT_THERE and example.hidden and by == "other"
    return answer in {Answer.SIGN_IN, Answer.REFUSED} or is_hidden or (by in ADMINISTRATORS and by != example.by)


SOURCES: list[Source] = [web_operations]
"""Where operations come from; another surface adds its own."""


def every_operation(world: World) -> Iterator[Operation]:
    """Of all sources, one after the other."""
    for source in SOURCES:
        yield from source(world)
