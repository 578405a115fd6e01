"""
Citations of Chinese law: what they are, how they read, how an exact one is parsed.

`Article` cites a text with articles, `Document` any other official text; `parse_citations` reads the form that the
tables of `law/` use, `narrow` finds the paragraph or item inside an article's text. Citations in running prose are
not read here.
"""

from fazhi.engines.citation.errors import (
    CitationError,
    CitationNotUnderstood,
    NumeralNotUnderstood,
    ReferenceImpossible,
)
from fazhi.engines.citation.numerals import from_chinese, to_chinese
from fazhi.engines.citation.paragraphs import items, narrow, paragraphs
from fazhi.engines.citation.parsing import parse_article_number, parse_citations
from fazhi.engines.citation.references import Article, Citation, Document, article_label

__all__ = [
    "Article",
    "Citation",
    "CitationError",
    "CitationNotUnderstood",
    "Document",
    "NumeralNotUnderstood",
    "ReferenceImpossible",
    "article_label",
    "from_chinese",
    "items",
    "narrow",
    "paragraphs",
    "parse_article_number",
    "parse_citations",
    "to_chinese",
]
