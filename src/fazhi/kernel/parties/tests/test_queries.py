"""Masked everywhere, protected persons nowhere, and looking up stays within the post's offices."""

from dataclasses import astuple

import pytest

from fazhi.kernel.parties import queries
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.terms import Protection
from fazhi.kernel.parties.tests.conftest import ON, identity

CHEN = {"document_type": "identity", "document_number": identity("1990-01-01"), "phone": "13800001234"}


@pytest.fixture
def look(city):
    def looked(text: str, post=None, **more):
        return [party.name for party in queries.lookup(text, post or city.clerk, on=ON, **more)]

    return looked


def test_a_person_is_shown_by_surname_and_ends_of_numbers(keep):
    shown = queries.masked(keep("陈示例", **CHEN, address="厦门市思明区莲前西路1号"), on=ON)

    assert (shown.kind, shown.name, shown.document) == ("自然人", "陈*", "居民身份证")
    assert (shown.number, shown.phone, shown.address) == ("3502************18", "138****1234", "厦门市思明区***")


def test_a_bodys_name_is_shown_whole(keep):
    shown = queries.masked(
        keep("厦门示例建筑公司", document_type="credit_code", document_number="91350100M000100Y43"), on=ON
    )

    assert (shown.kind, shown.name) == ("单位", "厦门示例建筑公司")


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ({"protection": Protection.DOMESTIC_VIOLENCE}, "家庭暴力受害人"),
        ({"document_type": "identity", "document_number": identity("2010-01-01")}, "未成年人"),
    ],
)
def test_of_a_protected_person_nothing_is_shown(keep, more, label):
    party = keep("陈示例", phone="13800001234", address="厦门市思明区1号", **more)

    shown = queries.masked(party, on=ON)

    assert shown.protection == label
    assert (shown.name, shown.document, shown.number, shown.phone, shown.address) == ("*", "", "", "", "")


def test_a_minor_is_shown_once_of_age(keep):
    party = keep("陈示例", document_type="identity", document_number=identity("2006-06-04"))

    assert queries.masked(party, on=ON).protection == "未成年人"
    assert queries.masked(party, on=ON.replace(day=4)).name == "陈*"


@pytest.mark.parametrize(
    "text", ["陈", "陈示", "陈示例", "chen", "ch", "chenshili", "CSL", "ｃｓ", "1234", "0001234", "13800001234", "0018"]
)
def test_a_few_typed_characters_find_a_party(keep, look, text):
    keep("陈示例", **CHEN)

    assert look(text) == ["陈*"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "示", "c", "shili", "sl", "cx", "234", "9234", "2345", "陈示利", "chenshilia", "？", "%", "_", "chen%"],
)
def test_anything_else_finds_nothing(keep, look, text):
    keep("陈示例", **CHEN)

    assert look(text) == []


@pytest.mark.parametrize("text", ["单", "shan", "单于", "dan", "chanyuming", "cym"])
def test_a_surname_is_found_by_its_character_whatever_its_reading(keep, look, text):
    keep("单示例")
    keep("单于明")
    keep("单位食堂餐厅")

    found = look(text)

    expected = {"单": 3, "shan": 1, "单于": 1, "dan": 1, "chanyuming": 1, "cym": 1}
    assert len(found) == expected[text]


def test_what_is_found_is_sorted_by_spelling(keep, look):
    for name in ("林甲", "陈乙", "陈甲", "黄丙"):
        keep(name, phone=f"1380000{len(name)}999")

    assert look("9999") == []
    assert look("2999") == ["陈*", "陈*", "黄*", "林*"]


def test_the_same_person_in_many_matters_is_shown_once(keep, look, city):
    for _ in range(3):
        keep("陈示例", **CHEN)
    keep("陈示例", phone="13900001234")

    assert look("陈示例") == ["陈*", "陈*"]
    assert look("陈", limit=1) == ["陈*"]


def test_a_stranger_finds_nobody_of_another_district(keep, look, city):
    keep("陈示例", **CHEN)

    texts = ("陈示例", "chenshili", "csl", "13800001234", CHEN["document_number"])
    assert [look(text, city.stranger) for text in texts] == [[]] * 5
    assert [look(text, city.reporter) for text in texts] == [["陈*"]] * 5


@pytest.mark.parametrize("text", ["陈", "chen", "csl", "1234", "13800001234", "0018"])
def test_a_protected_person_is_not_found_by_name_phone_or_end_of_number(keep, look, text):
    keep("陈示例", **CHEN, protection=Protection.SECRET_WITNESS)

    assert look(text) == []


def test_a_protected_person_is_found_by_the_whole_document_number_and_shown_as_nobody(keep, city):
    keep("陈示例", **CHEN, protection=Protection.SECRET_WITNESS)

    (found,) = queries.lookup(CHEN["document_number"], city.clerk, on=ON)

    assert "陈示例" not in str(astuple(found))
    assert found.name == "*"


def test_no_answer_to_looking_up_holds_what_is_masked(keep, city):
    keep("陈示例", **CHEN, address="厦门市思明区莲前西路1号")

    (found,) = queries.lookup("陈", city.clerk, on=ON)

    secret = ("示例", "1990", "13800001234", CHEN["document_number"], "莲前")
    assert not [part for part in secret if part in str(astuple(found))]


def test_parties_of_a_matter_come_in_order_and_within_scope(keep, city):
    first = keep("陈示例")
    second = keep("林示例", matter=first.matter_id, position=2)

    assert queries.parties_of(first.matter_id, city.clerk) == (first, second)
    assert queries.parties_of(first.matter_id, city.stranger) == ()
    assert queries.representatives_of(first, city.clerk) == ()


def test_documents_are_compared_by_keys_that_name_nobody(keep):
    one, other = keep("陈示例", **CHEN), keep("陈某", **CHEN)
    keep("林示例", matter=one.matter_id, position=2)

    found = list(queries.document_keys(one.procedure, Party.objects.system("a test").values("matter_id")))

    assert {(matter, position) for matter, position, _ in found} == {(one.matter_id, 1), (other.matter_id, 1)}
    assert len({key for _, _, key in found}) == 1
    assert CHEN["document_number"] not in str(found)
