"""Forms of the two tables of mediation for the length of a test: short ones, whatever the line itself asks."""

from datetime import date, datetime

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.organisations.models import Office, Post
from fazhi.kernel.parties.services import add_party
from fazhi.kernel.parties.terms import Draft
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.kernel.procedures.services import begin, take
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.terms import ADMINISTRATIVE, PEOPLES, AgreementForm, Category, Nature, Source

NUMBER = Field("number", "案号", required=True)
CATEGORY = Field("category", "纠纷类别", FieldType.CODE, required=True, labels=Category.labels())
APPLICANT = Field("applicant", "申请人姓名")
EFFECTIVE = Field("effective", "协议生效日期", FieldType.DAY, required=True)
AMOUNT = Field("amount_fen", "协议涉及金额", FieldType.MONEY)
SCAN = Field("scan", "签字扫描件", FieldType.FILE)


def apply_to_committee(
    *,
    office: Office,
    by: Post,
    at: datetime,
    on: date,
    late_reason: str,
    number: str,
    category: str,
    source: str,
    parties_count: int,
    applicant: str = "",
    document_number: str = "",
) -> PeoplesMatter:
    values = {"number": number, "category": category, "source": source, "parties_count": parties_count}
    matter = PeoplesMatter(office=office, form="mediation", **values)
    begin(matter, by=by, at=at, on=on, grounds={"late_reason": late_reason})
    if applicant:
        draft = Draft(applicant, "identity" if document_number else "", document_number)
        add_party(PEOPLES, matter.pk, draft, office=office, by=by, at=at)
    return matter


def apply_to_department(
    *, office: Office, by: Post, at: datetime, on: date, late_reason: str, number: str, category: str, nature: str
) -> AdministrativeMatter:
    matter = AdministrativeMatter(office=office, number=number, category=category, nature=nature)
    return begin(matter, by=by, at=at, on=on, grounds={"late_reason": late_reason})


def step(name: str):
    """A service that takes the step with the answers as grounds, and what the records of every ended matter need."""

    def do(matter: Mediation, *, by: Post, at: datetime, on: date, late_reason: str, scan: bytes = b"", **grounds):
        told = {
            "agreement_terms": "各自承担。",
            "effective_date": grounds.get("effective"),
            **grounds,
            "late_reason": late_reason,
        }
        changes = parts("accepted", on) if name == "accept" else parts("concluded", on)
        if name == "settle":
            changes |= parts("effective", grounds["effective"]) | {"amount_fen": grounds.get("amount_fen")}
        if isinstance(matter, PeoplesMatter):
            changes |= {"is_concluded": int(name in ("settle", "fail"))}
        elif name != "accept":
            changes |= {"closed_date": grounds.get("effective", on)}
        take(matter, name, by=by, at=at, on=on, grounds=told, changes=changes)

    return do


def of_both(procedure: str, opening: tuple[Field, ...], do, settling: tuple[Field, ...]) -> tuple[ActForm, ...]:
    return (
        ActForm(procedure, BEGIN, (NUMBER, CATEGORY, *opening), do),
        ActForm(procedure, "accept", (), step("accept")),
        ActForm(procedure, "refuse", (Field("reason", "理由", FieldType.LONG_TEXT, required=True),), step("refuse")),
        ActForm(procedure, "withdraw", (), step("withdraw")),
        ActForm(procedure, "settle", (EFFECTIVE, AMOUNT, *settling), step("settle")),
        ActForm(procedure, "fail", (Field("routes_told", "已告知的其他途径", required=True),), step("fail")),
    )


AGREED = Field("agreement_form", "协议形式", FieldType.CODE, required=True, labels=AgreementForm.labels())
FORMS = (
    *of_both(
        PEOPLES,
        (
            Field("source", "案件来源", FieldType.CODE, required=True, labels=Source.labels()),
            Field("parties_count", "涉及当事人数", FieldType.INTEGER, required=True),
            APPLICANT,
            Field("document_number", "申请人身份证号"),
        ),
        apply_to_committee,
        (AGREED, SCAN),
    ),
    *of_both(
        ADMINISTRATIVE,
        (Field("nature", "纠纷性质", FieldType.CODE, required=True, labels=Nature.labels()),),
        apply_to_department,
        (),
    ),
)
