"""The plain-language version (通俗版): the report's figures as a page that a citizen reads; one file without script."""

import html
from collections.abc import Iterator
from importlib import resources

from fazhi.kernel.papers.terms import SAMPLE_NOTICE
from fazhi.lines.annual_report.papers.documents import judged, status
from fazhi.lines.annual_report.queries.previous import INVENTED, REDEFINED
from fazhi.lines.annual_report.rules.growth import MINUS
from fazhi.lines.annual_report.terms import (
    WITHHELD,
    Breakdown,
    PlainFigure,
    Previous,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    Report,
)

_WITHHELD = f"“{WITHHELD}”：这个数小于 3，或者能推算出小于 3 的数。为保护个人信息，不公布。"
_NO_BREAKDOWN = "这个数不再细分公布。"


def plain_page(report: Report) -> str:
    """The plain version; figures lead to how they were counted, which opens without script."""
    style = resources.files("fazhi.lines.annual_report").joinpath("plain.css").read_text(encoding="utf-8")
    title = f"{html.escape(report.title)}（通俗版）"
    return "".join(
        (
            f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head><body>',
            '<a class="skip" href="#main">跳到正文</a>',
            f'<header><p class="mark">{SAMPLE_NOTICE}</p></header>' if report.is_sample else "",
            f'<main id="main"><h1>{title}</h1><p class="status">{html.escape(status(report))}</p>',
            "<p>这一页用平常的话说同样的事，数字与正式报告相同。点开一个数字，可以看到它是怎么数的、不包括什么。</p>",
            '<p>还可以看：<a href="report.html">正式报告</a>、<a href="figures.json">全部数字（数据文件）</a>。</p>',
            *_parts(report),
            *_checks(report),
            "</main></body></html>\n",
        )
    )


def _parts(report: Report) -> Iterator[str]:
    explained = {figure.code: figure for figure in report.plain}
    placed: set[str] = set()
    empty = []
    for heading, sections in report.sections:
        for section in sections:
            yield from _section(section, explained, placed)
        if not sections:
            empty.append(heading.titled(report.year))
    if empty:
        yield f"<h2>这一页没有说到的</h2><p>下面几部分系统没有记录，由起草人写在正式报告里：{html.escape('；'.join(empty))}。</p>"


def _section(section: PrintedSection, explained: dict[str, PlainFigure], placed: set[str]) -> Iterator[str]:
    """The sentences, the figures that they cite for the first time, the words."""
    texts = section.plain or section.paragraphs
    yield f"<section><h2>{html.escape(section.title)}</h2>"
    for pieces in texts:
        yield f"<p>{''.join(_piece(piece, explained) for piece in pieces)}</p>"
    cited = {piece.code: piece for pieces in texts for piece in pieces if isinstance(piece, PrintedFigure)}
    fresh = [figure for code, figure in cited.items() if code in explained and code not in placed]
    placed.update(figure.code for figure in fresh)
    if fresh:
        yield "<h3>这些数字是怎么数的</h3>"
        yield from (_figure(figure, explained[figure.code]) for figure in fresh)
    if section.words:
        yield "<h3>这些词是什么意思</h3><dl>"
        for word in section.words:
            basis = f"<small>{html.escape(word.basis)}</small>" if word.basis else ""
            yield f"<dt>{html.escape(word.term)}</dt><dd>{html.escape(word.meaning)}{basis}</dd>"
        yield "</dl>"
    yield "</section>"


def _piece(piece: str | PrintedFigure, explained: dict[str, PlainFigure]) -> str:
    if isinstance(piece, str):
        return html.escape(piece)
    text = f"<b>{html.escape(piece.text)}</b>"
    return f'<a href="#{html.escape(piece.code)}">{text}</a>' if piece.code in explained else text


def _figure(figure: PrintedFigure, explained: PlainFigure) -> str:
    rows = f"，来自 {figure.rows:,} 条记录" if figure.rows else ""
    return "".join(
        (
            f'<details id="{html.escape(figure.code)}"><summary><b>{html.escape(figure.text)}</b> '
            f"{html.escape(figure.title)}</summary>",
            f"<p>怎么数的：{html.escape(''.join(explained.counted))}</p>" if explained.counted else "",
            f"<p>不包括什么：{html.escape(''.join(explained.left_out))}</p>" if explained.left_out else "",
            f"<p>从哪里来：{html.escape(explained.source)}{rows}；口径第 {explained.version} 版。</p>",
            f"<p>{html.escape(_before(figure.previous))}</p>" if figure.previous else "",
            _opened(figure.title, explained),
            "</details>",
        )
    )


def _opened(title: str, explained: PlainFigure) -> str:
    """The breakdown, or where it stands."""
    if explained.breakdown:
        return _table(title, explained.breakdown)
    if explained.shown_with:
        return f'<p>细分的数与<a href="#{html.escape(explained.shown_with)}">合计</a>在同一张表里。</p>'
    return f"<p>{_NO_BREAKDOWN}</p>"


def _before(before: Previous) -> str:
    """The year before, in a sentence."""
    said = [f"{before.year}年是{before.text}"]
    if before.difference is not None:
        number = before.difference.removeprefix("-").removeprefix(MINUS)
        unit = "个百分点" if before.unit == "%" else before.unit
        if not number.strip("0."):
            said.append("这一年与它相同")
        else:
            share = f"（{before.growth.removeprefix('-')}%）" if before.growth else ""
            said.append(f"这一年{'减少' if before.difference.startswith('-') else '增加'}{number}{unit}{share}")
    notes = [note for note, true in ((REDEFINED, before.redefined), (INVENTED, before.is_invented)) if true]
    return "".join(f"{sentence}。" for sentence in ("，".join(said), *notes))


def _table(title: str, breakdown: Breakdown) -> str:
    heads = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in breakdown.heads)
    rows = "".join(_row(row) for row in breakdown.rows)
    note = f"<p><small>{_WITHHELD}</small></p>" if breakdown.withholds else ""
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{html.escape(title)}的分解"><table>'
        f"<caption>{html.escape(title)}：按{html.escape(breakdown.heads[0])}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody><tfoot>{_row(breakdown.total)}</tfoot></table></div>{note}"
    )


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = cells
    return (
        f'<tr><th scope="row">{html.escape(first)}</th>{"".join(f"<td>{html.escape(cell)}</td>" for cell in rest)}</tr>'
    )


def _checks(report: Report) -> Iterator[str]:
    broken = sum(1 for item in report.identities if not item.holds)
    said = f"{broken} 条需要说明" if broken else "都成立"
    yield f"<h2>数字对得上吗</h2><p>有些数字之间必须满足一定的关系，比如合计等于各项之和。一共核对 {len(report.identities)} 条，{said}。</p>"
    yield '<ul class="lights">'
    yield from (_light(item, report) for item in report.identities)
    yield "</ul>"


def _light(item: PrintedIdentity, report: Report) -> str:
    mark = "" if item.holds else ' class="off"'
    return (
        f"<li{mark}><b>{html.escape(judged(item, report))}</b> {html.escape(item.title)}"
        f"<br><small>{html.escape(item.expression)}</small></li>"
    )
