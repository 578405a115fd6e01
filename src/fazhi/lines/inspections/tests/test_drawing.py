"""Acts on a task and its draw: frozen before the value is known, drawn once, annulled on record."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fazhi.engines import draw as engine
from fazhi.engines.draw.errors import DrawTooLarge, PublicValueMalformed, SignatureInvalid, TooFewInspectors
from fazhi.engines.draw.tests.samples import RANDOMNESS_1000, SIGNATURE_1000
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Task as Todo
from fazhi.lines.inspections import services
from fazhi.lines.inspections.errors import (
    BeaconSpoken,
    BeaconToCome,
    CodeUnknown,
    DrawInUse,
    InspectionsOpen,
    LineUnclear,
    NothingToDrawFrom,
    NotSigned,
    TranscriptUnfit,
)
from fazhi.lines.inspections.models import Assignment, Draw, Inspection, Inspector
from fazhi.lines.inspections.queries.draws import draws_of, inspections_of, standing_draw

from .conftest import BEACON, LOTTERY, noon

DAY = date(2024, 3, 11)


def plan_of(task) -> dict[str, Any]:
    return json.loads(standing_draw(task).commitment)["plan"]


def rows_of(task) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in plan_of(task)["objects"]}


def test_the_frozen_plan_holds_both_rosters_weights_by_credit_class_and_recusals(division):
    task = division.announced()

    rows = rows_of(task)
    assert {row["stratum"] for row in rows.values()} == {"律师事务所", "公证机构"}
    assert len(rows) == 11
    assert [rows[f"313500000{number}"]["weight"] for number in (1, 2, 3, 4)] == [2, 4, 8, 1]
    assert [row["id"] for row in plan_of(task)["inspectors"]] == [f"闽D00{number}" for number in range(1, 6)]
    assert plan_of(task)["recusals"] == [["3135000001", "闽D001"]]
    assert plan_of(task)["rule"]["draw"] == {"律师事务所": 3, "公证机构": 1}


def test_the_draw_is_the_engines_and_anybody_can_repeat_it(division):
    task = division.drawn()

    drawn = standing_draw(task)
    assert engine.verify(drawn.transcript, drawn.commitment).holds
    objects = json.loads(drawn.transcript)["result"]["objects"]
    assert [each.institution.code for each in inspections_of(task)] == objects
    assert [each.number for each in inspections_of(task)] == [f"厦司抽〔2024〕1号-{n:03}" for n in range(1, 5)]


def test_each_inspection_has_the_team_drawn_its_items_and_a_task_in_somebodys_work(division):
    task = division.drawn()

    for inspection in inspections_of(task):
        team = {each.inspector.certificate for each in division.team(inspection)}
        assert len(team) == 2
        assert inspection.items == (["LS-01", "LS-02"] if inspection.kind == "law_firm" else ["GZ-01"])
        assert not (inspection.institution.code == "3135000001" and "闽D001" in team)
        assert Todo.objects.system("a test").filter(matter_id=inspection.pk, done_at=None).count() == 1


def test_every_act_of_a_draw_is_in_the_trail_with_its_basis(division):
    division.drawn()

    entries = Entry.objects.filter(action__startswith="inspections.task.").order_by("number")
    assert [entry.action.rpartition(".")[2] for entry in entries] == ["begin", "commit", "announce", "draw"]
    assert all(entry.basis for entry in entries)


def test_who_was_inspected_lately_is_left_out_with_the_reason(division):
    drawn = [each.institution.code for each in inspections_of(division.drawn())]

    second = division.announced(
        number="厦司抽〔2024〕2号", since_date=date(2024, 1, 1), numbers=("律师事务所 2", "公证机构 1")
    )

    rows = rows_of(second)
    assert {code for code, row in rows.items() if "excluded" in row} == set(drawn)
    assert all("近期已经检查（厦司抽〔2024〕1号-" in rows[code]["excluded"] for code in drawn)


def test_the_frequency_of_the_list_leaves_out_who_was_drawn_in_the_year(division):
    drawn = {each.institution.code for each in inspections_of(division.drawn())}

    second = division.announced(number="厦司抽〔2024〕2号", numbers=("律师事务所 2", "公证机构 1"))

    assert {code for code, row in rows_of(second).items() if "频次上限" in row.get("excluded", "")} == drawn


def test_compulsory_and_excluded_institutions_stand_in_the_frozen_files_with_their_reasons(division):
    task = division.drawn(compulsory=("3135000002 投诉较多",), excluded=("3135000003 已经申请注销",))

    first = inspections_of(task).first()
    assert (first.institution.code, first.is_compulsory) == ("3135000002", 1)
    assert inspections_of(task).count() == 5
    assert rows_of(task)["3135000003"]["excluded"] == "已经申请注销"


def test_a_credential_that_ends_before_the_visit_is_not_drawn(division):
    Inspector.objects.system("a test").filter(certificate="闽D005").update(valid_to_date=date(2024, 3, 31))

    task = division.drawn()

    teams = {each.inspector.certificate for row in inspections_of(task) for each in division.team(row)}
    assert "闽D005" not in teams


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"numbers": ("律师事务所 9", "公证机构 1")}, DrawTooLarge),
        ({"items": ("LS-09",)}, CodeUnknown),
        ({"numbers": ("律所 3",)}, LineUnclear),
        ({"numbers": ("律师事务所 三",)}, LineUnclear),
        ({"numbers": ("律师事务所 1", "律师事务所 2")}, LineUnclear),
        ({"compulsory": ("3135000002",)}, LineUnclear),
        ({"team_size": 5}, TooFewInspectors),
    ],
)
def test_a_task_that_can_not_be_drawn_is_refused_before_anything_is_public(division, values, error):
    with pytest.raises(error):
        division.announced(**values)


def test_a_roster_without_the_kind_is_refused(division):
    from fazhi.lines.inspections.models import Item

    Item.objects.system("a test").filter(code="GZ-01").update(kind="forensic")
    task = division.planned(items=("GZ-01",), numbers=("司法鉴定机构 1",))

    with pytest.raises(NothingToDrawFrom):
        services.commit_rosters(task, **division.by_clerk(DAY), beacon=BEACON)


@pytest.mark.parametrize(
    "line", ["drand quicknet", "lottery 示例彩票", "coin 示例 1", "drand quicknet eins", "a b c d"]
)
def test_a_public_value_named_unclearly_is_refused(division, line):
    with pytest.raises(LineUnclear):
        services.commit_rosters(division.planned(), **division.by_clerk(DAY), beacon=(line,))


def test_a_public_value_that_is_known_already_can_not_be_named(division):
    with pytest.raises(BeaconSpoken) as refused:
        services.commit_rosters(division.planned(), **division.by_clerk(DAY), beacon=("drand quicknet 1000",))

    assert refused.value.beacons == ("quicknet:1000",)


def drand_task(division, round_number: int):
    task = division.planned()
    services.commit_rosters(task, **division.by_clerk(date(2024, 3, 5)), beacon=(f"drand quicknet {round_number}",))
    return task


def test_an_announcement_after_the_value_is_known_comes_too_late(division):
    task = drand_task(division, engine.round_at(noon(date(2024, 3, 5))) + 10)

    with pytest.raises(BeaconSpoken):
        services.announce(task, **division.by_clerk(date(2024, 3, 6)), announced_at="市司法局网站")


def announced_for(division, moment: datetime):
    task = drand_task(division, engine.round_at(moment))
    services.announce(task, **division.by_clerk(date(2024, 3, 6)), announced_at="市司法局网站")
    return task


def test_nobody_draws_before_the_announced_moment(division):
    task = announced_for(division, noon(date(2024, 3, 9)))

    with pytest.raises(BeaconToCome):
        services.draw(task, **division.by_clerk(date(2024, 3, 8)), public_values=(SIGNATURE_1000.hex(),))


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (SIGNATURE_1000.hex(), SignatureInvalid),  # that of another round: chosen by the organiser
        (RANDOMNESS_1000.hex(), NotSigned),
        ("xyz", LineUnclear),
        ("00", PublicValueMalformed),
    ],
)
def test_a_value_that_is_not_the_announced_one_draws_nothing(division, value, error):
    task = announced_for(division, noon(date(2024, 3, 7)))

    with pytest.raises(error):
        services.draw(task, **division.by_clerk(date(2024, 3, 8)), public_values=(value,))

    task.refresh_from_db()
    assert task.state == "announced"
    assert not Inspection.objects.system("a test").exists()


def test_a_frozen_roster_edited_in_the_database_is_found_out(division):
    task = division.announced()
    other = division.planned(number="厦司抽〔2024〕2号", numbers=("律师事务所 2", "公证机构 1"))
    services.commit_rosters(other, **division.by_clerk(DAY), beacon=BEACON)
    rows = Draw.objects.system("a test")
    rows.filter(task=task).update(commitment=standing_draw(other).commitment)

    with pytest.raises(TranscriptUnfit):
        services.draw(task, **division.by_clerk(DAY), public_values=(LOTTERY,))


def test_a_second_draw_needs_the_annulment_of_the_first(division):
    task = division.drawn()

    with pytest.raises(StepNotOpen):
        services.draw(task, **division.by_clerk(DAY), public_values=(LOTTERY,))
    with pytest.raises(StepNotOpen):
        services.commit_rosters(task, **division.by_clerk(DAY), beacon=BEACON)
    standing = standing_draw(task)
    standing.pk, standing.attempt = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        standing.save(force_insert=True)


def test_an_annulled_draw_is_kept_with_reason_and_person_and_its_inspections_are_void(division):
    task = division.drawn()
    first = standing_draw(task)

    services.annul(task, **division.by_chief(DAY), reason="名录漏列三家律师事务所")

    first.refresh_from_db()
    assert (first.annulled_date, first.annul_reason) == (DAY, "名录漏列三家律师事务所")
    assert first.annulled_by == division.chief.code
    assert first.transcript
    assert set(Inspection.objects.system("a test").values_list("state", flat=True)) == {"void"}
    assert task.state == "planned"
    assert not Todo.objects.system("a test").filter(procedure="inspections.inspection", done_at=None).exists()


def test_after_an_annulment_the_next_draw_names_the_one_before(division):
    task = division.drawn()
    first = standing_draw(task)
    services.annul(task, **division.by_chief(DAY), reason="名录漏列三家律师事务所")
    services.commit_rosters(task, **division.by_clerk(DAY), beacon=("lottery 示例彩票 2024032",))
    services.announce(task, **division.by_clerk(DAY), announced_at="市司法局网站")

    services.draw(task, **division.by_clerk(DAY), public_values=(b"1.2.3.4.5.6./".hex(),))

    second = standing_draw(task)
    assert [each.attempt for each in draws_of(task)] == [1, 2]
    assert second.previous_digest == first.transcript_digest
    assert engine.verify_chain([first.transcript, second.transcript]).holds
    assert inspections_of(task).first().number == "厦司抽〔2024〕1号之2-001"


def test_a_draw_that_was_inspected_by_can_not_be_annulled(division):
    inspection = division.recorded()

    with pytest.raises(DrawInUse):
        services.annul(inspection.task, **division.by_chief(date(2024, 4, 9)), reason="重新抽取")


def test_a_task_is_closed_when_all_its_inspections_are(division):
    task = division.drawn()
    with pytest.raises(InspectionsOpen):
        services.close_task(task, **division.by_clerk(DAY))
    for inspection in inspections_of(task):
        services.void(inspection, **division.by_chief(DAY), reason="已经注销")

    services.close_task(task, **division.by_clerk(DAY))

    assert (task.state, task.closed_date) == ("closed", DAY)


def test_a_task_is_cancelled_before_its_rosters_are_frozen_only(division):
    task = division.planned()
    services.cancel(task, **division.by_chief(DAY), reason="计划调整")

    assert task.state == "cancelled"
    with pytest.raises(StepNotOpen):
        services.commit_rosters(task, **division.by_clerk(DAY), beacon=BEACON)


def test_a_stranger_may_not_and_a_clerk_may_not_annul(division):
    task = division.drawn()

    with pytest.raises(OutOfSight):
        services.annul(task, by=division.stranger, at=noon(DAY), on=DAY, reason="x")
    with pytest.raises(NotPermitted):
        services.annul(task, **division.by_clerk(DAY), reason="x")
    assert Assignment.objects.system("a test").count() == 8
