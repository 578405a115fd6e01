"""What an import would change: it adds up, shows old beside new, hides persons, and binds the import that follows."""

import pytest

from fazhi.kernel.exchange import previewing
from fazhi.kernel.exchange.errors import RecordsMoved
from fazhi.kernel.exchange.models import ImportedRow, LedgerBatch
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import GOOD
from fazhi.kernel.indicators.models import FrozenYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(tmp_path, import_one):
    """The preview of a file of these rows."""

    def of(rows, **more):
        report = import_one(cases.book(tmp_path / "preview.xlsx", rows), dry_run=True, **more)
        assert (
            report.preview.new + report.preview.updated + report.preview.unchanged + report.preview.refused
            == report.read
        )
        return report.preview

    return of


def test_a_preview_adds_up_and_leaves_nothing(tmp_path, import_one, preview):
    import_one(cases.book(tmp_path / "before.xlsx", cases.rows(3)))

    found = preview(
        [*cases.rows(2), {**GOOD, "number": "D-3", "people": 9}, {**GOOD, "number": "D-4"}, {**GOOD, "number": ""}]
    )

    assert (found.new, found.updated, found.unchanged, found.refused) == (1, 1, 2, 1)
    assert found.sheets == ("台账",)
    assert (LedgerBatch.objects.count(), ImportedRow.objects.count()) == (1, 3)


def test_a_changed_cell_is_shown_beside_what_the_file_before_said(tmp_path, import_one, preview):
    import_one(cases.book(tmp_path / "before.xlsx", cases.rows(2, amount_fen="12000.5", is_urgent="是")))

    found = preview(cases.rows(1, amount_fen="150000", category="婚姻家庭", signed_date=""))

    assert found.changed_cells == 4
    assert [(change.heading, change.was, change.now) for change in found.changes] == [
        ("纠纷类别", "邻里", "婚姻家庭"),
        ("签收日期", "2024-03-06", ""),
        ("涉及金额（元）", "12,000.50", "150,000.00"),
        ("紧急", "是", "否"),
    ]
    assert {change.key for change in found.changes} == {"police D-1"}


def test_each_row_is_compared_with_the_latest_file_that_had_it(tmp_path, import_one, preview):
    import_one(cases.book(tmp_path / "first.xlsx", cases.rows(2, people=3)))
    import_one(cases.book(tmp_path / "second.xlsx", cases.rows(1, people=4)))

    found = preview(cases.rows(2, people=5))

    assert [(change.key, change.was, change.now) for change in found.changes] == [
        ("police D-1", "4", "5"),
        ("police D-2", "3", "5"),
    ]


def test_a_row_whose_earlier_file_is_gone_is_counted_and_not_guessed(tmp_path, import_one, preview, data_dir):
    import_one(cases.book(tmp_path / "before.xlsx", cases.rows(2)))
    for path in (data_dir / "files" / "ledgers").glob("*.parquet"):
        path.unlink()

    found = preview(cases.rows(2, people=5))

    assert (found.updated, found.untold, found.changed_cells, found.changes) == (2, 2, 0, ())


def test_refused_rows_show_the_cells_at_fault_and_what_would_be_right(preview):
    found = preview([{**GOOD, "category": "外星"}, {**GOOD, "number": "D-2", "sent_date": "2024-02-30"}])

    assert found.headings == ("对接编号", "对接渠道", "纠纷类别", "移送日期")
    first, second = found.refused_rows
    assert (first.sheet, first.row) == ("台账", 3)
    assert first.cells == (("D-1", False), ("公调对接", False), ("外星", True), ("2024-03-05", False))
    assert first.says == ("纠纷类别：不在代码表中；可填：婚姻家庭、邻里。",)
    assert [cell for cell in second.cells if cell[1]] == [("2024-02-30", True)]


def test_personal_data_are_masked_in_cells_and_in_sentences(preview):
    wrong = cases.IDENTITY[:-1] + ("1" if cases.IDENTITY[-1] != "1" else "2")

    found = preview([{**GOOD, "document_type": "居民身份证", "document_number": wrong, "phone": "12"}])

    (row,) = found.refused_rows
    shown = str(row)
    assert wrong not in shown
    assert f"{wrong[:4]}************{wrong[16:]}" in shown
    assert any(says.startswith("证件号码：") and "应为" in says for says in row.says)


def test_a_changed_number_is_masked(tmp_path, import_one, preview):
    import_one(cases.book(tmp_path / "before.xlsx", cases.rows(1, phone="13800001234")))

    (change,) = preview(cases.rows(1, phone="13900005678")).changes

    assert (change.was, change.now) == ("138****1234", "139****5678")


def test_rows_that_are_only_odd_are_listed_apart(preview):
    found = preview(cases.rows(1, is_urgent="是", people=60))

    assert (found.new, found.refused, found.warned) == (1, 0, 1)
    assert [(warned.row, warned.says) for warned in found.warned_rows] == [(3, "人数：人数较多，请核对。")]


def test_a_preview_is_bounded(monkeypatch, preview):
    monkeypatch.setattr(previewing, "SHOWN", 2)

    found = preview(cases.rows(5, category="外星"))

    assert (found.refused, len(found.refused_rows)) == (5, 2)


def test_sealed_years_that_the_rows_touch_are_named(preview, at):
    FrozenYear.objects.create(year=2024, version=1, frozen_at=at, by="system", digest="0" * 64)

    assert preview(cases.rows(1)).frozen_years == (2024,)


def test_what_was_previewed_is_what_is_written(tmp_path, import_one, preview):
    rows = cases.rows(3)
    digest = preview(rows).digest

    report = import_one(cases.book(tmp_path / "a.xlsx", rows), previewed=digest)

    assert report.accepted == 3


def test_an_import_that_would_write_other_rows_than_previewed_is_refused(tmp_path, import_one, preview):
    rows = cases.rows(3)
    digest = preview(rows).digest
    import_one(cases.book(tmp_path / "meanwhile.xlsx", rows[:1]))

    report = import_one(cases.book(tmp_path / "a.xlsx", rows), previewed=digest)

    assert isinstance(report.error, RecordsMoved)
    assert ImportedRow.objects.count() == 1


def test_a_file_with_nothing_to_write_has_a_digest_too(preview):
    assert preview(cases.rows(1, category="外星")).digest == preview([{**GOOD, "number": ""}]).digest


def test_no_column_of_parties_escapes_the_masks():
    from fazhi.kernel.exchange.formats import registered

    for format in registered():
        masks = previewing._masks(format)
        named = {
            column.name
            for column in format.columns
            if column.name.startswith("party") and column.name != "parties_count"
        }
        assert {name for name in named if not name.endswith("_type")} <= set(masks), format.code
