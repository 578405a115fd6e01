"""Parties that come with ledgers: derived set-wise, corrected in their rows, never brought back once erased."""

from uuid import UUID, uuid4

import polars as pl
import pytest

from fazhi.engines.citation import Article
from fazhi.kernel.audit.services import create_key
from fazhi.kernel.exchange import bulk, party_rows
from fazhi.kernel.parties import queries, services
from fazhi.kernel.parties.models import Party, Representative
from fazhi.kernel.parties.terms import ActingAs, Authority, Protection, Relation, RepresentativeDraft

PROCEDURE = "mediation.people"
MATTER = uuid4()
AGENT = RepresentativeDraft(ActingAs.AGENT, "李代理", relation=Relation.LAWYER, authority=Authority.GENERAL)


@pytest.fixture
def rows(city):
    """One ledger row with the parties given by name, typed as a reading gives it."""
    create_key()

    def made(first: str, second: str | None = None, *, matter: UUID = MATTER, phone: str | None = None) -> pl.DataFrame:
        data = {"subject": str(matter), "office__id": city.committee.pk}
        for position, name in ((1, first), (2, second)):
            data |= {f"party{position}_{part}": None for part in party_rows.COLUMNS}
            data |= {f"party{position}_name": name}
        text = {name: pl.String for name in data if name != "office__id"}
        return pl.DataFrame([data | {"party1_phone": phone}], schema_overrides=text)

    return made


def kept() -> list[Party]:
    return list(Party.objects.system("looking at what is kept").order_by("position"))


def test_what_a_ledger_names_is_found_by_its_spelling(rows, city, at):
    bulk.insert(*party_rows.records(rows("单示例", "示例建筑公司"), PROCEDURE))

    assert [(party.kind, party.name_pinyin) for party in kept()] == [
        ("person", "shanshili"),
        ("organisation", "shilijianzhugongsi"),
    ]
    assert [found.name for found in queries.lookup("ssl", city.clerk, on=at.date())] == ["单*"]


def test_a_corrected_party_keeps_its_row_its_protection_and_who_acts_for_it(rows, city, at):
    bulk.insert(*party_rows.records(rows("陈示例", "林示例"), PROCEDURE))
    first = kept()[0]
    services.represent(first, AGENT, by=city.clerk, at=at)
    services.protect(first, Protection.DOMESTIC_VIOLENCE, by=city.clerk, at=at, reason="保护令")

    old = party_rows.replace(rows("陈示例", "黄示例", phone="13800001234"), PROCEDURE)

    assert [(party.pk, party.name, party.phone, party.protection) for party in kept()] == [
        (first.pk, "陈示例", "13800001234", "violence"),
        (first.pk + 1, "黄示例", "", ""),
    ]
    assert kept()[1].name_pinyin == "huangshili"
    assert Representative.objects.system("looking at what is kept").get().party_id == first.pk
    assert [(row["subject"], row["position"], row["name"]) for row in old] == [
        (str(MATTER), 1, "陈示例"),
        (str(MATTER), 2, "林示例"),
    ]


def test_what_only_people_know_stays_with_the_same_name_only(rows):
    bulk.insert(*party_rows.records(rows("陈示例"), PROCEDURE))
    Party.objects.system("written by hand").update(birth_date="2008-01-01", sex="female", lives_on_own_labour=True)

    party_rows.replace(rows("陈示例", phone="13800001234"), PROCEDURE)
    same = kept()[0]
    party_rows.replace(rows("林示例"), PROCEDURE)
    other = kept()[0]

    assert (str(same.birth_date), same.sex, same.lives_on_own_labour) == ("2008-01-01", "female", True)
    assert (other.birth_date, other.sex, other.lives_on_own_labour) == (None, "", False)


def test_a_person_corrected_into_a_body_loses_age_and_protection(rows):
    bulk.insert(*party_rows.records(rows("陈示例"), PROCEDURE))
    Party.objects.system("written by hand").update(birth_date="2008-01-01", sex="female", protection="other")

    party_rows.replace(rows("示例建筑公司"), PROCEDURE)

    (party,) = kept()
    assert (party.kind, party.birth_date, party.sex, party.protection) == ("organisation", None, "", "")


def test_a_party_no_longer_named_is_told_with_who_acted_for_it(rows, city, at):
    bulk.insert(*party_rows.records(rows("陈示例", "林示例"), PROCEDURE))
    services.represent(kept()[1], AGENT, by=city.clerk, at=at)

    old = party_rows.replace(rows("陈示例"), PROCEDURE)

    assert [party.name for party in kept()] == ["陈示例"]
    assert (old[-1]["subject"], old[-1]["name"], old[-1]["acting_as"]) == (str(MATTER), "李代理", "agent")


def test_a_party_newly_named_is_added(rows):
    bulk.insert(*party_rows.records(rows("陈示例"), PROCEDURE))

    party_rows.replace(rows("陈示例", "林示例"), PROCEDURE)

    assert [(party.position, party.name) for party in kept()] == [(1, "陈示例"), (2, "林示例")]


def test_a_ledger_never_brings_erased_data_back(rows, at):
    bulk.insert(*party_rows.records(rows("陈示例", "林示例"), PROCEDURE))
    services.erase_parties([(PROCEDURE, MATTER)], basis=Article("个人信息保护法", 47), by="system", at=at)

    old = party_rows.replace(rows("陈示例", "黄示例"), PROCEDURE)

    assert old == []
    assert [party.name for party in kept()] == ["", ""]


def test_matters_get_their_parties_back_in_the_ledgers_columns(rows):
    bulk.insert(*party_rows.records(rows("陈示例", phone="13800001234"), PROCEDURE))

    (row,) = party_rows.with_parties(pl.DataFrame({"subject": [str(MATTER)]})).to_dicts()

    assert (row["party1_name"], row["party1_phone"], row["party2_name"]) == ("陈示例", "13800001234", None)
