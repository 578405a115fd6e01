"""What is wrong with a citation on a day, in the order of `Problem`."""

from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation.prose.asking import Asker, Effort, Verdict
from fazhi.engines.citation.prose.catalogue import Catalogue, Instrument, Rank, Version
from fazhi.engines.citation.prose.declaring import Edition
from fazhi.engines.citation.prose.kinds import is_complete, is_namesake, is_statute, is_typo
from fazhi.engines.citation.prose.names import NATION
from fazhi.engines.citation.prose.quotations import Quotation
from fazhi.engines.citation.prose.reading import Citation
from fazhi.engines.citation.prose.standing import status_on, text_is_of, version_on
from fazhi.engines.citation.prose.terms import Advice, Problem, Status

_ORDER = {problem: place for place, problem in enumerate(Problem)}
_REPLACED = frozenset({Rank.INTERPRETATION, Rank.LOCAL, Rank.OTHER})
"""Made anew under the same title, with no word of the text before: an older one may well have been meant."""
_LIKE_TITLE = 75.0
"""A regulation that is only not known may have been repealed long ago."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a citation stands: its version, its status, what is wrong with the title and with each place."""

    version: Version | None
    status: Status
    title: Verdict
    refs: tuple[Verdict, ...]

    @property
    def worst(self) -> Verdict:
        verdicts = [each for each in (self.title, *self.refs) if each.problem]
        return min(verdicts, key=lambda each: _ORDER[each.problem or Problem.TITLE_NOT_FOUND], default=Verdict())


def check(
    citation: Citation, catalogue: Catalogue, *, on: date, quotation: Quotation | None, excused: bool, effort: Effort
) -> Checked:
    """
    Check one citation.

    quotation  what the text says stands there
    excused    whether the sentence itself says that the text is repealed or changed
    effort     what the document may still ask for
    """
    instrument = citation.named.instrument
    if instrument is None:
        unknown = Verdict() if citation.own or citation.named.is_other else _unknown(citation, catalogue, effort)
        return Checked(None, Status.UNKNOWN, unknown, tuple(Verdict() for _ in citation.refs))
    version, is_explicit, is_held = _meant(instrument, citation.edition, on)
    status = status_on(instrument, version, on) if is_held else Status.SUPERSEDED
    title = _title(instrument, version, status, on, is_explicit=is_explicit)
    if citation.mistyped:
        title = Verdict(Problem.TITLE_NOT_FOUND, Advice(titles=(instrument.title,)))
    if excused and title.problem in (Problem.REPEALED, Problem.SUPERSEDED, Problem.NOT_YET_IN_FORCE):
        title = Verdict()
    if citation.own:
        title = Verdict()
    if version is None or not is_held or not (is_explicit or text_is_of(instrument, version, on)):
        return Checked(version, status, title, tuple(Verdict() for _ in citation.refs))
    asker = Asker(catalogue, instrument, version, on, effort)
    refs = tuple(asker.place(ref) for ref in citation.refs)
    if citation.own:
        # Nobody says of which version the text is: a place that any of them has is there.
        others = [Asker(catalogue, instrument, each, on, effort) for each in instrument.versions if each != version]
        refs = tuple(
            Verdict() if any(each.place(ref).problem is None for each in others) else verdict
            for ref, verdict in zip(citation.refs, refs, strict=True)
        )
    if quotation is not None and citation.refs:
        refs = asker.quoted(citation.refs, refs, quotation)
    return Checked(version, status, title, refs)


def _unknown(citation: Citation, catalogue: Catalogue, effort: Effort) -> Verdict:
    title = citation.named.title
    if citation.abroad:
        return Verdict(Problem.TITLE_NOT_HELD)
    near = catalogue.names.near(title) if effort.spend() else ()
    titles = tuple(each for each, _ in near)
    is_told = is_complete(title) and (is_statute(title) or any(likeness >= _LIKE_TITLE for _, likeness in near))
    namesakes = tuple(each for each in titles if is_namesake(title, each))
    if is_told or (namesakes and NATION in title) or any(is_typo(title, each) for each in titles):
        return Verdict(Problem.TITLE_NOT_FOUND, Advice(titles=titles))
    # A ministry may well have made 办法 of its own beside the State Council's 条例.
    return Verdict(Problem.TITLE_NOT_HELD, Advice(titles=namesakes) if namesakes else None)


def _title(instrument: Instrument, version: Version | None, status: Status, on: date, *, is_explicit: bool) -> Verdict:
    if status is Status.REPEALED:
        return Verdict(Problem.REPEALED, Advice(repeal=version.repeal if version else instrument.repeal))
    if version is None:
        return Verdict(Problem.TITLE_NOT_HELD)
    if status is Status.SUPERSEDED and is_explicit:
        current = version_on(instrument, on)
        return Verdict(
            Problem.SUPERSEDED, Advice(since=current.force if current and current != version else version.changed)
        )
    if status is Status.NOT_YET and not (instrument.rank in _REPLACED and version.passed and version.passed > on):
        return Verdict(Problem.NOT_YET_IN_FORCE, Advice(since=version.force))
    return Verdict()


def _meant(instrument: Instrument, edition: Edition | None, on: date) -> tuple[Version | None, bool, bool]:
    """The version that is meant, whether the words name it, and whether its text is held."""
    current = version_on(instrument, on)
    if edition is None or current is None:
        return current, False, True
    if edition.year is not None:
        named = [each for each in instrument.versions if each.passed and each.passed.year == edition.year]
        named = named or [each for each in instrument.versions if each.force and each.force.year == edition.year]
        if named:
            return named[-1], True, True
        is_older = current.passed is not None and edition.year < current.passed.year
        if is_older and edition.year in instrument.years and (edition.changed or edition.old):
            return current, True, False
    if edition.old:
        older = [
            each for each in instrument.versions if each.passed and current.passed and each.passed < current.passed
        ]
        return (older[-1], True, True) if older else (current, False, True)
    return current, False, True
