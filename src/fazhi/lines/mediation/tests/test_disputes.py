"""One dispute through several doors: shown as one, its numbers kept, counted once; an official decides what is not certain."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, models

from fazhi.engines.indicator import Period
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.models import Post
from fazhi.kernel.procedures.errors import OutOfSight, StepNotOpen
from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.procedures.models import Task
from fazhi.kernel.referrals.models import Referral
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.errors import EarlierUnknown
from fazhi.lines.mediation.models import AdministrativeMatter, Dispute, DisputeMember, LinkProposal, PeoplesMatter
from fazhi.lines.mediation.services import departments, disputes
from fazhi.lines.mediation.services.disputes import Joined
from fazhi.lines.mediation.services.parties import Side, add_side
from fazhi.lines.mediation.terms import (
    PEOPLES,
    Category,
    DepartmentRoute,
    Ending,
    MemberRole,
    NotSame,
    Proof,
    Same,
    Sector,
)

CHEN = Side("陈示例", document_type="passport", document_number="G12345678")
LIN = Side("林示例", phone="13800000001")
SHOP = Side("示例商行", document_type="credit_code", document_number="91350200MA2XYTUC2R")


@pytest.fixture
def head(city) -> Post:
    """Who sees every committee and department: the head of the bureau."""
    made = Post(official=city.head.official, office=city.bureau, role="head", from_date=date(2020, 1, 1))
    made.save()
    return made


@pytest.fixture
def people(city, at: datetime) -> Callable[..., PeoplesMatter]:
    """A people's matter with both sides, accepted on a day, of the committee in 思明区 unless another is named."""

    def make(number: str, day: date, sides: tuple[Side, ...] = (CHEN, LIN), **values: Any) -> PeoplesMatter:
        usual = {
            "number": number, "office": city.committee, "state": "accepted", "occurred_date": day, "recorded_at": at,
            "category": "neighbour", "form": "mediation", "source": "application", "parties_count": 2,
        }  # fmt: skip
        matter = PeoplesMatter(**{**usual, **parts("accepted", day), **values})
        matter.save()
        by = city.mediator if matter.office_id == city.committee.pk else city.stranger
        for side in sides:
            add_side(PEOPLES, matter, side, by=by, at=at)
        return matter

    return make


@pytest.fixture
def referral(city, at: datetime) -> Callable[..., Referral]:
    def make(number: str, day: date, **values: Any) -> Referral:
        usual = {
            "number": number, "procedure": "referral.police", "channel": "police", "office": city.committee,
            "state": "signed", "sender": "莲前派出所", "category": "neighbour", "sent_date": day, "occurred_date": day,
            "recorded_at": at,
        }  # fmt: skip
        made = Referral(**{**usual, **parts("signed", day), **values})
        made.save(force_insert=True)
        return made

    return make


def ended(outcome: str, day: date) -> dict[str, Any]:
    """The columns of a people's matter that ended."""
    effect = parts("effective", day) if outcome == "settled" else {}
    concluded = int(outcome in {"settled", "failed"})
    return {"state": outcome, **parts("concluded", day), **effect, "is_concluded": concluded, "occurred_date": day}


def members() -> dict[str, tuple[Any, ...]]:
    rows = DisputeMember.objects.system("a test")
    return {row.number: (row.position, row.door, row.role, row.proof, row.is_repeat) for row in rows}


def only() -> Dispute:
    return Dispute.objects.system("a test").get()


def value(code: str, year: int = 2024) -> int:
    (figure,) = figures(Period(year), engine=Live(), codes=(code,))
    return figure.exact


# 按编号归并


def test_a_referral_and_its_matter_are_one_dispute_with_both_numbers(people, referral, at: datetime):
    referral("公调1号", date(2024, 5, 6))
    people("调1号", date(2024, 5, 8), source="police", referral_number="公调1号")
    people("调2号", date(2024, 5, 8), sides=())

    linked = disputes.link_all(by="system", at=at)

    assert (linked.disputes, linked.members) == (1, 2)
    assert members() == {
        "公调1号": (1, "police", "first", "number", 0),
        "调1号": (2, "people", "first", "number", 0),
    }
    found = only()
    assert (found.doors, found.members, found.via_police, found.via_people, found.via_court) == (2, 2, 1, 1, 0)
    assert (found.first_date, found.first_quarter, found.outcome) == (date(2024, 5, 6), 2, "open")


def test_referrals_of_one_case_are_one_dispute_to_whichever_committee(referral, city, at: datetime):
    referral("公调1号", date(2024, 5, 6), sender_number="案1")
    referral("公调2号", date(2024, 5, 9), sender_number="案1", office=city.other_committee)
    referral("公调3号", date(2024, 5, 9), sender_number="案1", sender="别的派出所")
    referral("公调4号", date(2024, 5, 9))

    disputes.link_all(by="system", at=at)

    assert set(members()) == {"公调1号", "公调2号"}


def test_doors_that_share_a_record_are_one_dispute(people, referral, at: datetime):
    """Police and petition office hand over the same case under two numbers, of which the matter bears one."""
    referral("公调1号", date(2024, 5, 6), sender_number="案1")
    referral("公调9号", date(2024, 5, 7), sender_number="案1")
    people("调1号", date(2024, 5, 8), source="police", referral_number="公调9号")

    disputes.link_all(by="system", at=at)

    assert only().members == 3


def test_linking_twice_changes_nothing_but_the_trail(people, referral, at: datetime):
    referral("公调1号", date(2024, 5, 6))
    people("调1号", date(2024, 5, 8), source="police", referral_number="公调1号")
    disputes.link_all(by="system", at=at)
    before = (only().pk, members())

    disputes.link_all(by="system", at=at)

    assert (only().pk, members()) == before
    assert Entry.objects.filter(action="mediation.disputes.link").count() == 2


def test_what_was_decided_stays_when_all_is_linked_anew(people, at: datetime):
    one, other = people("调1号", date(2024, 5, 6)), people("调2号", date(2024, 5, 8))
    disputes.join(
        Joined(PEOPLES, one.pk, Proof.CONFIRMED), Joined(PEOPLES, other.pk, Proof.CONFIRMED, MemberRole.AGAIN)
    )

    disputes.link_all(by="system", at=at)

    assert members()["调2号"] == (2, "people", "again", "confirmed", 0)
    assert only().is_again == 1


# 计一次


def test_a_dispute_that_two_figures_count_is_one_dispute(people, referral, at: datetime):
    referral("公调1号", date(2024, 5, 6))
    people("调1号", date(2024, 5, 8), source="police", referral_number="公调1号", **ended("settled", date(2024, 5, 20)))
    people("调2号", date(2024, 5, 8), sides=(), **ended("failed", date(2024, 5, 20)))

    disputes.link_all(by="system", at=at)

    assert value("mediation.people.resolved") + value("mediation.referrals.signed") == 3
    assert value("mediation.disputes.repeats") == 1
    assert value("mediation.disputes.distinct") == 2
    assert value("mediation.disputes.several_doors") == 1


def test_a_dispute_over_new_year_is_counted_in_its_first_year_only(people, referral, at: datetime):
    referral("公调1号", date(2024, 12, 30))
    people(
        "调1号", date(2024, 12, 31), source="police", referral_number="公调1号", **ended("settled", date(2025, 1, 9))
    )

    disputes.link_all(by="system", at=at)

    assert [value("mediation.disputes.distinct", year) for year in (2024, 2025)] == [1, 0]


def test_published_figures_do_not_move_by_linking(people, referral, at: datetime):
    referral("公调1号", date(2024, 5, 6))
    people("调1号", date(2024, 5, 8), source="police", referral_number="公调1号", **ended("settled", date(2024, 5, 20)))
    codes = ("mediation.people.resolved", "mediation.referred.police", "mediation.administrative.accepted")
    before = [value(code) for code in codes]

    disputes.link_all(by="system", at=at)

    assert [value(code) for code in codes] == before == [1, 1, 0]


# 前案


@pytest.fixture
def applied(city) -> Callable[..., AdministrativeMatter]:
    def make(number: str, day: date, **more: Any) -> AdministrativeMatter:
        usual: dict[str, Any] = {
            "number": number, "category": Category.CONSUMER, "applicant": CHEN, "respondent": SHOP,
        }  # fmt: skip
        moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        return departments.apply(
            Sector.CONSUMER, office=city.department, by=city.officer, at=moment, on=day, **{**usual, **more}
        )

    return make


def failed(matter: AdministrativeMatter, city, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    departments.accept(matter, by=city.officer, at=moment, on=day)
    departments.fail(
        matter, by=city.officer, at=moment, on=day, reason=Ending.ABSENT, routes=(DepartmentRoute.ARBITRATION,)
    )


def test_an_application_that_names_its_earlier_matter_is_mediated_once_more(applied, city):
    failed(applied("1号", date(2024, 9, 5)), city, date(2024, 9, 9))

    applied("2号", date(2024, 9, 20), earlier="1号")

    assert members() == {
        "1号": (1, "administrative", "first", "stated", 0),
        "2号": (2, "administrative", "again", "stated", 0),
    }
    assert LinkProposal.objects.system("a test").count() == 0  # what is stated is not asked


def test_one_beside_another_that_is_open_is_not_once_more(applied):
    applied("1号", date(2024, 9, 5))

    applied("2号", date(2024, 9, 6), earlier="1号")

    assert members()["2号"][2] == "first"


@pytest.mark.parametrize("earlier", ["没有这一件", "2号"])
def test_an_earlier_matter_that_nobody_knows_is_refused(applied, earlier: str):
    with pytest.raises(EarlierUnknown):
        applied("2号", date(2024, 9, 6), earlier=earlier)


def test_the_dispute_follows_its_matters_acts(applied, city):
    first = applied("1号", date(2024, 9, 5))
    applied("2号", date(2024, 9, 6), earlier="1号")
    assert only().outcome == "open"

    failed(first, city, date(2024, 9, 9))

    assert DisputeMember.objects.system("a test").get(number="1号").outcome == "failed"
    assert DisputeMember.objects.system("a test").get(number="1号").counted_date == date(2024, 9, 9)


# 提示与认定


def test_the_same_parties_and_category_are_proposed_to_who_sees_both(applied):
    applied("1号", date(2024, 9, 5))
    applied("2号", date(2024, 12, 4))  # the ninetieth day

    proposal = LinkProposal.objects.system("a test").get()
    assert (proposal.state, proposal.parties, proposal.office.code) == ("proposed", 2, "XM-RS")
    assert Task.objects.system("a test").filter(matter_id=proposal.pk, procedure="mediation.linkage").exists()
    assert Entry.objects.get(action="mediation.linkage.propose").actor == "system"


@pytest.mark.parametrize(
    "other",
    [
        {"respondent": Side("另一商行")},
        {"category": Category.CONTRACT},
        {"day": date(2024, 12, 5)},
    ],
    ids=["one party only", "another category", "after ninety days"],
)
def test_what_differs_is_not_proposed(applied, other: dict[str, Any]):
    applied("1号", date(2024, 9, 5))

    applied("2号", **{"day": date(2024, 9, 20), **other})

    assert not LinkProposal.objects.system("a test").exists()


def test_records_of_two_offices_are_proposed_to_the_office_above_both(people, city, head, at: datetime):
    people("调1号", date(2024, 5, 6))
    other = people("调2号", date(2024, 5, 8), office=city.other_committee)

    (proposal,) = disputes.propose(PEOPLES, other.pk, at=at)

    assert proposal.office == city.bureau
    with pytest.raises(OutOfSight):
        disputes.confirm(proposal, by=city.mediator, at=at, on=date(2024, 6, 3), reason=Same.SAME_FACTS)
    disputes.confirm(proposal, by=head, at=at, on=date(2024, 6, 3), reason=Same.ANOTHER_DOOR)
    assert only().members == 2


def test_a_confirmed_proposal_joins_the_two_and_says_why(applied, city):
    applied("1号", date(2024, 9, 5))
    applied("2号", date(2024, 9, 20))
    proposal = LinkProposal.objects.system("a test").get()
    moment = datetime(2024, 9, 21, 2, tzinfo=UTC)

    disputes.confirm(proposal, by=city.officer, at=moment, on=date(2024, 9, 21), reason="mediated_again")

    assert members()["2号"] == (2, "administrative", "again", "confirmed", 0)
    entry = Entry.objects.get(action="mediation.linkage.confirm")
    assert entry.actor == city.officer.code
    assert json.loads(entry.detail.content)["decision_reason"] == "mediated_again"
    with pytest.raises(StepNotOpen):
        disputes.reject(proposal, by=city.officer, at=moment, on=date(2024, 9, 21), reason=NotSame.LATER)


def test_a_rejected_pair_stays_apart_and_is_not_proposed_again(applied, city):
    applied("1号", date(2024, 9, 5))
    second = applied("2号", date(2024, 9, 20))
    proposal = LinkProposal.objects.system("a test").get()
    moment = datetime(2024, 9, 21, 2, tzinfo=UTC)

    disputes.reject(proposal, by=city.officer, at=moment, on=date(2024, 9, 21), reason=NotSame.LATER)

    assert disputes.propose(second.procedure, second.pk, at=moment) == []
    assert disputes.propose_all(at=moment) == 0
    assert not Dispute.objects.system("a test").exists()


def test_a_reason_off_the_list_is_none(applied, city):
    applied("1号", date(2024, 9, 5))
    applied("2号", date(2024, 9, 20))
    proposal = LinkProposal.objects.system("a test").get()

    with pytest.raises(ValueError, match="later"):
        disputes.confirm(
            proposal, by=city.officer, at=datetime(2024, 9, 21, tzinfo=UTC), on=date(2024, 9, 21), reason="later"
        )


def test_who_only_registers_does_not_decide(people, city, at: datetime):
    people("调1号", date(2024, 5, 6))
    (proposal,) = disputes.propose(PEOPLES, people("调2号", date(2024, 5, 8)).pk, at=at)

    with pytest.raises(NotPermitted):
        disputes.confirm(proposal, by=city.clerk, at=at, on=date(2024, 6, 3), reason=Same.SAME_FACTS)


def test_all_records_are_compared_set_wise_as_one_by_one(people, at: datetime):
    people("调1号", date(2024, 5, 6))
    people("调2号", date(2024, 5, 8))
    people("调3号", date(2024, 5, 9), sides=(CHEN, Side("别人")))

    assert disputes.propose_all(at=at) == 1
    assert disputes.propose_all(at=at) == 0


# 谁看得见


def test_a_post_sees_the_records_of_its_offices_and_no_others(people, city, at: datetime):
    one = people("调1号", date(2024, 5, 6))
    other = people("调2号", date(2024, 5, 8), office=city.other_committee)
    disputes.join(Joined(PEOPLES, one.pk, Proof.CONFIRMED), Joined(PEOPLES, other.pk, Proof.CONFIRMED))

    seen = {
        post: [each.number for each in queries.disputes.members_with(one.pk, post)]
        for post in (city.mediator, city.reporter)
    }

    assert seen == {city.mediator: ["调1号"], city.reporter: ["调1号", "调2号"]}
    assert queries.disputes.members_with(one.pk, city.stranger) == ()


def test_a_record_that_is_gone_leaves_its_dispute_and_one_alone_is_none(people, at: datetime):
    one, other, third = (people(f"调{number}号", date(2024, 5, number), sides=()) for number in (6, 7, 8))
    disputes.join(*(Joined(PEOPLES, each.pk, Proof.CONFIRMED) for each in (one, other, third)))

    for matter, left in ((one, 2), (other, 0)):
        key = matter.pk
        PeoplesMatter.objects.system("a test").filter(pk=key).delete()
        disputes.refresh(key)
        assert DisputeMember.objects.system("a test").count() == left

    assert not Dispute.objects.system("a test").exists()


# 检查


def found(name: str, on: date = date(2024, 12, 31)) -> tuple[str, ...]:
    (checked,) = check(on=on, names=frozenset({name}))
    assert len(checked.told) == checked.found
    return checked.told


def test_members_that_contradict_each_other_are_found(people):
    one = people("调1号", date(2024, 5, 6), **ended("settled", date(2024, 5, 20)))
    other = people("调2号", date(2024, 5, 8), **ended("failed", date(2024, 6, 1)))
    disputes.join(Joined(PEOPLES, one.pk, Proof.CONFIRMED), Joined(PEOPLES, other.pk, Proof.CONFIRMED))

    assert [text for text in found("dispute-members-agree") if "调2号" in text and "调1号" in text]
    disputes.join(Joined(PEOPLES, other.pk, Proof.CONFIRMED, MemberRole.AGAIN))
    assert found("dispute-members-agree") == ()


def test_a_dispute_that_is_behind_its_matter_is_found(people, at: datetime):
    one, other = people("调1号", date(2024, 5, 6)), people("调2号", date(2024, 5, 8))
    disputes.join(Joined(PEOPLES, one.pk, Proof.CONFIRMED), Joined(PEOPLES, other.pk, Proof.CONFIRMED))
    assert found("dispute-is-current") == ()

    PeoplesMatter.objects.system("a test").filter(pk=one.pk).update(**ended("failed", date(2024, 5, 20)))

    assert len(found("dispute-is-current")) == 1
    disputes.link_all(by="system", at=at)
    assert found("dispute-is-current") == ()


def test_an_employer_with_arrears_of_wages_again_and_again_is_a_warning(people):
    for number in (1, 2):
        people(f"调{number}号", date(2024, 11, number), sides=(Side(f"工人{number}"), SHOP), category="migrant_wages")
    people("调8号", date(2024, 1, 5), sides=(Side("工人8"), SHOP), category="migrant_wages")  # before the window
    assert found("party-repeats") == ()

    people("调3号", date(2024, 11, 3), sides=(Side("工人3"), SHOP), category="migrant_wages")

    (told,) = found("party-repeats")
    assert "3 件拖欠农民工工资纠纷有同一当事人" in told
    assert "示例商行" not in told


def test_a_place_with_many_disputes_of_one_kind_is_a_warning(people, city):
    type(city.committee).objects.system("a test").filter(pk=city.committee.pk).update(kind="village_committee")
    for number in range(10):
        people(f"调{number}号", date(2024, 11, 1), sides=())

    (told,) = found("place-repeats")

    assert "邻里纠纷 10 件" in told


# 库里守住的


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"members": 1, "doors": 1, "via_people": 1}, "dispute_has_members"),
        ({"doors": 2, "via_people": 1}, "dispute_doors_counted"),
        ({"category": "boredom", "via_people": 1}, "dispute_category_known"),
        ({"outcome": "forgotten", "via_people": 1}, "dispute_outcome_known"),
    ],
)
def test_the_database_refuses_a_dispute_that_can_not_be_true(city, values: dict[str, Any], constraint: str):
    usual = {"office": city.committee, "category": "family", "doors": 1, "members": 2, "outcome": "open"}
    with pytest.raises(IntegrityError, match=constraint):
        Dispute(**{**usual, **parts("first", date(2024, 5, 6)), **values}).save()


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"door": "window"}, "disputemember_door_known"),
        ({"role": "third"}, "disputemember_role_known"),
        ({"proof": "hearsay"}, "disputemember_proof_known"),
        ({"outcome": "forgotten"}, "disputemember_outcome_known"),
        ({"is_repeat": 1}, "disputemember_repeat_counted"),
        ({"counted_year": 2024}, "disputemember_counted_parts"),
    ],
)
def test_the_database_refuses_a_member_that_can_not_be_true(people, changes: dict[str, Any], constraint: str):
    one, other = people("调1号", date(2024, 5, 6), sides=()), people("调2号", date(2024, 5, 8), sides=())
    disputes.join(Joined(PEOPLES, one.pk, Proof.CONFIRMED), Joined(PEOPLES, other.pk, Proof.CONFIRMED))

    with pytest.raises(IntegrityError, match=constraint):
        DisputeMember.objects.system("a test").filter(number="调1号").update(**changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"reason": "same_facts"}, "linkproposal_decided_with_reason"),
        ({"state": "confirmed", "reason": "later"}, "linkproposal_decided_with_reason"),
        ({"earlier_id": models.F("later_id")}, "linkproposal_of_two"),
    ],
)
def test_the_database_refuses_a_proposal_that_can_not_be_true(
    people, at: datetime, changes: dict[str, Any], constraint: str
):
    people("调1号", date(2024, 5, 6))
    disputes.propose(PEOPLES, people("调2号", date(2024, 5, 8)).pk, at=at)

    with pytest.raises(IntegrityError, match=constraint):
        LinkProposal.objects.system("a test").update(**changes)
