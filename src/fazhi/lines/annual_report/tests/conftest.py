"""A report by hand: two figures in one sentence, a table, a chart, one relation that holds and one that doesn't."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from fazhi.lines.annual_report.terms import (
    Heading,
    PrintedChart,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    PrintedTable,
    Report,
)

ACCEPTED = PrintedFigure("mediation.administrative.accepted", "行政调解受理", "15件", "15", "件", Fraction(15), 15)
RATE = PrintedFigure(
    "mediation.administrative.success_rate.civil", "行政调解成功率", "33.3%", "33.3", "%", Fraction(1, 3), 0
)
SECTION = PrintedSection(
    line="mediation",
    title="矛盾纠纷调解",
    paragraphs=(("受理纠纷", ACCEPTED, "，成功率", RATE, "。"), ("其中 <甲> & 乙。",)),
    tables=(
        PrintedTable(
            "各部门行政调解情况",
            ("机构", "受理（件）"),
            (ACCEPTED.code,),
            (("公安局", "12"), ("人社局", "3")),
            ("合计", "15"),
        ),
    ),
    charts=(PrintedChart("行政调解受理（按月）", "件", ("1月", "2月"), (("行政调解受理", (12, 3)),)),),
)
REPORT = Report(
    year=2024,
    bureau="厦门市司法局",
    engine="frozen",
    on=date(2025, 3, 1),
    seal="ab" * 32,
    is_sample=True,
    sections=tuple((heading, (SECTION,) if heading is Heading.RESULTS else ()) for heading in Heading),
    identities=(
        PrintedIdentity("accepted = parts", "受理 = 行政纠纷 + 民商事纠纷", "15 = 15", True, ()),
        PrintedIdentity(
            "settled = parts", "成功 = 行政纠纷 + 民商事纠纷", "5 ≠ 4", False, ("公安局", "人社局", "交通局", "水利局")
        ),
    ),
    figures=(ACCEPTED, RATE),
)


@pytest.fixture
def report() -> Callable[..., Report]:
    """The report, with other values where given."""

    def make(**values: Any) -> Report:
        return replace(REPORT, **values)

    return make
