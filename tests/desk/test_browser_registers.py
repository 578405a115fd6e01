"""A register in a browser: narrowed, sorted, opened and counted by keyboard, and no fault for whoever needs assistance."""

from typing import Any

import pytest

from .browsing import CHROMIUM

URL = "/registers/mediation_people_register/"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def page(city: Any, visit: Any) -> Any:
    """A window of the bureau's reporter."""
    return visit(city.reporter, URL)


def test_a_list_is_searched_narrowed_sorted_and_opened_by_keyboard(year: Any, page: Any) -> None:
    page.goto(URL)

    page.keyboard.press("/")
    page.keyboard.type("江头街道")
    page.keyboard.press("Enter")
    page.wait_for_url("**office=XM-HL-01**")
    assert page.locator(".chip").inner_text().startswith("机构 = 江头街道人民调解委员会")
    assert page.locator("#rows tbody tr").count() == 2

    page.locator("#rows thead a", has_text="办结日期").press("Enter")
    page.wait_for_url("**sort=-concluded_date**")
    assert page.locator("#rows tbody th").all_inner_texts() == ["湖1", "湖2"]

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mediation/people/**")
    assert page.faults == []


def test_lists_of_choices_open_one_at_a_time_and_close_by_escape(year: Any, page: Any) -> None:
    page.goto(URL)
    category, state = (page.locator("details.pick", has_text=title).first for title in ("纠纷类别", "状态"))

    category.locator("summary").press("Enter")
    assert category.evaluate("box => box.open")
    state.locator("summary").click()
    assert not category.evaluate("box => box.open")
    state.get_by_label("调解中").press("Escape")
    assert not state.evaluate("box => box.open")
