"""
Breakdowns: a whole and the parts that the text says it has, with 其中, 分别为, a colon, or a total after its parts.

A breakdown may be complete or name some parts only, and Chinese reports seldom say which. See `is_exhausting`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from fazhi.engines.claims.intervals import interval, total
from fazhi.engines.claims.listings import REST, family_of, items
from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.terms import Bound, StatedFigure

_PARTIAL = re.compile(r"(?:其中,?:?|^)(?:主要|包括|包含|含|如|例如|重点|仅|涉及?|有关)")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|共有|共)[^,;:、]{0,8}$")
_SUM_TOTAL = re.compile(r"(?:合计|共计|总计|总共|共有|共)为?(?:近|接近|超过|不足|不到|不少于)?$")
_ENUMERATED = re.compile(r"^(?:[^,;:。、]{0,6}:(?!其中)|,?(?:分别|各)(?:为|是|有):?(?=[^,;:。、]))[^,;:。、]*$")
_NEARLY = re.compile(r"(?<![附最邻])近$")
_WIDER = re.compile(r"全[国省市区县局]|上年|去年|同期|比|较")
_OTHER_SCOPE = re.compile(r"年|全[国省市区县局]|同期|累计")
_OVERLAPPING = re.compile(
    r"女|党员|老年|残疾|未成年|青少年|青年|农民工|少数民族|退役|军人|台胞|外籍|首次|涉[企外侨台]"
    r"|博士|硕士|研究生|本科|大专|职称|[一二三四]级|周?岁"
)
_PERSONS = frozenset({"人", "名", "位", "人次"})


@dataclass(frozen=True)
class Breakdown:
    """
    A whole and its stated parts, all of one unit; the parts are stated exactly.

    labels   the words before each part
    limit    how the whole is stated, if not exactly; 近 as AT_MOST
    anchor   index in the run of the figure that completes the statement
    partial  the text itself says that there are other parts (包括, 如, 等)
    sure     the words leave no other reading than a complete one (其余, 行政 and 民商事)
    loose    what is listed may be another matter, unless it adds up or is exhausting
    """

    whole: StatedFigure
    parts: tuple[StatedFigure, ...]
    labels: tuple[str, ...]
    anchor: int
    limit: Bound | None = None
    partial: bool = False
    sure: bool = False
    loose: bool = False

    @property
    def is_overlapping(self) -> bool:
        """Whether one person or matter may be in two of the parts: by known words, and persons in unlike classes."""
        unlike = self.whole.unit in _PERSONS and len({label[-1:] for label in self.labels}) > 1
        return unlike or any(_OVERLAPPING.search(label) for label in self.labels)

    @property
    def is_exhausting(self) -> bool:
        """
        Whether parts that miss their whole were meant to make it up, so that the sum is wrong.

        Sure if the words say so. Else only if what is missing, or too much, is less than the smallest part, for a
        listing of the main classes leaves out more than that, and one of overlapping classes exceeds by more; and
        never if the labels are known to overlap or to be some of a known family.
        """
        if self.sure:
            return True
        if self.partial or self.is_overlapping or (family_of(self.labels) or 0) > len(self.labels):
            return False
        difference = abs(sum(part.number for part in self.parts) - self.whole.number)
        return difference < min(part.number for part in self.parts)


def breakdowns(run: Run) -> Iterator[Breakdown]:
    """The breakdowns that a run states with 其中, 分别为, a colon, in brackets, or with a total after its parts."""
    for index in range(1, len(run.figures)):
        gap = run.gaps[index]
        if run.figures[index].is_count and _TOTAL.search(gap) and re.match(r"^[^,;:。、]{0,15}[,;]", gap):
            yield from _before_total(run, index)
        elif run.figures[index].is_count and run.figures[index].bound is None:
            yield from _opened_by(gap, run, index)


def _opened_by(gap: str, run: Run, index: int) -> Iterator[Breakdown]:
    """The breakdown whose first part is the figure at `index`, by the words before it."""
    if re.search(r"其中[^;。]*$", gap):
        yield from _after_whole(run, index)
    elif index == run.fresh and not re.search("[,;:。]", gap):
        yield from filter(_speaks_of_its_whole, _after_whole(run, index))
    elif gap.endswith(("分别为", "分别是", "分别有", "分别达", "分别")):
        yield from _respectively(run, index)
    elif _ENUMERATED.match(gap):
        yield from filter(_speaks_of_its_whole, _enumerated(run, index, [run.figures[index - 1]]))


def _speaks_of_its_whole(remark: Breakdown) -> bool:
    """Whether a bracketed remark without 其中 breaks down the figure before it, rather than comparing it with others."""
    if remark.partial:
        return True
    return len(remark.parts) > 1 and not any(_OTHER_SCOPE.search(label) for label in remark.labels)


def _after_whole(run: Run, first: int) -> Iterator[Breakdown]:
    wholes = _wholes_before(run, first)
    if re.search("其中,?:", run.gaps[first]) and (listed := next(_enumerated(run, first, wholes), None)):
        yield listed
        return
    indices, labels = _adding_up(run, first, wholes) or items(run, first)
    whole = _whole_for([run.figures[index] for index in indices], wholes)
    next_sentence = re.search("[。!?]", run.gaps[first]) is not None
    if whole is not None and not (next_sentence and len(wholes) > 1):
        yield _breakdown(run, whole, indices, labels, loose=next_sentence)


def _enumerated(run: Run, first: int, wholes: Sequence[StatedFigure]) -> Iterator[Breakdown]:
    """After a colon or 分别为 every item counts, whatever its label, but only if they add up, or nearly, at once."""
    indices, labels = items(run, first, any_label=True)
    for count in [*_counts_meeting(run, indices, wholes), len(indices)]:
        whole = _whole_for([run.figures[index] for index in indices[:count]], wholes)
        if count < 2 or whole is None or whole.unit != run.figures[first].unit:
            return
        found = _breakdown(run, whole, indices[:count], labels[:count], loose=True)
        if total(found.parts).meets(interval(whole)) or (count == len(indices) and found.is_exhausting):
            yield found
            return


def _counts_meeting(run: Run, indices: Sequence[int], wholes: Sequence[StatedFigure]) -> list[int]:
    """How many of the listed parts make up the nearest whole, most first; empty if it is stated roughly."""
    if not wholes or wholes[0].bound is not None:
        return []
    totals = accumulate(interval(run.figures[index]) for index in indices)
    whole = interval(wholes[0])
    return [count for count, sum_so_far in enumerate(totals, 1) if count > 1 and sum_so_far.meets(whole)][::-1]


def _breakdown(run: Run, whole: StatedFigure, indices: list[int], labels: list[str], *, loose: bool) -> Breakdown:
    first, last = indices[0], indices[-1]
    partial = run.gaps[last + 1].startswith("等") or _PARTIAL.search(run.gaps[first]) is not None
    parts = tuple(run.figures[index] for index in indices)
    limit = _limit(run, whole)
    found = Breakdown(whole, parts, tuple(labels), last, limit=limit, partial=partial, loose=loose)
    return replace(found, sure=_is_sure(found))


def _limit(run: Run, whole: StatedFigure) -> Bound | None:
    nearly = whole.bound is Bound.ABOUT and _NEARLY.search(run.gaps[run.figures.index(whole)])
    return Bound.AT_MOST if nearly else whole.bound


def _wholes_before(run: Run, first: int) -> list[StatedFigure]:
    """What the parts may be parts of: figures of their unit in the same sentence up to a semicolon, nearest first."""
    wholes: list[StatedFigure] = []
    gap = run.gaps[first].split("其中")[0]
    for index in range(first - 1, -1, -1):
        if ";" in gap:
            break
        if run.figures[index].unit == run.figures[first].unit:
            wholes.append(run.figures[index])
        gap = run.gaps[index]
    return wholes


def _whole_for(parts: Sequence[StatedFigure], wholes: Sequence[StatedFigure]) -> StatedFigure | None:
    """
    The nearest whole, unless a farther one is clearly meant: 受理1000件，办结900件，其中… may break down either.

    The nearest also if it is stated roughly; None if there is none.
    """
    if not wholes or wholes[0].bound is not None:
        return next(iter(wholes), None)
    exact = [whole for whole in wholes if whole.bound is None]
    meeting = (whole for whole in exact if total(parts).meets(interval(whole)))
    containing = (whole for whole in exact if total(parts).low <= interval(whole).high)
    return next(meeting, None) or (exact[0] if len(parts) > 1 else next(containing, exact[0]))


def _adding_up(run: Run, first: int, wholes: Sequence[StatedFigure]) -> tuple[list[int], list[str]] | None:
    """The longest listing, however unlike its labels, that makes up the nearest whole."""
    indices, labels = items(run, first, any_label=True)
    count = next(iter(_counts_meeting(run, indices, wholes)), None)
    return (indices[:count], labels[:count]) if count else None


def _is_sure(found: Breakdown) -> bool:
    if found.partial or len(found.parts) < 2:
        return False
    return any(REST.match(label) for label in found.labels) or family_of(found.labels) == len(found.labels)


def _respectively(run: Run, first: int) -> Iterator[Breakdown]:
    whole = next(iter(_wholes_before(run, first)), None)
    indices = [first]
    for index in range(first + 1, len(run.figures)):
        if not re.fullmatch(r"[、,和及与]+", run.gaps[index]) or run.figures[index].unit != run.figures[first].unit:
            break
        indices.append(index)
    parts = tuple(run.figures[index] for index in indices)
    place = run.figures.index(whole) if whole else -1
    stated_as_total = place == first - 1 and _TOTAL.search(run.gaps[place])
    if whole and stated_as_total and len(parts) > 1 and all(figure.bound is None for figure in (whole, *parts)):
        yield Breakdown(whole, parts, tuple("" for _ in parts), indices[-1])


def _before_total(run: Run, last: int) -> Iterator[Breakdown]:
    indices: list[int] = []
    for index in range(last - 1, -1, -1):
        if run.figures[index].unit != run.figures[last].unit or run.figures[index].bound is not None:
            break
        indices.insert(0, index)
        if index and not re.match(r"^[^、,;:。]{0,12}(?:[、,]|和|及)+[^、,;:。]*$", run.gaps[index]):
            break
    parts = tuple(run.figures[index] for index in indices)
    labels = tuple(re.split(r"[,:;、]", run.gaps[index])[-1] for index in indices)
    whole = run.figures[last]
    if len(parts) > 1 and not any("其中" in run.gaps[index] for index in indices):
        partial = not _is_sum_total(run.gaps[last])
        yield Breakdown(whole, parts, labels, last, limit=_limit(run, whole), partial=partial)


def _is_sum_total(gap: str) -> bool:
    """Whether the words announce the sum of what was listed, rather than one more act or a wider scope."""
    return _SUM_TOTAL.search(gap) is not None and _WIDER.search(gap) is None
