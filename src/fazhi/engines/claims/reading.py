"""Reads a text: its figures, then the relations that each sentence states among them."""

from dataclasses import replace

from fazhi.engines.claims.bounds import bounds
from fazhi.engines.claims.figures import find_figures, half_width
from fazhi.engines.claims.growth import growths
from fazhi.engines.claims.runs import runs
from fazhi.engines.claims.shares import shares
from fazhi.engines.claims.stages import stages
from fazhi.engines.claims.sums import sums
from fazhi.engines.claims.tables import table_figures, table_sums
from fazhi.engines.claims.terms import Reading

_RELATIONS = (sums, shares, growths, bounds, stages)


def read(text: str) -> Reading:
    """
    The figures that a report states, and whether the relations it states among them hold.

    text     plain Chinese text, lines wrapped or not, half or full width
    returns  both in the order of the text; offsets count code points of `text`; a relation that the text alone can't
             test is not listed

    Source: the grammar is ours, see docs/algorithms/claims.md.
    """
    plain = half_width(text)
    worded = find_figures(plain)
    in_sentences = (identity for run in runs(plain, worded) for find in _RELATIONS for identity in find(run))
    identities = dict.fromkeys((*in_sentences, *table_sums(plain)))
    figures = {figure.offset: figure for figure in (*table_figures(plain), *worded)}
    return Reading(
        figures=tuple(replace(figure, text=text[offset : figure.end]) for offset, figure in sorted(figures.items())),
        identities=tuple(sorted(identities, key=lambda identity: identity.offset)),
    )
