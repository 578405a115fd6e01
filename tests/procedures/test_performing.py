"""Acts by their forms, whatever surface asks: what is found out first, what the service is passed, what the trail tells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from fazhi.engines.procedure import BEGIN, THE_CLOCK
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.audit.services import Place, done_at, note_read
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.services import record_absence
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.kernel.procedures import forms
from fazhi.kernel.procedures.errors import (
    CannotBegin,
    DeemedByLaw,
    FormRefused,
    NoForm,
    NoMoment,
    NotStandingIn,
    OutOfSight,
    StepNotOpen,
)
from fazhi.kernel.procedures.forms import ActForm, Field
from fazhi.kernel.procedures.models import Task
from fazhi.kernel.procedures.services import begin, perform, perform_opening, take
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

DAY = date(2024, 6, 3)
PEOPLES = PEOPLES_MEDIATION.name


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the service of `refuse` was last passed; it takes the step."""
    got: dict[str, Any] = {}

    def refuse(matter, *, by, at, on, late_reason, reason):
        got.update(on=on, late_reason=late_reason, reason=reason)
        take(matter, "refuse", by=by, at=at, on=on, grounds={"reason": reason}, changes=ENDED)

    form = ActForm(PEOPLES, "refuse", (Field("reason", "理由", required=True),), refuse)
    monkeypatch.setattr(forms, "_forms", {(PEOPLES, "refuse"): form})
    return got


ENDED = {"concluded_date": DAY, "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 6}
ANSWERS = {"reason": "一方拒绝"}


def test_the_service_is_passed_the_day_of_recording_where_none_is_given(passed, matter: PeoplesMatter, city, at):
    perform(matter, "refuse", ANSWERS, by=city.mediator, at=at)

    assert passed == {"on": DAY, "late_reason": "", "reason": "一方拒绝"}
    assert matter.state == "refused"


def test_the_trail_tells_the_surface_of_all_that_the_service_does(passed, matter: PeoplesMatter, city, at):
    perform(matter, "refuse", ANSWERS, by=city.mediator, at=at, place=Place.CONSOLE)
    assert Entry.objects.get().place == "console"


def test_a_surface_that_says_nothing_is_the_desk(passed, matter: PeoplesMatter, city, at):
    perform(matter, "refuse", ANSWERS, by=city.mediator, at=at)
    assert Entry.objects.get().place == "desk"


def test_the_surface_holds_for_what_is_done_inside_only(matter: PeoplesMatter, city, at):
    with done_at(Place.CONSOLE):
        inside = note_read(by="x", at=at, subject=("a", "b"), reason="c")
        system = note_read(by="x", at=at, subject=("a", "b"), reason="c", place="system")
    outside = note_read(by="x", at=at, subject=("a", "b"), reason="c")

    assert [read.place for read in (inside, system, outside)] == ["console", "system", "desk"]


def test_whether_it_is_open_and_permitted_is_told_before_any_answer_is_read(passed, matter, city, at):
    nothing: dict[str, str | bytes] = {}
    with pytest.raises(OutOfSight):
        perform(matter, "refuse", nothing, by=city.stranger, at=at)
    with pytest.raises(NotPermitted):
        perform(matter, "refuse", nothing, by=city.reporter, at=at)
    with pytest.raises(StepNotOpen):
        perform(matter, "settle", nothing, by=city.mediator, at=at)
    with pytest.raises(FormRefused):
        perform(matter, "refuse", nothing, by=city.mediator, at=at)
    assert not Entry.objects.exists()


def test_a_deemed_result_is_nobodys_to_take(passed, matter, city, at, deemed_accepted):
    assert deemed_accepted.by == THE_CLOCK
    with pytest.raises(DeemedByLaw):
        perform(matter, "lapse", {}, by=city.mediator, at=at)


def test_an_act_without_a_form_can_not_be_taken_this_way(passed, matter, city, at):
    with pytest.raises(NoForm, match="no form for 'accept'"):
        perform(matter, "accept", {}, by=city.mediator, at=at)


def test_an_hour_is_refused_where_the_day_is_kept(passed, matter, city, at):
    with pytest.raises(NoMoment):
        perform(matter, "refuse", ANSWERS, by=city.mediator, at=at, on=at)


@pytest.mark.parametrize(
    ("on", "received"),
    [
        (datetime(2024, 6, 3, 1, 15, tzinfo=UTC), datetime(2024, 6, 3, 1, 15, tzinfo=UTC)),
        (DAY, DAY),
        (None, datetime(2024, 6, 3, 9, 30, tzinfo=UTC)),
    ],
)
def test_where_the_hour_matters_it_is_passed(passed, matter, city, at, monkeypatch, on, received):
    form = replace(forms.forms()[0], moment=True)
    monkeypatch.setitem(forms._forms, (PEOPLES, "refuse"), form)

    perform(matter, "refuse", ANSWERS, by=city.mediator, at=at, on=on)

    assert passed["on"] == received


# In the place of another


def test_whom_one_does_not_cover_one_can_not_act_for(passed, matter, city, at):
    with pytest.raises(NotStandingIn):
        perform(matter, "refuse", ANSWERS, by=city.head, at=at, standing_in_for=city.mediator)


def test_the_absent_posts_right_is_used_and_named(passed, matter, city, at, absent: Callable[[], None]):
    absent()

    perform(matter, "refuse", ANSWERS, by=city.head, at=at, standing_in_for=city.mediator)

    assert Entry.objects.get(action="mediation.people.refuse").actor == city.head.code
    assert matter.state == "refused"


@pytest.fixture
def absent(city, at) -> Callable[[], None]:
    """Records that the mediator is away and the head stands in."""

    def record() -> None:
        record_absence(city.mediator, city.head, DAY, DAY, AbsenceReason.ANNUAL_LEAVE, by=city.head, at=at)

    return record


# Openings


def opening(**changes: Any) -> ActForm:
    def open_(*, office, by, at, on, late_reason, number):
        kept = {"category": "neighbour", "form": "mediation", "source": "application", "parties_count": 2}
        return begin(PeoplesMatter(office=office, number=number, **kept), by=by, at=at, on=on)

    return replace(ActForm(PEOPLES, BEGIN, (Field("number", "案号", required=True),), open_), **changes)


def test_a_matter_is_opened_by_its_form(city, at, monkeypatch):
    monkeypatch.setattr(forms, "_forms", {(PEOPLES, BEGIN): opening()})

    made = perform_opening(PEOPLES_MEDIATION, {"number": "1号"}, office=city.committee, by=city.clerk, at=at)

    assert (made.number, made.state, made.occurred_date) == ("1号", "applied", DAY)
    assert Task.objects.system("a test").get().holder == city.clerk


def test_who_may_not_open_is_told_before_the_answers_are_read(city, at, monkeypatch):
    monkeypatch.setattr(forms, "_forms", {(PEOPLES, BEGIN): opening()})
    with pytest.raises(NotPermitted):
        perform_opening(PEOPLES_MEDIATION, {}, office=city.committee, by=city.reporter, at=at)
    with pytest.raises(FormRefused):
        perform_opening(PEOPLES_MEDIATION, {}, office=city.committee, by=city.clerk, at=at)
    with pytest.raises(OutOfSight):
        perform_opening(PEOPLES_MEDIATION, {"number": "1号"}, office=city.committee, by=city.stranger, at=at)


def test_what_only_imports_bring_can_not_be_opened(city, at):
    with pytest.raises(CannotBegin):
        perform_opening(replace(PEOPLES_MEDIATION, opening=None), {}, office=city.committee, by=city.clerk, at=at)


def test_the_absent_posts_right_holds_inside_only(passed, matter, applied, city, at, absent):
    absent()
    perform(matter, "refuse", ANSWERS, by=city.head, at=at, standing_in_for=city.mediator)

    with pytest.raises(NotPermitted):
        take(applied("〔2024〕2号"), "refuse", by=city.head, at=at, grounds=ANSWERS)
