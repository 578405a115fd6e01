"""Papers of a file, alone and bound: order, numbers, pictures, PDFs, the same bytes."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typst

from fazhi.kernel.papers import compiling, scans, templates
from fazhi.kernel.papers.errors import FileUnreadable, GlyphMissing, PaperIncomplete, TemplateUnknown
from fazhi.kernel.papers.official import Grid, Text
from fazhi.kernel.papers.scans import Scan, pictures_of
from fazhi.kernel.papers.sheet import Cell, Frame, Labelled, Ruled, Sheet, Signature, Signatures, paragraphs
from fazhi.kernel.papers.templates import VolumeTemplate
from fazhi.kernel.papers.terms import MediaType
from fazhi.kernel.papers.tests.cases import png
from fazhi.kernel.papers.tests.test_official_pdf import text_of
from fazhi.kernel.papers.volume import Part, Volume, bind, sheet_pdf

DAY = date(2024, 6, 3)
SIGNED = Signatures((Signature("当事人", "签名", DAY), Signature("调解员")), "莲前街道人民调解委员会", DAY)


def paper(title: str, *blocks: object) -> Sheet:
    return Sheet(title, blocks or (Text("内容。"),), DAY, office="莲前街道人民调解委员会", number="编号：1号")


def made_pdf(pages: int, setting: str = "") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "made.typ"
        source.write_text(setting + "\n#pagebreak()\n".join(["page"] * pages), encoding="utf-8")
        return typst.compile(source, format="pdf", timestamp=0)


def scan(content: bytes, media_type: MediaType = MediaType.PDF, name: str = "scan.pdf") -> Scan:
    return Scan("证据材料", name, media_type, "ab" * 32, content)


def volume(*parts: Part) -> Volume:
    return Volume(
        title="案卷",
        parts=parts,
        front=lambda paging: (
            paper("封面"),
            paper("目录", Grid(("名称", "页号"), tuple(("件", str(start)) for start in paging.starts))),
        ),
        closing=lambda paging: paper("备考表", Text(f"共{paging.last}页")),
        dated=DAY,
        notice="示例数据",
    )


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    return text_of(pdf, folder, "-layout").split("\f")[:-1]


LONG = paper("长文", *[Text("双方自愿达成如下协议。" * 12)] * 12, SIGNED)


def test_parts_are_numbered_through_from_the_first_and_the_frame_bears_no_number(tmp_path: Path):
    bound = bind(volume(Part("一", (paper("甲"),)), Part("二", (LONG,)), Part("三", (paper("丙"), paper("丁")))))

    told = pages_of(bound.pdf, tmp_path)
    heads = [re.sub(r"\s|示例数据", "", page.splitlines()[0]) for page in told]
    assert bound.paging.starts == (1, 2, bound.pages - 1)
    assert heads == ["", "", *[str(number) for number in range(1, bound.pages + 1)], ""]
    assert f"共{bound.pages}页" in re.sub(r"\s", "", told[-1])


def test_the_contents_say_where_each_part_begins(tmp_path: Path):
    bound = bind(volume(Part("一", (LONG,)), Part("二", (paper("乙"),))))

    contents = re.findall(r"件\s+(\d+)", pages_of(bound.pdf, tmp_path)[1])
    assert [int(number) for number in contents] == list(bound.paging.starts)
    assert "乙" in pages_of(bound.pdf, tmp_path)[1 + bound.paging.starts[1]]


def test_the_same_volume_gives_the_same_bytes_and_another_day_others():
    made = volume(Part("一", (paper("甲"),), (scan(made_pdf(2)), scan(png(), MediaType.PNG, "a.png"))))

    assert bind(made) == bind(made)
    assert bind(made).pdf != bind(replace(made, dated=date(2024, 6, 4))).pdf


def test_a_volume_with_pictures_and_pdfs_is_pdf_a():
    pdf = bind(volume(Part("一", (paper("甲"),), (scan(made_pdf(1)),)))).pdf

    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>", pdf)


def test_each_page_of_an_attached_pdf_and_each_picture_is_a_page():
    attached = (scan(made_pdf(3)), scan(png(), MediaType.PNG, "a.png"))

    bound = bind(volume(Part("一", (paper("甲"),)), Part("二", (), attached), Part("三", (paper("丙"),))))

    assert bound.paging.starts == (1, 2, 6)
    assert bound.pages == 6


def test_a_file_without_pages_has_a_sheet_with_its_digest_in_its_place(tmp_path: Path):
    sheet = scan(b"PK", MediaType.EXCEL, "清单.xlsx")

    bound = bind(volume(Part("一", (), (sheet,))))

    told = re.sub(r"\s", "", text_of(bound.pdf, tmp_path))
    assert bound.pages == 1
    assert "电子文件附页" in told
    assert "清单.xlsx" in told
    assert "ab" * 32 in told


def test_a_file_that_cannot_be_drawn_is_refused_by_its_name():
    for media_type, content in ((MediaType.PDF, b"%PDF-1.4 no"), (MediaType.JPEG, b"\xff\xd8\xff no")):
        with pytest.raises(FileUnreadable) as caught:
            bind(volume(Part("一", (), (scan(content, media_type, "坏.pdf"),))))

        assert caught.value.name == "坏.pdf"


def test_a_pdf_of_very_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scans, "MOST_PAGES", 2)

    assert len(pictures_of(scan(made_pdf(2)))) == 2
    with pytest.raises(FileUnreadable, match="more than 2 pages"):
        pictures_of(scan(made_pdf(3)))


@pytest.mark.parametrize("size", ["width: 90000pt, height: 90000pt", "width: 90000pt, height: 10pt"])
def test_a_page_of_enormous_size_is_refused_before_it_is_drawn(size: str):
    with pytest.raises(FileUnreadable, match="90000pt"):
        pictures_of(scan(made_pdf(1, f"#set page({size})\n")))


def test_signatures_never_leave_their_page_and_take_words_with_them(tmp_path: Path):
    """However much stands above: the two signers, the seal and a paragraph are on one page."""
    for filling in range(6, 16):
        blocks = [Text("双方自愿达成如下协议。" * 7)] * filling
        pages = pages_of(sheet_pdf(paper("协议书", *blocks, Text("末段。"), SIGNED)), tmp_path)

        (held,) = [page for page in pages if "调解员（签名）" in page]
        assert "当事人（签名）" in held
        assert "加盖印章" in held
        assert "末段" in held


def test_a_long_answer_in_a_frame_goes_on_over_pages_and_loses_nothing(tmp_path: Path):
    told = "".join(f"第{number}句话。" for number in range(900))
    frame = Frame((1, 3), ((Cell("情况", label=True), Cell(told, lines=6)), (Cell("末行", label=True), Cell("完"))))

    text = re.sub(r"\s", "", text_of(sheet_pdf(paper("登记表", frame)), tmp_path, "-raw"))
    text = re.sub(r"第\d+页，共\d+页", "", text)

    assert all(f"第{number}句话。" in text for number in range(900))
    assert "完" in text


def test_a_paper_alone_says_how_many_pages_it_has(tmp_path: Path):
    pages = pages_of(sheet_pdf(LONG), tmp_path)

    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 页，共 {len(pages)} 页" in page


def test_words_are_data_and_never_markup(tmp_path: Path):
    trick = '#panic("x") *粗* $x$ \\ <a> [ ] @b //'
    blocks = (
        Text(trick),
        Labelled(trick, trick),
        Frame((1, 1), ((Cell(trick, label=True), Cell(trick)),)),
        Signatures((Signature(trick),)),
    )

    text = re.sub(r"\s", "", text_of(sheet_pdf(paper(trick, *blocks)), tmp_path))

    assert text.count(re.sub(r"\s", "", trick)) == 7


def test_a_character_that_no_face_has_is_told():
    with pytest.raises(GlyphMissing):
        sheet_pdf(paper("甲", Text("当事人\U0002a701某")))


def test_a_fault_of_the_template_is_not_told_as_a_missing_character(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compiling, "_inputs", lambda data: {})

    with pytest.raises(typst.TypstError):
        sheet_pdf(paper("甲"))


@pytest.mark.parametrize(
    ("title", "blocks"),
    [(" ", (Text("甲"),)), ("甲", ()), ("甲", (Frame((1, 1), ((Cell("一格"),),)),))],
    ids=["no title", "nothing in it", "a row too short"],
)
def test_an_incomplete_paper_is_not_made(title: str, blocks: tuple):
    with pytest.raises(PaperIncomplete):
        Sheet(title, blocks, DAY)


def test_what_is_not_known_is_room_to_write_in(tmp_path: Path):
    blank = paper("空白", Labelled("地点", lines=3), Ruled(4), Signatures((Signature("当事人"),), "某会"))

    text = text_of(sheet_pdf(blank), tmp_path)

    assert "None" not in text
    assert text.count("年") == 2
    assert "地点：" in text


def test_running_text_is_a_paragraph_a_line():
    assert paragraphs("一。\n\n 二。 \n") == (Text("一。"), Text("二。"))


def test_a_case_file_is_made_by_the_code_of_its_template(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(templates, "_volumes", {})
    made = volume(Part("一", (paper("甲"),)))
    templates.register_volumes(VolumeTemplate("line.file", str, lambda _: made))

    assert templates.volume("line.file", "facts") is made
    with pytest.raises(TypeError):
        templates.volume("line.file", 1)
    with pytest.raises(TemplateUnknown):
        templates.volume("line.other", "facts")


def test_a_large_picture_stays_within_its_page(tmp_path: Path):
    """A page that overflows would make another: the part is one page however tall the picture is."""
    tall = _picture(20, 400)

    assert bind(volume(Part("一", (), (scan(tall, MediaType.PNG, "a.png"),)))).pages == 1
    if shutil.which("pdfinfo"):
        (tmp_path / "v.pdf").write_bytes(bind(volume(Part("一", (), (scan(tall, MediaType.PNG, "a.png"),)))).pdf)
        told = subprocess.run(["pdfinfo", str(tmp_path / "v.pdf")], check=True, capture_output=True).stdout.decode()
        assert re.search(r"Pages:\s+4\b", told)


def _picture(width: int, height: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "made.typ"
        source.write_text(f"#set page(width: {width}mm, height: {height}mm, margin: 0pt, fill: gray)", encoding="utf-8")
        return typst.compile(source, format="png", ppi=72)
