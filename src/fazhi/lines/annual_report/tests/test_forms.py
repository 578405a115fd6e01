"""Every act on a report and a contribution has a form, and the form asks what the service takes and the step needs."""

import inspect

import pytest

from fazhi.engines.procedure import BEGIN, Procedure
from fazhi.kernel.procedures.forms import ActForm, FieldType, form_of
from fazhi.lines.annual_report.forms import FORMS
from fazhi.lines.annual_report.procedure import CONTRIBUTION_PROCEDURE, REPORT_PROCEDURE

ACTS = [
    (procedure, act)
    for procedure in (REPORT_PROCEDURE, CONTRIBUTION_PROCEDURE)
    for act in (BEGIN, *dict.fromkeys(step.name for step in procedure.steps))
]


def form(procedure: Procedure, act: str) -> ActForm:
    found = form_of(procedure.name, act)
    assert found is not None
    return found


@pytest.mark.parametrize(("procedure", "act"), ACTS, ids=lambda item: getattr(item, "name", item))
def test_an_act_has_a_form_that_asks_what_it_needs(procedure: Procedure, act: str):
    steps = [step for step in procedure.steps if step.name == act]
    needs = {need for step in steps or [procedure.opening] for need in step.needs}

    assert needs <= {field.name for field in form(procedure, act).fields}


@pytest.mark.parametrize("declared", FORMS, ids=lambda item: f"{item.procedure} {item.act}")
def test_a_form_asks_exactly_what_its_service_takes(declared: ActForm):
    taken = inspect.signature(declared.do).parameters
    every_act = {"by", "at", "on", "late_reason", "report", "contribution", "office"}
    required = {name for name, item in taken.items() if item.default is inspect.Parameter.empty}

    assert {field.name for field in declared.fields} == set(taken) - every_act
    assert {field.name for field in declared.fields if field.required} == required - every_act


@pytest.mark.parametrize("declared", FORMS, ids=lambda item: f"{item.procedure} {item.act}")
def test_a_choice_has_its_labels(declared: ActForm):
    for field in declared.fields:
        assert bool(field.labels) is (field.type is FieldType.CODE)


def test_no_form_is_left_over():
    assert {(form.procedure, form.act) for form in FORMS} == {(procedure.name, act) for procedure, act in ACTS}
