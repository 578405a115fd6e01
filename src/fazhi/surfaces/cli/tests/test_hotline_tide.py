"""Promises of `fazhi hotline tide`: records in, the tide and the forecast out, days by the kernel's calendar."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

from fazhi.surfaces.cli.tests.hotline import faults, written

pytestmark = pytest.mark.django_db  # holiday notices that were entered are looked up, where there is a database

FIRST = date(2024, 1, 29)  # a Monday; the Spring Festival holiday is 10 to 17 February, 4 and 18 February are worked
WORKED = {date(2024, 2, 4), date(2024, 2, 18)}
HOLIDAY = {date(2024, 2, 10) + timedelta(each) for each in range(8)}
HEAD = "datetime,calls\n2024-01-01T09:00,1\n2024-01-01T09:30,1\n"


def counts(days: int = 42) -> str:
    """Hours from eight to twenty: busy on days that are worked, quiet on others, a little uneven from day to day."""
    rows = ["datetime,calls"]
    for number in range(days):
        day = FIRST + timedelta(number)
        worked = day in WORKED or (day.weekday() < 5 and day not in HOLIDAY)
        for hour in range(8, 20):
            calls = (40 if worked else 10) + (number * 7 + hour * 3) % 5 + (15 if hour in (10, 15) else 0)
            rows.append(f"{day}T{hour:02d}:00,{calls}")
    return "\n".join(rows) + "\n"


@pytest.fixture
def told(tmp_path, fazhi):
    def call(text: str, *options: str):
        return fazhi("hotline", "tide", written(tmp_path, text, "calls.csv"), *options)

    return call


def test_the_tide_is_learned_by_the_kernels_days_and_the_span_is_foretold(told):
    answer = told(counts(), "--forecast", "2024-03-11..2024-03-12", "--json")

    found = answer.data
    assert faults("tide-output", found) == []
    assert json.dumps(found, allow_nan=False)
    assert found["learned_days"] == {"makeup_workday": 2, "spring_festival": 8, "weekend": 7, "workday": 25}
    slots = [each["slot"] for each in found["forecast"]]
    assert (slots[0], slots[-1], len(slots)) == ("2024-03-11T08:00", "2024-03-12T19:00", 24)
    assert all(each["p10"] <= each["p90"] for each in found["forecast"])
    assert sum(each["mean"] for each in found["forecast"][:12]) == pytest.approx(12 * 42 + 30, rel=0.1)
    assert found["provisional_years"] == []


def test_a_make_up_working_day_is_foretold_as_a_worked_one(told):
    found = told(counts(), "--forecast", "2024-04-06..2024-04-07", "--json").data

    saturday, sunday = (sum(each["mean"] for each in found["forecast"][part]) for part in (slice(0, 12), slice(12, 24)))
    assert saturday < 300 < 450 < sunday  # the Saturday is of the Qingming holiday, of which the record has none


def test_a_person_reads_days_errors_and_what_is_missing(told):
    text = counts()
    gap = "".join(row for row in text.splitlines(keepends=True) if not row.startswith(("2024-03-05", "2024-03-06")))

    answer = told(gap)

    assert (answer.code, answer.err) == (0, "")
    assert "工作日：平均每天" in answer.out
    assert "春节：平均每天" in answer.out
    assert "试预测最近" in answer.out
    assert "2024-03-11 预计" in answer.out
    assert "2024-03-05T08:00 至 2024-03-06T20:00：没有记录" in answer.out


def test_a_short_record_and_a_long_forecast_say_so(told):
    answer = told(counts(15), "--forecast", "2024-02-13..2024-03-31")

    assert "记录太短，不能检验预测的误差" in answer.out
    assert "……共 48 天。" in answer.out


def test_a_year_without_a_notice_is_told(told):
    years_ago = counts(28).replace("2024-", "2002-")

    assert "注意：2002年没有放假安排，只按周末区分工作日。" in told(years_ago).out
    assert told(years_ago, "--json").data["provisional_years"] == [2002]


def test_redials_are_taken_out_and_told(told):
    rows = ["datetime,caller,outcome"]
    for number in range(21):
        day = FIRST + timedelta(number)
        for call in range(40):
            minute = 480 + call * 15
            rows.append(
                f"{day}T{minute // 60:02d}:{minute % 60:02d},k{call},{'abandoned' if call % 4 == 0 else 'answered'}"
            )
            if call % 8 == 0:
                rows.append(f"{day}T{minute // 60:02d}:{minute % 60 + 5:02d},k{call},answered")

    answer = told("\n".join(rows), "--json")

    assert faults("tide-output", answer.data) == []
    assert answer.data["redials"] == {"redial": 0.5, "background": 0.0, "calls": 21 * 45, "first_attempts": 21 * 40.0}
    assert "945 次来电，扣除重拨约为 840.0 次首拨" in told("\n".join(rows)).out


def test_rows_that_stand_twice_and_a_clock_put_back_are_told_by_their_line(told):
    lines = counts().splitlines()
    text = "\n".join([*lines[:100], lines[99], *lines[100:200], lines[201], lines[200], *lines[202:]])

    answer = told(text)

    assert "第 101 行 2024-02-06T10:00：重复的一行，已略去" in answer.out
    assert "早于上一行" in answer.out


REFUSED = {
    "no such column": ("time,calls\n2024-01-01T09:00,1\n", "表头没有 datetime 这一列"),
    "no call": ("datetime,calls\n", "文件里没有来电"),
    "nothing at all": ("", "表头没有 datetime 这一列，只有：（空）"),
    "no time": (HEAD + "gestern,1\n", "第 4 行 datetime 是“gestern”"),
    "a negative count": (HEAD + "2024-01-01T10:00,-3\n", "第 4 行 calls 是“-3”"),
    "two counts of one slot": (HEAD + "2024-01-01T09:30,2\n", "第 4 行的 2024-01-01T09:30 与第 3 行是同一时段"),
    "off the grid": (HEAD + "2024-01-01T10:00,2\n2024-01-01T10:07,2\n", "第 5 行的 2024-01-01T10:07:00 不在 30 分钟时段的起点上"),
    "a clock years away": (HEAD + "1970-01-01T00:00,1\n", "第 4 行的 1970-01-01T00:00"),
    "too few days": (HEAD, "只有 1 天，至少要 14 天"),
    "all calls in one slot": (
        "datetime\n" + "".join(f"2024-01-{day:02d}T00:00\n" * 9 for day in range(1, 29)), "都落在 00:00 起的一个时段",
    ),
    "an unknown outcome": ("datetime,caller,outcome\n2024-01-01T09:00,a,gone\n", "第 2 行 outcome 是“gone”"),
    "callers without outcomes": ("datetime,caller\n2024-01-01T09:00,a\n", "表头没有 outcome 这一列"),
    "a NUL": (HEAD + "2024-01-01T10:00,\x00\n", "第 4 行"),
    "a cell without end": (HEAD + '2024-01-01T10:00,"' + "9" * 200_000 + "\n", "第 4 行"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_refused_at_its_line(told, text, said):
    answer = told(text, "--json")

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


SPANS = {
    "backwards": ("2024-03-12..2024-03-11", "起日不应晚于止日"),
    "too long": ("2024-03-12..2026-03-11", "一次最多 366 天"),
    "too far": ("2034-03-12..2034-03-13", "记录最后一天（2024-03-10）之后 366 天以内的日期"),
    "one day": ("2024-03-12", "起止日期"),
    "no days": ("gestern..heute", "起止日期"),
    "before the record": ("2023-03-12..2023-03-13", "只有 0 天"),
}


@pytest.mark.parametrize(("span", "said"), SPANS.values(), ids=SPANS)
def test_a_span_that_can_not_be_foretold_is_refused(told, span, said):
    answer = told(counts(), "--forecast", span)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_file_in_another_encoding_is_refused(tmp_path, fazhi):
    path = tmp_path / "calls.csv"
    path.write_bytes("datetime,来电\n".encode("gb18030"))

    assert "第 10 个字节起不是 UTF-8 编码的文本" in fazhi("hotline", "tide", str(path)).err


def test_rows_are_of_the_published_form(told):
    rows = list(csv.DictReader(io.StringIO(counts(2))))

    assert faults("tide-input", rows) == []
    assert faults("tide-input", [{**rows[0], "calls": "-1"}])
    assert faults("tide-input", [{"datetime": "2024-01-01T09:00", "caller": "", "outcome": "gone"}])
