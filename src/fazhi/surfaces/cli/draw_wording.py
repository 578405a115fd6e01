"""Chinese words and sentences for the verifiable draw."""

from collections.abc import Sequence

from fazhi.engines.draw.errors import (
    BeforeGenesis,
    CommitmentAltered,
    DrawTooLarge,
    Fault,
    LookAlikeIds,
    MalformedDocument,
    NotAssigned,
    PublicValueCount,
    PublicValueMalformed,
    QuotaMissing,
    RepeatedId,
    SecretMismatch,
    SignatureInvalid,
    TooFewInspectors,
    TooManyOutcomes,
    UnknownInRecusal,
    UnknownParty,
    WeightsTooLarge,
)
from fazhi.surfaces.wording import sentence

FAULTS = {
    Fault.NOT_JSON: "不是 JSON 文件",
    Fault.REPEATED_KEY: "同一个键写了两次：{found}",
    Fault.MISSING: "缺少这一项",
    Fault.UNKNOWN_KEY: "没有这一项，请核对拼写",
    Fault.NOT_AN_OBJECT: "应当是 JSON 对象，此处是 {found!r:.40}",
    Fault.NOT_A_LIST: "应当是列表，此处是 {found!r:.40}",
    Fault.NOT_TEXT: "应当是文字，此处是 {found!r:.40}",
    Fault.BLANK: "不能为空，首尾也不能有空格：{found!r}",
    Fault.UNREADABLE_SIGN: "含有看不见或者不能用的字符：{found!r}",
    Fault.NOT_WHOLE: "应当是范围内的整数，此处是 {found!r:.40}",
    Fault.NOT_ONE_OF: "不是可用的取值：{found!r:.40}",
    Fault.NOT_HEX: "应当是规定长度的十六进制数，此处是 {found!r:.40}",
    Fault.NOT_A_DATE: "应当是 2026-12-08 这样的日期，此处是 {found!r:.40}",
    Fault.NOT_A_MOMENT: "应当是带时区的时刻，此处是 {found!r:.40}",
    Fault.REVERSED: "有效期的止日早于起日：{found}",
    Fault.CONTRADICTORY: "{found} 不能既必查又排除",
    Fault.REPEATED: "重复：{found}",
    Fault.NOT_CANONICAL: "与规定的写法不一致",
}
FILES = {"objects": "检查对象名录", "inspectors": "检查人员名录", "recusals": "回避名单"}


def _pool(stratum: str | None) -> str:
    return "名录" if stratum is None else f"“{stratum}”类"


@sentence.register
def _(error: MalformedDocument) -> str:
    return f"{error.where or '文件'}：{FAULTS[error.fault].format(found=error.found)}。"


@sentence.register
def _(error: RepeatedId) -> str:
    return f"{FILES.get(error.file, error.file)}中“{error.id}”出现两次；每个编号只能有一行。"


@sentence.register
def _(error: LookAlikeIds) -> str:
    file = FILES.get(error.file, error.file)
    return f"{file}中 {error.first!a} 与 {error.second!a} 看起来一样（全角半角或者组合字符不同）；请统一写法。"


@sentence.register
def _(error: WeightsTooLarge) -> str:
    return f"{_pool(error.stratum)}的权重合计 {error.total}，超过 {error.most}；请用较小的权重，比例不变结果不变。"


@sentence.register
def _(error: QuotaMissing) -> str:
    stratum = f"属于“{error.stratum}”类" if error.stratum else "没有分类"
    return f"“{error.id}”{stratum}，规则没有写明抽取数；已写明的有：{'、'.join(error.known)}。不抽的类别请写 0。"


@sentence.register
def _(error: DrawTooLarge) -> str:
    return f"{_pool(error.stratum)}中只有 {error.available} 家可抽，不能抽 {error.size} 家。"


@sentence.register
def _(error: UnknownInRecusal) -> str:
    return f"回避名单中的“{error.id}”不在{FILES.get(error.file, error.file)}中；请核对编号。"


_MOST_NAMED = 5


def _named(ids: Sequence[str]) -> str:
    """The first of these, and how many there are."""
    if not ids:
        return "无"
    return "、".join(ids[:_MOST_NAMED]) + (f"等 {len(ids)} 名" if len(ids) > _MOST_NAMED else "")


@sentence.register
def _(error: TooFewInspectors) -> str:
    return (
        f"“{error.object}”需要 {error.needed} 名检查人员，只有 {len(error.left)} 名可以派出"
        f"（回避或者缺席：{_named(error.recused)}；证件当日无效：{_named(error.invalid)}）。"
        "请增加检查人员，或者写明理由排除该对象；已抽取的，用公告写明的下一轮重抽。"
    )


@sentence.register
def _(error: CommitmentAltered) -> str:
    found, expected = error.found or "（无）", error.expected or "（无）"
    return f"{error.file} 第 {error.line} 行与方案不符：文件中是“{found}”，应为“{expected}”。封存以后不得改动。"


@sentence.register
def _(error: PublicValueCount) -> str:
    return f"需要 {error.needed} 个公共随机数，给了 {error.given} 个；请按公告的顺序给出：{'、'.join(error.beacons)}。"


@sentence.register
def _(error: PublicValueMalformed) -> str:
    if error.kind == "lottery":
        return f"给出的不是 {error.beacon} 的号码；应为 9.18.26.34.41.45./ 这样写法的十六进制。"
    return f"给出的不是 {error.beacon} 的值；应为 48 字节的签名（仅 quicknet）或者 32 字节的随机数，用十六进制。"


@sentence.register
def _(error: SignatureInvalid) -> str:
    return f"{error.beacon} 的签名与公钥不符，不能使用；请从公开的发布点重新取得。"


@sentence.register
def _(error: BeforeGenesis) -> str:
    return f"{error.moment.isoformat()} 早于随机数来源的第一轮（{error.genesis.isoformat()}）。"


@sentence.register
def _(error: UnknownParty) -> str:
    return f"“{error.name}”没有作过承诺；作过承诺的有：{'、'.join(error.known) or '无'}。"


@sentence.register
def _(error: SecretMismatch) -> str:
    return f"“{error.name}”给出的秘密数与其承诺不符；不给出也可以抽取，记录中会写明其未公开。"


@sentence.register
def _(error: NotAssigned) -> str:
    return f"“{error.inspector}”本来就不去“{error.object}”，不需要递补。"


@sentence.register
def _(error: TooManyOutcomes) -> str:
    return f"{_pool(error.stratum)}按逐个抽取的办法计算入选概率约需 {error.work} 步，超过 {error.most}；请改用 exact 方法。"
