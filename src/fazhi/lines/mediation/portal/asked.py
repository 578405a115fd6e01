"""What the portal asks of an applicant, in plain words, and what it makes of the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from fazhi.engines.identifiers import DocumentKind, judge_document, judge_phone, refuses
from fazhi.kernel.parties.terms import DocumentType
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.terms import Category

LONGEST = {"name": 60, "phone": 24, "document_number": 40, "facts": 2000, "request": 500}
_SHORTEST_FACTS = 10


@dataclass(frozen=True)
class Kind:
    """A category of disputes as people call it."""

    code: str
    label: str
    told: str


def kinds() -> tuple[Kind, ...]:
    """All categories of the national form, each with what belongs to it."""
    told = {
        Category.FAMILY: _("夫妻、父母子女、赡养、抚养、遗产"),
        Category.NEIGHBOUR: _("噪声、漏水、通道、相邻采光"),
        Category.HOUSING: _("房屋买卖租赁、宅基地"),
        Category.CONTRACT: _("借款、买卖、承揽等约定没有做到"),
        Category.BUSINESS: _("合伙、经营、竞争"),
        Category.DAMAGES: _("被打伤、物品被损坏的赔偿"),
        Category.LAND: _("山林、土地、承包地的归属和使用"),
        Category.EXPROPRIATION: _("征收补偿、安置"),
        Category.ENVIRONMENT: _("油烟、污水、粉尘、噪声污染"),
        Category.MIGRANT_WAGES: _("农民工被拖欠工资"),
        Category.LABOUR: _("工资、工伤、解除合同"),
        Category.TOURISM: _("旅行社、景区、住宿"),
        Category.ECOMMERCE: _("网上购物、直播带货"),
        Category.CONSUMER: _("买到的商品、服务有问题"),
        Category.MEDICAL: _("看病、手术、用药"),
        Category.TRAFFIC: _("交通事故的赔偿"),
        Category.PROPERTY: _("物业费、维修、停车位"),
        Category.OTHER: _("上面没有的"),
    }
    return tuple(Kind(item.value, _(item.label), told[item]) for item in Category)


def document_types() -> tuple[tuple[str, str], ...]:
    return tuple((code, _(str(label))) for code, label in DocumentType.choices)


_FIELDS = (
    "name",
    "phone",
    "document_type",
    "document_number",
    "other_name",
    "other_phone",
    "category",
    "facts",
    "request",
    "consent",
)


@dataclass(frozen=True)
class Asked:
    """
    One application as it was filled in.

    values  field → text as typed
    faults  field → what is wrong and what would be right
    """

    values: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def applicant(self) -> Side:
        number = self.values["document_number"]
        kind = self.values["document_type"] if number else ""
        return Side(self.values["name"], kind, number, self.values["phone"])

    @property
    def respondent(self) -> Side:
        return Side(self.values["other_name"], phone=self.values["other_phone"])


def blank() -> Asked:
    """A form before anything is filled in."""
    return Asked(dict.fromkeys(_FIELDS, "") | {"document_type": DocumentKind.IDENTITY.value})


def read(posted: Mapping[str, str], *, on: date) -> Asked:
    """The answers as typed, without spaces around them, and all that is wrong with them at once."""
    # A browser sends lines apart by CR and LF; a check of length that counts both would be another than the page's own.
    values = {name: posted.get(name, "").replace("\r\n", "\n").replace("\x00", "").strip() for name in _FIELDS}
    faults: dict[str, str] = {}
    for name, said in (("name", _("您的姓名")), ("other_name", _("对方的姓名或者单位名称"))):
        _require_text(faults, name, values[name], said, LONGEST["name"])
    if not values["phone"]:
        faults["phone"] = _("请填写您的电话，调解员要用它联系您。")
    for name in ("phone", "other_phone"):
        if values[name] and (len(values[name]) > LONGEST["phone"] or refuses(judge_phone(values[name]))):
            faults[name] = _("请填写 11 位手机号，或者区号加固定电话，例如 0592-2660000。")
    _check_document(faults, values, on)
    if values["category"] not in set(Category):
        faults["category"] = _("请选一类最接近的；拿不准就选“其他”。")
    _require_text(faults, "facts", values["facts"], _("事情的经过"), LONGEST["facts"])
    if "facts" not in faults and len(values["facts"]) < _SHORTEST_FACTS:
        faults["facts"] = _("请再写清楚一些：什么时候、在哪里、发生了什么。")
    if len(values["request"]) > LONGEST["request"]:
        faults["request"] = _("最多 %(most)d 个字，现在有 %(found)d 个。") % {
            "most": LONGEST["request"],
            "found": len(values["request"]),
        }
    if values["consent"] != "1":
        faults["consent"] = _("请先阅读个人信息怎样处理，再勾选。")
    return Asked(values, faults)


def _require_text(faults: dict[str, str], name: str, text: str, said: str, most: int) -> None:
    if not text:
        faults[name] = _("请填写%(said)s。") % {"said": said}
    elif len(text) > most:
        faults[name] = _("最多 %(most)d 个字，现在有 %(found)d 个。") % {"most": most, "found": len(text)}


def _check_document(faults: dict[str, str], values: Mapping[str, str], on: date) -> None:
    number = values["document_number"]
    if not number:
        return
    if values["document_type"] not in DocumentType.values:
        faults["document_number"] = _("请选择证件种类。")
    elif len(number) > LONGEST["document_number"]:
        faults["document_number"] = _("证件号码太长，请核对。")
    elif refuses(found := judge_document(DocumentKind(values["document_type"]), number, on=on)):
        faults["document_number"] = _("证件号码不对（%(why)s）。可以不填；填了请核对。") % {"why": found[0].fault.label}
