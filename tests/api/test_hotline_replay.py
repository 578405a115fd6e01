"""The replay of sample calls goes the way of a switch: by the interface, with a token, marked as simulated."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fazhi.kernel.organisations.models import Office
from fazhi.lines.hotline.commands import replay
from fazhi.lines.hotline.errors.live import FeedRefused, FeedSimulated
from fazhi.lines.hotline.models import Call, LineState
from fazhi.lines.hotline.rules.replay import replayed, told_at
from fazhi.lines.hotline.terms.planning import CallRow
from fazhi.lines.hotline.tests import planned
from fazhi.surfaces.api.tests.calling import Enter

from .test_client import answered

MIDNIGHT = datetime(2024, 6, 3, tzinfo=UTC)


def test_what_a_switch_would_say_at_a_moment_is_what_became_known_since():
    # Numbers 1 to 3 come 37, 14 and 51 seconds after their minutes.
    rows = [
        CallRow(date(2024, 5, 27), 540, "answered", 20, 300, "a"), CallRow(date(2024, 5, 27), 541, "hung_up", 60, 0, ""),
        CallRow(date(2024, 5, 27), 541, "refused", 0, 0, ""),
    ]  # fmt: skip
    calls = replayed(rows, MIDNIGHT)
    nine = MIDNIGHT + timedelta(hours=9)

    first = told_at(calls, MIDNIGHT, nine + timedelta(seconds=100))
    second = told_at(calls, nine + timedelta(seconds=100), nine + timedelta(minutes=6))

    assert [each.number for each in first.calls] == ["R00001"]
    assert (first.waiting, first.longest_wait_seconds) == (1, 26)
    assert [each.number for each in second.calls] == ["R00001", "R00002", "R00003"]
    assert (second.waiting, second.longest_wait_seconds) == (0, 0)


@pytest.mark.django_db
def test_a_sample_office_s_calls_of_the_same_weekday_are_told_and_another_s_are_not(
    enter: Enter, city: Any, monkeypatch: Any, tmp_path: Path
):
    now = datetime(2024, 6, 10, 13, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    monkeypatch.setattr("urllib.request.urlopen", answered)
    planned.plan(city.bureau)
    planned.calls(city.bureau, date(2024, 6, 3), 2)
    switch = enter("SWITCH", office=city.bureau, rights=["hotline.feed"])
    token = tmp_path / "token"
    token.write_text(switch.token)
    asked = SimpleNamespace(url="http://localhost", token_file=token, office=None, once=True)

    with pytest.raises(FeedSimulated):
        replay._replay(SimpleNamespace(arguments=asked, by=None))
    Office.objects.system("a test").filter(pk=city.bureau.pk).update(is_sample=True)
    done = replay._replay(SimpleNamespace(arguments=asked, by=None))

    told = Call.objects.system("a test").filter(called_date=date(2024, 6, 10))
    assert done.data["calls"] == told.count() == 60
    assert set(told.values_list("minute", "outcome", "wait_seconds", "talk_seconds")) == set(
        Call.objects.system("a test")
        .filter(called_date=date(2024, 6, 3))
        .values_list("minute", "outcome", "wait_seconds", "talk_seconds")
    )
    state = LineState.objects.system("a test").get()
    # The Dragon Boat Festival: at 21:00 in Xiamen the plan has one seat, and two on a day worked.
    assert (state.is_simulated, state.seats_in, state.waiting, state.told_at) == (True, 1, 0, now)
    token.write_text("fazhi_nobody_knows")
    with pytest.raises(FeedRefused, match="令牌"):
        replay._replay(SimpleNamespace(arguments=asked, by=None))
