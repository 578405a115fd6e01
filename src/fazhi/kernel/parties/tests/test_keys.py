"""Keys: the same for one document however written, another under another key, made once and never anew."""

import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.parties import keys
from fazhi.kernel.parties.errors import KeyLost

KEY, OTHER = bytes(32), bytes([1]) * 32
numbers = st.from_regex(r"\A[0-9A-Z]{5,18}\Z")


def test_ways_of_writing_are_one_document():
    assert keys.document_key("identity", "11010519491231002x", KEY) == keys.document_key(
        "identity", "1101051949 1231002Ｘ", KEY
    )


def test_another_key_gives_other_digests():
    assert keys.document_key("passport", "E12345678", KEY) != keys.document_key("passport", "E12345678", OTHER)


def test_nothing_has_no_key():
    assert keys.document_key("", "", KEY) is None
    assert keys.contact_key("", "chenshili", KEY) is None


@given(numbers)
def test_the_end_of_a_number_is_a_range_that_holds_its_key(number: str):
    least, most = keys.tail_range(number)

    assert least <= (keys.document_key("passport", number, KEY) or 0) <= most < 2**47


@pytest.mark.parametrize(("number", "tail"), [("12345678", 5678), ("1X", 13), ("军字第1号", 0), ("-123", 0), ("", 0)])
def test_letters_at_the_end_are_folded_and_other_signs_give_nothing(number: str, tail: int):
    assert keys.tail_of(number) == tail


def test_the_key_is_made_once_and_readable_by_its_owner_only(db):
    made = keys.read_key()

    assert len(made) == 32
    assert keys.read_key() == made
    assert stat.S_IMODE(keys.key_path().stat().st_mode) == 0o600


def test_a_second_maker_finds_the_first_ones_key(db):
    made = keys.read_key()

    keys._create(keys.key_path())

    assert keys.read_key() == made
    assert [path.name for path in keys.key_path().parent.glob(".*")] == []


def test_a_lost_key_is_never_made_anew_once_it_was_used(keep):
    keep("陈示例", document_type="passport", document_number="E12345678")
    keys.key_path().unlink()

    with pytest.raises(KeyLost, match="restore the file"):
        keys.read_key()
