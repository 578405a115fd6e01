"""Chinese words and sentences for the law library, on the console."""

from datetime import date

from fazhi.engines.citation import CitationNotUnderstood, NumeralNotUnderstood, article_label
from fazhi.engines.citation.prose import Advice, Difference, Found, Problem, Status
from fazhi.engines.lookup.errors import IndexUnusable, LessonsInvalid
from fazhi.kernel.law.errors import ArticleUnknown, CorpusUnreadable, TextNotHeld, TextRefused, TitleUnknown
from fazhi.kernel.law.terms import Fault
from fazhi.surfaces.wording import sentence

ONLY_INDEX = "只有法规目录，没有条文；联网执行 make setup 后可查条文。"

FAULTS = {
    Fault.UNREADABLE: "文件打不开（{found}）",
    Fault.UNSUPPORTED: "不能读取 {found} 文件；请另存为 .docx、.txt 或 .md",
    Fault.TOO_LARGE: "文件有 {found} 字节，超过上限（环境变量 FAZHI_LAW_MAX_BYTES）",
    Fault.EMPTY: "没有正文",
    Fault.NO_TITLE: "第一行“{found}”不是题名",
    Fault.NO_HISTORY: "题名之下没有写明通过、公布的日期，此处是“{found}”",
    Fault.DATE_IMPOSSIBLE: "没有“{found}”这一天",
    Fault.NUMBERING: "条文序号不连续：{found}",
    Fault.MALFORMED: "不符合语料格式（{found}）",
    Fault.TWICE: "同一日期的同一文本本次已读入，而内容不同：{found}",
    Fault.INCOMPLETE: "语料与其目录（index.jsonl）相比有缺：{found}",
}
"""Why a text was not taken in, `found` being what stands there."""


def fault_text(fault: Fault, found: str) -> str:
    """The sentence for a refusal, without its end."""
    return FAULTS[fault].format(found=found)


@sentence.register
def _(error: IndexUnusable) -> str:
    return f"检索用的索引 {error.folder} 不能用（{error.reason}）。删除这个目录，下次检索时会重建。"


@sentence.register
def _(error: LessonsInvalid) -> str:
    return f"检索用的权重有误：{error.place}，{error.reason}。请重新安装。"


@sentence.register
def _(error: TitleUnknown) -> str:
    near = "、".join(f"《{title}》" for title in error.near)
    return f"没有找到《{error.title}》。" + (f"题名相近的有：{near}。" if near else "请核对题名。")


@sentence.register
def _(error: TextNotHeld) -> str:
    name = f"《{error.title}》" + (f"（{error.wenhao}）" if error.wenhao else "")
    if error.repealed_by:
        return f"{name}已被《{error.repealed_by}》废止，本系统未收录它的条文。"
    if not error.verified:
        return f"{name}待核，本系统没有它的条文。"
    if not error.corpora_held:
        return f"{name}在法规目录中，但本机{ONLY_INDEX}"
    return f"{name}在法规目录中，本系统未收录它的条文，请查阅原文。"


@sentence.register
def _(error: ArticleUnknown) -> str:
    return f"《{error.title}》没有{error.label}；它的最后一条是{error.final}。"


@sentence.register
def _(error: CorpusUnreadable) -> str:
    return f"法规数据 {error.path} 不能读取（{error.reason}）；原有条文未变。"


@sentence.register
def _(error: TextRefused) -> str:
    return f"第 {error.line} 行：{fault_text(error.fault, error.found)}。"


@sentence.register
def _(error: CitationNotUnderstood) -> str:
    return f"“{error.written}”不能识别为条文；请写 43、43-1（第四十三条之一）或 第四十三条之一。"


@sentence.register
def _(error: NumeralNotUnderstood) -> str:
    return f"“{error.written}”不是一至九千九百九十九的中文数字；请写成 四十三、一百一十二 这样的形式。"


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

STATUSES = {
    Status.IN_FORCE: "现行有效",
    Status.NOT_YET: "尚未施行",
    Status.SUPERSEDED: "已被修改",
    Status.REPEALED: "已废止",
    Status.UNKNOWN: "时效不明",
}
"""How the version that a citation means stands on the day."""

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


def iso(day: date | None) -> str | None:
    """For JSON."""
    return day.isoformat() if day else None


def day_text(day: date | None) -> str:
    """For a person."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期不明的"
