"""Cuts a text into runs: the figures of one sentence with the words before each, bracketed remarks apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi.engines.claims.terms import StatedFigure

# 其中 goes on with the sentence before it.
# A line break ends a sentence only after a stop or before an empty line; elsewhere the line is merely wrapped.
_SENTENCE_END = re.compile(r"[。!?](?:[”』」)])?(?!\s*其中)|(?<=[;:])\s*\n|\n\s*\n|$")
# 1500人次（上年1250人次），同比增长20%: the growth after the remark needs it, so such a remark is read in line.
_EARLIER_REMARK = re.compile(
    r"\((?P<then>(?:上年|去年|(?:19|20)\d{2}年)[^(),;:、]*)\)(?=,?(?:同比|比[上去]|较[上去]|增长|上升|增加|下降|减少))"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")

# A remark speaks of what stands shortly before it: so many figures at most.
_CONTEXT = 12


@dataclass(frozen=True)
class Run:
    """
    Figures that one sentence, or a bracketed remark in it, states one after the other.

    figures  in order
    gaps     the words before each figure, and those after the last: one more than figures; without spaces
    fresh    index of the first figure that belongs to this run alone; those before it are the remark's context
    words    the whole sentence, with what stands in brackets
    """

    figures: tuple[StatedFigure, ...]
    gaps: tuple[str, ...]
    fresh: int = 0
    words: str = ""


def runs(text: str, figures: Sequence[StatedFigure]) -> Iterator[Run]:
    """The runs of `text`; every figure is fresh in exactly one of them."""
    text = _EARLIER_REMARK.sub(lambda match: f",{match['then']} ", text)
    start = taken = 0
    for match in _SENTENCE_END.finditer(text):
        first = taken
        while taken < len(figures) and figures[taken].offset < match.end():
            taken += 1
        if inside := figures[first:taken]:
            yield from _sentence_runs(text[start : match.end()], start, inside)
        start = match.end()


def _sentence_runs(sentence: str, start: int, figures: Sequence[StatedFigure]) -> Iterator[Run]:
    brackets = [(start + match.start(), start + match.end()) for match in _BRACKETS.finditer(sentence)]
    bracketed = {figure for figure in figures for low, high in brackets if low <= figure.offset < high}
    plain = [figure for figure in figures if figure not in bracketed]
    bare = _BRACKETS.sub(lambda match: " " * len(match[0]), sentence)
    if plain:
        yield _run(bare, start, plain, words=sentence)
    for low, high in brackets:
        remark = [figure for figure in figures if low <= figure.offset < high]
        if remark:
            before = [figure for figure in plain if figure.end <= low]
            context = before[-_CONTEXT:]
            begin = before[-_CONTEXT - 1].end if len(before) > _CONTEXT else start
            opened = bare[begin - start : low - start] + " " + sentence[low - start + 1 : high - start - 1]
            yield _run(opened, begin, [*context, *remark], fresh=len(context), words=sentence)


def _run(sentence: str, start: int, figures: Sequence[StatedFigure], *, words: str, fresh: int = 0) -> Run:
    ends = [start, *(figure.end for figure in figures)]
    begins = [*(figure.offset for figure in figures), start + len(sentence)]
    gaps = (sentence[end - start : begin - start] for end, begin in zip(ends, begins, strict=True))
    return Run(tuple(figures), tuple(re.sub(r"\s+", "", gap) for gap in gaps), fresh, words)
