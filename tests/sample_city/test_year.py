"""What the ledgers of the synthetic year promise, read back from the files."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from fazhi.kernel.calendar.services import packaged_calendar
from fazhi.sample_city.city import DEPARTMENTS
from fazhi.sample_city.published import targets
from fazhi.sample_city.writing import write_year

from .conftest import SMALL

Typed = Callable[[Path, str], pl.DataFrame]
SEED = Path(__file__).parents[3] / "shared" / "seed" / "figures-2024.csv"


def in_2024(column: str) -> pl.Expr:
    return pl.col(column).dt.year() == 2024


def counted(folder: Path, typed: Typed) -> dict[str, int]:
    """The mediation figures, counted by hand from the files; amounts in fen."""
    people, administrative, sent = typed(folder, "人民调解"), typed(folder, "行政调解"), typed(folder, "对接移送")
    resolved = people.filter(in_2024("concluded_date"), pl.col("result").is_in(["settled", "failed"]))
    accepted = administrative.filter(in_2024("accepted_date"))
    settled = administrative.filter(in_2024("effective_date"), result="settled")
    signed = sent.filter(in_2024("signed_date"))
    return {
        "mediation.people.resolved": resolved.height,
        "mediation.people.amount": resolved["amount_fen"].sum(),
        "mediation.administrative.departments": accepted["office"].n_unique(),
        **_natures("mediation.administrative.accepted", accepted),
        **_natures("mediation.administrative.settled", settled),
        **{
            f"mediation.referred.{channel}": signed.filter(channel=channel).height
            for channel in ("police", "court", "petition")
        },
    }


def _natures(code: str, rows: pl.DataFrame) -> dict[str, int]:
    parts = {f"{code}.{nature}": rows.filter(nature=nature).height for nature in ("administrative", "civil")}
    return {code: rows.height, **parts}


@pytest.fixture(scope="module")
def people(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "人民调解")


@pytest.fixture(scope="module")
def administrative(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "行政调解")


@pytest.fixture(scope="module")
def sent(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "对接移送")


def test_the_full_year_comes_to_the_twelve_published_figures(tmp_path: Path, typed: Typed):
    write_year(2024, Decimal(1), 1, tmp_path)

    figures = counted(tmp_path, typed)

    with (Path(__file__).parents[2] / "src/fazhi/sample_city/published-2024.csv").open(encoding="utf-8") as file:
        published = {row["code"]: row["value"] for row in csv.DictReader(file) if row["line"] == "mediation"}
    amount = Decimal(figures.pop("mediation.people.amount")) / 10_000_000_000
    assert round(amount, 1) == Decimal(published.pop("mediation.people.amount"))
    assert figures == {code: int(value) for code, value in published.items()}
    assert len(figures) == 11


@pytest.mark.shared
def test_the_published_table_is_the_seeds():
    if not SEED.exists():
        pytest.skip("../shared is not here")
    with SEED.open(encoding="utf-8") as file:
        seed = list(csv.DictReader(file))
    with (Path(__file__).parents[2] / "src/fazhi/sample_city/published-2024.csv").open(encoding="utf-8") as file:
        shipped = list(csv.DictReader(file))

    assert [{key: row[key] for key in seed[0]} for row in shipped] == seed
    assert all("厦门市司法局2024年" in row["source"] for row in shipped)


def test_a_small_year_comes_to_its_share(small_year: Path, typed: Typed):
    goal = targets(2024, SMALL)

    figures = counted(small_year, typed)

    assert figures["mediation.people.resolved"] == goal.resolved == 2049
    assert figures["mediation.people.amount"] == goal.amount_fen
    assert figures["mediation.administrative.departments"] == 11
    for measure, parts in (("accepted", goal.accepted), ("settled", goal.settled)):
        assert figures[f"mediation.administrative.{measure}"] == sum(parts.values())
        assert all(figures[f"mediation.administrative.{measure}.{nature}"] == count for nature, count in parts.items())
    assert all(figures[f"mediation.referred.{channel}"] == count for channel, count in goal.referred.items())


def test_an_import_refuses_no_row(small_year: Path, checked):
    for path in sorted(small_year.glob("*.xlsx")):
        result = checked(path)

        assert result.rows.height > 0
        assert result.refused.is_empty(), (path.name, result.findings.filter(~pl.col("warning")).head(5))


def test_the_only_warning_is_the_unassigned_division(small_year: Path, checked):
    findings = pl.concat([checked(path).findings for path in small_year.glob("*调解-*.xlsx")])

    assert findings["code"].unique().to_list() == ["division"]


def test_there_are_small_ledgers_eleven_departments_six_districts_three_channels_prevention_and_those_of_three_lines(
    small_year: Path,
):
    names = [path.stem.split("-")[0] for path in sorted(small_year.glob("*.xlsx"))]

    assert {name: names.count(name) for name in set(names)} == {
        "01": 1,
        "02": 1,
        "03": 1,
        "04": 1,
        "05": 1,
        "06": 1,
        "07": 1,
        "排查预防": 1,
        "人民调解": 6,
        "行政调解": 11,
        "对接移送": 3,
        "双随机": 9,
        "热线": 5,
        "合法性审核": 8,
    }


def test_each_file_is_marked_as_an_example(small_year: Path):
    for path in small_year.rglob("*.xlsx"):
        top = fastexcel.read_excel(path).load_sheet(0, header_row=None, n_rows=1).to_polars()
        assert "示例数据（合成）" in top.item(0, 0)


def test_each_file_has_one_department_district_or_channel(people, administrative, sent, small_year, typed):
    districts = typed(small_year, "01-机构").select("code", "district")

    by_file = (
        people.join(districts, left_on="office", right_on="code").group_by("file").agg(pl.col("district").unique())
    )
    assert sorted(by_file["district"].list.join("").to_list()) == sorted(
        ["思明区", "湖里区", "海沧区", "集美区", "同安区", "翔安区"]
    )
    assert all(f"人民调解-{district}.xlsx" == file for file, [district] in by_file.iter_rows())
    assert administrative.group_by("file").agg(pl.col("office").n_unique())["office"].to_list() == [1] * 11
    assert sent.group_by("file").agg(pl.col("channel").n_unique())["channel"].to_list() == [1] * 3


def test_matters_are_carried_over_both_boundaries_of_the_year(people, administrative):
    for rows in (people, administrative):
        before = rows.filter(pl.col("accepted_date").dt.year() == 2023)
        after = rows.filter(pl.col("concluded_date").dt.year() == 2025)
        still_open = rows.filter(pl.col("concluded_date").is_null())

        assert min(before.height, after.height, still_open.height) > 0
        assert after.height + still_open.height > before.height
        assert before.filter(~in_2024("concluded_date")).is_empty()
        assert after.filter(~in_2024("accepted_date")).is_empty()
        assert still_open.filter(~in_2024("accepted_date")).is_empty()


def test_the_flow_of_each_department_and_nature_closes(administrative):
    flow = administrative.group_by("office", "nature").agg(
        opened=(pl.col("accepted_date").dt.year() == 2023).sum(),
        accepted=in_2024("accepted_date").sum(),
        settled=(in_2024("effective_date") & (pl.col("result") == "settled")).sum(),
        ended=(in_2024("concluded_date") & pl.col("result").is_in(["failed", "withdrawn"])).sum(),
        left=(pl.col("concluded_date").is_null() | (pl.col("concluded_date").dt.year() == 2025)).sum(),
    )

    assert flow.filter(
        pl.col("opened") + pl.col("accepted") != pl.col("settled") + pl.col("ended") + pl.col("left")
    ).is_empty()


def test_effect_and_conclusion_lie_in_one_month(people, administrative):
    for rows in (people, administrative):
        both = rows.drop_nulls("effective_date")
        assert both.filter(
            pl.col("effective_date").dt.month_start() != pl.col("concluded_date").dt.month_start()
        ).is_empty()
        assert both.filter(pl.col("effective_date") < pl.col("concluded_date")).height > 0


def test_offices_accept_and_conclude_on_working_days_only(administrative):
    office_hours = administrative.filter(pl.col("office") != "350200GA")
    days = pl.concat([office_hours["accepted_date"], office_hours["concluded_date"]]).drop_nulls().unique()

    assert all(map(packaged_calendar().is_worked, days))


def test_courts_and_petition_offices_send_on_working_days_only(sent):
    offices = sent.filter(pl.col("channel") != "police")
    days = pl.concat([offices["sent_date"], offices["result_date"]]).drop_nulls().unique()

    assert all(map(packaged_calendar().is_worked, days))


def test_police_and_villages_work_at_weekends_too(people, administrative):
    police = administrative.filter(office="350200GA")
    villages = people.filter(pl.col("office").str.contains("C"))

    for dates in (police["accepted_date"], villages["concluded_date"]):
        share = (dates.dt.weekday() > 5).mean()
        assert 0.05 < share < 0.3


def test_wages_are_claimed_before_the_spring_festival(administrative):
    wages = administrative.filter(in_2024("accepted_date"), category="migrant_wages")
    by_month = dict(wages.group_by(pl.col("accepted_date").dt.month()).len().iter_rows())

    assert by_month[1] > 1.5 * by_month[3]


def test_every_referred_matter_has_its_referral_and_every_mediated_referral_its_matter(people, sent):
    referred = people.filter(pl.col("source").is_in(["police", "court", "petition"]))
    joined = referred.join(
        sent, left_on=["source", "referral_number"], right_on=["channel", "number"], how="left", suffix="_sent"
    )

    assert joined.height == referred.height
    assert joined["sent_date"].null_count() == 0
    assert joined.filter(pl.col("signed_date") > pl.col("accepted_date")).is_empty()
    assert joined.filter(pl.col("result").fill_null("") != pl.col("outcome").fill_null("")).is_empty()
    assert joined.filter(pl.col("office") != pl.col("office_sent")).is_empty()
    with_matter = set(referred["referral_number"])
    without = sent.filter(~pl.col("number").is_in(list(with_matter)))
    assert set(without["outcome"]) == {"returned", None}
    assert (
        people.filter(~pl.col("source").is_in(["police", "court", "petition"]))["referral_number"].null_count()
        == people.height - referred.height
    )


def test_some_referrals_were_sent_before_the_year_or_signed_for_after_it_or_never(sent):
    assert sent.filter(in_2024("signed_date"), pl.col("sent_date").dt.year() == 2023).height > 0
    assert sent.filter(pl.col("signed_date").dt.year() == 2025).height > 0
    assert sent.filter(pl.col("signed_date").is_null(), outcome="returned").height > 0


def test_every_returned_referral_has_its_reason_and_no_other_has_one(sent):
    returned = sent.filter(outcome="returned")

    assert returned["return_reason"].null_count() == 0
    assert returned["return_reason"].n_unique() >= 5
    assert (
        sent.filter(pl.col("outcome").ne_missing("returned"))["return_reason"].null_count()
        == sent.height - returned.height
    )


def test_seven_in_ten_agreements_were_visited_and_nearly_all_found_performed(people):
    settled = people.filter(form="mediation", result="settled").filter(pl.col("effective_date") < pl.date(2024, 12, 1))
    visited = settled.drop_nulls("visited_date")

    assert 0.65 < visited.height / settled.height < 0.75
    assert 0.90 < visited.filter(performance="performed").height / visited.height < 0.96
    assert set(visited["performance"]) == {"performed", "partly", "not_performed"}
    assert visited.filter(pl.col("visited_date") < pl.col("effective_date")).is_empty()


def test_what_has_not_fallen_due_when_the_ledgers_close_says_so(people):
    not_due = people.filter(performance="not_due")

    assert not_due.height > 0
    assert not_due["effective_date"].min() > date(2025, 1, 28)
    assert not_due["visited_date"].null_count() == not_due.height


def test_a_few_agreements_are_confirmed_within_thirty_and_fifteen_days(people):
    confirmed = people.drop_nulls("confirmed_date")
    settled = people.filter(form="mediation", result="settled")
    waited = (confirmed["confirmed_date"] - confirmed["effective_date"]).dt.total_days()

    assert 0.015 < confirmed.height / settled.height < 0.045
    assert (waited.min() >= 0, waited.max() <= 45) == (True, True)
    assert all(map(packaged_calendar().is_worked, confirmed["confirmed_date"].unique()))


def test_nothing_is_followed_up_that_was_not_settled_by_a_committee(people):
    others = people.filter((pl.col("form") != "mediation") | pl.col("result").ne_missing("settled"))

    for column in ("performance", "visited_date", "confirmed_date"):
        assert others[column].null_count() == others.height


def test_amounts_are_heavy_tailed(people):
    amounts = people["amount_fen"].drop_nulls()

    assert 0.3 < amounts.len() / people.height < 0.7
    assert amounts.mean() > 3 * amounts.median()
    assert amounts.top_k(amounts.len() // 100).sum() > 0.15 * amounts.sum()


def test_what_is_settled_on_the_spot_is_never_accepted(people):
    spot = people.filter(form="on_the_spot")

    assert spot.height > 0
    assert spot["accepted_date"].null_count() == spot.height
    assert spot.filter(~in_2024("concluded_date")).is_empty()


def test_one_or_two_parties_stand_on_administrative_rows(administrative, people):
    alone = administrative["party2_name"].null_count()

    assert 0 < alone < 0.2 * administrative.height
    assert people["party2_name"].null_count() == 0


def test_mediators_hold_a_post_in_their_office_from_the_beginning(people, administrative, small_year, typed):
    posts = typed(small_year, "02-岗位").filter(pl.col("until_date").is_null(), role="mediator")
    named = pl.concat([people.select("office", "mediator"), administrative.select("office", "mediator")]).unique()

    assert named.join(posts, left_on=["office", "mediator"], right_on=["office", "name"], how="anti").is_empty()
    assert posts["from_date"].max() < people["accepted_date"].min()


def test_every_office_is_an_example_and_hangs_in_one_tree(small_year, typed):
    offices = typed(small_year, "01-机构")

    assert offices["is_sample"].to_list() == [1] * offices.height
    assert offices.filter(pl.col("parent").is_null())["kind"].to_list() == ["bureau"]
    assert set(offices["parent"].drop_nulls()) <= set(offices["code"])
    assert offices.filter(kind="department")["code"].to_list() == [department.code for department in DEPARTMENTS]
    assert set(offices.filter(kind="district_bureau")["division_code"]) == {
        "350203",
        "350205",
        "350206",
        "350211",
        "350212",
        "350213",
    }


def test_the_same_arguments_give_the_same_bytes(small_year: Path, tmp_path: Path):
    write_year(2024, SMALL, 1, tmp_path)

    for path in (path.relative_to(small_year) for path in small_year.rglob("*.*") if path.is_file()):
        assert (tmp_path / path).read_bytes() == (small_year / path).read_bytes(), path


def test_another_seed_gives_another_year_with_the_same_figures(small_year: Path, tmp_path: Path, typed: Typed):
    write_year(2024, SMALL, 2, tmp_path)

    name = "人民调解-思明区.xlsx"
    assert (tmp_path / name).read_bytes() != (small_year / name).read_bytes()
    assert counted(tmp_path, typed) == counted(small_year, typed)


def test_a_long_ledger_is_split_into_numbered_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_year: Path, typed: Typed
):
    monkeypatch.setattr("fazhi.sample_city.writing.ROWS_A_FILE", 4_000)

    files = write_year(2024, SMALL, 1, tmp_path)

    parts = [file for file in files if "市公安局" in file.path.name]
    assert [file.path.name for file in parts] == ["行政调解-市公安局-1.xlsx", "行政调解-市公安局-2.xlsx"]
    assert [file.rows for file in parts] == [3_000, 2_999]
    assert (
        typed(tmp_path, "行政调解-市公安局")
        .drop("index", "row", "file")
        .equals(typed(small_year, "行政调解-市公安局").drop("index", "row", "file"))
    )


def test_a_later_year_leaves_nothing_of_an_earlier_one_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patched:
        patched.setattr("fazhi.sample_city.writing.ROWS_A_FILE", 500)
        write_year(2024, Decimal("0.01"), 1, tmp_path, faulty=True)
    (tmp_path / "别的.xlsx").write_bytes(b"")

    files = write_year(2024, Decimal("0.01"), 1, tmp_path)

    assert set(tmp_path.rglob("*.xlsx")) == {file.path for file in files} | {tmp_path / "别的.xlsx"}
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"差错清单", "更正", "示例区划", "双随机抽取"}
    assert not list((tmp_path / "差错清单").iterdir())
