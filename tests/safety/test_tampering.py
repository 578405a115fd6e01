"""Guessed ids and tampered forms: what a page did not offer is not done, and is not told either."""

import re
import uuid
from typing import Any

import pytest
from django.urls import get_resolver, reverse
from tests.desk.examples import ADMINISTRATORS, CITIZEN, STREET, Shows, World, examples
from tests.desk.forms import form_at

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures.models import Task
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.terms import PEOPLES
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.access import access_of

GUESSES: dict[str, tuple[str, ...]] = {
    "int": ("0", "999999", "9" * 30),
    "uuid": (str(uuid.UUID(int=0)), str(uuid.UUID(int=1 << 127))),
    "str": ("../../etc/passwd", "%2e%2e%2f", "%00", "x' OR '1'='1", "%3Cscript%3E", "9" * 400),
    "year": ("1900", "2099"),
}
_TOKEN = re.compile(r'name="(csrfmiddlewaretoken|form)" value="[^"]*"')
_ARGUMENT = re.compile(r"<(int|uuid|str|year):(\w+)>")


def guessed_urls() -> list[tuple[str, str]]:
    """Each address that takes an argument, with each of its arguments guessed and the others plausible."""
    made = []
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        arguments = _ARGUMENT.findall(route)
        for kind, name in arguments:
            for guess in GUESSES[kind]:
                url = route.replace(f"<{kind}:{name}>", guess)
                url = _ARGUMENT.sub(
                    lambda found: {"int": "1", "year": "2024"}.get(found[1], str(uuid.UUID(int=7))), url
                )
                made.append((str(pattern.name), f"/{url}"))
    return made


def test_a_guessed_id_opens_nothing(world: World) -> None:
    """Neither a page nor an error of ours, for whoever may open the address at all."""
    clients = {by: signed_in(world.cast[by]) for by in ("reporter", "mediator", *ADMINISTRATORS)}
    found = []
    for name, url in guessed_urls():
        access = access_of(name)
        assert access is not None
        by = next((by for by in clients if access.admits(world.cast[by])), "reporter")
        for method in ("get", "post"):
            answer = getattr(clients[by], method)(url)
            is_of_a_year = url.startswith("/reports/2")  # any year has its page, if only to say that it is empty
            if answer.status_code >= 500 or (answer.status_code == 200 and not is_of_a_year):
                found.append(f"{method} {url[:120]} ({name}, {by}): {answer.status_code}")

    assert found == [], "\n".join(["", *found])


def state_of(matter: Any) -> PeoplesMatter:
    return PeoplesMatter.objects.system("looking").get(pk=matter.pk)


def act_url(matter: Any, act: str) -> str:
    return reverse("mediation-people-act", kwargs={"key": matter.pk, "act": act})


def test_fields_that_no_form_has_change_nothing(city: Any, year: Any) -> None:
    """Mass assignment: a form with anything that the act does not ask is refused as a whole."""
    client, url = signed_in(city.mediator), act_url(year.ours_open, "withdraw")
    before = state_of(year.ours_open)
    more = {
        "state": "settled", "office": str(city.other_committee.pk), "office_id": str(city.other_committee.pk),
        "number": "改1", "amount_fen": "1", "is_concluded": "1", "id": str(year.theirs.pk), "pk": str(year.theirs.pk),
        "by": "E0003", "actor": "E0003", "recorded_at": "2000-01-01", "mediator": "别人", "place": "console",
    }  # fmt: skip

    refused = client.post(url, form_at(client, url) | more)

    after = state_of(year.ours_open)
    assert refused.status_code == 400
    assert "没有这些项：state、office" in refused.content.decode()
    assert vars(after) | {"_state": None} == vars(before) | {"_state": None}


def test_who_acts_is_who_is_signed_in(city: Any, year: Any) -> None:
    client, url = signed_in(city.mediator), act_url(year.ours_open, "withdraw")

    client.post(url, form_at(client, url) | {"_by": "E0003", "_post": str(city.head.pk), "_place": "console"})

    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.actor, entry.place) == (city.mediator.code, "desk")


def test_an_act_that_is_not_open_is_not_done_by_sending_its_form(city: Any, year: Any) -> None:
    """The form of an open matter, sent to a settled one, and to one of another district."""
    client = signed_in(city.mediator)
    form = form_at(client, act_url(year.ours_open, "withdraw"))

    settled = client.post(act_url(year.ours, "withdraw"), form)
    elsewhere = client.post(act_url(year.theirs, "withdraw"), form)

    assert settled.status_code in {400, 403, 409}
    assert elsewhere.status_code == 404
    assert state_of(year.ours).state == state_of(year.theirs).state == "settled"


def test_an_act_of_another_role_is_not_done_by_sending_its_form(city: Any, year: Any) -> None:
    form = form_at(signed_in(city.mediator), act_url(year.ours_open, "withdraw"))

    answer = signed_in(city.clerk).post(act_url(year.ours_open, "withdraw"), form | {"_token": "A" * 22})

    assert answer.status_code == 403
    assert state_of(year.ours_open).state == "accepted"


def test_an_act_that_does_not_exist_is_none(city: Any, year: Any) -> None:
    client = signed_in(city.mediator)

    for act in ("__class__", "save", "delete", "settle_", "withdraw%00", "撤回"):
        answer = client.post(act_url(year.ours_open, act), {"_token": "A" * 22, "_version": "0"})
        assert answer.status_code in {403, 404, 409}, act
    assert state_of(year.ours_open).state == "accepted"


@pytest.mark.parametrize("version", ["-1", "999", "x", "", "9" * 30])
def test_a_made_up_version_overwrites_nothing(city: Any, year: Any, version: str) -> None:
    client, url = signed_in(city.mediator), act_url(year.ours_open, "withdraw")

    answer = client.post(url, form_at(client, url) | {"_version": version})

    assert answer.status_code in {400, 409}
    assert state_of(year.ours_open).state == "accepted"


def test_a_matter_under_another_procedures_name_is_not_there(city: Any, year: Any) -> None:
    client = signed_in(city.head)
    for procedure in ("mediation.administrative", "referral.police", "annual_report.report", "x"):
        for name in ("matter-open", "matter-papers", "matter-task", "matter-rectify", "matter-party-add"):
            url = reverse(name, kwargs={"procedure": procedure, "key": year.ours.pk})
            for answer in (client.get(url), client.post(url, {"reason": "handling"})):
                assert answer.status_code in {403, 404}, url


def test_many_at_once_leave_out_what_is_another_offices(city: Any, year: Any) -> None:
    client, keys = signed_in(city.mediator), [year.ours_open.pk, year.theirs.pk]

    client.post(reverse("matters-bulk"), {"procedure": PEOPLES, "key": keys, "_act": "withdraw", "_token": "A" * 22})

    assert state_of(year.theirs).state == "settled"


def test_tasks_of_another_office_are_not_taken(city: Any, year: Any) -> None:
    signed_in(city.stranger).post(reverse("work-take"), {"task": year.tasks, "one": year.tasks[0]})

    assert not Task.objects.system("looking").filter(pk__in=year.tasks, holder__isnull=False).exists()


def test_a_partys_form_changes_that_party_and_nothing_else(city: Any, year: Any) -> None:
    client = signed_in(city.clerk)
    url = reverse("matter-party", kwargs={"procedure": PEOPLES, "key": year.ours_open.pk, "position": 1})
    parties = Party.objects.system("looking").filter(matter_id=year.ours_open.pk)
    form = form_at(client, url, does="correct")
    text = client.get(url).content.decode()
    fields = set(re.findall(r'name="([a-z_]+)"', text)) - set(form)
    more = {"matter_id": str(year.theirs.pk), "position": "2", "office": str(city.other_committee.pk), "erased_at": "1"}

    client.post(url, form | dict.fromkeys(fields & {"reason"}, "更正") | more)

    assert sorted(parties.values_list("position", "office_id", "erased_at")) == [
        (1, city.committee.pk, None), (2, city.committee.pk, None),
    ]  # fmt: skip


def test_a_field_sent_twice_is_read_once(city: Any, year: Any) -> None:
    """Of two values the latter counts, in the body only: what stands in the address is no answer."""
    client, url = signed_in(city.mediator), act_url(year.ours_open, "withdraw")
    form = form_at(client, url)

    answer = client.post(f"{url}?_version=999&on=1999-01-01&_token=x", form)

    assert answer.status_code == 302
    assert state_of(year.ours_open).state == "withdrawn"


def test_a_citizen_reaches_ones_own_case_only(world: World) -> None:
    """The cookie names the receipt under our signature; nothing in an address or a form does."""
    more = {"receipt": "2", "application": str(world.keys["complaint"].application_id), "number": "20240603-000001"}

    pages = [world.citizen.get(reverse("portal-case"), sent).content.decode() for sent in ({}, more)]

    own, asked = (_TOKEN.sub("", page).partition("<main")[2].partition("</main>")[0] for page in pages)
    assert own
    assert asked == own


def test_every_address_of_an_administrator_is_none_of_a_citizens(world: World) -> None:
    for name, shown in examples(world).items():
        if shown[0].by in {STREET, CITIZEN} or shown[0].shows is Shows.SENT:
            continue
        assert world.citizen.get(shown[0].url).status_code == 302, name
