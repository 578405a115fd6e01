"""Questions to the law library: what a citation resolves to, the text it means, and how that stands on a day."""

from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.queries.citing import (
    AmendedSince,
    Resolution,
    amended_since,
    repealed_by,
    resolve,
    resolve_all,
    text_of,
    unresolved,
)
from fazhi.kernel.law.queries.holding import corpora, held_versions, near_titles
from fazhi.kernel.law.queries.showing import Provision, Text, article_text, articles_of, provision, text_on
from fazhi.kernel.law.queries.tracing import Course, Fate, Stage, course_of

__all__ = [
    "AmendedSince",
    "Course",
    "Fate",
    "Mark",
    "Provision",
    "Resolution",
    "Stage",
    "Text",
    "amended_since",
    "article_text",
    "articles_of",
    "corpora",
    "course_of",
    "held_versions",
    "near_titles",
    "provision",
    "repealed_by",
    "resolve",
    "resolve_all",
    "text_of",
    "text_on",
    "unresolved",
]
