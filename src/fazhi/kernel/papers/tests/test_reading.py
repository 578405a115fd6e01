"""Documents that come in: what is their text, what is listed beside it, and what is refused by name."""

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest

from fazhi.engines.review import review
from fazhi.kernel.papers.errors import FileTooLarge, FileUnreadable, NoTextInside, OldWord, UnderPassword
from fazhi.kernel.papers.reading import PDF, TEXT, WORD, read_document
from fazhi.kernel.papers.typesetting import archive
from fazhi.kernel.papers.word import Paper
from fazhi.kernel.papers.word_revisions import DELETED, INSERTED, Change, Comment

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SENTENCE = "第一条为了规范本市行政规范性文件的制定和备案，维护国家法制统一，根据有关法律、法规的规定，结合本市实际，制定本办法。"
"""No spaces, and long enough to run over a line."""


@pytest.fixture
def kept(tmp_path: Path):
    def keep(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return keep


def word(body: str, comments: str = "") -> bytes:
    """A Word file with this XML in its body."""
    made = Paper(title="稿", dated=date(2025, 3, 1))
    with zipfile.ZipFile(io.BytesIO(made.bytes())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    if comments:
        parts["word/comments.xml"] = f"<w:comments {W}>{comments}</w:comments>".encode()
        relations = parts["word/_rels/document.xml.rels"].decode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        added = f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/></Relationships>'
        parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", added).encode()
    return archive(parts)


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def pdf_of(*paragraphs: str) -> bytes:
    from fazhi.kernel.papers.pdf import PdfPaper

    made = PdfPaper(title="某某管理办法", dated=date(2025, 3, 1))
    for each in paragraphs:
        made.paragraph([each])
    return made.bytes()


def test_a_word_file_is_read_as_if_all_changes_were_accepted_and_lists_them(kept):
    changed = (
        run("罚款")
        + '<w:del w:author="张科长" w:date="2025-03-01T09:30:00Z"><w:r><w:delText>五百</w:delText></w:r></w:del>'
        + f'<w:ins w:author="李科长" w:date="2025-03-02T10:00:00Z">{run("二百")}</w:ins>'
        + run("元。")
    )
    found = read_document(kept("稿.docx", word(paragraph(run("第一条")) + paragraph(changed))))
    assert (found.kind, found.text) == (WORD, "第一条\n罚款二百元。")
    assert found.changes == (
        Change(DELETED, "五百", "张科长", "2025-03-01T09:30:00Z"),
        Change(INSERTED, "二百", "李科长", "2025-03-02T10:00:00Z"),
    )
    assert [found.text[start:end] for start, end in found.paragraphs] == ["第一条", "罚款二百元。"]


def test_comments_are_listed_and_are_no_part_of_the_text(kept):
    comment = (
        f'<w:comment w:id="0" w:author="王律师" w:date="2025-03-03T08:00:00Z">{paragraph(run("依据？"))}</w:comment>'
    )
    found = read_document(kept("稿.docx", word(paragraph(run("应当备案。")), comment)))
    assert found.text == "应当备案。"
    assert found.comments == (Comment("依据？", "王律师", "2025-03-03T08:00:00Z"),)


def test_a_mark_of_an_inserted_paragraph_is_no_change_of_words(kept):
    ended = '<w:pPr><w:rPr><w:ins w:author="张科长"/></w:rPr></w:pPr>'
    assert read_document(kept("稿.docx", word(paragraph(ended + run("一"))))).changes == ()


def test_lines_of_a_pdf_are_joined_to_paragraphs(kept):
    found = read_document(kept("稿.pdf", pdf_of(SENTENCE, "第二条本办法所称文件，是指公文。")))
    assert found.kind == PDF
    written = [found.text[start:end] for start, end in found.paragraphs]
    assert SENTENCE in written
    assert "第二条本办法所称文件，是指公文。" in written


def test_a_paragraph_goes_on_over_the_end_of_a_page_without_the_page_number(kept):
    found = read_document(kept("稿.pdf", pdf_of(*[SENTENCE] * 40)))
    assert found.text.count(SENTENCE) == 40


def test_a_scan_without_text_is_refused_by_name_and_left_as_it_is(kept):
    made = pikepdf.new()
    made.add_blank_page()
    made.add_blank_page()
    out = io.BytesIO()
    made.save(out)
    path = kept("扫描.pdf", out.getvalue())
    with pytest.raises(NoTextInside) as refused:
        read_document(path)
    assert refused.value.pages == 2
    assert path.read_bytes() == out.getvalue()


def test_pages_of_a_pdf_without_text_are_told(kept):
    with pikepdf.open(io.BytesIO(pdf_of(SENTENCE))) as made:
        made.add_blank_page()
        out = io.BytesIO()
        made.save(out)
        last = len(made.pages)
    assert read_document(kept("稿.pdf", out.getvalue())).unread_pages == (last,)


def test_a_pdf_under_a_password_is_refused_by_name(kept):
    with pikepdf.open(io.BytesIO(pdf_of(SENTENCE))) as made:
        out = io.BytesIO()
        made.save(out, encryption=pikepdf.Encryption(user="1234", owner="5678"))
    with pytest.raises(UnderPassword):
        read_document(kept("稿.pdf", out.getvalue()))


def test_a_word_file_under_a_password_and_an_old_one_are_told_apart(kept):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    with pytest.raises(UnderPassword):
        read_document(kept("稿.docx", ole + "EncryptedPackage".encode("utf-16-le")))
    with pytest.raises(OldWord):
        read_document(kept("稿.doc", ole))


@pytest.mark.parametrize("name", ["稿.docx", "稿.pdf"])
def test_a_broken_file_is_refused_by_name(kept, name):
    with pytest.raises(FileUnreadable):
        read_document(kept(name, b"neither a Word file nor a PDF"))


def test_a_half_pdf_is_refused_by_name(kept):
    with pytest.raises((FileUnreadable, NoTextInside)):
        read_document(kept("稿.pdf", pdf_of(SENTENCE)[:2000]))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_codings_of_the_offices(kept, coding):
    found = read_document(kept("稿.txt", f"{SENTENCE}\n\n第二条　略。".encode(coding)))
    assert (found.kind, found.text) == (TEXT, f"{SENTENCE}\n\n第二条　略。")
    assert [found.text[start:end] for start, end in found.paragraphs] == [SENTENCE, "第二条　略。"]


def test_plain_text_keeps_its_characters_so_that_offsets_are_those_of_the_file(kept):
    text = "一\r\n\r\n二\t三 \n"
    found = read_document(kept("稿.md", text.encode()))
    assert found.text == text
    assert [found.text[start:end] for start, end in found.paragraphs] == ["一", "二\t三 "]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xff\xff"])
def test_what_is_no_text_is_refused(kept, content):
    with pytest.raises(FileUnreadable):
        read_document(kept("稿.txt", content))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileUnreadable):
        read_document(tmp_path / "没有.txt")


def test_too_large_a_text_is_refused_before_it_is_read(kept, monkeypatch):
    monkeypatch.setenv("FAZHI_TEXT_MAX_BYTES", "10")
    with pytest.raises(FileTooLarge) as refused:
        read_document(kept("稿.txt", b"12345678901"))
    assert (refused.value.size, refused.value.limit) == (11, 10)


def test_too_large_a_pdf_is_refused(kept, monkeypatch):
    monkeypatch.setenv("FAZHI_ATTACHMENT_MAX_BYTES", "100")
    with pytest.raises(FileTooLarge):
        read_document(kept("稿.pdf", bytes(101)))


def test_the_columns_of_a_word_table_are_told_apart_and_its_total_is_checked(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("经费安排如下表。")
    rows = (
        ("项目", "金额（万元）", "占比"),
        ("设备|软件", "60", "60%"),
        ("培训", "40", "40%"),
        ("合计", "110", "100%"),
    )
    table = document.add_table(rows=len(rows), cols=3)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))

    text = read_document(tmp_path / "a.docx").text

    assert text.splitlines()[2] == "| 设备｜软件 | 60 | 60% |"
    (found,) = [each for each in review(text).findings if each.check == "form.sum_mismatch"]
    assert (found.quote, found.message) == ("| 合计 | 110 | 100% |", "合计写为110，各行相加为100。")
