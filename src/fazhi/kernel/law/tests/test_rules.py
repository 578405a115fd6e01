from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.law.models import Event, Happening, Repeal, Standing, Version
from fazhi.kernel.law.rules import repeal_of, standing_on, unheld_change, version_on


def version(pk: int, passed: date | None, force: date | None = None, status: str = "in_force") -> Version:
    return Version(pk=pk, version_date=passed, effective_date=force, status=status)


def event(day: date, kind: Happening = Happening.AMENDED) -> Event:
    return Event(event_date=day, kind=kind)


OLD = version(1, date(2010, 1, 1), date(2010, 6, 1), "superseded")
NEW = version(2, date(2020, 1, 1), date(2020, 6, 1))
REPEAL = Repeal(title="甲", by_title="乙", by_version_date=date(2024, 1, 1), effective_date=date(2024, 5, 1))


@pytest.mark.parametrize(
    ("on", "old", "new"),
    [
        (date(2010, 5, 31), Standing.NOT_YET, Standing.NOT_YET),
        (date(2010, 6, 1), Standing.IN_FORCE, Standing.NOT_YET),
        (date(2020, 5, 31), Standing.IN_FORCE, Standing.NOT_YET),
        (date(2020, 6, 1), Standing.SUPERSEDED, Standing.IN_FORCE),
        (date(2024, 4, 30), Standing.SUPERSEDED, Standing.IN_FORCE),
        (date(2024, 5, 1), Standing.SUPERSEDED, Standing.REPEALED),
    ],
)
def test_two_versions_and_a_repeal_over_time(on: date, old: Standing, new: Standing) -> None:
    versions = [OLD, NEW]

    assert standing_on(OLD, versions, on, repeals=[REPEAL]) is old
    assert standing_on(NEW, versions, on, repeals=[REPEAL]) is new


def test_a_repeal_with_its_date_says_more_than_the_corpus_flag() -> None:
    flagged = version(1, date(2010, 1, 1), status="repealed")

    assert standing_on(flagged, [flagged], date(2024, 4, 30), repeals=[REPEAL]) is Standing.IN_FORCE
    assert standing_on(flagged, [flagged], date(2012, 1, 1)) is Standing.REPEALED


def test_a_repeal_without_any_date_leaves_the_flag() -> None:
    undated = Repeal(title="甲", by_title="乙")
    flagged = version(1, date(2010, 1, 1), status="repealed")

    assert repeal_of(flagged, [undated, REPEAL]) is REPEAL
    assert standing_on(flagged, [flagged], date(2012, 1, 1), repeals=[undated]) is Standing.REPEALED
    assert standing_on(NEW, [NEW], date(2021, 1, 1), repeals=[undated]) is Standing.IN_FORCE


def test_a_text_passed_after_the_repealing_one_is_not_repealed() -> None:
    reborn = version(3, date(2025, 1, 1))

    assert repeal_of(reborn, [REPEAL]) is None
    assert standing_on(reborn, [reborn], date(2026, 1, 1), repeals=[REPEAL]) is Standing.IN_FORCE


@pytest.mark.parametrize(
    ("status", "force", "standing"),
    [
        ("not_yet", None, Standing.NOT_YET),
        ("not_yet", date(2010, 2, 1), Standing.IN_FORCE),
        ("superseded", None, Standing.SUPERSEDED),
        ("unknown", None, Standing.UNKNOWN),
    ],
)
def test_what_the_corpus_tells_of_a_single_version(status: str, force: date | None, standing: Standing) -> None:
    single = version(1, date(2010, 1, 1), force, status)

    assert standing_on(single, [single], date(2012, 1, 1)) is standing


def test_an_undated_text_is_of_unknown_standing_until_repealed() -> None:
    undated = version(1, None, status="unknown")

    assert standing_on(undated, [undated], date(2012, 1, 1), repeals=[REPEAL]) is Standing.UNKNOWN
    assert standing_on(undated, [undated], date(2025, 1, 1), repeals=[REPEAL]) is Standing.REPEALED
    assert unheld_change(undated, [undated, NEW], {2: [event(date(2015, 1, 1)), event(date(2020, 1, 1))]}) is None


def test_a_change_whose_text_is_not_held_supersedes() -> None:
    history = {
        1: [event(date(2010, 1, 1), Happening.PASSED)],
        2: [event(date(2015, 3, 1)), event(date(2018, 1, 1), Happening.REVISED), event(date(2020, 1, 1))],
    }

    change = unheld_change(OLD, [OLD, NEW], history)

    assert change == date(2015, 3, 1)
    assert standing_on(OLD, [OLD, NEW], date(2015, 2, 28), unheld_change=change) is Standing.IN_FORCE
    assert standing_on(OLD, [OLD, NEW], date(2015, 3, 1), unheld_change=change) is Standing.SUPERSEDED


def test_the_change_that_made_the_next_version_is_held() -> None:
    history = {1: [event(date(2010, 1, 3))], 2: [event(date(2010, 1, 3)), event(date(2019, 12, 28))]}

    assert unheld_change(OLD, [OLD, NEW], history) is None
    assert unheld_change(NEW, [OLD, NEW], history) is None


DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS)
def test_at_most_one_version_is_in_force_on_a_day(days: list[date], on: date) -> None:
    versions = [version(pk, day) for pk, day in enumerate(sorted(days), start=1)]

    standings = [standing_on(each, versions, on) for each in versions]

    assert standings.count(Standing.IN_FORCE) == (on >= min(days))
    assert standings == sorted(standings, key=[Standing.SUPERSEDED, Standing.IN_FORCE, Standing.NOT_YET].index)


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS, DAYS)
def test_later_days_never_bring_an_older_version_back(days: list[date], one: date, other: date) -> None:
    versions = [version(pk, day) for pk, day in enumerate(sorted(days), start=1)]
    earlier, later = sorted((one, other))

    assert (version_on(versions, earlier).pk or 0) <= (version_on(versions, later).pk or 0)
