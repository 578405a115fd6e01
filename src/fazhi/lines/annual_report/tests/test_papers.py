import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from fazhi.kernel.papers.terms import SAMPLE_NOTICE
from fazhi.lines.annual_report import papers
from fazhi.lines.annual_report.queries import figures_document
from fazhi.lines.annual_report.terms import Change, Correction, Explained, Heading, Report

Make = Callable[..., Report]


class Reader(HTMLParser):
    """Collects tags, identifiers, links and what a page would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in {"src", "srcset", "href", "xlink:href", "data", "action", "poster"}:
                self.fetched.append(f"{tag} {value}")
            elif name.startswith("on"):
                self.handlers.append(name)


@pytest.fixture
def word(report: Make) -> WordDocument:
    return Document(io.BytesIO(papers.word(report())))


@pytest.fixture
def page(report: Make) -> str:
    return papers.page(report())


def text_of(document: WordDocument) -> str:
    return "\n".join("".join(text.text or "" for text in item._p.iter(qn("w:t"))) for item in document.paragraphs)


def test_word_is_a4_and_marked_as_a_sample_on_every_page(word: WordDocument):
    for section in word.sections:
        assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == (210, 297)
        assert SAMPLE_NOTICE in section.header.paragraphs[0].text
        assert SAMPLE_NOTICE in section.even_page_header.paragraphs[0].text


def test_real_data_carry_no_mark(report: Make):
    document = Document(io.BytesIO(papers.word(report(is_sample=False))))

    assert document.sections[0].header.paragraphs[0].text == ""
    assert SAMPLE_NOTICE not in papers.page(report(is_sample=False))


def test_each_figure_stands_in_a_control_tagged_with_its_code(word: WordDocument):
    controls = {
        item.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")): "".join(text.text for text in item.iter(qn("w:t")))
        for item in word.element.body.iter(qn("w:sdt"))
    }

    assert controls == {
        "mediation.administrative.accepted": "15件",
        "mediation.administrative.success_rate.civil": "33.3%",
    }


def test_each_picture_is_said_in_words(word: WordDocument):
    (picture,) = word.inline_shapes

    assert picture._inline.docPr.get("descr") == "行政调解受理（按月）（件）。行政调解受理：1月 12，2月 3"


def test_the_five_prescribed_headings_stand_in_their_order(word: WordDocument, report: Make):
    headings = [item.text for item in word.paragraphs if item.style.name == "Heading 1"]

    assert headings == [
        "一、2024年主要举措和成效",
        "二、存在的不足和原因",
        "三、党政主要负责人履行推进法治建设第一责任人职责的情况",
        "四、2025年主要安排",
        "五、其他需要报告的情况",
        "附：数据来源与核对",
    ]


def test_a_heading_of_which_nothing_is_recorded_says_so(word: WordDocument, page: str):
    assert text_of(word).count(papers.NOTHING_RECORDED) == len(Heading) - 1
    assert page.count(papers.NOTHING_RECORDED) == len(Heading) - 1


@pytest.mark.parametrize(
    ("engine", "seal", "said"), [("frozen", "ab" * 32, "已封账，摘要 abababababababab"), ("live", "", "未封账")]
)
def test_the_title_page_says_whether_the_year_is_sealed(report: Make, engine: str, seal: str, said: str):
    made = report(engine=engine, seal=seal)

    assert said in text_of(Document(io.BytesIO(papers.word(made))))
    assert said in papers.page(made)


def test_the_only_date_is_the_reports(word: WordDocument):
    assert re.findall(r"\d{4}年\d{1,2}月\d{1,2}日", text_of(word)) == ["2025年3月1日"]


def test_tables_end_with_their_total(word: WordDocument):
    table = word.tables[0]

    assert [cell.text for cell in table.rows[0].cells] == ["机构", "受理（件）"]
    assert [cell.text for cell in table.rows[-1].cells] == ["合计", "15"]


def test_the_annex_tells_the_rows_behind_each_figure(word: WordDocument):
    annex = [[cell.text for cell in row.cells] for row in word.tables[-2].rows][1:]

    assert annex == [
        ["行政调解受理", "15件", "15", "mediation.administrative.accepted"],
        ["行政调解成功率", "33.3%", "由其他数据计算", "mediation.administrative.success_rate.civil"],
    ]


def test_a_relation_that_does_not_hold_is_printed_with_where(word: WordDocument, page: str):
    rows = [[cell.text for cell in row.cells] for row in word.tables[-1].rows]

    assert rows[1] == ["受理 = 行政纠纷 + 民商事纠纷", "15 = 15", "成立"]
    assert rows[2] == ["成功 = 行政纠纷 + 民商事纠纷", "5 ≠ 4", "需说明：公安局、人社局、交通局"]
    assert "需说明：公安局、人社局、交通局" in page


def test_the_same_report_gives_the_same_bytes(report: Make):
    assert papers.word(report()) == papers.word(report())
    assert papers.page(report()) == papers.page(report())


def test_the_page_runs_no_script_and_fetches_nothing(page: str):
    reader = Reader(page)

    assert not {"script", "iframe", "object", "embed", "link", "form", "img"} & set(reader.tags)
    assert reader.fetched == []
    assert reader.handlers == []
    assert "url(" not in page
    assert "@import" not in page
    assert "javascript:" not in page


def test_each_figure_links_to_its_source_in_the_annex(page: str):
    reader = Reader(page)
    targets = [link.removeprefix("#") for link in reader.links]

    assert targets == ["mediation.administrative.accepted", "mediation.administrative.success_rate.civil"]
    assert set(targets) <= set(reader.ids)


def test_identifiers_are_unique_on_the_page(page: str):
    ids = Reader(page).ids

    assert len(ids) == len(set(ids))


def test_characters_of_markup_are_text_on_the_page(page: str):
    assert "其中 &lt;甲&gt; &amp; 乙。" in page
    assert "<甲>" not in page


def test_a_chart_stands_beside_its_data_table(page: str):
    assert page.count("<svg") == 1
    table = page[page.index("</figure>") :]
    assert table.index("1月") < table.index("12") < table.index("2月")


def test_the_page_says_its_language_and_has_one_title(page: str):
    assert '<html lang="zh-CN">' in page
    assert page.count("<h1>") == 1


def test_open_data_say_exact_value_rows_and_whether_relations_hold(report: Make):
    data = json.loads(json.dumps(figures_document(report())))

    assert data["figures"][1] == {
        "code": "mediation.administrative.success_rate.civil",
        "title": "行政调解成功率",
        "value": "33.3",
        "unit": "%",
        "exact": "1/3",
        "rows": 0,
    }
    assert [item["holds"] for item in data["identities"]] == [True, False]
    assert (data["synthetic"], data["seal"], data["on"]) == (True, "ab" * 32, "2025-03-01")


def text_of_pdf(pdf: bytes, folder: Path) -> str:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext here")
    (folder / "report.pdf").write_bytes(pdf)
    read = subprocess.run([reader, str(folder / "report.pdf"), "-"], check=True, capture_output=True)
    return re.sub(r"\s|\u200b", "", read.stdout.decode())


def test_the_pdf_has_the_words_of_the_word_file(report: Make, word: WordDocument, tmp_path: Path):
    told = text_of_pdf(papers.pdf(report()), tmp_path)

    for line in text_of(word).splitlines():
        assert re.sub(r"\s", "", line) in told
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert [
        text for text in cells if len(text) <= 6 and re.sub(r"\s", "", text) not in told
    ] == []  # longer ones are broken


def test_the_pdf_of_the_same_report_is_the_same_bytes_and_its_only_date_the_reports(report: Make):
    pdf = papers.pdf(report())

    assert pdf == papers.pdf(report())
    assert set(re.findall(rb"D:(\d{8})", pdf)) <= {b"20250301"}
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>", pdf)


def test_figures_in_the_pdf_lead_to_their_source(report: Make):
    assert papers.pdf(report()).count(b"/Subtype /Link") + papers.pdf(report()).count(b"/Subtype/Link") == 2


def test_a_corrected_version_prints_what_changed(report: Make, tmp_path: Path):
    change = Change("mediation.administrative.accepted", "行政调解受理", "14件", "15件")
    correction = Correction(1, "2025年3月20日公开", "漏录一件。", (change, Change("x", "新数据", "", "3件")))
    made = report(version=2, correction=correction)
    sentence = "本版更正第1版（2025年3月20日公开）。更正理由：漏录一件。更正数据2项。"

    document = Document(io.BytesIO(papers.word(made)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-3].rows]

    assert rows == [["数据", "更正前", "更正后"], ["行政调解受理", "14件", "15件"], ["新数据", "—", "3件"]]
    assert sentence in text_of(document)
    assert sentence in papers.page(made)
    assert sentence in text_of_pdf(papers.pdf(made), tmp_path)
    assert "（第2版；2024年度已封账" in papers.page(made)


def test_what_was_signed_over_is_printed_with_its_reason(report: Make):
    made = report(
        explained=(
            Explained("heading.leader", "没有内容", "刚到任"),
            Explained("identity.settled = parts", "不成立", "口径调整 <年中>"),
        )
    )

    page = papers.page(made)

    assert page.count("（本部分没有内容。说明：刚到任）") == 1
    assert page.count(papers.NOTHING_RECORDED) == len(Heading) - 2
    assert "需说明：公安局、人社局、交通局。说明：口径调整 &lt;年中&gt;" in page
