"""Promises of the start rules of the law."""

from datetime import date
from pathlib import Path

import pytest

from fazhi.engines.citation import parse_citations
from fazhi.engines.deadlines.errors import EventMissing, UnknownChannel
from fazhi.kernel.calendar.errors import MalformedStartRule, UnknownStartRule
from fazhi.kernel.calendar.services import due, due_dates, start_event, started
from fazhi.kernel.calendar.starts import read_starts, start_row, start_rows
from fazhi.kernel.law.periods import period_rows

EVENTS = {"submitted": date(2025, 1, 16), "signed": date(2025, 1, 20), "confirmed": date(2025, 1, 22)}

ROW = """
[X-RECEIPT]
title = "收到之日"
source = "某法 第一条"
periods = ["X-1"]
[X-RECEIPT.channels.in_person]
title = "当面"
event = "submitted"
told = "提交之日"
why = "以提交之日为收到之日"
source = "某法 第一条第一项"
"""


@pytest.mark.parametrize(
    ("channel", "day"),
    [
        ("in_person", date(2025, 1, 16)),
        ("signed_post", date(2025, 1, 20)),
        ("ordinary_mail", date(2025, 1, 22)),
        ("internet", date(2025, 1, 22)),
        ("fax", date(2025, 1, 22)),
    ],
)
def test_the_channel_decides_which_day_counts_as_receipt(channel: str, day: date) -> None:
    """政府信息公开条例 第三十一条."""
    start = started("GK-RECEIPT", channel, EVENTS)

    assert start.day == day
    assert "收到申请之日" in start.why


@pytest.mark.django_db
def test_the_reply_runs_from_the_day_found() -> None:
    start = started("gk-receipt", "signed_post", EVENTS)

    assert due("GK-REPLY", start.day).due.last == date(2025, 2, 21)


def test_nothing_runs_before_the_event() -> None:
    with pytest.raises(EventMissing) as refusal:
        started("GK-RECEIPT", "internet", {"submitted": date(2025, 1, 16)})

    assert (refusal.value.event, refusal.value.told) == ("confirmed", "双方确认之日")


def test_an_unknown_channel_names_those_there_are() -> None:
    with pytest.raises(UnknownChannel) as refusal:
        started("GK-RECEIPT", "pigeon", EVENTS)

    assert refusal.value.known["signed_post"] == "邮寄（需签收）"


def test_an_unknown_rule_names_the_near_ones() -> None:
    with pytest.raises(UnknownStartRule) as refusal:
        start_row("GK-RECIEPT")

    assert refusal.value.near == ("GK-RECEIPT",)


def test_every_rule_leads_to_limits_and_rests_on_articles() -> None:
    for row in start_rows().values():
        assert set(row.periods) <= set(period_rows())
        for channel in row.rule.channels:
            assert parse_citations(channel.source)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('title = "收到之日"', ""), "title"),
        (('event = "submitted"', ""), "event"),
        (('told = "提交之日"', 'tolled = "提交之日"'), "tolled"),
        ((ROW[ROW.index("[X-RECEIPT.channels") :], "[X-RECEIPT.channels]\n"), "at least one channel"),
        ((ROW[ROW.index("[X-RECEIPT.channels") :], 'channels = "all"\n'), "items"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    file = tmp_path / "starts.toml"
    file.write_text(ROW.replace(*change), "utf-8")

    with pytest.raises(MalformedStartRule, match=fault):
        read_starts(file)


def test_the_event_that_counts_is_known_before_its_day() -> None:
    assert start_event("JT-START", "injury") == "treatment_over"
    with pytest.raises(UnknownChannel):
        start_event("JT-START", "fright")


def test_the_packages_own_limits_need_no_database() -> None:
    """No database mark: a look at what the bureau entered would fail here."""
    assert due_dates("GD-RESULT", [date(2024, 3, 6)], packaged=True) == [date(2024, 4, 7)]
