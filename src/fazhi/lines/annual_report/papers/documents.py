"""The report as Word, as PDF and as one self-contained HTML page."""

import html
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from django.conf import settings

from fazhi.engines.citation import to_chinese
from fazhi.kernel.papers.pdf import PdfPaper
from fazhi.kernel.papers.terms import SAMPLE_NOTICE
from fazhi.kernel.papers.word import Paper, Tagged
from fazhi.lines.annual_report.papers.charts import WITHHOLDING, data_rows, drawing, in_words, numbers
from fazhi.lines.annual_report.rules import CAUSE, heading_code, identity_code
from fazhi.lines.annual_report.terms import (
    Correction,
    Heading,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    PrintedTable,
    Report,
)

NOTHING_RECORDED = "（本部分由起草人撰写，系统没有记录。）"
CORRECTED = "更正说明"
CHANGED = ("数据", "更正前", "更正后")


def status(report: Report) -> str:
    """What stands under the title: sealed, or not yet."""
    part = f"仅含{report.part}范围内的记录；" if report.part else ""
    part += f"第{report.version}版；" if report.correction else ""
    if report.engine == "frozen":
        return f"（{part}{report.year}年度已封账，摘要 {report.seal[:16]}）"
    return f"（{part}未封账，数据为当前记录，尚可更正）"


def word(report: Report, draft: str = "") -> bytes:
    """The report as a Word file; the same report gives the same bytes. `draft` stands in the head of each page."""
    paper = Paper(**_opening(report, draft))
    _write(paper, report)
    return paper.bytes()


def pdf(report: Report, draft: str = "") -> bytes:
    """
    The report as PDF/A, with the same words as the Word file; the same report and fonts give the same bytes.

    draft  stands in the head of each page

    The bureau's own fonts, in the folder `fonts` of the data folder, are preferred to those shipped.
    """
    paper = PdfPaper(**_opening(report, draft))
    _write(paper, report)
    return paper.bytes(fonts=Path(settings.DATA_DIR) / "fonts")


def _opening(report: Report, draft: str) -> dict[str, Any]:
    mark = "　".join(filter(None, (SAMPLE_NOTICE if report.is_sample else "", draft)))
    lines = (report.bureau, report.title.removeprefix(report.bureau))
    return {"title": report.title, "lines": lines, "mark": mark, "dated": report.on}


def _write(paper: Paper | PdfPaper, report: Report) -> None:
    paper.note(status(report))
    for place, (heading, sections) in enumerate(report.sections, 1):
        paper.heading(f"{to_chinese(place)}、{heading.titled(report.year)}", 1)
        for sentence in remarks(report, heading):
            paper.paragraph([sentence])
        for number, section in enumerate(sections, 1):
            _section(paper, section, to_chinese(number))
    paper.signed(report.bureau, report.on)
    paper.new_page()
    if report.correction:
        _correction(paper, report.correction)
    _annex(paper, report)


def remarks(report: Report, heading: Heading) -> list[str]:
    """What is said of a part itself: that nothing stands there, or no causes, and why it was signed all the same."""
    is_empty = not dict(report.sections)[heading]
    if is_empty:
        reason = report.reason_for(heading_code(heading))
        return [f"（本部分没有内容。说明：{reason}）" if reason else NOTHING_RECORDED]
    reason = report.reason_for(CAUSE) if heading is Heading.SHORTCOMINGS else ""
    return [f"（没有写明原因。说明：{reason}）"] if reason else []


def _correction(paper: Paper | PdfPaper, correction: Correction) -> None:
    paper.heading(CORRECTED, 1)
    paper.paragraph([in_sentences(correction)])
    if correction.changes:
        paper.caption("更正的数据")
        paper.table(
            CHANGED, [(item.title, item.was or "—", item.now or "—") for item in correction.changes], shares=(2, 1, 1)
        )


def in_sentences(correction: Correction) -> str:
    """Which version is corrected, why, and whether figures changed."""
    changed = f"更正数据{len(correction.changes)}项。" if correction.changes else "数据没有变化。"
    reason = correction.reason.rstrip("。")
    return f"本版更正第{correction.corrected}版（{correction.told}）。更正理由：{reason}。{changed}"


def _section(paper: Paper | PdfPaper, section: PrintedSection, numeral: str) -> None:
    paper.heading(f"（{numeral}）{section.title}", 2)
    for pieces in section.paragraphs:
        paper.paragraph([_tagged(piece) if isinstance(piece, PrintedFigure) else piece for piece in pieces])
    for table in section.tables:
        paper.caption(table.title)
        note = WITHHOLDING if table.withholds else ""
        paper.table(table.heads, table.rows, total=table.total, shares=(3, *[2] * (len(table.heads) - 1)), note=note)
    for chart in section.charts:
        paper.caption(chart.title)
        drawn = drawing(chart, "chart", standalone=True)
        paper.drawing(drawn, alternative=in_words(chart), with_next=not chart.is_tabled)
        if not chart.is_tabled:
            numbers(paper, chart)


def _tagged(figure: PrintedFigure) -> Tagged:
    return Tagged(figure.text, figure.code, f"{figure.title}，{figure.rows} 行")


def _annex(paper: Paper | PdfPaper, report: Report) -> None:
    """Where each figure comes from, and whether the relations hold."""
    paper.heading("附：数据来源与核对", 1)
    paper.caption("正文数据")
    used = {piece.code: piece for piece in _figures_in_text(report)}
    rows = [(f.title, f.text, f"{f.rows:,}" if f.rows else "由其他数据计算", f.code) for f in used.values()]
    paper.table(("数据", "数值", "记录（行）", "指标代码"), rows, left=(0, 3), shares=(8, 4, 6, 13))
    paper.caption("恒等关系")
    checks = [(item.title, item.expression, judged(item, report)) for item in report.identities]
    paper.table(("关系", "数值", "核对"), checks, left=(0, 1, 2), shares=(5, 6, 2))


def judged(item: PrintedIdentity, report: Report) -> str:
    """Whether a relation holds or is to be explained, where it doesn't, and why the report was signed all the same."""
    if item.holds:
        return "成立"
    where = f"：{'、'.join(item.broken[:3])}" if item.broken else ""
    reason = report.reason_for(identity_code(item.rule))
    return f"需说明{where}" + (f"。说明：{reason}" if reason else "")


def _figures_in_text(report: Report) -> Iterator[PrintedFigure]:
    for _, sections in report.sections:
        for section in sections:
            for pieces in section.paragraphs:
                yield from (piece for piece in pieces if isinstance(piece, PrintedFigure))


def page(report: Report) -> str:
    """The report as one HTML file without script or outside resource; figures link to their source in the annex."""
    style = resources.files("fazhi.lines.annual_report").joinpath("report.css").read_text(encoding="utf-8")
    title = html.escape(report.title)
    return "".join(
        (
            f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head><body>',
            f'<p class="mark">{SAMPLE_NOTICE}</p>' if report.is_sample else "",
            f'<main><h1>{title}</h1><p class="status">{html.escape(status(report))}</p>',
            *_page_sections(report),
            *(_page_correction(report.correction) if report.correction else ()),
            *_page_annex(report),
            "</main></body></html>\n",
        )
    )


def _page_sections(report: Report) -> Iterator[str]:
    for part, (heading, sections) in enumerate(report.sections, 1):
        yield f"<h2>{to_chinese(part)}、{html.escape(heading.titled(report.year))}</h2>"
        yield from (f"<p>{html.escape(sentence)}</p>" for sentence in remarks(report, heading))
        for place, section in enumerate(sections, 1):
            yield f"<h3>（{to_chinese(place)}）{html.escape(section.title)}</h3>"
            for pieces in section.paragraphs:
                yield f"<p>{''.join(_page_piece(piece) for piece in pieces)}</p>"
            yield from (_page_table(table) for table in section.tables)
            for number, chart in enumerate(section.charts):
                name = f"{section.line}-{number}"
                yield f"<figure>{drawing(chart, name, standalone=True)}<figcaption>{html.escape(chart.title)}</figcaption></figure>"
                heads = (chart.name, *(f"{title}（{chart.unit}）" for title, _ in chart.series))
                yield _page_table(PrintedTable(chart.title, heads, (), tuple(data_rows(chart)), (), chart.withholds))


def _page_piece(piece: str | PrintedFigure) -> str:
    if isinstance(piece, str):
        return html.escape(piece)
    return f'<a class="figure" href="#{html.escape(piece.code)}">{html.escape(piece.text)}</a>'


def _page_table(table: PrintedTable) -> str:
    heads = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in table.heads)
    body = "".join(_page_row(row) for row in table.rows)
    foot = f"<tfoot>{_page_row(table.total)}</tfoot>" if table.total else ""
    note = f"<p><small>{WITHHOLDING}</small></p>" if table.withholds else ""
    return f"<table><caption>{html.escape(table.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{foot}</table>{note}"


def _page_row(cells: tuple[str, ...], identifier: str = "", kind: str = "") -> str:
    mark = f' id="{html.escape(identifier)}"' if identifier else ""
    mark += f' class="{kind}"' if kind else ""
    first, *rest = cells
    return f'<tr{mark}><th scope="row">{html.escape(first)}</th>{"".join(f"<td>{html.escape(cell)}</td>" for cell in rest)}</tr>'


def _page_correction(correction: Correction) -> Iterator[str]:
    yield f"<h2>{CORRECTED}</h2><p>{html.escape(in_sentences(correction))}</p>"
    if correction.changes:
        rows = tuple((item.title, item.was or "—", item.now or "—") for item in correction.changes)
        yield _page_table(PrintedTable("更正的数据", CHANGED, (), rows, ()))


def _page_annex(report: Report) -> Iterator[str]:
    used = {piece.code: piece for piece in _figures_in_text(report)}
    yield "<h2>附：数据来源与核对</h2><table><caption>正文数据</caption><thead><tr>"
    yield "".join(f'<th scope="col">{head}</th>' for head in ("数据", "数值", "记录（行）", "指标代码"))
    yield "</tr></thead><tbody>"
    for figure in used.values():
        rows = f"{figure.rows:,}" if figure.rows else "由其他数据计算"
        yield _page_row((figure.title, figure.text, rows, figure.code), figure.code)
    yield '</tbody></table><table class="lights"><caption>恒等关系</caption><thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in ("关系", "数值", "核对"))
    yield "</tr></thead><tbody>"
    for item in report.identities:
        yield _page_row((item.title, item.expression, judged(item, report)), kind="" if item.holds else "off")
    yield "</tbody></table>"
