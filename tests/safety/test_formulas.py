"""
Formulas in spreadsheets: no cell of what goes out is one, and what begins like one does not come in.

Each writer of spreadsheets has its own test (kernel/exchange, kernel/audit, the registers, the portal); here, that there is no
other writer, and what becomes of a refused row.
"""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.lines.mediation.ledgers import REFERRAL_FORMAT
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.imports.models import Upload

SOURCE = Path(__file__).parents[2] / "src" / "fazhi"
WRITERS = {
    "engines/lookup/lessons.py": "engines/lookup/tests/test_lookup.py",  # weights, read by the engine alone
    "kernel/audit/exporting.py": "kernel/audit/tests/test_exporting.py",
    "kernel/exchange/dispatching.py": "kernel/exchange/tests/test_dispatching.py",
    "kernel/exchange/export.py": "kernel/exchange/tests/test_export.py",
    "kernel/exchange/layout.py": "kernel/exchange/tests/test_workbook.py",
    "kernel/exchange/register_export.py": "../../tests/desk/test_registers.py",
    "kernel/exchange/workbook.py": "kernel/exchange/tests/test_workbook.py",
    "lines/mediation/papers/national_form.py": "lines/mediation/tests/test_national_form.py",
    "lines/mediation/papers/sheets.py": "lines/mediation/tests/test_national_form.py",
    "lines/mediation/papers/subsidy.py": "lines/mediation/tests/test_subsidy.py",
    "surfaces/portal/opendata.py": "surfaces/portal/tests/test_opendata.py",
}
"""Whatever writes xlsx or csv, and where its cells are tested."""

_WRITES = re.compile(r"xlsxwriter|openpyxl|csv\.writer|DictWriter|write_csv|write_excel")
_BOOK = re.compile(r"xlsxwriter\.Workbook\((?:[^()]|\([^()]*\))*\)")

SIGNS = ("=", "+", "-", "@", "\t=", "\r=", " =")


def test_no_other_code_writes_spreadsheets() -> None:
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts and "sample_city" not in path.parts and _WRITES.search(path.read_text("utf-8"))
    }

    assert found == set(WRITERS)
    assert all((SOURCE / test).is_file() for test in WRITERS.values())


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_no_workbook_takes_text_for_formulas(name: str) -> None:
    """xlsxwriter would, of titles in merged cells too, if it were not told otherwise."""
    for made in _BOOK.findall((SOURCE / name).read_text("utf-8")):
        assert '"strings_to_formulas": False' in made, made


def heading() -> str:
    return ",".join(column.heading for column in REFERRAL_FORMAT.columns)


def row(number: str, sender: str) -> str:
    return f'{number},公调对接,"{sender}",甲1,XM-SM-01,邻里纠纷,2024-03-01,2024-03-02,,,'


def test_what_begins_like_a_formula_is_refused_and_comes_back_as_text(city: Any, settings: Any, tmp_path: Any) -> None:
    """In the preview's file and in the batch's; sent in again as it came back, it is refused again."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    client = signed_in(city.reporter)
    rows = [row(f"公调{place}号", f"{sign}cmd|' /C calc'!A0") for place, sign in enumerate(SIGNS)]
    text = "\n".join([heading(), *rows, row("公调九号", "莲前派出所")])

    client.post(reverse("imports"), {"files": [SimpleUploadedFile("移送.csv", text.encode())]})
    upload = Upload.objects.get()
    previewed = _content(client.get(reverse("import-refusals", kwargs={"key": upload.pk})))
    client.post(reverse("import-confirmation", kwargs={"key": upload.pk}))
    batch = LedgerBatch.objects.get()
    written = _content(client.get(reverse("import-batch-refusals", kwargs={"number": batch.pk})))
    client.post(reverse("imports"), {"files": [SimpleUploadedFile("退回.xlsx", previewed)]})

    for content in (previewed, written):
        path = tmp_path / "back.xlsx"
        path.write_bytes(content)
        sheets = [name for name in zipfile.ZipFile(path).namelist() if name.startswith("xl/worksheets/sheet")]
        xml = "".join(zipfile.ZipFile(path).read(name).decode() for name in sheets)
        assert "calc" in xml
        assert "<f>" not in xml
        assert "<hyperlink" not in xml
    again = Upload.objects.exclude(pk=upload.pk).get()
    page = client.get(reverse("import-file", kwargs={"key": again.pk})).content.decode()
    assert f"{len(SIGNS)}" in page
    assert not Upload.objects.exclude(pk=upload.pk).filter(state="written").exists()


def _content(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
