"""Full-text search in the law (全文检索) at the desk: articles with the words, and the words marked where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from fazhi.engines.citation import Article as Cited
from fazhi.engines.lookup import Hit, phrases_of, search
from fazhi.kernel.law import lookup
from fazhi.surfaces.jobs import services as background
from fazhi.surfaces.jobs.models import WAITED_FOR, Job
from fazhi.surfaces.jobs.registry import Run
from fazhi.surfaces.web.citations import article_url

BUILD = "law.index"
MOST = 30
_AROUND = 70
"""Signs of the text shown before the first phrase found in it, and three times as many in all."""
_PATIENCE = timedelta(minutes=30)
"""How long a job that was asked for is waited for before another is."""


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `is_found` where it is one of the words looked for."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Shown:
    """An article that was found: its name, its page, and the part of its text with what was looked for."""

    title: str
    label: str
    url: str
    pieces: tuple[Piece, ...]
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True)
class Answer:
    """
    hits      the best first, `MOST` at most; None while the index of the day's law is being built
    rests_on  the corpora looked through, with the day whose law each gives
    on        the day whose law was looked through
    """

    hits: tuple[Shown, ...] | None
    rests_on: tuple[lookup.Rests, ...]
    on: date


def found(query: str, *, by: str, on: date) -> Answer:
    """The articles of the law of a day with the words; where its index isn't built yet, a job is asked for in the name of `by`."""
    data_dir = Path(settings.DATA_DIR)
    library = lookup.library_if_ready(data_dir, on=on)
    if library is None:
        _ask_for_index(by, on)
        return Answer(None, lookup.rests(), on)
    hits = tuple(_shown(hit, query) for hit in search(library.index, query, MOST))
    return Answer(hits, lookup.rests(), on)


def build(run: Run) -> Mapping[str, Any]:
    """The job: the index of the texts that are law on a day."""
    lookup.library(run.data_dir, on=date.fromisoformat(run.arguments["on"]))
    return {}


def _ask_for_index(by: str, on: date) -> None:
    """Once: who asks while one is waited for waits for the same."""
    now = timezone.now()
    waited_for = Job.objects.filter(name=BUILD, state__in=WAITED_FOR, queued_at__gt=now - _PATIENCE)
    if not waited_for.exists():
        background.enqueue(BUILD, by=by, at=now, arguments={"on": on.isoformat()})


def _shown(hit: Hit, query: str) -> Shown:
    article = hit.article
    flat = article.text.replace("\n", "")
    phrases = phrases_of(query)
    first = min((flat.find(phrase) for phrase in phrases if phrase in flat), default=0)
    start = max(0, first - _AROUND)
    part = flat[start : start + 3 * _AROUND]
    url = article_url(Cited(article.short, article.number, suffix=article.suffix)) if article.number else ""
    return Shown(
        article.title,
        article.label,
        url,
        tuple(_pieces(part, phrases)),
        start > 0,
        start + len(part) < len(flat),
    )


def _pieces(text: str, phrases: tuple[str, ...]) -> Iterator[Piece]:
    """The text from beginning to end, taken apart at the phrases; of those that overlap the first, the longer one."""
    longest_first = sorted(phrases, key=len, reverse=True)
    start = place = 0
    while place < len(text):
        phrase = next((each for each in longest_first if text.startswith(each, place)), "")
        if not phrase:
            place += 1
            continue
        if start < place:
            yield Piece(text[start:place], is_found=False)
        place += len(phrase)
        yield Piece(phrase, is_found=True)
        start = place
    if start < len(text):
        yield Piece(text[start:], is_found=False)
