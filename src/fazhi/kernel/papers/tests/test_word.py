import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from fazhi.kernel.papers.word import BLACK, BODY, KAI, Paper, Tagged

MARK = "示例数据"
DAY = date(2025, 3, 1)
# One red pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def paper() -> Callable[[], Paper]:
    """A paper with one of each thing."""

    def make(mark: str = MARK, dated: date = DAY) -> Paper:
        made = Paper(title="厦门市司法局2024年法治政府建设工作情况报告", mark=mark, dated=dated)
        made.note("（未封账）")
        made.heading("一、主要举措", 1)
        made.heading("（一）调解", 2)
        made.paragraph(["全年化解", Tagged("40980件", "mediation.people.resolved", "化解矛盾纠纷"), "。"])
        made.caption("各部门行政调解情况")
        made.table(("机构", "受理（件）"), [("公安局", "12"), ("人社局", "3")], total=("合计", "15"))
        made.picture(PNG, alternative="受理：1月 12")
        made.signed("厦门市司法局", dated)
        made.new_page()
        return made

    return make


def opened(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


@pytest.fixture
def document(paper: Callable[[], Paper]) -> WordDocument:
    return opened(paper().bytes())


def test_the_page_is_a4_with_the_margins_of_the_standard(document: WordDocument):
    (section,) = document.sections

    assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == (210, 297)
    for found, wanted in (
        (section.top_margin, Cm(3.7)),
        (section.bottom_margin, Cm(3.5)),
        (section.left_margin, Cm(2.8)),
        (section.right_margin, Cm(2.6)),
    ):
        assert abs(found - wanted) < Pt(0.1)


def test_the_mark_stands_in_the_head_of_odd_and_even_pages(document: WordDocument):
    (section,) = document.sections

    assert document.settings.odd_and_even_pages_header_footer
    assert section.header.paragraphs[0].text == MARK
    assert section.even_page_header.paragraphs[0].text == MARK
    assert not section.different_first_page_header_footer


def test_without_a_mark_the_heads_are_empty(paper: Callable[..., Paper]):
    (section,) = opened(paper(mark="").bytes()).sections

    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == ""


def test_page_numbers_stand_on_the_outer_side(document: WordDocument):
    (section,) = document.sections

    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer._element.xml
        assert footer.paragraphs[0].text == "—  —"
    assert section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment


def test_a_figure_stands_in_a_content_control_tagged_with_its_code(document: WordDocument):
    (control,) = document.element.body.iter(qn("w:sdt"))

    properties = control.find(qn("w:sdtPr"))
    assert properties.find(qn("w:tag")).get(qn("w:val")) == "mediation.people.resolved"
    assert properties.find(qn("w:alias")).get(qn("w:val")) == "化解矛盾纠纷"
    assert "".join(text.text for text in control.iter(qn("w:t"))) == "40980件"


def test_a_control_stands_between_the_words_around_it(document: WordDocument):
    (paragraph,) = [item for item in document.paragraphs if "全年化解" in item.text]

    assert "".join(text.text for text in paragraph._p.iter(qn("w:t"))) == "全年化解40980件。"


def test_headings_are_headings(document: WordDocument):
    headings = [(item.style.name, item.text) for item in document.paragraphs if item.style.name.startswith("Heading")]

    assert headings == [("Heading 1", "一、主要举措"), ("Heading 2", "（一）调解")]


def test_faces_are_those_of_the_standard_also_for_chinese(document: WordDocument):
    def face(start: str) -> tuple[str | None, str]:
        run = next(item for item in document.paragraphs if item.text.startswith(start)).runs[0]
        return run.font.name, run._element.rPr.rFonts.get(qn("w:eastAsia"))

    assert face("一、主要举措") == (BLACK, BLACK)
    assert face("（一）调解") == (KAI, KAI)
    assert face("全年化解") == (BODY, BODY)


def test_a_table_repeats_its_heads_and_ends_with_its_total(document: WordDocument):
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]

    assert cells == [["机构", "受理（件）"], ["公安局", "12"], ["人社局", "3"], ["合计", "15"]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])


def test_a_row_of_the_wrong_width_is_refused(paper: Callable[[], Paper]):
    with pytest.raises(ValueError, match="shorter"):
        paper().table(("机构", "受理"), [("公安局",)])


def test_a_picture_is_said_to_those_who_cannot_see_it(document: WordDocument):
    (picture,) = document.inline_shapes

    assert picture._inline.docPr.get("descr") == "受理：1月 12"


def test_the_only_date_is_the_papers_own(document: WordDocument):
    properties = document.core_properties

    assert properties.created.date() == properties.modified.date() == DAY
    assert document.paragraphs[-2].text == "2025年3月1日"
    assert properties.author == ""


def test_the_same_content_and_date_give_the_same_bytes(paper: Callable[[], Paper]):
    assert paper().bytes() == paper().bytes()


def test_another_date_gives_other_bytes(paper: Callable[..., Paper]):
    assert paper().bytes() != paper(dated=date(2025, 3, 2)).bytes()


def test_the_archive_has_one_fixed_time_and_a_fixed_order(paper: Callable[[], Paper]):
    with zipfile.ZipFile(io.BytesIO(paper().bytes())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_characters_of_markup_are_text(paper: Callable[[], Paper]):
    made = paper()
    made.paragraph(["甲 < 乙 & 丙", Tagged("<1件", "a.b", '含"引号"')])

    texts = [text.text for text in opened(made.bytes()).element.body.iter(qn("w:t"))]

    assert {"甲 < 乙 & 丙", "<1件"} <= set(texts)


def test_a_line_stands_under_a_table_large_or_small(paper: Callable[[], Paper]):
    made = paper()
    made.table(("区", "件"), [("东", "—")], note="大表的说明")
    made.small_table(("月", "件"), [("1", "—")], shares=(1, 1), note="小表的说明")

    notes = [item for item in opened(made.bytes()).paragraphs if item.text.endswith("的说明")]

    assert [item.text for item in notes] == ["大表的说明", "小表的说明"]
    assert all(item._p.getprevious().tag == qn("w:tbl") for item in notes)
