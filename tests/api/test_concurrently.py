"""Two calls at once, each on a connection of its own; only where a database allows two writers (PostgreSQL)."""

import threading
from typing import Any

import pytest
from django.db import connection, connections

from fazhi.kernel.referrals.models import Referral
from fazhi.surfaces.api.models import Token
from fazhi.surfaces.api.tests.calling import Caller, Enter

from .test_referrals import dispute

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _two_writers() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two connections need PostgreSQL")


def at_once(call: Any, times: int) -> list[Any]:
    """The answers of so many calls that begin together."""
    ready, answers = threading.Barrier(times), []

    def work() -> None:
        try:
            ready.wait()
            answers.append(call())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_the_same_call_at_once_one_is_done(court: Caller):
    answers = at_once(lambda: court.post("referrals", dispute(), key="k"), 6)

    assert Referral.objects.system("a test").count() == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    done = [answer for answer in answers if answer.status_code == 201]
    assert done
    assert len({answer.content for answer in done}) == 1


def test_the_allowance_is_counted_right_by_several_at_once(enter: Enter):
    hasty = enter("HASTY", per_minute=5)

    answers = at_once(lambda: hasty.get("ledgers"), 12)

    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [429] * 7
    assert Token.objects.get().used_at is not None
