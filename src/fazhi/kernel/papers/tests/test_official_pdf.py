import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fazhi.kernel.papers import compiling, fonts, official_pdf
from fazhi.kernel.papers.errors import FaceMissing, GlyphMissing, PaperIncomplete
from fazhi.kernel.papers.official import Text
from fazhi.kernel.papers.official_pdf import official_pdf as make
from fazhi.kernel.papers.tests.cases import FULL, INTERNAL, UPWARD, grid_page


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext here")
    (folder / "paper.pdf").write_bytes(pdf)
    read = subprocess.run([reader, *options, str(folder / "paper.pdf"), "-"], check=True, capture_output=True)
    return read.stdout.decode()


def test_the_same_paper_gives_the_same_bytes_and_another_date_others():
    assert make(FULL) == make(FULL)
    assert make(FULL) != make(replace(FULL, sealed_date=date(2024, 6, 2)))


def test_it_is_pdf_a_with_its_fonts_inside_and_tagged():
    pdf = make(FULL)

    assert pdf.startswith(b"%PDF-1.7")
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>", pdf)
    assert b"/OutputIntents" in pdf


def test_its_only_date_is_the_papers_own():
    pdf = make(FULL)

    assert set(re.findall(rb"D:(\d{8})", pdf)) <= {b"20240603"}
    assert set(re.findall(rb"Date>(\d{4}-\d\d-\d\d)", pdf)) == {b"2024-06-03"}


@pytest.mark.parametrize("paper", [FULL, UPWARD, INTERNAL], ids=lambda paper: paper.title)
def test_its_words_can_be_taken_out_again(paper, tmp_path: Path):
    text = re.sub(r"\s", "", text_of(make(paper), tmp_path))

    for words in (
        *paper.lines,
        paper.number,
        paper.addressed,
        *paper.issuers,
        *paper.footnotes,
        paper.copied,
        paper.notice,
    ):
        assert words in text
    for block in paper.body:
        assert getattr(block, "text", "") in text


def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path):
    text = text_of(make(grid_page()), tmp_path, "-f", "2", "-l", "2", "-raw")

    assert [len(line) for line in text.splitlines() if "法" in line] == [28] * 22


def test_words_are_data_and_never_markup(tmp_path: Path):
    trick = '#panic("x") *粗* $x$ \\ <a> #sys.inputs " \' [ ] @b //'
    paper = replace(INTERNAL, title=trick, body=(Text(trick),))

    text = re.sub(r"\s", "", text_of(make(paper), tmp_path))

    assert text.count(re.sub(r"\s", "", trick)) == 2


def test_a_character_that_no_face_has_is_told_instead_of_a_box():
    with pytest.raises(GlyphMissing) as caught:
        make(replace(INTERNAL, body=(Text("当事人\U0002a701某"),)))

    assert "\U0002a701" in caught.value.text
    assert caught.value.face == "Noto Serif SC"


def test_a_role_without_a_face_is_refused_before_anything_is_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(official_pdf, "FACES", fonts.FACES | {"title": ("方正小标宋简体",)})
    monkeypatch.setattr(compiling.typst, "compile_with_warnings", lambda *_, **__: pytest.fail("it was set"))

    with pytest.raises(FaceMissing, match="title: 方正小标宋简体"):
        make(FULL)


def test_a_warning_of_the_typesetter_is_an_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compiling.typst, "compile_with_warnings", lambda *_, **__: (b"%PDF", ["unknown font family"]))

    with pytest.raises(FaceMissing, match="unknown font family"):
        make(FULL)


def test_a_fault_of_the_template_is_not_told_as_a_missing_character(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(official_pdf, "_data", lambda paper: {})

    with pytest.raises(compiling.typst.TypstError):
        make(FULL)


def test_fonts_of_the_bureau_are_preferred_and_the_folder_need_not_exist(tmp_path: Path):
    there = fonts.chosen({"body": ("Noto Sans SC", "Noto Serif SC")}, [fonts.shipped_folder()])

    assert there == {"body": "Noto Sans SC"}
    assert make(INTERNAL, fonts=tmp_path / "none") == make(INTERNAL)
    assert make(INTERNAL, fonts=tmp_path) == make(INTERNAL)


def test_a_red_head_without_a_number_is_not_made():
    with pytest.raises(PaperIncomplete):
        make(replace(FULL, number=""))
