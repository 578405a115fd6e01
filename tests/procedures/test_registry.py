"""The tables of all lines: right as they stand, and a wrong one stops the start (fazhi.E030)."""

from dataclasses import replace

import pytest
from django.core import checks

from fazhi.kernel.procedures import registry
from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, PEOPLES_MEDIATION


def test_all_registered_procedures_are_right():
    assert registry.check_procedures() == []
    assert {procedure.name for procedure in registry.procedures()} >= {"mediation.people", "mediation.administrative"}


def test_a_wrong_table_stops_the_start(monkeypatch: pytest.MonkeyPatch):
    (accept, *rest) = PEOPLES_MEDIATION.steps
    wrong = replace(PEOPLES_MEDIATION, steps=(replace(accept, by="mediation.people.decide"), *rest))
    monkeypatch.setitem(registry._procedures, "mediation.people", wrong)

    (found,) = [message for message in checks.run_checks() if message.id == "fazhi.E030"]

    assert found.level >= checks.ERROR
    assert "applied → accept" in found.msg
    assert "mediation.people.decide" in found.msg
    assert found.hint


def test_each_model_of_matters_has_its_procedure():
    assert registry.procedure_of(PeoplesMatter()) is PEOPLES_MEDIATION
    assert registry.procedure_of(AdministrativeMatter()) is ADMINISTRATIVE_MEDIATION


def test_permissions_come_by_code():
    codes = [permission.code for permission in registry.permissions()]

    assert codes == sorted(codes)
    assert registry.permission("mediation.people.conduct").title == "调解纠纷"


def test_a_model_that_no_line_has_registered_has_no_procedure():
    with pytest.raises(KeyError):
        registry.procedure_of(object())


def test_a_model_that_several_procedures_move_says_which_one(monkeypatch: pytest.MonkeyPatch):
    other = replace(PEOPLES_MEDIATION, name="mediation.other")
    monkeypatch.setitem(registry._procedures, other.name, other)
    monkeypatch.setitem(registry._models, other.name, PeoplesMatter)
    matter = PeoplesMatter()
    matter.procedure = "mediation.other"

    assert registry.procedure_of(matter) is other


def test_an_unnamed_ground_is_called_by_its_name():
    assert registry.ground_title("routes_told") == "已告知的其他途径"
    assert registry.ground_title("nonesuch") == "nonesuch"


@pytest.mark.parametrize(
    ("action", "title"),
    [
        ("mediation.people.accept", "受理"),
        ("mediation.people.begin", "申请"),
        ("mediation.people.rectify", "更正"),
        ("mediation.people.nonesuch", "mediation.people.nonesuch"),
        ("procedures.extend", "延长期限"),
        ("year.freeze", "年度封账"),
    ],
)
def test_an_act_in_the_trail_has_its_official_word(action: str, title: str):
    assert registry.act_title(action) == title
