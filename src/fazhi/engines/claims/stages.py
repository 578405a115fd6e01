"""Stages 环节 of one matter: no more is accepted than was applied for, and no more settled than was accepted."""

import re
from collections.abc import Iterator

from fazhi.engines.claims.intervals import interval, plain
from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.terms import Kind, StatedFigure, StatedIdentity

# Whatever was begun earlier may be settled now, so that the sentence must know of no earlier or later time.
_CARRIED_OVER = re.compile(
    r"结转|上[年期季月]|去年|往年|历年|跨年|年初|期初|旧存|存量|遗留|积案|未结|未办结|前期|此前|同期|新收|新受理|累计|历史"
)
_OBJECT = r"(?P<of>[^,;:。、]*)"
_EARLIER_STAGE = (
    (re.compile(r"(?:收到|接到|接收)(?P<of>[^,;:。、]*申请)$|^申请$"), "受理"),
    (
        re.compile(rf"(?<![予不未])(?:受理|排查|排查发现){_OBJECT}$"),
        "调解成功|成功调解|成功化解|化解成功|化解|已(?:审结|办结)",
    ),
)
_LATER_STAGE = re.compile(
    r"^,(?:现已|经审查|依法|最终|其中|共)*(?P<stage>受理|调解成功|成功调解|成功化解|化解成功|化解|已?审结|已?办结)"
    rf"{_OBJECT}$"
)
_REMARK = re.compile(r"^,?(?:涉及|涉案|同比|占)")
_GENERIC = re.compile(r"各类|各种|的")


def stages(run: Run) -> Iterator[StatedIdentity]:
    """The later stages that the run states right after the earlier stage of the same matter, in the same unit."""
    if _CARRIED_OVER.search(run.words) or len(set(re.findall(r"\d{4}(?=年)", run.words))) > 1:
        return
    for place in range(max(1, run.fresh), len(run.figures)):
        later = _LATER_STAGE.match(run.gaps[place])
        before = _stage_before(run, place) if later else None
        if later and before is not None and _alike(run, before, place) and _is_next(run, before, later):
            yield _no_more(run.figures[place], run.figures[before])


def _stage_before(run: Run, place: int) -> int | None:
    """The figure before `place`, past its breakdown (其中 …、…) and past remarks on it."""
    for index in range(place - 1, -1, -1):
        gap = run.gaps[index]
        if not (gap.startswith(("、", ",其中")) or _REMARK.match(gap)):
            return index
    return None


def _alike(run: Run, before: int, place: int) -> bool:
    earlier, later = run.figures[before], run.figures[place]
    return earlier.unit == later.unit and earlier.bound is None and later.bound is None


def _is_next(run: Run, before: int, later: re.Match[str]) -> bool:
    words = re.split("[,;:。]", run.gaps[before])[-1]
    stage = later["stage"]
    if stage in ("审结", "办结") and f"{stage}率" in run.words:
        stage = f"已{stage}"  # the rate is reckoned from what was received
    for pattern, following in _EARLIER_STAGE:
        earlier = pattern.search(words)
        if earlier and re.fullmatch(following, stage):
            return set(_GENERIC.sub("", later["of"])) <= set(earlier["of"] or "")
    return False


def _no_more(later: StatedFigure, earlier: StatedFigure) -> StatedIdentity:
    # A rounded figure stands for less than half a unit above it, so that 1.3万 is more than 1.2万.
    holds = later.number <= earlier.number or interval(later).low < interval(earlier).high
    expression = f"{plain(later.value)} ≤ {plain(earlier.value)}"
    return StatedIdentity(expression, Kind.BOUND, holds, min(later.offset, earlier.offset))
