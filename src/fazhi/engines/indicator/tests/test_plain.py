import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from fazhi.engines.citation import Article, Document
from fazhi.engines.indicator import (
    Column,
    Compare,
    Count,
    DefinitionNotReadable,
    Difference,
    Formula,
    Identity,
    Indicator,
    Kind,
    Number,
    Ratio,
    Ref,
    Sum,
    from_plain,
    to_plain,
)
from fazhi.engines.indicator.tests.samples import COUNTS, PROBE, QUANTILES

CODED = Column("state", "状态", Kind.TEXT, "state", {"open": "在办", "done": "办结", "appealed": "复议"})


def _there_and_back(definition: object) -> object:
    return from_plain(json.loads(json.dumps(to_plain(definition), sort_keys=True)))


@given(COUNTS | QUANTILES)
def test_any_count_comes_back_from_json(count: Count) -> None:
    assert _there_and_back(count) == count


def test_registers_indicators_and_identities_come_back_from_json() -> None:
    formula = Formula(Ratio(Sum((Ref("a"), Ref("b"))), Difference(Ref("a"), Ref("b"))))
    basis = (Article("人民调解法", 33, 1), Document("厦门市行政调解规定", "厦府办规〔2024〕2号"))
    share = Indicator("x", "率", "l", formula, "%", "释义", "台账", basis, ("office",), per_unit=Fraction(1, 100))

    for definition in (PROBE, CODED, share, Identity("r", "题", Ref("x"), "<=", Number(1), by="office")):
        assert _there_and_back(definition) == definition
        # A kind that came back as mere text would be equal and yet no kind.
        assert repr(_there_and_back(definition)) == repr(definition)


@pytest.mark.parametrize(
    "stored",
    [
        {"is": "os.system", "command": "x"},
        {"is": "Compare", "column": "a"},
        {"is": "Ref", "code": "a", "more": 1},
        {"column": "a"},
    ],
)
def test_objects_that_are_not_ours_are_refused(stored: dict[str, object]) -> None:
    with pytest.raises(DefinitionNotReadable):
        from_plain(stored)


def test_what_is_no_definition_is_not_written() -> None:
    with pytest.raises(DefinitionNotReadable):
        to_plain(Compare("a", "=", 1.5))


def test_days_keep_their_kind() -> None:
    assert _there_and_back(Compare("day", "<", date(2024, 2, 29))) == Compare("day", "<", date(2024, 2, 29))
