"""Clocks to a date of the year (每年3月1日前): hand-counted last days, entered once, never paused, extended or moved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fazhi.engines.procedure import Escalation, Procedure, Step, Within
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import NoExtension, NoSuspension
from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.procedures.models import NO_LIMIT, Alert, Clock, Task
from fazhi.kernel.procedures.services import enter, extend, moves, reckoning_of, rectify, run, suspend, take
from fazhi.kernel.procedures.services.clocks import start_clocks, stopping_on
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION
from fazhi.lines.mediation.services.acts import parts

REPORT, PUBLISH = Within("FZ-REPORT", after="applied"), Within("FZ-PUBLISH", after="applied")


@pytest.fixture
def dated(table: Callable[..., Procedure]) -> Procedure:
    """A table whose two limits are dates of the year, kept by acceptance and by withdrawal; it can go back to the start."""
    accept, *rest = PEOPLES_MEDIATION.steps
    withdraw = next(step for step in rest if step.source == "accepted" and step.name == "withdraw")
    back = Step("return", "退回", "accepted", "applied", by=withdraw.by, basis=withdraw.basis)
    steps = (replace(accept, within=REPORT), replace(withdraw, within=PUBLISH), back)
    states = {state: PEOPLES_MEDIATION.states[state] for state in ("applied", "accepted", "withdrawn")}
    return table(
        states=states,
        ends=frozenset({"withdrawn"}),
        steps=steps,
        escalations=(Escalation(-10, "head"), Escalation(1, "head")),
    )


@pytest.fixture
def applied(dated: Procedure, city) -> Callable[..., PeoplesMatter]:
    """A matter that came in on a day, by an import."""

    def make(number: str = "1", on: date = date(2025, 1, 10)) -> PeoplesMatter:
        matter = PeoplesMatter(
            number=number, office=city.committee, state="applied", occurred_date=on, recorded_at=moment(on),
            category="neighbour", form="mediation", source="application", parties_count=2,
        )  # fmt: skip
        matter.save()
        enter(dated, "applied", [(matter.pk, matter.office_id, on)], at=moment(on))
        return matter

    return make


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def rows(matter: PeoplesMatter) -> list[tuple[str, date, date, bool]]:
    found = Clock.objects.system("a test").filter(matter_id=matter.pk).order_by("pk")
    return [(clock.period, clock.started_date, clock.due_date, clock.stopped_at is None) for clock in found]


def accept(matter: PeoplesMatter, city, on: date) -> None:
    take(matter, "accept", by=city.clerk, at=moment(on), on=on, changes=parts("accepted", on))


@pytest.mark.parametrize(
    ("entered", "report", "publish"),
    [
        pytest.param(date(2024, 1, 2), date(2024, 2, 29), date(2024, 3, 31), id="a leap year; 31 March is a Sunday"),
        pytest.param(date(2025, 1, 10), date(2025, 2, 28), date(2025, 3, 31), id="a common year"),
        pytest.param(
            date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 31), id="28 February is a Saturday: no rolling"
        ),
        pytest.param(date(2025, 2, 28), date(2025, 2, 28), date(2025, 3, 31), id="entered on the last day"),
        pytest.param(
            date(2025, 3, 5), date(2025, 2, 28), date(2025, 3, 31), id="entered too late: lapsed from the start"
        ),
    ],
)
def test_the_last_day_is_the_one_before_the_date(dated, applied, entered: date, report: date, publish: date):
    matter = applied(on=entered)

    january = date(entered.year, 1, 1)
    assert rows(matter) == [("FZ-PUBLISH", january, publish, True), ("FZ-REPORT", january, report, True)]


def test_a_date_before_the_rule_was_in_force_starts_no_clock(dated, applied):
    """In force since 2019-04-15: of 2019 neither 28 February nor 31 March."""
    assert rows(applied(on=date(2019, 1, 10))) == []


def test_a_line_says_in_which_year_the_date_binds_its_matter(dated, applied, monkeypatch: pytest.MonkeyPatch, city):
    """A report of 2023 opened in 2025 was due in 2024."""
    monkeypatch.setattr(PeoplesMatter, "counts_from", lambda matter, entered: date(2024, 1, 1))
    matter = applied(number="old", on=date(2025, 1, 10))
    Task.objects.system("a test").filter(matter_id=matter.pk).update(clock=None, due_at=NO_LIMIT)
    Clock.objects.system("a test").filter(matter_id=matter.pk).delete()

    accept(matter, city, date(2025, 1, 20))
    take(matter, "return", by=city.mediator, at=moment(date(2025, 1, 21)), on=date(2025, 1, 21))

    assert [due for _, _, due, _ in rows(matter)] == [date(2024, 3, 31), date(2024, 2, 29)]


def test_going_back_to_the_state_starts_no_second_clock(dated, applied, city):
    matter = applied(on=date(2025, 1, 10))

    accept(matter, city, date(2025, 1, 20))
    take(matter, "return", by=city.mediator, at=moment(date(2025, 1, 21)), on=date(2025, 1, 21))

    january = date(2025, 1, 1)
    assert rows(matter) == [
        ("FZ-PUBLISH", january, date(2025, 3, 31), True),
        ("FZ-REPORT", january, date(2025, 2, 28), False),
    ]
    assert [item.found for item in check(on=date(2025, 1, 21), names=frozenset({"open-matter-has-clock"}))] == [0]


def test_a_date_that_was_met_does_not_count_as_a_missing_clock(dated, applied, city):
    matter = applied(on=date(2025, 1, 10))
    Clock.objects.system("a test").filter(matter_id=matter.pk).update(
        stopped_at=moment(date(2025, 1, 20)), **stopping_on(date(2025, 1, 20))
    )
    checked = frozenset({"open-matter-has-clock"})

    assert [item.found for item in check(on=date(2025, 1, 21), names=checked)] == [0]
    Task.objects.system("a test").filter(matter_id=matter.pk).update(clock=None, due_at=NO_LIMIT)
    Clock.objects.system("a test").filter(matter_id=matter.pk).delete()
    assert [item.found for item in check(on=date(2025, 1, 21), names=checked)] == [1]


def test_an_import_of_many_gives_each_its_own_year_once(dated, applied, at: datetime):
    first, second = applied("1", date(2024, 1, 2)), applied("2", date(2025, 1, 2))
    entered = [(matter.pk, matter.office_id, matter.occurred_date) for matter in (first, second)]

    start_clocks(dated, "applied", entered)

    assert [[due for _, _, due, _ in rows(matter)] for matter in (first, second)] == [
        [date(2024, 3, 31), date(2024, 2, 29)],
        [date(2025, 3, 31), date(2025, 2, 28)],
    ]


def test_it_can_be_neither_paused_nor_extended(dated, applied, city):
    matter = applied(on=date(2025, 1, 10))
    clock = Clock.objects.system("a test").get(matter_id=matter.pk, period="FZ-REPORT")

    with pytest.raises(NoSuspension):
        suspend(clock, by=city.mediator, at=moment(date(2025, 1, 20)), reason="台风")
    with pytest.raises(NoExtension):
        extend(clock, by=city.head, at=moment(date(2025, 1, 20)), reason="工作量大")


def test_it_explains_itself_and_no_calendar_moves_it(dated, applied):
    matter = applied(on=date(2026, 1, 10))
    clock = Clock.objects.system("a test").get(matter_id=matter.pk, period="FZ-REPORT")

    assert reckoning_of(clock).due.last == date(2026, 2, 28)
    assert moves() == ()


def test_it_is_warned_of_and_escalated_like_any_other(dated, applied, city):
    matter = applied(on=date(2025, 1, 10))

    for day in (date(2025, 2, 17), date(2025, 2, 18), date(2025, 2, 28), date(2025, 3, 1)):
        run(at=moment(day))

    alerts = Alert.objects.system("a test").filter(clock__matter_id=matter.pk, clock__period="FZ-REPORT")
    assert [(alert.days, alert.fired_at.date()) for alert in alerts.order_by("pk")] == [
        (-10, date(2025, 2, 18)),
        (1, date(2025, 3, 1)),
    ]


def test_correcting_the_day_of_an_act_leaves_the_date_of_the_year(dated, applied, city):
    matter = applied(on=date(2025, 1, 10))
    accept(matter, city, date(2025, 1, 20))
    take(matter, "return", by=city.mediator, at=moment(date(2025, 1, 22)), on=date(2025, 1, 22))

    rectify(matter, by=city.head, at=moment(date(2025, 1, 23)), reason="录入有误", step="return", on=date(2025, 1, 21))

    assert {started for _, started, _, _ in rows(matter)} == {date(2025, 1, 1)}


def test_a_table_with_a_date_of_the_year_is_right(dated):
    assert registry.check_procedures() == []
