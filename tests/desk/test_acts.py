"""Acts taken on the page of a matter: the form under its act, what is refused and how, and each act once."""

import re
from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.audit.models import Entry
from fazhi.lines.mediation.models import PeoplesMatter

HIDDEN = re.compile(r'name="(_token|_version)" value="([^"]*)"')


def url_of(matter: Any, act: str) -> str:
    return reverse("mediation-people-act", kwargs={"key": matter.pk, "act": act})


def form_of(client: Any, matter: Any, act: str) -> dict[str, str]:
    """What the form brings by itself, and the day that it offers."""
    page = client.get(url_of(matter, act)).content.decode()
    found = re.search(rf'<form method="post" action="{url_of(matter, act)}".*?</form>', page, re.DOTALL)
    assert found, page
    on = re.search(r'name="on" value="([^"]*)"', found.group(0))
    assert on
    return {**dict(HIDDEN.findall(found.group(0))), "on": on.group(1)}


def test_an_act_is_taken_and_told(city: Any, year: Any, desk: Any) -> None:
    client = desk(city.mediator)
    form = form_of(client, year.ours_open, "withdraw")

    answer = client.post(url_of(year.ours_open, "withdraw"), form, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("mediation-people", kwargs={"key": year.ours_open.pk})
    assert "已办理“撤回”。" in answer.content.decode()
    year.ours_open.refresh_from_db()
    assert year.ours_open.state == "withdrawn"
    assert Entry.objects.get().place == "desk"


def test_an_act_that_is_sent_twice_is_taken_once(city: Any, year: Any, desk: Any) -> None:
    client = desk(city.mediator)
    form = form_of(client, year.ours_open, "withdraw")

    for _ in range(2):
        answer = client.post(url_of(year.ours_open, "withdraw"), form, follow=True)

    assert "没有重复登记" in answer.content.decode()
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "a" * 21 + "!", "a" * 400])
def test_a_form_without_a_token_of_ours_is_refused(city: Any, year: Any, desk: Any, token: str) -> None:
    client = desk(city.mediator)
    form = form_of(client, year.ours_open, "withdraw") | {"_token": token}

    answer = client.post(url_of(year.ours_open, "withdraw"), form)

    assert answer.status_code == 400
    assert "表单已经失效" in answer.content.decode()
    assert PeoplesMatter.objects.system("looking").get(pk=year.ours_open.pk).state == "accepted"
