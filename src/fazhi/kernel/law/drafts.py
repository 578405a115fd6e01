"""
A draft examined (文稿核对): its clauses, and what is wrong with its form, its content and its citations.

The command, the desk and the jobs go through this one room. It asks no database: the library is given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from fazhi.engines.citation import Article
from fazhi.engines.citation.prose import Catalogue, Found, find_citations
from fazhi.engines.review import CHECKS, About, Finding, Review, Severity, review
from fazhi.kernel.law.advice import PROBLEMS, advice_text

_SURE, _DOUBTFUL = 0.95, 0.8
_MILD = {"title_not_held", "not_yet_in_force"}
"""Problems that may be none: the text isn't held here, or will be in force by then."""

CHECK_LABELS: Mapping[str, str] = {check.code: check.label for check in CHECKS} | {
    problem.value: label for problem, label in PROBLEMS.items()
}
"""Every check by its code, those of citations included."""


def examined(
    text: str, about: About, library: Catalogue, *, on: date, aliases: Mapping[str, str] | None = None
) -> Review:
    """
    A draft's clauses and findings, those about its citations among them.

    library  whose law is asked, as of the day `on`
    aliases  short name → title, beside those that the text itself declares
    """
    host = about.host or about.title or None
    cited = find_citations(text, library, on=on, host=host, aliases=aliases)
    return review(text, replace(about, on=on), also=_citation_findings(cited))


def _citation_findings(cited: tuple[Found, ...]) -> Iterator[Finding]:
    """What is wrong with a citation, as a finding like the others."""
    for found in cited:
        if found.problem is None:
            continue
        mild = found.problem.value in _MILD
        title = found.title
        refs = (
            [Article(title, ref.article, ref.paragraph, ref.item, ref.suffix or 0) for ref in found.refs if ref.article]
            if title
            else []
        )
        yield Finding(
            check=found.problem.value,
            severity=Severity.NOTE if mild else Severity.ERROR,
            start=found.start,
            end=found.end,
            quote=found.text,
            message=PROBLEMS[found.problem],
            basis=tuple(refs),
            suggestion=advice_text(found),
            confidence=_DOUBTFUL if mild else _SURE,
        )
