"""Each checker finds what was planted for it, and nothing where nothing was."""

from datetime import date, timedelta

import pytest

from fazhi.kernel.procedures import integrity
from fazhi.kernel.procedures.services import rectify
from fazhi.lines.mediation.checks import CHECKERS
from fazhi.lines.mediation.models import Agreement, Confirmation, PeoplesMatter, Performance
from fazhi.lines.mediation.services import people
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.services.people.opening import Side
from fazhi.lines.mediation.tests.conftest import Committee, noon
from fazhi.lines.mediation.tests.test_paths import confirmed, followed, stored

MONDAY = date(2025, 6, 9)


def found(name: str, on: date = date(2025, 6, 30)) -> list[str]:
    (checked,) = integrity.check(on=on, names=frozenset({name}))
    assert checked.found == len(checked.told)
    return list(checked.told)


def plant(row, **values) -> None:
    """Change a row behind the back of every act."""
    type(row).objects.system("a fault is planted").filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("checker", CHECKERS, ids=lambda checker: checker.name)
def test_where_nothing_was_planted_nothing_is_found(committee: Committee, checker: integrity.Checker):
    confirmed(committee, stored(committee.settled(MONDAY)))
    people.report_risk(
        committee.mediated(MONDAY, number="2号"),
        **committee.mediators(MONDAY),
        kind="crime",
        organ="莲前派出所",
        manner="telephone",
        receipt_number="回执1号",
    )

    assert found(checker.name) == []


def test_a_settled_matter_without_its_agreement_is_found(committee: Committee):
    matter = committee.settled(MONDAY)
    Agreement.objects.system("a fault is planted").filter(matter_id=matter.pk).delete()

    (told,) = found("settled-matter-has-agreement")
    assert matter.number in told


def test_a_settled_matter_that_a_ledger_brought_needs_no_agreement(peoples, settled, city):
    peoples(**settled).save()

    assert found("settled-matter-has-agreement") == []


def test_a_day_of_effect_that_the_signatures_do_not_prove_is_found(committee: Committee, city):
    matter = committee.settled(MONDAY)
    rectify(
        stored(matter),
        by=city.head,
        at=noon(date(2025, 6, 12)),
        reason="误改",
        changes=parts("effective", date(2025, 6, 10)),
    )

    assert found("effect-is-that-of-agreement") == [
        f"{matter.number}（莲前街道人民调解委员会）记为 2025-06-10 生效，按协议的签名盖章应为 2025-06-09"
    ]


@pytest.mark.parametrize(("mediator", "is_found"), [("李二、陈示例", True), ("陈示", False), ("陈示例子", False)])
def test_a_mediator_who_bears_a_partys_whole_name_is_found(committee: Committee, mediator: str, is_found: bool):
    matter = committee.mediated(MONDAY)
    plant(matter, mediator=mediator)

    assert bool(found("mediator-is-no-party")) is is_found


def test_a_departments_mediator_who_is_a_party_is_found_too(administrative, city, at):
    from fazhi.kernel.parties.services import add_party
    from fazhi.kernel.parties.terms import Draft

    matter = administrative(mediator="陈六")
    matter.save()
    add_party("mediation.administrative", matter.pk, Draft("陈六"), office=matter.office, by=city.officer, at=at)

    assert len(found("mediator-is-no-party")) == 1


def test_a_risk_report_without_a_receipt_is_found_after_its_third_day(committee: Committee):
    matter = committee.mediated(MONDAY)
    people.report_risk(matter, **committee.mediators(MONDAY), kind="crime", organ="莲前派出所", manner="telephone")

    assert found("risk-report-has-receipt", date(2025, 6, 12)) == []
    assert found("risk-report-has-receipt", date(2025, 6, 13)) == [
        f"{matter.number}风险1（莲前街道人民调解委员会）应于 2025-06-12 前登记回执，至今没有"
    ]


def test_an_agreement_that_nobody_looked_after_is_found_when_both_limits_have_lapsed(committee: Committee):
    matter = committee.settled(MONDAY)

    # 30 days end on Wednesday 9 July, 90 on Sunday 7 September, so on Monday 8.
    assert found("performance-not-overdue-twice", date(2025, 9, 8)) == []
    (told,) = found("performance-not-overdue-twice", date(2025, 9, 9))
    assert matter.number in told


def test_a_confirmation_of_a_matter_that_is_not_settled_is_found(committee: Committee):
    confirmation = confirmed(committee, stored(committee.settled(MONDAY)))
    plant(confirmation, matter_id=committee.mediated(MONDAY, number="2号").pk)

    (told,) = found("confirmed-matter-is-settled")
    assert confirmation.number in told


def test_a_confirmation_that_the_matter_does_not_carry_is_found(committee: Committee):
    matter = committee.settled(MONDAY)
    confirmation = confirmed(committee, stored(matter))
    plant(matter, **dict.fromkeys(parts("confirmed", MONDAY)))

    (told,) = found("confirmation-stands-on-matter")
    assert str(Confirmation.objects.system("a test").get(pk=confirmation.pk).decided_date) in told


@pytest.mark.parametrize("state", ["performed", "not_performed"])
def test_a_result_of_following_up_that_the_matter_does_not_carry_is_found(committee: Committee, state: str):
    matter = committee.settled(MONDAY)
    plant(followed(matter), state=state)

    (told,) = found("performance-stands-on-matter")
    assert matter.number in told


def test_following_up_that_goes_on_says_nothing_of_the_matter_yet(committee: Committee):
    committee.settled(MONDAY)

    assert Performance.objects.system("a test").get().state == "watching"
    assert found("performance-stands-on-matter", MONDAY + timedelta(200)) == []
    assert PeoplesMatter.objects.system("a test").get().performance == ""


def test_two_parties_of_one_name_and_a_blank_mediator_are_nobodys_conflict(committee: Committee):
    committee.accepted(MONDAY, applicant=Side("陈示例"), respondent=Side("陈示例"))

    assert found("mediator-is-no-party") == []
