"""
Look-up of law 法规检索: full-text search, and the articles that answer a question in plain words.

An index is built once from articles and kept in a folder; lessons, learned from questions whose articles are known and
shipped with the engine, are laid out for it when it is opened. No model is downloaded, nothing is asked of a network,
and the same question has the same answer. Method and measurements: docs/algorithms/lookup.md.
"""

from fazhi.engines.lookup.asking import Library, ask
from fazhi.engines.lookup.errors import IndexUnusable, LessonsInvalid, LookupFault
from fazhi.engines.lookup.index import Index, build, open_index
from fazhi.engines.lookup.lessons import Lessons, shipped
from fazhi.engines.lookup.memory import remember
from fazhi.engines.lookup.searching import phrases_of, search
from fazhi.engines.lookup.terms import INTERPRETATION, STATUTE, Article, Hit, Why

__all__ = [
    "INTERPRETATION",
    "STATUTE",
    "Article",
    "Hit",
    "Index",
    "IndexUnusable",
    "Lessons",
    "LessonsInvalid",
    "Library",
    "LookupFault",
    "Why",
    "ask",
    "build",
    "open_index",
    "phrases_of",
    "remember",
    "search",
    "shipped",
]
