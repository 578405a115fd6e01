"""Masked files: extracted again, nothing of what was masked is left in any part of them."""

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fazhi.engines.masking import Kind, Span, decided, mask
from fazhi.kernel.papers.errors import HiddenContent, MaskedTextLeft, NoTextInside
from fazhi.kernel.papers.masking import SET_ANEW, Maskable, maskable, masked_file, suffix
from fazhi.kernel.papers.pdf import PdfPaper

DAY = date(2026, 6, 1)
SECRETS = ("张小明", "李建国", "王秀英", "13800001234", "11010519491231002X", "zhang@qq.com")


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A Word file with a name in every corner."""
    document = docx.Document()
    document.core_properties.author = "张小明"
    document.core_properties.comments = "原告张小明"
    document.sections[0].header.paragraphs[0].text = "原告张小明诉被告李建国"
    document.sections[0].footer.paragraphs[0].text = "被告李建国"
    paragraph = document.add_paragraph("原告：")
    paragraph.add_run("张").bold = True
    paragraph.add_run("小")
    paragraph.add_run("明，电话138")
    paragraph.add_run("0000").italic = True
    paragraph.add_run("1234，邮箱zhang@qq.com。")
    document.add_comment(paragraph.runs[0], text="张小明说的", author="李建国", initials="L")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "被告：李建国，男", "11010519491231002X"
    changed = document.add_paragraph("证人：")
    for xml in (
        f'<w:del {nsdecls("w")} w:id="1" w:author="李建国"><w:r><w:delText>张小明旧名</w:delText></w:r></w:del>',
        f'<w:ins {nsdecls("w")} w:id="2" w:author="李建国"><w:r><w:t>王秀英</w:t></w:r></w:ins>',
        f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>张小明藏</w:t></w:r>",
        f'<w:r {nsdecls("w")}><w:instrText>HYPERLINK "mailto:zhang@qq.com"</w:instrText></w:r>',
    ):
        changed._p.append(parse_xml(xml))
    changed.add_run("，女，到庭作证。")
    document.part.relate_to(
        "mailto:zhang@qq.com",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    path = tmp_path / "记录.docx"
    document.save(str(path))
    return path


def everything(content: bytes) -> str:
    """All bytes of all members, with the marks between the letters taken out and left in."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        raw = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        plain = "".join(part.split(">", 1)[-1] for part in raw.split("<"))
        return "\n".join([raw, plain, *archive.namelist()])


def test_nothing_masked_is_left_in_any_part_of_a_word_file(word: Path) -> None:
    given = maskable(word)
    masked = mask(given.text)

    content = masked_file(given, masked, dated=DAY)

    left = everything(content)
    assert [secret for secret in SECRETS if secret in left] == []
    assert "comments" not in left.replace("cp:coreProperties", "")
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text.startswith("原告：张某，电话＊＊＊，邮箱＊＊＊。")
    assert content == masked_file(maskable(word), masked, dated=DAY)


def test_formatting_of_what_stays_stays(word: Path) -> None:
    given = maskable(word)

    paragraph = docx.Document(io.BytesIO(masked_file(given, mask(given.text), dated=DAY))).paragraphs[0]

    assert [run.text for run in paragraph.runs if run.bold] == ["张某"]


def test_an_embedded_file_is_refused_by_name(word: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(word, "a") as archive:
        archive.writestr("word/embeddings/book.xlsx", b"x")
    given = maskable(word)

    with pytest.raises(HiddenContent):
        masked_file(given, mask(given.text), dated=DAY)


def test_a_file_in_which_a_masked_word_is_left_is_not_given_out(word: Path) -> None:
    given = maskable(word)
    place = given.text.index("李建国")

    masked = decided(given.text, [Span(place, place + 3, Kind.NAME)])
    short = Maskable(given.name, given.text, given.kind, word.read_bytes())
    content = masked_file(short, masked, dated=DAY)  # his other places were released by a person

    assert everything(content).count("李建国") > 0
    with pytest.raises(MaskedTextLeft) as refused:
        masked_file(
            short, decided(given.text.replace("李建国", "某某人"), [Span(place, place + 3, Kind.NAME)]), dated=DAY
        )
    assert "李建国" not in str(refused.value)


def test_a_pdf_is_set_anew_without_what_was_masked(tmp_path: Path) -> None:
    paper = PdfPaper(title="张小明调解协议书", dated=DAY)
    paper.paragraph(["申请人张小明，电话13800001234，住厦门市思明区莲前西路1号302室。"])
    path = tmp_path / "张小明.pdf"
    path.write_bytes(paper.bytes())
    given = maskable(path)

    content = masked_file(given, mask(given.text), dated=DAY)

    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")
    assert "申请人张某，电话＊＊＊，住厦门市思明区＊＊＊。" in text
    assert SET_ANEW in text
    assert not any(
        secret in text + str(document.get_metadata_dict()) for secret in ("张小明", "13800001234", "莲前西路")
    )
    assert b"13800001234" not in content
    assert suffix(given) == ".pdf"


def test_plain_text_comes_back_as_text(tmp_path: Path) -> None:
    path = tmp_path / "记录.txt"
    path.write_text("来电人王建华，手机13900001234。\n")
    given = maskable(path)

    assert masked_file(given, mask(given.text), dated=DAY).decode() == "来电人王某，手机＊＊＊。\n"


def test_a_scan_without_text_is_refused(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    path = tmp_path / "扫描.pdf"
    with path.open("wb") as file:
        document.save(file)

    with pytest.raises(NoTextInside):
        maskable(path)
