"""Promises of the transcribed holiday notices."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from fazhi.kernel.calendar.errors import MalformedNotice
from fazhi.kernel.calendar.notices import calendar_of, read_years

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
# The one day on which the two packages differ; the notice for 2006 (国办发明电〔2005〕35号) says 12月31日上班.
SETTLED = date(2005, 12, 31)


def test_every_year_from_2004_to_2026_is_transcribed() -> None:
    assert [year.year for year in read_years()] == list(range(2004, 2027))


def test_chinesecalendar_agrees_on_every_day_but_the_settled_one() -> None:
    other = pytest.importorskip("chinese_calendar", reason="dev package chinesecalendar is not installed")
    ours = calendar_of(read_years())

    assert [day for day in DAYS if ours.is_worked(day) != other.is_workday(day)] == [SETTLED]


def test_holidays_agrees_on_every_day() -> None:
    other = pytest.importorskip("holidays", reason="dev package holidays is not installed").CN(years=range(2003, 2028))
    ours = calendar_of(read_years())

    assert [day for day in DAYS if ours.is_worked(day) != other.is_working_day(day)] == []


def test_the_last_day_of_2005_was_worked() -> None:
    ours = calendar_of(read_years())

    assert ours.is_worked(SETTLED)
    assert ours.day(SETTLED).name == "元旦"
    assert not ours.is_worked(date(2006, 1, 3))


def test_a_notice_counts_as_verified_only_with_its_number() -> None:
    unverified = {year.year for year in read_years() for notice in year.notices if not notice.verified}

    assert unverified == {2004, 2005, 2008}
    assert all(notice.number for year in read_years() for notice in year.notices if notice.verified)


NOTICE = '[[notices]]\ntitle = "通知"\nnumber = "国办发明电〔2026〕1号"\nverified = true\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (NOTICE, "holidays"),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-01..x"]\n', "Invalid isoformat"),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = []\n', "at least one"),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-01..2027-01-03"]\nwork = [2027-01-03]\n', "twice"),
        (
            NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-01"]\nwork = [2027-01-04]\n',
            r"a weekday is worked.*\(2027-01-04\)",
        ),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2026-11-01"]\n', "December before"),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2028-01-01"]\n', "December before"),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-03..2027-01-01"]\n', "ends before it begins"),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = [2027-01-01]\n', "in quotes"),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-01"]\nwork = ["2027-01-03"]\n', "without quotes"),
        (
            NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-01"]\nwork = [2027-01-03T08:00:00]\n',
            "without quotes",
        ),
        (NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-01"]\nworks = [2027-01-03]\n', "'works' is none of"),
        (NOTICE + '[[holidays]]\nname = 1\nrest = ["2027-01-01"]\n', "it is written as str"),
        (NOTICE + '[[holidays]]\nrest = ["2027-01-01"]\n', "'name' is missing"),
        ("holidays = 3\n", "it is written as list"),
        ("not a notice", "unreadable"),
        (
            '[[notices]]\ntitle = "通知"\nverified = true\n[[holidays]]\nname = "元旦"\nrest = ["2027-01-01"]\n',
            "without its number",
        ),
    ],
)
def test_a_file_that_no_notice_could_say_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "2027.toml").write_text(text, "utf-8")

    with pytest.raises(MalformedNotice, match=fault):
        read_years(tmp_path)


def test_a_file_is_named_by_its_year(tmp_path: Path) -> None:
    (tmp_path / "next.toml").write_text(NOTICE, "utf-8")

    with pytest.raises(MalformedNotice, match="next.toml"):
        read_years(tmp_path)


def test_a_new_file_ends_the_provisional_year(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(
        NOTICE + '[[holidays]]\nname = "元旦"\nrest = ["2027-01-01..2027-01-03"]\nwork = [2026-12-27]\n', "utf-8"
    )

    ours = calendar_of(read_years(tmp_path))

    assert not ours.day(date(2027, 1, 1)).provisional
    assert not ours.is_worked(date(2027, 1, 1))
    assert ours.is_worked(date(2026, 12, 27))
