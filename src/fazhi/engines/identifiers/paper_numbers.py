"""发文字号 (document numbers) and 案卷号 (case numbers): who, the year in 六角括号, the running number."""

import re

from fazhi.engines.identifiers.findings import Fault, Finding
from fazhi.engines.identifiers.writing import half_width

DOCUMENT_FORM = r"^[\u4e00-\u9fa5]{1,12}〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号$"
CASE_FORM = r"^〔(?:19|20)[0-9]{2}〕[\u4e00-\u9fa5]{1,12}第[1-9][0-9]*号$"

# The same numbers as people type them, with any brackets, a 第 and leading zeros.
LOOSE_DOCUMENT = r"^([\u4e00-\u9fa5]{1,12})([〔\[(【{])((?:19|20)[0-9]{2})([〕\])】}])(第?)(0*)([1-9][0-9]*)号$"
LOOSE_CASE = r"^([〔\[(【{])((?:19|20)[0-9]{2})([〕\])】}])([\u4e00-\u9fa5]{1,12})第(0*)([1-9][0-9]*)号$"


def judge_document_number(number: str) -> tuple[Finding, ...]:
    """
    What is wrong with a document number 发文字号, as 厦司〔2025〕1号.

    returns  findings that each carry the whole number as it would be right

    Source: GB/T 9704-2012, 7.2.5 (brackets, no 第, no 虚位).
    """
    written = half_width(number)
    parts = re.fullmatch(LOOSE_DOCUMENT, written)
    if parts is None:
        return (Finding(Fault.FORM, written, "机关代字〔四位年份〕顺序号“号”，如厦司〔2025〕1号"),)
    agency, opening, year, closing, word, zeros, sequence = parts.groups()
    right = f"{agency}〔{year}〕{sequence}号"
    faults = _bracket_faults(opening, closing) + [Fault.ORDINAL_WORD] * bool(word) + [Fault.ZERO_PADDED] * bool(zeros)
    return tuple(Finding(fault, written, right) for fault in faults)


def judge_case_number(number: str) -> tuple[Finding, ...]:
    """
    What is wrong with a case number 案卷号, as 〔2024〕思人调字第12号.

    returns  findings that each carry the whole number as it would be right

    Source: the form 〔〕人调字第 号 of the people's mediation case file (人民调解卷宗).
    """
    written = half_width(number)
    parts = re.fullmatch(LOOSE_CASE, written)
    if parts is None:
        return (Finding(Fault.FORM, written, "〔四位年份〕简称字第顺序号“号”，如〔2024〕思人调字第12号"),)
    opening, year, closing, words, zeros, sequence = parts.groups()
    right = f"〔{year}〕{words}第{sequence}号"
    faults = _bracket_faults(opening, closing) + [Fault.ZERO_PADDED] * bool(zeros)
    return tuple(Finding(fault, written, right) for fault in faults)


def _bracket_faults(opening: str, closing: str) -> list[Fault]:
    return [] if opening + closing == "〔〕" else [Fault.BRACKETS]
