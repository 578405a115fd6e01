"""Masks a text: again and again until nothing new is found, so that masking what was masked changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fazhi.engines.masking.finding import find
from fazhi.engines.masking.plain import plain
from fazhi.engines.masking.pseudonyms import Pseudonyms
from fazhi.engines.masking.terms import Confidence, Kind, Masked, Span

_MOST_ROUNDS = 6


def mask(text: str) -> Masked:
    """
    `text` with all that is proved or likely replaced; doubtful spans are listed and left.

    mask("原告：张小明，电话13800001234。").text == "原告：张某，电话＊＊＊。"
    """
    spans: list[Span] = []
    masked = replaced(text, ())
    for _ in range(_MOST_ROUNDS):
        found = find(masked.text)
        new = [
            span for span in (_back(span, masked) for span in found if span.confidence != Confidence.DOUBTFUL) if span
        ]
        if not new and spans:
            break
        spans = sorted([*spans, *new])
        doubts = tuple(
            span for span in (_back(each, masked) for each in found if each.confidence == Confidence.DOUBTFUL) if span
        )
        if not new:
            break
        masked = replaced(text, spans)
    return replace(masked, doubts=tuple(span for span in doubts if not _over(span, spans)))


def decided(text: str, spans: Iterable[Span]) -> Masked:
    """
    `text` with exactly these spans replaced, as a person has decided; nothing is looked for.

    Raises ValueError for spans outside of the text or over each other.
    """
    ordered = sorted(spans)
    ends = [0, *(span.end for span in ordered)]
    starts = [*(span.start for span in ordered), len(text)]
    if any(end > start for end, start in zip(ends, starts, strict=True)) or any(
        span.start >= span.end for span in ordered
    ):
        raise ValueError("Spans lie over each other or outside of the text.")
    return replaced(text, ordered)


def replaced(text: str, spans: Sequence[Span]) -> Masked:
    """The text with `spans`, in order and apart, replaced."""
    written = plain(text)
    pseudonyms = Pseudonyms(text)
    pseudonyms.reserve((written[span.start : span.end], span.whole) for span in spans if span.kind == Kind.NAME)
    pieces: list[str] = []
    places, at, length = [], 0, 0
    for span in spans:
        instead = pseudonyms.instead(written[span.start : span.end], span)
        length += span.start - at
        places.append((length, length + len(instead)))
        pieces += (text[at : span.start], instead)
        length, at = length + len(instead), span.end
    pieces.append(text[at:])
    return Masked("".join(pieces), tuple(spans), (), tuple(places))


def _back(span: Span, masked: Masked) -> Span | None:
    """A span of the masked text in the text as given; None if it lies over a replacement."""
    shift = 0
    for origin, (start, end) in zip(masked.spans, masked.places, strict=True):
        if start < span.end and span.start < end:
            return None
        if end <= span.start:
            shift = origin.end - end
    return replace(span, start=span.start + shift, end=span.end + shift)


def _over(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in spans)
