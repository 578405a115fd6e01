"""Numbers that Word writes by itself, read from files as Word and WPS leave them."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fazhi.engines.review import review
from fazhi.kernel.papers.number_forms import number_text
from fazhi.kernel.papers.reading import read_document
from fazhi.kernel.papers.word_reading import read_word

# Levels of the list 1: articles that count on through chapters, items that begin anew in each article.
LEVELS = (
    ("chineseCountingThousand", "第%1章", "space", ""),
    ("chineseCountingThousand", "第%2条", "space", '<w:lvlRestart w:val="0"/>'),
    ("chineseCounting", "（%3）", "nothing", ""),
    ("decimal", "%4.", "tab", ""),
)
CHAPTER, ARTICLE, ITEM, SUBITEM = range(4)


def levels(rows: tuple[tuple[str, str, str, str], ...] = LEVELS) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="{after}"/><w:lvlText w:val="{template}"/></w:lvl>'
        for place, (form, template, after, more) in enumerate(rows)
    )


def written(
    paragraphs: list[tuple[str, int | None, int]], abstract: str = "", nums: str = "", styles: str = ""
) -> bytes:
    """
    A file with these lists.

    paragraphs  text, level, number of the list; level None without a list of its own, -1 for a style's
    """
    document = docx.Document()
    part = document.part.numbering_part.element
    for child in list(part):
        part.remove(child)
    part.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="7">{abstract or levels()}</w:abstractNum>'))
    for each in (nums or '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>').split("\n"):
        part.append(parse_xml(each.replace("<w:num ", f"<w:num {nsdecls('w')} ", 1)))
    for each in filter(None, styles.split("\n")):
        document.styles.element.append(parse_xml(each.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))
    for text, level, number in paragraphs:
        paragraph = document.add_paragraph(text)
        if level == -1:
            paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:pStyle {nsdecls("w")} w:val="Article"/>'))
        elif level is not None:
            numbers = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(numbers))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(content: bytes) -> list[str]:
    return [passage.text for passage in read_word(content, "a.docx").passages]


def test_articles_items_and_chapters_are_numbered_as_word_shows_them() -> None:
    content = written([
        ("总则", CHAPTER, 1), ("为了规范，制定本办法。", ARTICLE, 1), ("适用于下列事项：", ARTICLE, 1), ("甲；", ITEM, 1),
        ("乙：", ITEM, 1), ("子目；", SUBITEM, 1), ("不编号的一款。", None, 1), ("程序", CHAPTER, 1),
        ("应当符合下列条件：", ARTICLE, 1), ("丙。", ITEM, 1),
    ])  # fmt: skip

    assert texts(content) == [
        "第一章 总则", "第一条 为了规范，制定本办法。", "第二条 适用于下列事项：", "（一）甲；", "（二）乙：", "1.\t子目；",
        "不编号的一款。", "第二章 程序", "第三条 应当符合下列条件：", "（一）丙。",
    ]  # fmt: skip


def test_a_list_of_the_same_kind_goes_on_and_one_told_to_begins_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>\n'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>\n'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
    )
    rows = [
        ("甲。", ARTICLE, 1),
        ("乙。", ARTICLE, 2),
        ("丙。", ARTICLE, 3),
        ("丁。", ARTICLE, 3),
        ("戊。", ARTICLE, 1),
    ]

    assert [text.split()[0] for text in texts(written(rows, nums=nums))] == [
        "第一条", "第二条", "第九条", "第十条", "第十一条",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_and_zero_takes_the_number_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>\n'
        '<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="Article"/><w:basedOn w:val="Base"/></w:style>'
    )
    content = written([("甲。", -1, 1), ("无号。", ARTICLE, 0), ("乙。", -1, 1)], styles=styles)

    assert texts(content) == ["第一条 甲。", "无号。", "第二条 乙。"]


def test_a_paragraph_whose_end_was_deleted_takes_no_number() -> None:
    content = written([("甲", ARTICLE, 1), ("乙。", ARTICLE, 1), ("丙。", ARTICLE, 1)])
    marked = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:r><w:t>甲'
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    body = files["word/document.xml"].decode()
    files["word/document.xml"] = body.replace("</w:pPr><w:r><w:t>甲", marked).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)

    assert texts(out.getvalue()) == ["甲乙。", "第一条 丙。"]


def test_a_bullet_is_no_number_and_levels_within_a_number_are_written() -> None:
    rows = (
        ("bullet", "\uf0b7", "tab", ""),
        ("decimal", "%1.%2", "tab", ""),
        ("upperLetter", "%1.%2.%3", "tab", "<w:isLgl/>"),
    )
    content = written([("点", 0, 1), ("甲", 1, 1), ("乙", 2, 1), ("丙", 1, 1)], abstract=levels(rows))

    assert texts(content) == ["点", "1.1\t甲", "1.1.1\t乙", "1.2\t丙"]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCountingThousand", 10, "十"), ("chineseCountingThousand", 121, "一百二十一"), ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 21, "贰拾壹"), ("upperLetter", 28, "BB"), ("lowerRoman", 14, "xiv"), ("decimalZero", 3, "03"),
        ("decimalEnclosedCircle", 20, "⑳"), ("ideographTraditional", 11, "11"), ("none", 4, ""), ("hebrew1", 5, "5"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_its_form_says(form: str, number: int, text: str) -> None:
    assert number_text(number, form) == text


def test_the_review_sees_the_clauses_that_word_numbers(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(written([
        ("某某市某某管理办法", None, 1), ("总则", CHAPTER, 1), ("为了规范，制定本办法。", ARTICLE, 1),
        ("实行许可制度，未经许可不得从事。", ARTICLE, 1), ("甲；", ITEM, 1),
    ]))  # fmt: skip

    text = read_document(path).text
    found = review(text)

    assert [clause.label for clause in found.clauses if clause.label.endswith("条")] == ["第一条", "第二条"]
    licence = next(each for each in found.findings if each.check == "clause.licence")
    assert text[licence.start : licence.end] == licence.quote
    assert next(each.label for each in found.clauses if each.id == licence.clause) in {"第二条", "第一款"}
