"""What a check of an edited report found, in words: what happened, and what to do. For every surface that shows it."""

from fazhi.lines.annual_report.rules.checking import Changed, Loss, Lost, Unbacked
from fazhi.lines.annual_report.rules.reading import Verdict

KINDS = {"sum": "合计", "share": "占比", "growth": "增减", "bound": "界限"}
"""What a stated relation is."""

LOSSES = {
    Loss.BARE: "数字还在，但是数据控件已删",
    Loss.EMPTIED: "数据控件还在，里面的数字已删",
    Loss.REPLACED: "句子还在，这个数字已不在其中",
    Loss.GONE: "这一句已删去",
}


def on_changed(each: Changed) -> str:
    """What to do about a figure that says something else than the records."""
    text = each.figure.text
    advice = {
        Verdict.ROUNDED: f"四舍五入后与记录相同。请写 {text}，或者写明“约”。",
        Verdict.BOUNDED: f"写成了约数。请写 {text}，或者确认这样写。",
        Verdict.OTHER_UNIT: f"数值相同，单位不同。请写 {text}。",
    }
    return advice.get(each.verdict, f"请改回 {text}；如果是记录有误，请先更正记录，再重新生成报告。")


def on_lost(each: Lost) -> str:
    """What to do about a figure without its control."""
    return "如果是有意删去，不必处理。" if each.loss is Loss.GONE else "请从系统生成的报告中连同控件复制这个数字。"


def on_unbacked(each: Unbacked) -> str:
    """What to do about a number that no record backs."""
    like = f"与 {'、'.join(each.like[:3])} 的数值相近，如果就是这项数据，请复制其控件；" if each.like else ""
    return f"{like}请核对出处，由起草人说明。"
