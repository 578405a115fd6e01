"""Limits of hours run from their moment, day and night (民法典 art. 201)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.law.periods import read_rows
from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.procedures.queries import work_of
from fazhi.kernel.procedures.services import clocks as clocks_room
from fazhi.kernel.procedures.services import moves, take
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

NOON = datetime(2024, 6, 3, 4, tzinfo=UTC)  # 12:00 in Xiamen
ROW = """
[TJ-ACCEPT]
title = "二十四小时内答复"
source = "人民调解法 第十七条"
from = "application"
kind = "deadline"
counts = "hours"
mark = "held"
values = [{ since = 2024-01-01, hours = 24 }]
"""


@pytest.fixture(autouse=True)
def in_hours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """TJ-ACCEPT as 24 hours."""
    file = tmp_path / "periods.toml"
    file.write_text(ROW, "utf-8")
    row = read_rows(file)["TJ-ACCEPT"]
    for module in (clocks_room, calendar):
        monkeypatch.setattr(module, "period_row", lambda code: row)


def test_a_limit_of_hours_ends_at_its_moment(city, at, clocks: Callable):
    matter = PeoplesMatter(
        number="1号", office=city.committee, state="applied", occurred_date=NOON.date(), recorded_at=at
    )

    clocks_room.start_clocks(PEOPLES_MEDIATION, "applied", [(matter.pk, matter.office_id, NOON)])

    clock = clocks(matter)["TJ-ACCEPT"]
    assert (clock.started_at, clock.due_at) == (NOON, datetime(2024, 6, 4, 4, tzinfo=UTC))
    assert (clock.started_date, clock.due_date) == (date(2024, 6, 3), date(2024, 6, 4))


def test_where_only_the_day_is_known_hours_run_from_its_end(applied: Callable, clocks: Callable):
    clock = clocks(applied(on=date(2024, 6, 3)))["TJ-ACCEPT"]

    assert clock.due_at == datetime(2024, 6, 4, 16, tzinfo=UTC)


def test_a_limit_of_hours_not_yet_in_force_starts_no_clock(applied: Callable, clocks: Callable):
    assert clocks(applied(on=date(2023, 6, 3))) == {}


def test_the_list_of_work_tells_the_moment(applied: Callable, city):
    applied(on=date(2024, 6, 3))

    (work,) = work_of(city.clerk, on=date(2024, 6, 3))

    assert work.due_at == datetime(2024, 6, 4, 16, tzinfo=UTC)


def test_reckoned_anew_hours_stay_where_they_are(applied: Callable):
    applied(on=date(2024, 6, 3))
    assert moves() == ()

    Clock.objects.system("a test").update(due_at=NOON)

    assert [move.due_at for move in moves()] == [datetime(2024, 6, 4, 16, tzinfo=UTC)]


def test_an_act_at_a_moment_stops_the_clock_on_its_day(applied: Callable, city, clocks: Callable):
    matter = applied(on=date(2024, 6, 3))
    moment = datetime(2024, 6, 3, 17, tzinfo=UTC)  # 01:00 on the 4th in Xiamen
    parts = {"concluded_date": date(2024, 6, 4), "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 6}

    take(matter, "withdraw", by=city.clerk, at=moment, on=moment, changes=parts)

    assert clocks(matter)["TJ-ACCEPT"].stopped_date == date(2024, 6, 4)
