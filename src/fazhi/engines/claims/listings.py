"""Listings: the parts that are named one after the other, and the words that name them."""

import re

from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.terms import PERCENT

_SEPARATED = re.compile(r"^(?:[、,;]|和|及|以及|与)+(?P<label>[^、,;:]*)$")
_OTHER_MATTER = re.compile(
    r"成功|办结|化解|结案|履行|达成|完成|答复|整改|挽回|涉案|同比|比上|较上|比去|较去|增|减|下降|占|共|合计|总计|累计|参与|参加|发放|全部|均"
)
_TIME = re.compile(r"上年|去年|同期|\d{4}年")
_REMARK_ON_PART = re.compile(r"^[,]?(?:约|仅)?(?:占|同比|环比|比上|较上|比去|较去|增长|上升|下降|减少)")
REST = re.compile(r"^(?:其他|其它|其余|另有)")
# Classes of which everything is one: a listing of all of them is complete, one of some of them is not.
_FAMILIES = (
    ("行政", "民商事"),
    ("行政", "民事", "刑事"),
    ("男", "女"),
    ("线上", "线下"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("书面", "口头"),
)


def items(run: Run, first: int, *, any_label: bool = False) -> tuple[list[int], list[str]]:
    """
    Indices and labels of the parts listed from `first` on; shares and growth between them are passed over.

    With `any_label`, labels after a comma or semicolon need not be alike.
    """
    indices, labels, remarked = [first], [_first_label(run.gaps[first])], False
    for index in range(first + 1, len(run.figures)):
        figure, gap = run.figures[index], run.gaps[index]
        if figure.unit == PERCENT and _REMARK_ON_PART.match(gap):
            remarked = True
            continue
        item = _SEPARATED.match(gap)
        if item is None or figure.unit != run.figures[first].unit or figure.bound is not None:
            break
        if not _goes_on(item["label"], labels, "、" if run.fresh or any_label else gap[0], remarked):
            break
        indices.append(index)
        labels.append(item["label"])
    return indices, labels


def _goes_on(label: str, labels: list[str], separator: str, remarked: bool) -> bool:
    """Whether `label` names one more part, rather than beginning a new statement."""
    if "其中" in label or any(words.search(label) and not words.search(labels[0]) for words in (_OTHER_MATTER, _TIME)):
        return False
    alike = REST.match(label) is not None or label[-1:] == labels[0][-1:] or family_of((*labels, label)) is not None
    return (separator not in ",;" or alike) and (separator != ";" or remarked)


def _first_label(gap: str) -> str:
    return re.split(r"[,:;、]", gap.rpartition("其中")[2])[-1]


def family_of(labels: tuple[str, ...]) -> int | None:
    """The size of the smallest family that has all `labels`, each once; None if there is none."""
    sizes = []
    for family in _FAMILIES:
        members = [next((member for member in family if label.startswith(member)), None) for label in labels]
        if None not in members and len(set(members)) == len(members):
            sizes.append(len(family))
    return min(sizes, default=None)
