"""Erasing: nothing personal is left in rows, indexes or the trail's details; counts and the chain stay."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.engines.citation import Article
from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.parties import queries, services
from fazhi.kernel.parties.hints import hints_for
from fazhi.kernel.parties.models import Party, Representative
from fazhi.kernel.parties.terms import ActingAs, Draft, Hints, Relation, RepresentativeDraft
from fazhi.kernel.parties.tests.conftest import ON, identity

BASIS = Article("个人信息保护法", 47, 1)
DOCUMENT = {"document_type": "identity", "document_number": identity("1990-01-01", 77)}
SECRETS = ("陈独特", "chendute", "13877776666", DOCUMENT["document_number"], "莲前西路", "陈父独")


@pytest.fixture
def party(keep, city, at) -> Party:
    """Kept, corrected and represented, so that the trail has details of it."""
    made = keep("陈独特", **DOCUMENT, phone="13877776666", address="厦门市思明区莲前西路1号")
    draft = RepresentativeDraft(ActingAs.GUARDIAN, "陈父独", relation=Relation.PARENT)
    services.represent(made, draft, by=city.clerk, at=at)
    return services.correct_party(
        made, Draft("陈独特", **DOCUMENT, phone="13877776666"), by=city.clerk, at=at, reason="更正住址"
    )


@pytest.fixture
def erase(at):
    def erased(*parties: Party) -> int:
        matters = [(each.procedure, each.matter_id) for each in parties]
        return services.erase_parties(matters, basis=BASIS, by="system", at=at)

    return erased


def kept() -> list[Party]:
    return list(Party.objects.system("looking at what is left").order_by("id"))


def test_the_row_stays_without_personal_data(party, erase, at):
    assert erase(party) == 1

    (row,) = kept()
    assert (row.matter_id, row.position, row.kind, row.erased_at) == (party.matter_id, 1, "person", at)
    assert (row.name, row.document_number, row.phone, row.address, row.birth_date, row.sex) == (
        "",
        "",
        "",
        "",
        None,
        "",
    )
    (guardian,) = Representative.objects.system("looking at what is left")
    assert (guardian.name, guardian.acting_as, guardian.erased_at) == ("", "guardian", at)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the bytes of a PostgreSQL database are its vacuum's")
def test_no_byte_of_it_is_left_in_the_database(party, erase):
    assert [secret for secret in SECRETS if secret.encode() not in connection.connection.serialize()] == []

    erase(party)

    left = connection.connection.serialize()
    assert [secret for secret in SECRETS if secret.encode() in left] == []


@pytest.mark.django_db(transaction=True)
def test_after_the_commit_too_no_row_holds_it(party, erase, city):
    erase(party)

    assert [found.name for found in queries.parties_of(party.matter_id, city.clerk)] == [""]


def test_the_trails_details_are_gone_and_the_chain_holds(party, erase, at):
    assert Detail.objects.count() == 2

    erase(party)

    assert [detail.content for detail in Detail.objects.all() if any(part in detail.content for part in SECRETS)] == []
    assert audit.verify(at=at).holds


def test_one_entry_tells_of_the_run(party, erase):
    erase(party)

    entry = Entry.objects.get(action="parties.erase")
    assert (entry.actor, entry.basis, entry.place) == ("system", "个人信息保护法 第四十七条第一款", "system")
    assert len(entry.payload_digest) == 64


def test_erasing_twice_is_once(party, erase):
    erase(party)
    entries, erased_at = Entry.objects.count(), kept()[0].erased_at

    assert erase(party) == 0
    assert (Entry.objects.count(), kept()[0].erased_at) == (entries, erased_at)


def test_nobody_else_is_erased(party, erase, keep):
    other = keep("林示例", phone="13900001234")

    erase(party)

    assert [(row.pk, row.name) for row in kept()] == [(party.pk, ""), (other.pk, "林示例")]


def test_a_matter_of_another_procedure_is_not_meant(party, at):
    assert services.erase_parties([("other", party.matter_id)], basis=BASIS, by="system", at=at) == 0
    assert kept()[0].name == "陈独特"


def test_an_erased_party_is_neither_found_nor_hinted_at(party, erase, city):
    erase(party)

    texts = ("陈独特", "chendute", "cdt", "6666", DOCUMENT["document_number"])
    assert [queries.lookup(text, city.clerk, on=ON) for text in texts] == [()] * 5
    draft = Draft("陈独特", **DOCUMENT, phone="13877776666")
    assert hints_for(draft, city.clerk, on=ON) == hints_for(draft, city.stranger, on=ON) == Hints((), 0)


def test_details_that_many_matters_share_keep_the_rows_of_the_others(keep, erase, at):
    party, other = keep("陈独特"), uuid4()
    rows = [{"subject": str(party.matter_id), "name": "陈独特"}, {"subject": str(other), "name": "林示例"}]
    with transaction.atomic():
        shared = audit.record("ledger.import", by="system", at=at, detail={"file": "x.xlsx", "old": rows})

    erase(party)

    assert not Detail.objects.filter(pk=shared.pk).exists()
    told = Detail.objects.get(entry__action="parties.erase").content
    assert "林示例" in told
    assert "陈独特" not in told
    assert f'"from_entry":{shared.number}' in told


def test_what_was_recorded_anew_is_erased_when_its_turn_comes(keep, erase, at):
    party, other = keep("陈独特"), keep("林示例")
    rows = [{"subject": str(each.matter_id), "name": each.name} for each in (party, other)]
    with transaction.atomic():
        audit.record("ledger.import", by="system", at=at, detail={"old": rows})

    erase(party)
    erase(other)

    assert [detail for detail in Detail.objects.all() if "林示例" in detail.content] == []
    assert audit.verify(at=at).holds


@pytest.mark.parametrize(
    "left", [{"name": "陈"}, {"phone": "1"}, {"document_key": 1}, {"name_order": 1}, {"sex": "male"}]
)
def test_the_database_refuses_an_erased_party_with_personal_data(party, erase, left):
    erase(party)

    with pytest.raises(IntegrityError, match="party_erased_is_empty"):
        Party.objects.system("a slip").filter(pk=party.pk).update(**left)


def test_the_database_refuses_a_party_without_a_name_that_was_not_erased(party):
    with pytest.raises(IntegrityError, match="party_named"):
        Party.objects.system("a slip").filter(pk=party.pk).update(name="")
