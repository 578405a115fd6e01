from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Procedure, Step, Within, faults

BASIS = Article("人民调解法", 17)
PERMISSIONS, PERIODS = frozenset({"register", "conduct"}), frozenset({"TJ-ACCEPT", "TJ-END"})

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
)


def found(procedure: Procedure) -> set[tuple[str, str]]:
    return {(fault.place, fault.text) for fault in faults(procedure, permissions=PERMISSIONS, periods=PERIODS)}


def with_steps(*steps: Step) -> Procedure:
    return replace(RIGHT, steps=steps)


def test_a_right_table_has_no_fault():
    assert found(RIGHT) == set()


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
    ],
)
def test_each_kind_of_fault_is_found_and_placed(procedure: Procedure, place: str, text: str):
    assert (place, text) in found(procedure)


def test_a_fault_names_its_procedure_and_what_would_be_right():
    (fault,) = faults(with_steps(replace(ACCEPT, by="rule"), REFUSE, SETTLE), permissions=PERMISSIONS, periods=PERIODS)

    assert fault.procedure == "mediation.people"
    assert fault.hint == "declare it in permissions.py"


def test_the_same_step_may_be_open_from_two_states():
    withdraw = Step("withdraw", "撤回", "applied", "refused", "register", BASIS)

    assert found(with_steps(ACCEPT, REFUSE, SETTLE, withdraw, replace(withdraw, source="accepted"))) == set()


def test_a_circle_is_walked_once():
    again = Step("return", "退回", "accepted", "applied", "conduct", BASIS)

    assert found(with_steps(ACCEPT, REFUSE, SETTLE, again)) == set()


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
