import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.papers import archives
from fazhi.kernel.papers.errors import FileTooLarge, FileUnreadable, MacrosInside, MediaMismatch, MediaUnknown
from fazhi.kernel.papers.media import clean_name, media_type
from fazhi.kernel.papers.terms import MediaType
from fazhi.kernel.papers.tests.cases import archive, changed, jpeg, png

PDF = b"%PDF-1.7\n%%EOF\n"
OFD = archive({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<Document/>"})


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "协议.pdf", MediaType.PDF),
        (png(), "现场.PNG", MediaType.PNG),
        (jpeg(), "现场.jpeg", MediaType.JPEG),
        (OFD, "公文.ofd", MediaType.OFD),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else "",
)
def test_a_file_is_what_its_content_says(content, name, kind):
    assert media_type(content, name) == kind


def test_word_and_excel_are_told_apart(docx, workbook):
    assert media_type(docx, "协议.docx") == MediaType.WORD
    assert media_type(workbook(), "名单.xlsx") == MediaType.EXCEL


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\n<html>",
        b"GIF89a<script>",
        b"MZ\x90\x00",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512),  # Word 97, and any encrypted docx
        b"junk %PDF-1.7",
        archive({"index.html": "<html/>"}),
        archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
    ],
    ids=["empty", "html", "html-as-png", "gif", "program", "ole", "late-pdf", "zip", "slides"],
)
@pytest.mark.parametrize("name", ["图.png", "文.pdf", "文.docx"])
def test_content_that_is_not_on_the_list_is_refused_whatever_its_name(content, name):
    with pytest.raises(MediaUnknown):
        media_type(content, name)


@pytest.mark.parametrize("name", ["图.jpg", "图.png.exe", "图", "图.html", "png"])
def test_a_name_that_says_another_kind_is_refused(name):
    with pytest.raises(MediaMismatch) as caught:
        media_type(png(), name)

    assert caught.value.suffixes == (".png",)


@pytest.mark.parametrize(
    "member", ["word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml", "customUI/customUI.xml"]
)
def test_macros_and_controls_are_refused(docx, member):
    with pytest.raises(MacrosInside):
        media_type(changed(docx, {member: b"x"}), "协议.docx")


def test_a_macro_file_renamed_is_refused_by_its_content_types(docx):
    types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'

    with pytest.raises(MacrosInside):
        media_type(changed(docx, {"[Content_Types].xml": types}), "协议.docx")


def test_a_document_that_is_also_a_workbook_is_refused(docx):
    with pytest.raises(FileUnreadable):
        media_type(changed(docx, {"xl/workbook.xml": "<workbook/>"}), "协议.docx")


def test_a_bomb_is_refused_by_its_directory():
    bomb = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(5_000_000)})

    with pytest.raises(FileTooLarge) as caught:
        media_type(bomb, "协议.docx")

    assert caught.value.size > 5_000_000 > caught.value.limit


def test_the_limit_of_what_an_archive_unpacks_to_can_be_set(docx, monkeypatch):
    monkeypatch.setenv("FAZHI_ATTACHMENT_MAX_UNPACKED_BYTES", "1000")

    with pytest.raises(FileTooLarge, match="FAZHI_ATTACHMENT_MAX_UNPACKED_BYTES"):
        media_type(docx, "协议.docx")


def test_an_archive_of_too_many_members_is_refused(docx, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)

    with pytest.raises(FileUnreadable, match="members"):
        media_type(docx, "协议.docx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_twice_is_refused(docx):
    import io
    import zipfile

    out = io.BytesIO(docx)
    with zipfile.ZipFile(out, "a") as target:
        target.writestr("WORD/document.xml", "<other/>")

    with pytest.raises(FileUnreadable, match="twice"):
        media_type(out.getvalue(), "协议.docx")


def test_a_broken_archive_is_refused(docx):
    with pytest.raises(FileUnreadable):
        media_type(docx[:2000], "协议.docx")


def test_a_broken_member_is_refused(docx):
    # the first member is the list of content types
    broken = docx[:60] + bytes(40) + docx[100:]

    with pytest.raises(FileUnreadable):
        media_type(broken, "协议.docx")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("调解协议.docx", "调解协议.docx"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\zhang\\协议.docx", "协议.docx"),
        ("..\\..\\协议.docx", "协议.docx"),
        ("协议\u202excod.exe", "协议xcod.exe"),
        ("协议\x00.docx\n", "协议.docx"),
        (" .隐藏. ", "隐藏"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("协议  第 二\t稿.docx", "协议 第 二 稿.docx"),
        ("", "未命名"),
        ("///", "未命名"),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_names_are_kept_without_tricks(name, clean):
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_no_name_has_a_folder_or_a_sign_of_control(name: str):
    clean = clean_name(name)

    assert 1 <= len(clean) <= 120
    assert not set(clean) & set("/\\\x00\n\r\u202e")
    assert clean not in {".", ".."}
