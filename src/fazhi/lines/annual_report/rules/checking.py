"""
An edited report against the one that the system prints: figures changed, sentences that lost their source, new numbers.

Every code that the printed text cites is found in the edited one unchanged, changed or lost, never in two of these.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from fazhi.engines import claims
from fazhi.engines.claims import Reading, StatedFigure
from fazhi.lines.annual_report.rules.reading import (
    Meaning,
    Verdict,
    judged,
    meaning_of,
    sentence_at,
    sentences,
    stated_at,
)
from fazhi.lines.annual_report.rules.tables import CellChange, CellNumber, cell_changes, new_numbers, paired
from fazhi.lines.annual_report.terms import PrintedFigure

_TELLING_DIGITS = 3
"""A bare number equal to a record's figure is taken for it from so many digits on; 3件 or 11个 may mean anything."""
_LIKE = 0.6
_CLAUSE = re.compile(r"[^，、：。；,:;]*$")


@dataclass(frozen=True)
class Cited:
    """A figure's control: its code, and the code points of the passage that it covers."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A paragraph with the figures cited in it; `table` is the number of its table, None in running text."""

    text: str
    cited: tuple[Cited, ...] = ()
    table: int | None = None

    @cached_property
    def reading(self) -> Reading:
        return claims.read(self.text)

    def bare(self) -> Iterator[StatedFigure]:
        """Figures that no control covers."""
        for figure in self.reading.figures:
            if not any(figure.offset < cited.end and cited.start < figure.end for cited in self.cited):
                yield figure


@dataclass(frozen=True)
class Text:
    """A whole document; `tables` as rows of cells."""

    passages: tuple[Passage, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()

    @property
    def running(self) -> tuple[Passage, ...]:
        """The passages outside of tables."""
        return tuple(passage for passage in self.passages if passage.table is None)


class Loss(StrEnum):
    """What became of a figure whose control is gone."""

    BARE = "bare"
    EMPTIED = "emptied"
    REPLACED = "replaced"
    GONE = "gone"


@dataclass(frozen=True)
class Changed:
    """A figure that says something else than the records; `now` is what stands there."""

    figure: PrintedFigure
    now: str
    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class Lost:
    """A figure without its control; `sentence` is where the number, or what is left of its sentence, stands."""

    figure: PrintedFigure
    loss: Loss
    sentence: str


@dataclass(frozen=True)
class Unbacked:
    """A new number that no record backs; `like` are figures that it equals after rounding, or as a small number."""

    text: str
    value: str
    unit: str
    sentence: str
    like: tuple[str, ...] = ()


@dataclass(frozen=True)
class Broken:
    """A relation that the edited text states and that does not hold."""

    expression: str
    kind: str
    sentence: str


@dataclass(frozen=True)
class Checked:
    """What the check found; `unchanged` counts codes."""

    changed: tuple[Changed, ...]
    lost: tuple[Lost, ...]
    unchanged: int
    cells: tuple[CellChange, ...]
    unbacked: tuple[Unbacked, ...]
    broken: tuple[Broken, ...]

    @property
    def holds(self) -> bool:
        """Whether the edited report says what the records say, and nothing that contradicts itself."""
        return not (self.changed or self.lost or self.cells or self.broken)


def check(edited: Text, printed: Text, figures: Sequence[PrintedFigure]) -> Checked:
    """
    Compare an edited report with the printed one.

    figures  all that the records give, cited in the text or not

    Time quadratic in the number of sentences for each lost figure, else linear.
    """
    return _Check(edited, printed, {figure.code: meaning_of(figure) for figure in figures}).result()


class _Check:
    def __init__(self, edited: Text, printed: Text, meanings: Mapping[str, Meaning]) -> None:
        self._edited, self._printed, self._meanings = edited, printed, meanings
        self._wanted = Counter(cited.code for passage in printed.passages for cited in passage.cited)
        self._found = Counter(cited.code for _, cited in self._standing())
        self._losing = [code for code, count in self._wanted.items() if self._found[code] < count]

    def result(self) -> Checked:
        changed = tuple(self._changed())
        touched = {each.figure.code for each in changed}
        lost = tuple(self._lost(code) for code in self._losing if code not in touched)
        unchanged = len(self._wanted.keys() - touched - {each.figure.code for each in lost})
        pairs = paired(self._edited.tables, self._printed.tables)
        cells = tuple(
            change
            for place, other in pairs.items()
            for change in cell_changes(self._edited.tables[place], self._printed.tables[other])
        )
        unbacked = (*self._unbacked(), *self._unbacked_cells(pairs))
        return Checked(changed, lost, unchanged, cells, unbacked, tuple(self._broken()))

    def _standing(self) -> Iterator[tuple[Passage, Cited]]:
        """The controls of the edited text that still have something in them."""
        for passage in self._edited.passages:
            for cited in passage.cited:
                if passage.text[cited.start : cited.end].strip():
                    yield passage, cited

    def _changed(self) -> Iterator[Changed]:
        for passage, cited in self._standing():
            meaning = self._meanings.get(cited.code)
            if meaning is None:
                continue
            words = passage.text[cited.start : cited.end]
            stated = stated_at(passage.reading.figures, passage.text, cited.start, cited.end)
            verdict = judged(meaning, stated, words)
            if verdict is not Verdict.SAME:
                now = stated.text if stated else words.strip()
                yield Changed(meaning.figure, now, verdict, sentence_at(passage.text, cited.start))

    def _lost(self, code: str) -> Lost:
        meaning = self._meanings[code]
        if bare := self._standing_bare(meaning):
            return Lost(meaning.figure, Loss.BARE, bare)
        emptied = (
            sentence_at(passage.text, max(0, cited.start - 1))
            for passage in self._edited.passages
            for cited in passage.cited
            if cited.code == code and not passage.text[cited.start : cited.end].strip()
        )
        if sentence := next(emptied, ""):
            return Lost(meaning.figure, Loss.EMPTIED, sentence)
        sentence = self._left_of(code)
        return Lost(meaning.figure, Loss.REPLACED if sentence else Loss.GONE, sentence)

    def _standing_bare(self, meaning: Meaning) -> str:
        """
        The sentence in which the figure's value stands without a control, of several the one most like the printed; "" if
        none. A number of few digits counts in such a sentence only: elsewhere 3件 may be any three.
        """
        printed = [sentence for _, sentence in self._citing(meaning.figure.code)]
        found = {
            sentence_at(passage.text, figure.offset): _is_telling(figure)
            for passage in self._edited.running
            for figure in passage.bare()
            if judged(meaning, figure, figure.text) is Verdict.SAME
        }
        likeness = {sentence: max(_likeness(sentence, each) for each in printed) for sentence in found}
        near = [sentence for sentence, telling in found.items() if telling or likeness[sentence] >= _LIKE]
        return max(near, key=lambda sentence: likeness[sentence], default="")

    def _citing(self, code: str) -> Iterator[tuple[str, str]]:
        """The words before each printed place of the figure in its clause, and its sentence."""
        for passage in self._printed.passages:
            for cited in (each for each in passage.cited if each.code == code):
                words = _CLAUSE.search(passage.text[: cited.start])
                yield words[0] if words else "", sentence_at(passage.text, max(0, cited.start - 1))

    def _left_of(self, code: str) -> str:
        """What is left of the sentence that cited the figure, if the words before it still stand; else ""."""
        for words, printed in self._citing(code):
            for sentence in (each for passage in self._edited.running for each in sentences(passage.text)):
                if words and words in sentence and _likeness(printed, sentence) >= _LIKE:
                    return sentence_at(sentence, sentence.index(words))
        return ""

    def _unbacked(self) -> Iterator[Unbacked]:
        known = {(figure.value, figure.unit) for passage in self._printed.running for figure in passage.bare()}
        for passage in self._edited.running:
            for figure in passage.bare():
                if (figure.value, figure.unit) in known or self._is_backed(figure):
                    continue
                sentence = sentence_at(passage.text, figure.offset)
                yield Unbacked(figure.text, figure.value, figure.unit, sentence, self._like(figure))

    def _unbacked_cells(self, pairs: Mapping[int, int]) -> Iterator[Unbacked]:
        for place, table in enumerate(self._edited.tables):
            printed = self._printed.tables[pairs[place]] if place in pairs else ()
            for number in new_numbers(table, printed):
                stated = next(iter(claims.read(_with_unit(number)).figures), None)
                if stated and not self._is_backed(stated):
                    where = f"{number.table}：{number.row}，{number.column}"
                    yield Unbacked(number.text, stated.value, stated.unit, where, self._like(stated))

    def _is_backed(self, stated: StatedFigure) -> bool:
        """Whether the number is a record's: one whose control was lost, or one with so many digits that it can't be chance."""
        return any(
            judged(meaning, stated, stated.text) is Verdict.SAME
            for code, meaning in self._meanings.items()
            if code in self._losing or _is_telling(stated)
        )

    def _like(self, stated: StatedFigure) -> tuple[str, ...]:
        alike = {Verdict.SAME, Verdict.ROUNDED}
        return tuple(code for code, meaning in self._meanings.items() if judged(meaning, stated, stated.text) in alike)

    def _broken(self) -> Iterator[Broken]:
        before = {found.expression for found in _broken_in(self._printed)}
        yield from (found for found in _broken_in(self._edited) if found.expression not in before)


def _broken_in(text: Text) -> Iterator[Broken]:
    """Relations that don't hold, sentence by sentence and table by table."""
    for passage in text.running:
        for item in passage.reading.identities:
            if not item.holds:
                yield Broken(item.expression, str(item.kind), sentence_at(passage.text, item.offset))
    for table in text.tables:
        words = "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in table)
        for item in claims.read(words).identities:
            if not item.holds:
                yield Broken(item.expression, str(item.kind), f"表格“{table[0][0]}”")


def _is_telling(stated: StatedFigure) -> bool:
    return len(re.sub(r"\D", "", stated.value).strip("0")) >= _TELLING_DIGITS


def _likeness(left: str, right: str) -> float:
    """How alike two sentences are without their numbers, 0 to 1."""
    one, other = (re.sub(r"[\d.,%]+", "", text) for text in (left, right))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _with_unit(number: CellNumber) -> str:
    return number.text if re.search(r"[^\d,，.．\s０-９-]$", number.text) else f"{number.text}{number.unit or '件'}"
