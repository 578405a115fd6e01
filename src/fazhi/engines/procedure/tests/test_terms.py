import pytest

from fazhi.engines.citation import Article, Document
from fazhi.engines.procedure import Procedure, Step

BASIS = Article("人民调解法", 23)
WITHDRAW = Step("withdraw", "撤回", "applied", "withdrawn", "register", BASIS)
WITHDRAW_LATER = Step("withdraw", "撤回", "accepted", "withdrawn", "conduct", BASIS)
ACCEPT = Step(
    "accept", "受理", "applied", "accepted", "register", Document("厦门市行政调解规定", "厦府办规〔2024〕2号")
)
PROCEDURE = Procedure(
    "mediation.people",
    "人民调解",
    {"applied": "已申请", "accepted": "调解中", "withdrawn": "当事人撤回"},
    "applied",
    frozenset({"withdrawn"}),
    (ACCEPT, WITHDRAW, WITHDRAW_LATER),
)


def test_open_steps_come_in_the_order_declared():
    assert PROCEDURE.open_from("applied") == (ACCEPT, WITHDRAW)


def test_nothing_is_open_from_an_end():
    assert PROCEDURE.open_from("withdrawn") == ()


def test_a_step_is_open_from_each_of_its_sources():
    assert PROCEDURE.sources_of("withdraw") == ("applied", "accepted")


def test_an_unknown_step_is_open_from_nowhere():
    assert PROCEDURE.sources_of("appeal") == ()


def test_a_step_without_basis_cannot_be_declared():
    with pytest.raises(TypeError, match="basis"):
        Step("withdraw", "撤回", "applied", "withdrawn", "register")
