"""The journey of a ledger in a browser: dropped, refused in part, corrected, accepted, taken back; by axe's rules too."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fazhi.kernel.exchange import formats
from fazhi.kernel.exchange.models import ImportedRow
from fazhi.kernel.exchange.organisation_ledgers import _all_offices
from fazhi.kernel.exchange.tests import cases

from .browsing import CHROMIUM

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
DROP = """([url, name]) => fetch(url).then((answer) => answer.blob()).then((blob) => {
  const data = new DataTransfer();
  data.items.add(new File([blob], name));
  const form = document.querySelector("form[data-drop]");
  form.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
})"""


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, city: Any, visit: Any, settings: Any) -> Any:
    """The desk of the committee's clerk, with the test ledger among its kinds; jobs are done at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    reference = replace(cases.FORMAT.references[0], frame=_all_offices)
    monkeypatch.setitem(formats._formats, "test.cases", replace(cases.FORMAT, references=(reference,)))
    return visit(city.clerk, "/imports/")


def violations(page: Any) -> list[str]:
    """What axe finds in the main part; the frame is looked at with the frame's own tests."""
    found = axe.Axe().run(page, context="main").response["violations"]
    return [f"{item['id']}: {[node['html'] for node in item['nodes'][:3]]}" for item in found]


def test_import_with_refusals_then_corrected_then_accepted_then_taken_back(page: Any, tmp_path: Path) -> None:
    rows = [*cases.rows(3), {**cases.GOOD, "number": "D-9", "category": "外星"}]
    book = cases.book(tmp_path / "思明移送.xlsx", rows)
    assert violations(page) == []

    page.set_input_files("#files", str(book))
    page.click("text=核对所选文件")
    page.click("a:text('思明移送.xlsx')")
    assert "3 + 0 + 0 + 1 = 4" in page.inner_text("main")
    assert page.locator(".bad-cell").count() == 1
    assert violations(page) == []
    page.click("button:text('确认写入 3 行')")
    assert page.locator("h2:text('已写入')").count() == 1

    with page.expect_download() as taken:
        page.click("text=下载 1 行退回表")
    taken.value.save_as(tmp_path / "退回.xlsx")
    refused = openpyxl.load_workbook(tmp_path / "退回.xlsx")
    cells = [cell for row in refused.worksheets[0].iter_rows() for cell in row]
    (wrong,) = [cell for cell in cells if cell.value == "外星"]
    wrong.value = "邻里"
    refused.save(tmp_path / "改好.xlsx")
    page.click("text=导入改好的文件")
    page.set_input_files("#files", str(tmp_path / "改好.xlsx"))
    page.click("text=核对所选文件")
    page.click("a:text('改好.xlsx')")
    page.click("button:text('确认写入 1 行')")
    page.click("text=看写入的行")
    assert "D-9" in page.inner_text("main")
    assert violations(page) == []
    assert ImportedRow.objects.count() == 4

    page.click("text=看能否撤回")
    assert violations(page) == []
    page.fill("#reason", "传错了文件")
    page.click("button:has-text('撤回本批')")
    assert "已撤回：移除 1 条新增的记录" in page.inner_text("main")
    assert ImportedRow.objects.count() == 3


def test_a_file_is_dropped_on_the_page(page: Any, live_server: Any) -> None:
    page.evaluate(DROP, [f"{live_server.url}/static/web/mark.svg", "不是台账.svg"])

    page.wait_for_selector("a:text('不是台账.svg')")
    assert "不是台账文件" in page.inner_text("#waiting")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_import_page_is_wider_than_its_window(page: Any, live_server: Any, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.set_input_files("#files", str(cases.book(tmp_path / "a.xlsx", [*cases.rows(3), {**cases.GOOD, "number": ""}])))
    page.click("text=核对所选文件")

    for path in ("", "batches/", "kinds/", "kinds/test.cases/"):
        page.goto(f"{live_server.url}/imports/{path}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
    page.goto(f"{live_server.url}/imports/")
    page.click("a:text('a.xlsx')")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
