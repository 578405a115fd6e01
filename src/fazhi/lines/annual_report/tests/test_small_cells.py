"""Small cells of the report's tables and charts: withheld in every file, whole on the desk."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel
from fazhi.lines.annual_report import papers, queries
from fazhi.lines.annual_report.rules.publishing import by_size
from fazhi.lines.annual_report.terms import Heading, PrintedChart, PrintedSection, PrintedTable, Report
from fazhi.lines.annual_report.tests.test_papers import text_of_pdf

NOTE = "小于3的数以及据此可以推算出的数不公开，以“—”表示。"


def add(city, at: datetime, channel: Channel, months: dict[int, int]) -> None:
    for month, count in months.items():
        day = date(2024, month, 9)
        for number in range(count):
            Referral(
                number=f"〔2024〕{channel}{month}-{number}号",
                procedure=f"referral.{channel}",
                channel=channel,
                state="signed",
                occurred_date=day,
                office=city.committee,
                sender="移送单位",
                category="neighbour",
                sent_date=day,
                signed_date=day,
                signed_year=2024,
                signed_quarter=(month + 2) // 3,
                signed_month=month,
                recorded_at=at,
            ).save()


def referrals(charts: tuple[PrintedChart, ...]) -> PrintedChart | None:
    return next((chart for chart in charts if chart.title == "对接案件签收（按月）"), None)


def section_of(made: Report) -> PrintedSection:
    return next(section for section in dict(made.sections)[Heading.RESULTS] if section.line == "mediation")


def test_a_small_month_is_withheld_with_another_and_the_desk_sees_both(city, at: datetime):
    add(city, at, Channel.POLICE, {1: 2, 2: 5, 3: 9})
    section = section_of(queries.report(2024))

    published, whole = referrals(section.charts), referrals(section.whole_charts)

    assert whole is not None
    assert published is not None
    assert dict(whole.series) == {"公调对接": (2, 5, 9), "诉调对接": (0, 0, 0), "访调对接": (0, 0, 0)}
    assert dict(published.series) == {"公调对接": (None, None, 9), "诉调对接": (0, 0, 0), "访调对接": (0, 0, 0)}
    assert published.withholds
    assert not whole.withholds


def test_of_a_figure_whose_total_gives_a_cell_away_nothing_is_drawn(city, at: datetime):
    add(city, at, Channel.POLICE, {1: 2})
    section = section_of(queries.report(2024))

    assert referrals(section.whole_charts) is not None
    published = referrals(section.charts)
    assert published is not None
    assert dict(published.series)["公调对接"] == (None,)


def test_a_chart_of_which_all_is_withheld_is_left_out(city, at: datetime):
    for channel in (Channel.POLICE, Channel.COURT, Channel.PETITION):
        add(city, at, channel, {1: 2})
    section = section_of(queries.report(2024))

    assert referrals(section.whole_charts) is not None
    assert referrals(section.charts) is None


def test_no_file_of_a_report_tells_a_withheld_number(city, at: datetime, tmp_path: Path):
    """117 stands in no other place: withheld with the 2 beside it, it may be read nowhere."""
    add(city, at, Channel.POLICE, {1: 2, 2: 117, 3: 131})
    files = papers.files(queries.report(2024))
    word = Document(io.BytesIO(files["report.docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    told = {
        "report.docx": " ".join([*cells, *(each._inline.docPr.get("descr") for each in word.inline_shapes)]),
        "report.html": re.sub(r"<style>.*?</style>", "", files["report.html"].decode(), flags=re.DOTALL),
        "report-plain.html": files["report-plain.html"].decode(),
        "report.pdf": text_of_pdf(files["report.pdf"], tmp_path),
    }

    for name in told:
        assert re.search(r"(?<!\d)117(?!\d)", told[name]) is None, name
    assert all("131" in told[name] for name in ("report.docx", "report.html", "report.pdf"))


@pytest.fixture
def withheld(report: Callable[..., Report]) -> Report:
    """The report by hand with a cell withheld in its table and in its chart."""
    base = report()
    section = section_of(base)
    (table,), (chart,) = section.tables, section.charts
    assert isinstance(table, PrintedTable)
    table = replace(table, rows=(("公安局", "—"), ("人社局", "—")), withholds=True)
    chart = replace(chart, labels=("1月", "2月", "3月"), series=(("受理", (None, None, 12)),), name="月")
    changed = replace(section, tables=(table,), charts=(chart,))
    return replace(base, sections=((Heading.RESULTS, (changed,)), *base.sections[1:]))


def test_a_line_under_the_table_says_what_the_dash_means(withheld: Report, tmp_path: Path):
    word = Document(io.BytesIO(papers.word(withheld)))

    assert [paragraph.text for paragraph in word.paragraphs].count(NOTE) == 2
    assert papers.page(withheld).count(NOTE) == 2
    assert text_of_pdf(papers.pdf(withheld), tmp_path).count(NOTE) == 2


def test_where_nothing_is_withheld_no_line_says_so(report: Callable[..., Report]):
    word = Document(io.BytesIO(papers.word(report())))

    assert NOTE not in [paragraph.text for paragraph in word.paragraphs]
    assert NOTE not in papers.page(report())


def test_a_withheld_number_is_a_dash_in_words_and_in_the_numbers(withheld: Report):
    (chart,) = section_of(withheld).charts

    assert papers.in_words(chart).endswith("受理：1月 —，2月 —，3月 12")
    assert tuple(papers.data_rows(chart)) == (("1月", "—"), ("2月", "—"), ("3月", "12"))


def test_the_largest_come_first_and_the_others_stand_together():
    rows = [("甲", (1,)), ("乙", (9,)), ("丙", (5,)), ("丁", (3,))]

    assert by_size(rows, None, dict(rows)) == [("乙", (9,)), ("丙", (5,)), ("丁", (3,)), ("甲", (1,))]
    assert by_size(rows, 2, dict(rows)) == [("乙", (9,)), ("丙", (5,)), ("其余2项", (4,))]
    assert by_size(rows, 3, dict(rows)) == by_size(rows, None, dict(rows))


def test_groups_with_something_withheld_do_not_tell_their_size_by_their_place():
    whole = {"甲": (1,), "乙": (9,), "丙": (5,), "丁": (3,)}
    rows = [("甲", (None,)), ("乙", (9,)), ("丙", (None,)), ("丁", (3,))]

    assert by_size(rows, None, whole) == [("乙", (9,)), ("丁", (3,)), ("丙", (None,)), ("甲", (None,))]
    assert by_size(rows, 2, whole) == [("乙", (9,)), ("丁", (3,)), ("其余2项", (6,))]


def test_all_that_is_withheld_stands_among_the_others():
    """One withheld alone in its row, the rest together: their sum would give it away."""
    whole = {"甲": (4,), "乙": (9,), "丙": (1,), "丁": (2,)}
    rows = [("甲", (None,)), ("乙", (9,)), ("丙", (None,)), ("丁", (None,))]

    assert by_size(rows, 2, whole) == [("乙", (9,)), ("其余3项", (7,))]


def test_a_table_or_chart_that_has_nothing_to_tell_is_left_out(city, at: datetime):
    """Nobody was inspected in that year: the sentences stand, with their zeros."""
    add(city, at, Channel.POLICE, {1: 2})

    (inspections,) = [
        section for section in dict(queries.report(2024).sections)[Heading.RESULTS] if section.line == "inspections"
    ]

    assert inspections.paragraphs
    assert inspections.tables == inspections.whole_tables == ()
    assert inspections.charts == inspections.whole_charts == ()
