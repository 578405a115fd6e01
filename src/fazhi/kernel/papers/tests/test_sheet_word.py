"""A paper of a file in Word: what a clerk opens, edits and prints."""

import io
from datetime import date

from docx import Document
from docx.oxml.ns import qn

from fazhi.kernel.papers.official import Grid, Text
from fazhi.kernel.papers.sheet import Cell, Frame, Labelled, Ruled, Sheet, Signature, Signatures
from fazhi.kernel.papers.sheet_word import sheet_word

DAY = date(2024, 6, 3)
SHEET = Sheet(
    "人民调解协议书",
    (
        Labelled("当事人", "陈小明，男。"),
        Labelled("地点", lines=3),
        Text("双方自愿达成如下协议。"),
        Frame(
            (1, 1, 2),
            ((Cell("申请人", label=True), Cell("陈小明", 2)), (Cell("甲"), Cell("乙"), Cell("丙", lines=4))),
        ),
        Grid(("序号", "名称"), (("1", "登记表"),)),
        Ruled(2),
        Text("末段。"),
        Signatures((Signature("当事人", "签名", DAY), Signature("调解员")), "莲前街道人民调解委员会", DAY),
    ),
    DAY,
    office="莲前街道人民调解委员会",
    number="编号：〔2024〕1号",
    notice="示例数据",
)


def opened(sheet: Sheet = SHEET):
    return Document(io.BytesIO(sheet_word(sheet)))


def test_the_same_paper_gives_the_same_bytes():
    assert sheet_word(SHEET) == sheet_word(SHEET)


def test_all_its_words_are_there_and_the_notice_is_on_every_page():
    document = opened()
    lines = [paragraph.text for paragraph in document.paragraphs]

    for words in ("莲前街道人民调解委员会", "人民调解协议书", "编号：〔2024〕1号", "当事人：陈小明，男。", "末段。"):
        assert words in lines
    assert document.sections[0].header.paragraphs[0].text == "示例数据"
    assert any(line.startswith("当事人（签名）：") and line.endswith("2024年6月3日") for line in lines)
    assert any(line.startswith("调解员（签名）：") and line.endswith("日") for line in lines)
    assert lines[-3:] == ["莲前街道人民调解委员会", "（加盖印章）", "2024年6月3日"]


def test_cells_are_merged_as_they_span():
    frame, grid = opened().tables

    assert [cell.text for cell in frame.rows[0].cells] == ["申请人", "陈小明", "陈小明"]
    assert [cell.text for cell in frame.rows[1].cells] == ["甲", "乙", "丙"]
    assert frame.rows[1].height > frame.rows[0].height
    assert [cell.text for cell in grid.rows[1].cells] == ["1", "登记表"]


def test_signatures_and_the_words_above_them_keep_together():
    paragraphs = opened().paragraphs
    last = next(place for place, paragraph in enumerate(paragraphs) if paragraph.text == "末段。")

    assert all(paragraph.paragraph_format.keep_with_next for paragraph in paragraphs[last:-1])
    assert not paragraphs[-1].paragraph_format.keep_with_next


def test_a_cover_is_larger_and_has_its_body_over_it():
    cover = Sheet(
        "人民调解卷宗",
        (Frame((1, 1), ((Cell("卷名", label=True), Cell("甲与乙")),)),),
        DAY,
        "某会",
        "1号",
        is_cover=True,
    )

    title = next(paragraph for paragraph in opened(cover).paragraphs if paragraph.text == "人民调解卷宗")
    assert title.runs[0].font.size.pt == 36


def test_it_names_no_author_and_no_other_day():
    properties = opened().core_properties

    assert (properties.author, properties.comments) == ("", "")
    assert properties.created.date() == DAY


def test_chinese_faces_are_named_for_chinese():
    runs = [run for paragraph in opened().paragraphs for run in paragraph.runs if run.text.strip()]

    assert all(run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in runs)
