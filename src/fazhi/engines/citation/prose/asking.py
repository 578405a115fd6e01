"""Asking a version of an instrument whether it has a place, and whether words stand there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation.alignment import aligned
from fazhi.engines.citation.paragraphs import items, paragraphs
from fazhi.engines.citation.prose import quoting
from fazhi.engines.citation.prose.catalogue import Catalogue, Instrument, Version
from fazhi.engines.citation.prose.quotations import Quotation
from fazhi.engines.citation.prose.standing import version_on
from fazhi.engines.citation.prose.terms import Advice, Problem, Ref

_LISTED = re.compile(r"^[ 　]*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、|[-·•|])", re.MULTILINE)
_INLINE = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_ALIKE = 0.5
"""Likeness from which an article is told as the one that another has become."""
_SURE = 0.95
_NO_CHANCE = 15
"""Signs that do not stand in two articles by chance."""


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
class Asker:
    """
    Questions about one version of one instrument.

    on  the day whose law counts
    """

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
            moved = self._verbatim(quotation.text, ref) if quotation.is_marked and not comparison.grave else None
            if comparison.grave or moved:
                return Verdict(Problem.QUOTE_MISMATCH, Advice(ref=moved, comparison=comparison))
            return Verdict()
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

    def _verbatim(self, quotation: str, ref: Ref) -> Ref | None:
        """Another article that has just these words, where they are enough to be no chance."""
        if len(quoting.plain(quotation)) < _NO_CHANCE or not self.effort.spend():
            return None
        numbers = self.catalogue.texts.numbers(self.version.key)
        return next(
            (
                Ref(*number)
                for number in numbers
                if number != (ref.article, ref.suffix)
                and quoting.is_in(quotation, self.catalogue.texts.article(self.version.key, *number) or "")
            ),
            None,
        )

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
