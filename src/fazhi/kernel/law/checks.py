"""System checks of the law room: what is cited must be known."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from fazhi.engines.citation import Citation, parse_citations
from fazhi.kernel.law.models import ArticleText
from fazhi.kernel.law.periods import period_rows
from fazhi.kernel.law.queries import Resolution, amended_since, near_titles, repealed_by, unresolved
from fazhi.kernel.law.registry import declare, declared


def declare_periods() -> None:
    """Declare what the rows of `law/periods.toml` rest on. Raises CitationError for a source that is no citation."""
    for row in period_rows().values():
        declare(parse_citations(row.source), f"law/periods.toml {row.code}")


@register(Tags.database)
def check_citations(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """fazhi.E010: a declared citation resolves to nothing."""
    # `migrate` checks before it makes the tables; without them there is nothing to resolve against.
    if not databases or ArticleText._meta.db_table not in connection.introspection.table_names():
        return []
    places: dict[Citation, list[str]] = {}
    for declaration in declared():
        places.setdefault(declaration.citation, []).append(declaration.where)
    return [_error(answer, places[answer.citation]) for answer in unresolved(places)]


def _error(answer: Resolution, places: list[str]) -> Error:
    return Error(
        f"{', '.join(places)} cites {answer.citation.text}: {answer.problem}.",
        hint=_hint(answer),
        id="fazhi.E010",
    )


def _hint(answer: Resolution) -> str:
    if answer.version is not None:
        return _amended(answer) or "Correct the article, paragraph or item in the declaration."
    if by := repealed_by(answer.title):
        return f"It is repealed by {by}. Cite what is law now, or enter the text in law/titles.toml."
    like = ", ".join(near_titles(answer.title)) or "none"
    return f"Titles like it: {like}. Correct it, or enter the text in law/titles.toml (`unverified` shows it as 待核)."


def _amended(answer: Resolution) -> str | None:
    since = amended_since(answer)
    if since is None:
        return None
    had = f"The version of {since.old.version_date} had it; the law has been amended since."
    return had + (f" Its text now stands in {since.moved.label}." if since.moved else " Its text is gone.")
