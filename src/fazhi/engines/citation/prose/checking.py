"""What is wrong with a citation on a day, in the order of `Problem`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation.alignment import aligned
from fazhi.engines.citation.paragraphs import items, paragraphs
from fazhi.engines.citation.prose import quoting
from fazhi.engines.citation.prose.catalogue import Catalogue, Instrument, Rank, Version
from fazhi.engines.citation.prose.declaring import Edition
from fazhi.engines.citation.prose.kinds import is_complete, is_statute, is_typo
from fazhi.engines.citation.prose.quotations import Quotation
from fazhi.engines.citation.prose.reading import Citation
from fazhi.engines.citation.prose.standing import status_on, text_is_of, version_on
from fazhi.engines.citation.prose.terms import Advice, Problem, Ref, Status

_LISTED = re.compile(r"^[ 　]*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、|[-·•|])", re.MULTILINE)
_ORDER = {problem: place for place, problem in enumerate(Problem)}
_REPLACED = frozenset({Rank.INTERPRETATION, Rank.LOCAL, Rank.OTHER})
"""Made anew under the same title, with no word of the text before: an older one may well have been meant."""
_ALIKE = 0.5
"""Likeness from which an article is told as the one that another has become."""
_LIKE_TITLE = 75.0
"""A regulation that is only not known may have been repealed long ago."""
_SURE = 0.95


@dataclass
class Effort:
    """
    How many more searches through a whole library or text one document may ask for, so that a document made to be slow
    isn't. What is left unsearched is told without suggestions, or not at all.
    """

    searches: int = 500

    def spend(self) -> bool:
        """Whether there is one left; takes it."""
        self.searches -= 1
        return self.searches >= 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with one place, or with a title; `advice` helps."""

    problem: Problem | None = None
    advice: Advice | None = None


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
    if citation.own and title.problem is not Problem.NOT_YET_IN_FORCE:
        title = Verdict()
    if version is None or not is_held or not (is_explicit or text_is_of(instrument, version, on)):
        return Checked(version, status, title, tuple(Verdict() for _ in citation.refs))
    asker = _Asker(catalogue, instrument, version, on, effort)
    refs = tuple(asker.place(ref) for ref in citation.refs)
    if citation.own:
        # Nobody says of which version the text is: a place that any of them has is there.
        others = [_Asker(catalogue, instrument, each, on, effort) for each in instrument.versions if each != version]
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
    if is_told or any(is_typo(title, each) for each in titles):
        return Verdict(Problem.TITLE_NOT_FOUND, Advice(titles=titles))
    return Verdict(Problem.TITLE_NOT_HELD)


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


@dataclass(frozen=True, slots=True)
class _Asker:
    """Questions about one version of one instrument."""

    catalogue: Catalogue
    instrument: Instrument
    version: Version
    on: date
    effort: Effort

    def place(self, ref: Ref) -> Verdict:
        """Whether the version has a place."""
        text = self._text(ref)
        if text is None:
            return self._missing(ref)
        found = paragraphs(text)
        if ref.paragraph is not None and ref.paragraph > len(found):
            return Verdict(Problem.PARAGRAPH_NOT_FOUND, Advice(count=len(found)))
        if ref.item is None:
            return Verdict()
        chosen = found if ref.paragraph is None else found[ref.paragraph - 1 : ref.paragraph]
        count = max(map(_item_count, chosen), default=0)
        if ref.item <= count or _LISTED.search("\n".join(chosen)):
            return Verdict()
        return Verdict(Problem.ITEM_NOT_FOUND, Advice(count=count))

    def _missing(self, ref: Ref) -> Verdict:
        numbers = self.catalogue.texts.numbers(self.version.key)
        if not numbers:
            return Verdict()
        final = max(numbers)
        # A hole below the last article is a gap of the source, not of the law.
        if ref.suffix == 0 and ref.article < final[0]:
            return Verdict()
        if any(self._has(each, ref) for each in self._later()):
            return Verdict(Problem.NOT_YET_IN_FORCE, Advice(since=self._later()[0].force))
        moved = next((self._now(each, ref) for each in reversed(self._older()) if self._has(each, ref)), None)
        return Verdict(Problem.ARTICLE_NOT_FOUND, Advice(final=final, ref=moved))

    def quoted(self, refs: tuple[Ref, ...], verdicts: tuple[Verdict, ...], quotation: Quotation) -> tuple[Verdict, ...]:
        """The verdicts with what a quotation says: it is of one of the places, of the last where it fits none."""
        texts = [self._text(ref) or "" for ref in refs]
        if any(quoting.is_in(quotation.text, text) for text in texts):
            return verdicts
        place = max(range(len(refs)), key=lambda each: (quoting.similarity(quotation.text, texts[each]), each))
        verdict = self._differs(refs[place], texts[place], quotation)
        if verdict.problem is None or (verdicts[place].problem and verdict.problem is Problem.QUOTE_MISMATCH):
            return verdicts
        return (*verdicts[:place], verdict, *verdicts[place + 1 :])

    def _differs(self, ref: Ref, text: str, quotation: Quotation) -> Verdict:
        comparison = quoting.compare(quotation.text, text, start=quotation.start)
        if comparison.similarity >= quoting.SAME and not comparison.weighty:
            return Verdict()
        for version in reversed(self._older()):
            old = self.catalogue.texts.article(version.key, ref.article, ref.suffix)
            if old is not None and quoting.similarity(quotation.text, old) >= quoting.SAME:
                return self._stale(version, ref, comparison)
        if any(self._fits(each, ref, quotation.text) for each in self._later()):
            return Verdict(Problem.NOT_YET_IN_FORCE, Advice(since=self._later()[0].force))
        if not quotation.is_strict:
            return Verdict(Problem.QUOTE_MISMATCH, Advice(comparison=comparison)) if comparison.grave else Verdict()
        if comparison.similarity >= quoting.LIKE:
            return Verdict(Problem.QUOTE_MISMATCH, Advice(comparison=comparison))
        if (elsewhere := self._elsewhere(quotation.text)) is not None and elsewhere != Ref(ref.article, ref.suffix):
            return Verdict(Problem.QUOTE_MISMATCH, Advice(ref=elsewhere, comparison=comparison))
        return Verdict(Problem.QUOTE_MISMATCH, Advice(comparison=comparison))

    def _stale(self, version: Version, ref: Ref, comparison: "quoting.Comparison") -> Verdict:
        now = self._now(version, ref)
        current = version_on(self.instrument, self.on)
        advice = Advice(ref=now, since=current.force if current else None, comparison=comparison)
        is_same = now is None or (now.article, now.suffix) == (ref.article, ref.suffix)
        return Verdict(Problem.SUPERSEDED if is_same else Problem.STALE_NUMBER, advice)

    def _elsewhere(self, quotation: str) -> Ref | None:
        if not self.effort.spend():
            return None
        numbers = self.catalogue.texts.numbers(self.version.key)
        texts = [self.catalogue.texts.article(self.version.key, *number) or "" for number in numbers]
        place, similarity = quoting.best(quotation, texts)
        return Ref(*numbers[place]) if place >= 0 and similarity >= _SURE else None

    def _now(self, version: Version, ref: Ref) -> Ref | None:
        """Where an article of another version stands in this one."""
        if not self._has(version, ref) or not self.effort.spend():
            return None
        olds, news = self.catalogue.texts.numbers(version.key), self.catalogue.texts.numbers(self.version.key)
        place = olds.index((ref.article, ref.suffix))
        matches = aligned(self._texts(version, olds), self._texts(self.version, news))
        match = next((each for each in matches if each.old == place), None)
        return Ref(*news[match.new]) if match and match.likeness >= _ALIKE else None

    def _texts(self, version: Version, numbers: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        return tuple(self.catalogue.texts.article(version.key, *number) or "" for number in numbers)

    def _fits(self, version: Version, ref: Ref, quotation: str) -> bool:
        text = self.catalogue.texts.article(version.key, ref.article, ref.suffix)
        return text is not None and quoting.similarity(quotation, text) >= quoting.SAME

    def _has(self, version: Version, ref: Ref) -> bool:
        return self.catalogue.texts.article(version.key, ref.article, ref.suffix) is not None

    def _text(self, ref: Ref) -> str | None:
        return self.catalogue.texts.article(self.version.key, ref.article, ref.suffix)

    def _older(self) -> tuple[Version, ...]:
        return self.instrument.versions[: self.instrument.versions.index(self.version)]

    def _later(self) -> tuple[Version, ...]:
        return self.instrument.versions[self.instrument.versions.index(self.version) + 1 :]


def _item_count(paragraph: str) -> int:
    """How many 项 a paragraph has, also where its source doesn't break the lines between them."""
    return max(len(items(paragraph)), len(_INLINE.findall(paragraph)))


_INLINE = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
