"""A citizen on a phone: applies, follows, adds a photo, withdraws; and a stranger reads. Without script."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fazhi.lines.mediation.models import Application, Committee
from fazhi.surfaces.portal import tokens

from .browsing import CHROMIUM, PHONE

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40


@pytest.fixture
def phone(visit: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A window 390 pixels wide, in a browser that runs no script."""
    monkeypatch.setattr(tokens, "LEAST_SECONDS", 0)
    monkeypatch.setattr(tokens.require_form, "__kwdefaults__", {"least": 0})
    return visit(None, "/portal/", size=PHONE, script=False)


def faults(visit: Any, url: str, cookies: Any = ()) -> list[str]:
    """What axe finds on the page, and whether it is wider than its window; with script, which axe itself is."""
    page = visit(None, "/portal/", size=PHONE)
    page.context.add_cookies(list(cookies))
    page.goto(url)
    found = [f"{each['id']}: {each['nodes'][0]['target']}" for each in axe.Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("wider than the window")
    return found


def test_a_citizen_applies_follows_and_withdraws(
    city: Any,
    at: datetime,
    phone: Any,
    visit: Any,
    tmp_path: Path,
) -> None:
    Committee(office=city.committee, founder="街道", founded_date=date(2010, 1, 1), phone="0592-5000000").save()
    photo = tmp_path / "漏水.png"
    photo.write_bytes(PNG)

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
    assert faults(visit, phone.url, phone.context.cookies()) == []
    phone.click("button:has-text('已经记下')")

    phone.fill("#number", number)
    phone.fill("#code", code.lower())
    phone.click("button:has-text('查进度')")
    assert phone.locator("h1").inner_text() == "已经收到，还没有受理"
    phone.set_input_files("#file", str(photo))
    phone.click("button:has-text('补交这份材料')")
    assert "材料已经收到" in phone.locator("[role=status]").inner_text()
    assert faults(visit, phone.url, phone.context.cookies()) == []

    phone.click("text=撤回申请")
    phone.click("button:has-text('撤回这件申请')")
    assert phone.locator("h1").inner_text() == "已经撤回"
    assert Application.objects.system("a test").get().state == "withdrawn"


def test_an_address_that_is_none_has_no_fault_that_axe_finds(city: Any, visit: Any) -> None:
    assert faults(visit, "/portal/nothing/") == []
