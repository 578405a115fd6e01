"""What the tests of this room share."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from docx import Document

from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.papers.tests.cases import MATTER, png


@pytest.fixture
def matter(city) -> MatterRef:
    return MatterRef("mediation.people", MATTER, city.committee)


@pytest.fixture(scope="session")
def docx() -> bytes:
    """A Word file by somebody, with text, properties and a picture of a telephone."""
    document = Document()
    document.add_paragraph("调解协议书")
    document.core_properties.author = "张秘书"
    document.core_properties.last_modified_by = "李秘书"
    document.core_properties.title = "内部标题"
    document.add_picture(io.BytesIO(png()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def workbook() -> Callable[..., bytes]:
    """Make an Excel file, with a function that may hide things in it."""

    def make(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
        book = openpyxl.Workbook()
        book.active.append(["姓名", "件数"])
        book.active.append(["王某", 3])
        book.properties.creator = "张秘书"
        if change:
            change(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make
