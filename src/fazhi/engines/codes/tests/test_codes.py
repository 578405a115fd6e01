"""A code is a string, found by its code, and carries its label."""

import pytest

from fazhi.engines.codes import Labelled


class Status(Labelled):
    MARRIED = "married", "已婚"
    SINGLE = "single", "未婚"


def test_a_member_is_its_code_and_has_its_label():
    assert (Status.MARRIED, f"{Status.MARRIED}", Status.MARRIED.label) == ("married", "married", "已婚")


def test_a_member_is_found_by_its_code_and_keeps_its_label():
    assert Status("single").label == "未婚"
    with pytest.raises(ValueError, match="widowed"):
        Status("widowed")


def test_the_list_is_told_in_order():
    assert Status.labels() == {"married": "已婚", "single": "未婚"}
