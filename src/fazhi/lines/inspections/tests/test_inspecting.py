"""Acts on an inspection: recorded, approved, published in time, rectified, handed over, objected to."""

from datetime import date

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import MissingGround, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.inspections import services
from fazhi.lines.inspections.errors import (
    CodeUnknown,
    FindingsUnfit,
    LineUnclear,
    NoObjection,
    NothingToRectify,
    NotPublished,
    ObjectionOpen,
    ProblemLeft,
    PublishedAlready,
    RectifyTooEarly,
    TeamUnfit,
    TranscriptUnfit,
)
from fazhi.lines.inspections.models import Draw, Inspector, ItemResult, Objection, Visit
from fazhi.lines.inspections.queries.draws import latest_supplement, standing_draw

from .conftest import noon


def clock(inspection, period: str) -> Clock:
    return Clock.objects.system("a test").filter(matter_id=inspection.pk, period=period).latest("pk")


def results(inspection) -> list[tuple[str, str]]:
    rows = ItemResult.objects.system("a test").filter(inspection=inspection, withdrawn_date=None)
    return list(rows.order_by("item__code").values_list("item__code", "code"))


def test_one_visit_has_a_result_for_each_of_its_items(division):
    inspection = division.recorded("LS-01 D 未签订书面委托合同", "LS-02 0")

    assert results(inspection) == [("LS-01", "D"), ("LS-02", "0")]
    assert (inspection.state, inspection.has_problem, inspection.is_open_problem) == ("inspected", 1, 1)
    assert inspection.inspected_quarter == 2


def test_a_problem_that_was_corrected_at_once_is_none_that_is_left(division):
    inspection = division.recorded("LS-01 E", "LS-02 0")

    assert (inspection.has_problem, inspection.is_open_problem) == (1, 0)


@pytest.mark.parametrize(
    ("findings", "error"),
    [
        (("LS-01 0",), FindingsUnfit),
        (("LS-01 0", "LS-02 0", "GZ-01 0"), FindingsUnfit),
        (("LS-01 Z", "LS-02 0"), LineUnclear),
        (("LS-01", "LS-02 0"), LineUnclear),
    ],
)
def test_a_record_without_a_result_for_each_item_is_refused(division, findings, error):
    with pytest.raises(error):
        division.recorded(*findings)


def test_two_inspectors_of_the_team_with_a_valid_credential_are_needed(division):
    inspection = division.firm(division.drawn())
    team = [each.inspector.certificate for each in division.team(inspection)]
    outside = next(f"闽D00{n}" for n in range(1, 6) if f"闽D00{n}" not in team)
    day = division.by_clerk(date(2024, 4, 8))
    told = {"manner": "on_site", "findings": ("LS-01 0", "LS-02 0")}

    with pytest.raises(TeamUnfit):
        services.record(inspection, **day, **told, present=team[:1])
    with pytest.raises(TeamUnfit) as refused:
        services.record(inspection, **day, **told, present=[team[0], outside])
    assert refused.value.outside == (outside,)
    Inspector.objects.system("a test").filter(certificate=team[1]).update(valid_to_date=date(2024, 4, 7))
    with pytest.raises(TeamUnfit) as refused:
        services.record(inspection, **day, **told, present=team)
    assert refused.value.invalid == (team[1],)


def test_nobody_there_and_a_refusal_are_on_record_and_it_is_still_to_be_made(division):
    inspection = division.firm(division.drawn())
    services.notify(inspection, **division.by_clerk(date(2024, 4, 1)))

    services.attempt(inspection, **division.by_clerk(date(2024, 4, 2)), outcome="nobody", note="大门上锁")
    services.attempt(inspection, **division.by_clerk(date(2024, 4, 3)), outcome="refused")

    found = Visit.objects.system("a test").filter(inspection=inspection).order_by("visited_date")
    assert list(found.values_list("outcome", "note")) == [("nobody", "大门上锁"), ("refused", "")]
    assert (inspection.state, inspection.notified_date) == ("assigned", date(2024, 4, 1))


def test_the_check_list_is_that_of_the_kind(division):
    inspection = division.firm(division.drawn())
    present = [each.inspector.certificate for each in division.team(inspection)]
    told = {"manner": "on_site", "findings": ("LS-01 0", "LS-02 0"), "present": present}

    with pytest.raises(LineUnclear):
        services.record(inspection, **division.by_clerk(date(2024, 4, 8)), **told, answers=("GZ-1 是",))
    services.record(inspection, **division.by_clerk(date(2024, 4, 8)), **told, answers=("LS-1 是", "LS-3 否"))

    assert Visit.objects.system("a test").get(inspection=inspection).answers == {"LS-1": "是", "LS-3": "否"}


def test_a_record_given_back_is_made_again_and_the_old_one_stays_readable(division):
    inspection = division.recorded("LS-01 D", "LS-02 0")
    services.give_back(inspection, **division.by_chief(date(2024, 4, 9)), reason="说明不清")
    assert (inspection.state, inspection.inspected_date, results(inspection)) == ("assigned", None, [])

    present = [each.inspector.certificate for each in division.team(inspection)]
    services.record(
        inspection,
        **division.by_clerk(date(2024, 4, 10)),
        manner="papers",
        findings=("LS-01 E", "LS-02 0"),
        present=present,
    )

    assert results(inspection) == [("LS-01", "E"), ("LS-02", "0")]
    assert ItemResult.objects.system("a test").filter(inspection=inspection).count() == 4


def test_the_result_is_public_within_twenty_working_days_of_its_approval(division):
    inspection = division.concluded()

    # Approved on Tuesday 2024-04-09: 16 working days until 30 April, with Sunday 28 worked; 1 to 5 May are holidays: 9 May.
    assert clock(inspection, "SJ-PUBLISH").due_date == date(2024, 5, 9)
    services.publish(inspection, **division.by_clerk(date(2024, 5, 9)), published_at="市司法局网站")

    assert clock(inspection, "SJ-PUBLISH").is_on_time == 1
    with pytest.raises(PublishedAlready):
        services.publish(inspection, **division.by_clerk(date(2024, 5, 9)), published_at="市司法局网站")


def test_an_inspection_is_closed_when_its_result_is_public_and_nothing_is_left(division):
    inspection = division.concluded()
    with pytest.raises(NotPublished):
        services.close(inspection, **division.by_clerk(date(2024, 4, 10)))
    services.publish(inspection, **division.by_clerk(date(2024, 4, 10)), published_at="市司法局网站")

    services.close(inspection, **division.by_clerk(date(2024, 4, 10)))

    assert (inspection.state, inspection.closed_date) == ("closed", date(2024, 4, 10))


def test_a_problem_that_is_left_is_not_closed_by_publication(division):
    inspection = division.concluded("LS-01 D", "LS-02 0")
    services.publish(inspection, **division.by_clerk(date(2024, 4, 10)), published_at="市司法局网站")

    with pytest.raises(ProblemLeft):
        services.close(inspection, **division.by_clerk(date(2024, 4, 10)))


def test_the_second_inspection_is_due_by_days_from_the_end_of_the_time_to_rectify(division):
    inspection = division.ordered()

    # Until Friday 2024-05-10; Saturday 11 May is worked: the tenth working day after is 23 May.
    assert clock(inspection, "SJ-REINSPECT").due_date == date(2024, 5, 23)
    assert clock(inspection, "SJ-PUBLISH").stopped_at is None


def test_an_order_is_closed_after_the_second_inspection_and_its_publication(division):
    inspection = division.ordered()
    with pytest.raises(StepNotOpen):
        services.close(inspection, **division.by_clerk(date(2024, 4, 11)))
    services.publish(inspection, **division.by_clerk(date(2024, 4, 11)), published_at="市司法局网站")
    services.confirm(inspection, **division.by_clerk(date(2024, 5, 13)), result_told="已经补签")

    # Twenty working days from Monday 2024-05-13 with the holiday of 10 June: 11 June.
    assert clock(inspection, "SJ-PUBLISH").due_date == date(2024, 6, 11)
    services.close_rectified(inspection, **division.by_clerk(date(2024, 5, 20)), published_at="市司法局网站")

    assert (inspection.state, inspection.rectified_date) == ("closed", date(2024, 5, 13))
    assert inspection.followed_date == date(2024, 5, 20)


def test_who_did_not_rectify_is_handed_over_and_the_penalty_is_public_within_seven_working_days(division):
    inspection = division.ordered()
    services.publish(inspection, **division.by_clerk(date(2024, 4, 11)), published_at="市司法局网站")
    services.find_wanting(inspection, **division.by_clerk(date(2024, 5, 13)), result_told="仍未补签")
    services.hand_over(inspection, **division.by_chief(date(2024, 5, 14)), case_number="厦司罚案〔2024〕1号")
    services.penalise(inspection, **division.by_clerk(date(2024, 6, 3)), penalty_number="厦司罚决〔2024〕1号")

    # 2024-06-10 is a holiday: the seventh working day after 3 June is 13 June.
    assert clock(inspection, "SGS").due_date == date(2024, 6, 13)
    services.close_penalised(inspection, **division.by_clerk(date(2024, 6, 13)), published_at="市司法局网站")

    assert (inspection.state, inspection.penalty_date) == ("closed", date(2024, 6, 3))


def test_a_case_without_a_penalty_ends_with_its_reason(division):
    inspection = division.concluded("LS-01 D", "LS-02 0")
    services.hand_over(inspection, **division.by_chief(date(2024, 4, 10)), case_number="厦司罚案〔2024〕2号")
    with pytest.raises(NotPublished):
        services.drop_case(inspection, **division.by_chief(date(2024, 4, 11)), reason="情节轻微")
    services.publish(inspection, **division.by_clerk(date(2024, 4, 11)), published_at="市司法局网站")

    services.drop_case(inspection, **division.by_chief(date(2024, 4, 12)), reason="情节轻微")

    assert inspection.state == "closed"


def test_who_did_not_rectify_may_be_ordered_again(division):
    inspection = division.ordered()
    services.find_wanting(inspection, **division.by_clerk(date(2024, 5, 13)), result_told="仍未补签")

    services.order(
        inspection, **division.by_chief(date(2024, 5, 14)), problems="仍未补签", rectify_by=date(2024, 5, 24)
    )

    assert (inspection.state, inspection.ordered_date) == ("ordered", date(2024, 4, 10))
    assert clock(inspection, "SJ-REINSPECT").started_date == date(2024, 5, 24)


def test_an_order_needs_a_problem_and_time_to_rectify(division):
    with pytest.raises(NothingToRectify):
        services.order(
            division.concluded(), **division.by_chief(date(2024, 4, 10)), problems="x", rectify_by=date(2024, 5, 1)
        )


def test_the_time_to_rectify_ends_after_the_order(division):
    inspection = division.concluded("LS-01 D", "LS-02 0")

    with pytest.raises(RectifyTooEarly):
        services.order(inspection, **division.by_chief(date(2024, 4, 10)), problems="x", rectify_by=date(2024, 4, 10))
    with pytest.raises(MissingGround):
        services.order(inspection, **division.by_chief(date(2024, 4, 10)), problems=" ", rectify_by=date(2024, 5, 1))
    assert inspection.rectify_by_date is None


def test_an_objection_is_decided_on_before_the_end(division):
    inspection = division.concluded()
    day = division.by_clerk(date(2024, 4, 10))
    services.publish(inspection, **day, published_at="市司法局网站")
    services.object_to(inspection, **day, objection="合同已经签订")

    with pytest.raises(ObjectionOpen):
        services.close(inspection, **day)
    with pytest.raises(ObjectionOpen):
        services.object_to(inspection, **day, objection="再次提出")
    chief = division.by_chief(date(2024, 4, 15))
    services.decide_objection(inspection, **chief, objection_result="dismissed", answer="经核实不成立")

    found = Objection.objects.system("a test").get(inspection=inspection)
    assert (found.result, found.decided_date, found.answer) == ("dismissed", date(2024, 4, 15), "经核实不成立")
    with pytest.raises(NoObjection):
        services.decide_objection(inspection, **chief, objection_result="dismissed", answer="x")


def test_an_objection_that_is_upheld_puts_other_results_in_place(division):
    inspection = division.concluded("LS-01 D", "LS-02 0")
    services.object_to(inspection, **division.by_clerk(date(2024, 4, 10)), objection="合同已经签订")

    services.decide_objection(
        inspection, **division.by_chief(date(2024, 4, 15)), objection_result="upheld", answer="成立",
        findings=("LS-01 0", "LS-02 0"),
    )  # fmt: skip

    assert results(inspection) == [("LS-01", "0"), ("LS-02", "0")]
    assert (inspection.has_problem, inspection.is_open_problem) == (0, 0)


def test_the_next_of_the_derived_order_goes_instead_of_who_can_not(division):
    inspection = division.firm(division.drawn())
    team = [each.inspector.certificate for each in division.team(inspection)]

    services.substitute(inspection, **division.by_clerk(date(2024, 4, 2)), certificate=team[0], reason="因病")

    now = [each.inspector.certificate for each in division.team(inspection)]
    made = latest_supplement(standing_draw(inspection.task))
    assert team[0] not in now
    assert len(now) == 2
    assert made.position == 1
    from fazhi.engines.draw import verify_supplement

    assert verify_supplement(made.text, standing_draw(inspection.task).transcript).holds


def test_who_is_not_on_the_team_is_not_replaced_nor_anybody_without_a_transcript(division):
    inspection = division.firm(division.drawn())
    team = [each.inspector.certificate for each in division.team(inspection)]
    day = division.by_clerk(date(2024, 4, 2))

    with pytest.raises(TeamUnfit):
        services.substitute(inspection, **day, certificate="闽D999", reason="因病")
    Draw.objects.system("a test").update(transcript="")
    with pytest.raises(TranscriptUnfit):
        services.substitute(inspection, **day, certificate=team[0], reason="因病")


def test_an_inspection_for_a_cause_needs_no_draw(division):
    usual = {
        "office": division.bureau, "number": "厦司查〔2024〕1号", "institution": "3135000002", "items": ("LS-02",),
        "inspectors": ("闽D002", "闽D003"), "cause": "complaint", "reason": "投诉私自收费",
    }  # fmt: skip
    made = services.open_for_cause(**division.by_chief(date(2024, 4, 2)), **usual)

    assert (made.state, made.task, made.items) == ("assigned", None, ["LS-02"])
    with pytest.raises(FindingsUnfit):
        services.open_for_cause(**division.by_chief(date(2024, 4, 2)), **{**usual, "number": "2", "items": ("GZ-01",)})
    with pytest.raises(CodeUnknown):
        services.open_for_cause(**division.by_chief(date(2024, 4, 2)), **{**usual, "number": "3", "institution": "x"})
    with pytest.raises(TeamUnfit):
        services.open_for_cause(
            **division.by_chief(date(2024, 4, 2)), **{**usual, "number": "4", "inspectors": ("闽D002",)}
        )


def test_a_clerk_may_not_approve_or_order_and_a_stranger_may_do_nothing(division):
    inspection = division.recorded()
    day = date(2024, 4, 9)

    with pytest.raises(NotPermitted):
        services.approve(inspection, **division.by_clerk(day))
    with pytest.raises(OutOfSight):
        services.approve(inspection, by=division.stranger, at=noon(day), on=day)
