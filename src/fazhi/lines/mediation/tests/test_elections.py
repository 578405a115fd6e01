"""Terms end and are not extended; elections are called, held and filed; what the law forbids is refused by its article."""

from datetime import date

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import LateEntry, MissingGround, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.forms import form_of
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.lines.mediation.errors import CompositionUnlawful, MemberLineUnclear, Underage, UnknownServant
from fazhi.lines.mediation.models import Election, Member
from fazhi.lines.mediation.queries.network import terms_on
from fazhi.lines.mediation.rules.elected import Elected, read_elected
from fazhi.lines.mediation.services import elections as acts
from fazhi.lines.mediation.services.calling import call_by_elections, call_elections
from fazhi.lines.mediation.services.term_ends import set_terms, term_end
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION, Position, Sex

from .network import BORN, at_noon, build, by_elections, committee, elections, member, official, term

DAY = date(2027, 2, 20)


def new(code: str, position: str = "委员", sex: str = "女", born: str = "1980-05-01") -> Elected:
    official(code)
    return read_elected(f"{code} {position} {sex} {born}")


def lawful() -> list[Elected]:
    return [new("N1", "主任"), new("N2"), new("N3", sex="男")]


def clocks(election: Election) -> list[tuple[str, date, date]]:
    rows = Clock.objects.system("a test").filter(matter_id=election.pk, stopped_at=None)
    return list(rows.values_list("period", "started_date", "due_date"))


def serving(office, day: date) -> set[str]:
    rows = Member.objects.system("a test").filter(office=office, from_date__lte=day).exclude(until_date__lt=day)
    return set(rows.values_list("official__code", flat=True))


@pytest.fixture
def due(city) -> Election:
    """The re-election of a committee elected on 29 February 2024, called sixty days before its term ends."""
    build(city.committee)
    assert call_elections(at_noon(date(2026, 12, 30))) == 1
    return elections(city.committee)[-1]


@pytest.mark.parametrize(
    ("elected", "ends"),
    [
        (date(2021, 2, 28), date(2024, 2, 28)),  # not the 29th: the day of the same number
        (
            date(2024, 2, 29),
            date(2027, 2, 28),
        ),  # a day that 2027 does not have: the month's last, a Sunday, and no later
        (date(2022, 3, 1), date(2025, 3, 1)),  # a Saturday: a term is no limit for an act and does not roll over
        (date(2021, 10, 1), date(2024, 10, 1)),  # a holiday
    ],
)
def test_a_term_is_three_years_to_the_day(db: None, elected: date, ends: date):
    assert term_end(elected) == ends


@pytest.mark.parametrize(
    ("elected", "called"),
    # 28 February less 60 days is 30 December: 28 of February, 31 of January, and one more.
    [(date(2021, 2, 28), date(2023, 12, 30)), (date(2024, 2, 29), date(2026, 12, 30))],
)
def test_a_term_that_ends_raises_the_re_election_sixty_days_before(city, elected: date, called: date):
    build(city.committee, elected=elected)
    before = date.fromordinal(called.toordinal() - 1)

    assert call_elections(at_noon(before)) == 0
    assert call_elections(at_noon(called)) == 1

    (_, found) = elections(city.committee)
    assert (found.state, found.elected_date) == ("due", None)
    assert clocks(found) == [("TJ-TERM", elected, term_end(elected))]
    (task,) = Task.objects.system("a test").filter(matter_id=found.pk, done_at=None)
    assert (task.procedure, task.state) == (ELECTION, "due")
    assert Entry.objects.latest("number").action == "mediation.election.call"


def test_the_kernels_clock_raises_it_and_twice_is_once(city):
    build(city.committee)

    first, second = (procedures.run(at=at_noon(date(2027, 1, 4))) for _ in range(2))

    assert (first.arisen, second.arisen) == ({ELECTION: 1}, {})
    assert len(elections(city.committee)) == 2


def test_a_term_that_ended_is_over_whatever_is_not_done(due: Election, city):
    assert [found.office for found in terms_on(date(2027, 2, 28))] == [city.committee]
    assert not terms_on(date(2027, 3, 1)).exists()


def test_no_election_is_called_of_a_committee_that_is_no_more(city):
    found = build(city.committee).committee
    type(found).objects.system("a test").filter(pk=found.pk).update(cancelled_date=date(2026, 6, 1))

    assert call_elections(at_noon(date(2027, 3, 1))) == 0


def test_an_election_held_ends_the_term_before_and_begins_one_of_three_years(due: Election, city):
    acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=lawful())

    before, after = elections(city.committee)
    assert (after.state, after.elected_date, after.until_date) == ("held", DAY, date(2030, 2, 20))
    assert before.until_date == date(2027, 2, 19)
    assert serving(city.committee, date(2027, 2, 19)) == {"M1", "M2", "M3"}
    assert serving(city.committee, DAY) == {"N1", "N2", "N3"}
    assert clocks(after) == [("TJ-FILING", DAY, date(2027, 3, 22))]  # 20 February and 30 days: a Monday


def test_who_is_elected_again_needs_number_and_position_only(due: Election, city):
    again = [read_elected(line) for line in ("M2 主任", "M3 委员 专职", "M1 委员")]

    acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=again)

    director = Member.objects.system("a test").get(from_date=DAY, position="director")
    assert (director.official.code, director.sex, director.birth_date) == ("M2", "female", BORN)
    assert Member.objects.system("a test").get(from_date=DAY, official__code="M3").is_full_time == 1


@pytest.mark.parametrize(
    ("result", "rule", "article"),
    [
        pytest.param([("N1", "主任", "女"), ("N2", "委员", "男")], "too_few", "第八条第二款", id="two members"),
        pytest.param([("N1", "主任", "男"), ("N2", "委员", "男"), ("N3", "委员", "男")], "no_woman", "第八条第三款", id="men"),
        pytest.param([("N1", "委员", "女"), ("N2", "委员", "女"), ("N3", "委员", "女")], "no_director", "第八条第二款", id="no head"),
        pytest.param([("N1", "主任", "女"), ("N2", "主任", "女"), ("N3", "委员", "女")], "two_directors", "第八条第二款", id="two heads"),
        pytest.param(
            [("N0", "主任", "女"), *((f"N{n}", "委员", "女") for n in range(1, 10))], "too_many", "第八条第二款", id="ten"
        ),
    ],
)  # fmt: skip
def test_a_result_that_article_8_forbids_is_refused_by_its_rule(due: Election, city, result, rule: str, article: str):
    with pytest.raises(CompositionUnlawful) as caught:
        acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=[new(*words) for words in result])

    assert [(broken.value, basis.text) for broken, basis in caught.value.broken] == [(rule, f"《人民调解法》{article}")]
    assert elections(city.committee)[-1].state == "due"
    assert serving(city.committee, DAY) == {"M1", "M2", "M3"}


def test_a_minor_is_not_elected(due: Election, city):
    with pytest.raises(Underage) as caught:
        acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=[*lawful(), new("N4", born="2009-02-21")])

    assert caught.value.basis.text == "《人民调解法》第十四条第一款"


def test_who_is_nobody_or_new_without_facts_is_refused(due: Election, city):
    official("N9")
    for line, error in (("X9 委员 女 1980-01-01", UnknownServant), ("N9 委员", MemberLineUnclear)):
        with pytest.raises(error):
            acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=[*lawful(), read_elected(line)])


def test_an_election_without_a_result_is_refused(due: Election, city):
    with pytest.raises(CompositionUnlawful):
        acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=[])


def test_a_stranger_and_a_mediator_may_not_record_a_result(due: Election, city):
    with pytest.raises(OutOfSight):
        acts.hold(due, by=city.stranger, at=at_noon(DAY), on=DAY, elected=lawful())
    with pytest.raises(NotPermitted):
        acts.hold(due, by=city.mediator, at=at_noon(DAY), on=DAY, elected=lawful())


def test_an_election_entered_late_needs_its_reason(due: Election, city):
    with pytest.raises(LateEntry):
        acts.hold(due, by=city.clerk, at=at_noon(date(2027, 3, 8)), on=DAY, elected=lawful())

    acts.hold(due, by=city.clerk, at=at_noon(date(2027, 3, 8)), on=DAY, elected=lawful(), late_reason="材料后到")
    assert elections(city.committee)[-1].elected_date == DAY


def test_the_report_is_filed_with_the_day_the_court_was_told(due: Election, city):
    acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=lawful())
    day = date(2027, 3, 1)

    acts.file(due, by=city.head, at=at_noon(day), on=day, court_told=day)

    found = elections(city.committee)[-1]
    assert (found.state, found.filed_date, found.court_told_date) == ("filed", day, day)
    assert clocks(found) == []
    assert not Task.objects.system("a test").filter(matter_id=found.pk, done_at=None).exists()


def test_no_term_is_closed_while_two_members_are_left(due: Election, city):
    acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=lawful())
    gone = Member.objects.system("a test").filter(official__code="N3", from_date=DAY)
    gone.update(until_date=DAY, end_reason="resigned")
    day = date(2027, 2, 22)

    with pytest.raises(CompositionUnlawful) as caught:
        acts.file(due, by=city.head, at=at_noon(day), on=day)

    assert [(rule.value, basis.number) for rule, basis in caught.value.broken] == [("too_few", 8)]


def test_an_election_is_filed_once_it_was_held_only(due: Election, city):
    with pytest.raises(StepNotOpen):
        acts.file(due, by=city.head, at=at_noon(DAY), on=DAY)


def test_a_due_election_ends_with_a_reason_only(due: Election, city):
    with pytest.raises(MissingGround):
        acts.end(due, by=city.head, at=at_noon(DAY), on=DAY, end_reason=" ")

    acts.end(due, by=city.head, at=at_noon(DAY), on=DAY, end_reason="已并入邻近调委会")
    assert elections(city.committee)[-1].state == "ended"


def test_a_by_election_adds_to_those_who_stay(city):
    members = build(city.committee).members
    Member.objects.system("a test").filter(pk=members[2].pk).update(until_date=date(2024, 5, 6), end_reason="resigned")
    on = date(2024, 6, 3)
    found = acts.begin_by_election(office=city.committee, by=city.clerk, at=at_noon(on), on=on)

    acts.hold(found, by=city.clerk, at=at_noon(on), on=on, elected=[new("N1")])

    assert serving(city.committee, on) == {"M1", "M2", "N1"}
    (held,) = by_elections(city.committee)
    assert (held.state, held.elected_date, held.until_date) == ("held", on, None)
    assert elections(city.committee)[0].until_date == date(2027, 2, 28)


def test_a_by_election_that_leaves_two_is_refused(city):
    members = build(city.committee).members
    for gone in members[1:]:
        Member.objects.system("a test").filter(pk=gone.pk).update(until_date=date(2024, 5, 6), end_reason="resigned")
    on = date(2024, 6, 3)
    found = acts.begin_by_election(office=city.committee, by=city.clerk, at=at_noon(on), on=on)

    with pytest.raises(CompositionUnlawful) as caught:
        acts.hold(found, by=city.clerk, at=at_noon(on), on=on, elected=[new("N1")])

    assert [rule.value for rule, _ in caught.value.broken] == ["too_few"]


def test_a_ledger_that_left_two_raises_a_by_election_thirty_days_from_the_last_who_left(city):
    members = build(city.committee).members
    gone = Member.objects.system("a test").filter(pk=members[2].pk)
    gone.update(until_date=date(2024, 5, 6), end_reason="resigned")

    assert call_by_elections(at_noon(date(2024, 5, 6))) == 0  # still there on the last day
    assert call_by_elections(at_noon(date(2024, 5, 7))) == 1
    assert call_by_elections(at_noon(date(2024, 5, 8))) == 0

    (found,) = by_elections(city.committee)
    assert clocks(found) == [("TJ-BYELECT", date(2024, 5, 6), date(2024, 6, 5))]


def test_a_committee_whose_members_nobody_recorded_is_not_judged(city):
    committee(city.committee)
    term(city.committee)

    assert call_by_elections(at_noon(date(2024, 6, 3))) == 0


def test_the_ends_of_terms_follow_the_elections_whatever_their_order(city):
    committee(city.committee)
    second = term(city.committee, date(2023, 5, 5))
    first = term(city.committee, date(2021, 2, 28))

    set_terms([city.committee.pk])

    rows = Election.objects.system("a test")
    assert rows.get(pk=first.pk).until_date == date(2023, 5, 4)
    assert rows.get(pk=second.pk).until_date == date(2026, 5, 5)


@pytest.mark.parametrize("procedure", [ELECTION, BY_ELECTION])
@pytest.mark.parametrize("act", ["hold", "file", "end"])
def test_each_step_of_an_election_has_its_form(procedure: str, act: str):
    form = form_of(procedure, act)

    assert form is not None
    assert all(field.title for field in form.fields)


def test_the_form_takes_the_result_as_lines(due: Election, city):
    lawful()
    form = form_of(ELECTION, "hold")
    assert form is not None

    lines = ("N1 主任 女 1980-05-01", "", "N2 委员 女 1980-05-01 专职", "N3 委员 男 1980-05-01")
    form.do(due, by=city.clerk, at=at_noon(DAY), on=DAY, late_reason="", elected=lines)

    assert serving(city.committee, DAY) == {"N1", "N2", "N3"}


def test_the_form_opens_a_by_election(city):
    build(city.committee)
    form = form_of(BY_ELECTION, "begin")
    assert form is not None
    on = date(2024, 6, 3)

    made = form.do(office=city.committee, by=city.clerk, at=at_noon(on), on=on, late_reason="")

    assert clocks(made) == [("TJ-BYELECT", on, date(2024, 7, 3))]


def test_a_result_that_a_ledger_has_told_is_not_told_twice(due: Election, city):
    member(city.committee, "N1", "director", from_date=DAY, elected_date=DAY)

    acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=lawful())

    assert serving(city.committee, DAY) == {"N1", "N2", "N3"}


def test_the_result_stands_in_the_erasable_part_of_the_trail_only(due: Election, city):
    acts.hold(due, by=city.clerk, at=at_noon(DAY), on=DAY, elected=lawful())

    entry = Entry.objects.get(action="mediation.election.hold")
    assert "1980-05-01" in entry.detail.content
    assert Elected("N1", Position.DIRECTOR, Sex.FEMALE, BORN) == lawful()[0]
