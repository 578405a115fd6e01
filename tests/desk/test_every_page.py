"""What holds for every page: who may open it, what it costs, and that it is whole. A page without an example fails here."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.access import Who, access_of

from .examples import ADMINISTRATORS, CITIZEN, STREET, Example, Shows, World, examples

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
MOST_QUERIES_OF_MONITORS = 50  # whether every view and trigger is there
MOST_BYTES = 200_000
FIELDS = ("input", "select", "textarea")
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class Page(HTMLParser):
    """What the tests ask of a page's HTML: its headings, ids, fields with their labels, tables, files."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lang = ""
        self.title = ""
        self.h1 = 0
        self.ids: Counter[str] = Counter()
        self.named: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self.files: list[str] = []
        self.empty_tables = 0
        self._open: list[str] = []
        self._rows = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids[given["id"]] += 1
        self.lang = self.lang or (given.get("lang", "") if tag == "html" else "")
        self.h1 += tag == "h1"
        if tag == "label" and given.get("for"):
            self.named.add(given["for"])
        if tag in FIELDS and given.get("type") not in {"hidden", "submit", "button"}:
            self.fields.append(given | {"in_label": "yes" if "label" in self._open else ""})
        self.files += [
            url for name, url in given.items() if name in {"href", "src"} and tag in {"link", "script", "img"}
        ]
        if tag == "tbody":
            self._rows = 0
        self._rows += tag == "tr"
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        self.empty_tables += tag == "tbody" and self._rows == 0

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data

    def faults(self) -> Iterator[str]:
        """What is missing on it."""
        if self.h1 != 1:
            yield f"{self.h1} h1"
        if not self.title.strip():
            yield "no title"
        if not self.lang.startswith("zh"):
            yield f"lang “{self.lang}”"
        yield from (f"id {name} {count} times" for name, count in self.ids.items() if count > 1)
        for field in self.fields:
            told = field["in_label"] or field.get("aria-label") or field.get("aria-labelledby")
            if not told and field.get("id") not in self.named:
                yield f"no label for {field.get('name') or field}"
        if self.empty_tables:
            yield "a table without a row"

    def weight(self) -> int:
        """Bytes of the files of ours that it names."""
        paths = {url.split("?")[0].removeprefix("/static/") for url in self.files if url.startswith("/static/")}
        found = {path: finders.find(path) for path in paths}
        assert all(found.values()), found
        return sum(Path(str(place)).stat().st_size for place in found.values())


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries of a whole request, session and post included."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN")):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def every(world: World) -> Iterator[tuple[str, Example]]:
    for name, shown in examples(world).items():
        for each in shown:
            yield name, each


def test_every_page_is_there_for_who_opens_it_whole_and_light(world: World) -> None:
    """Every address has an example. Status, queries, structure, weight, headers: all faults of all pages at once."""
    assert set(examples(world)) == {str(pattern.name) for pattern in get_resolver().url_patterns}
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    faults = []
    for name, each in every(world):
        most = MOST_QUERIES_OF_MONITORS if name == "health-ready" else MOST_QUERIES
        clients[each.by].get("/account/")  # what the first request of a session alone asks
        for _ in range(
            2
        ):  # once more, if it takes that: marks of law and officials' names are remembered for some minutes
            with counted() as queries:
                answer = clients[each.by].get(each.url)
            if len(queries) <= most:
                break
        found = list(_faults(each, answer, queries, most))
        faults += [f"{each.url} ({each.by or 'street'}): {fault}" for fault in found]

    assert faults == [], "\n".join(["", *faults])


def _faults(each: Example, answer: Any, queries: list[str], most: int) -> Iterator[str]:
    if answer.status_code != each.shows.status:
        yield f"answers {answer.status_code}, not {each.shows.status}"
        return
    if len(queries) > most:
        yield f"{len(queries)} queries"
    for header, value in (("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY")):
        if answer.headers.get(header) != value:
            yield f"{header}: {answer.headers.get(header)}"
    if answer.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        yield f"Referrer-Policy: {answer.headers.get('Referrer-Policy')}"
    if each.by not in {STREET, CITIZEN} and "no-store" not in answer.headers.get("Cache-Control", ""):
        yield f"Cache-Control: {answer.headers.get('Cache-Control')}"
    if each.shows in {Shows.PAGE, Shows.FORM, Shows.NOT_THERE}:
        policy = answer.headers.get("Content-Security-Policy", "")
        if "default-src" not in policy or "unsafe" in policy:
            yield f"Content-Security-Policy: {policy}"
        text = answer.content.decode()
        page = Page(text)
        yield from page.faults()
        if (weight := len(answer.content) + page.weight()) > MOST_BYTES:
            yield f"{weight} bytes"


def test_every_page_is_shut_to_who_may_not_open_it_and_without_what_is_another_districts(world: World) -> None:
    """As it was declared with its address: strangers sign in first, posts that don't have it are refused."""
    posts = {name: (signed_in(world.cast[name]), world.cast[name]) for name in (*ADMINISTRATORS, "stranger", "clerk")}
    street = Client(headers={"host": "localhost"})
    faults = []
    for name, shown in examples(world).items():
        access = access_of(name)
        assert access is not None
        if access.who is Who.ANYONE:
            continue
        for each in shown[:1]:
            answer = street.get(each.url)
            if answer.status_code != 302 or not answer.headers["Location"].startswith(reverse("sign-in")):
                faults.append(f"{each.url}: {answer.status_code} for a stranger")
            for who, (client, post) in posts.items():
                if access.who is Who.ACCOUNT or access.admits(post):
                    continue
                answer = client.get(each.url)
                # Their own first page is another one.
                led = name == "my-work" and answer.status_code == 302
                if answer.status_code != 403 and not led:
                    faults.append(f"{each.url}: {answer.status_code} for {who}")
    stranger, post = posts["stranger"]
    for name, each in every(world):
        access = access_of(name)
        admitted = access is not None and access.admits(post)
        if each.hidden and (status := stranger.get(each.url).status_code) != (404 if admitted else 403):
            faults.append(f"{each.url}: {status}")

    assert faults == [], "\n".join(["", *faults])


@pytest.mark.parametrize("by", ["clerk", "head", "reporter"])
def test_a_page_with_nothing_to_show_says_what_to_do_next(city: Any, by: str) -> None:
    """In a city without a single record: no table without rows, and a way on from the page's own part."""
    client = signed_in(getattr(city, by))
    names = ("my-work", "registers", "absences", "start", "imports", "import-batches", "mediation-inbox",
             "mediation-proposals", "mediation-warnings", "mediation-committees", "contributions", "oversight")  # fmt: skip
    faults = []
    for name in names:
        kwargs = {"year": 2024} if name == "contributions" else {}
        answer = client.get(reverse(name, kwargs=kwargs), follow=True)
        text = answer.content.decode()
        access = access_of(name)
        if access is None or not access.admits(getattr(city, by)):
            continue
        main = re.search(r"<main.*?</main>", text, re.DOTALL)
        if answer.status_code not in {200, 404} or main is None:
            faults.append(f"{name}: {answer.status_code}")
            continue
        faults += [f"{name}: {fault}" for fault in Page(text).faults()]
        if not re.search(r"<a [^>]*href=|<button", main.group()):
            faults.append(f"{name}: leads nowhere")

    assert faults == [], "\n".join(["", *faults])
