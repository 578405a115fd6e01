"""Word files as editors leave them: each case rewrites the XML of a paper that we made, as Word, WPS or LibreOffice would."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from fazhi.kernel.papers import terms
from fazhi.kernel.papers.errors import FileTooLarge, FileUnreadable, OldWord
from fazhi.kernel.papers.figure_marks import mark_of, marks
from fazhi.kernel.papers.typesetting import archive
from fazhi.kernel.papers.word import Paper, Tagged
from fazhi.kernel.papers.word_reading import BOX, NOTE, Passage, WordText, read_word

CODE = "mediation.people.resolved"
DOCUMENT = "word/document.xml"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTROL = re.compile(r"<w:sdt>.*?</w:sdt>", re.DOTALL)


def paper() -> bytes:
    made = Paper(title="报告", dated=date(2025, 3, 1))
    made.paragraph(
        ["化解纠纷", Tagged("40980件", CODE, "化解"), "，", Tagged("5.6亿元", "mediation.people.amount", "金额"), "。"]
    )
    made.table(("机构", "受理（件）"), (("公安局", "12"),), total=("合计", "12"))
    return made.bytes()


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def edited(change: Callable[[str], str]) -> bytes:
    """The paper with another text of its document; the change must be one."""
    parts = members_of(paper())
    before = parts[DOCUMENT].decode()
    after = change(before)
    assert after != before
    return archive(parts | {DOCUMENT: after.encode()})


def damaged() -> bytes:
    """The paper with bytes of its document overwritten, its directory whole."""
    content = paper()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        place = source.getinfo(DOCUMENT).header_offset + 200
    return content[:place] + b"\0" * 50 + content[place + 50 :]


def read(content: bytes) -> WordText:
    return read_word(content, "report.docx")


def sentence_of(content: bytes) -> Passage:
    (found,) = (passage for passage in read(content).passages if passage.text.startswith("化解纠纷"))
    return found


def controls(passage: Passage) -> list[tuple[str, str]]:
    return [(control.tag, passage.text[control.start : control.end]) for control in passage.controls]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


BOTH = [(CODE, "40980件"), ("mediation.people.amount", "5.6亿元")]


def test_a_paper_of_ours_is_read_with_its_controls_marks_and_tables():
    passage = sentence_of(paper())

    assert passage.text == "化解纠纷40980件，5.6亿元。"
    assert controls(passage) == BOTH
    assert [control.mark for control in passage.controls] == [mark_of(CODE, 1), mark_of("mediation.people.amount", 2)]
    assert read(paper()).tables == ((("机构", "受理（件）"), ("公安局", "12"), ("合计", "12")),)
    assert [each.text for each in read(paper()).passages if each.table == 0] == [
        "机构",
        "受理（件）",
        "公安局",
        "12",
        "合计",
        "12",
    ]


def test_a_mark_fits_into_word_and_stands_for_one_code():
    long = "mediation.administrative.success_rate.administrative"

    assert len(mark_of(long, 9_999)) <= 40
    assert marks(mark_of(long, 3), long)
    assert not marks(mark_of(long, 3), CODE)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: s.replace("40980件", "409</w:t></w:r><w:r><w:t>80件"), id="split over runs"),
        pytest.param(
            lambda s: s.replace(">40980件<", '>409<').replace(
                "<w:t>409</w:t></w:r>", '<w:t>409</w:t></w:r><w:proofErr w:type="spellStart"/>' + run("80件")
            ),
            id="split by a proof mark",
        ),
        pytest.param(lambda s: CONTROL.sub(lambda m: f"<w:sdt><w:sdtPr/><w:sdtContent>{m[0]}</w:sdtContent></w:sdt>", s), id="nested"),
        pytest.param(lambda s: CONTROL.sub(lambda m: f"<w:smartTag>{m[0]}</w:smartTag>", s), id="in a smart tag"),
        pytest.param(lambda s: CONTROL.sub(lambda m: f'<w:ins w:id="1" w:author="a">{m[0]}</w:ins>', s), id="moved with tracking"),
        pytest.param(lambda s: CONTROL.sub(lambda m: f'<w:hyperlink r:id="rId1">{m[0]}</w:hyperlink>', s), id="in a link"),
        pytest.param(lambda s: s.replace("<w:t>", "<w:t xml:space=\"preserve\">"), id="spaces preserved"),
        pytest.param(lambda s: s.replace(TRANSITIONAL, STRICT), id="strict namespace"),
        pytest.param(lambda s: re.sub(r"(</?| |xmlns:)w(?=[:=])", r"\1x", s), id="another prefix"),
        pytest.param(lambda s: s.replace('w:pStyle w:val="Normal"', 'w:pStyle w:val="a0"') + "<!-- WPS -->", id="a style renamed"),
    ],
)  # fmt: skip
def test_what_editors_do_to_the_markup_changes_nothing(change: Callable[[str], str]):
    passage = sentence_of(edited(change))

    assert passage.text == "化解纠纷40980件，5.6亿元。"
    assert [pair for pair in controls(passage) if pair[0]] == BOTH


def test_a_control_without_tag_keeps_its_mark():
    passage = sentence_of(edited(lambda s: re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "<w:sdtPr/>", s, flags=re.DOTALL)))

    assert controls(passage) == [("", "40980件"), ("", "5.6亿元")]
    assert marks(passage.controls[0].mark, CODE)


def test_a_control_around_figures_is_not_taken_for_one_of_them():
    """As where Word wraps a whole paragraph: the marks inside belong to the controls inside."""

    def around(text: str) -> str:
        first, last = CONTROL.findall(text)
        inside = text[text.index(first) : text.index(last) + len(last)]
        return text.replace(inside, f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>")

    outer, *inner = sentence_of(edited(around)).controls

    assert (outer.tag, outer.mark) == ("", "")
    assert [control.tag for control in inner] == [code for code, _ in BOTH]


def test_bare_marks_of_two_figures_in_one_control_name_neither():
    def merge(text: str) -> str:
        first, last = CONTROL.findall(text)
        bare = "".join(re.search(r"<w:sdtContent>(.*)</w:sdtContent>", each, re.DOTALL)[1] for each in (first, last))
        return text.replace(last, "").replace(first, f"<w:sdt><w:sdtPr/><w:sdtContent>{bare}</w:sdtContent></w:sdt>")

    (control,) = sentence_of(edited(merge)).controls

    assert (control.tag, control.mark) == ("", "")


def test_halves_of_one_control_are_one():
    def halve(text: str) -> str:
        whole = CONTROL.search(text)[0]
        return text.replace(whole, whole.replace("40980件", "409") + whole.replace("40980件", "80件"))

    assert controls(sentence_of(edited(halve))) == BOTH


def test_a_control_around_whole_paragraphs_covers_their_text():
    def around(text: str) -> str:
        paragraph = re.search(r"<w:p>(?:(?!<w:p>).)*化解纠纷.*?</w:p>", text, re.DOTALL)[0]
        plain = CONTROL.sub(lambda m: "".join(re.findall(r"<w:r>.*?</w:r>", m[0], re.DOTALL)), paragraph)
        tag = '<w:sdtPr><w:tag w:val="block"/></w:sdtPr>'
        return text.replace(paragraph, f"<w:sdt>{tag}<w:sdtContent>{plain}</w:sdtContent></w:sdt>")

    assert controls(sentence_of(edited(around))) == [("block", "化解纠纷40980件，5.6亿元。")]


@pytest.mark.parametrize(("what", "level"), [("tc", "cell"), ("tr", "row")])
def test_a_control_around_a_cell_or_a_row_is_seen(what: str, level: str):
    def around(text: str) -> str:
        first = next(each for each in re.findall(rf"<w:{what}>.*?</w:{what}>", text, re.DOTALL) if "公安局" in each)
        control = f'<w:sdt><w:sdtPr><w:tag w:val="{level}"/></w:sdtPr><w:sdtContent>{first}</w:sdtContent></w:sdt>'
        return text.replace(first, control)

    found = read(edited(around))

    assert found.tables == read(paper()).tables
    assert (level, "公安局") in [pair for each in found.passages for pair in controls(each)]


def test_an_emptied_control_shows_words_own_prompt_which_is_no_text():
    def empty(text: str) -> str:
        return text.replace("<w:sdtPr>", "<w:sdtPr><w:showingPlcHdr/>", 1).replace("40980件", "单击此处输入文字")

    passage = sentence_of(edited(empty))

    assert passage.text == "化解纠纷，5.6亿元。"
    assert controls(passage)[0] == (CODE, "")


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        pytest.param('<w:del w:id="1" w:author="a"><w:r><w:delText>40980件</w:delText></w:r></w:del>', "", id="deleted"),
        pytest.param(f'<w:moveFrom w:id="1">{run("40980件")}</w:moveFrom>', "", id="moved away"),
        pytest.param(f'<w:ins w:id="1">{run("40981件")}</w:ins>', "40981件", id="inserted"),
        pytest.param(f'<w:moveTo w:id="1">{run("40981件")}</w:moveTo>', "40981件", id="moved here"),
        pytest.param(run("40980件", "<w:vanish/>"), "", id="hidden"),
        pytest.param(run("40981件", '<w:vanish w:val="0"/>'), "40981件", id="hidden no more"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 1 + 40980</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("40981件") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "40981件",
            id="a field shows its result",
        ),
        pytest.param(f'<w:fldSimple w:instr="=1">{run("7件")}</w:fldSimple>', "7件", id="a simple field"),
        pytest.param(
            '<w:commentRangeStart w:id="0"/>' + run("40981件") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            "40981件",
            id="commented",
        ),
        pytest.param(run("40\u2009981\u200b件"), "40 981件", id="thin spaces"),
        pytest.param('<w:r><w:t>40</w:t><w:noBreakHyphen/><w:t>981</w:t><w:tab/><w:br/></w:r>', "40-981\t\n", id="signs that are elements"),
        pytest.param(
            f"<w:r><w:ruby><w:rt>{run('si')}</w:rt><w:rubyBase>{run('四万件')}</w:rubyBase></w:ruby></w:r>", "四万件", id="pinyin above"
        ),
    ],
)  # fmt: skip
def test_what_a_reader_sees_in_a_control(markup: str, shown: str):
    def replace(text: str) -> str:
        return re.sub(
            r"(<w:bookmarkStart[^>]*/>)<w:r>.*?</w:r>", lambda m: m[1] + markup, text, count=1, flags=re.DOTALL
        )

    passage = sentence_of(edited(replace))

    assert passage.text == f"化解纠纷{shown}，5.6亿元。"
    assert controls(passage)[0] == (CODE, shown)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    def mark(text: str) -> str:
        first = re.search(r"<w:p>(?:(?!<w:p>).)*化解纠纷", text, re.DOTALL)[0]
        before = '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="a"/></w:rPr></w:pPr>' + run("全市") + "</w:p>"
        return text.replace(first, before + first)

    (passage,) = (each for each in read(edited(mark)).passages if "化解纠纷" in each.text)

    assert passage.text == "全市化解纠纷40980件，5.6亿元。"
    assert controls(passage) == BOTH


def test_a_row_deleted_with_tracking_is_gone():
    def mark(text: str) -> str:
        row = next(each for each in re.findall(r"<w:tr>.*?</w:tr>", text, re.DOTALL) if "公安局" in each)
        tracked = re.sub(r"<w:trPr>", '<w:trPr><w:del w:id="1" w:author="a"/>', row)
        return text.replace(row, tracked)

    assert read(edited(mark)).tables == ((("机构", "受理（件）"), ("合计", "12")),)


def test_a_text_box_is_read_once_though_it_is_written_in_two_forms():
    box = f"<w:txbxContent><w:p>{run('框中100件')}</w:p></w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(edited(lambda s: CONTROL.sub(lambda m: m[0] + both, s, count=1))).passages

    assert [(each.text, each.place) for each in found if each.place == BOX] == [("框中100件", BOX)]


def test_footnotes_are_read_with_their_controls():
    control = f'<w:sdt><w:sdtPr><w:tag w:val="{CODE}"/></w:sdtPr><w:sdtContent>{run("40980件")}</w:sdtContent></w:sdt>'
    parts = members_of(paper())
    parts["word/notes/first.xml"] = (
        f'<w:footnotes xmlns:w="{TRANSITIONAL}"><w:footnote w:id="1"><w:p>{run("见")}{control}</w:p></w:footnote></w:footnotes>'
    ).encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="notes/first.xml"/></Relationships>'
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation.encode())

    (note,) = (each for each in read(archive(parts)).passages if each.place == NOTE)

    assert (note.text, controls(note)) == ("见40980件", [(CODE, "40980件")])


def test_the_document_may_lie_elsewhere_in_the_archive():
    parts = members_of(paper())
    parts["word/document2.xml"] = parts.pop(DOCUMENT)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'"word/document.xml"', b'"/word/document2.xml"')

    assert controls(sentence_of(archive(parts))) == BOTH


def test_an_old_doc_is_refused_as_such():
    with pytest.raises(OldWord):
        read_word(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "report.doc")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"report", id="text"),
        pytest.param(paper()[:2000], id="cut short"),
        pytest.param(damaged(), id="damaged"),
        pytest.param(archive({"a.txt": b"b"}), id="an archive of something else"),
        pytest.param(archive(members_of(paper()) | {DOCUMENT: b"<w:document"}), id="broken markup"),
        pytest.param(
            archive(members_of(paper()) | {DOCUMENT: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), id="entities"
        ),
        pytest.param(
            edited(lambda s: CONTROL.sub(lambda m: "<w:smartTag>" * 220 + m[0] + "</w:smartTag>" * 220, s)), id="too deep"
        ),
        pytest.param(
            edited(lambda s: s.replace("<w:body>", "<w:body>" + "<w:customXml>" * 220 + "</w:customXml>" * 220)),
            id="blocks too deep",
        ),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(content: bytes):
    with pytest.raises(FileUnreadable):
        read_word(content, "report.docx")


def test_a_bomb_is_refused_by_the_sizes_in_its_directory():
    bomb = archive(members_of(paper()) | {DOCUMENT: b" " * 30_000_000})

    with pytest.raises(FileTooLarge) as refused:
        read_word(bomb, "report.docx")

    assert refused.value.setting == terms.UNPACKED_SETTING


def test_a_file_over_the_limit_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(terms.FILE_SETTING, "1000")

    with pytest.raises(FileTooLarge) as refused:
        read_word(paper(), "report.docx")

    assert (refused.value.limit, refused.value.setting) == (1000, terms.FILE_SETTING)
