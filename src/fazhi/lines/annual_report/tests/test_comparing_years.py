"""`fazhi report published` and the year before in the report, from a published table or from a frozen year."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from fazhi.engines.indicator import Catalogue
from fazhi.kernel.audit.canonical import digest
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators import services as indicators
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel
from fazhi.lines.annual_report import papers, queries
from fazhi.lines.annual_report.models import PublishedRow, PublishedTable
from fazhi.lines.annual_report.queries.previous import INVENTED
from fazhi.lines.annual_report.terms import Report
from fazhi.surfaces.cli.console import run

HEAD = "code,value,unit,precision"
POLICE, COURT = "mediation.referred.police", "mediation.referred.court"
ADDRESS = "https://example.invalid/report"


def add_referrals(city, at: datetime, year: int, count: int, first: int) -> None:
    day = date(year, 12, 31)
    for number in range(first, first + count):
        Referral(
            number=f"〔{year}〕{number}号",
            procedure=f"referral.{Channel.POLICE}",
            channel=Channel.POLICE,
            state="signed",
            occurred_date=day,
            office=city.committee,
            sender="移送单位",
            category="neighbour",
            sent_date=day,
            signed_date=day,
            signed_year=year,
            signed_quarter=4,
            signed_month=12,
            recorded_at=at,
        ).save()


@pytest.fixture
def records(city, at: datetime) -> None:
    """Three referrals from the police, signed for in 2024."""
    add_referrals(city, at, 2024, 3, 1)


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict]:
    def call(*words: str, code: int = 0) -> dict:
        capsys.readouterr()
        assert run([*words, "--json"]) == code
        told = capsys.readouterr()
        return json.loads(told.out) if told.out else {"err": told.err}

    return call


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., str]:
    def write(*rows: str, head: str = HEAD) -> str:
        path = tmp_path / "published-2023.csv"
        path.write_text("\n".join((head, *rows)), encoding="utf-8")
        return str(path)

    return write


def report() -> Report:
    return queries.report(2024, on=date(2025, 2, 28))


def compared(made: Report) -> list[tuple[str, ...]]:
    tables = [table for _, part in made.sections for section in part for table in section.tables]
    (found,) = (table for table in tables if "比较" in table.title)
    return [tuple(row) for row in found.rows]


def figure_of(made: Report, code: str):
    return next(figure for figure in made.figures if figure.code == code)


def test_a_table_is_kept_with_its_address_and_digest_in_the_trail(fazhi, records, table):
    answer = fazhi("report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023", "--url", ADDRESS)

    assert {name: answer[name] for name in ("year", "version", "rows", "url", "invented", "unchanged")} == {
        "year": 2023, "version": 1, "rows": 1, "url": ADDRESS, "invented": False, "unchanged": False,
    }  # fmt: skip
    (entry,) = Entry.objects.filter(action="report.published")
    assert (entry.subject_kind, entry.subject_id) == ("annual_report.published", "2023")
    kept = PublishedTable.objects.get()
    told = {"version": 1, "rows": 1, "sha256": kept.sha256, "url": ADDRESS, "invented": False}
    assert (entry.payload_digest, kept.url, kept.sha256) == (digest(told), ADDRESS, answer["sha256"])


def test_the_same_table_again_changes_nothing_and_another_is_the_next_version(fazhi, records, table):
    fazhi("report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023")
    again = fazhi("report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023")
    other = fazhi("report", "published", table(f"{POLICE},1,件,exact"), "--year", "2023")

    assert (again["version"], again["unchanged"]) == (1, True)
    assert (other["version"], other["unchanged"]) == (2, False)
    assert figure_of(report(), POLICE).previous.value == "1"
    assert Entry.objects.filter(action="report.published").count() == 2


def test_the_report_sets_the_years_side_by_side(fazhi, records, table):
    fazhi("report", "published", table(f"{POLICE},2,件,exact", f"{COURT},4,件,exact"), "--year", "2023")

    assert compared(report()) == [
        ("公调对接案件", "2件", "3件", "+1件", "+50.0"),
        ("诉调对接案件", "4件", "0件", "−4件", "−100.0"),
    ]


def test_a_base_of_zero_gives_no_percentage(fazhi, records, table):
    fazhi("report", "published", table(f"{POLICE},0,件,exact"), "--year", "2023")

    assert compared(report()) == [("公调对接案件", "0件", "3件", "+3件", "—")]


def test_open_data_carry_the_year_before(fazhi, records, table, tmp_path: Path):
    fazhi("report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023")
    fazhi("report", "--year", "2024", "--out", str(tmp_path / "out"))
    figures = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))["figures"]

    assert next(each for each in figures if each["code"] == POLICE)["previous"] == {
        "year": 2023, "value": "2", "unit": "件", "text": "2件", "difference": "1", "growth": "50.0",
        "source": "published", "invented": False, "redefined": False,
    }  # fmt: skip
    assert "previous" not in next(each for each in figures if each["code"] == COURT)


def test_without_a_year_before_nothing_is_compared(records):
    made = report()

    assert all(figure.previous is None for figure in made.figures)
    assert "比较" not in papers.page(made)


@pytest.mark.parametrize("marked", ["by the option", "by the file"])
def test_invented_figures_are_called_so_wherever_they_are_printed(fazhi, records, table, marked: str):
    if marked == "by the option":
        answer = fazhi("report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023", "--invented")
    else:
        path = table(f"{POLICE},2,件,exact,是", head=f"{HEAD},invented")
        answer = fazhi("report", "published", path, "--year", "2023")
    made = report()

    assert answer["invented"] is True
    assert INVENTED in papers.page(made)
    assert papers.plain_page(made).count(INVENTED) == 1
    assert any(INVENTED in table.title for _, part in made.sections for each in part for table in each.tables)
    assert queries.figures_document(made)["figures"][_place(made)]["previous"]["invented"] is True
    assert INVENTED in re.sub(r"<[^>]+>", "", _document(papers.word(made)))


def _place(made: Report) -> int:
    return [figure.code for figure in made.figures].index(POLICE)


def _document(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def test_a_frozen_year_comes_before_a_published_table(fazhi, records, city, at: datetime, table, tmp_path: Path):
    add_referrals(city, at, 2023, 2, 100)
    fazhi("report", "published", table(f"{POLICE},77,件,exact", f"{COURT},4,件,exact"), "--year", "2023", "--invented")
    indicators.freeze(2023, by="system", at=at, folder=tmp_path / "frozen")

    police, court = (figure_of(report(), code).previous for code in (POLICE, COURT))

    assert (police.value, police.source, police.is_invented, police.growth) == ("2", "frozen", False, "50.0")
    assert (court.value, court.source) == ("0", "frozen")


def test_what_a_frozen_year_does_not_know_the_table_may(fazhi, records, table):
    """Here there is no frozen year at all; the lower bound is printed, nothing is reckoned from it."""
    fazhi("report", "published", table(f"{POLICE},2,件,at_least"), "--year", "2023")

    assert compared(report()) == [("公调对接案件", "不少于2件", "3件", "—", "—")]
    assert figure_of(report(), POLICE).previous.value == ""


def test_a_changed_definition_is_said(fazhi, records, table, monkeypatch: pytest.MonkeyPatch):
    registers, declared, identities = registry.declared()
    old = next(item for item in declared if item.code == POLICE)
    new = replace(old, version=2, valid_from=date(2024, 1, 1), definition="另一种数法。")
    catalogue = Catalogue.of(
        registers, (*(i for i in declared if i is not old), replace(old, valid_from=date(2023, 1, 1)), new), identities
    )
    monkeypatch.setattr(registry, "catalogue", lambda: catalogue)
    fazhi("report", "published", table(f"{POLICE},2,件,exact", f"{COURT},4,件,exact"), "--year", "2023")

    made = report()

    assert [row[0] for row in compared(made)] == ["公调对接案件（口径有变化）", "诉调对接案件"]
    assert (figure_of(made, POLICE).previous.redefined, figure_of(made, COURT).previous.redefined) == (True, False)


def test_a_reader_of_a_part_is_shown_no_published_table_of_the_whole(fazhi, records, city, table):
    fazhi("report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023")
    office = city.head.office
    scope = Scope(office.code, office.left, office.right, office.name)

    made = queries.report(2024, on=date(2025, 2, 28), scope=scope)

    assert made.part
    assert figure_of(made, POLICE).previous is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((f"{POLICE},two,件,exact",), "第 2 行“value”列：读到“two”"),
        ((f"{POLICE},2,件,exact", f"{POLICE},3,件,exact"), "第 3 行“code”列"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_and_nothing_is_kept(fazhi, records, table, rows, said: str):
    answer = fazhi("report", "published", table(*rows), "--year", "2023", code=2)

    assert said in answer["err"]
    assert not PublishedTable.objects.exists()


def test_a_post_of_a_part_may_not_bring_in_the_bureaus_figures(fazhi, records, city, table):
    words = ("--as", f"{city.head.official.code}@{city.head.office.code}:head")

    answer = fazhi(*words, "report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023", code=2)

    assert "应由局本级的岗位办理" in answer["err"]
    assert not PublishedTable.objects.exists()


@pytest.mark.parametrize("wrong", [{"precision": "roughly"}, {"code": POLICE}], ids=("a precision", "a code twice"))
def test_the_database_keeps_what_is_true(fazhi, records, table, wrong: dict):
    fazhi("report", "published", table(f"{POLICE},2,件,exact"), "--year", "2023")
    row = {"code": COURT, "value": "1", "unit": "件", "precision": "exact", "decimals": 0} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedRow(table=PublishedTable.objects.get(), **row).save()
