"""Coverage, the public's view, personal data, the mediators' load, figures, checkers, and the command."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import figures, identities
from fazhi.kernel.organisations.divisions import load_divisions
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.organisations.services import rebuild_bounds
from fazhi.kernel.procedures import integrity
from fazhi.lines.mediation import errors
from fazhi.lines.mediation.checks import CHECKERS
from fazhi.lines.mediation.models import Committee, Member, PeoplesMatter, Training
from fazhi.lines.mediation.queries.coverage import Network, network
from fazhi.lines.mediation.queries.network import committee_public, loads, mediators_of, members_of
from fazhi.lines.mediation.rules.network import ADULT, COMPOSITION, REMOVAL
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.terms import CompositionRule
from fazhi.surfaces.cli.console import run
from fazhi.surfaces.wording import sentence

from .network import at_noon, build, committee, mediator, official, seal, term

ON = date(2024, 12, 31)
VILLAGES = ["莲龙社区", "莲兴社区", "前埔社区", "何厝社区", "洪文社区"]
LIST = {
    "35": "福建省", "3502": "厦门市", "350203": "思明区", "350203008": "莲前街道",
    **{f"35020300800{number}": name for number, name in enumerate(VILLAGES, start=1)},
}  # fmt: skip


@pytest.fixture
def villages(city, office: Callable[..., Office], tmp_path: Path) -> dict[str, Office]:
    """Five villages of 莲前: one covered, one without a committee, one out of term, one with two, one cancelled."""
    path = tmp_path / "divisions.csv"
    path.write_text("code,name\n" + "".join(f"{code},{name}\n" for code, name in LIST.items()), encoding="utf-8")
    load_divisions(path, by="system", at=at_noon(ON))
    made = {}
    for code, village in {"A": 1, "C": 3, "D": 4, "E": 4, "F": 5, "X": 9}.items():
        made[code] = office(
            f"XM-SM-{code}", f"村居{code}人民调解委员会", "village_committee", city.head.office, "思明区"
        )
        made[code].division_code = f"35020300800{village}"
        made[code].save()
    rebuild_bounds()
    for place, code in ((city.bureau, "350200"), (city.head.office, "350203")):
        Office.objects.system("a test").filter(pk=place.pk).update(division_code=code)
    for code, elected in (("A", date(2023, 5, 1)), ("D", date(2023, 5, 1)), ("E", date(2023, 5, 1))):
        committee(made[code])
        term(made[code], elected)
    committee(made["C"])
    term(made["C"], date(2021, 12, 31))  # ends on 31 December 2024
    committee(made["F"], cancelled_date=ON)
    committee(made["X"])
    return {code: Office.objects.system("a test").get(pk=found.pk) for code, found in made.items()}


def of_district(found: Network) -> Any:
    return next(district for district in found.districts if district.name == "思明区")


def test_every_village_has_one_committee_in_term_or_is_named(villages):
    coverage = of_district(network(on=date(2025, 1, 1), seen_by=None)).coverage

    assert (coverage.villages, coverage.covered) == (5, 1)
    assert [name for _, name in coverage.without] == ["莲兴社区", "洪文社区"]
    assert [name for _, name in coverage.out_of_term] == ["前埔社区"]
    assert [name for _, name in coverage.twice] == ["何厝社区"]


def test_the_last_day_of_a_term_is_a_day_of_it(villages):
    assert of_district(network(on=ON, seen_by=None)).coverage.out_of_term == ()


def test_a_village_committee_with_the_code_of_no_village_is_named(villages):
    assert of_district(network(on=ON, seen_by=None)).unplaced == (("XM-SM-X", "村居X人民调解委员会"),)


def test_a_cancelled_committee_is_of_the_network_until_the_day_before(villages):
    before, after = (of_district(network(on=day, seen_by=None)) for day in (date(2024, 12, 30), ON))

    assert before.committees["村居人民调解委员会"] - after.committees["村居人民调解委员会"] == 1


def test_a_post_sees_the_villages_of_its_own_division(villages, city):
    city.head.office.refresh_from_db()
    city.stranger.office.refresh_from_db()

    assert of_district(network(on=ON, seen_by=city.head)).coverage.villages == 5
    assert network(on=ON, seen_by=city.stranger).districts == ()


def test_without_a_list_of_divisions_no_village_is_known(city):
    build(city.committee)

    found = network(on=ON, seen_by=None)

    assert found.has_divisions is False
    assert found.levels == {"未填区划": 1}


def test_a_person_in_two_committees_counts_once(city):
    for office in (city.committee, city.other_committee):
        mediator(office, "T1", is_full_time=1)
    mediator(city.committee, "T2")

    found = network(on=ON, seen_by=None)

    assert (found.mediators, found.full_time) == (2, 1)
    assert _figure("mediation.network.mediators") == (2, 3)
    assert _figure("mediation.network.mediators.full_time") == (1, 2)
    assert {group.label: group.exact for group in _by("mediation.network.mediators", "district")} == {
        "思明区": 2,
        "湖里区": 1,
    }


def _figure(code: str, period: str = "2024") -> tuple[Any, Any]:
    (found,) = figures(Period.parse(period), engine=Live(), codes=[code])
    return found.exact, found.rows


def _by(code: str, dimension: str) -> Any:
    (found,) = figures(Period(2024), engine=Live(), codes=[code], by=dimension)
    return found.by


def test_figures_of_the_network_count_what_is_at_the_end_of_the_period(villages, city):
    build(city.committee)
    Training(office=city.committee, official=official("M1"), course="课程", hours=8, **parts("trained", ON)).save()

    expected = {
        "mediation.network.committees": 6,  # five villages, without the one cancelled on the last day, and the town
        "mediation.network.committees.village": 5,
        "mediation.network.committees.in_term": 4,  # A, D, E and the town; C's last day is the period's
        "mediation.network.committees.village.in_term": 3,
        "mediation.network.members": 3,
        "mediation.network.members.women": 2,
        "mediation.network.trained": 1,
    }
    assert {code: _figure(code)[0] for code in expected} == expected
    (rate,) = figures(Period(2024), engine=Live(), codes=["mediation.network.committees.village.rate"])
    assert rate.value == "60.0"
    assert _figure("mediation.network.committees", "2024-11")[0] == 7
    ours = [
        holding for holding in identities(Period(2024), engine=Live()) if holding.rule.startswith("mediation.network.")
    ]
    assert [holding.holds for holding in ours] == [True, True, True]


def test_the_public_may_verify_a_committee(city):
    found = build(city.committee).committee
    Committee.objects.system("a test").filter(pk=found.pk).update(address="示例路1号", phone="0592-2660000")

    told = committee_public("XM-SM-01", on=ON)

    assert told is not None
    assert (told.name, told.kind, told.address, told.phone) == (
        "莲前街道人民调解委员会", "镇街人民调解委员会", "示例路1号", "0592-2660000",
    )  # fmt: skip
    assert told.in_term
    assert committee_public("XM-SM-01", on=date(2027, 3, 1)).in_term is False
    assert committee_public("XM-HL-01", on=ON) is None


def test_a_cancelled_committee_is_shown_as_such(city):
    found = build(city.committee).committee
    Committee.objects.system("a test").filter(pk=found.pk).update(cancelled_date=ON)

    told = committee_public("XM-SM-01", on=ON)

    assert told is not None
    assert (told.in_term, told.cancelled_date) == (False, ON)


def test_names_are_public_and_birth_dates_are_the_districts_and_the_committees(city):
    build(city.committee)
    mediator(city.committee, "T1", phone="15400000001")

    near = members_of(city.committee, city.head, on=ON), mediators_of(city.committee, city.clerk, on=ON)
    far = members_of(city.committee, city.reporter, on=ON), mediators_of(city.committee, city.reporter, on=ON)

    assert [member.position for member in near[0]] == ["主任", "委员", "委员"]
    assert near[0][0].birth_date is not None
    assert near[1][0].phone == "15400000001"
    assert [member.name for member in far[0]] == [member.name for member in near[0]]
    assert {member.birth_date for member in far[0]} == {None}
    assert far[1][0].phone == ""
    assert members_of(city.committee, city.stranger, on=ON) == ()


def test_the_load_of_a_mediator_is_what_is_open_and_what_was_concluded(city, peoples: Callable[..., PeoplesMatter]):
    official("T1", "李二")
    mediator(city.committee, "T1")
    mediator(city.committee, "T2")
    accepted = parts("accepted", date(2024, 5, 6))
    ended = {**accepted, **parts("concluded", date(2024, 6, 3)), "state": "failed", "is_concluded": 1}
    before = {
        **parts("accepted", date(2023, 5, 6)),
        **parts("concluded", date(2023, 6, 3)),
        "state": "failed",
        "is_concluded": 1,
    }
    for number, values in enumerate(({"state": "accepted", **accepted}, ended, ended, before)):
        peoples(number=str(number), mediator="李二", **values).save()

    told = loads(2024, on=ON, seen_by=city.head)

    assert [(load.official, load.open, load.concluded) for load in told] == [("T1", 1, 2), ("T2", 0, 0)]
    assert loads(2024, on=ON, seen_by=city.stranger) == ()
    assert len(loads(2024, on=ON, seen_by=None)) == 2


# Checkers


def found(name: str, on: date = ON) -> list[str]:
    (checked,) = integrity.check(on=on, names=frozenset({name}))
    return list(checked.told)


def test_a_lawful_network_has_no_finding(city):
    build(city.committee)
    seal(city.committee)
    mediator(city.committee, "T1", from_date=date(2024, 3, 1))

    assert {checker.name: found(checker.name) for checker in CHECKERS} == {checker.name: [] for checker in CHECKERS}


def test_a_committee_below_three_is_found_with_its_article(city):
    member = build(city.committee).members[2]
    Member.objects.system("a test").filter(pk=member.pk).update(until_date=ON, end_reason="resigned")

    assert found("committee-is-composed-lawfully") == []
    (told,) = found("committee-is-composed-lawfully", date(2025, 1, 1))
    assert told == "莲前街道人民调解委员会：委员不足三人（《人民调解法》第八条第二款）；请补选"


def test_a_committee_out_of_term_is_found_on_the_day_after(city):
    build(city.committee)

    assert found("committee-is-in-term", date(2027, 2, 28)) == []
    assert found("committee-is-in-term", date(2027, 3, 1)) == [
        "莲前街道人民调解委员会 没有在任期内的委员会；请换届选举"
    ]


def test_a_committee_without_a_good_seal_is_found(city):
    build(city.committee)

    assert "没有登记印章" in found("committee-has-seal")[0]
    seal(city.committee, until_date=date(2024, 6, 30))
    assert "印章已停用（印1，2024-06-30）" in found("committee-has-seal")[0]


def test_a_committee_not_filed_is_found_after_thirty_days(city):
    committee(city.committee, founded_date=date(2024, 5, 6), filed_date=None)

    assert found("committee-is-filed", date(2024, 6, 5)) == []
    assert "2024-06-05" in found("committee-is-filed", date(2024, 6, 6))[0]


def test_villages_not_covered_are_found(villages):
    told = found("village-has-one-committee", date(2025, 1, 1))

    assert told == [
        "350203008002 莲兴社区：没有调委会",
        "350203008005 洪文社区：没有调委会",
        "350203008003 前埔社区：调委会不在任期内",
        "350203008004 何厝社区：有几个调委会",
    ]


def test_a_mediator_without_training_in_the_year_is_found(city):
    mediator(city.committee, "T1", from_date=date(2023, 12, 31))
    mediator(city.committee, "T2", from_date=date(2024, 1, 1))  # not yet a year
    person = mediator(city.committee, "T3", from_date=date(2020, 1, 1)).official
    Training(
        office=city.committee, official=person, course="课程", hours=8, **parts("trained", date(2024, 1, 1))
    ).save()

    assert found("mediator-is-trained") == [
        "示例T1（莲前街道人民调解委员会）自 2023-12-31 以来没有参加培训（人民调解法第十四条）"
    ]
    assert len(found("mediator-is-trained", date(2025, 1, 1))) == 3
    assert len(found("mediator-is-trained", date(2028, 2, 29))) == 3


# The console


def test_the_command_tells_the_network_of_a_day(villages, capsys: pytest.CaptureFixture[str]):
    assert run(["mediation", "network", "--on", "2025-01-01"]) == 0
    text = capsys.readouterr().out
    assert run(["mediation", "network", "--on", "2025-01-01", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)

    assert "村居5个，有一个任期内调委会的1个。" in text
    assert "没有调委会：350203008002 莲兴社区、350203008005 洪文社区。" in text
    (district,) = data["districts"]
    assert (district["villages"], district["covered"], data["divisions"]) == (5, 1, True)
    assert [gap["name"] for gap in district["twice"]] == ["何厝社区"]


def test_the_command_says_where_divisions_are_missing(city, capsys: pytest.CaptureFixture[str]):
    assert run(["mediation", "network"]) == 0

    assert "fazhi divisions import" in capsys.readouterr().out


def test_the_clock_says_which_elections_it_has_brought_up(city, capsys: pytest.CaptureFixture[str]):
    build(city.committee, elected=date(2021, 2, 28))

    assert run(["clock"]) == 0
    assert "调委会换届：新启动 1 件" in capsys.readouterr().out
    assert run(["clock", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["arisen"] == []


def test_a_day_that_is_none_is_refused(city, capsys: pytest.CaptureFixture[str]):
    assert run(["mediation", "network", "--on", "年底"]) == 2

    assert "年底" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            errors.CompositionUnlawful("甲", [(CompositionRule.TOO_FEW, COMPOSITION)]),
            "委员不足三人（《人民调解法》第八条第二款）",
        ),
        (errors.Underage("甲", date(2010, 1, 1), ON, ADULT), "未满十八周岁"),
        (errors.RemovalGroundWrong("甲", REMOVAL, given=False), "须写明事由"),
        (errors.RemovalGroundWrong("甲", REMOVAL, given=True), "不是罢免"),
        (errors.MemberLineUnclear("甲"), "每行写一人"),
        (errors.UnknownServant("E9"), "E9"),
        (errors.NotServing("甲", ON, None), "尚未开始"),
        (errors.NotServing("甲", ON, ON), "已于 2024-12-31 终止"),
        (errors.CommitteeUnregistered("甲"), "没有调委会登记"),
        (errors.CommitteeCancelled("甲", ON), "已于 2024-12-31 撤销"),
    ],
)
def test_what_can_go_wrong_is_said_in_chinese(error: Exception, words: str):
    told = sentence(error)

    assert told is not None
    assert words in told
