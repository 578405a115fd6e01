"""Promises of `fazhi due` and `fazhi days kind`."""

import argparse
import json
from datetime import datetime
from pathlib import Path

import pytest

from fazhi.engines.deadlines.errors import (
    MomentRequired,
    NoFixedExtension,
    NothingToReckon,
    OutsideCalendar,
    PauseNotApplicable,
    ReversedPause,
)
from fazhi.kernel.calendar.errors import UnpublishedYear
from fazhi.kernel.law.periods import PeriodNotInForce, UnknownPeriod
from fazhi.surfaces.cli.calendar import COMMANDS, UnreadableDay
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.wording import sentence


def _run(*words: str) -> Outcome:
    command = next(command for command in COMMANDS if words[: len(command.path)] == command.path)
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    arguments = parser.parse_args(words[len(command.path) :])
    return command.run(Context(arguments, None, Path(), datetime.fromisoformat("2025-01-01T00:00:00+08:00")))


def test_due_answers_with_the_day_the_lines_and_the_basis() -> None:
    answer = _run("due", "TJ-CONFIRM", "--from", "2025-09-05")

    data = json.loads(json.dumps(answer.data, ensure_ascii=False))
    assert (data["code"], data["due"], data["verified"]) == ("TJ-CONFIRM", "2025-10-09", True)
    assert data["basis"].startswith("人民调解法 第三十三条")
    assert sum(line["counted"] for line in data["days"]) == 30
    assert data["days"][-1] == {"date": "2025-10-09", "counted": False, "why": "休假日结束的次日，为期间的最后一日"}
    assert answer.exit_code == 0


def test_due_takes_pauses_and_the_extension() -> None:
    plain = _run("due", "XK-DECIDE", "--from", "2025-03-03")
    paused = _run(
        "due",
        "XK-DECIDE",
        "--from",
        "2025-03-03",
        "--pause",
        "2025-03-10..2025-03-12",
        "--pause",
        "2025-03-11..2025-03-14",
    )
    extended = _run("due", "XK-DECIDE", "--from", "2025-03-03", "--extend")

    assert [answer.data["due"] for answer in (plain, paused, extended)] == ["2025-03-31", "2025-04-08", "2025-04-15"]


def test_due_says_in_chinese_how_it_counted() -> None:
    text = _run("due", "FY-REPLY", "--from", "2025-04-25").text

    assert "2025-04-27 星期日 计 第1个工作日（劳动节调休上班）" in text
    assert "2025-05-01 星期四 － 劳动节，不计入" in text
    assert text.endswith("最迟：2025-05-13 星期二")


def test_an_unverified_basis_is_shown_as_open() -> None:
    answer = _run("due", "XZTJ-ACCEPT", "--from", "2025-03-03")

    assert (answer.data["verified"], answer.data["mark"]) == (False, "unverified")
    assert "待核" in answer.text


def test_a_provisional_year_is_told() -> None:
    answer = _run("due", "XK-DECIDE", "--from", "2026-12-22")

    assert answer.data["provisional"] == [2027]
    assert "2027年放假安排尚未公布" in answer.text
    assert _run("due", "XK-DECIDE", "--from", "2025-09-22").data["provisional"] == []


def test_days_kind_answers_for_each_day() -> None:
    answer = _run("days", "kind", "2005-12-31", "2025-10-08", "2025-10-12", "2025-10-13", "2027-01-01")

    assert answer.data == {
        "days": [
            {"date": "2005-12-31", "kind": "makeup_workday", "name": "元旦", "provisional": False},
            {"date": "2025-10-08", "kind": "holiday", "name": "国庆节、中秋节", "provisional": False},
            {"date": "2025-10-12", "kind": "weekend", "name": None, "provisional": False},
            {"date": "2025-10-13", "kind": "workday", "name": None, "provisional": False},
            {"date": "2027-01-01", "kind": "workday", "name": None, "provisional": True},
        ]
    }
    assert "2027年放假安排尚未公布" in answer.text


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        (("due", "TJ-CONFRIM", "--from", "2025-01-01"), UnknownPeriod, "TJ-CONFIRM"),
        (("due", "TJ-CONFIRM", "--from", "2010-12-31"), PeriodNotInForce, "2011-01-01"),
        (("due", "TJ-CONFIRM", "--from", "2025-02-30"), UnreadableDay, "2025-02-30"),
        (("due", "TJ-CONFIRM", "--from", "2025-01-01", "--pause", "2025-01-01"), UnreadableDay, "2025-01-01"),
        (("due", "TJ-CONFIRM", "--from", "2025-01-01", "--pause", "2025-02-02..2025-02-01"), ReversedPause, "较早"),
        (("due", "ST-WEIPAI", "--from", "2025-01-01", "--extend"), NoFixedExtension, "--extend"),
        (
            ("due", "FZ-REPORT", "--from", "2025-01-01", "--pause", "2025-01-01..2025-01-02"),
            PauseNotApplicable,
            "固定日期",
        ),
        (("due", "TJ-CONFIRM", "--from", "9999-12-30"), OutsideCalendar, "9999-12-30"),
        (("days", "kind", "2025-10-01x"), UnreadableDay, "2025-10-01x"),
        (("days", "kind", "2027-01-01", "--official"), UnpublishedYear, "2027年"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_sentence(words: tuple[str, ...], error: type, told: str) -> None:
    with pytest.raises(error) as refusal:
        _run(*words)

    assert told in (sentence(refusal.value) or "")


def test_hours_and_conditions_have_their_sentences() -> None:
    assert "时刻" in (sentence(MomentRequired(datetime(2025, 1, 1))) or "")
    assert "条件" in (sentence(NothingToReckon()) or "")
