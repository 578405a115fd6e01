"""
The form of a dispute registered in one go (一次登记): what the opening asks, and what accepting or settling it asks besides.

It belongs to no step: its service takes the steps of `PEOPLES_MEDIATION` one after the other.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fazhi.kernel.parties.terms import DocumentType, Protection
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.services import people
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.terms import (
    PEOPLES,
    AgreementForm,
    Category,
    PerformanceMode,
    Source,
    Tie,
    Way,
)

FEWEST, MOST = 2, 12
"""Parties that the form has room for."""

SETTLED_NEEDS = ("mediators", "agreement_form", "agreement_terms", "performance_mode", "tie")
"""What must be answered of a dispute that was settled on the spot."""

SETTLED_MAY = ("performance_due", "amount_fen", "namesakes_checked")

SIDE = ("name", "document_type", "document_number", "phone", "protection")


def _code(name: str, title: str, labels: Mapping[str, str], *, required: bool = True, hint: str = "") -> Field:
    return Field(name, title, FieldType.CODE, required=required, labels=labels, hint=hint)


def title_of_party(place: int) -> str:
    """What the party at a place is called: 申请人, 被申请人, then 其他当事人."""
    return {1: "申请人", 2: "被申请人"}.get(place, "其他当事人")


def party_fields(place: int) -> tuple[Field, ...]:
    """What is asked of the party at a place, from 1; the first two must be named."""
    title = title_of_party(place)
    return (
        Field(f"party{place}_name", f"{title}姓名或名称", required=place <= FEWEST),
        _code(f"party{place}_document_type", "证件类型", dict(DocumentType.choices), required=False),
        Field(f"party{place}_document_number", "证件号码"),
        Field(f"party{place}_phone", "联系电话"),
        _code(f"party{place}_protection", "受保护情形", dict(Protection.choices), required=False),
    )


def registration_form(places: int, *, is_settled: bool) -> ActForm:
    """The form with room for so many parties; what an agreement needs is asked only of a dispute settled on the spot."""
    settled = (*SETTLED_NEEDS, *SETTLED_MAY) if is_settled else ()
    agreement = tuple(field for field in _AGREEMENT if field.name in settled)
    parties = tuple(field for place in range(1, places + 1) for field in party_fields(place))
    return ActForm(PEOPLES, "register_at_once", (*_DISPUTE, *parties, *_FACTS, *agreement), _register)


_DISPUTE = (
    _code("way", "登记方式", Way.labels()),
    _code("category", "纠纷类别", Category.labels(), hint="可以写代码、序号或者简拼"),
    _code("source", "案件来源", Source.labels()),
    Field("number", "案号", hint="留空由系统接着本调委会的号码编"),
    Field("referral_number", "对接编号", hint="移送的案件填写"),
)
_FACTS = (
    Field("facts", "纠纷简要情况", FieldType.LONG_TEXT),
    Field("is_difficult", "疑难复杂", FieldType.FLAG),
)
_AGREEMENT = (
    Field("mediators", "调解员", FieldType.LINES, required=True, hint="几名的用顿号隔开"),
    _code("agreement_form", "协议形式", AgreementForm.labels()),
    Field("agreement_terms", "协议内容", FieldType.LONG_TEXT, required=True),
    _code("performance_mode", "履行方式", PerformanceMode.labels()),
    Field("performance_due", "履行期限", FieldType.DAY, hint="没有约定的留空"),
    Field("amount_fen", "协议涉及金额（元）", FieldType.MONEY, hint="可以写 3000、3w、3.5万"),
    _code("tie", "回避情形", Tie.labels(), hint="各调解员申明的最近的一种关系"),
    Field("namesakes_checked", "同名已核对", FieldType.FLAG),
)


def _register(**values: Any) -> PeoplesMatter:
    """The service with the parties put together, in order; a place without a name is none."""
    sides = tuple(_sides(values))
    rest = {name: value for name, value in values.items() if not name.startswith("party")}
    return people.register_at_once(applicant=sides[0], respondent=sides[1], others=sides[2:], **rest)


def _sides(values: Mapping[str, Any]) -> Iterator[Side]:
    for place in range(1, MOST + 1):
        told = {name: values[f"party{place}_{name}"] for name in SIDE if f"party{place}_{name}" in values}
        if told.get("name"):
            yield Side(**told)
