"""Chinese words and sentences for the law library, on the console."""

from datetime import date

from fazhi.engines.citation import CitationNotUnderstood, NumeralNotUnderstood
from fazhi.engines.citation.prose import Status
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


STATUSES = {
    Status.IN_FORCE: "现行有效",
    Status.NOT_YET: "尚未施行",
    Status.SUPERSEDED: "已被修改",
    Status.REPEALED: "已废止",
    Status.UNKNOWN: "时效不明",
}
"""How the version that a citation means stands on the day."""


def iso(day: date | None) -> str | None:
    """For JSON."""
    return day.isoformat() if day else None


def day_text(day: date | None) -> str:
    """For a person."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期不明的"
