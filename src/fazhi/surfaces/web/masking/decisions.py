"""What a person decided about the spans of a text: which are masked, which released, which words were added."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from fazhi.engines.masking import Confidence, Kind, Span

MASK, KEEP = "mask", "keep"
BY_HAND = "人工添加"


@dataclass(frozen=True)
class Decision:
    """One span, its words, and what was decided; "" while it waits for a person."""

    span: Span
    words: str
    choice: str

    @property
    def field(self) -> str:
        return f"s{self.span.start}-{self.span.end}"

    @property
    def is_doubtful(self) -> bool:
        return self.span.confidence == Confidence.DOUBTFUL

    @property
    def kind(self) -> str:
        return self.span.kind.label


@dataclass(frozen=True)
class Stretch:
    """A piece of the text as it is shown; `decision` is None between spans."""

    text: str
    decision: Decision | None = None


def decisions(
    text: str, found: tuple[Span, ...], posted: Mapping[str, str], chosen: Iterable[str] = ()
) -> tuple[Decision, ...]:
    """
    The found spans, those that a person chose in the text, and the added words, in order, with what was posted about each.

    chosen  as `start-end-KIND`, offsets in the text without carriage returns, as a page shows it; what is none is passed over
    """
    known = _chosen(text, found, chosen)
    spans = sorted([*known, *_added(text, known, posted.get("words", ""), posted.get("kind", ""))])
    decided = (
        Decision(span, text[span.start : span.end], "" if span.confidence == Confidence.DOUBTFUL else MASK)
        for span in spans
    )
    return tuple(
        replace(each, choice=posted[each.field]) if posted.get(each.field) in {MASK, KEEP} else each for each in decided
    )


def _chosen(text: str, found: tuple[Span, ...], chosen: Iterable[str]) -> tuple[Span, ...]:
    """The spans with those a person chose, which take in whatever found span they touch: nothing chosen is uncovered."""
    places = [place for place, sign in enumerate(text) if sign != "\r" or text[place + 1 : place + 2] != "\n"]
    spans = list(found)
    for start, end, kind in _read(chosen):
        if not 0 <= start < end <= len(places):
            continue
        first, last = places[start], places[end - 1] + 1
        touched = [span for span in spans if span.start < last and first < span.end]
        spans = [span for span in spans if span not in touched]
        first, last = min([first, *(span.start for span in touched)]), max([last, *(span.end for span in touched)])
        spans.append(Span(first, last, kind, Confidence.LIKELY, BY_HAND))
    return tuple(sorted(spans))


def _read(chosen: Iterable[str]) -> Iterator[tuple[int, int, Kind]]:
    for each in chosen:
        match = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})-([A-Z_]{1,20})", each)
        if match and match[3] in set(Kind):
            yield int(match[1]), int(match[2]), Kind(match[3])


def _added(text: str, found: tuple[Span, ...], words: str, kind: str) -> Iterator[Span]:
    """Every place of each word, a line each, that no found span lies over."""
    chosen = Kind(kind) if kind in set(Kind) else Kind.NAME
    taken = {place for span in found for place in range(span.start, span.end)}
    for word in sorted({line.strip() for line in words.splitlines() if line.strip()}, key=len, reverse=True):
        for match in re.finditer(re.escape(word), text):
            if not taken & set(range(match.start(), match.end())):
                taken |= set(range(match.start(), match.end()))
                yield Span(match.start(), match.end(), chosen, Confidence.LIKELY, BY_HAND)


def stretches(text: str, decided: tuple[Decision, ...]) -> tuple[Stretch, ...]:
    """The text from beginning to end."""
    shown, at = [], 0
    for decision in decided:
        shown += [Stretch(text[at : decision.span.start]), Stretch(decision.words, decision)]
        at = decision.span.end
    return (*shown, Stretch(text[at:]))
