"""A report edited in Word beside the one that the records give today."""

from collections.abc import Iterable, Mapping

from fazhi.kernel.papers.figure_marks import marks
from fazhi.kernel.papers.word_reading import Control, WordText, read_word
from fazhi.lines.annual_report.papers.documents import word
from fazhi.lines.annual_report.rules import checking
from fazhi.lines.annual_report.rules.checking import Checked, Cited, Passage, Text
from fazhi.lines.annual_report.terms import Report


def check(content: bytes, name: str, report: Report) -> Checked:
    """
    Compare an edited Word file with the report, which is printed for the purpose and read by the same reader.

    content  the .docx; `name` is the file's own, for errors

    Raises FileRefused (OldWord, FileTooLarge, FileUnreadable).
    """
    edited = read_word(content, name)
    codes = {figure.code: figure.title for figure in report.figures}
    printed = read_word(word(report), "report.docx")
    return checking.check(_text(edited, codes), _text(printed, codes), report.figures)


def _text(read: WordText, codes: Mapping[str, str]) -> Text:
    passages = (
        Passage(each.text, tuple(_cited(each.controls, codes)), each.table) for each in read.passages if each.text
    )
    return Text(tuple(passages), read.tables)


def _cited(controls: Iterable[Control], codes: Iterable[str]) -> Iterable[Cited]:
    """The controls that are figures: by their tag, or by the bookmark inside if a program dropped the tag."""
    for control in controls:
        code = control.tag if control.tag in codes else _marked(control.mark, codes)
        if code:
            yield Cited(code, control.start, control.end)


def _marked(mark: str, codes: Iterable[str]) -> str:
    return next((code for code in codes if marks(mark, code)), "") if mark else ""
