"""Promises of the declared time limits."""

import re
from datetime import date
from pathlib import Path

import pytest

from fazhi.engines.deadlines import Kind, Unit
from fazhi.kernel.law.periods import (
    MalformedRow,
    Mark,
    PeriodNotInForce,
    UnknownPeriod,
    period_row,
    period_rows,
    read_rows,
)

LEGAL_BASIS = Path(__file__).parents[6] / "shared" / "legal-basis.md"
OURS = re.compile(r"^(FZ|TJ|XZTJ|ZA|JT|XF|LD|ST|XFANG)-")
KERNEL_VECTORS = re.compile(
    r"^(XK-(DECIDE|SUPPLEMENT)|GK-(REPLY|SUPP-NOTICE)|FY-(REPLY|REPLY-S|DECIDE)|SS-(REPLY|SUE)|SGS|CF-DECIDE|HF-MAX|BA-(GFXWJ|SUPPLEMENT|CORRECT))$"
)
# 道路交通事故处理程序规定 art. 112(5) makes these working days; the table of the legal basis has calendar days.
READ_IN_THE_TEXT = frozenset({"JT-APPLY", "JT-END", "JT-AFTER-RM"})
# Limits that the text of the legal basis asks to be configurable, without a line in its table; all 待核.
BESIDE_THE_TABLE = {
    "TJ-BYELECT",
    "TJ-CALL",
    "TJ-FILE",
    "TJ-FILING",
    "TJ-KEEP",
    "TJ-KEEP-LONG",
    "TJ-RISK-RECEIPT",
    "TJ-VISIT-30",
    "TJ-VISIT-90",
    "JF-REPEAT",
    "JF-SAME",
    "JT-NOTICE",
    "XF-CONSUME-TELL",
    "GD-RESULT",
    "FD-RESULT",
    "SJ-PUBLISH",
    "SJ-REINSPECT",
    "RX-ORDER",
    "RX-REVISIT",
    "RX-COMPLAINT-ASSIGN",
    "RX-COMPLAINT-ANSWER",
    "ZB-ACCEPT",
    "ZB-ANSWER",
    "ZB-KEEP",
    "HF-MIN",  # the table has it as ≥5
    "JC-MIN",
    "HF-VALID",
    "HF-TRIAL",
    "HF-EXPIRE",
    "BA-EXAMINE",
}
UNITS = {"WD": Unit.WORKING_DAYS, "CD": Unit.CALENDAR_DAYS, "M": Unit.MONTHS, "FIX": None}
MARKS = {"V": Mark.HELD, "O": Mark.IDENTIFIED, "P": Mark.IDENTIFIED, "U": Mark.UNVERIFIED}

ROW = """
[X-1]
title = "期限"
source = "某法 第一条"
from = "receipt"
kind = "deadline"
counts = "calendar_days"
mark = "held"
extension = { days = 2, by = "负责人" }
values = [{ since = 2020-01-01, days = 5 }, { since = 2024-07-01, days = 7 }]
"""


def test_a_change_of_law_holds_from_its_day(tmp_path: Path) -> None:
    row = _rows(tmp_path, ROW)["X-1"]

    assert row.period_for(date(2024, 6, 30)).length == 5
    assert row.period_for(date(2024, 7, 1)).length == 7
    assert row.period_for(date(2024, 7, 1)).extension == 2
    with pytest.raises(PeriodNotInForce) as refusal:
        row.period_for(date(2019, 12, 31))
    assert refusal.value.since == date(2020, 1, 1)


def test_a_fixed_date_holds_once_its_day_lies_in_force(tmp_path: Path) -> None:
    text = ROW.replace('kind = "deadline"\ncounts = "calendar_days"', 'kind = "fixed"').replace(
        'extension = { days = 2, by = "负责人" }\n', ""
    )
    text = re.sub(r"values = .*", 'values = [{ since = 2019-02-20, before = "03-01" }]', text)

    row = _rows(tmp_path, text)["X-1"]

    assert row.period_for(date(2019, 1, 1)).kind is Kind.FIXED
    with pytest.raises(PeriodNotInForce):
        row.period_for(date(2018, 12, 31))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('title = "期限"', ""), "title"),
        (('mark = "held"', 'mark = "sure"'), "sure"),
        (('mark = "held"', 'mark = "unknown"'), "rests on something"),
        (('kind = "deadline"', 'kind = "soon"'), "soon"),
        (("days = 5", "months = 5"), "days"),
        (("days = 5", "days = 0"), "at least 1"),
        (("2024-07-01", "2019-07-01"), "ascending"),
        (("2024-07-01", "2020-01-01"), "ascending"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    with pytest.raises(MalformedRow, match=fault):
        _rows(tmp_path, ROW.replace(*change))


def test_an_unknown_code_names_the_near_ones() -> None:
    with pytest.raises(UnknownPeriod) as refusal:
        period_row("TJ-CONFRIM")

    assert refusal.value.near[0] == "TJ-CONFIRM"
    assert period_row(" tj-confirm ").code == "TJ-CONFIRM"


def test_an_extension_by_agreement_has_no_length() -> None:
    row = period_row("ST-WEIPAI")

    assert row.extension is not None
    assert row.extension.length is None
    assert row.period_for(date(2025, 1, 1)).extension is None


def test_doubtful_sources_say_so() -> None:
    marks = {code: row.mark for code, row in period_rows().items()}

    assert {code for code, mark in marks.items() if mark is Mark.UNVERIFIED} == {
        "TJ-ACCEPT",
        "TJ-FILE",
        "TJ-BYELECT",
        "TJ-CALL",
        "TJ-FILING",
        "TJ-KEEP",
        "TJ-KEEP-LONG",
        "TJ-RISK-RECEIPT",
        "TJ-VISIT-30",
        "TJ-VISIT-90",
        "XZTJ-ACCEPT",
        "XZTJ-END",
        "GD-RESULT",
        "FD-RESULT",
        "JF-SAME",
        "JF-REPEAT",
        "SJ-REINSPECT",
        "RX-ORDER",
        "RX-REVISIT",
        "RX-COMPLAINT-ASSIGN",
        "RX-COMPLAINT-ANSWER",
        "ZB-ACCEPT",
        "ZB-ANSWER",
        "ZB-KEEP",
        "BA-GFXWJ",
        "HF-VALID",
        "HF-TRIAL",
        "HF-EXPIRE",
        "BA-EXAMINE",
    }
    assert all(row.reading for row in period_rows().values() if row.mark is Mark.UNVERIFIED)


def test_what_silence_means_rests_on_an_article_of_the_source() -> None:
    told = {code: row for code, row in period_rows().items() if row.lapse}

    assert set(told) == {
        "XK-SUPPLEMENT",
        "FY-REPLY",
        "FY-REPLY-S",
        "FY-DECIDE",
        "SS-REPLY",
        "XF-CONSUME-END",
        "LD-TJ",
        "ST-ONLINE-CONFIRM",
        "ST-ONLINE-PICK",
    }
    assert told["FY-REPLY"].lapse.startswith("不提出书面答复")
    assert "行政复议法 第七十条" in told["FY-REPLY"].source
    assert "视为没有相应证据" in told["SS-REPLY"].lapse
    assert "第三十四条第二款" in told["SS-REPLY"].source


def test_the_rows_are_those_of_the_legal_basis() -> None:
    table = _legal_basis_rows()

    assert set(period_rows()) == set(table) | BESIDE_THE_TABLE
    for code, (length, unit, mark) in table.items():
        row, period = period_rows()[code], period_rows()[code].values[-1].period
        assert row.mark is MARKS[mark], code
        if code in READ_IN_THE_TEXT:
            assert (str(period.length), period.counts) == (length, Unit.WORKING_DAYS)
        elif period.counts is Unit.YEARS:
            assert (str(period.length * 12), unit) == (length, "M")
        elif period.kind is not Kind.FIXED:
            assert (str(period.length), period.counts) == (length, UNITS[unit]), code


def _rows(folder: Path, text: str) -> dict:
    file = folder / "periods.toml"
    file.write_text(text, "utf-8")
    return dict(read_rows(file))


def _legal_basis_rows() -> dict[str, tuple[str, str, str]]:
    """Length, unit and mark of the table's rows that this package enters."""
    if not LEGAL_BASIS.exists():
        pytest.skip("../shared/legal-basis.md is not here")
    table = LEGAL_BASIS.read_text("utf-8").split("## 20.")[1]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")
    ]
    wanted = [row for row in cells if len(row) == 7 and (KERNEL_VECTORS.match(row[0]) or OURS.match(row[0]))]
    return {row[0]: (row[2], row[3], row[6]) for row in wanted}
