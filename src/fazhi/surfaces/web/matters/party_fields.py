"""What is asked of a party and of who acts for one, and the drafts that come of the answers."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fazhi.kernel.parties.terms import (
    ActingAs,
    Authority,
    DocumentType,
    Draft,
    PartyKind,
    Protection,
    Relation,
    RepresentativeDraft,
    Sex,
)
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.surfaces.web.matters.sheets import asked

if TYPE_CHECKING:
    from fazhi.kernel.parties.models import Party

SIDE = "party"
LONGEST = {"name": 120, "document_number": 40, "phone": 24, "address": 200}
"""How many characters are kept of each."""

_CODE, _DAY, _FLAG = FieldType.CODE, FieldType.DAY, FieldType.FLAG


def _party_fields() -> tuple[Field, ...]:
    return (
        Field(f"{SIDE}_name", _("姓名或者名称"), required=True),
        Field(f"{SIDE}_kind", _("类别"), _CODE, labels=dict(PartyKind.choices), hint=_("留空则按名称和证件判断")),
        Field(f"{SIDE}_document_type", _("证件类型"), _CODE, labels=dict(DocumentType.choices)),
        Field(f"{SIDE}_document_number", _("证件号码")),
        Field(f"{SIDE}_phone", _("联系电话")),
        Field(f"{SIDE}_address", _("住址")),
        Field(f"{SIDE}_birth_date", _("出生日期"), _DAY, hint=_("有居民身份证号码的不必填")),
        Field(f"{SIDE}_sex", _("性别"), _CODE, labels=dict(Sex.choices), hint=_("有居民身份证号码的不必填")),
        Field(
            f"{SIDE}_lives_on_own_labour",
            _("以自己的劳动收入为主要生活来源"),
            _FLAG,
            hint=_("十六周岁以上的未成年人填写"),
        ),
    )


def adding() -> ActForm:
    """One more party."""
    return asked("add", *_party_fields())


def correcting() -> ActForm:
    """A party written anew, and why."""
    return asked("correct", *_party_fields(), Field("reason", _("更正的理由"), required=True))


def protecting() -> ActForm:
    """Whether a person is shown in lists."""
    labels = {**dict(Protection.choices), "none": _("不再保护")}
    return asked(
        "protect",
        Field("protection", _("受保护情形"), _CODE, required=True, labels=labels),
        Field("reason", _("理由"), required=True),
    )


def representing() -> ActForm:
    """Who acts for a party."""
    return asked(
        "represent",
        Field("acting_as", _("身份"), _CODE, required=True, labels=dict(ActingAs.choices)),
        Field("name", _("姓名"), required=True),
        Field("relation", _("与当事人的关系"), _CODE, labels=dict(Relation.choices), hint=_("代理人和监护人填写")),
        Field("authority", _("代理权限"), _CODE, labels=dict(Authority.choices), hint=_("委托代理人填写")),
        Field("document_type", _("证件类型"), _CODE, labels=dict(DocumentType.choices)),
        Field("document_number", _("证件号码")),
        Field("phone", _("联系电话")),
    )


def party_draft(values: Mapping[str, Any], act: str) -> Draft:
    """The draft of a party. Raises FormRefused for what is longer than is kept, or a number without its kind."""
    told = {name.removeprefix(f"{SIDE}_"): value for name, value in values.items() if name.startswith(f"{SIDE}_")}
    _require_fit(told, act, prefix=f"{SIDE}_")
    kind = told.pop("kind", None)
    return Draft(**{**told, "kind": PartyKind(kind) if kind else None})


def representative_draft(values: Mapping[str, Any], act: str) -> RepresentativeDraft:
    """The draft of a representative. Raises FormRefused likewise."""
    _require_fit(values, act, prefix="")
    return RepresentativeDraft(**{**values, "acting_as": ActingAs(values["acting_as"])})


def _require_fit(told: Mapping[str, Any], act: str, *, prefix: str) -> None:
    faults = [
        FieldFault(f"{prefix}{name}", "", str(told[name])[:20], _("不超过%s字的文字") % longest)
        for name, longest in LONGEST.items()
        if len(str(told.get(name, ""))) > longest
    ]
    if told.get("document_number") and not told.get("document_type"):
        faults.append(FieldFault(f"{prefix}document_type", "", "", _("证件号码所属的证件类型")))
    if faults:
        raise FormRefused(act, faults)


def typed_of(party: "Party") -> dict[str, str]:
    """A party's data as they would be typed."""
    born: date | None = party.birth_date
    return {
        f"{SIDE}_name": party.name,
        f"{SIDE}_kind": party.kind,
        f"{SIDE}_document_type": party.document_type,
        f"{SIDE}_document_number": party.document_number,
        f"{SIDE}_phone": party.phone,
        f"{SIDE}_address": party.address,
        f"{SIDE}_birth_date": born.isoformat() if born else "",
        f"{SIDE}_sex": party.sex,
        f"{SIDE}_lives_on_own_labour": "是" if party.lives_on_own_labour else "",
    }
