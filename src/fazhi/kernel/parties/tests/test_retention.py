"""Retention rows are declared by lines, one a procedure."""

import pytest

from fazhi.kernel.parties import retention
from fazhi.kernel.parties.retention import Retention, declare, declared


@pytest.fixture(autouse=True)
def _nothing_declared(monkeypatch):
    monkeypatch.setattr(retention, "_declared", {})


def test_the_latest_row_of_a_procedure_holds():
    declare(Retention("b", "X-KEEP"), Retention("a", "X-KEEP"))
    declare(Retention("b", "Y-KEEP"))

    assert declared() == (Retention("a", "X-KEEP"), Retention("b", "Y-KEEP"))
