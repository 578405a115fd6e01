"""A citizen on a phone: applies, follows, adds a photo, withdraws; and a stranger reads. Without script."""

# ruff: noqa: F811  a fixture of another module is a parameter here

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.desk.test_browser import browser, pytestmark  # noqa: F401  the same browser, under the same marks

from fazhi.lines.mediation.models import Application, Committee
from fazhi.surfaces.portal import tokens

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40


@pytest.fixture
def phone(browser: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A page 390 pixels wide, in a browser that runs no script."""
    monkeypatch.setattr(tokens, "LEAST_SECONDS", 0)
    monkeypatch.setattr(tokens.require_form, "__kwdefaults__", {"least": 0})
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def faults(browser: Any, cookies: Any, url: str) -> list[str]:
    """What axe finds on the page, and whether it is wider than its window; with script, which axe itself is."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(url)
    found = [f"{each['id']}: {each['nodes'][0]['target']}" for each in axe.Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("wider than the window")
    context.close()
    return found


def test_a_citizen_applies_follows_and_withdraws(
    city: Any,
    at: datetime,
    live_server: Any,
    phone: Any,
    browser: Any,
    tmp_path: Path,
) -> None:
    Committee(office=city.committee, founder="街道", founded_date=date(2010, 1, 1), phone="0592-5000000").save()
    photo = tmp_path / "漏水.png"
    photo.write_bytes(PNG)

    phone.goto(f"{live_server.url}/portal/")
    phone.click("text=申请调解 >> nth=-1")
    phone.fill("#place", "莲前")
    phone.click("button:has-text('找调委会')")
    phone.click("text=向它申请")
    phone.click("button:has-text('下一步')")
    assert phone.locator(".err").count() == 6
    phone.fill("#name", "陈大明")
    phone.fill("#phone", "13900001234")
    phone.fill("#other_name", "林小红")
    phone.check("input[value=neighbour]")
    phone.fill("#facts", "楼上漏水三个月，天花板发霉，协商没有结果。")
    phone.check("#consent")
    phone.click("button:has-text('下一步')")
    phone.click("button:has-text('提交申请')")
    number, code = phone.locator(".slip dd").all_inner_texts()
    assert faults(browser, phone.context.cookies(), phone.url) == []
    phone.click("button:has-text('已经记下')")

    phone.fill("#number", number)
    phone.fill("#code", code.lower())
    phone.click("button:has-text('查进度')")
    assert phone.locator("h1").inner_text() == "已经收到，还没有受理"
    phone.set_input_files("#file", str(photo))
    phone.click("button:has-text('补交这份材料')")
    assert "材料已经收到" in phone.locator("[role=status]").inner_text()
    assert faults(browser, phone.context.cookies(), phone.url) == []

    phone.click("text=撤回申请")
    phone.click("button:has-text('撤回这件申请')")
    assert phone.locator("h1").inner_text() == "已经撤回"
    assert Application.objects.system("a test").get().state == "withdrawn"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "apply/?place=莲前",
        "apply/XM-SM-01/",
        "follow/",
        "verify/",
        "verify/paper/",
        "verify/committee/",
        "verify/mediator/",
        "reports/",
        "data/",
        "privacy/",
        "accessibility/",
        "about/",
        "nothing/",
    ],
)
def test_a_page_has_no_fault_that_axe_finds(city: Any, live_server: Any, browser: Any, path: str) -> None:
    assert faults(browser, [], f"{live_server.url}/portal/{path}") == []
