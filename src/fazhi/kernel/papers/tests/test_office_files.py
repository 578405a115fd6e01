import io
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.comments import Comment

from fazhi.kernel.papers.cleaning import cleaned
from fazhi.kernel.papers.errors import FileUnreadable, HiddenContent, KindNotCleaned
from fazhi.kernel.papers.terms import MediaType
from fazhi.kernel.papers.tests.cases import changed, chunk, exif, jpeg, png, read_members

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def clean_word(content: bytes) -> bytes:
    return cleaned(content, "协议.docx", MediaType.WORD)


def inserted(docx: bytes, xml: str) -> bytes:
    """The document with elements at the beginning of its body."""
    document = read_members(docx)["word/document.xml"].decode()
    return changed(docx, {"word/document.xml": document.replace("<w:body>", f"<w:body>{xml}", 1)})


def test_a_word_file_loses_its_properties_and_keeps_its_words(docx):
    made = clean_word(docx)

    document = Document(io.BytesIO(made))
    assert [item.text for item in document.paragraphs][0] == "调解协议书"
    assert (document.core_properties.author, document.core_properties.title) == ("", "")
    assert "秘书".encode() not in b"".join(read_members(made).values())
    assert len(document.inline_shapes) == 1


def test_the_same_file_gives_the_same_bytes_and_is_clean_after_one_turn(docx):
    assert clean_word(docx) == clean_word(docx)
    assert clean_word(clean_word(docx)) == clean_word(docx)


def test_what_tells_of_sessions_people_and_machines_is_taken_out(docx):
    settings = f'<w:settings {W}><w:rsids><w:rsid w:val="00112233"/></w:rsids><w:docVars/><w:attachedTemplate/><w:zoom/></w:settings>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://x/attachedTemplate" Target="file:///C:/Users/zhang/a.dotx"/></Relationships>'
    )
    more = {
        "word/settings.xml": settings,
        "word/_rels/settings.xml.rels": relations,
        "docProps/custom.xml": "<Properties><property name='部门'>法治科</property></Properties>",
        "docProps/thumbnail.jpeg": jpeg(),
        "customXml/item1.xml": "<secret>张秘书</secret>",
        "word/media/photo.jpg": jpeg(exif("<", 1)),
        "word/media/shot.png": png(chunk(b"tEXt", b"Author\x00zhang")),
    }
    members = read_members(clean_word(changed(inserted(docx, '<w:p w:rsidR="00FF00FF"/>'), more)))

    text = b"".join(members.values()).decode(errors="replace")
    for telltale in ("rsidR=", "00112233", "docVars", "zhang", "法治科", "张秘书", "GPS"):
        assert telltale not in text, telltale
    assert "docProps/thumbnail.jpeg" not in members
    assert b"zoom" in members["word/settings.xml"]
    assert members["word/media/photo.jpg"] == jpeg()


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        ('<w:p><w:ins w:author="张"><w:r><w:t>增</w:t></w:r></w:ins></w:p>', "修订记录"),
        ('<w:p><w:del w:author="张"/></w:p>', "修订记录"),
        ("<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>", "修订记录"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>", "隐藏文字"),
    ],
)
def test_what_a_reader_would_not_see_in_a_word_file_is_refused_by_name(docx, xml, what):
    with pytest.raises(HiddenContent) as caught:
        clean_word(inserted(docx, xml))

    assert caught.value.what == (what,)


def test_text_that_is_expressly_not_hidden_is_no_fault(docx):
    clean_word(inserted(docx, '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r></w:p>'))


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("word/comments.xml", "批注"),
        ("word/embeddings/oleObject1.bin", "嵌入的文件"),
        ("xl/pivotCache/records1.xml", "数据透视表的源数据"),
    ],
)
def test_hidden_parts_are_refused_by_name(docx, member, what):
    with pytest.raises(HiddenContent) as caught:
        clean_word(changed(docx, {member: "<x/>"}))

    assert caught.value.what == (what,)


def test_all_hidden_kinds_are_told_at_once(docx):
    with pytest.raises(HiddenContent) as caught:
        clean_word(changed(inserted(docx, "<w:p><w:del/></w:p>"), {"word/comments.xml": "<x/>"}))

    assert caught.value.what == ("修订记录", "批注")


def test_an_excel_file_loses_its_author_and_keeps_its_cells(workbook):
    made = cleaned(workbook(), "名单.xlsx", MediaType.EXCEL)

    book = load_workbook(io.BytesIO(made))
    assert [[cell.value for cell in row] for row in book.active.rows] == [["姓名", "件数"], ["王某", 3]]
    assert "秘书".encode() not in b"".join(read_members(made).values())


@pytest.mark.parametrize(
    ("hide", "what"),
    [
        (lambda book: setattr(book.create_sheet("底稿"), "sheet_state", "hidden"), "隐藏的工作表"),
        (lambda book: setattr(book.create_sheet("底稿"), "sheet_state", "veryHidden"), "隐藏的工作表"),
        (lambda book: setattr(book.active.column_dimensions["B"], "hidden", True), "隐藏的行或列"),
        (lambda book: setattr(book.active.row_dimensions[2], "hidden", True), "隐藏的行或列"),
        (lambda book: setattr(book.active["A1"], "comment", Comment("张秘书说", "张")), "批注"),
    ],
    ids=["sheet", "deep-sheet", "column", "row", "comment"],
)
def test_what_a_reader_would_not_see_in_an_excel_file_is_refused_by_name(workbook: Callable[..., bytes], hide, what):
    with pytest.raises(HiddenContent) as caught:
        cleaned(workbook(hide), "名单.xlsx", MediaType.EXCEL)

    assert what in caught.value.what


@pytest.mark.parametrize(
    "body",
    [
        "<w:document",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    ],
    ids=["broken", "entities", "outside"],
)
def test_broken_or_tricky_xml_is_refused(docx, body):
    with pytest.raises(FileUnreadable):
        clean_word(changed(docx, {"word/document.xml": body}))


@pytest.mark.parametrize("kind", [MediaType.PDF, MediaType.OFD])
def test_kinds_that_cannot_be_stripped_safely_are_refused(kind):
    with pytest.raises(KindNotCleaned):
        cleaned(b"%PDF-1.7", "协议", kind)


def test_pictures_are_stripped_by_their_kind():
    assert cleaned(jpeg(exif("<", 1)), "图.jpg", MediaType.JPEG) == jpeg()
    assert cleaned(png(chunk(b"tIME", bytes(7))), "图.png", MediaType.PNG) == png()
