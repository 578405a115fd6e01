"""The week's topics on paper (每周咨询研判): what rose, with what was to be expected; counts alone."""

from collections.abc import Sequence
from datetime import date

from fazhi.kernel.papers.official import Text
from fazhi.kernel.papers.sheet import Cell, Frame, Labelled, Sheet, Signature, Signatures
from fazhi.lines.hotline.queries.topics import Week
from fazhi.lines.hotline.rules.rises import FALSE_SHARE, Rise
from fazhi.lines.hotline.terms import Topic

TITLE = "12348热线每周咨询研判"
_HEADS = ("所在区", "咨询类别", "本周", "此前各周", "按占比应有", "偶然出现的可能")


def weekly(week: Week, *, office: str, made: date, notice: str = "") -> Sheet:
    """The paper of a week; equal weeks of a day give equal papers."""
    usual = sum(week.before) / len(week.before) if week.before else 0.0
    return Sheet(
        title=TITLE,
        office=office,
        number=week.label,
        dated=made,
        notice=notice,
        blocks=(
            Labelled("期间", f"{week.first.isoformat()}至{week.last.isoformat()}"),
            Labelled("受理咨询", f"{week.total}件；此前{len(week.before)}周平均{usual:.1f}件"),
            *_found(week),
            Text(
                "各格与本格此前各周按咨询总量的占比比较，周间波动按负二项分布，对全部格子一并作错误发现率控制"
                f"（{FALSE_SHARE:.0%}）。数量少的格子照实列出；只有计数，没有来电人信息。"
            ),
            Signatures((Signature("编制人"), Signature("审核人"))),
        ),
    )


def _found(week: Week) -> Sequence[Text | Frame]:
    if not week.risen:
        return (Text("没有发现异常上升的类别。"),)
    heads = tuple(Cell(head, label=True) for head in _HEADS)
    return (Frame((3, 4, 2, 5, 3, 3), (heads, *(_row(each) for each in week.risen))),)


def _row(each: Rise) -> tuple[Cell, ...]:
    cell = each.cell
    words = (
        cell.district or "未登记区", Topic(cell.topic).label, str(cell.now), "、".join(map(str, cell.before)),
        f"{each.expected:.1f}", chance_text(each.chance),
    )  # fmt: skip
    return tuple(Cell(word) for word in words)


def chance_text(chance: float) -> str:
    """1.2 % as a share; below a ten-thousandth said so."""
    return f"{chance:.2%}" if chance >= 0.0001 else "不到 0.01%"
