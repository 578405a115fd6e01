"""Every act that a person takes can be asked for, and what the form asks is what the service takes."""

from datetime import date
from inspect import Parameter, signature
from typing import Any

import pytest

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.forms import ActForm, FieldType, form_of
from fazhi.lines.mediation.forms import FORMS
from fazhi.lines.mediation.models import Confirmation, OutsiderRequest, PeoplesMatter, Performance, RiskReport
from fazhi.lines.mediation.terms import CONFIRMATION, OUTSIDER, PEOPLES, PERFORMANCE, RISK
from fazhi.lines.mediation.tests.conftest import Committee, noon

OF_EVERY_ACT = {"by", "at", "on", "late_reason"}
PROCEDURES = (PEOPLES, RISK, PERFORMANCE, CONFIRMATION, OUTSIDER)
JUNE = date(2025, 6, 9)


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_act_of_a_person_has_a_form_and_no_other(name: str):
    procedure = registry.procedure_named(name)
    acts = {step.name for step in procedure.steps if not step.is_deemed} | {BEGIN}

    assert {form.act for form in FORMS if form.procedure == name} == acts


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.procedure in PROCEDURES], ids=lambda form: f"{form.procedure} {form.act}"
)
def test_what_a_step_needs_is_asked_and_required(form: ActForm):
    procedure = registry.procedure_named(form.procedure)
    opening = procedure.opening
    assert opening is not None
    needs = opening.needs if form.act == BEGIN else ()
    needs += tuple(need for step in procedure.steps if step.name == form.act for need in step.needs)

    assert set(needs) <= {field.name for field in form.fields if field.required}
    assert form_of(form.procedure, form.act) is form


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.procedure} {form.act}")
def test_a_form_asks_what_its_service_takes(form: ActForm):
    takes = signature(form.do).parameters
    asked = {field.name: field.required for field in form.fields}
    assert len(asked) == len(form.fields)
    assert all(bool(field.labels) is (field.type is FieldType.CODE) for field in form.fields)
    if any(parameter.kind is Parameter.VAR_KEYWORD for parameter in takes.values()):
        return

    given = OF_EVERY_ACT | set(asked) | ({"office"} if form.act == BEGIN else set())
    names = list(takes) if form.act == BEGIN else list(takes)[1:]
    assert given <= set(names)
    for name in names:
        if takes[name].default is Parameter.empty:
            assert asked.get(name, name in given), f"{name} may be left blank"


class Console:
    """Takes acts by their forms alone, with answers as the reader of forms gives them."""

    def __init__(self, committee: Committee) -> None:
        self.committee = committee

    def begin(self, procedure: str, day: date, **answers: Any) -> Any:
        form = self._form(procedure, BEGIN, answers)
        return form.do(
            office=self.committee.clerk.office,
            by=self.committee.mediator,
            at=noon(day),
            on=day,
            late_reason="",
            **answers,
        )

    def act(self, matter: Any, name: str, day: date, **answers: Any) -> Any:
        form = self._form(registry.procedure_of(matter).name, name, answers)
        row = type(matter).objects.visible_to(self.committee.mediator).select_related("office").get(pk=matter.pk)
        return form.do(row, by=self.committee.mediator, at=noon(day), on=day, late_reason="", **answers)

    def _form(self, procedure: str, act: str, answers: dict[str, Any]) -> ActForm:
        form = form_of(procedure, act)
        assert form is not None
        fields = {field.name: field for field in form.fields}
        assert set(answers) <= set(fields)
        assert {name for name, field in fields.items() if field.required} <= set(answers)
        for name, answer in answers.items():
            assert fields[name].type is not FieldType.CODE or answer in (fields[name].labels or {})
        return form


@pytest.fixture
def console(committee: Committee) -> Console:
    return Console(committee)


def begun(console: Console) -> PeoplesMatter:
    return console.begin(
        PEOPLES,
        JUNE,
        number="〔2025〕1号",
        source="application",
        category="neighbour",
        applicant_name="陈示例",
        applicant_document_type="passport",
        applicant_document_number="G12345678",
        applicant_phone="13800000000",
        applicant_protection="violence",
        respondent_name="林示例",
        facts="漏水。",
        request="赔偿。",
        parties_count=3,
        is_difficult=True,
    )


def settled(console: Console) -> PeoplesMatter:
    matter = begun(console)
    console.act(matter, "accept", JUNE, attitude="agrees")
    console.act(matter, "appoint", JUNE, mediators=("李二",), named_by="committee", tie="none")
    console.act(matter, "notify_rights", JUNE, place="调解室")
    console.act(matter, "investigate", JUNE, content="查看。")
    console.act(matter, "hold_session", JUNE, content="同意。", outcome="agreed", present="物业人员")
    console.act(matter, "explain", JUNE, content="说明。")
    console.act(
        matter,
        "settle",
        JUNE,
        agreement_form="written",
        agreement_terms="赔偿。",
        performance_mode="once",
        amount_fen=100,
        **dict.fromkeys(("applicant_signed", "respondent_signed", "mediator_signed", "sealed"), JUNE),
    )
    return matter


def state(row: Any) -> str:
    return type(row).objects.system("a test").get(pk=row.pk).state


def test_the_forms_take_a_matter_to_its_agreement_and_on(console: Console):
    matter = settled(console)

    kept = PeoplesMatter.objects.system("a test").get()
    assert (kept.state, kept.parties_count, kept.is_difficult, kept.facts) == ("settled", 3, 1, "漏水。")
    parties = Party.objects.system("a test").order_by("position").values_list("name", "document_number", "protection")
    assert list(parties) == [("陈示例", "G12345678", "violence"), ("林示例", "", "")]
    performance = Performance.objects.system("a test").get()
    console.act(performance, "visit", date(2025, 7, 1), manner="telephone", result="partly")
    console.act(performance, "find_performed", date(2025, 8, 1), manner="in_person")
    asked = {"court": "厦门市思明区人民法院", "court_ground": "mediator"}
    signed = {"applicant_signed": JUNE, "respondent_signed": JUNE}
    request = console.begin(CONFIRMATION, JUNE, number=matter.number, **asked, **signed)
    console.act(request, "accept", JUNE)
    console.act(request, "confirm", date(2025, 6, 20), decision_number="裁1号")
    outsider = console.begin(OUTSIDER, date(2025, 7, 1), number=request.number, known=date(2025, 6, 30))
    console.act(outsider, "revoke", date(2025, 7, 20))

    assert (state(performance), state(request), state(outsider)) == ("performed", "confirmed", "revoked")


def test_the_forms_take_a_matter_to_every_other_end(console: Console):
    for number, (act, answers) in enumerate(
        (
            ("refuse", {"reason": "in_court"}),
            ("withdraw", {}),
            (
                "settle_on_the_spot",
                {"mediators": ("李二",), "agreement_form": "oral", "agreement_terms": "道歉。", "tie": "none"},
            ),
        )
    ):
        matter = console.begin(
            PEOPLES,
            JUNE,
            number=f"{number}号",
            source="own_initiative",
            category="neighbour",
            applicant_name="陈示例",
            respondent_name="林示例",
        )
        console.act(matter, act, JUNE, **answers)
    matter = begun(console)
    console.act(matter, "accept", JUNE)
    console.act(matter, "fail", JUNE, routes_told="court")

    states = PeoplesMatter.objects.system("a test").order_by("number").values_list("state", flat=True)
    assert sorted(states) == ["failed", "refused", "settled", "withdrawn"]


def test_the_forms_report_danger_and_prove_it(console: Console):
    matter = begun(console)
    asked = {"kind": "crime", "organ": "莲前派出所", "manner": "telephone", "content": "扬言伤人。"}

    first = console.act(matter, "report_risk", JUNE, **asked)
    second = console.begin(RISK, JUNE, number=matter.number, **asked)
    console.act(first, "register_receipt", JUNE, receipt_number="回执1号", receiver="民警甲", follow_up="已处置。")

    rows = RiskReport.objects.system("a test").order_by("number").values_list("number", "state")
    assert list(rows) == [(f"{matter.number}风险1", "received"), (f"{matter.number}风险2", "reported")]
    assert second.content == "扬言伤人。"


def test_the_forms_follow_performance_and_confirmation_to_their_other_ends(console: Console):
    matter = settled(console)
    performance = Performance.objects.system("a test").get()
    console.act(
        performance, "find_not_performed", date(2025, 9, 5), manner="written", result="partly", remedy_told=True
    )
    asked = {"number": matter.number, "court": "厦门市思明区人民法院", "court_ground": "mediator"}
    signed = {"applicant_signed": JUNE, "respondent_signed": JUNE}
    for act, answers in (
        ("not_accept", {"ground": "wrong_court"}),
        ("withdraw", {}),
        ("refuse", {"ground": "unclear", "decision_number": "裁2号"}),
    ):
        request = console.begin(CONFIRMATION, JUNE, **asked, **signed)
        if act == "refuse":
            console.act(request, "accept", JUNE)
        console.act(request, act, JUNE, **answers)
    request = console.begin(CONFIRMATION, JUNE, **asked, **signed)
    console.act(request, "accept", JUNE)
    console.act(request, "confirm", JUNE, decision_number="裁3号")
    for act in ("dismiss", "withdraw"):
        outsider = console.begin(OUTSIDER, JUNE, number=request.number, known=JUNE)
        console.act(outsider, act, JUNE)

    assert state(performance) == "not_performed"
    ends = Confirmation.objects.system("a test").order_by("number").values_list("state", flat=True)
    assert list(ends) == ["not_accepted", "withdrawn", "refused", "confirmed"]
    outsiders = OutsiderRequest.objects.system("a test").order_by("number").values_list("state", flat=True)
    assert list(outsiders) == ["dismissed", "withdrawn"]


def test_a_ledgers_matter_is_followed_up_by_the_form(console: Console, peoples):
    from fazhi.lines.mediation.tests.test_models import SETTLED

    peoples(**SETTLED).save()

    performance = console.begin(PERFORMANCE, date(2024, 6, 10), number="〔2024〕1号")

    assert performance.counted_from_date == date(2024, 6, 2)
