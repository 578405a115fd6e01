"""Ledgers as JSON: read like a sheet with the official headings, refused where they are none."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fazhi.kernel.exchange.errors import CorruptFile, EmptyFile, FileTooLarge, NoFiles, UnknownKind, UnsupportedFile
from fazhi.kernel.exchange.formats import Format
from fazhi.kernel.exchange.intake import files_in
from fazhi.kernel.exchange.sources import grids
from fazhi.kernel.exchange.terms import FileReport
from fazhi.kernel.exchange.tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(tmp_path: Path, format: Format) -> Callable[..., Path]:
    def write(content: Any, name: str = "推送.json") -> Path:
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_rows_stand_under_the_official_headings(written: Callable[..., Path], format: Format):
    first = format.columns[0]

    (grid,) = grids(written({"kind": format.code, "rows": [{first.name: "一号"}, {first.name: 7}, {}]}))

    assert grid.cells.row(0) == tuple(column.heading for column in format.columns)
    assert [row[0] for row in grid.cells.rows()[1:]] == ["一号", "7", None]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("{", CorruptFile),
        ("[]", CorruptFile),
        ("{}", CorruptFile),
        ('{"kind": "x"}', CorruptFile),
        ('{"kind": "nothing", "rows": []}', UnknownKind),
        ('{"kind": ["x"], "rows": []}', UnknownKind),
        ("[" * 100_000, CorruptFile),
        ("", EmptyFile),
    ],
)
def test_what_is_no_ledger_is_refused(written: Callable[..., Path], content: str, error: type[Exception]):
    with pytest.raises(error):
        grids(written(content))


@pytest.mark.parametrize("row", [{"colour": "红"}, [], "x", None, 1])
def test_rows_are_objects_with_known_names(written: Callable[..., Path], format: Format, row: Any):
    with pytest.raises(CorruptFile):
        grids(written({"kind": format.code, "rows": [row]}))


@pytest.mark.parametrize("value", [1.5, True, [], {}])
def test_cells_are_text_or_whole_numbers(written: Callable[..., Path], format: Format, value: Any):
    with pytest.raises(CorruptFile):
        grids(written({"kind": format.code, "rows": [{format.columns[0].name: value}]}))


def test_no_rows_are_an_empty_file(written: Callable[..., Path], format: Format):
    with pytest.raises(EmptyFile):
        grids(written({"kind": format.code, "rows": []}))


def test_binary_content_under_the_name_is_refused(tmp_path: Path):
    path = tmp_path / "x.json"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(UnsupportedFile):
        grids(path)


def test_one_that_is_too_large_is_refused_unread(written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FAZHI_LEDGER_MAX_BYTES", "10")

    with pytest.raises(FileTooLarge):
        grids(written('{"kind": "x", "rows": []}'))


def test_of_a_folder_json_is_not_taken(written: Callable[..., Path], tmp_path: Path):
    path = written({"kind": "x", "rows": []})

    with pytest.raises(NoFiles):
        files_in([tmp_path])
    assert files_in([path]) == [path]


def test_of_each_row_it_is_told_what_became_of_it(written: Callable[..., Path], import_one: Callable[..., FileReport]):
    def row(number: str, **more: Any) -> dict[str, Any]:
        told = {"number": number, "channel": "公调对接", "sender": "莲前派出所", "office": cases.OFFICE}
        return {**told, "category": "邻里", "sent_date": "2024-03-01", **more}

    import_one(written({"kind": cases.FORMAT.code, "rows": [row("一"), row("二")]}, "前.json"))
    path = written(
        {"kind": cases.FORMAT.code, "rows": [row("一"), row("二", people=3), row("三"), row("四", people=0)]}
    )

    report = import_one(path, each_row=True)

    told = [(each.row, each.state, bool(each.says)) for each in report.rows]
    assert told == [(2, "unchanged", False), (3, "updated", False), (4, "new", False), (5, "refused", True)]
    assert import_one(path).rows == ()
