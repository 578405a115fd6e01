"""Tests 全部 against the figure it takes up, and 余, 超过, 不少于 against the exact figure given with them."""

import re
from collections.abc import Iterator

from fazhi.engines.claims.intervals import interval, plain
from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.shares import agrees, relation_sign
from fazhi.engines.claims.terms import Kind, StatedFigure, StatedIdentity

_ALL = re.compile(
    r"^,?(?:已|现已|目前已)?(?:全部|全数|均已|均)(?:依法|按时|按期|及时|妥善|如期)*"
    r"(?:办结|化解|答复|结案|整改|完成|履行|处理)(?:完毕)?了?$"
)
_RECEIVED = re.compile(r"受理|收到|接收|接到|申请|办理|交办|发现|排查")
_PRECISELY = re.compile(r"^(?:共|共计|实际|实为|具体为|其中)?$")


def bounds(run: Run) -> Iterator[StatedIdentity]:
    """What the run says to be all of something, and what it states both roughly and exactly."""
    for index in range(max(1, run.fresh), len(run.figures)):
        before, figure = run.figures[index - 1], run.figures[index]
        if figure.unit != before.unit or figure.bound is not None or not figure.is_count:
            continue
        if before.bound is None and _ALL.match(run.gaps[index]) and _RECEIVED.search(run.gaps[index - 1]):
            holds = interval(figure).meets(interval(before))
            yield StatedIdentity(f"{plain(figure.value)} = {plain(before.value)}", Kind.BOUND, holds, before.offset)
        elif before.bound is not None and index == run.fresh and _PRECISELY.match(run.gaps[index]):
            yield _within(figure, before)


def _within(exact: StatedFigure, rough: StatedFigure) -> StatedIdentity:
    expression = f"{plain(exact.value)} {relation_sign(rough)} {plain(rough.value)}"
    return StatedIdentity(expression, Kind.BOUND, agrees(interval(exact), rough), rough.offset)
