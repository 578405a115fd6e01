"""
The main job at the console, on a small synthetic year: ledgers → records → figures → report, by rows, by scope, by month.
"""

import csv
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from fazhi.sample_city.published import YEAR, targets

from .accounting import accounts_for

PUBLISHED = Path(__file__).parents[2] / "src/fazhi/sample_city/published-2024.csv"

# Before setup


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "--year", "2024"),
        ("report", "--year", "2024", "--out", "x"),
        ("ledger", "import", "."),
        ("audit", "verify"),
        ("year", "freeze", "2024"),
    ],
    ids=" ".join,
)
def test_before_setup_a_command_says_to_set_up(empty, words: tuple[str, ...]):
    answer = empty(*words)

    assert (answer.code, answer.out) == (2, "")
    assert "fazhi setup" in answer.err
    assert not empty.data.exists()


# Ledgers to figures


def test_setup_again_changes_nothing(imported):
    key = (imported.data / "key" / "trail.key").read_bytes()
    before = imported.entries()

    again = imported.json("setup")

    assert again["migrated"] == 0
    assert (imported.data / "key" / "trail.key").read_bytes() == key
    assert imported.entries() == before


def test_every_row_of_the_sample_is_accepted(imported):
    files = imported.import_answer["files"]

    assert len(files) == 50
    assert all(file["error"] is None and file["refused"] == 0 for file in files)
    assert all(file["read"] == file["accepted"] for file in files)


def test_the_same_ledgers_again_change_nothing(imported, place: Path):
    files = imported.json("ledger", "import", place / "ledgers")["files"]

    assert all(file["unchanged"] == file["read"] and file["accepted"] == 0 for file in files)


def test_figures_are_the_published_ones_at_this_scale(imported):
    goal = targets(YEAR, Decimal("0.02"))
    found = {figure["code"]: figure["exact"] for figure in imported.json("figures", "--year", "2024")["figures"]}

    assert found["mediation.people.resolved"] == goal.resolved
    assert found["mediation.people.amount"] == goal.amount_fen
    assert found["mediation.administrative.departments"] == 11
    for nature in ("administrative", "civil"):
        assert found[f"mediation.administrative.accepted.{nature}"] == goal.accepted[nature]
        assert found[f"mediation.administrative.settled.{nature}"] == goal.settled[nature]
    assert found["mediation.administrative.accepted"] == sum(goal.accepted.values())
    for channel, count in goal.referred.items():
        assert found[f"mediation.referred.{channel}"] == count


def test_the_rows_of_every_figure_account_for_it(imported):
    figures = imported.json("figures", "--year", "2024")["figures"]

    assert len(figures) > 30
    assert [figure["code"] for figure in figures if not accounts_for(imported, figure)] == []


def test_months_and_quarters_add_up_to_the_year(imported):
    def value(period: str) -> int:
        code = "mediation.people.resolved"
        return imported.json("figures", "--period", period, "--code", code)["figures"][0]["value"]

    year = value("2024")
    assert sum(value(f"2024Q{quarter}") for quarter in range(1, 5)) == year
    assert sum(value(f"2024-{month:02}") for month in range(1, 13)) == year


@pytest.mark.parametrize("dimension", ["district", "office", "category", "concluded_month", "form", "source"])
def test_a_breakdown_adds_up_to_its_figure(imported, dimension: str):
    words = ("figures", "--year", "2024", "--code", "mediation.people.resolved", "--by", dimension)
    (figure,) = imported.json(*words)["figures"]

    assert sum(group["value"] for group in figure["by"]) == figure["value"]
    assert all(group["value"] and group["label"] for group in figure["by"])


def test_open_matters_of_mediation_and_open_referrals_and_no_others_have_a_running_clock(imported):
    """The other lines' clocks have tests of their own."""
    open_ones = "SELECT id FROM mediation_{}matter WHERE state = 'accepted' AND accepted_date >= '{}'"
    in_force = {"peoples": "2002-11-01", "administrative": "2024-04-01"}
    open_referrals = "SELECT id FROM referrals_referral WHERE state = 'signed' OR state = 'sent' AND channel = 'court'"
    with closing(sqlite3.connect(imported.data / "fazhi.sqlite3")) as database:
        matters = [row[0] for each in in_force.items() for row in database.execute(open_ones.format(*each))]
        matters += [row[0] for row in database.execute(open_referrals)]
        matters += [row[0] for row in database.execute("SELECT id FROM mediation_election WHERE state = 'held'")]
        running = [
            row[0]
            for row in database.execute(
                "SELECT matter_id FROM procedures_clock WHERE stopped_at IS NULL"
                " AND (procedure LIKE 'mediation.%' OR procedure LIKE 'referral%')"
            )
        ]

    assert matters
    assert sorted(running) == sorted(matters)


# A post sees its own rows, in the report too


@pytest.fixture(scope="module")
def district(imported) -> str:
    """A post of a district bureau, as the posts ledger has it."""
    with closing(sqlite3.connect(imported.data / "fazhi.sqlite3")) as database:
        query = (
            "SELECT o.code || '@' || f.code || ':' || p.role FROM organisations_post p "
            "JOIN organisations_office f ON f.id = p.office_id JOIN organisations_official o ON o.id = p.official_id "
            "WHERE f.kind = 'district_bureau' AND f.district = '思明区' AND p.until_date IS NULL ORDER BY 1 LIMIT 1"
        )
        return database.execute(query).fetchone()[0]


def test_a_district_sees_its_share_of_a_figure(imported, district: str):
    code = "mediation.people.resolved"
    whole = imported.json("figures", "--year", "2024", "--code", code, "--by", "district")["figures"][0]
    share = imported.json("figures", "--year", "2024", "--code", code, "--as", district)["figures"][0]["value"]

    assert share == {group["key"]: group["value"] for group in whole["by"]}["思明区"]
    assert 0 < share < whole["value"]


def test_a_districts_rows_are_all_its_own(imported, district: str):
    rows = imported.json("figures", "rows", "mediation.people.resolved", "--year", "2024", "--as", district)["rows"]

    assert {row["district"] for row in rows} == {"思明区"}


def test_a_report_for_the_whole_city_is_not_for_a_districts_post(imported, district: str, tmp_path: Path):
    answer = imported("report", "--year", "2024", "--out", tmp_path / "report", "--engine", "live", "--as", district)

    assert answer.code == 2
    assert "应由局本级的岗位办理" in answer.err
    assert not (tmp_path / "report").exists()


# Figures to the report


@pytest.fixture(scope="module")
def reported(frozen, place: Path) -> Path:
    frozen.json("report", "--year", "2024", "--out", place / "report")
    return place / "report"


def test_every_identity_holds(frozen, reported: Path):
    written = json.loads((reported / "figures.json").read_text(encoding="utf-8"))

    assert len(written["identities"]) >= 7
    assert [item["rule"] for item in written["identities"] if not item["holds"]] == []


def test_the_report_of_a_frozen_year_carries_its_seal_and_its_date_only(frozen, reported: Path):
    written = json.loads((reported / "figures.json").read_text(encoding="utf-8"))
    page = (reported / "report.html").read_text(encoding="utf-8")

    assert (written["engine"], written["seal"], written["synthetic"]) == (
        "frozen",
        frozen.freeze_answer["digest"],
        True,
    )
    assert "未封账" not in page
    assert "示例数据" in page


def test_the_same_frozen_year_gives_the_same_bytes(frozen, reported: Path, tmp_path: Path):
    frozen.json("report", "--year", "2024", "--out", tmp_path)

    for name in ("report.docx", "report.html", "report-plain.html", "figures.json"):
        assert (tmp_path / name).read_bytes() == (reported / name).read_bytes(), name


def test_each_chart_has_its_numbers_beside_it_and_they_add_up_unless_some_are_withheld(frozen, reported: Path):
    page = (reported / "report.html").read_text(encoding="utf-8")
    charts = re.findall(r"<figcaption>(.*?)</figcaption></figure><table>(.*?)</table>(<p>)?", page, re.DOTALL)
    resolved = frozen.json("figures", "--year", "2024", "--code", "mediation.people.resolved")["figures"][0]["value"]

    assert len(charts) == page.count("<figure>") >= 4
    for title in ("人民调解化解纠纷（按月）", "各区人民调解情况", "人民调解纠纷类别"):
        ((body, note),) = ((body, note) for caption, body, note in charts if caption == title)
        cells = re.findall(r"<td>([\d,—]+)</td>", body)
        told = sum(int(cell.replace(",", "")) for cell in cells if cell != "—")
        assert (told < resolved, bool(note)) == ("—" in cells, "—" in cells)
        assert told <= resolved
    assert "其余" in page


def test_no_table_of_the_report_tells_a_small_cell(frozen, reported: Path):
    page = (reported / "report.html").read_text(encoding="utf-8")
    captions = ("各部门行政调解情况", "各区人民调解情况", "人民调解纠纷类别", "各部门行政调解受理")
    tables = re.findall(r"<caption>(.*?)</caption>.*?<tbody>(.*?)</tbody>", page, re.DOTALL)
    cells = [cell for title, body in tables if title in captions for cell in re.findall(r"<td>(.*?)</td>", body)]

    assert len(cells) > 100
    assert "—" in cells
    assert not {"1", "2"} & set(cells)


def test_the_plain_version_has_the_reports_figures_and_withholds_small_cells(frozen, reported: Path):
    plain = (reported / "report-plain.html").read_text(encoding="utf-8")
    page = (reported / "report.html").read_text(encoding="utf-8")
    cited = re.findall(r'<a href="#([a-z_.]+)"><b>([^<]+)</b></a>', plain)
    printed = dict(re.findall(r'<a class="figure" href="#([a-z_.]+)">([^<]+)</a>', page))
    cells = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", plain)]

    published = {row["code"] for row in csv.DictReader(PUBLISHED.open(encoding="utf-8", newline=""))} & set(printed)
    assert dict(cited).items() <= printed.items()
    assert published <= set(dict(cited))
    assert "示例数据" in plain
    assert "隐去" in plain
    assert [cell for cell in cells if 0 < cell < 3] == []


def test_the_word_file_marks_every_head_and_tags_every_figure(reported: Path):
    with zipfile.ZipFile(reported / "report.docx") as archive:
        heads = [archive.read(name).decode() for name in archive.namelist() if re.match(r"word/header\d+\.xml", name)]
        body = archive.read("word/document.xml").decode()
    written = json.loads((reported / "figures.json").read_text(encoding="utf-8"))
    tags = set(re.findall(r'<w:tag w:val="([^"]+)"', body))

    assert len(heads) == 2
    assert all("示例数据" in head for head in heads)
    assert "mediation.people.resolved" in tags
    assert tags <= {figure["code"] for figure in written["figures"]}


def test_compare_names_what_differs_at_this_scale(frozen):
    answer = frozen("report", "compare", PUBLISHED, "--year", "2024", "--json")

    assert answer.code == 1
    assert (answer.data["compared"], answer.data["equal"], len(answer.data["missing"])) == (18, 6, 12)
    assert "mediation.administrative.departments" not in {item["code"] for item in answer.data["different"]}
    assert {item["code"]: item["published"] for item in answer.data["different"]}[
        "mediation.people.resolved"
    ] == "40980"


def test_a_table_of_this_scale_compares_equal(frozen, tmp_path: Path):
    figures = frozen.json("figures", "--year", "2024")["figures"]
    rows = [
        (item["code"], item["exact"], "件", "exact")
        for item in figures
        if isinstance(item["exact"], int) and item["unit"] == "件"
    ]
    with (tmp_path / "own.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("code", "value", "unit", "precision"), *rows])

    data = frozen.json("report", "compare", tmp_path / "own.csv", "--year", "2024")

    assert (data["compared"], data["equal"]) == (len(rows), len(rows))
