"""What is wrong with a citation in a text, and what helps to mend it, in Chinese."""

from datetime import date

from fazhi.engines.citation import article_label
from fazhi.engines.citation.prose import Advice, Difference, Found, Problem

PROBLEMS = {
    Problem.TITLE_NOT_FOUND: "没有这个题名",
    Problem.TITLE_NOT_HELD: "本系统未收录，请查阅原文",
    Problem.REPEALED: "已废止",
    Problem.SUPERSEDED: "所引为修改前的文本",
    Problem.ARTICLE_NOT_FOUND: "没有这一条",
    Problem.PARAGRAPH_NOT_FOUND: "没有这一款",
    Problem.ITEM_NOT_FOUND: "没有这一项",
    Problem.QUOTE_MISMATCH: "引文与条文不一致",
    Problem.STALE_NUMBER: "条文序号已变",
    Problem.NOT_YET_IN_FORCE: "尚未施行",
}
"""What is wrong with a citation."""

_TOLD_DIFFERENCES = 5


def advice_text(found: Found) -> str:
    """What helps to mend a citation, in a sentence; empty where nothing is wrong or known."""
    advice = found.advice
    if advice is None:
        return ""
    said = [_title_advice(advice), _place_advice(found, advice), _quotation_advice(advice)]
    return "".join(filter(None, said))


def _title_advice(advice: Advice) -> str:
    if advice.titles:
        return f"题名相近的有：{'、'.join(f'《{title}》' for title in advice.titles)}。"
    if repeal := advice.repeal:
        return f"{_since(repeal.since)}被《{repeal.by_title}》{repeal.place}废止。"
    return f"{_since(advice.since)}施行新的文本。" if advice.since and not advice.ref else ""


def _place_advice(found: Found, advice: Advice) -> str:
    if advice.ref is not None:
        label = article_label(advice.ref.article, advice.ref.suffix)
        return f"现为《{found.title}》{label}。"
    if advice.final is not None:
        return f"《{found.title}》最后一条是{article_label(*advice.final)}。"
    if advice.count is not None:
        unit = "款" if found.problem is Problem.PARAGRAPH_NOT_FOUND else "项"
        return f"该处共有 {advice.count} {unit}。"
    return ""


def _quotation_advice(advice: Advice) -> str:
    if advice.comparison is None:
        return ""
    differences = advice.comparison.differences[:_TOLD_DIFFERENCES]
    return f"条文为：“{advice.comparison.actual}”" + "".join(map(_difference, differences)) + "。"


def _difference(difference: Difference) -> str:
    if not difference.quoted:
        return f"，引文少“{difference.actual}”"
    if not difference.actual:
        return f"，引文多“{difference.quoted}”"
    return f"，引文作“{difference.quoted}”，应为“{difference.actual}”"


def _since(day: date | None) -> str:
    return f"自{day.year}年{day.month}月{day.day}日起" if day else ""
