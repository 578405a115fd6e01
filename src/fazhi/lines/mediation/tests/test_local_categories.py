"""Local categories: set up by an act or a ledger, put on matters by theirs, counted under their national one."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError

from fazhi.engines.indicator import Period
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.exchange.undoing import undo
from fazhi.kernel.indicators import queries as figures
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.procedures.integrity import check
from fazhi.lines.mediation.errors import CategoryEnded, CategoryInUse, CategoryTaken, CategoryUnfit, UnknownCategory
from fazhi.lines.mediation.models import LocalCategory, PeoplesMatter
from fazhi.lines.mediation.rules.categories import national
from fazhi.lines.mediation.services.local_categories import add, end
from fazhi.lines.mediation.terms import Category

from .test_imports import FAILED, OPEN, SETTLED, Desk, Row

FINANCE: Row = {"code": "finance", "title": "金融", "parent": "contract", "from_year": 2023, "basis": "厦司〔2023〕9号"}
ABOUT_MONEY: Row = SETTLED | {"category": "contract", "local_category": "finance"}


@pytest.fixture
def desk(city, tmp_path: Path, data_dir: Path, at: datetime) -> Desk:
    return Desk(tmp_path, data_dir, at)


def matter(row: Row) -> PeoplesMatter:
    return PeoplesMatter.objects.system("a test").get(number=row["number"])


def test_the_national_form_has_its_eighteen_categories_in_order():
    assert national(2024) == tuple(Category)
    assert national(2010) == ()


def test_a_category_is_added_with_its_basis_in_the_trail(db: None, at: datetime):
    made = add(
        " finance ", title="金融", parent=Category.CONTRACT, from_year=2023, basis="厦司〔2023〕9号", by="system", at=at
    )

    assert (made.code, made.parent, made.until_year, str(made)) == ("finance", "contract", None, "finance")
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.basis, entry.subject_id) == ("mediation.category.add", "厦司〔2023〕9号", "finance")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [({"title": " "}, "title"), ({"basis": ""}, "basis"), ({"until_year": 2022}, "until_year")],
)
def test_a_category_that_can_not_be_is_refused(db: None, at: datetime, changes: Row, fault: str):
    given = {"title": "金融", "from_year": 2023, "basis": "文"} | changes

    with pytest.raises(CategoryUnfit) as caught:
        add("finance", parent=Category.CONTRACT, by="system", at=at, **given)

    assert caught.value.fault == fault


def test_a_code_is_used_once(desk: Desk, at: datetime):
    desk.take_in("mediation.category", [FINANCE])

    with pytest.raises(CategoryTaken):
        add("finance", title="别的", parent=Category.FAMILY, from_year=2024, basis="文", by="system", at=at)


def test_a_category_ends_with_a_year_and_once(desk: Desk, at: datetime):
    desk.take_in("mediation.category", [FINANCE])

    assert end("finance", year=2025, by="system", at=at).until_year == 2025
    with pytest.raises(CategoryEnded):
        end("finance", year=2026, by="system", at=at)
    with pytest.raises(UnknownCategory):
        end("other", year=2026, by="system", at=at)


def test_a_category_does_not_end_before_it_began_or_before_a_matter_that_has_it(desk: Desk, at: datetime):
    desk.take_in("mediation.category", [FINANCE])
    desk.take_in("mediation.people", [ABOUT_MONEY])

    with pytest.raises(CategoryUnfit):
        end("finance", year=2022, by="system", at=at)
    with pytest.raises(CategoryInUse) as caught:
        end("finance", year=2023, by="system", at=at)
    assert caught.value.year == 2024


def test_the_database_keeps_a_parent_that_is_national_and_years_in_order(db: None):
    with pytest.raises(IntegrityError, match="localcategory_parent_known"):
        LocalCategory.objects.create(code="x", title="x", parent="finance", from_year=2024, basis="文")


def test_a_matter_has_its_local_category_or_none(desk: Desk):
    desk.take_in("mediation.category", [FINANCE])
    desk.take_in("mediation.people", [ABOUT_MONEY, OPEN])

    assert (matter(ABOUT_MONEY).local_category_id, matter(OPEN).local_category_id) == ("finance", None)


def test_a_figure_is_broken_down_by_it_and_it_is_inside_its_parent(desk: Desk):
    desk.take_in("mediation.category", [FINANCE])
    desk.take_in("mediation.people", [ABOUT_MONEY, FAILED])

    (local,) = figures.figures(Period(2024), engine=Live(), codes=["mediation.people.local"], by="local_category")
    (resolved,) = figures.figures(Period(2024), engine=Live(), codes=["mediation.people.resolved"], by="category")

    assert [(group.key, group.label, group.value) for group in local.by or ()] == [("finance", "金融", 1)]
    assert {group.key: group.value for group in resolved.by or ()} == {"contract": 1, "neighbour": 1}


def test_a_ledger_from_before_the_column_comes_in_unchanged(desk: Desk):
    """The column came later: a file without it says what a blank cell says."""
    desk.take_in("mediation.people", [OPEN, FAILED], "新.xlsx")
    path = desk.folder / "旧.csv"
    desk.give_out("mediation.people", "旧.csv")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith(",本地类别")
    path.write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8-sig")

    report = desk.take_in_file(path)

    assert (report.read, report.unchanged, report.refused) == (2, 2, 0)


def test_an_undone_correction_has_the_old_local_category_again(desk: Desk, at: datetime):
    desk.take_in("mediation.category", [FINANCE])
    desk.take_in("mediation.people", [ABOUT_MONEY], "一.xlsx")
    desk.take_in("mediation.people", [ABOUT_MONEY | {"local_category": None}], "二.xlsx")
    assert matter(ABOUT_MONEY).local_category_id is None

    undo(LedgerBatch.objects.latest("pk").pk, by="system", at=at, reason="错", data_dir=desk.data_dir)

    assert matter(ABOUT_MONEY).local_category_id == "finance"


@pytest.mark.parametrize(
    "changes", [{"parent": "family"}, {"from_year": 2025}, {"from_year": 2022, "until_year": 2023}]
)
def test_a_category_that_matters_have_is_not_changed_under_them(desk: Desk, changes: Row):
    desk.take_in("mediation.category", [FINANCE])
    desk.take_in("mediation.people", [ABOUT_MONEY])

    report = desk.take_in("mediation.category", [FINANCE | changes])

    assert "category-in-use" in report.codes
    assert LocalCategory.objects.get(code="finance").parent == "contract"


def test_a_category_of_which_the_years_are_reversed_is_refused(desk: Desk):
    assert "category-years" in desk.take_in("mediation.category", [FINANCE | {"until_year": 2022}]).codes


def test_the_ledger_of_categories_comes_in_corrected_goes_out_and_is_taken_back(desk: Desk, at: datetime):
    desk.take_in("mediation.category", [FINANCE], "一.xlsx")
    report = desk.take_in("mediation.category", [FINANCE | {"title": "金融借贷", "until_year": 2026}], "二.xlsx")
    assert report.updated == 1
    path, count = desk.give_out("mediation.category", "导出.xlsx")
    assert (count, desk.take_in_file(path).unchanged) == (1, 1)

    second, first = LedgerBatch.objects.filter(updated=1).latest("pk"), LedgerBatch.objects.earliest("pk")
    undo(second.pk, by="system", at=at, reason="错", data_dir=desk.data_dir)
    kept = LocalCategory.objects.get(code="finance")
    assert (kept.title, kept.until_year) == ("金融", None)
    undo(first.pk, by="system", at=at, reason="错", data_dir=desk.data_dir)
    assert not LocalCategory.objects.exists()


def test_matters_before_the_first_year_have_no_local_category(desk: Desk):
    desk.take_in("mediation.category", [FINANCE | {"from_year": 2024}])
    earlier = ABOUT_MONEY | {"accepted_date": date(2023, 12, 31)}

    assert "local-year" in desk.take_in("mediation.people", [earlier]).codes


@pytest.mark.parametrize("changes", [{"category": "family"}, {"accepted_year": 2022}])
def test_a_matter_that_no_longer_fits_its_local_category_is_found_by_name(desk: Desk, changes: Row):
    desk.take_in("mediation.category", [FINANCE])
    desk.take_in("mediation.people", [ABOUT_MONEY, OPEN])
    names = frozenset({"local-category-fits"})
    assert [item.found for item in check(on=date(2024, 6, 3), names=names)] == [0]

    PeoplesMatter.objects.system("a test").filter(number=ABOUT_MONEY["number"]).update(**changes)

    (found,) = check(on=date(2024, 6, 3), names=names)
    assert found.found == 1
    assert "“金融”" in found.told[0]
