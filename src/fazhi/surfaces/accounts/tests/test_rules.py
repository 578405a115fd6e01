"""Passwords, limits, lock-out and who needs a second factor, as rules without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.surfaces.accounts.rules import (
    Failures,
    code_typed,
    ending_of,
    first_password_until,
    is_locked,
    needs_second_factor,
    normalised,
    password_faults,
    state_of,
)
from fazhi.surfaces.accounts.terms import AccountState, Ending, Limits

NAMES = ("E0001", "王一", "wang yi")
NOON = datetime(2025, 2, 19, 4, 0, tzinfo=UTC)
LIMITS = Limits(idle_minutes=30, hours=12, at_once=3)


def faults(password: str, **more: bool) -> tuple[str, ...]:
    return password_faults(password, names=NAMES, **{"is_common": False, "is_same": False, **more})


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "筼筜湖边的白鹭在春天飞起来",
        "aB3$aB3$aB3$x",
        "123456abcdef",
        "x" * 4 + "abcdefghi" + "y" * 115,
    ],
)
def test_length_and_variety_are_all_that_a_good_password_needs(password: str):
    assert faults(password) == ()


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("elevenchars", "short"),
        ("", "short"),
        ("abcdefghij" * 12 + "abcdefghi", "long"),
        ("my e0001 is here", "name"),
        ("Wangyi and his dog", "name"),
        ("我是王一，在莲前街道上班", "name"),
        ("aaaabbbbccccdddd", "monotonous"),
    ],
)
def test_what_is_wrong_with_a_password_is_named(password: str, fault: str):
    assert fault in faults(password)


def test_twelve_characters_are_enough_and_128_not_too_many():
    assert "short" not in faults("abcdefghijkl")
    assert "long" not in faults("abcdefgh" * 16)


def test_a_common_password_and_the_present_one_are_refused():
    assert faults("correct horse battery", is_common=True, is_same=True) == ("common", "same")


def test_a_name_of_two_latin_letters_is_found_in_no_password():
    assert password_faults("a long yi password", names=("yi",), is_common=False, is_same=False) == ()


@given(st.text())
def test_every_password_gets_known_faults_only(password: str):
    assert set(faults(password)) <= {"short", "long", "common", "name", "monotonous", "same"}


@pytest.mark.parametrize(("typed", "name"), [("　Ｅ０００１ ", "E0001"), ("E0001", "E0001"), ("E00\x0001", "E0001")])
def test_a_name_typed_in_full_width_is_the_same_name(typed: str, name: str):
    assert normalised(typed) == name


@pytest.mark.parametrize(
    ("typed", "code"), [("123 456", "123456"), ("１２３４５６", "123456"), ("ABCDE-fgh23", "abcdefgh23")]
)
def test_a_code_is_read_without_what_people_put_between(typed: str, code: str):
    assert code_typed(typed) == code


def test_a_first_password_is_good_for_seven_days():
    given_at = datetime(2025, 2, 25, 16, 30, tzinfo=UTC)

    assert first_password_until(given_at) == datetime(2025, 3, 4, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "seconds", "state"),
    [(0, 0, AccountState.FIRST_PASSWORD), (7, -1, AccountState.FIRST_PASSWORD), (7, 0, AccountState.EXPIRED)],
)
def test_a_first_password_expires_to_the_second(days: int, seconds: int, state: AccountState):
    at = NOON + timedelta(days=days, seconds=seconds)

    assert state_of(is_active=True, must_change_password=True, first_password_at=NOON, at=at) is state


def test_a_closed_account_is_closed_whatever_its_password():
    assert state_of(is_active=False, must_change_password=True, first_password_at=NOON, at=NOON) is AccountState.CLOSED
    assert state_of(is_active=True, must_change_password=False, first_password_at=None, at=NOON) is AccountState.IN_USE


@pytest.mark.parametrize(
    ("started", "seen", "ending"),
    [
        (timedelta(minutes=29, seconds=59), timedelta(minutes=29, seconds=59), None),
        (timedelta(minutes=30), timedelta(minutes=30), Ending.IDLE),
        (timedelta(hours=11, minutes=59, seconds=59), timedelta(0), None),
        (timedelta(hours=12), timedelta(0), Ending.TOO_LONG),
        (timedelta(hours=13), timedelta(hours=1), Ending.TOO_LONG),
    ],
)
def test_idle_for_thirty_minutes_or_twelve_hours_in_all_is_the_end(
    started: timedelta, seen: timedelta, ending: Ending | None
):
    assert ending_of(NOON - started, NOON - seen, limits=LIMITS, at=NOON) is ending


@pytest.mark.parametrize(
    ("here", "name", "address", "locked"),
    [
        (4, 4, 4, False),
        (5, 5, 5, True),  # one name from one place
        (0, 49, 0, False),
        (0, 50, 0, True),  # one name from everywhere
        (0, 0, 1000, False),  # an office has one address
        (1, 1, 29, False),
        (1, 1, 30, False),
        (2, 2, 30, True),  # many names fail from there: fewer attempts for each
    ],
)
def test_names_are_locked_and_addresses_are_not(here: int, name: int, address: int, locked: bool):
    assert is_locked(Failures(here, name, address)) is locked


@pytest.mark.parametrize(
    ("posts", "needed"),
    [
        ([("head", "bureau")], True),
        ([("head", "district_bureau")], False),
        ([("mediator", "town_committee")], False),
        ([("mediator", "town_committee"), ("head", "bureau")], True),
        ([("system_administrator", "bureau")], True),
        ([("security_administrator", "district_bureau")], True),
        ([("audit_administrator", "bureau")], True),
        ([], False),
    ],
)
def test_heads_of_the_bureau_and_administrators_need_a_second_factor(posts: list[tuple[str, str]], needed: bool):
    assert needs_second_factor(posts, is_for_all=False) is needed
    assert needs_second_factor(posts, is_for_all=True)
