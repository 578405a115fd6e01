"""
Forms for deciding whether two records are one dispute, and for referrals whose acts concern the committee's own matter.

The kernel declares forms for every step of a referral; those here take the place of the ones that open or read a matter,
or name a category.
"""

from collections.abc import Iterator
from typing import Any

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.kernel.referrals.forms import CONSENT_DATE, EVIDENCE, OUTCOME, REASON, SENT, sending
from fazhi.kernel.referrals.terms import Channel, Kind
from fazhi.lines.mediation.forms.sides import side_fields, with_sides
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.services import disputes, referred
from fazhi.lines.mediation.terms import LINKAGE, Category, NotSame, Same

_CATEGORY = Field("category", "纠纷类别", FieldType.CODE, required=True, labels=Category.labels())
_ACCEPT = (
    Field("number", "人民调解案号", required=True, hint="受理的同时立案；台账已登记同一对接编号的，沿用原案"),
    CONSENT_DATE,
    EVIDENCE,
    *side_fields("applicant", "申请人", required=False),
    *side_fields("respondent", "被申请人", required=False),
)
_OUTCOME = Field(
    "outcome",
    OUTCOME.title,
    FieldType.CODE,
    labels=OUTCOME.labels,
    hint="已立案的留空，即为该案的结果",
)


def _accept(referral: Any, **values: Any) -> PeoplesMatter:
    return referred.accept(referral, **with_sides(values))


def _consent(kind: Kind) -> tuple[str, ...]:
    """Consent is a field of its own, but only courts' and petition offices' referrals need it."""
    return () if kind.channel == Channel.POLICE else ("consent_date",)


def _of_referrals() -> Iterator[ActForm]:
    for kind in Kind:
        yield ActForm(kind.value, BEGIN, (*SENT, _CATEGORY), sending(kind))
        yield ActForm(kind.value, "sign", (), referred.sign)
        yield ActForm(kind.value, "accept", _ACCEPT, _accept, answers=_consent(kind))
        yield ActForm(kind.value, "return", (REASON,), referred.return_, answers=("reason_code",))
        yield ActForm(kind.value, "report_result", (_OUTCOME,), referred.report_result)


DISPUTE_FORMS = (
    *_of_referrals(),
    ActForm(
        LINKAGE,
        "confirm",
        (Field("reason", "认定理由", FieldType.CODE, required=True, labels=Same.labels()),),
        disputes.confirm,
        answers=("decision_reason",),
    ),
    ActForm(
        LINKAGE,
        "reject",
        (Field("reason", "认定理由", FieldType.CODE, required=True, labels=NotSame.labels()),),
        disputes.reject,
        answers=("decision_reason",),
    ),
)
