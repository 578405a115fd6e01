"""The export for the auditor: whole, in Chinese, harmless to a spreadsheet, and proof of itself."""

import csv
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, strategies

from fazhi.kernel.audit import export_form as form
from fazhi.kernel.audit import exporting, services
from fazhi.kernel.audit.errors import ExportUnreadable, ExportUnsupported, HeadBroken, KeyFileAbsent
from fazhi.kernel.audit.exporting import check_export
from fazhi.kernel.audit.findings import Finding, Kind, Verification
from fazhi.kernel.audit.key import read_key, read_key_file
from fazhi.kernel.audit.models import Head
from fazhi.kernel.audit.queries import entries_of
from fazhi.kernel.audit.tests import tampering
from fazhi.kernel.audit.walk import Row

pytestmark = pytest.mark.django_db

DAY = date(2025, 1, 6)


@pytest.fixture
def export(tmp_path, at):
    def do(name: str = "trail.csv", *, first: date = DAY, last: date = DAY, details: bool = False) -> Path:
        services.export(first, last, tmp_path / name, details=details, by="system", at=at)
        return tmp_path / name

    return do


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def rewrite(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


def checked(path: Path) -> Verification:
    return check_export(path, read_key())[1]


def test_the_file_has_a_row_an_entry_under_chinese_headings_and_a_manifest(trail, export):
    headings, *rows, manifest = read(export())

    told = "序号 发生时间 记录时间 办理岗位 渠道 行为 对象类别 对象编号 依据 内容摘要 明细摘要 前条校验码 本条校验码"
    assert headings == told.split()
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert rows[0][1] == "2025-01-06 17:30:00.000000+08:00"
    assert rows[0][4] == "命令行"
    assert rows[5][12] == trail[-1].mac
    assert manifest[:5] == ["清单", "首条序号", "1", "首条之前的校验码", "0" * 64]
    assert manifest[5:9] == ["末条序号", "6", "末条校验码", trail[-1].mac]


def test_only_the_days_asked_for_are_in_it(act, export, at):
    for days in range(5):
        act(at=at + timedelta(days=days))

    path = export(first=DAY + timedelta(days=1), last=DAY + timedelta(days=3))

    assert [row[0] for row in read(path)[1:-1]] == ["2", "3", "4"]
    assert checked(path).holds


def test_a_local_day_begins_at_local_midnight(act, export, at):
    late = act(at=at.replace(hour=15, minute=59))  # 23:59 in Xiamen
    early = act(at=at.replace(hour=16, minute=0))

    assert [row[0] for row in read(export())[1:-1]] == [str(late.number)]
    assert [row[0] for row in read(export(first=DAY + timedelta(1), last=DAY + timedelta(1)))[1:-1]] == [
        str(early.number)
    ]


def test_days_without_entries_give_a_file_that_says_so(trail, export):
    path = export(first=date(2020, 1, 1), last=date(2020, 1, 2))

    assert len(read(path)) == 2
    assert (checked(path).entries, checked(path).holds) == (0, True)


def test_the_export_is_in_the_trail_and_anchored(trail, export, data_dir, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        export()

    assert entries_of("audit.export").count() == 1
    assert '"reason": "export"' in (data_dir / "anchors.jsonl").read_text()
    assert services.verify(at=at).holds


def test_details_stay_at_home_unless_asked_for(trail, export):
    assert "old 3" not in export().read_text("utf-8")

    path = export("with.csv", details=True)

    assert "old 3" in path.read_text("utf-8")
    assert read(path)[0][-2:] == ["明细盐值", "明细"]
    assert checked(path).holds


def test_erased_details_are_no_fault_of_the_file(trail, export, at):
    services.erase(3, by="system", at=at, basis="PIPL-47", reason="期满")

    assert checked(export(details=True)).holds


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-1", "@x", "\tx", "'=x", "'", "''a", '"', "a\nb", "a,b", "·中😀", "\\"]
)
def test_any_text_is_harmless_in_a_spreadsheet_and_can_be_checked(act, export, text):
    act(subject=("matter", text), basis=text)

    path = export()

    assert not any(cell[:1] in {"=", "+", "-", "@", "\t"} for row in read(path) for cell in row)
    assert checked(path).holds


@given(strategies.text(max_size=5))
def test_an_apostrophe_is_taken_back_where_it_was_put(text):
    assert form.unmarked(form.marked(text)) == text


class TestWorkbook:
    def test_has_the_same_rows_and_the_manifest_on_a_sheet_of_its_own(self, act, trail, export):
        act(subject=("matter", "=1+1"))

        book = openpyxl.load_workbook(export("trail.xlsx"))

        rows = list(book["留痕1"].iter_rows(values_only=True))
        assert rows[0] == form.HEADINGS
        assert [row[0] for row in rows[1:]] == [1, 2, 3, 4, 5, 6, 7]
        assert rows[7][7] == "=1+1"
        cell = book["留痕1"].cell(8, 8)
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert dict(book["清单"].iter_rows(min_row=2, values_only=True))["末条序号"] == "7"

    def test_goes_on_with_another_sheet(self, trail, export, monkeypatch):
        monkeypatch.setattr(exporting, "SHEET_ROWS", 4)

        book = openpyxl.load_workbook(export("trail.xlsx"))

        assert book.sheetnames == ["留痕1", "留痕2", "清单"]
        assert [row[0] for row in book["留痕2"].iter_rows(min_row=2, values_only=True)] == [5, 6]

    def test_says_where_a_cell_holds_less_than_the_details(self, act, export):
        act(detail={"text": "长" * 40_000})

        book = openpyxl.load_workbook(export("trail.xlsx", details=True))

        assert str(book["留痕1"].cell(2, 15).value).endswith("全文见 .csv 导出）")


class TestCheck:
    @pytest.fixture
    def path(self, trail, export) -> Path:
        return export(details=True)

    @pytest.mark.parametrize("column", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    def test_names_an_edited_cell_by_its_entry(self, path, column):
        lines = read(path)
        lines[3][column] = {1: "2020-01-01 00:00:00.000000+08:00", 4: "工作台"}.get(column, "x")
        rewrite(path, lines)

        assert Finding(Kind.EDITED, 3, 3, "columns") in checked(path).findings

    def test_names_a_deleted_row(self, path):
        lines = read(path)
        rewrite(path, [*lines[:3], *lines[4:]])

        assert checked(path).findings == (Finding(Kind.DELETED, 3, 3, "gap"),)

    def test_names_deleted_last_rows(self, path):
        lines = read(path)
        rewrite(path, [*lines[:4], lines[-1]])

        assert checked(path).findings == (Finding(Kind.DELETED, 4, 6, "head"),)

    def test_names_rows_in_another_order(self, path):
        lines = read(path)
        lines[2], lines[3] = lines[3], lines[2]
        rewrite(path, lines)

        assert not checked(path).holds

    def test_a_shortened_file_with_a_manifest_of_its_own_is_told(self, path):
        lines = read(path)
        manifest, mac = form.manifest_of(lines[-1])
        shorter = form.Manifest(1, manifest.previous_mac, 4, lines[4][12], 1)
        rewrite(path, [*lines[:5], list(form.manifest_cells(shorter, b"guessed"))])

        assert checked(path).findings == (Finding(Kind.MANIFEST, 1, 4, "mac"),)

    def test_names_edited_details(self, path):
        lines = read(path)
        lines[2][14] = '{"phone":"new"}'
        rewrite(path, lines)

        assert checked(path).findings == (Finding(Kind.DETAIL, 2, 2, "content"),)

    def test_another_key_fits_nothing(self, path):
        answer = check_export(path, b"another")[1]

        assert [finding.kind for finding in answer.findings] == [Kind.MANIFEST, Kind.EDITED]
        assert answer.first_broken == 1

    def test_refuses_a_file_cut_off(self, path):
        rewrite(path, read(path)[:-1])

        with pytest.raises(ExportUnreadable, match="manifest"):
            checked(path)

    @pytest.mark.parametrize("extra", [["7", "x"], ["7"] + ["x"] * 14])
    def test_refuses_lines_after_the_manifest(self, path, extra):
        lines = read(path)
        rewrite(path, [*lines, extra, lines[-1]])

        with pytest.raises(ExportUnreadable, match="row"):
            checked(path)

    @pytest.mark.parametrize("row", [["x"] * 15, ["3", "x"], []])
    def test_refuses_a_row_that_is_none(self, path, row):
        lines = read(path)
        rewrite(path, [*lines[:3], row, *lines[3:]])

        with pytest.raises(ExportUnreadable, match="row 4"):
            checked(path)

    def test_refuses_a_manifest_in_disguise(self, path):
        lines = read(path)
        lines[-1][1] = "首条"
        rewrite(path, lines)

        with pytest.raises(ExportUnreadable, match="manifest"):
            checked(path)

    def test_refuses_other_headings(self, path):
        rewrite(path, [["序号"], *read(path)[1:]])

        with pytest.raises(ExportUnreadable, match="headings"):
            checked(path)

    def test_refuses_an_empty_file_and_a_workbook(self, tmp_path):
        (tmp_path / "empty.csv").touch()

        with pytest.raises(ExportUnreadable):
            check_export(tmp_path / "empty.csv", b"")
        with pytest.raises(ExportUnsupported):
            check_export(tmp_path / "trail.xlsx", b"")


def test_a_tampered_trail_goes_out_as_it_is_and_the_file_tells(trail, export):
    tampering.triggers_off()
    tampering.run("UPDATE audit_entry SET actor = 'x' WHERE number = 4")
    tampering.triggers_on()

    assert checked(export()).findings == (Finding(Kind.EDITED, 4, 4, "columns"),)


def test_a_moment_that_is_none_goes_out_as_it_is():
    row = Row(1, ("never", "2025-01-06", *"abcdefghi"), "m")

    assert form.row_of([str(cell) for cell in form.cells(row, details=False)]).columns[0] == "never"


def test_another_extension_is_refused_before_anything_is_written(trail, export, tmp_path):
    with pytest.raises(ExportUnsupported):
        export("trail.pdf")

    assert not entries_of("audit.export").exists()
    assert not (tmp_path / "trail.pdf").exists()


def test_nothing_is_left_behind_when_the_writing_fails(trail, export, tmp_path, monkeypatch):
    monkeypatch.setattr(form, "cells", lambda row, *, details: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        export()

    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(("csv", "part"))] == []


def test_over_a_forged_head_the_export_is_refused(trail, export):
    tampering.triggers_off()
    Head.objects.update(count=5)
    tampering.triggers_on()

    with pytest.raises(HeadBroken):
        export()


@pytest.mark.parametrize("content", [None, "no key"])
def test_a_key_file_that_is_none_is_told(tmp_path, content):
    if content:
        (tmp_path / "key").write_text(content)

    with pytest.raises(KeyFileAbsent):
        read_key_file(tmp_path / "key")
