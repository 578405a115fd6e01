"""Texts of contributions: what they hold (rules), and how they come in a file (papers)."""

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.annual_report.errors import UnreadableText
from fazhi.lines.annual_report.papers.texts import text_of_file
from fazhi.lines.annual_report.rules import bare_figures, paragraphs_of, printable, tells_cause, unknown_codes

CODES = st.from_regex(r"[a-z]{1,5}(\.[a-z_]{1,5}){0,3}", fullmatch=True)


def test_blank_lines_and_indents_are_no_paragraphs():
    assert paragraphs_of("\ufeff　　第一段。\r\n\r\n \t\n第二段。　") == ("第一段。", "第二段。")


@given(st.text())
def test_a_printable_text_can_stand_in_a_word_file_and_stays_as_it_is(text: str):
    found = printable(text)

    Document().add_paragraph(found)
    assert printable(found) == found


def test_signs_of_control_are_taken_out_and_every_break_is_a_line_feed():
    assert printable(" 第一段。\r\n第\x00二\x07段。\x0b第三段。\u2028") == "第一段。\n第二段。\n第三段。"


@given(st.lists(CODES, max_size=6), st.sets(CODES, max_size=3))
def test_exactly_the_codes_that_nobody_knows_are_named_once(codes: list[str], known: set[str]):
    text = "".join(f"有{{{code}}}，" for code in codes)

    found = unknown_codes(text, known)

    assert set(found) == set(codes) - known
    assert len(found) == len(set(found))


@given(st.lists(CODES, max_size=4))
def test_a_slot_is_never_taken_for_a_figure(codes: list[str]):
    assert bare_figures("".join(f"受理{{{code}}}、" for code in codes)) == ()


def test_offsets_of_bare_figures_are_those_of_the_text():
    text = "受理{mediation.people.resolved}，培训12场。"

    (figure,) = bare_figures(text)

    assert text[figure.offset : figure.end] == "12场"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("力量不足，主要原因是编制少。", True),
        ("由于编制少，力量不足。", True),
        ("力量不足，问题在于编制。", True),
        ("力量不足。", False),
        ("", False),
    ],
)
def test_causes_are_known_by_their_words(text: str, told: bool):
    assert tells_cause(text) is told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_file_is_read_in_both_encodings(tmp_path: Path, encoding: str):
    path = tmp_path / "稿.txt"
    path.write_bytes("加强调解。\n第二段。".encode(encoding))

    assert text_of_file(path) == "加强调解。\n第二段。"


def test_a_word_file_gives_its_paragraphs(tmp_path: Path):
    document = Document()
    document.add_paragraph("加强调解。")
    document.add_paragraph("签收{mediation.referred.police}。")
    document.save(str(tmp_path / "稿.docx"))

    assert paragraphs_of(text_of_file(tmp_path / "稿.docx")) == ("加强调解。", "签收{mediation.referred.police}。")


def _zip() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("稿.doc", b"\xd0\xcf\x11\xe0"),
        ("稿.docx", b"PK\x03\x04 broken"),
        ("稿.docx", "不是 Word".encode()),
        ("稿.txt", b"\xff\xff\xff\x80"),
        ("稿.pdf", b"%PDF-1.7"),
        ("稿.odt", _zip()),
    ],
)
def test_what_is_neither_is_refused_by_name(tmp_path: Path, name: str, content: bytes):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableText, match=name):
        text_of_file(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableText):
        text_of_file(tmp_path / "没有.txt")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FAZHI_ATTACHMENT_MAX_BYTES", "10")
    (tmp_path / "稿.txt").write_text("超过十个字节的稿。", encoding="utf-8")

    with pytest.raises(UnreadableText) as refused:
        text_of_file(tmp_path / "稿.txt")

    assert "10 字节" in refused.value.expected
