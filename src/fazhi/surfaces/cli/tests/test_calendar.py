"""Promises of `fazhi due` and `fazhi days kind`."""

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fazhi.engines.deadlines.errors import (
    EventMissing,
    ExtensionTooLate,
    MomentRequired,
    NoFixedExtension,
    NothingToReckon,
    OutsideCalendar,
    PauseNotApplicable,
    ReversedPause,
    UnknownChannel,
)
from fazhi.kernel.audit.services import create_key
from fazhi.kernel.calendar.errors import (
    ExtensionUnfit,
    MalformedNotice,
    NoticeFault,
    UnknownStartRule,
    UnpublishedYear,
)
from fazhi.kernel.law.local_periods import enter
from fazhi.kernel.law.periods import LocalValueUnfit, Mark, PeriodNotInForce, RowNotOpen, UnknownPeriod
from fazhi.surfaces.cli.calendar import COMMANDS
from fazhi.surfaces.cli.calendar_wording import NOTICE_FAULTS, UnreadableDay
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.wording import sentence

pytestmark = pytest.mark.django_db


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
    assert "最迟：2025-05-13 星期二\n逾期的后果：" in text
    assert "视为该行政行为没有证据、依据" in text


def test_where_the_law_says_nothing_of_silence_nothing_is_told() -> None:
    answer = _run("due", "TJ-CONFIRM", "--from", "2025-09-05")

    assert answer.data["lapse"] is None
    assert answer.text.endswith("最迟：2025-10-09 星期四")


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
        (("days", "start", "GK-RECIEPT", "--channel", "fax"), UnknownStartRule, "GK-RECEIPT"),
        (("days", "start", "GK-RECEIPT", "--channel", "pigeon"), UnknownChannel, "signed_post（邮寄（需签收））"),
        (
            ("days", "start", "GK-RECEIPT", "--channel", "fax"),
            EventMissing,
            "缺少双方确认之日（--event confirmed=日期）",
        ),
        (("days", "start", "GK-RECEIPT", "--channel", "fax", "--event", "confirmed"), UnreadableDay, "confirmed"),
        (("days", "start", "GK-RECEIPT", "--channel", "fax", "--event", "confirmed=soon"), UnreadableDay, "soon"),
        (("days", "kind", "2025-10-01x"), UnreadableDay, "2025-10-01x"),
        (("days", "kind", "2027-01-01", "--official"), UnpublishedYear, "2027年"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_sentence(words: tuple[str, ...], error: type, told: str) -> None:
    with pytest.raises(error) as refusal:
        _run(*words)

    assert told in (sentence(refusal.value) or "")


def test_days_start_answers_with_the_day_and_the_rule() -> None:
    words = ("days", "start", "gk-receipt", "--channel", "signed_post")
    answer = _run(*words, "--event", "signed=2025-01-20", "--event", "submitted=2025-01-16")

    assert answer.data["start"] == "2025-01-20"
    assert answer.data["periods"] == ["GK-SUPP-NOTICE", "GK-REPLY"]
    assert (
        answer.text.splitlines()[0] == "收到政府信息公开申请之日：2025-01-20 星期一（邮寄（需签收），行政机关签收之日）"
    )
    assert "以行政机关签收之日为收到申请之日（政府信息公开条例 第三十一条第一款第二项）" in answer.text


def test_a_local_value_is_told_with_its_document(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "var"
    create_key()
    how = {"basis": "厦府办规〔2024〕2号 第九条", "confirmed_by": "林五", "by": "system", "at": datetime.now(UTC)}
    enter("XZTJ-ACCEPT", date(2025, 1, 1), length=3, **how)

    answer = _run("due", "XZTJ-ACCEPT", "--from", "2025-03-03")

    assert (answer.data["due"], answer.data["verified"]) == ("2025-03-06", True)
    assert answer.data["local"] == {"basis": "厦府办规〔2024〕2号 第九条", "confirmed_by": "林五"}
    assert "（本地已核）" in answer.text
    assert "本地核定：厦府办规〔2024〕2号 第九条（林五核对）" in answer.text


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ExtensionTooLate(date(2025, 6, 12), date(2025, 6, 13)), "期限已于 2025-06-12 届满"),
        (ExtensionUnfit("GK-REPLY", 21, 20), "可以延长的长度是1至20"),
        (ExtensionUnfit("ST-WEIPAI", 0, None), "1以上"),
        (MalformedNotice("2027.toml", NoticeFault.TWICE, "2027-01-03"), "同一日出现了两次"),
        (MalformedNotice("2027.toml", NoticeFault.EMPTY), "2027.toml 不能采用：至少要有一份通知和一个节日。"),
        (RowNotOpen("TJ-CONFIRM", Mark.HELD), "TJ-CONFIRM"),
        (LocalValueUnfit("XZTJ-END", "length", "0"), "1以上的整数"),
    ],
)
def test_what_others_run_into_has_its_sentence_too(error: Exception, told: str) -> None:
    assert told in (sentence(error) or "")


@pytest.mark.parametrize("fault", NoticeFault)
def test_every_fault_of_a_notice_has_its_words(fault: NoticeFault) -> None:
    assert NOTICE_FAULTS[fault] in (sentence(MalformedNotice("2027.toml", fault)) or "")


def test_hours_and_conditions_have_their_sentences() -> None:
    assert "时刻" in (sentence(MomentRequired(datetime(2025, 1, 1))) or "")
    assert "条件" in (sentence(NothingToReckon()) or "")
