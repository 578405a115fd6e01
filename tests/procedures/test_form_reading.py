"""Answers to a form: what people write becomes what the service takes, and every fault is told beside its field."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.kernel.procedures.errors import FormRefused
from fazhi.kernel.procedures.form_reading import LONGEST, MOST_LINES, read, read_day, read_moment
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType

LABELS = {"written": "书面", "oral": "口头"}
FIELDS = tuple(
    Field(kind.value, f"题{number}", kind, labels=LABELS if kind is FieldType.CODE else None)
    for number, kind in enumerate(FieldType)
)
FORM = ActForm("made.up", "act", FIELDS, do=dict)
CHINA = timezone(timedelta(hours=8))


def one(kind: FieldType, answer: str | bytes, *, required: bool = True) -> object:
    """The value of one answer to a field of that type."""
    field = Field("x", "题", kind, required, LABELS if kind is FieldType.CODE else None)
    return read(ActForm("made.up", "act", (field,), do=dict), {"x": answer}, act="办理")["x"]


@pytest.mark.parametrize(
    ("kind", "answer", "value"),
    [
        (FieldType.TEXT, "　陈阿土 ", "陈阿土"),
        (FieldType.LONG_TEXT, "第一行\r\n第二行\t续", "第一行\n第二行\t续"),
        (FieldType.LINES, "王一\r\n\n 李二 \n", ("王一", "李二")),
        (FieldType.DAY, "2024-03-05", date(2024, 3, 5)),
        (FieldType.DAY, "2024/3/5", date(2024, 3, 5)),
        (FieldType.DAY, "20240305", date(2024, 3, 5)),
        (FieldType.DAY, " ２０２４年３月５日", date(2024, 3, 5)),
        (FieldType.DAY, "2024-02-29", date(2024, 2, 29)),
        (FieldType.MOMENT, "2024-03-05 14:30", datetime(2024, 3, 5, 14, 30, tzinfo=CHINA)),
        (FieldType.MOMENT, "2024-03-05T14:30:05Z", datetime(2024, 3, 5, 14, 30, 5, tzinfo=UTC)),
        (FieldType.MOMENT, "2024-03-05T14:30-03:30", datetime(2024, 3, 5, 18, 0, tzinfo=UTC)),
        (FieldType.MOMENT, "20240305 9:30", datetime(2024, 3, 5, 9, 30, tzinfo=CHINA)),
        (FieldType.MOMENT, "2024年3月5日9时", datetime(2024, 3, 5, 9, 0, tzinfo=CHINA)),
        (FieldType.MOMENT, "2024年3月5日 9时05分", datetime(2024, 3, 5, 9, 5, tzinfo=CHINA)),
        (FieldType.INTEGER, "１,200", 1200),
        (FieldType.INTEGER, "-3", -3),
        (FieldType.INTEGER, "0", 0),
        (FieldType.MONEY, "12,000.5", 1_200_050),
        (FieldType.MONEY, "￥0.01元", 1),
        (FieldType.MONEY, "0", 0),
        (FieldType.CODE, "oral", "oral"),
        (FieldType.CODE, "书 面", "written"),
        (FieldType.FLAG, "是", True),
        (FieldType.FLAG, "否", False),
        (FieldType.FILE, b"%PDF", b"%PDF"),
    ],
)
def test_what_is_written_is_read(kind: FieldType, answer: str | bytes, value: object):
    assert one(kind, answer) == value


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        (FieldType.TEXT, "两\n行", "一行不超过200字的文字"),
        (FieldType.TEXT, "空\x00字", "一行不超过200字的文字"),
        (FieldType.TEXT, "半\ud800个", "一行不超过200字的文字"),
        (FieldType.TEXT, "字" * 201, "一行不超过200字的文字"),
        (FieldType.TEXT, b"file", "一行不超过200字的文字"),
        (FieldType.LONG_TEXT, "字" * 20_001, "不超过20000字的文字"),
        (FieldType.LINES, "行\n" * (MOST_LINES + 1), "每行一项"),
        (FieldType.LINES, "王一\n" + "字" * 201, "一行不超过200字的文字"),
        (FieldType.LINES, b"file", "每行一项"),
        (FieldType.DAY, "2024-02-30", "日期，如 2024-03-05"),
        (FieldType.DAY, "2024-3/5", "日期，如 2024-03-05"),
        (FieldType.DAY, "2024年3月5", "日期，如 2024-03-05"),
        (FieldType.DAY, "2024-3-5日", "日期，如 2024-03-05"),
        (FieldType.DAY, "1024-03-05", "日期，如 2024-03-05"),
        (FieldType.DAY, "45356", "日期，如 2024-03-05"),
        (FieldType.DAY, "2024-03-05 14:30", "日期，如 2024-03-05"),
        (FieldType.DAY, b"file", "日期，如 2024-03-05"),
        (FieldType.MOMENT, "2024-03-05", "日期和时刻"),
        (FieldType.MOMENT, "2024-03-05 24:00", "日期和时刻"),
        (FieldType.MOMENT, "2024-03-05 9:3", "日期和时刻"),
        (FieldType.MOMENT, "2024-03-05T09:00+99:00", "日期和时刻"),
        (FieldType.INTEGER, "1.5", "整数"),
        (FieldType.INTEGER, "1" * 16, "整数"),
        (FieldType.INTEGER, "1,20", "整数"),
        (FieldType.INTEGER, "两", "整数"),
        (FieldType.MONEY, "1.005", "以元为单位"),
        (FieldType.MONEY, "-5", "以元为单位"),
        (FieldType.MONEY, "五万", "以元为单位"),
        (FieldType.MONEY, "1" * 14, "以元为单位"),
        (FieldType.CODE, "电子", "书面、口头之一"),
        (FieldType.CODE, b"file", "书面、口头之一"),
        (FieldType.FLAG, "也许", "“是”或“否”"),
        (FieldType.FILE, "扫描件.pdf", "一个不为空的文件"),
    ],
)
def test_what_can_not_be_read_is_told_with_what_would_be_right(kind: FieldType, answer: str | bytes, expected: str):
    with pytest.raises(FormRefused) as refused:
        one(kind, answer)

    (fault,) = refused.value.faults
    assert (fault.field, fault.title) == ("x", "题")
    assert fault.found == ("（文件）" if isinstance(answer, bytes) else answer.strip())
    assert fault.expected.startswith(expected)


@pytest.mark.parametrize(
    ("low", "high", "answer", "expected"),
    [(2, 9, "1", "不小于2、不大于9的整数"), (2, 9, "10", "不小于2、不大于9的整数"), (0, None, "-1", "不小于0的整数")],
)
def test_a_number_out_of_its_bounds_is_told_with_them(low: int, high: int | None, answer: str, expected: str):
    form = ActForm("made.up", "act", (Field("x", "题", FieldType.INTEGER, low=low, high=high),), do=dict)

    with pytest.raises(FormRefused) as refused:
        read(form, {"x": answer}, act="办理")

    assert refused.value.faults[0].expected == expected
    assert read(form, {"x": "2"}, act="办理") == {"x": 2}


@pytest.mark.parametrize("kind", list(FieldType))
@pytest.mark.parametrize("blank", ["", " \u3000\n", b""])
def test_what_is_required_may_not_be_blank(kind: FieldType, blank: str | bytes):
    with pytest.raises(FormRefused) as refused:
        one(kind, blank)

    (fault,) = refused.value.faults
    assert fault.found == ""
    assert fault.expected


def test_a_missing_answer_is_told_with_the_fields_hint():
    field = Field("day", "受理日期", FieldType.DAY, required=True, hint="登记当日")

    with pytest.raises(FormRefused) as refused:
        read(ActForm("made.up", "act", (field,), do=dict), {}, act="受理")

    assert refused.value.faults[0].expected.endswith("（登记当日）")
    assert "day is ''" in str(refused.value)


def test_all_faults_are_told_at_once_in_the_order_of_the_form():
    answers = {"nonesuch": "1", "money": "许多", "day": "昨天"}

    with pytest.raises(FormRefused) as refused:
        read(FORM, answers, act="办理")

    assert [fault.field for fault in refused.value.faults] == ["day", "money", "nonesuch"]
    assert refused.value.faults[-1].expected.startswith("text、long_text、")


def test_a_form_that_asks_nothing_takes_no_answer():
    nothing = ActForm("made.up", "act", (), do=dict)

    assert read(nothing, {}, act="办理") == {}
    with pytest.raises(FormRefused):
        read(nothing, {"x": "1"}, act="办理")


ANSWERS = st.dictionaries(
    st.sampled_from([*(kind.value for kind in FieldType), "nonesuch"]),
    st.one_of(st.text(), st.binary(max_size=8), st.text(alphabet="0123456789-/年月日时分: ,.元T+Z", max_size=24)),
)


def read_or_refused(answers: dict[str, str | bytes]) -> tuple[set[str], set[str]]:
    """Names of the fields that were read, and of those with a fault."""
    try:
        return set(read(FORM, answers, act="办理")), set()
    except FormRefused as refused:
        return set(), {fault.field for fault in refused.faults}


# The first text that hypothesis draws in a process takes it more than a second.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS)
def test_whatever_is_answered_is_read_or_refused_by_field(answers: dict[str, str | bytes]):
    values, faults = read_or_refused(answers)

    assert faults <= set(answers)
    if not faults:
        assert values == {name for name, answer in answers.items() if answer.strip()}


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"])
)
def test_a_day_written_in_any_of_the_four_ways_is_the_day(day: date, style: str):
    assert read_day(day.strftime(style)) == day


@given(st.datetimes(datetime(1992, 1, 1), datetime(2100, 12, 31)), st.sampled_from(["T", " "]))
def test_a_moment_is_meant_where_the_bureau_is(moment: datetime, between: str):
    written = moment.replace(microsecond=0)

    assert read_moment(written.isoformat(sep=between)) == written.replace(tzinfo=CHINA)


@given(st.integers(0, 10**15 - 1), st.booleans())
def test_money_is_exact_to_the_fen(fen: int, grouped: bool):
    yuan = f"{fen // 100:,}" if grouped else str(fen // 100)

    assert one(FieldType.MONEY, f"{yuan}.{fen % 100:02}") == fen


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_an_integer_is_itself(number: int):
    assert one(FieldType.INTEGER, str(number)) == number


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=LONGEST[FieldType.TEXT]))
)
def test_lines_are_told_apart_and_blank_ones_dropped(lines: list[str]):
    kept = tuple(line.strip() for line in lines if line.strip())
    if kept:
        assert one(FieldType.LINES, "\n".join(lines)) == kept


def test_the_longest_text_fits():
    assert one(FieldType.TEXT, "字" * LONGEST[FieldType.TEXT]) == "字" * 200
