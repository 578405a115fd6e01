"""From the first password to a second factor in a browser: by keyboard, accessible, wide and narrow, and on paper."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django_otp.oath import totp

from fazhi.kernel.organisations.models import Official, Post
from fazhi.surfaces.accounts import queries, services

from .browsing import CHROMIUM

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")

NEW = "筼筜湖边的白鹭在春天飞起来"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def is_sound(page: Any) -> None:
    """No violation, and nothing wider than a phone."""
    found = axe.Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == [], page.url
    page.set_viewport_size({"width": 390, "height": 844})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, page.url
    page.set_viewport_size({"width": 1280, "height": 720})


def test_from_the_first_password_to_the_desk_and_onto_paper(city: Any, visit: Any, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    person = Official(code="E0100", name="安全员")
    person.save()
    Post(official=person, office=city.bureau, role="security_administrator", from_date=date(2020, 1, 1)).save()
    account, first = services.open_account("E0100", by=None, at=datetime.now(UTC))

    page = visit(None, "/administration/accounts/")
    is_sound(page)
    page.keyboard.type("E0100")
    page.keyboard.press("Tab")
    page.keyboard.type(first.text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/password/")
    is_sound(page)
    page.fill("#present", first.text)
    page.fill("#new", "短")
    page.fill("#again", "短")
    page.keyboard.press("Enter")
    page.wait_for_selector("#new-fault")
    assert "应至少12个" in page.inner_text("#new-fault")
    page.fill("#present", first.text)
    page.fill("#new", NEW)
    page.fill("#again", NEW)
    page.keyboard.press("Enter")

    page.wait_for_url("**/account/second-factor/")
    page.click("text=开始设置")
    page.wait_for_selector("svg.qr")
    is_sound(page)
    device = queries.pending_device(account)
    page.fill("#code", f"{totp(device.bin_key):06d}")
    page.keyboard.press("Enter")
    page.wait_for_selector(".codes")
    assert page.locator(".codes li").count() == 10
    is_sound(page)

    page.click("text=已抄好，进入工作台")
    page.wait_for_url("**/administration/accounts/")
    assert "E0100" in page.inner_text("tbody")
    is_sound(page)
    assert not page.is_visible(".watermark")
    page.emulate_media(media="print")
    assert page.is_visible(".watermark")
    assert "安全员 E0100 厦门市司法局" in page.inner_text(".watermark")
    assert not page.is_visible("text=退出")
