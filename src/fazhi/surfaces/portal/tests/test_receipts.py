"""Receipts: what opens them, what does not, and that nothing tells which of number and code was wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.surfaces.portal import receipts
from fazhi.surfaces.portal.errors import TooOften, WrongCode
from fazhi.surfaces.portal.models import Receipt
from fazhi.surfaces.portal.receipts import Slip


@dataclass
class Begun:
    pk: UUID
    office: Any


@pytest.fixture
def issued(city: Any, at: datetime) -> Callable[[str], Slip]:
    def issue(token: str = "a token") -> Slip:
        return receipts.issue("test.thing", token, lambda number: Begun(uuid4(), city.committee), at=at)

    return issue


def kept() -> list[Receipt]:
    return list(Receipt.objects.system("a test"))


def opened(number: str, code: str, at: datetime, visitor: str = "10.0.0.1") -> Receipt:
    return receipts.opened(number, code, visitor=visitor, at=at)


def test_number_and_code_open_the_receipt(issued: Any, at: datetime) -> None:
    slip = issued()

    assert opened(slip.number, slip.code, at).pk == slip.key
    assert slip.number.startswith("20240603-")


def test_the_code_has_fifty_bits_and_stands_nowhere_in_the_database(issued: Any) -> None:
    slip = issued()
    (receipt,) = kept()

    assert len(slip.code) * 5 == 50
    assert set(slip.code) <= set(receipts.ALPHABET)
    assert slip.code not in str([getattr(receipt, field.attname) for field in Receipt._meta.concrete_fields])


def test_codes_of_other_forms_are_others(issued: Any) -> None:
    assert len({issued(f"token {place}").code for place in range(20)}) == 20


def test_it_may_be_typed_as_people_type(issued: Any, at: datetime) -> None:
    slip = issued()
    number = slip.number.replace("-", " ").translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"})
    code = f" {slip.grouped.lower()} ".replace("0", "o").replace("1", "l")

    assert opened(number, code, at).pk == slip.key


def test_a_wrong_code_and_a_wrong_number_are_one_answer(issued: Any, at: datetime) -> None:
    slip = issued()

    said = []
    for number, code in ((slip.number, "0" * 10), ("20240603-999999", slip.code), ("", ""), ("no", "such")):
        with pytest.raises(WrongCode) as caught:
            opened(number, code, at)
        said.append(str(caught.value))
    assert len(set(said)) == 1


def test_after_five_wrong_codes_the_right_one_waits_too(issued: Any, at: datetime) -> None:
    slip = issued()
    for _ in range(5):
        with pytest.raises(WrongCode):
            opened(slip.number, "0" * 10, at)

    with pytest.raises(TooOften) as caught:
        opened(slip.number, slip.code, at)

    assert opened(slip.number, slip.code, caught.value.until + timedelta(seconds=1)).pk == slip.key


def test_a_number_that_does_not_exist_is_limited_alike(issued: Any, at: datetime) -> None:
    for _ in range(5):
        with pytest.raises(WrongCode):
            opened("20240603-111111", "0" * 10, at)

    with pytest.raises(TooOften):
        opened("20240603-111111", "0" * 10, at)


def test_trying_other_numbers_is_limited_by_the_visitor(issued: Any, at: datetime) -> None:
    slip = issued()
    for place in range(30):
        with pytest.raises(WrongCode):
            opened(f"20240603-{place:06}", "0" * 10, at)

    with pytest.raises(TooOften):
        opened(slip.number, slip.code, at)
    assert opened(slip.number, slip.code, at, visitor="10.0.0.2").pk == slip.key


def test_looking_often_with_the_right_code_is_not_limited(issued: Any, at: datetime) -> None:
    slip = issued()

    assert {opened(slip.number, slip.code, at).pk for _ in range(40)} == {slip.key}


def test_the_same_form_sent_twice_begins_once_and_gives_the_same_slip(city: Any, at: datetime) -> None:
    begun: list[str] = []

    def begin(number: str) -> Begun:
        begun.append(number)
        return Begun(uuid4(), city.committee)

    first = receipts.issue("test.thing", "token", begin, at=at)
    second = receipts.issue("test.thing", "token", begin, at=at + timedelta(minutes=1))

    assert first == second
    assert begun == [first.number]


def test_who_comes_second_at_the_same_moment_gets_the_first_ones_slip(
    issued: Any, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, ask = issued(), receipts._sent_before
    asked: list[str] = []

    def not_yet(form_digest: str, token: str) -> Slip | None:
        asked.append(token)
        return ask(form_digest, token) if len(asked) > 1 else None

    monkeypatch.setattr(receipts, "_sent_before", not_yet)

    assert issued() == first
    assert len(kept()) == 1


def test_what_could_not_begin_leaves_no_receipt(city: Any, at: datetime) -> None:
    def begin(number: str) -> Begun:
        raise ValueError("it can't")

    with pytest.raises(ValueError, match="it can't"):
        receipts.issue("test.thing", "token", begin, at=at)

    assert kept() == []


def test_a_number_that_was_drawn_before_is_drawn_again(issued: Any, at: datetime, monkeypatch: Any) -> None:
    drawn = iter([7, 7, 8])
    monkeypatch.setattr(receipts.secrets, "randbelow", lambda most: next(drawn))

    assert [issued("one").number, issued("two").number] == ["20240603-000007", "20240603-000008"]


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_without_failing(text: str) -> None:
    assert len(receipts.plain_number(text)) <= 33
    assert len(receipts.plain_code(text)) <= 80
