from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation import Article
from fazhi.engines.procedure import THE_CLOCK, Escalation, Opening, Procedure, Step, Within, faults

BASIS = Article("人民调解法", 17)
PERMISSIONS, PERIODS = frozenset({"register", "conduct"}), frozenset({"TJ-ACCEPT", "TJ-END"})
ROLES = frozenset({"mediator", "head"})

ACCEPT = Step("accept", "受理", "applied", "accepted", "register", BASIS, Within("TJ-ACCEPT", after="applied"))
REFUSE = Step("refuse", "不予受理", "applied", "refused", "register", BASIS, needs=("reason",))
SETTLE = Step("settle", "达成协议", "accepted", "settled", "conduct", BASIS, Within("TJ-END", after="accepted"))
RIGHT = Procedure(
    name="mediation.people",
    title="人民调解",
    states={"applied": "已申请", "accepted": "调解中", "settled": "调解成功", "refused": "不予受理"},
    start="applied",
    ends=frozenset({"settled", "refused"}),
    steps=(ACCEPT, REFUSE, SETTLE),
    escalations=(Escalation(-3, "mediator"), Escalation(1, "head")),
)


LAPSE = Step("lapse", "视为受理", "applied", "accepted", THE_CLOCK, BASIS, Within("TJ-ACCEPT", after="applied"))


def found(procedure: Procedure) -> set[tuple[str, str]]:
    return {(fault.place, fault.text) for fault in all_faults(procedure)}


def all_faults(procedure: Procedure):
    return faults(procedure, permissions=PERMISSIONS, periods=PERIODS, roles=ROLES)


def with_steps(*steps: Step) -> Procedure:
    return replace(RIGHT, steps=steps)


def test_a_right_table_has_no_fault():
    assert found(RIGHT) == set()
    assert found(replace(RIGHT, opening=Opening("申请", "register", BASIS))) == set()


def test_a_duty_left_over_may_be_done_at_an_end():
    told = Step("tell", "告知", "refused", "refused", "register", BASIS)

    assert found(with_steps(ACCEPT, REFUSE, SETTLE, told)) == set()


@pytest.mark.parametrize(
    ("procedure", "place", "text"),
    [
        pytest.param(replace(RIGHT, start="filed"), "filed", "state 'filed' has no label", id="start without label"),
        pytest.param(
            replace(RIGHT, ends=RIGHT.ends | {"closed"}),
            "closed",
            "state 'closed' has no label",
            id="end without label",
        ),
        pytest.param(
            with_steps(ACCEPT, REFUSE, SETTLE, replace(SETTLE, name="fail", target="failed")),
            "accepted → fail",
            "unknown state 'failed'",
            id="step to an unknown state",
        ),
        pytest.param(
            with_steps(ACCEPT, REFUSE, SETTLE, replace(SETTLE, source="heard")),
            "heard → settle",
            "unknown state 'heard'",
            id="step from an unknown state",
        ),
        pytest.param(
            with_steps(replace(ACCEPT, by="rule"), REFUSE, SETTLE),
            "applied → accept",
            "unknown permission 'rule'",
            id="unknown permission",
        ),
        pytest.param(
            with_steps(replace(ACCEPT, within=Within("TJ-NONE", after="applied")), REFUSE, SETTLE),
            "applied → accept",
            "unknown period 'TJ-NONE'",
            id="unknown period",
        ),
        pytest.param(
            with_steps(replace(ACCEPT, within=Within("TJ-ACCEPT", after="heard")), REFUSE, SETTLE),
            "applied → accept",
            "clock after unknown state 'heard'",
            id="clock after an unknown state",
        ),
        pytest.param(with_steps(ACCEPT, SETTLE), "refused", "no step leads here", id="state nobody reaches"),
        pytest.param(
            replace(RIGHT, ends=frozenset({"refused"})),
            "settled",
            "a dead end that is not declared",
            id="dead end not declared",
        ),
        pytest.param(
            with_steps(ACCEPT, REFUSE, SETTLE, Step("reopen", "重新调解", "settled", "accepted", "conduct", BASIS)),
            "settled",
            "an end that a step leaves",
            id="end that is left",
        ),
        pytest.param(
            with_steps(ACCEPT, replace(ACCEPT, target="refused"), REFUSE, SETTLE),
            "applied → accept",
            "declared twice",
            id="step declared twice",
        ),
        pytest.param(
            with_steps(ACCEPT, REFUSE, SETTLE, replace(ACCEPT, source="accepted", target="settled", title="收下")),
            "accepted → accept",
            "'accept' has two titles",
            id="one act with two names",
        ),
        pytest.param(
            with_steps(ACCEPT, replace(REFUSE, needs=("reason", "reason")), SETTLE),
            "applied → refuse",
            "a ground is named twice or not at all",
            id="ground named twice",
        ),
        pytest.param(
            with_steps(ACCEPT, replace(REFUSE, needs=("reason", " ")), SETTLE),
            "applied → refuse",
            "a ground is named twice or not at all",
            id="ground without a name",
        ),
        pytest.param(
            with_steps(ACCEPT, replace(REFUSE, by=THE_CLOCK), SETTLE),
            "applied → refuse",
            "deemed without a time limit",
            id="deemed without a clock",
        ),
        pytest.param(
            with_steps(LAPSE, replace(LAPSE, name="expire", target="refused"), REFUSE, SETTLE),
            "applied → expire",
            "a second deemed result of the same lapse",
            id="two results of one lapse",
        ),
        pytest.param(
            replace(RIGHT, opening=Opening("申请", "rule", BASIS)),
            "opening",
            "unknown permission 'rule'",
            id="opened by an unknown permission",
        ),
        pytest.param(
            replace(RIGHT, escalations=(Escalation(1, "mayor"),)),
            "escalations",
            "unknown role 'mayor'",
            id="reported to a role that nobody has",
        ),
        pytest.param(
            replace(RIGHT, escalations=(Escalation(0, "head"),)),
            "escalations",
            "nobody is told when TJ-ACCEPT, TJ-END lapses",
            id="warned on the last day, told nobody after it",
        ),
    ],
)
def test_each_kind_of_fault_is_found_and_placed(procedure: Procedure, place: str, text: str):
    assert (place, text) in found(procedure)


def test_a_fault_names_its_procedure_and_what_would_be_right():
    (fault,) = all_faults(with_steps(replace(ACCEPT, by="rule"), REFUSE, SETTLE))

    assert fault.procedure == "mediation.people"
    assert fault.hint == "declare it in permissions.py"


def test_the_same_step_may_be_open_from_two_states():
    withdraw = Step("withdraw", "撤回", "applied", "refused", "register", BASIS)

    assert found(with_steps(ACCEPT, REFUSE, SETTLE, withdraw, replace(withdraw, source="accepted"))) == set()


def test_a_circle_is_walked_once():
    again = Step("return", "退回", "accepted", "applied", "conduct", BASIS)

    assert found(with_steps(ACCEPT, REFUSE, SETTLE, again)) == set()


def test_a_circle_that_leads_to_no_end_is_found():
    away = Step("suspend", "搁置", "accepted", "shelved", "conduct", BASIS)
    back = Step("resume", "恢复", "shelved", "waiting", "conduct", BASIS)
    again = Step("wait", "等待", "waiting", "shelved", "conduct", BASIS)
    round_and_round = replace(
        with_steps(ACCEPT, REFUSE, SETTLE, away, back, again),
        states={**RIGHT.states, "shelved": "已搁置", "waiting": "等待"},
    )

    assert found(round_and_round) == {("shelved", "no way to an end"), ("waiting", "no way to an end")}


def test_a_lapse_that_has_a_result_by_law_needs_no_report():
    by_law = replace(RIGHT, steps=(LAPSE, REFUSE, replace(SETTLE, within=None)), escalations=())

    assert found(by_law) == set()


def test_every_kind_of_fault_says_what_would_be_right():
    wrong = replace(
        with_steps(ACCEPT, ACCEPT, replace(LAPSE, within=None), replace(SETTLE, by="rule")),
        ends=frozenset({"settled", "closed"}),
        escalations=(Escalation(1, "mayor"),),
    )

    assert all(fault.hint and fault.procedure == "mediation.people" for fault in all_faults(wrong))
    assert len(all_faults(wrong)) >= 5


def chain(length: int) -> Procedure:
    """s0 → s1 → … → s<length>, the last one an end."""
    names = [f"s{place}" for place in range(length + 1)]
    steps = tuple(
        Step("go", "办理", source, target, "conduct", BASIS) for source, target in zip(names, names[1:], strict=False)
    )
    return Procedure("test.chain", "链", dict.fromkeys(names, "状态"), "s0", frozenset({names[-1]}), steps)


@given(st.integers(min_value=1, max_value=30), st.data())
def test_a_chain_without_one_link_has_a_dead_end_and_a_state_nobody_reaches(length: int, data: st.DataObject):
    whole = chain(length)
    gap = data.draw(st.integers(min_value=0, max_value=length - 1))
    cut = replace(whole, steps=whole.steps[:gap] + whole.steps[gap + 1 :])

    assert found(whole) == set()
    assert (f"s{gap}", "a dead end that is not declared") in found(cut)
    assert {(f"s{place}", "no step leads here") for place in range(gap + 1, length + 1)} <= found(cut)


@given(st.integers(min_value=1, max_value=10), st.randoms(use_true_random=False))
def test_the_order_of_steps_is_no_matter(length: int, random):
    whole = chain(length)
    shuffled = list(whole.steps)
    random.shuffle(shuffled)

    assert found(replace(whole, steps=tuple(shuffled))) == set()
