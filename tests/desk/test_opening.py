"""A new matter opened by the form of its procedure; parties that are known already are taken over unseen."""

import re
import threading
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from tests.desk.forms import brought_by, form_at, sheets_on

from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.services import add_party
from fazhi.kernel.parties.terms import Draft
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.matters import looking_up

BEGIN = "/begin/mediation.people/"
ANSWERS = {
    "number": "〔2026〕莲前人调字第1号",
    "source": "application",
    "category": "neighbour",
    "applicant_name": "王小二",
    "respondent_name": "李小三",
}


def numbered(number: str) -> PeoplesMatter:
    return PeoplesMatter.objects.system("looking").get(number=number)


def parties_of(matter: PeoplesMatter) -> list[Party]:
    return list(Party.objects.system("looking").filter(matter_id=matter.pk).order_by("position"))


def known(city: Any, year: Any, at: Any) -> Party:
    """陈大明 with document and telephone, a party of a matter of 思明区."""
    draft = Draft("陈大明", document_type="identity", document_number="99999919800101002X", phone="19900005678")
    return add_party("mediation.people", year.ours.pk, draft, office=city.committee, by=city.clerk, at=at)


def test_a_matter_is_opened_and_its_page_shown(city: Any, desk: Any) -> None:
    client = desk(city.mediator)

    answer = client.post(BEGIN, form_at(client, BEGIN) | ANSWERS, follow=True)

    matter = numbered(ANSWERS["number"])
    assert answer.redirect_chain == [(reverse("mediation-people", kwargs={"key": matter.pk}), 302)]
    assert matter.office == city.committee
    assert [party.name for party in parties_of(matter)] == ["王小二", "李小三"]


def test_what_the_address_says_is_filled_in(city: Any, desk: Any) -> None:
    page = desk(city.mediator).get(f"{BEGIN}?number=7&category=neighbour&_office=XM-HL-01&nothing=1").content.decode()
    page = page.partition("<footer")[0]

    assert 'name="number" value="7"' in page
    assert 'value="neighbour" selected' in page
    assert "XM-HL-01" not in page


def test_the_form_names_its_article_its_roles_and_what_then_runs(city: Any, desk: Any) -> None:
    page = desk(city.mediator).get(BEGIN).content.decode()

    assert "《人民调解法》第十七条" in page
    assert "由经办、调解员办理" in page
    assert "登记后是“已申请”，开始计算：人民调解申请受理" in page


def test_what_is_missing_is_said_beside_each_field(city: Any, desk: Any) -> None:
    client = desk(city.mediator)

    answer = client.post(BEGIN, form_at(client, BEGIN) | {"number": "1", "source": "nonsense"})

    page = unescape(answer.content.decode())
    assert answer.status_code == 400
    for name in ("category", "source", "applicant_name", "respondent_name"):
        assert f'id="{name}-fault"' in page
    assert 'name="number" value="1"' in page
    assert re.search(r'id="f-source"[^>]* aria-invalid="true"[^>]* autofocus', page)


def test_a_number_that_was_used_is_refused(city: Any, desk: Any) -> None:
    client = desk(city.mediator)
    client.post(BEGIN, form_at(client, BEGIN) | ANSWERS)

    answer = client.post(BEGIN, form_at(client, BEGIN) | ANSWERS)

    assert answer.status_code in {400, 409}
    assert 'role="alert"' in answer.content.decode()
    assert PeoplesMatter.objects.system("looking").count() == 1


def test_the_same_form_sent_twice_opens_one_matter(city: Any, desk: Any) -> None:
    client = desk(city.mediator)
    form = form_at(client, BEGIN) | ANSWERS

    first, second = (client.post(BEGIN, form) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert PeoplesMatter.objects.system("looking").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_one_moment_opens_one_matter(city: Any, desk: Any) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lies in memory, where threads don't wait for each other")
    form = form_at(desk(city.mediator), BEGIN) | ANSWERS
    answers: list[Any] = []

    def send(client: Any) -> None:
        try:
            answers.append(client.post(BEGIN, form))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(signed_in(city.mediator),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert len({answer["Location"] for answer in answers}) == 1
    assert PeoplesMatter.objects.system("looking").count() == 1


def test_who_sees_several_offices_is_asked_whose_matter_it_is(city: Any, desk: Any) -> None:
    city.clerk.office = city.head.office
    city.clerk.save()
    client = desk(city.clerk)

    assert '<select id="f-_office"' in client.get(BEGIN).content.decode()
    client.post(BEGIN, form_at(client, BEGIN) | ANSWERS | {"_office": "XM-SM-01"})

    assert numbered(ANSWERS["number"]).office == city.committee


@pytest.mark.parametrize("code", ["XM-HL-01", "XM", "nonsense", "'; --"])
def test_an_office_out_of_sight_is_refused(city: Any, desk: Any, code: str) -> None:
    client = desk(city.mediator)

    answer = client.post(BEGIN, form_at(client, BEGIN) | ANSWERS | {"_office": code})

    assert answer.status_code == 400
    assert not PeoplesMatter.objects.system("looking").exists()


@pytest.mark.parametrize("procedure", ["nonsense", "mediation.administrative_", "mediation.linkage", ".."])
def test_what_nobody_can_open_is_not_there(city: Any, desk: Any, procedure: str) -> None:
    assert desk(city.mediator).get(f"/begin/{procedure}/").status_code == 404


def test_a_role_that_may_not_open_is_refused(city: Any, desk: Any) -> None:
    assert desk(city.reporter).get(BEGIN).status_code == 403
    assert desk(city.reporter).post(BEGIN, ANSWERS).status_code == 403


def looked_up(client: Any, text: str) -> Any:
    return client.post("/parties/lookup/?side=applicant", {"applicant_name": text})


def test_names_do_not_stand_in_addresses(city: Any, desk: Any) -> None:
    assert desk(city.mediator).get("/parties/lookup/?side=applicant&applicant_name=陈").status_code == 405


def test_a_known_party_is_found_masked(city: Any, year: Any, desk: Any, at: Any) -> None:
    party = known(city, year, at)

    page = looked_up(desk(city.mediator), "陈大").content.decode()

    assert f'name="_from_applicant" value="{party.pk}"' in page
    assert "陈*" in page
    assert not any(word in page for word in ("陈大明", "99999919800101002X", "19900005678"))


def test_a_party_of_another_office_is_not_found(city: Any, year: Any, desk: Any, at: Any) -> None:
    known(city, year, at)

    page = looked_up(desk(city.stranger), "陈大明").content.decode()

    assert "没有登记过" in page


def test_without_a_script_the_button_beside_the_name_finds_as_well(city: Any, year: Any, desk: Any, at: Any) -> None:
    party, client = known(city, year, at), desk(city.mediator)

    page = client.post(
        BEGIN, form_at(client, BEGIN) | {"applicant_name": "陈大", "_look": "applicant"}
    ).content.decode()

    assert f'name="_from_applicant" value="{party.pk}"' in page
    assert 'name="applicant_name" value="陈大"' in page
    assert not Entry.objects.filter(action__startswith="mediation.people").exists()


def test_a_known_party_is_taken_over_and_that_is_noted(city: Any, year: Any, desk: Any, at: Any) -> None:
    party, client = known(city, year, at), desk(city.mediator)

    client.post(BEGIN, form_at(client, BEGIN) | ANSWERS | {"applicant_name": "陈大", "_from_applicant": str(party.pk)})

    first = parties_of(numbered(ANSWERS["number"]))[0]
    assert (first.name, first.document_number, first.phone) == ("陈大明", "99999919800101002X", "19900005678")
    assert Read.objects.filter(subject_id=year.ours.pk.hex, reason="handling", actor=city.mediator.code).count() == 1


@pytest.mark.parametrize("picked", ["0", "999999999", "9" * 30, "1 or 1=1", "-1", "１"])
def test_a_party_that_is_not_there_can_not_be_taken_over(city: Any, desk: Any, picked: str) -> None:
    client = desk(city.mediator)

    answer = client.post(BEGIN, form_at(client, BEGIN) | ANSWERS | {"_from_applicant": picked})

    assert answer.status_code in {302, 400}
    if answer.status_code == 302:  # what is no number picks nobody
        assert parties_of(numbered(ANSWERS["number"]))[0].name == "王小二"


def test_a_party_of_another_office_can_not_be_taken_over(city: Any, year: Any, desk: Any, at: Any) -> None:
    party = known(city, year, at)
    client = desk(city.stranger)

    answer = client.post(BEGIN, form_at(client, BEGIN) | ANSWERS | {"_from_applicant": str(party.pk)})

    assert answer.status_code == 400
    assert "陈大明" not in answer.content.decode()
    assert not PeoplesMatter.objects.system("looking").filter(number=ANSWERS["number"]).exists()


def test_who_looks_up_too_often_is_held_up(city: Any, year: Any, desk: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(looking_up, "MOST_A_MINUTE", 2)
    client = desk(city.mediator)

    pages = [looked_up(client, "陈").content.decode() for _ in range(3)]

    assert ["过于频繁" in page for page in pages] == [False, False, True]


def test_the_look_up_offers_no_field_of_another_name(city: Any, desk: Any) -> None:
    page = desk(city.mediator).post('/parties/lookup/?side="><script>').content.decode()

    assert "<script>" not in page


def test_opening_makes_at_most_fifteen_queries(city: Any, desk: Any, django_assert_max_num_queries: Any) -> None:
    client = desk(city.mediator)
    client.get(BEGIN)

    with django_assert_max_num_queries(15):
        assert client.get(BEGIN).status_code == 200


def test_a_refused_form_keeps_the_party_that_was_picked(city: Any, year: Any, desk: Any, at: Any) -> None:
    party, client = known(city, year, at), desk(city.mediator)

    page = client.post(
        BEGIN, form_at(client, BEGIN) | {"applicant_name": "陈", "_from_applicant": str(party.pk)}
    ).content.decode()

    (sheet,) = sheets_on(page, BEGIN)
    assert brought_by(sheet)["_from_applicant"] == str(party.pk)
