"""Tests shares 占比 and rates 率 against the part and the whole that the same sentence states."""

import re
from collections.abc import Iterator

from fazhi.engines.claims.breakdowns import breakdowns
from fazhi.engines.claims.intervals import Interval, interval, plain
from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.terms import PERCENT, Bound, Kind, StatedFigure, StatedIdentity

_SHARE = re.compile(r"^,?(?:约|仅|各)?占(?P<of>[^,;:、]*)$")
_OF_THE_WHOLE = re.compile(
    r"(?:全部|受理|办理|案件|纠纷|调解|申请|业务|咨询|总人数|人数|总件数|总数|总量|总额|件数?|量|数|总|的|比例|比重|比|达到?|为|约|近|超过)*"
)
# Words of 占…的 that name no class of their own; what is left of them must name the whole.
_GENERIC = re.compile(
    r"全部|全体|所有|总人数|人数|总件数|总数|总量|总额|案件|纠纷|比例|比重|总|件数|数|量|的|(?<!全)比|达到?|为|约|近|超过"
)
_SCOPE = re.compile("全[国省市区县局]")
_AMOUNT = re.compile("总数|总量|总人数|的|比例")
_AMONG = re.compile(r"^[^,;:。、]{0,10}中,?(?:有)?[^,;:。、]{0,10}$")
_WHOLE_REMARK = re.compile(r"^(?P<of>全[市区县局省部体]|总数|总人数|总|合计|总计)?(?:案件)?(?:共有|共|有|为|是)*$")
_RATE = re.compile(
    r"(?P<stem>成功|办结|审结|优秀|化解|结案|履行|合格|答复|整改|接通|接听|通过|支持|确认|纠错|公开|采纳|反馈)率[^,;:、]{0,6}$"
)
_RATE_OF = re.compile(
    r"受理|排查|办理|接收|收到|检查|抽查|申请|参加|参与|评查|呼入|来电|提出|审查|审核|办案|调解|移送|委派"
)
# 受理300件 speaks of all that was received, 思明区受理300件 need not.
_SAID_TO_BE_ALL = re.compile(
    rf"共|合计|累计|总计|^(?:\d{{4}}年|全年|今年|全[市区县局]|各级|依法)*(?:{_RATE_OF.pattern})"
)
_PERCENT_OF = re.compile(
    r"(?:占|占比|(?:成功|办结|化解|结案|履行|合格|覆盖|接通|接听|知晓|满意|优秀|良好|及时|公开)率)[^,;:、]{0,8}$"
)


def shares(run: Run) -> Iterator[StatedIdentity]:
    """The shares and rates that the run states, and that none of them is beyond 100 percent."""
    for index in range(run.fresh, len(run.figures)):
        figure, gap = run.figures[index], run.gaps[index]
        yield from _share_with_remark(run, index)
        if figure.unit != PERCENT or "分别" in gap:
            continue
        tested = [*_share(run, index), *_rate(run, index)]
        yield from tested
        if not tested and _PERCENT_OF.search(gap):
            yield StatedIdentity(f"{figure.value}% ≤ 100%", Kind.BOUND, figure.number <= 100, figure.offset)


def _share(run: Run, index: int) -> Iterator[StatedIdentity]:
    stated = _SHARE.match(run.gaps[index])
    if stated is None or index == 0 or not _is_exact_count(run.figures[index - 1]):
        return
    part = run.figures[index - 1]
    whole = _whole_of(run, part)
    of_the_whole = _OF_THE_WHOLE.fullmatch(stated["of"]) is not None
    others = [figure for figure in run.figures[: index - 1] if _is_whole_for(part, figure)]
    for candidate in ([whole] if whole else []) + others[::-1]:
        if _fits(part, candidate, run.figures[index]):
            yield _identity(part, candidate, run.figures[index], holds=True)
            return
    named = whole if whole and of_the_whole else _named_whole(run, index, stated["of"])
    if named:
        yield _identity(part, named, run.figures[index], holds=False)


def _named_whole(run: Run, index: int, of: str) -> StatedFigure | None:
    """
    The whole that 占…的 takes up: the figure right before the part, if it is the only other one of its unit.

    What 占 names must stand in the words before the whole (占检查总数的 of 检查企业300家). If it names nothing, the whole
    must be said to be one: 共检查, 全年检查, 800人中.
    """
    before = [place for place in range(index - 1) if run.figures[place].unit == run.figures[index - 1].unit]
    if before != [index - 2] or not _is_whole_for(run.figures[index - 1], run.figures[index - 2]):
        return None
    words, part_words = re.split("[,;:。]", run.gaps[index - 2])[-1], run.gaps[index - 1]
    kind = _GENERIC.sub("", of)
    if re.search("年|同期|;|。", part_words):
        return None
    if kind:
        # 占全市纠纷总数的 is of all disputes of the city, whatever was done with those before it.
        named = kind in words and (_SCOPE.search(of) is None or _SCOPE.fullmatch(_AMOUNT.sub("", of)))
        return run.figures[index - 2] if named else None
    said_to_be_all = _SAID_TO_BE_ALL.search(words) and not _RATE_OF.search(part_words)
    return run.figures[index - 2] if said_to_be_all or _AMONG.match(part_words) else None


def _share_with_remark(run: Run, index: int) -> Iterator[StatedIdentity]:
    """占总数的25%（全部800人）: the whole stands in the remark on its share."""
    if index != run.fresh or index < 2 or run.figures[index - 1].unit != PERCENT:
        return
    stated, remark = _SHARE.match(run.gaps[index - 1]), _WHOLE_REMARK.match(run.gaps[index])
    part, whole = run.figures[index - 2], run.figures[index]
    if stated and remark and _is_exact_count(part) and _is_whole_for(part, whole):
        kind = _GENERIC.sub("", stated["of"])
        if not kind or (remark["of"] and kind == remark["of"]):
            yield _identity(part, whole, run.figures[index - 1], holds=_fits(part, whole, run.figures[index - 1]))


def _whole_of(run: Run, part: StatedFigure) -> StatedFigure | None:
    """The whole of which the text says that `part` is one; None unless there is just one."""
    wholes = {found.whole for found in breakdowns(run) if part in found.parts and found.whole.bound is None}
    return wholes.pop() if len(wholes) == 1 else None


def _rate(run: Run, index: int) -> Iterator[StatedIdentity]:
    stated = _RATE.search(run.gaps[index])
    if stated is None:
        return
    parts = [place for place in range(index) if _counts(run, place, stated["stem"])]
    if not parts:
        return
    part = run.figures[parts[-1]]
    wholes = [run.figures[place] for place in range(parts[-1]) if _is_whole_for(part, run.figures[place])]
    fitting = [whole for whole in wholes if _fits(part, whole, run.figures[index])]
    if fitting:
        yield _identity(part, fitting[-1], run.figures[index], holds=True)
    elif len(parts) == 1 and len(wholes) == 1 and index == parts[0] + 1 and _is_counted_from(run, wholes[0], parts[0]):
        yield _identity(part, wholes[0], run.figures[index], holds=False)


def _counts(run: Run, place: int, stem: str) -> bool:
    return stem in run.gaps[place] and _is_exact_count(run.figures[place]) and "率" not in run.gaps[place]


def _is_counted_from(run: Run, whole: StatedFigure, part: int) -> bool:
    """Whether the whole stands right before the part and is what a rate is reckoned from, as 受理."""
    return part > 0 and run.figures[part - 1] == whole and _RATE_OF.search(run.gaps[part - 1]) is not None


def _is_exact_count(figure: StatedFigure) -> bool:
    return figure.is_count and figure.bound is None


def _is_whole_for(part: StatedFigure, figure: StatedFigure) -> bool:
    return _is_exact_count(figure) and figure.unit == part.unit and figure.number >= part.number > 0


def _fits(part: StatedFigure, whole: StatedFigure, share: StatedFigure) -> bool:
    if interval(whole).low <= 0:
        return False
    ratio = (interval(part) / interval(whole)).times(100)
    return agrees(ratio, share)


def agrees(computed: Interval, stated: StatedFigure) -> bool:
    """Whether what was computed can be what was stated, exactly to its precision or as a bound."""
    if stated.bound is Bound.AT_LEAST:
        return computed.high >= stated.number
    if stated.bound is Bound.AT_MOST:
        return computed.low <= stated.number
    if stated.bound is Bound.ABOUT:
        margin = stated.slack * 2
        return computed.low <= stated.number + margin and computed.high >= stated.number - margin
    return computed.meets(interval(stated))


def _identity(part: StatedFigure, whole: StatedFigure, share: StatedFigure, *, holds: bool) -> StatedIdentity:
    sign = relation_sign(share)
    expression = f"{plain(part.value)} / {plain(whole.value)} {sign} {share.value}%"
    return StatedIdentity(expression, Kind.SHARE, holds, min(part.offset, whole.offset))


def relation_sign(stated: StatedFigure) -> str:
    """The sign between what is computed and what is stated."""
    return {None: "=", Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤", Bound.ABOUT: "≈"}[stated.bound]
