"""Journeys through more than one room, in a browser: two on one matter, without script; a stranger reads the report."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.organisations.models import Official, Post
from fazhi.lines.mediation.models import PeoplesMatter

from .browsing import CHROMIUM, PHONE
from .examples import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def test_two_on_one_matter_the_second_is_told_and_loses_no_word(year: Any, city: Any, visit: Any) -> None:
    """The first has no script; the second writes into a form that was open all the while."""
    person = Official(code="E0099", name="周九")
    person.save()
    other = Post(official=person, office=city.committee, role="mediator", from_date=date(2020, 1, 1))
    other.save()
    key = {"key": year.ours_open.pk}
    withdraw, settle = (reverse("mediation-people-act", kwargs={**key, "act": act}) for act in ("withdraw", "settle"))
    first, second = visit(city.mediator, withdraw, script=False), visit(other, settle)

    first.locator("#act-withdraw button.first").click()
    second.locator("#act-settle [name=agreement_terms]").fill("林小红当场赔偿三千元。")
    second.locator("#act-settle button.first").click()
    second.wait_for_load_state()

    assert "已办理" in first.get_by_role("status").inner_text()
    told = second.locator("main").inner_text()
    assert "李二" in told
    assert "林小红当场赔偿三千元。" in told
    assert PeoplesMatter.objects.system("a test").get(pk=year.ours_open.pk).state == "withdrawn"


def test_a_stranger_reads_the_published_report_and_opens_a_figure(world: World, visit: Any) -> None:
    page = visit(None, "/portal/", size=PHONE, script=False)

    page.locator("nav a[href$='/portal/reports/']").first.click()
    page.locator("main a[href*='/portal/reports/2024/']").first.click()
    page.locator("main a.fig").first.click()

    assert page.locator(".open").count() == 1
    assert "口径" in page.locator(".open").inner_text()
    assert "陈大明" not in page.content()
