"""Times of being signed in: limits, the oldest giving way, and what the log keeps."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from fazhi.kernel.audit.models import Entry
from fazhi.surfaces.accounts import queries, services
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.terms import Ending, How, Standing
from fazhi.surfaces.accounts.tests.conftest import HERE


def begin(account: Account, at: datetime) -> SignIn:
    return services.begin(account, how=How.PASSWORD, come=HERE, at=at)


def test_signing_in_is_logged_with_where_from(account: Account, at: datetime):
    row = begin(account, at)

    assert (row.address, row.agent, row.started_at) == (HERE.address, HERE.agent, at)
    entry = Entry.objects.order_by("number").last()
    assert (entry.action, entry.actor, entry.place) == ("accounts.sign_in", "E0001", "desk")
    assert HERE.address in entry.detail.content


def test_it_holds_while_requests_come(account: Account, at: datetime):
    row = begin(account, at)

    for minutes in (20, 40, 60):
        standing = services.standing(row.pk, account, at=at + timedelta(minutes=minutes))
        assert standing.sign_in == row


def test_a_request_within_the_minute_writes_nothing(account: Account, at: datetime, django_assert_num_queries: Any):
    row = begin(account, at)

    with django_assert_num_queries(1):
        services.standing(row.pk, account, at=at + timedelta(seconds=59))


def test_half_an_hour_of_silence_ends_it(account: Account, at: datetime):
    row = begin(account, at)

    standing = services.standing(row.pk, account, at=at + timedelta(minutes=30))

    assert standing == Standing(ending=Ending.IDLE)
    row.refresh_from_db()
    assert row.ending == "idle"
    again = services.standing(row.pk, account, at=at + timedelta(minutes=31))
    assert again == Standing(ending=Ending.IDLE)


def test_twelve_hours_end_it_however_busy(account: Account, at: datetime):
    row = begin(account, at)
    for minutes in range(20, 720, 20):
        assert services.standing(row.pk, account, at=at + timedelta(minutes=minutes)).sign_in

    assert services.standing(row.pk, account, at=at + timedelta(hours=12)).ending is Ending.TOO_LONG


def test_the_limits_are_settings(account: Account, at: datetime, settings: Any):
    settings.FAZHI_SESSION_IDLE_MINUTES = 5
    row = begin(account, at)

    assert services.standing(row.pk, account, at=at + timedelta(minutes=5)).ending is Ending.IDLE


def test_a_fourth_time_ends_the_oldest(account: Account, at: datetime):
    rows = [begin(account, at + timedelta(minutes=minute)) for minute in range(4)]

    for row in rows:
        row.refresh_from_db()
    assert [row.ending for row in rows] == ["too_many", "", "", ""]


def test_another_accounts_number_stands_for_nothing(account: Account, city: Any, guard: Any, at: datetime):
    row = begin(account, at)
    other, _ = services.open_account("E0002", by=guard, at=at)

    assert services.standing(row.pk, other, at=at) == Standing()
    assert services.standing(None, account, at=at) == Standing()


def test_ending_twice_is_told_once(account: Account, at: datetime):
    row = begin(account, at)

    services.end(row, ending=Ending.SIGNED_OUT, at=at)
    services.end(row, ending=Ending.BY_OWNER, at=at)

    row.refresh_from_db()
    assert row.ending == "signed_out"
    assert Entry.objects.filter(action="accounts.sign_out").count() == 1


def test_all_others_end_and_this_one_stays(account: Account, at: datetime):
    rows = [begin(account, at + timedelta(minutes=minute)) for minute in range(3)]

    assert services.end_others(account, keep=rows[1], ending=Ending.BY_OWNER, at=at + timedelta(minutes=5)) == 2

    assert queries.running(account) == (rows[1],)
    assert [row.pk for row in queries.past(account)] == [rows[2].pk, rows[0].pk]


def test_the_clock_ends_what_is_over_and_forgets_expired_sessions(account: Account, at: datetime):
    old, new = begin(account, at), begin(account, at + timedelta(hours=1))
    store = SessionStore()
    store["x"] = 1
    store.set_expiry(-60)
    store.save()

    ended = services.clear_expired(at=at + timedelta(hours=1, minutes=10))

    old.refresh_from_db()
    new.refresh_from_db()
    assert (ended, old.ending, new.ending) == (1, "idle", "")
    assert not Session.objects.filter(session_key=store.session_key).exists()


@pytest.mark.parametrize("has_locked", [False, True])
@pytest.mark.parametrize(("name", "subject"), [("E0001", True), ("nobody", False)])
def test_a_failure_is_told_alike_for_known_and_unknown_names(
    account: Account, at: datetime, name: str, subject: bool, has_locked: bool
):
    before = Entry.objects.count()

    services.note_failure(name, has_locked=has_locked, come=HERE, at=at)

    told = list(Entry.objects.filter(number__gt=before).order_by("number"))
    assert [entry.action for entry in told] == ["accounts.sign_in.fail", "accounts.lock_out"][: 1 + has_locked]
    assert {entry.actor for entry in told} == {"anonymous"}
    assert {entry.subject_id for entry in told} == {str(account.pk) if subject else ""}
    assert not any("nobody" in entry.detail.content for entry in told)


def test_a_demo_account_has_no_password_that_opens_it(city: Any, at: datetime):
    account = services.demo_account(city.mediator, at=at)

    assert not account.has_usable_password()
    assert services.demo_account(city.mediator, at=at) == account
