"""
Coded shorthand of a registration (速记): one line typed, as `ll 陈大明 林小红 渗水 已调 3000`, into what the form asks.

Words of the closed lists are taken wherever they stand; the first word in Chinese that is of none is the applicant, the
second the respondent, what follows is what the dispute is about. What can't be read is named, never guessed.
"""

from fazhi.lines.mediation.rules.shorthand.amounts import fen_of
from fazhi.lines.mediation.rules.shorthand.days import day_of
from fazhi.lines.mediation.rules.shorthand.line import Misread, Person, Shorthand, Why, document_of, understand
from fazhi.lines.mediation.rules.shorthand.words import CATEGORY_WORDS, category_of, form_of, mode_of, source_of, way_of

__all__ = [
    "CATEGORY_WORDS",
    "Misread",
    "Person",
    "Shorthand",
    "Why",
    "category_of",
    "day_of",
    "document_of",
    "fen_of",
    "form_of",
    "mode_of",
    "source_of",
    "understand",
    "way_of",
]
