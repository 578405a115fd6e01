"""Document numbers 发文字号 as text: 厦司〔2024〕12号, read and written."""

import re
from dataclasses import dataclass

from fazhi.engines.identifiers import half_width, judge_document_number
from fazhi.kernel.papers.errors import NumberNotUnderstood

_PARTS = re.compile(r"(.+)〔(\d{4})〕(\d+)号")


@dataclass(frozen=True)
class PaperNumber:
    """
    A document number.

    series    code of the series: 机关代字 and 类别字, as 厦司函
    year      of the calendar, local
    sequence  顺序号, from 1 each year
    """

    series: str
    year: int
    sequence: int

    @property
    def text(self) -> str:
        """厦司函〔2024〕12号: 六角括号, no 第, no leading zero. Source: GB/T 9704-2012, 7.2.5."""
        return f"{self.series}〔{self.year}〕{self.sequence}号"


def parse_number(text: str) -> PaperNumber:
    """Read a document number; raises NumberNotUnderstood, with the right form, unless it is written as it should be."""
    for fault in judge_document_number(text):
        raise NumberNotUnderstood(text, fault.expected)
    found = _PARTS.fullmatch(half_width(text))
    assert found is not None  # a number in order has these parts
    series, year, sequence = found.groups()
    return PaperNumber(series, int(year), int(sequence))
