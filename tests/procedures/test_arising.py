"""Matters that a day brings up: the clock asks each procedure's line, and says how many there were."""

from datetime import datetime

import pytest

from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.services import run
from fazhi.lines.mediation.terms import PEOPLES


def test_what_a_line_brings_up_is_counted(city, at: datetime, monkeypatch: pytest.MonkeyPatch):
    asked = []

    def bring(moment: datetime) -> int:
        asked.append(moment)
        return 2

    monkeypatch.setitem(registry._arising, PEOPLES, bring)

    assert run(at=at).arisen == {PEOPLES: 2}
    assert asked == [at]


def test_what_brings_up_nothing_is_not_told(city, at: datetime):
    assert run(at=at).arisen == {}


def test_an_act_outside_procedures_has_its_word(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(registry, "_other_acts", {})
    registry.name_acts({"somewhere.do": "办某事"})

    assert registry.act_title("somewhere.do") == "办某事"
    assert registry.act_title("somewhere.else") == "somewhere.else"
