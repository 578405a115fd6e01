"""Composition, adulthood, seals, names and coverage, by the letter of the articles; no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.mediation.errors import MemberLineUnclear
from fazhi.lines.mediation.rules.elected import Elected, read_elected
from fazhi.lines.mediation.rules.network import (
    SealFault,
    SealSpan,
    Seat,
    Standing,
    broken_rules,
    covered,
    is_adult,
    is_named_by_rule,
    seal_on,
)
from fazhi.lines.mediation.terms import CompositionRule, Position, SealState, Sex

DIRECTOR = Seat(Position.DIRECTOR, Sex.MALE)
MAN, WOMAN = Seat(Position.MEMBER, Sex.MALE), Seat(Position.MEMBER, Sex.FEMALE)


@pytest.mark.parametrize(
    ("seats", "rules"),
    [
        pytest.param([DIRECTOR, MAN, WOMAN], [], id="three, one director, one woman"),
        pytest.param([DIRECTOR, *[WOMAN] * 8], [], id="nine"),
        pytest.param([DIRECTOR, WOMAN], ["too_few"], id="two left"),
        pytest.param([DIRECTOR, *[WOMAN] * 9], ["too_many"], id="ten"),
        pytest.param([MAN, MAN, WOMAN], ["no_director"], id="nobody leads"),
        pytest.param([DIRECTOR, DIRECTOR, WOMAN], ["two_directors"], id="two lead"),
        pytest.param([DIRECTOR, MAN, MAN], ["no_woman"], id="men only"),
        pytest.param([], ["too_few", "no_director", "no_woman"], id="nobody"),
    ],
)
def test_a_committee_is_composed_as_article_8_says(seats: list[Seat], rules: list[str]):
    assert [rule.value for rule, _ in broken_rules(seats)] == rules


def test_each_rule_of_composition_names_its_paragraph():
    articles = {rule: article.text for rule, article in broken_rules([MAN])}

    assert articles[CompositionRule.TOO_FEW] == "《人民调解法》第八条第二款"
    assert articles[CompositionRule.NO_WOMAN] == "《人民调解法》第八条第三款"


@given(st.permutations([DIRECTOR, MAN, WOMAN, WOMAN]))
def test_the_order_of_members_is_no_matter(seats: list[Seat]):
    assert broken_rules(seats) == ()


@pytest.mark.parametrize(
    ("birth", "on", "adult"),
    [
        (date(2006, 6, 3), date(2024, 6, 2), False),
        (date(2006, 6, 3), date(2024, 6, 3), True),
        (date(2004, 2, 29), date(2022, 2, 27), False),
        (date(2004, 2, 29), date(2022, 2, 28), True),
    ],
)
def test_an_adult_is_one_from_the_eighteenth_birthday(birth: date, on: date, adult: bool):
    assert is_adult(birth, on) is adult


OLD = SealSpan("甲", date(2015, 1, 1), date(2023, 12, 31))
NEW = SealSpan("乙", date(2024, 2, 1))


@pytest.mark.parametrize(
    ("day", "state", "number"),
    [
        (date(2014, 12, 31), SealState.NOT_YET, "甲"),
        (date(2024, 1, 1), SealState.EXPIRED, "甲"),
        (date(2024, 1, 31), SealState.EXPIRED, "甲"),
    ],
)
def test_a_day_without_a_good_seal_says_which_seal_and_why(day: date, state: SealState, number: str):
    fault = seal_on([NEW, OLD], day)

    assert isinstance(fault, SealFault)
    assert (fault.state, fault.number) == (state, number)
    assert not fault


@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2023, 12, 31), date(2024, 2, 1), date(2030, 1, 1)])
def test_first_and_last_day_of_a_seal_are_good(day: date):
    assert seal_on([OLD, NEW], day) is True


def test_a_lost_seal_is_good_until_the_day_before_the_loss():
    lost = SealSpan("甲", date(2015, 1, 1), lost_date=date(2024, 5, 6))

    assert seal_on([lost], date(2024, 5, 5)) is True
    fault = seal_on([lost], date(2024, 5, 6))
    assert isinstance(fault, SealFault)
    assert (fault.state, fault.day) == (SealState.LOST, date(2024, 5, 6))


def test_a_cancelled_committee_has_no_good_seal():
    fault = seal_on([NEW], date(2024, 6, 1), cancelled=date(2024, 6, 1))

    assert isinstance(fault, SealFault)
    assert fault.state == SealState.CANCELLED
    assert seal_on([NEW], date(2024, 5, 31), cancelled=date(2024, 6, 1)) is True


def test_without_any_seal_on_record_nothing_is_judged():
    assert seal_on([], date(2024, 6, 1)) is True


@given(st.dates(), st.dates(), st.integers(0, 4000))
def test_a_seal_is_good_exactly_within_its_span(day: date, start: date, length: int):
    end = min(start.toordinal() + length, date.max.toordinal())
    seal = SealSpan("甲", start, date.fromordinal(end))

    assert bool(seal_on([seal], day)) is (start <= day <= date.fromordinal(end))


@pytest.mark.parametrize(
    ("kind", "name", "founder", "right"),
    [
        ("village_committee", "莲前街道莲龙社区人民调解委员会", "厦门市思明区莲前街道莲龙社区居民委员会", True),
        ("village_committee", "思明区莲前街道莲龙社区人民调解委员会", "莲前街道莲龙社区居民委员会", True),
        ("village_committee", "莲龙社区调解室", "莲龙社区居民委员会", False),
        ("village_committee", "莲兴社区人民调解委员会", "莲龙社区居民委员会", False),
        ("town_committee", "莲前街道人民调解委员会", "厦门市思明区莲前街道办事处", True),
        ("town_committee", "灌口镇人民调解委员会", "灌口镇人民政府", True),
        ("enterprise_committee", "示例园区人民调解委员会", "示例园区", True),
        ("trade_committee", "思明区物业纠纷人民调解委员会", "思明区物业协会", True),
        ("trade_committee", "厦门市医疗纠纷人民调解委员会", "厦门市医学会", True),
        ("trade_committee", "物业纠纷人民调解委员会", "思明区物业协会", False),
        ("trade_committee", "思明区人民调解委员会", "思明区物业协会", False),
        ("town_committee", "人民调解委员会", "街道办事处", False),
    ],
)
def test_a_committee_is_named_for_its_unit_or_its_field(kind: str, name: str, founder: str, right: bool):
    assert is_named_by_rule(kind, name, founder, "思明区") is right


def test_every_village_is_in_one_list_of_coverage():
    villages = {"1": "甲村", "2": "乙村", "3": "丙村", "4": "丁村"}
    standing = {
        "1": [Standing("A", "甲", True)],
        "2": [Standing("B", "乙", False)],
        "3": [Standing("C", "丙", True), Standing("D", "丙二", False)],
    }

    found = covered(villages, standing)

    assert (found.villages, found.covered) == (4, 1)
    assert (found.without, found.out_of_term, found.twice) == ((("4", "丁村"),), (("2", "乙村"),), (("3", "丙村"),))


@pytest.mark.parametrize(
    ("line", "member"),
    [
        ("E1 主任 女 1980-02-29 专职", Elected("E1", Position.DIRECTOR, Sex.FEMALE, date(1980, 2, 29), True)),
        ("E1，副主任，男，1980-02-29", Elected("E1", Position.DEPUTY, Sex.MALE, date(1980, 2, 29))),
        ("E1 委员", Elected("E1", Position.MEMBER)),
        ("E1 委员 兼职", Elected("E1", Position.MEMBER, is_full_time=False)),
    ],
)
def test_a_line_of_the_result_names_a_member(line: str, member: Elected):
    assert read_elected(line) == member
    assert read_elected(str(member)) == member


@pytest.mark.parametrize(
    "line", ["", "E1", "E1 书记", "E1 委员 女", "E1 委员 她 1980-01-01", "E1 委员 女 1980-02-30", "专职"]
)
def test_a_line_that_names_nobody_is_refused(line: str):
    with pytest.raises(MemberLineUnclear) as caught:
        read_elected(line)

    assert caught.value.line == line
