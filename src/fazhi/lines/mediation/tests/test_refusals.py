"""What a committee may not do, by the name of the rule; the sentence that a clerk reads says what would be right."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures.errors import MissingGround, NotRectifiable, OutOfSight
from fazhi.kernel.procedures.services import carry
from fazhi.lines.mediation import errors, queries
from fazhi.lines.mediation.models import Agreement, Confirmation, PeoplesMatter, Performance, Seal, WorkRecord
from fazhi.lines.mediation.rules.agreement import WRITTEN_EFFECT
from fazhi.lines.mediation.services import following, people
from fazhi.lines.mediation.services.people.opening import Side
from fazhi.lines.mediation.tests.conftest import Committee, noon, written
from fazhi.lines.mediation.tests.test_paths import confirmed, followed, requested, stored
from fazhi.surfaces.wording import sentence

MONDAY = date(2025, 6, 9)


def refused(kind: type[errors.PeopleError], act, *words: str) -> errors.PeopleError:
    """The act is refused by this rule, with a sentence that has these words, and leaves nothing in the trail."""
    before = Entry.objects.count()
    with pytest.raises(kind) as caught:
        act()
    assert Entry.objects.count() == before
    said = sentence(caught.value) or ""
    assert said.endswith("。")
    assert all(word in said for word in words), said
    return caught.value


# How it comes in


def test_a_dispute_before_an_office_that_is_no_committee_is_refused(committee: Committee, city):
    def act():
        committee.registered(MONDAY, office=city.department)

    refused(errors.NotACommittee, act, "人民调解委员会", "《人民调解法》第七条")


def test_a_number_is_used_once_in_an_office(committee: Committee):
    committee.registered(MONDAY)

    refused(errors.NumberTaken, lambda: committee.registered(MONDAY), "〔2025〕莲前人调字第1号", "换一个案号")


@pytest.mark.parametrize("source", ["own_initiative", "application"])
def test_nobody_is_mediated_against_a_clear_refusal(committee: Committee, source: str):
    refused(
        errors.PartyRefuses,
        lambda: committee.registered(MONDAY, source=source, attitude="refuses"),
        "明确拒绝",
        "第十七条",
        "不予受理",
    )


def test_a_refusal_that_comes_before_acceptance_forbids_it(committee: Committee):
    matter = committee.registered(MONDAY)

    refused(errors.PartyRefuses, lambda: people.accept(matter, **committee.clerks(MONDAY), attitude="refuses"))

    assert stored(matter).state == "applied"


def test_a_reason_that_is_not_on_the_list_is_none(committee: Committee):
    matter = committee.registered(MONDAY)

    with pytest.raises(ValueError):
        people.refuse(matter, **committee.clerks(MONDAY), reason="太忙")
    with pytest.raises(MissingGround):
        people.refuse(matter, **committee.clerks(MONDAY), reason=" ")


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"number": "字" * 65}, "案号"),
        ({"referral_number": "字" * 65}, "对接编号"),
        ({"applicant": Side("字" * 121)}, "姓名或名称"),
        ({"respondent": Side("林示例", "other", "1" * 41)}, "证件号码"),
        ({"respondent": Side("林示例", phone="1" * 25)}, "联系电话"),
    ],
)
def test_what_is_too_long_to_keep_is_told_and_not_cut(committee: Committee, values, title: str):
    refused(errors.TooLong, lambda: committee.registered(MONDAY, **values), title, "请缩短")

    assert not PeoplesMatter.objects.system("a test").exists()
    assert not Party.objects.system("a test").exists()


def test_only_who_registers_disputes_registers_one(committee: Committee, city):
    values = {"number": "1号", "source": "application", "category": "neighbour"}
    sides = {"applicant": Side("陈示例"), "respondent": Side("林示例")}

    with pytest.raises(NotPermitted):
        people.register(office=city.committee, by=city.head, at=noon(MONDAY), on=MONDAY, **values, **sides)
    with pytest.raises(OutOfSight):
        people.register(office=city.committee, by=city.stranger, at=noon(MONDAY), on=MONDAY, **values, **sides)


# Who mediates


@pytest.mark.parametrize(
    ("tie", "words"),
    [
        ("party", ("本案当事人", "《人民调解法》第二十一条第一款")),
        ("near_relative", ("近亲属", "《特邀调解规定》第十五条第一款")),
        ("interest", ("利害关系", "第十五条")),
        ("other", ("其他关系", "第十五条")),
    ],
)
def test_a_mediator_tied_to_a_party_is_refused_by_what_ties_them(committee: Committee, tie: str, words):
    matter = committee.accepted(MONDAY)

    refused(
        errors.MediatorTied,
        lambda: people.appoint(matter, **committee.clerks(MONDAY), mediators=("李二",), named_by="parties", tie=tie),
        "李二",
        "应当回避",
        *words,
    )

    assert stored(matter).mediator == ""


def test_a_mediator_who_bears_a_partys_name_is_refused_until_checked_for_a_namesake(committee: Committee):
    matter = committee.accepted(MONDAY)
    values = {"mediators": ("陈示例",), "named_by": "committee", "tie": "none"}

    refused(errors.MediatorIsParty, lambda: people.appoint(matter, **committee.clerks(MONDAY), **values), "陈示例")
    people.appoint(matter, **committee.clerks(MONDAY), **values, namesakes_checked=True)

    assert stored(matter).mediator == "陈示例"


def test_so_is_one_who_settles_on_the_spot(committee: Committee):
    matter = committee.registered(MONDAY)
    agreed = {"agreement_form": "oral", "agreement_terms": "道歉。"}

    refused(
        errors.MediatorIsParty,
        lambda: people.settle_on_the_spot(matter, **committee.clerks(MONDAY), mediators=("林示例",), **agreed),
    )
    refused(
        errors.MediatorTied,
        lambda: people.settle_on_the_spot(
            matter, **committee.clerks(MONDAY), mediators=("李二",), tie="near_relative", **agreed
        ),
    )


def test_too_many_mediators_to_keep_are_told(committee: Committee):
    matter = committee.accepted(MONDAY)
    many = tuple(f"调解员{number}" for number in range(20))

    refused(
        errors.TooLong,
        lambda: people.appoint(matter, **committee.clerks(MONDAY), mediators=many, named_by="committee", tie="none"),
        "调解员",
    )


def test_nobody_holds_a_session_before_a_mediator_is_appointed(committee: Committee):
    matter = committee.accepted(MONDAY)

    refused(
        errors.NoMediator,
        lambda: people.hold_session(matter, **committee.mediators(MONDAY), content="。", outcome="agreed"),
        "第十九条",
    )


def test_a_session_is_not_arranged_for_a_time_that_has_passed(committee: Committee):
    matter, at = committee.accepted(MONDAY), noon(MONDAY)
    past = at - timedelta(hours=2)

    refused(
        errors.AppointmentPast,
        lambda: people.arrange(matter, by=committee.clerk, at=at, on=at, meets_at=past, place="调解室"),
        "10:00",
        "12:00",
    )


def test_nobody_is_told_of_a_session_that_was_not_arranged(committee: Committee):
    matter, at = committee.accepted(MONDAY), noon(MONDAY)

    refused(
        errors.NoAppointment,
        lambda: people.notify_session(matter, by=committee.clerk, at=at, on=at, whom="both", manner="telephone"),
        "还没有约定调解时间",
    )


def test_nobody_conducts_who_was_not_appointed(committee: Committee):
    """Else a mediator who is to recuse would come in by the session."""
    matter = committee.mediated(MONDAY)

    for act, values in ((people.hold_session, {"outcome": "agreed"}), (people.investigate, {})):
        refused(
            errors.NotAppointed,
            lambda act=act, values=values: act(
                matter, **committee.mediators(MONDAY), content="。", mediators=("吴七",), **values
            ),
            "李二",
            "吴七",
        )

    assert WorkRecord.objects.system("a test").filter(kind="session").count() == 1


def test_a_clerk_does_not_conduct_a_session(committee: Committee):
    matter = committee.mediated(MONDAY)

    with pytest.raises(NotPermitted):
        people.hold_session(matter, **committee.clerks(MONDAY), content="。", outcome="agreed")


# How it ends


def settling(committee: Committee, matter: PeoplesMatter, **values):
    return lambda: people.settle(
        matter, **committee.mediators(MONDAY + timedelta(3)), **{**written(MONDAY + timedelta(2)), **values}
    )


def test_nothing_is_settled_before_the_parties_were_told_their_rights(committee: Committee):
    matter = committee.accepted(MONDAY)

    refused(errors.RightsNotTold, settling(committee, matter), "告知权利义务", "第二十三条")


@pytest.mark.parametrize("outcome", [None, "party_absent"], ids=["no session", "a party stayed away"])
def test_nothing_is_settled_without_a_session_that_the_parties_attended(committee: Committee, outcome: str | None):
    matter = committee.accepted(MONDAY)
    people.appoint(matter, **committee.clerks(MONDAY), mediators=("李二",), named_by="committee", tie="none")
    people.notify_rights(matter, **committee.mediators(MONDAY))
    if outcome:
        people.hold_session(matter, **committee.mediators(MONDAY), content="未到。", outcome=outcome)

    refused(errors.NoSession, settling(committee, matter), "当事人到场", "第二十二条")


@pytest.mark.parametrize(
    ("missing", "title"),
    [
        ("applicant_signed", "申请人签名日期"),
        ("respondent_signed", "被申请人签名日期"),
        ("mediator_signed", "调解员签名日期"),
        ("sealed", "调委会盖章日期"),
    ],
)
def test_a_written_agreement_needs_each_of_its_signatures_and_the_seal(committee: Committee, missing: str, title: str):
    matter = committee.mediated(MONDAY)

    refused(errors.SignatureMissing, settling(committee, matter, **{missing: None}), title, "第二十九条第二款")

    assert stored(matter).state == "accepted"
    assert not Agreement.objects.system("a test").exists()


def test_an_oral_agreement_needs_the_day_it_was_reached(committee: Committee):
    matter = committee.mediated(MONDAY)
    oral = {"agreement_form": "oral", "oral_agreed": True}

    refused(errors.SignatureMissing, settling(committee, matter, **oral), "口头协议达成日期", "第三十条")


def test_an_agreement_is_written_where_a_party_wants_it_so(committee: Committee):
    matter = committee.mediated(MONDAY)

    refused(
        errors.WrittenRequired,
        settling(committee, matter, agreement_form="oral", reached=MONDAY + timedelta(2)),
        "第二十八条",
        "制作调解协议书",
    )


@pytest.mark.parametrize("day", ["applicant_signed", "sealed"])
def test_no_signature_lies_before_acceptance(committee: Committee, day: str):
    matter = committee.mediated(MONDAY)

    refused(errors.AgreementTooEarly, settling(committee, matter, **{day: MONDAY - timedelta(1)}), "2025-06-08")


def test_no_signature_lies_after_the_end(committee: Committee):
    matter = committee.mediated(MONDAY)

    refused(errors.AgreementTooLate, settling(committee, matter, sealed=MONDAY + timedelta(4)), "2025-06-13")


def test_performance_does_not_end_before_the_agreement_takes_effect(committee: Committee):
    matter = committee.mediated(MONDAY)

    refused(errors.DueBeforeEffect, settling(committee, matter, performance_due=MONDAY + timedelta(1)), "2025-06-10")


def test_a_written_agreement_under_a_seal_that_had_expired_is_refused(committee: Committee):
    """Sealed on 11 June; the committee's only seal was good until the 10th. An oral agreement needs none."""
    matter = committee.mediated(MONDAY)
    Seal(office=matter.office, number="印1", from_date=date(2020, 1, 1), until_date=MONDAY + timedelta(1)).save()

    refused(errors.SealInvalid, settling(committee, matter), "印章已停用", "2025-06-11", "第二十九条")
    people.settle(
        matter,
        **committee.mediators(MONDAY + timedelta(3)),
        agreement_form="oral",
        agreement_terms="道歉。",
        performance_mode="at_once",
        reached=MONDAY + timedelta(3),
        oral_agreed=True,
    )

    assert matter.state == "settled"


def test_a_mediation_does_not_fail_before_a_route_of_the_list_was_told(committee: Committee):
    matter = committee.mediated(MONDAY)

    with pytest.raises(MissingGround):
        people.fail(matter, **committee.mediators(MONDAY), routes_told=" ")
    with pytest.raises(ValueError):
        people.fail(matter, **committee.mediators(MONDAY), routes_told="上访")


def test_a_report_by_number_needs_a_matter_of_that_number_within_sight(committee: Committee):
    matter = committee.accepted(MONDAY)
    values = {"office": matter.office, "kind": "crime", "organ": "莲前派出所", "manner": "written"}

    refused(
        errors.MatterUnknown,
        lambda: people.open_report(**committee.mediators(MONDAY), **values, number="没有的号"),
        "没有的号",
        "莲前街道",
    )
    refused(
        errors.MatterUnknown,
        lambda: people.open_report(by=committee.stranger, at=noon(MONDAY), on=MONDAY, **values, number=matter.number),
    )


# What follows


def test_only_a_settled_matter_is_followed_up_and_confirmed(committee: Committee):
    matter = committee.mediated(MONDAY)

    refused(
        errors.NotSettled,
        lambda: following.follow_up(**committee.clerks(MONDAY), office=matter.office, number=matter.number),
        "调解中",
    )
    refused(errors.NotSettled, lambda: requested(committee, matter, MONDAY), "调解中")


def test_performance_is_followed_up_once(committee: Committee):
    matter = committee.settled(MONDAY)

    refused(
        errors.FollowedAlready,
        lambda: following.follow_up(**committee.clerks(MONDAY), office=matter.office, number=matter.number),
    )
    assert Performance.objects.system("a test").count() == 1


def test_a_ledgers_matter_is_not_due_before_its_effect(committee: Committee, peoples, settled):
    peoples(**settled).save()

    refused(
        errors.DueBeforeEffect,
        lambda: following.follow_up(
            **committee.clerks(date(2024, 6, 10)),
            office=committee.clerk.office,
            number="〔2024〕1号",
            performance_due=date(2024, 6, 1),
        ),
        "2024-06-02",
    )


def test_a_visit_that_found_performance_is_an_act_of_its_own(committee: Committee):
    performance = followed(committee.settled(MONDAY))
    who = committee.clerks(MONDAY + timedelta(30))

    refused(
        errors.VisitEnds,
        lambda: following.visit(performance, **who, manner="telephone", result="performed"),
        "确认履行完毕",
    )
    refused(
        errors.VisitEnds,
        lambda: following.find_not_performed(
            performance, **who, manner="telephone", result="performed", remedy_told=True
        ),
    )


def test_nothing_is_found_not_performed_before_its_day_has_passed(committee: Committee):
    performance = followed(committee.settled(MONDAY, performance_due=date(2025, 8, 31)))
    values = {"manner": "telephone", "result": "not_performed", "remedy_told": True}

    refused(
        errors.PerformanceNotDue,
        lambda: following.find_not_performed(performance, **committee.clerks(date(2025, 8, 31)), **values),
        "2025-08-31",
    )
    following.find_not_performed(performance, **committee.clerks(date(2025, 9, 1)), **values)

    assert stored(performance).state == "not_performed"


def test_following_up_does_not_end_unperformed_before_the_remedy_was_told(committee: Committee):
    performance = followed(committee.settled(MONDAY))

    with pytest.raises(MissingGround) as caught:
        following.find_not_performed(
            performance,
            **committee.clerks(date(2025, 9, 5)),
            manner="telephone",
            result="not_performed",
            remedy_told=False,
        )

    assert caught.value.ground == "remedy_told"
    assert stored(performance).state == "watching"


@pytest.mark.parametrize(
    ("effective", "last"),
    [
        # 30 days from 5 September end on Sunday 5 October, within 1 to 8 October: the day after is 9 October.
        pytest.param(date(2025, 9, 5), date(2025, 10, 9), id="National Day"),
        # 30 days from 3 April end on 3 May, within 1 to 5 May: the day after is 6 May.
        pytest.param(date(2025, 4, 3), date(2025, 5, 6), id="Labour Day"),
        # 30 days from 9 June end on Wednesday 9 July.
        pytest.param(MONDAY, date(2025, 7, 9), id="no holiday"),
    ],
)
def test_confirmation_is_asked_for_within_thirty_days_of_effect(committee: Committee, effective: date, last: date):
    matter = committee.settled(effective)

    error = refused(
        errors.ConfirmationTooLate,
        lambda: requested(committee, matter, last + timedelta(1)),
        "第三十三条第一款",
        f"最后一日是 {last}",
    )
    assert (error.effective, error.last) == (effective, last)
    assert requested(committee, matter, last).state == "requested"


@pytest.mark.parametrize("bar", ["out_of_scope", "wrong_court", "status", "special", "title"])
def test_what_courts_do_not_confirm_is_not_asked_for(committee: Committee, bar: str):
    matter = committee.settled(MONDAY)

    refused(errors.NotConfirmable, lambda: requested(committee, matter, MONDAY, bar=bar), "第三百五十五条")


@pytest.mark.parametrize(
    ("source", "ground", "is_right"),
    [
        ("court", "inviting", True),
        ("court", "mediator", False),
        ("application", "inviting", False),
        ("police", "domicile", True),
        ("application", "subject", True),
    ],
)
def test_the_court_is_that_which_invited_and_otherwise_one_of_the_place(
    committee: Committee, source: str, ground: str, is_right: bool
):
    matter = committee.settled(MONDAY, source=source)

    if is_right:
        assert requested(committee, matter, MONDAY, court_ground=ground).court_ground == ground
    else:
        refused(
            errors.CourtGroundWrong,
            lambda: requested(committee, matter, MONDAY, court_ground=ground),
            "第二百零五条",
        )


@pytest.mark.parametrize("side", ["applicant_signed", "respondent_signed"])
def test_both_parties_have_signed_when_they_ask(committee: Committee, side: str):
    matter = committee.settled(MONDAY)

    refused(
        errors.RequestSignedLater,
        lambda: requested(committee, matter, MONDAY, **{side: MONDAY + timedelta(1)}),
        "共同申请",
    )


def test_an_agreement_is_asked_for_once_at_a_time_and_not_after_it_was_confirmed(committee: Committee):
    matter = committee.settled(MONDAY)
    request = requested(committee, matter, MONDAY)

    refused(errors.RequestedAlready, lambda: requested(committee, matter, MONDAY), "已共同申请")
    following.court_accepts(request, **committee.clerks(MONDAY))
    following.court_confirms(request, **committee.clerks(MONDAY), decision_number="裁1号")
    refused(errors.RequestedAlready, lambda: requested(committee, matter, MONDAY), "确认有效")

    assert Confirmation.objects.system("a test").count() == 1


@pytest.mark.parametrize(
    ("known", "last"),
    [
        # A year from 15 July 2025, a Wednesday in 2026.
        pytest.param(date(2025, 7, 15), date(2026, 7, 15), id="a working day"),
        # A year from 1 October 2025: the holiday runs to 7 October 2026.
        pytest.param(date(2025, 10, 1), date(2026, 10, 8), id="National Day"),
    ],
)
def test_an_outsider_asks_within_a_year_of_knowing(committee: Committee, known: date, last: date):
    matter = committee.settled(MONDAY)
    confirmation = confirmed(committee, stored(matter))
    values = {"office": matter.office, "number": confirmation.number, "known": known}

    refused(
        errors.OutsiderTooLate,
        lambda: following.register_outsider(**committee.clerks(last + timedelta(1)), **values),
        "第十条",
        f"最后一日是 {last}",
    )
    following.register_outsider(**committee.clerks(last), **values)


def test_an_outsider_can_not_object_to_what_no_court_has_confirmed_or_was_revoked(committee: Committee):
    matter = committee.settled(MONDAY)
    request = requested(committee, matter, MONDAY)
    values = {"office": matter.office, "number": request.number, "known": MONDAY}

    def ask():
        return following.register_outsider(**committee.clerks(MONDAY), **values)

    refused(errors.NotConfirmed, ask, "已共同申请")
    following.court_accepts(request, **committee.clerks(MONDAY))
    following.court_confirms(request, **committee.clerks(MONDAY), decision_number="裁1号")
    following.revoke(ask(), **committee.clerks(MONDAY))
    refused(errors.NotConfirmed, ask, "确认已被撤销")


def test_a_confirmation_is_found_by_its_number_within_sight_only(committee: Committee):
    confirmation = confirmed(committee, stored(committee.settled(MONDAY)))
    values = {"office": confirmation.office, "number": confirmation.number, "known": MONDAY}

    refused(
        errors.MatterUnknown,
        lambda: following.register_outsider(
            by=committee.stranger, at=noon(date(2025, 8, 1)), on=date(2025, 8, 1), **values
        ),
    )


def test_what_another_matters_act_settles_never_moves_a_matter(committee: Committee):
    matter = stored(committee.settled(MONDAY))
    performance = followed(matter)
    with pytest.raises(NotRectifiable):
        carry(
            matter,
            {"state": "accepted"},
            source=performance,
            act="visit",
            basis=WRITTEN_EFFECT,
            by=committee.clerk,
            at=noon(MONDAY),
        )

    assert queries.matter_of(performance.procedure, matter.pk).state == "settled"


def test_every_refusal_is_tried_here():
    """A new rule needs its case above."""
    source = Path(__file__).read_text(encoding="utf-8")
    kinds = [name for name in vars(errors.people) if name in errors.__all__ and name != "PeopleError"]

    assert [name for name in kinds if f"errors.{name}" not in source] == []
