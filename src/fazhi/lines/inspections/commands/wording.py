"""Chinese sentences for what inspections refuse."""

from django.utils import timezone

from fazhi.lines.inspections.errors import (
    BeaconSpoken,
    BeaconToCome,
    CodeUnknown,
    DrawInUse,
    FindingsUnfit,
    InspectionsOpen,
    LineUnclear,
    NoObjection,
    NothingToDrawFrom,
    NothingToRectify,
    NotPublished,
    NotSigned,
    ObjectionOpen,
    ProblemLeft,
    PublishedAlready,
    RectifyTooEarly,
    TeamUnfit,
    TranscriptUnfit,
)
from fazhi.lines.inspections.terms import InstitutionKind
from fazhi.surfaces.wording import sentence

_KINDS = {"item": "抽查事项", "institution": "检查对象", "inspector": "检查人员"}
_LINES = {
    "findings": "检查结果",
    "answers": "检查要点",
    "compulsory": "必查对象",
    "excluded": "排除对象",
    "numbers": "各类抽取数",
    "beacon": "公共随机数来源",
    "public_values": "公共随机数",
}


def _listed(codes: tuple[str, ...]) -> str:
    return "、".join(codes[:5]) + (f"等{len(codes)}个" if len(codes) > 5 else "")


@sentence.register
def _(error: CodeUnknown) -> str:
    return f"{error.on} 没有编号为“{error.code}”的{_KINDS[error.kind]}；请核对台账。"


@sentence.register
def _(error: LineUnclear) -> str:
    return f"{_LINES[error.name]}中的“{error.line}”看不懂；应为：{error.form}。"


@sentence.register
def _(error: NothingToDrawFrom) -> str:
    kinds = {kind.value: kind.label for kind in InstitutionKind}
    return (
        f"{error.number} 没有可抽的机构：名录库中没有{'、'.join(kinds[kind] for kind in error.kinds)}。请先导入名录库。"
    )


@sentence.register
def _(error: BeaconSpoken) -> str:
    moment = timezone.localtime(error.at)
    return f"{error.number}：{_listed(error.beacons)} 在 {moment:%Y-%m-%d %H:%M:%S} 以前已经公开，不能用；请指定以后才产生的。"


@sentence.register
def _(error: BeaconToCome) -> str:
    return f"{error.number}：{error.beacon} 要到 {timezone.localtime(error.moment):%Y-%m-%d %H:%M:%S} 才产生，请到时再抽取。"


@sentence.register
def _(error: NotSigned) -> str:
    return f"{error.number}：请给出 {_listed(error.beacons)} 的48字节签名；只给随机数，无从核对是否真的由它产生。"


@sentence.register
def _(error: DrawInUse) -> str:
    return f"{error.number} 的抽取不能作废：已经据此检查的有 {_listed(error.inspections)}。"


@sentence.register
def _(error: InspectionsOpen) -> str:
    return f"{error.number} 还不能完成：没有办结的检查有 {_listed(error.inspections)}。"


@sentence.register
def _(error: TranscriptUnfit) -> str:
    return f"{error.number}：抽取记录的 {error.where} 是“{error.found}”，应为“{error.expected}”。"


@sentence.register
def _(error: TeamUnfit) -> str:
    outside = f"；不在检查组的：{_listed(error.outside)}" if error.outside else ""
    invalid = f"；证件当日无效的：{_listed(error.invalid)}" if error.invalid else ""
    return f"{error.number} 需要检查组成员不少于{error.needed}人，证件当日有效{outside}{invalid}。"


@sentence.register
def _(error: FindingsUnfit) -> str:
    missing = f"没有结果的：{_listed(error.missing)}" if error.missing else ""
    strange = f"不属于这次检查的：{_listed(error.strange)}" if error.strange else ""
    return (
        f"{error.number} 的抽查事项应当逐项填写结果；{'；'.join(filter(None, (missing, strange))) or '没有写明事项'}。"
    )


@sentence.register
def _(error: RectifyTooEarly) -> str:
    return f"{error.number} 于 {error.on} 责令整改，整改期限 {error.until} 应当在这一天以后。"


@sentence.register
def _(error: NothingToRectify) -> str:
    return f"{error.number} 没有待整改的问题；请核对检查结果。"


@sentence.register
def _(error: ProblemLeft) -> str:
    return f"{error.number} 发现的问题还没有处理，不能办结；请责令限期整改，或者移送处罚。"


@sentence.register
def _(error: PublishedAlready) -> str:
    return f"{error.number} 的检查结果已于 {error.on} 公示。"


@sentence.register
def _(error: NotPublished) -> str:
    return f"{error.number} 的检查结果还没有公示，不能办结；请先公示。"


@sentence.register
def _(error: ObjectionOpen) -> str:
    return f"{error.number} 于 {error.since} 收到的异议还没有处理；请先处理。"


@sentence.register
def _(error: NoObjection) -> str:
    return f"{error.number} 没有待处理的异议。"
