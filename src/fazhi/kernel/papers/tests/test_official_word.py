import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from fazhi.kernel.papers.errors import PaperIncomplete
from fazhi.kernel.papers.official import Text
from fazhi.kernel.papers.official_word import official_word
from fazhi.kernel.papers.tests.cases import FULL, INTERNAL, UPWARD, grid_page, read_members
from fazhi.kernel.papers.typesetting import BLACK, BODY, KAI, TITLE


@pytest.fixture(scope="module")
def document():
    return Document(io.BytesIO(official_word(FULL)))


def runs(document, start: str):
    paragraph = next(item for item in document.paragraphs if item.text.startswith(start))
    return [(run.text, run.font.size.pt, run._element.rPr.rFonts.get(qn("w:eastAsia"))) for run in paragraph.runs]


def test_the_page_and_its_grid_are_those_of_the_standard(document):
    (section,) = document.sections
    measures = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    ]
    grid = section._sectPr.find(qn("w:docGrid"))

    assert [round(length.mm, 1) for length in measures] == [210, 297, 37, 35, 28, 26]
    assert grid.get(qn("w:type")) == "linesAndChars"
    # 225 mm / 22 = 579.8 twips; 156 mm / 28 = 15.793 pt, 0.207 pt less than 三号, in 1/4096 pt.
    assert grid.get(qn("w:linePitch")) == "579"
    assert grid.get(qn("w:charSpace")) == "-848"
    assert 22 * 579 <= 225 / 25.4 * 1440
    assert 28 * (16 - 848 / 4096) <= 156 / 25.4 * 72 < 29 * (16 - 848 / 4096)


def test_the_text_is_set_so_that_28_characters_fill_a_line(document):
    style = document.styles["Normal"]
    tighter = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val")))

    assert style.font.size.pt == 16
    assert 28 * (16 + tighter / 20) <= 156 / 25.4 * 72 < 29 * (16 + tighter / 20)
    assert style.element.pPr.find(qn("w:widowControl")).get(qn("w:val")) == "0"


@pytest.mark.parametrize(
    ("start", "size", "face"),
    [
        ("加急", 16, BLACK),
        ("厦门市司法局文件", 48, TITLE),
        ("厦司〔2024〕12号", 16, BODY),
        ("厦门市司法局关于", 22, TITLE),
        ("各区司法局", 16, BODY),
        ("一、总体要求", 16, BLACK),
        ("（一）工作目标", 16, KAI),
        ("1.组织建设", 16, BODY),
        ("（1）村居", 16, BODY),
        ("坚持和发展", 16, BODY),
        ("附件1", 16, BLACK),
        ("2024年6月3日", 16, BODY),
    ],
)
def test_each_part_has_its_face_and_size(document, start, size, face):
    ((_, found_size, found_face),) = runs(document, start)

    assert (found_size, found_face) == (size, face)


def test_the_head_is_red_and_nothing_else(document):
    red = {run.text for item in document.paragraphs for run in item.runs if str(run.font.color.rgb) == "FF0000"}
    rules = [
        bottom.get(qn("w:color"))
        for item in document.paragraphs
        for bottom in item._p.iter(qn("w:bottom"))
        if bottom.get(qn("w:val")) == "single"
    ]

    assert red == {"厦门市司法局文件"}
    assert rules == ["FF0000"]


def test_an_internal_paper_has_no_head_and_no_imprint():
    made = official_word(INTERNAL)

    assert "FF0000" not in read_members(made)["word/document.xml"].decode()
    assert Document(io.BytesIO(made)).tables == []
    assert Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text == "示例数据"


def test_the_parts_stand_in_the_order_of_the_standard(document):
    texts = [item.text for item in document.paragraphs if item.text]
    wanted = [
        "加急",
        "厦门市司法局文件",
        "厦司〔2024〕12号",
        "各区司法局",
        "一、总体要求",
        "附件：1.",
        "2.人民",
        "厦门市司法局",
        "2024年6月3日",
        "（此件主动公开）",
        "附件1",
    ]
    places = [
        next(place for place, text in enumerate(texts) if text.startswith(start) and place >= low)
        for low, start in enumerate(wanted)
    ]

    assert places == sorted(places)


def test_the_imprint_floats_to_the_foot_with_thick_and_thin_rules(document):
    table = document.tables[-1]
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    borders = {border.tag.split("}")[1]: border.get(qn("w:sz")) for border in table._tbl.tblPr.find(qn("w:tblBorders"))}

    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    assert borders == {"top": "8", "bottom": "8", "insideH": "6"}  # eighths of a point: 0.35 and 0.25 mm
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["抄送：市委政法委，市公安局。"] * 2,
        ["厦门市司法局办公室", "2024年6月4日印发"],
    ]


def test_an_imprint_may_have_one_line_only():
    (table,) = Document(io.BytesIO(official_word(UPWARD))).tables[-1:]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [["抄送：市委政法委，市公安局。"] * 2]


def test_a_paper_to_a_superior_names_its_signers_two_to_a_line():
    document = Document(io.BytesIO(official_word(UPWARD)))
    lines = [item.text for item in document.paragraphs if "\t" in item.text]

    assert lines == ["\t签发人：王一　欧阳二三", "　厦司〔2024〕12号\t　　　　李四"]
    assert [cell.text for cell in document.tables[0].columns[0].cells] == list(UPWARD.issuers)
    assert document.tables[0].columns[1].cells[0].text == "文件"


def test_a_joint_head_may_stand_without_the_word_for_document():
    (table, *_) = Document(io.BytesIO(official_word(replace(UPWARD, mark_word="")))).tables

    assert len(table.columns) == 1


def test_page_numbers_are_right_on_odd_and_left_on_even_pages(document):
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]

    assert (odd.alignment, even.alignment) == (2, 0)
    assert re.fullmatch("— +—", odd.text)
    assert [run.font.size.pt for run in odd.runs] == [14, 14, 14]


def test_fonts_are_named_and_none_is_embedded():
    members = read_members(official_word(FULL))

    assert not [name for name in members if "font" in name.lower() and not name.endswith("fontTable.xml")]


def test_the_same_paper_gives_the_same_bytes_and_another_date_others():
    assert official_word(FULL) == official_word(FULL)
    assert official_word(FULL) != official_word(replace(FULL, sealed_date=date(2024, 6, 2)))


def test_the_file_names_no_author_and_no_time_but_the_papers_own():
    properties = Document(io.BytesIO(official_word(FULL))).core_properties
    with zipfile.ZipFile(io.BytesIO(official_word(FULL))) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    assert (properties.author, properties.comments) == ("", "")
    assert properties.created.date() == FULL.sealed_date


def test_a_red_head_without_a_number_is_not_made():
    with pytest.raises(PaperIncomplete):
        official_word(replace(FULL, number=""))


def test_characters_of_markup_are_text():
    made = official_word(replace(INTERNAL, body=(Text("甲 < 乙 & 丙"),)))

    assert "甲 < 乙 & 丙" in [item.text for item in Document(io.BytesIO(made)).paragraphs]


def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path):
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("no LibreOffice and pdftotext here")
    (tmp_path / "grid.docx").write_bytes(official_word(grid_page()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "grid.docx"),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=240)

    read = subprocess.run(
        [reader, "-f", "2", "-l", "2", "-raw", str(tmp_path / "grid.pdf"), "-"], check=True, capture_output=True
    )
    lines = ["".join(line.split()) for line in read.stdout.decode().splitlines() if line.strip()]

    assert [len(line) for line in lines if "法" in line] == [28] * 22
