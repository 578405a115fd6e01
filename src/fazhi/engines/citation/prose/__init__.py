"""
Citations of law in free text: found, resolved and checked, pure functions over a `Catalogue`.

`find_citations` is the way in; `Catalogue` is what it asks, `Found` what it answers.
"""

from fazhi.engines.citation.prose.catalogue import Catalogue, Instrument, Rank, Texts, Version
from fazhi.engines.citation.prose.finding import find_citations
from fazhi.engines.citation.prose.normalising import Normal, normalise
from fazhi.engines.citation.prose.terms import (
    Advice,
    Aliases,
    Comparison,
    Difference,
    Found,
    Problem,
    Ref,
    Repeal,
    Sort,
    Status,
)

__all__ = [
    "Advice",
    "Aliases",
    "Catalogue",
    "Comparison",
    "Difference",
    "Found",
    "Instrument",
    "Normal",
    "Problem",
    "Rank",
    "Ref",
    "Repeal",
    "Sort",
    "Status",
    "Texts",
    "Version",
    "find_citations",
    "normalise",
]
