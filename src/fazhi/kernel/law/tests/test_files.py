from datetime import date
from pathlib import Path

import pytest
from docx import Document

from fazhi.kernel.law.files import read_file
from fazhi.kernel.law.terms import Fault, ReadDocument, Refusal

TEXT = "样法\n（2020年1月2日通过）\n第一条　甲。\n"


def document(path: Path) -> ReadDocument:
    found = read_file(path)
    assert isinstance(found, ReadDocument), found
    return found


def fault(path: Path) -> Fault:
    found = read_file(path)
    assert isinstance(found, Refusal)
    return found.fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_that_occur(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "样法.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))

    assert [row.text for row in document(path).articles] == ["甲。"]


def test_markdown_is_read_without_its_marks_and_keeps_its_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "样法.md"
    path.write_text(
        "# 样法\n\n2020年1月2日 通过\n\n<!-- INFO\nEND -->\n\n## 第一章 总则\n\n**第一条** 甲。\n\n第三条 丙。\n"
    )

    assert read_file(path) == Refusal(path, 12, Fault.NUMBERING, "第一条 第三条")


def test_word_is_read_with_its_tables_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "样法.docx"
    word = Document()
    for line in ("样法", "（2020年1月2日通过）", "第一条　税率如下：", "第二条　乙。"):
        word.add_paragraph(line)
    table = word.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲类", "5 %"
    word.paragraphs[2]._p.addnext(table._tbl)
    word.save(str(path))

    assert [row.text for row in document(path).articles] == ["税率如下：\n| 甲类 | 5 % |", "乙。"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("样法_20200109.txt", date(2020, 1, 9)),
        ("样法(2020-01-09).txt", date(2020, 1, 9)),
        ("样法_20201399.txt", date(2020, 1, 2)),
        ("样法.txt", date(2020, 1, 2)),
    ],
)
def test_the_files_name_may_tell_the_day(tmp_path: Path, name: str, day: date) -> None:
    path = tmp_path / name
    path.write_text(TEXT)

    assert document(path).version_date == day


def test_files_of_other_kinds_and_broken_ones_are_refused(tmp_path: Path) -> None:
    for name in ("a.pdf", "broken.docx", "nowhere.txt", "bytes.txt"):
        if name != "nowhere.txt":
            (tmp_path / name).write_bytes(b"\xff\xff\x00 this is nothing")

    assert fault(tmp_path / "a.pdf") is Fault.UNSUPPORTED
    assert fault(tmp_path / "broken.docx") is Fault.UNREADABLE
    assert fault(tmp_path / "nowhere.txt") is Fault.UNREADABLE
    assert fault(tmp_path / "bytes.txt") is Fault.UNREADABLE


def test_a_file_beyond_the_limit_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LAW_MAX_BYTES", "10")
    path = tmp_path / "样法.txt"
    path.write_text(TEXT)
    word = tmp_path / "样法.docx"
    Document().save(str(word))

    assert fault(path) is Fault.TOO_LARGE
    assert fault(word) is Fault.TOO_LARGE
