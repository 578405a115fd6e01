from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.models import Office, Post
from fazhi.kernel.papers.errors import (
    NumberNotUnderstood,
    NumberUnknown,
    NumberVoid,
    ReasonMissing,
    SeriesExists,
    SeriesOfAnother,
    SeriesUnknown,
)
from fazhi.kernel.papers.models import DocumentNumber, NumberSeries
from fazhi.kernel.papers.numbers import PaperNumber, parse_number
from fazhi.kernel.papers.queries import number_named, number_register
from fazhi.kernel.papers.services import issue_number, open_series, void_number
from fazhi.kernel.papers.terms import Fault
from fazhi.kernel.papers.verification import verify_numbers

ON = date(2024, 6, 3)
HAN = [chr(code) for code in (0x53A6, 0x53F8, 0x51FD, 0x89C4, 0x8C03, 0x4E00, 0x9FA5)]


@given(
    st.text(st.sampled_from(HAN), min_size=1, max_size=12),
    st.integers(1900, 2099),
    st.integers(1, 10**9),
)
def test_a_number_reads_back_as_it_was_written(series: str, year: int, sequence: int):
    number = PaperNumber(series, year, sequence)

    assert parse_number(number.text) == number


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("厦司[2024]12号", "厦司〔2024〕12号"),
        ("厦司〔2024〕第12号", "厦司〔2024〕12号"),
        ("厦司〔2024〕012号", "厦司〔2024〕12号"),
        ("厦司〔24〕12号", "如厦司〔2025〕1号"),
    ],
)
def test_a_number_written_otherwise_is_refused_with_the_right_form(text: str, right: str):
    with pytest.raises(NumberNotUnderstood) as caught:
        parse_number(text)

    assert right in caught.value.right


@pytest.fixture
def series(city, at) -> NumberSeries:
    return open_series("厦司", "函", title="局函", office=city.bureau, by="system", at=at)


@pytest.fixture
def head(city) -> Post:
    """The head of the bureau itself."""
    made = Post(official=city.reporter.official, office=city.bureau, role="head", from_date=date(2020, 1, 1))
    made.save()
    return made


def test_numbers_follow_each_other_and_begin_anew_each_year(city, series, at):
    drawn = [
        issue_number("厦司函", on=on, by=city.reporter, at=at, purpose="复函").text
        for on in (ON, ON, date(2025, 1, 1), ON)
    ]

    assert drawn == ["厦司函〔2024〕1号", "厦司函〔2024〕2号", "厦司函〔2025〕1号", "厦司函〔2024〕3号"]


def test_what_is_rolled_back_leaves_no_gap(city, series, at):
    with transaction.atomic():
        issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="作罢")
        transaction.set_rollback(True)

    assert issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函").sequence == 1
    assert verify_numbers() == ()


def test_every_act_on_numbers_is_in_the_trail(city, series, head, at):
    number = issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")
    void_number(number, by=head, at=at, reason="错发")

    acts = [(entry.action, entry.subject_id) for entry in Entry.objects.order_by("number")]
    assert acts == [
        ("papers.series.open", "厦司函"),
        ("papers.number.issue", "厦司函〔2024〕1号"),
        ("papers.number.void", "厦司函〔2024〕1号"),
    ]


def test_a_void_number_is_kept_and_never_issued_again(city, series, head, at):
    number = issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")

    void = void_number(number, by=head, at=at, reason="错发")

    assert (void.state, void.void_reason, void.text) == ("void", "错发", "厦司函〔2024〕1号")
    assert issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="重发").sequence == 2
    with pytest.raises(NumberVoid, match="错发"):
        void_number(number, by=head, at=at, reason="再来一次")


def test_a_number_and_its_voiding_need_a_reason(city, series, head, at):
    with pytest.raises(ReasonMissing):
        issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose=" ")
    number = issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")

    with pytest.raises(ReasonMissing):
        void_number(number, by=head, at=at, reason="")


def test_a_number_that_is_not_there_cannot_be_voided(series, head, at):
    with pytest.raises(NumberUnknown):
        void_number(DocumentNumber(series=series, year=2024, sequence=9), by=head, at=at, reason="错发")


def test_an_unknown_series_and_one_opened_twice_are_told(city, series, at):
    with pytest.raises(SeriesUnknown):
        issue_number("厦司规", on=ON, by=city.reporter, at=at, purpose="规范性文件")
    with pytest.raises(SeriesExists):
        open_series("厦司", "函", title="局函", office=city.bureau, by="system", at=at)
    with pytest.raises(NumberNotUnderstood):
        open_series("XSJ", title="局发文", office=city.bureau, by="system", at=at)


def test_a_role_without_the_right_draws_and_voids_nothing(city, series, head, at):
    number = issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")
    administrator = Post(official=city.reporter.official, office=city.bureau, role="administrator", from_date=ON)

    with pytest.raises(NotPermitted):
        issue_number("厦司函", on=ON, by=administrator, at=at, purpose="复函")
    with pytest.raises(NotPermitted):
        void_number(number, by=city.reporter, at=at, reason="错发")


def test_bodies_below_draw_none_of_the_bureaus_numbers_but_its_divisions_do(city, series, office, at):
    division = Office.objects.system("test").get(code=office("XM-FZ", "法治科", "division", city.bureau).code)
    clerk = Post(official=city.clerk.official, office=division, role="clerk", from_date=ON)
    clerk.save()

    assert issue_number("厦司函", on=ON, by=clerk, at=at, purpose="复函").sequence == 1
    for post in (city.clerk, city.stranger, city.head):
        with pytest.raises(SeriesOfAnother):
            issue_number("厦司函", on=ON, by=post, at=at, purpose="复函")


def test_a_head_below_voids_none_of_the_bureaus_numbers(city, series, at):
    number = issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")

    with pytest.raises(SeriesOfAnother):
        void_number(number, by=city.head, at=at, reason="错发")


def test_the_register_shows_a_post_its_own_numbers_and_the_system_all(city, series, at):
    issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")

    assert [n.text for n in number_register("厦司函", 2024, by=None).numbers] == ["厦司函〔2024〕1号"]
    assert number_register("厦司函", 2024, by=city.reporter).latest == 1
    assert number_register("厦司函", 2024, by=city.stranger).numbers == ()
    assert number_register("厦司函", 2023, by=None).latest == 0
    with pytest.raises(SeriesUnknown):
        number_register("厦司规", 2024, by=None)


def test_a_number_is_found_by_its_text_within_sight(city, series, at):
    number = issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")

    assert number_named("厦司函〔2024〕1号", by=city.reporter) == number_named("厦司函〔2024〕1号", by=None) == number
    with pytest.raises(NumberUnknown):
        number_named("厦司函〔2024〕1号", by=city.stranger)
    with pytest.raises(NumberUnknown):
        number_named("厦司函〔2024〕2号", by=None)


def test_numbers_taken_out_or_put_in_past_the_services_are_found(city, series, at):
    numbers = [issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函") for _ in range(3)]
    issue_number("厦司函", on=date(2025, 1, 1), by=city.reporter, at=at, purpose="复函")
    rows = DocumentNumber.objects.system("what somebody does to the database")
    rows.filter(pk=numbers[2].pk).delete()
    rows.filter(year=2025).delete()
    numbers[0].pk, numbers[0].sequence = None, 6
    numbers[0].save(force_insert=True)

    assert verify_numbers() == (
        Fault("gap", "厦司函〔2024〕4号"),
        Fault("gap", "厦司函〔2024〕5号"),
        Fault("lost", "厦司函〔2024〕3号"),
        Fault("unrecorded", "厦司函〔2024〕6号"),
        Fault("lost", "厦司函〔2025〕1号"),
    )


def test_a_series_taken_out_with_its_numbers_is_found(city, series, at):
    issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")
    DocumentNumber.objects.system("what somebody does to the database").delete()
    NumberSeries.objects.system("what somebody does to the database").delete()

    assert verify_numbers() == (Fault("lost", "厦司函〔2024〕1号"),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sequence": 1},
        {"sequence": 0},
        {"state": "lost"},
        {"state": "void"},
        {"state": "void", "voided_at": datetime(2024, 6, 3, tzinfo=UTC)},
        {"void_reason": "错发"},
    ],
    ids=str,
)
def test_the_database_itself_refuses_a_wrong_number(city, series, at, wrong):
    issue_number("厦司函", on=ON, by=city.reporter, at=at, purpose="复函")
    right = {"sequence": 2, "state": "issued"}
    row = DocumentNumber(
        series=series,
        year=2024,
        issued_date=ON,
        issued_at=at,
        issued_by="x",
        purpose="x",
        office=city.bureau,
        **(right | wrong),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_series_and_numbers_say_their_code(series):
    assert (str(series), str(DocumentNumber(series=series, year=2024, sequence=7))) == ("厦司函", "厦司函〔2024〕7号")
