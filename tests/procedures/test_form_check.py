"""The start check of forms (fazhi.E031), on made-up tables: every act asked for, nothing asked that no act takes."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core import checks

from fazhi.engines.citation import Article
from fazhi.engines.procedure import BEGIN, THE_CLOCK, Opening, Procedure, Step, Within
from fazhi.kernel.procedures import forms, registry
from fazhi.kernel.procedures.form_check import check_forms, faults
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType

LAW = Article("人民调解法", 17)
TABLE = Procedure(
    name="made.up",
    title="示例",
    states={"open": "在办", "closed": "办结"},
    start="open",
    ends=frozenset({"closed"}),
    opening=Opening("登记", by="made.up.register", basis=LAW, needs=("applicant",)),
    steps=(
        Step("close", "办结", "open", "closed", by="made.up.register", basis=LAW, needs=("reason",)),
        Step("lapse", "视为办结", "open", "closed", by=THE_CLOCK, basis=LAW, within=Within("TJ-END", "open")),
    ),
)


def open_(*, office, by, at, on, late_reason, applicant): ...


def close(matter, *, by, at, on, late_reason, reason, note=""): ...


OPENING = ActForm("made.up", BEGIN, (Field("applicant", "申请人", required=True),), open_)
CLOSING = ActForm("made.up", "close", (Field("reason", "理由", required=True), Field("note", "备注")), close)


def found(*declared: ActForm) -> list[tuple[str, str]]:
    return [(fault.place, fault.text) for fault in faults([TABLE], declared)]


def test_a_table_whose_acts_are_all_asked_for_is_right():
    assert found(OPENING, CLOSING) == []


@pytest.mark.parametrize(
    ("declared", "place", "text"),
    [
        ((OPENING,), "close", "no form"),
        ((CLOSING,), "begin", "no form"),
        ((OPENING, CLOSING, replace(CLOSING, act="shut")), "shut", "a form of no act that a person takes"),
        ((OPENING, CLOSING, replace(CLOSING, act="lapse")), "lapse", "a form of no act that a person takes"),
        ((OPENING, CLOSING, replace(CLOSING, procedure="made.down")), "close", "a form of no procedure"),
        (
            (OPENING, replace(CLOSING, fields=(Field("note", "备注", required=True),), do=lambda matter, **_: None)),
            "close",
            "the ground 'reason' is not asked",
        ),
        ((OPENING, replace(CLOSING, answers=("seal",))), "close", "'seal' is no ground of this act"),
        ((OPENING, replace(CLOSING, fields=(*CLOSING.fields, CLOSING.fields[0]))), "close", "'reason' is asked twice"),
        (
            (OPENING, replace(CLOSING, fields=(*CLOSING.fields, Field("seal", "印章")))),
            "close",
            "the service takes no 'seal'",
        ),
        (
            (OPENING, replace(CLOSING, fields=(Field("reason", "理由"),))),
            "close",
            "the service needs 'reason', which may be left blank",
        ),
        (
            (OPENING, replace(CLOSING, fields=(replace(CLOSING.fields[0], type=FieldType.CODE),))),
            "close",
            "'reason' has labels without codes, or codes without labels",
        ),
        (
            (OPENING, replace(CLOSING, fields=(replace(CLOSING.fields[0], labels={"a": "甲"}),))),
            "close",
            "'reason' has labels without codes, or codes without labels",
        ),
        ((replace(OPENING, do=close), CLOSING), "begin", "the service takes no 'applicant'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_form_is_found(declared: tuple[ActForm, ...], place: str, text: str):
    assert (place, text) in found(*declared)


def test_a_ground_that_the_service_answers_itself_need_not_be_asked():
    def sealed(matter, *, by, at, on, late_reason): ...

    assert found(OPENING, replace(CLOSING, fields=(), do=sealed, answers=("reason",))) == []


def test_grounds_of_an_act_from_any_state_are_asked_once():
    again = Step("close", "办结", "closed", "closed", by="made.up.register", basis=LAW, needs=("seal",))
    table = replace(TABLE, steps=(*TABLE.steps, again))

    assert [fault.text for fault in faults([table], [OPENING, CLOSING])] == ["the ground 'seal' is not asked"]


def test_a_table_without_an_opening_asks_for_none():
    assert faults([replace(TABLE, opening=None)], [CLOSING]) == ()


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The made-up table is the only one, with these forms."""

    def declare(*declared: ActForm) -> None:
        monkeypatch.setattr(registry, "_procedures", {TABLE.name: TABLE})
        monkeypatch.setattr(forms, "_forms", {})
        forms.register(*declared)

    return declare


def test_a_missing_form_is_an_error_with_id_and_hint(only: Callable[..., None]):
    only(CLOSING)

    (error,) = check_forms()

    assert (error.id, error.level) == ("fazhi.E031", checks.ERROR)
    assert error.msg == "made.up, begin: no form."
    assert error.hint == "register an ActForm for it in apps.py."


def test_registered_forms_of_a_right_table_pass(only: Callable[..., None]):
    only(OPENING, CLOSING)

    assert check_forms() == []
    assert forms.form_of("made.up", "close") is CLOSING
    assert forms.forms() == (OPENING, CLOSING)
