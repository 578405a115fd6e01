"""Each path a dispute can take before a committee, from its registration to what follows its end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures.errors import ActOutOfOrder, LateEntry, MissingGround, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Alert, Clock, Task
from fazhi.kernel.procedures.services import run
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.models import (
    Agreement,
    Confirmation,
    OutsiderRequest,
    PeoplesMatter,
    Performance,
    RiskReport,
    Visit,
    WorkRecord,
)
from fazhi.lines.mediation.services import following, people
from fazhi.lines.mediation.services.people.opening import Side
from fazhi.lines.mediation.tests.conftest import Committee, noon, written

MONDAY = date(2025, 6, 9)
"""A Monday without holidays near it."""


def stored(row):
    return type(row).objects.system("a test").get(pk=row.pk)


def clocks(row) -> dict[str, Clock]:
    return {clock.period: clock for clock in Clock.objects.system("a test").filter(matter_id=row.pk)}


def open_tasks(row) -> int:
    return Task.objects.system("a test").filter(matter_id=row.pk, done_at=None).count()


def followed(matter: PeoplesMatter) -> Performance:
    return Performance.objects.system("a test").select_related("office").get(matter_id=matter.pk)


def acts_of(row) -> list[str]:
    entries = Entry.objects.filter(subject_id=row.pk.hex).order_by("number")
    return [entry.action.rpartition(".")[2] for entry in entries]


def test_an_application_is_mediated_settled_in_writing_and_found_performed_at_thirty_days(committee: Committee):
    matter = committee.registered(MONDAY, facts="楼上漏水。", request="赔偿一千元。")
    people.accept(matter, **committee.clerks(MONDAY + timedelta(1)), attitude="agrees")
    people.appoint(
        matter, **committee.clerks(MONDAY + timedelta(1)), mediators=("李二", "吴七"), named_by="parties", tie="none"
    )
    people.notify_rights(matter, **committee.mediators(MONDAY + timedelta(2)), place="莲前街道调解室")
    people.investigate(matter, **committee.mediators(MONDAY + timedelta(2)), content="查看现场。", mediators=("吴七",))
    people.hold_session(matter, **committee.mediators(MONDAY + timedelta(3)), content="各执一词。", outcome="continued")
    people.hold_session(matter, **committee.mediators(MONDAY + timedelta(7)), content="同意赔偿。", outcome="agreed")
    people.explain(matter, **committee.mediators(MONDAY + timedelta(7)), content="另有物业人员到场。")
    people.settle(
        matter,
        **committee.mediators(MONDAY + timedelta(10)),
        **{
            **written(MONDAY + timedelta(7)),
            "respondent_signed": MONDAY + timedelta(8),
            "sealed": MONDAY + timedelta(9),
        },
        facts="楼上水管漏水。",
        liability="楼上住户负责。",
        amount_fen=100_000,
    )

    settled = stored(matter)
    assert (settled.state, settled.effective_date, settled.concluded_date) == (
        "settled",
        date(2025, 6, 18),
        date(2025, 6, 19),
    )
    assert (settled.agreement_form, settled.amount_fen, settled.is_concluded) == ("written", 100_000, 1)
    assert (settled.mediator, settled.rights_told_date, settled.performance) == ("李二、吴七", date(2025, 6, 11), "")
    agreement = queries.agreement_of(matter.pk)
    assert agreement is not None
    assert (agreement.effective_date, agreement.sealed_date) == (date(2025, 6, 18), date(2025, 6, 18))
    records = WorkRecord.objects.system("a test").filter(matter_id=matter.pk).order_by("pk")
    assert [(record.kind, record.sequence, record.outcome, record.mediators) for record in records] == [
        ("rights_notice", 1, "", "李二、吴七"),
        ("investigation", 1, "", "吴七"),
        ("session", 1, "continued", "李二、吴七"),
        ("session", 2, "agreed", "李二、吴七"),
        ("explanation", 1, "", "李二、吴七"),
    ]
    assert queries.session_outcomes(matter.pk) == ("continued", "agreed")

    performance = followed(matter)
    due = {period: clock.due_date for period, clock in clocks(performance).items()}
    # 30 days from 18 June end on Friday 18 July; 90 on Tuesday 16 September.
    assert due == {"TJ-VISIT-30": date(2025, 7, 18), "TJ-VISIT-90": date(2025, 9, 16)}
    following.find_performed(performance, **committee.clerks(date(2025, 7, 18)), manner="telephone", note="已转账。")

    visit = Visit.objects.system("a test").get()
    found = stored(matter)
    assert (visit.visited_date, visit.result, visit.manner) == (date(2025, 7, 18), "performed", "telephone")
    assert (found.state, found.performance, found.visited_date, found.visited_quarter) == (
        "settled",
        "performed",
        date(2025, 7, 18),
        3,
    )
    assert stored(performance).state == "performed"
    assert all(clock.stopped_date == date(2025, 7, 18) for clock in clocks(performance).values())
    assert (open_tasks(matter), open_tasks(performance)) == (0, 0)
    assert acts_of(matter) == [
        "begin",
        "add",
        "add",
        "accept",
        "appoint",
        "notify_rights",
        "investigate",
        "hold_session",
        "hold_session",
        "explain",
        "settle",
        "carry",
    ]
    assert acts_of(performance) == ["begin", "find_performed"]


def test_sessions_move_neither_the_state_nor_its_clock(committee: Committee):
    matter = committee.mediated(MONDAY)

    people.hold_session(matter, **committee.mediators(date(2025, 6, 20)), content="再议。", outcome="continued")

    found = stored(matter)
    assert (found.state, found.version, found.occurred_date) == ("accepted", 6, date(2025, 6, 20))
    (clock,) = [clock for clock in clocks(matter).values() if clock.stopped_at is None]
    assert (clock.period, clock.due_date) == ("TJ-END", date(2025, 7, 9))


def test_a_moment_that_is_told_is_kept_in_the_record(committee: Committee):
    matter = committee.mediated(MONDAY)
    moment = datetime(2025, 6, 10, 6, 30, tzinfo=UTC)

    made = people.hold_session(
        matter, by=committee.mediator, at=noon(date(2025, 6, 11)), on=moment, content="再议。", outcome="continued"
    )

    assert stored(made).occurred_at == moment


def test_a_committee_mediates_of_its_own_accord_and_the_agreement_stays_oral(committee: Committee):
    matter = committee.mediated(MONDAY, source="own_initiative", attitude="silent")

    people.settle(
        matter,
        **committee.mediators(MONDAY + timedelta(1)),
        agreement_form="oral",
        agreement_terms="互相道歉。",
        performance_mode="at_once",
        reached=MONDAY + timedelta(1),
        oral_agreed=True,
    )

    found, agreement = stored(matter), Agreement.objects.system("a test").get()
    assert (found.source, found.agreement_form, found.effective_date) == ("own_initiative", "oral", date(2025, 6, 10))
    assert (agreement.reached_date, agreement.sealed_date) == (date(2025, 6, 10), None)
    assert found.performance == "performed"
    assert not Performance.objects.system("a test").exists()
    opening = Entry.objects.get(action="mediation.people.begin")
    assert "主动调解" in opening.detail.content


def test_what_is_found_in_screening_is_settled_there_without_acceptance(committee: Committee):
    matter = people.register_on_the_spot(
        **committee.clerks(MONDAY),
        office=committee.clerk.office,
        number="〔2025〕排1号",
        source="own_initiative",
        category="neighbour",
        applicant=Side("陈示例"),
        respondent=Side("林示例"),
        mediators=("李二",),
        agreement_form="oral",
        agreement_terms="互相道歉。",
    )

    found = stored(matter)
    assert (found.form, found.state, found.is_on_the_spot, found.is_concluded) == ("on_the_spot", "settled", 1, 0)
    assert (found.accepted_date, found.effective_date, found.days_to_conclude) == (None, MONDAY, None)
    assert acts_of(matter) == ["begin", "add", "add", "settle_on_the_spot"]
    assert all(clock.stopped_at for clock in clocks(matter).values())


def test_parties_are_written_with_the_registration_the_protected_ones_as_such(committee: Committee):
    matter = committee.registered(
        MONDAY,
        applicant=Side("陈示例", "passport", "G12345678", "13800000000", "violence"),
        respondent=Side("示例物业有限公司"),
    )

    rows = Party.objects.system("a test").filter(matter_id=matter.pk).order_by("position")
    assert [(party.name, party.kind, party.phone, party.protection) for party in rows] == [
        ("陈示例", "person", "13800000000", "violence"),
        ("示例物业有限公司", "organisation", "", ""),
    ]


def test_a_registration_whose_party_can_not_be_kept_leaves_nothing(committee: Committee, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("disk full")

    monkeypatch.setattr("fazhi.kernel.parties.services.add_party", fails)

    with pytest.raises(RuntimeError):
        committee.registered(MONDAY)

    assert not PeoplesMatter.objects.system("a test").exists()
    assert not Entry.objects.exists()


def test_a_mediation_that_fails_names_the_routes_that_were_told(committee: Committee):
    matter = committee.mediated(MONDAY)

    people.fail(matter, **committee.mediators(date(2025, 7, 9)), routes_told="arbitration_court")

    found = stored(matter)
    assert (found.state, found.is_concluded, found.days_to_conclude) == ("failed", 1, 30)
    assert "仲裁、司法" in Entry.objects.get(action="mediation.people.fail").detail.content
    assert not Performance.objects.system("a test").exists()


@pytest.mark.parametrize("is_accepted", [False, True], ids=["before acceptance", "after acceptance"])
def test_a_party_withdraws_at_any_time(committee: Committee, is_accepted: bool):
    matter = committee.mediated(MONDAY) if is_accepted else committee.registered(MONDAY)
    who = committee.mediators if is_accepted else committee.clerks

    people.withdraw(matter, **who(MONDAY + timedelta(1)))

    assert (stored(matter).state, stored(matter).is_concluded) == ("withdrawn", 0)
    assert open_tasks(matter) == 0


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("exclusive_organ", "依法管辖"),
        ("in_court", "诉讼程序"),
        ("party_refuses", "仲裁、行政、司法"),
        ("offence", "公安机关"),
        ("government_handled", "行政复议"),
    ],
)
def test_a_dispute_is_not_taken_on_for_a_reason_of_the_list_and_the_applicant_is_told(
    committee: Committee, reason: str, told: str
):
    matter = committee.registered(MONDAY)

    people.refuse(matter, **committee.clerks(MONDAY), reason=reason)

    assert stored(matter).state == "refused"
    assert told in Entry.objects.get(action="mediation.people.refuse").detail.content


def test_danger_is_reported_before_acceptance_and_proven_by_the_receipt(committee: Committee):
    matter = committee.registered(MONDAY)

    report = people.report_risk(
        matter, **committee.mediators(MONDAY), kind="crime", organ="莲前派出所", manner="telephone", receiver="民警甲"
    )

    assert (stored(matter).state, stored(report).state) == ("applied", "reported")
    assert clocks(report)["TJ-RISK-RECEIPT"].due_date == date(2025, 6, 12)
    people.withdraw(matter, **committee.clerks(MONDAY + timedelta(1)))  # the receipt comes after the end all the same
    people.register_receipt(
        report, **committee.mediators(MONDAY + timedelta(2)), receipt_number="回执7号", follow_up="民警已到场。"
    )

    found = stored(report)
    assert (found.state, found.receipt_number, found.receiver, found.follow_up) == (
        "received",
        "回执7号",
        "民警甲",
        "民警已到场。",
    )
    assert (found.number, found.office_id) == (f"{matter.number}风险1", matter.office_id)
    assert open_tasks(report) == 0
    bases = {entry.action: entry.basis for entry in Entry.objects.filter(action__contains="risk")}
    assert set(bases.values()) == {"人民调解法 第二十五条"}


def test_danger_seen_during_mediation_is_reported_twice_with_a_receipt_given_at_once(committee: Committee):
    matter = committee.mediated(MONDAY)

    for _ in range(2):
        people.report_risk(
            matter,
            **committee.mediators(MONDAY + timedelta(1)),
            kind="public_order",
            organ="莲前派出所",
            manner="in_person",
            receipt_number="回执8号",
        )

    rows = RiskReport.objects.system("a test").order_by("number")
    assert [(row.number[-3:], row.state) for row in rows] == [("风险1", "received"), ("风险2", "received")]
    assert stored(matter).state == "accepted"


def test_danger_without_a_receipt_is_the_heads_on_the_day_after_the_third(committee: Committee):
    matter = committee.mediated(MONDAY)
    people.report_risk(matter, **committee.mediators(MONDAY), kind="crime", organ="莲前派出所", manner="telephone")

    run(at=noon(date(2025, 6, 12)))
    assert not Alert.objects.system("a test").exists()
    run(at=noon(date(2025, 6, 13)))

    alert = Alert.objects.system("a test").get()
    assert (alert.clock.period, alert.role, alert.has_recipient) == ("TJ-RISK-RECEIPT", "head", True)


def test_danger_that_shows_after_the_end_is_reported_by_the_matters_number(committee: Committee):
    matter = committee.settled(MONDAY)

    report = people.open_report(
        **committee.mediators(MONDAY + timedelta(2)),
        office=matter.office,
        number=matter.number,
        kind="crime",
        organ="莲前派出所",
        manner="written",
    )

    assert (stored(report).matter_id, stored(matter).state) == (matter.pk, "settled")


def test_danger_reported_by_number_is_an_act_on_the_matter_while_it_is_open(committee: Committee):
    matter = committee.accepted(MONDAY)

    people.open_report(
        **committee.mediators(MONDAY),
        office=matter.office,
        number=matter.number,
        kind="crime",
        organ="莲前派出所",
        manner="written",
    )

    assert acts_of(matter)[-1] == "report_risk"


def test_an_agreement_not_performed_at_ninety_days_ends_with_the_remedy_told(committee: Committee):
    matter = committee.settled(MONDAY)
    performance = followed(matter)
    following.visit(performance, **committee.clerks(date(2025, 7, 8)), manner="in_person", result="partly")
    assert clocks(performance)["TJ-VISIT-30"].stopped_date == date(2025, 7, 8)
    assert clocks(performance)["TJ-VISIT-90"].stopped_at is None
    assert stored(matter).performance == "partly"
    following.visit(performance, **committee.clerks(date(2025, 8, 8)), manner="telephone", result="unreachable")
    assert (stored(matter).performance, stored(matter).visited_date) == ("partly", date(2025, 7, 8))

    following.find_not_performed(
        performance,
        **committee.clerks(date(2025, 9, 7)),
        manner="in_person",
        result="not_performed",
        remedy_told=True,
    )

    found = stored(matter)
    assert stored(performance).state == "not_performed"
    assert (found.performance, found.visited_date, found.state) == ("not_performed", date(2025, 9, 7), "settled")
    entry = Entry.objects.get(action="mediation.performance.find_not_performed")
    assert entry.basis == "人民调解法 第三十二条"
    assert "提起诉讼" in entry.detail.content


def test_of_a_party_never_reached_no_visit_is_counted_and_the_agreement_is_not_performed(committee: Committee):
    matter = committee.settled(MONDAY)

    following.find_not_performed(
        followed(matter),
        **committee.clerks(date(2025, 9, 7)),
        manner="telephone",
        result="unreachable",
        remedy_told=True,
    )

    assert (stored(matter).performance, stored(matter).visited_date) == ("not_performed", None)


def test_where_a_court_confirmed_it_the_remedy_told_is_enforcement(committee: Committee):
    matter = committee.settled(MONDAY)
    confirmed(committee, matter)

    following.find_not_performed(
        followed(matter), **committee.clerks(date(2025, 9, 5)), manner="in_person", result="partly", remedy_told=True
    )

    entry = Entry.objects.get(action="mediation.performance.find_not_performed")
    assert "强制执行" in entry.detail.content


def test_visits_are_due_by_days_from_the_agreed_last_day_where_it_lies_later(committee: Committee):
    matter = committee.settled(MONDAY, performance_due=date(2025, 8, 31))

    performance = followed(matter)
    due = {period: clock.due_date for period, clock in clocks(performance).items()}
    # From 31 August: 30 September; 29 November is a Saturday, so 1 December.
    assert due == {"TJ-VISIT-30": date(2025, 9, 30), "TJ-VISIT-90": date(2025, 12, 1)}
    assert (stored(matter).performance, performance.counted_from_date) == ("not_due", date(2025, 8, 31))


def test_performance_that_nobody_looks_after_is_reported(committee: Committee):
    committee.settled(MONDAY)

    run(at=noon(date(2025, 7, 6)))  # three days before 9 July the mediators
    run(at=noon(date(2025, 7, 10)))  # the day after it the head

    told = Alert.objects.system("a test").order_by("pk").values_list("clock__period", "role")
    assert list(told) == [("TJ-VISIT-30", "mediator"), ("TJ-VISIT-30", "head")]


def test_a_matter_that_a_ledger_brought_is_followed_up_by_its_number(committee: Committee, peoples, settled, city):
    matter = peoples(**settled)
    matter.save()

    performance = following.follow_up(**committee.clerks(date(2024, 6, 10)), office=matter.office, number=matter.number)

    assert stored(performance).counted_from_date == date(2024, 6, 2)
    assert clocks(performance)["TJ-VISIT-30"].due_date == date(2024, 7, 2)


def requested(committee: Committee, matter: PeoplesMatter, day: date, **values) -> Confirmation:
    usual = {
        "office": matter.office,
        "number": matter.number,
        "court": "厦门市思明区人民法院",
        "court_ground": "mediator",
        "applicant_signed": day,
        "respondent_signed": day,
    }
    return following.request_confirmation(**committee.clerks(day), **{**usual, **values})


def confirmed(committee: Committee, matter: PeoplesMatter) -> Confirmation:
    """Asked for a week after effect, accepted the next day, confirmed a week later."""
    day = matter.effective_date + timedelta(7)
    request = requested(committee, matter, day)
    following.court_accepts(request, **committee.clerks(day + timedelta(1)))
    following.court_confirms(
        request, **committee.clerks(day + timedelta(8)), decision_number="（2025）闽0203诉前调确7号"
    )
    return request


def test_a_court_confirms_an_agreement_and_the_matter_carries_the_day(committee: Committee):
    matter = committee.settled(MONDAY)

    request = confirmed(committee, stored(matter))

    found = stored(request)
    assert (found.state, found.court_accepted_date, found.decided_date) == (
        "confirmed",
        date(2025, 6, 17),
        date(2025, 6, 24),
    )
    assert found.number == f"{matter.number}确认1"
    due = {period: clock.due_date for period, clock in clocks(request).items()}
    # 3 days from 16 June; 15 days from 17 June: 2 July.
    assert due == {"TJ-COURT-ACCEPT": date(2025, 6, 19), "TJ-COURT-DECIDE": date(2025, 7, 2)}
    carried = stored(matter)
    assert (carried.confirmed_date, carried.confirmed_year, carried.confirmed_month) == (date(2025, 6, 24), 2025, 6)
    assert queries.is_confirmed(matter.pk)


def test_a_court_refuses_an_agreement_on_a_ground_of_the_list(committee: Committee):
    matter = committee.settled(MONDAY)
    request = requested(committee, matter, date(2025, 6, 16))
    following.court_accepts(request, **committee.clerks(date(2025, 6, 17)))

    following.court_refuses(
        request, **committee.clerks(date(2025, 6, 24)), ground="unclear", decision_number="（2025）闽0203诉前调确8号"
    )

    found = stored(request)
    assert (found.state, found.refusal_ground, found.get_refusal_ground_display()) == (
        "refused",
        "unclear",
        "内容不明确",
    )
    assert stored(matter).confirmed_date is None
    assert requested(committee, matter, date(2025, 6, 30)).number.endswith("确认2")


def test_a_court_does_not_accept_a_request_on_a_ground_of_its_list(committee: Committee):
    matter = committee.settled(MONDAY)
    request = requested(committee, matter, date(2025, 6, 16))

    following.court_does_not_accept(request, **committee.clerks(date(2025, 6, 18)), ground="wrong_court")

    assert (stored(request).state, stored(request).refusal_ground) == ("not_accepted", "wrong_court")


@pytest.mark.parametrize("is_accepted", [False, True], ids=["before acceptance", "after acceptance"])
def test_a_request_is_withdrawn_before_the_court_decides(committee: Committee, is_accepted: bool):
    matter = committee.settled(MONDAY)
    request = requested(committee, matter, date(2025, 6, 16))
    if is_accepted:
        following.court_accepts(request, **committee.clerks(date(2025, 6, 17)))

    following.withdraw_request(request, **committee.clerks(date(2025, 6, 18)))

    assert (stored(request).state, stored(request).decided_date) == ("withdrawn", None)


def test_an_outsider_has_a_confirmation_revoked_which_shows_it(committee: Committee):
    matter = committee.settled(MONDAY)
    confirmation = confirmed(committee, stored(matter))

    request = following.register_outsider(
        **committee.clerks(date(2025, 8, 1)),
        office=matter.office,
        number=confirmation.number,
        known=date(2025, 7, 15),
    )
    following.revoke(request, **committee.clerks(date(2025, 9, 1)))

    assert (stored(request).state, stored(request).decided_date) == ("revoked", date(2025, 9, 1))
    assert (stored(confirmation).state, stored(confirmation).revoked_date) == ("confirmed", date(2025, 9, 1))
    assert not queries.is_confirmed(matter.pk)
    assert stored(matter).confirmed_date == date(2025, 6, 24)  # it was confirmed; what came later is told beside it
    assert acts_of(confirmation)[-1] == "carry"


@pytest.mark.parametrize(
    ("act", "state"), [(following.dismiss, "dismissed"), (following.withdraw_outsider, "withdrawn")]
)
def test_an_outsiders_request_that_comes_to_nothing_leaves_the_confirmation(committee: Committee, act, state: str):
    matter = committee.settled(MONDAY)
    confirmation = confirmed(committee, stored(matter))
    request = following.register_outsider(
        **committee.clerks(date(2025, 8, 1)), office=matter.office, number=confirmation.number, known=date(2025, 7, 15)
    )

    act(request, **committee.clerks(date(2025, 9, 1)))

    assert stored(request).state == state
    assert stored(confirmation).revoked_date is None
    assert OutsiderRequest.objects.system("a test").count() == 1


def test_an_act_entered_late_needs_its_reason_and_counts_from_its_day(committee: Committee):
    matter = committee.registered(MONDAY)
    late = {"by": committee.clerk, "at": noon(date(2025, 6, 20)), "on": MONDAY}

    with pytest.raises(LateEntry):
        people.accept(matter, **late)
    people.accept(matter, **late, late_reason="调解员外出")

    assert clocks(matter)["TJ-END"].due_date == date(2025, 7, 9)
    assert "调解员外出" in Entry.objects.get(action="mediation.people.accept").detail.content


def test_a_session_can_not_come_before_the_act_before_it(committee: Committee):
    matter = committee.mediated(MONDAY)

    with pytest.raises(ActOutOfOrder):
        people.hold_session(matter, **committee.mediators(MONDAY - timedelta(1)), content="。", outcome="agreed")

    assert queries.session_outcomes(matter.pk) == ("agreed",)


def test_an_ended_matter_takes_no_more_sessions(committee: Committee):
    matter = committee.settled(MONDAY)

    with pytest.raises(StepNotOpen):
        people.hold_session(matter, **committee.mediators(MONDAY), content="再议。", outcome="agreed")


def test_a_stranger_is_told_nothing_of_what_the_records_hold(committee: Committee):
    matter = committee.accepted(MONDAY)
    who = {"by": committee.stranger, "at": noon(MONDAY), "on": MONDAY}

    with pytest.raises(OutOfSight):
        people.settle(matter, **who, **written(MONDAY))
    with pytest.raises(OutOfSight):
        people.appoint(matter, **who, mediators=("陈示例",), named_by="committee", tie="none")
    with pytest.raises(OutOfSight):
        people.hold_session(matter, **who, content="。", outcome="agreed")


def test_what_a_step_needs_is_asked_for_by_name(committee: Committee):
    matter = committee.mediated(MONDAY)

    with pytest.raises(MissingGround) as caught:
        people.settle(matter, **committee.mediators(MONDAY), **{**written(MONDAY), "agreement_terms": " "})

    assert caught.value.ground == "agreement_terms"
    assert stored(matter).state == "accepted"
    assert not Agreement.objects.system("a test").exists()
