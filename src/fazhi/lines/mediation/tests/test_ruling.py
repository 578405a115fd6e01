"""Rulings by departments: no mediation, and in none of its figures."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError

from fazhi.engines.indicator import Count, Period
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.models import Post
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import forms
from fazhi.kernel.procedures.errors import OutOfSight, StepNotOpen
from fazhi.lines.mediation.errors import NotEmpowered, NotOnTheList, NumberTaken
from fazhi.lines.mediation.models import AdministrativeRuling
from fazhi.lines.mediation.procedure import RULING_PROCEDURE
from fazhi.lines.mediation.services import ruling as acts
from fazhi.lines.mediation.services.parties import Side

DAY = date(2024, 9, 5)
WHEN = {"at": datetime(2024, 9, 5, 2, tzinfo=UTC), "on": DAY}


UNDECIDED = {"decided_date": None, "decided_year": None, "decided_quarter": None, "decided_month": None} | {
    "result": "", "remedy": "", "ended_date": None,
}  # fmt: skip


@pytest.fixture
def head(city) -> Post:
    made = Post(official=city.head.official, office=city.department, role="head", from_date=date(2020, 1, 1))
    made.save()
    return made


@pytest.fixture
def applied(city) -> Callable[..., AdministrativeRuling]:
    def make(**more: Any) -> AdministrativeRuling:
        usual: dict[str, Any] = {
            "number": "裁1号", "category": "land", "basis": "土地管理法 第十四条", "applicant": Side("陈示例"),
            "respondent": Side("林示例"),
        }  # fmt: skip
        return acts.apply(office=city.department, by=city.officer, **WHEN, **{**usual, **more})

    return make


@pytest.fixture
def decided(applied, city, head) -> AdministrativeRuling:
    ruling = applied()
    acts.accept(ruling, by=city.officer, **WHEN)
    acts.decide(ruling, by=head, **WHEN, result="partly", remedy="civil_suit")
    return ruling


def stored(ruling: AdministrativeRuling) -> AdministrativeRuling:
    return AdministrativeRuling.objects.system("a test").get(pk=ruling.pk)


def of_mediation() -> dict[str, Any]:
    codes = [code for code in registry.catalogue().indicators if not code.startswith("mediation.rulings.")]
    codes = [code for code in codes if code.startswith("mediation.")]
    return {figure.code: figure.exact for figure in figures(Period(2024), engine=Live(), codes=codes)}


def test_applied_for_accepted_and_decided(decided):
    found = stored(decided)

    assert (found.state, found.result, found.remedy, found.decided_date) == ("decided", "partly", "civil_suit", DAY)
    assert Party.objects.system("a test").filter(procedure="mediation.ruling").count() == 2


def test_no_figure_of_mediation_counts_a_ruling(applied, city, head):
    before = of_mediation()

    ruling = applied()
    acts.accept(ruling, by=city.officer, **WHEN)
    acts.decide(ruling, by=head, **WHEN, result="partly", remedy="civil_suit")

    assert of_mediation() == before
    ruled = figures(Period(2024), engine=Live(), codes=("mediation.rulings.accepted", "mediation.rulings.decided"))
    assert [figure.exact for figure in ruled] == [1, 1]


def test_the_register_of_rulings_is_read_by_the_indicators_of_rulings_alone():
    catalogue = registry.catalogue()
    reading = {
        code
        for code, item in catalogue.indicators.items()
        if isinstance(item.measure, Count) and item.measure.register == "mediation_ruling_register"
    }

    assert reading == {"mediation.rulings.accepted", "mediation.rulings.decided"}


@pytest.mark.parametrize("basis", ["凭经验", "不存在的法 第一条", "行政裁决意见 中办发〔2018〕75号", ""])
def test_a_ruling_rests_on_an_article_of_a_law(applied, basis: str):
    with pytest.raises(NotEmpowered):
        applied(basis=basis)

    assert not AdministrativeRuling.objects.system("a test").exists()


def test_a_number_is_used_once(applied):
    applied()

    with pytest.raises(NumberTaken):
        applied()


def test_refused_for_a_reason_of_the_list_and_no_other(applied, city):
    ruling = applied()

    with pytest.raises(NotOnTheList):
        acts.refuse(ruling, by=city.officer, **WHEN, reason="hired")
    acts.refuse(ruling, by=city.officer, **WHEN, reason="not_ours")

    assert (stored(ruling).state, stored(ruling).not_accepted) == ("refused", "not_ours")


def test_withdrawn(applied, city):
    ruling = applied()

    acts.withdraw(ruling, by=city.officer, **WHEN)

    assert (stored(ruling).state, stored(ruling).ended_date) == ("withdrawn", DAY)


def test_the_head_alone_decides(applied, city):
    ruling = applied()
    acts.accept(ruling, by=city.officer, **WHEN)

    with pytest.raises(NotPermitted):
        acts.decide(ruling, by=city.officer, **WHEN, result="partly", remedy="civil_suit")


def test_what_was_not_accepted_is_not_decided_and_a_stranger_does_nothing(applied, head, city):
    ruling = applied()

    with pytest.raises(StepNotOpen):
        acts.decide(ruling, by=head, **WHEN, result="partly", remedy="civil_suit")
    with pytest.raises(OutOfSight):
        acts.accept(ruling, by=city.stranger, **WHEN)


def test_every_step_has_its_form_and_the_forms_act(city, head):
    by = {"by": city.officer, **WHEN, "late_reason": ""}
    form = {step.name: forms.form_of("mediation.ruling", step.name) for step in RULING_PROCEDURE.steps}
    ruling = forms.form_of("mediation.ruling", "begin").do(
        office=city.department, number="裁2号", category="land", basis="土地管理法 第十四条", applicant_name="陈示例",
        respondent_name="林示例", **by,
    )  # fmt: skip

    form["accept"].do(ruling, **by)
    form["decide"].do(ruling, result="supported", remedy="reconsideration", **{**by, "by": head})

    assert stored(ruling).result == "supported"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "lost", **UNDECIDED}, "ruling_state_known"),
        ({"category": "boredom"}, "ruling_category_known"),
        ({"basis": ""}, "ruling_has_basis"),
        ({"not_accepted": "not_ours"}, "ruling_not_accepted_known"),
        ({"accepted_year": None}, "administrativeruling_accepted_parts"),
        ({"decided_month": None}, "administrativeruling_decided_parts"),
        ({"remedy": ""}, "ruling_decided_whole"),
        ({"result": "", "remedy": "", "state": "accepted"}, "ruling_decided_whole"),
        ({"ended_date": None}, "ruling_ended_has_date"),
    ],
)
def test_the_database_refuses_a_ruling_that_can_not_be_true(decided, changes: dict[str, Any], constraint: str):
    with pytest.raises(IntegrityError, match=constraint):
        AdministrativeRuling.objects.system("a test").update(**changes)
