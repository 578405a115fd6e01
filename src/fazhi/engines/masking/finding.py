"""Finds all that is to be masked in a text: what is protected first, then numbers, addresses, names."""

from collections.abc import Iterable

from fazhi.engines.masking.addresses import addresses
from fazhi.engines.masking.names import names
from fazhi.engines.masking.numbers import numbers
from fazhi.engines.masking.plain import plain as plain_of
from fazhi.engines.masking.protecting import Places, protected
from fazhi.engines.masking.roles import schools
from fazhi.engines.masking.terms import Confidence, Kind, Span

_RANK = {Confidence.PROVED: 0, Confidence.LIKELY: 1, Confidence.DOUBTFUL: 2}


def find(text: str) -> tuple[Span, ...]:
    """
    What is to be masked in `text`, in order, none over another; doubtful spans among them.

    Time linear in the text but for sorting.
    """
    plain = plain_of(text)
    kept = protected(plain)
    found = list(numbers(plain, kept))
    found += addresses(plain, Places([*kept, *((span.start, span.end) for span in found)]))
    sure = Places((span.start, span.end) for span in found if span.confidence != Confidence.DOUBTFUL)
    persons, _ = names(plain, Places([*kept, *sure]))
    found += persons
    found += (
        Span(start, end, Kind.ADDRESS, Confidence.DOUBTFUL, "未成年人就读的学校", whole=True)
        for start, end in schools(plain)
    )
    return _apart(found)


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Of spans that lie over each other, the surer one; of equals the longer."""
    ordered = sorted(spans, key=lambda each: (_RANK[each.confidence], each.start - each.end))
    taken = bytearray(max((span.end for span in ordered), default=0))
    chosen = []
    for span in ordered:
        if not any(taken[span.start : span.end]):
            chosen.append(span)
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return tuple(sorted(chosen, key=lambda each: each.start))
