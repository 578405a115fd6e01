"""What a person decided about the spans of a text: which are masked, which released, which words were added."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fazhi.engines.masking import Confidence, Kind, Span

MASK, KEEP = "mask", "keep"


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


def decisions(text: str, found: tuple[Span, ...], posted: Mapping[str, str]) -> tuple[Decision, ...]:
    """The found spans and the added words, in order, with what was posted about each."""
    spans = sorted([*found, *_added(text, found, posted.get("words", ""), posted.get("kind", ""))])
    decided = (
        Decision(span, text[span.start : span.end], "" if span.confidence == Confidence.DOUBTFUL else MASK)
        for span in spans
    )
    return tuple(
        replace(each, choice=posted[each.field]) if posted.get(each.field) in {MASK, KEEP} else each for each in decided
    )


def _added(text: str, found: tuple[Span, ...], words: str, kind: str) -> Iterator[Span]:
    """Every place of each word, a line each, that no found span lies over."""
    chosen = Kind(kind) if kind in set(Kind) else Kind.NAME
    taken = {place for span in found for place in range(span.start, span.end)}
    for word in sorted({line.strip() for line in words.splitlines() if line.strip()}, key=len, reverse=True):
        for match in re.finditer(re.escape(word), text):
            if not taken & set(range(match.start(), match.end())):
                taken |= set(range(match.start(), match.end()))
                yield Span(match.start(), match.end(), chosen, Confidence.LIKELY, "人工添加")


def stretches(text: str, decided: tuple[Decision, ...]) -> tuple[Stretch, ...]:
    """The text from beginning to end."""
    shown, at = [], 0
    for decision in decided:
        shown += [Stretch(text[at : decision.span.start]), Stretch(decision.words, decision)]
        at = decision.span.end
    return (*shown, Stretch(text[at:]))
