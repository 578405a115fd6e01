"""The questions that a table answers about itself."""

from dataclasses import replace

import pytest

from fazhi.engines.citation import Article
from fazhi.engines.procedure import THE_CLOCK, Opening, Procedure, Step, Within

BASIS = Article("行政许可法", 32)
TABLE = Procedure(
    name="window.licence",
    title="行政许可",
    states={"received": "已收件", "accepted": "已受理", "decided": "已决定", "lost": "无此路"},
    start="received",
    ends=frozenset({"decided"}),
    steps=(
        Step("accept", "受理", "received", "accepted", "accept", BASIS, Within("XK-SUPPLEMENT", after="received")),
        Step("lapse", "视为受理", "received", "accepted", THE_CLOCK, BASIS, Within("XK-SUPPLEMENT", after="received")),
        Step("grant", "准予", "accepted", "decided", "decide", BASIS, Within("XK-DECIDE", after="accepted")),
        Step("refuse", "不予", "accepted", "decided", "decide", BASIS, Within("XK-SUPPLEMENT", after="accepted")),
    ),
)


def test_steps_open_from_a_state_come_in_the_order_declared():
    assert [step.name for step in TABLE.open_from("received")] == ["accept", "lapse"]
    assert TABLE.open_from("decided") == ()


def test_a_step_is_deemed_when_the_clock_takes_it():
    assert [step.is_deemed for step in TABLE.steps] == [False, True, False, False]


def test_the_limits_that_start_on_entering_a_state_come_once_each_and_in_order():
    assert TABLE.clocks_after("received") == ("XK-SUPPLEMENT",)
    assert TABLE.clocks_after("accepted") == ("XK-DECIDE", "XK-SUPPLEMENT")
    assert TABLE.clocks_after("decided") == ()


def test_a_step_is_known_by_its_sources_and_its_title():
    assert TABLE.sources_of("grant") == ("accepted",)
    assert TABLE.sources_of("appeal") == ()
    assert TABLE.title_of("lapse") == "视为受理"
    assert TABLE.title_of("appeal") is None
    assert TABLE.title_of("begin") is None
    assert replace(TABLE, opening=Opening("申请", "accept", BASIS)).title_of("begin") == "申请"


def test_what_is_reached_includes_where_one_stands():
    assert TABLE.reached_from(["accepted"]) == {"accepted", "decided"}
    assert TABLE.reached_from(["received"]) == {"received", "accepted", "decided"}
    assert TABLE.reached_from([]) == frozenset()


def test_a_step_that_is_open_from_several_states_names_them_all():
    withdraw = Step("withdraw", "撤回", "received", "decided", "accept", BASIS)
    later = replace(withdraw, source="accepted")

    assert replace(TABLE, steps=(*TABLE.steps, withdraw, later)).sources_of("withdraw") == ("received", "accepted")


def test_a_step_without_basis_cannot_be_declared():
    with pytest.raises(TypeError, match="basis"):
        Step("withdraw", "撤回", "received", "decided", "accept")


def test_an_act_may_be_entered_a_week_late_unless_the_table_says_otherwise():
    assert TABLE.late_days == 7
