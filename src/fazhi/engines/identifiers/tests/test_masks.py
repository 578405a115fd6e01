"""Display masking: enough to recognise, never the birth date, nothing of a value of unknown form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.identifiers import mask_identity_number, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("李明", "李*"),
        ("李小明", "李*"),
        ("欧阳娜", "欧阳*"),
        ("欧阳", "欧*"),
        ("买买提·吐尔逊", "买*"),
        ("李", "*"),
        ("", ""),
    ],
)
def test_name_keeps_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_identity_number_keeps_four_and_two() -> None:
    assert mask_identity_number("35020319900101001X") == "3502************1X"


@given(st.text("0123456789ABC-", max_size=17))
def test_number_of_another_form_shows_nothing(number: str) -> None:
    assert set(mask_identity_number(number)) <= {"*"}


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800001234", "138****1234"),
        ("+86 13800001234", "138****1234"),
        ("0592-2660000", "********0000"),
        ("110", "***"),
        ("无", "*"),
    ],
)
def test_phone_keeps_its_ends(number: str, masked: str) -> None:
    assert mask_phone(number) == masked
