"""The report's kind of paper as PDF: links, faces, words that are data."""

import re
from datetime import date

import pytest

from fazhi.kernel.papers import fonts, pdf
from fazhi.kernel.papers.errors import FaceMissing, GlyphMissing
from fazhi.kernel.papers.pdf import PdfPaper
from fazhi.kernel.papers.tests.test_official_pdf import text_of
from fazhi.kernel.papers.word import Tagged

DAY = date(2025, 3, 1)
FIGURE = Tagged("15件", "mediation.people.resolved", "化解，15 行")


def paper(**values: object) -> PdfPaper:
    return PdfPaper(**{"title": "报告", "dated": DAY, **values})


def links(made: bytes) -> int:
    return len(re.findall(rb"/Subtype\s*/Link", made))


def test_a_figure_leads_to_the_first_row_that_names_its_code():
    made = paper()
    made.paragraph(["化解纠纷", FIGURE, "。"])
    for _ in range(2):
        made.table(("数据", "代码"), [("化解", FIGURE.tag)], left=(0, 1))

    assert links(made.bytes()) == 1


def test_a_figure_that_no_row_tells_of_is_plain_text():
    made = paper()
    made.paragraph(["化解纠纷", FIGURE, "。"])

    assert links(made.bytes()) == 0


def test_words_are_data_and_never_markup(tmp_path):
    trick = '#panic("x") *粗* $x$ \\ <a> [ ] @b //'
    made = paper(lines=(trick,), mark=trick)
    made.note(trick)
    made.heading(trick, 1)
    made.paragraph([trick])
    made.caption(trick)
    made.table((trick,), [(trick,)], total=(trick,))
    made.signed(trick, DAY)

    text = re.sub(r"\s", "", text_of(made.bytes(), tmp_path))

    assert text.count(re.sub(r"\s", "", trick)) == 10


def test_a_character_that_no_face_has_is_told():
    made = paper()
    made.paragraph(["当事人\U0002a701某"])

    with pytest.raises(GlyphMissing):
        made.bytes()


def test_a_drawing_in_a_face_that_is_not_shipped_is_refused():
    with pytest.raises(FaceMissing, match="Arial"):
        paper().drawing(
            '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="Arial">x</text></svg>', alternative="x"
        )


def test_a_role_without_a_face_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "FACES", fonts.FACES | {"title": ("方正小标宋简体",)})

    with pytest.raises(FaceMissing, match="title"):
        paper().bytes()


def test_fonts_of_the_bureau_may_be_absent(tmp_path):
    assert paper().bytes(fonts=tmp_path / "none") == paper().bytes()


def test_a_new_page_and_the_day_stand_where_they_should(tmp_path):
    made = paper()
    made.paragraph(["正文。"])
    made.signed("厦门市司法局", DAY)
    made.new_page()
    made.heading("附", 1)

    pages = text_of(made.bytes(), tmp_path).split("\f")

    assert "2025年3月1日" in pages[0]
    assert "附" in pages[1]


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><rect width="640" height="640"/></svg>'


@pytest.mark.parametrize(("with_next", "page"), [(True, 1), (False, 0)])
def test_a_drawing_kept_with_its_numbers_goes_to_their_page(tmp_path, with_next: bool, page: int):
    made = paper()
    for _ in range(4):
        made.paragraph(["正文。"])
    made.caption("图")
    made.drawing(SQUARE, alternative="方", with_next=with_next)
    made.small_table(("月", *map(str, range(12))), [("件", *["1"] * 12)] * 3, shares=[1] * 13)

    pages = text_of(made.bytes(), tmp_path).split("\f")

    assert ("图" in pages[1]) == bool(page)
    assert "月" in pages[1]


def test_a_line_stands_under_a_table_large_or_small(tmp_path):
    made = paper()
    made.table(("区", "件"), [("东", "—")], note="大表的说明")
    made.small_table(("月", "件"), [("1", "—")], shares=(1, 1), note="小表的说明")

    told = text_of(made.bytes(), tmp_path)

    assert told.index("区") < told.index("大表的说明") < told.index("月") < told.index("小表的说明")
