"""Rosters of a month: made by shares and absences, published once, swapped under the same rules."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import RosterPublished, RosterUnmakeable, SwapPointless, SwapRefused, WishUnfit
from fazhi.lines.hotline.models import Duty, Firm, Plan, Roster, Swap, Unavailability
from fazhi.lines.hotline.queries.rosters import names_of, standings_of
from fazhi.lines.hotline.services import rosters as acts
from fazhi.lines.hotline.terms.planning import RosterRules
from fazhi.lines.hotline.tests import planned
from fazhi.lines.hotline.tests.duty import noon, post_of
from fazhi.surfaces.wording import sentence

JULY, TODAY = date(2024, 7, 1), date(2024, 6, 28)
RULES = RosterRules(max_per_day=1, max_per_week=0, rest_hours=8)

pytest.importorskip("numpy")


@pytest.fixture
def bureau(city: Any) -> Any:
    return city.bureau


@pytest.fixture
def head(bureau: Any) -> Any:
    return post_of(bureau, "E0022", "head")


def made(bureau: Any, by: Any, rules: RosterRules = RULES) -> Roster:
    return acts.make_roster(office=bureau, month=JULY, rules=rules, by=by, at=noon(TODAY))


def duties(roster: Roster) -> list[Duty]:
    rows = Duty.objects.system("a test").filter(roster=roster).select_related("firm")
    return list(rows.order_by("served_date", "start_minute"))


def swap(duty: Duty, to: Firm, by: Any, against: Duty | None = None, on: date = TODAY) -> None:
    acts.swap(duty, to=to, against=against, reason="开庭", by=by, at=noon(on), on=on)


def test_a_month_is_shared_out_by_share_and_nobody_serves_when_away(bureau, head):
    planned.plan(bureau)
    firms = planned.firms(bureau)
    Firm.objects.system("a test").filter(code="F1").update(share=2)
    acts.note_absences(firms[1], days=[date(2024, 7, 1), date(2024, 7, 2)], by=head, at=noon(TODAY))

    found = duties(made(bureau, head))

    assert len(found) == 31 * 3
    hours: dict[str, float] = defaultdict(float)
    served: dict[tuple[date, str], int] = defaultdict(int)
    for duty in found:
        hours[duty.firm.code] += duty.seats * (duty.end_minute - duty.start_minute) / 60
        served[duty.served_date, duty.firm.code] += 1
    # Seat-hours of a day worked 8 + 16 + 24 = 48, of one of rest 8 + 8 + 12 = 28: 23 × 48 + 8 × 28 = 1328, by shares 2:1:1:1:1:1.
    assert sum(hours.values()) == 1328
    roster = Roster.objects.system("a test").get()
    for code, due in (("F1", 1328 * 2 / 7), ("F2", 1328 / 7), ("F6", 1328 / 7)):
        assert abs(hours[code] - due) <= roster.deviation_minutes / 60 + 0.01
    assert roster.deviation_minutes < 12 * 60
    assert roster.is_proven
    assert max(served.values()) == 1
    assert not [duty for duty in found if duty.firm == firms[1] and duty.served_date <= date(2024, 7, 2)]


def test_days_noted_twice_are_noted_once(bureau, head):
    (firm, *_) = planned.firms(bureau)

    new = [acts.note_absences(firm, days=[JULY], by=head, at=noon(TODAY)) for _ in range(2)]

    assert new == [1, 0]
    assert Unavailability.objects.system("a test").count() == 1
    assert Entry.objects.filter(action="hotline.roster.absence").count() == 1


def test_without_a_plan_of_each_day_or_without_teams_there_is_no_roster(bureau, head):
    planned.firms(bureau)
    with pytest.raises(RosterUnmakeable) as bare:
        made(bureau, head)
    assert sentence(bare.value) == "2024-07-01 没有施行中的值守方案，排不出班。请先公布从这一天或者更早起施行的方案。"

    planned.plan(bureau)
    Plan.objects.system("a test").update(until_date=date(2024, 7, 20))
    with pytest.raises(RosterUnmakeable) as ends:
        made(bureau, head)
    assert ends.value.day == date(2024, 7, 20)

    Plan.objects.system("a test").update(until_date=None)
    Firm.objects.system("a test").update(until_date=JULY)
    with pytest.raises(RosterUnmakeable) as nobody:
        made(bureau, head)
    assert "没有参加值班的团队" in (sentence(nobody.value) or "")


def test_rules_out_of_range_are_refused_with_what_fits(bureau, head):
    with pytest.raises(WishUnfit) as refused:
        made(bureau, head, RosterRules(1, 0, 73))
    assert sentence(refused.value) == "两班间隔小时数是“73”，应为0 到 72。"


def test_a_month_has_one_published_roster(bureau, head):
    planned.plan(bureau)
    planned.firms(bureau)
    first, second = made(bureau, head), made(bureau, head)

    acts.publish_roster(first, by=head, at=noon(TODAY))

    for again in (lambda: acts.publish_roster(second, by=head, at=noon(TODAY)), lambda: made(bureau, head)):
        with pytest.raises(RosterPublished) as refused:
            again()
        assert "换班" in (sentence(refused.value) or "")
    assert Entry.objects.filter(action="hotline.roster.publish").count() == 1


def test_two_teams_exchange_duties_and_both_moves_are_on_record(bureau, head):
    built = planned.build(bureau)
    found = duties(built.roster)
    # Day by day 甲乙丙, 丁戊己, 甲乙丙, …: 甲's duty of the first day for 丁's of the second.
    ours, theirs = found[0], found[3]

    swap(ours, theirs.firm, head, against=theirs)

    assert [each.firm.code for each in (duties(built.roster)[0], duties(built.roster)[3])] == ["F4", "F1"]
    moves = (
        Swap.objects.system("a test").order_by("duty__served_date").values_list("before__code", "after__code", "reason")
    )
    assert list(moves) == [("F1", "F4", "开庭"), ("F4", "F1", "开庭")]
    assert Entry.objects.get(action="hotline.roster.swap").subject_id == str(built.roster.pk)


def test_a_swap_after_which_a_rule_would_be_broken_is_refused_with_the_rule_the_team_and_the_duties(bureau, head):
    built = planned.build(bureau)
    found = duties(built.roster)

    with pytest.raises(SwapRefused) as twice:
        swap(found[0], built.firms[1], head)
    assert sentence(twice.value) == "不能这样换班：乙 超过每天最多的班数（2024-07-01 00:00、2024-07-01 08:00）。"
    acts.note_absences(built.firms[3], days=[JULY], by=head, at=noon(TODAY))
    with pytest.raises(SwapRefused) as away:
        swap(found[0], built.firms[3], head)
    assert sentence(away.value) == "不能这样换班：丁 登记了不能值班（2024-07-01 00:00）。"
    assert not Swap.objects.system("a test").exists()


def test_a_duty_that_is_over_or_that_team_s_already_or_of_an_unpublished_roster_is_not_swapped(bureau, head):
    built = planned.build(bureau)
    (first, *_) = duties(built.roster)

    with pytest.raises(SwapPointless) as over:
        swap(first, built.firms[3], head, on=date(2024, 7, 2))
    assert "已经过去" in (sentence(over.value) or "")
    with pytest.raises(SwapPointless) as same:
        swap(first, first.firm, head)
    assert "本来就由这个团队值" in (sentence(same.value) or "")
    Roster.objects.system("a test").update(published_at=None)
    with pytest.raises(RosterPublished) as unpublished:
        swap(first, built.firms[3], head)
    assert "还没有公布" in (sentence(unpublished.value) or "")


def test_a_clerk_swaps_but_does_not_publish_and_others_do_neither(city, bureau):
    clerk, built = post_of(bureau, "E0021", "clerk"), planned.build(bureau)
    (first, *_) = duties(built.roster)
    swap(first, built.firms[3], clerk)

    with pytest.raises(NotPermitted):
        acts.publish_roster(built.roster, by=clerk, at=noon(TODAY))
    with pytest.raises(NotPermitted):
        swap(first, built.firms[4], city.reporter)
    with pytest.raises(NotPermitted):
        made(bureau, city.reporter)


def test_duties_on_days_of_rest_are_shared_out_over_the_year_and_a_team_that_comes_later_makes_up_for_none(
    bureau, head
):
    planned.plan(bureau)
    firms = planned.firms(bureau)
    Firm.objects.system("a test").filter(code="F6").update(from_date=JULY)
    june = Roster(
        office=bureau, month_date=date(2024, 6, 1), rules={"max_per_day": 1, "max_per_week": 0, "rest_hours": 0}, by="吴一",
        made_at=planned.NOW, deviation_minutes=0, is_proven=True, published_at=planned.NOW,
    )  # fmt: skip
    june.save(force_insert=True)
    # 甲 served all five Saturdays of June, eight hours each; due was one of each of the five teams of June.
    for day in (1, 8, 15, 22, 29):
        Duty(
            office=bureau, roster=june, served_date=date(2024, 6, day), start_minute=0, end_minute=480, seats=1,
            firm=firms[0],
        ).save(force_insert=True)  # fmt: skip

    standings = standings_of(bureau, JULY)
    roster = made(bureau, head)

    assert (standings[firms[0].pk].rest_served, standings[firms[0].pk].rest_due) == (5, 1)
    assert (standings[firms[0].pk].owed_minutes, standings[firms[1].pk].owed_minutes) == (-4 * 480, 480)
    assert firms[5].pk not in standings
    # July has eight days of rest with three duties, four a team: 甲 has four too many, the four others of June each one too few.
    rest = Counter(duty.firm.code for duty in duties(roster) if duty.served_date.weekday() > 4)
    assert dict(rest) == {"F2": 5, "F3": 5, "F4": 5, "F5": 5, "F6": 4}
    assert (roster.rest_hundredths, roster.is_rest_proven) == (0, True)


def test_a_duty_that_asks_for_a_specialism_goes_to_a_team_that_has_it_and_is_not_swapped_away(bureau, head):
    planned.plan(bureau)
    firms = planned.firms(bureau, 4)
    Firm.objects.system("a test").filter(code__in=("F1", "F2")).update(specialisms="family labour")

    roster = made(bureau, head, RosterRules(1, 0, 0, ((540, "labour"),)))

    mornings = [duty for duty in duties(roster) if duty.start_minute == 480]
    assert {duty.firm.code for duty in mornings} == {"F1", "F2"}
    acts.publish_roster(roster, by=head, at=noon(TODAY))
    other = next(duty for duty in duties(roster) if duty.firm == firms[2])
    same_day = next(duty for duty in mornings if duty.served_date == other.served_date)
    with pytest.raises(SwapRefused) as refused:
        swap(same_day, firms[2], head, against=other)
    assert "丙 没有这个时段要求的专长" in (sentence(refused.value) or "")
    with pytest.raises(WishUnfit):
        made(bureau, head, RosterRules(1, 0, 0, ((540, "cooking"),)))


def test_teams_called_alike_are_told_apart_by_their_code(bureau):
    one, two = (
        Firm(office=bureau, code=f"9135{number}", name="示例甲律师事务所", share=1, from_date=JULY) for number in "12"
    )

    assert sorted(names_of([one, two]).values()) == ["甲1351", "甲1352"]
