"""The ledgers of the network through the real formats: in, corrected, out, in again, undone."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange import export, services, workbook
from fazhi.kernel.exchange.errors import UndoRefused
from fazhi.kernel.exchange.formats import Format, registered
from fazhi.kernel.exchange.terms import FileReport
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.lines.mediation.models import Committee, Election, Mediator, Member, Seal, Training
from fazhi.lines.mediation.services import network as acts
from fazhi.lines.mediation.services.calling import call_elections
from fazhi.lines.mediation.terms import Leaving

from .network import at_noon, official

Row = dict[str, Any]
YEAR = (date(2024, 1, 1), date(2024, 12, 31))

COMMITTEE: Row = {
    "office": "XM-SM-01",
    "founder": "厦门市思明区莲前街道办事处",
    "founder_code": "11999999MA0200009W",
    "founded_date": date(2010, 5, 4),
    "filed_date": date(2010, 5, 20),
    "scope": "本街道范围内的民间纠纷",
    "address": "厦门市思明区莲前示例路1号",
    "phone": "15400000001",
    "funding": "街道财政预算",
    "on_court_roll": 1,
    "at_court": 0,
    "at_police": 1,
    "at_procuratorate": 0,
    "at_petition": 0,
    "seal_number": "XMTJ-1",
    "seal_from": date(2015, 1, 1),
    "elected_date": date(2024, 2, 29),
    "election_filed": date(2024, 3, 11),
}
PLAIN: Row = {
    "office": "XM-HL-01", "founder": "江头街道办事处", "founded_date": date(2011, 1, 1),
    **dict.fromkeys(("on_court_roll", "at_court", "at_police", "at_procuratorate", "at_petition"), 0),
}  # fmt: skip
WHO: Row = {
    "office": "XM-SM-01",
    "sex": "female",
    "birth_date": date(1980, 2, 29),
    "ethnic_group": "汉族",
    "education": "college",
    "political_status": "party",
    "phone": "15400000002",
    "is_full_time": 1,
    "from_date": date(2024, 2, 29),
}
MEMBER: Row = WHO | {
    "official": "M1", "name": "示例M1", "position": "director", "elected_date": date(2024, 2, 29),
}  # fmt: skip
MEMBERS = [
    MEMBER,
    MEMBER | {"official": "M2", "name": "示例M2", "position": "member", "sex": "male", "is_full_time": 0},
    MEMBER | {"official": "M3", "name": "示例M3", "position": "member"},
]
MEDIATOR: Row = WHO | {"official": "M1", "name": "示例M1", "certificate": "闽调1"}
MEDIATORS = [
    MEDIATOR,
    MEDIATOR | {"office": "XM-HL-01", "is_full_time": 0},
    MEDIATOR | {"official": "M2", "name": "示例M2", "until_date": date(2024, 6, 1), "end_reason": "removed", "removal_ground": "gain"},
]  # fmt: skip
TRAINING: Row = {
    "office": "XM-SM-01", "official": "M1", "name": "示例M1", "course": "调解文书制作", "trained_date": date(2024, 3, 31),
    "hours": 8,
}  # fmt: skip
KINDS: dict[str, list[Row]] = {
    "mediation.committee": [COMMITTEE, PLAIN],
    "mediation.member": MEMBERS,
    "mediation.mediator": MEDIATORS,
    "mediation.training": [TRAINING, TRAINING | {"course": "劳动争议调解", "hours": 16}],
}


@dataclass
class Desk:
    """Imports, exports and undoing of the test."""

    folder: Path
    data_dir: Path
    at: datetime

    def take_in(self, kind: str, rows: list[Row]) -> FileReport:
        format = _format(kind)
        path = self.folder / "台账.xlsx"
        schema = {column.name: None for column in format.columns if any(column.name in row for row in rows)}
        frame = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], infer_schema_length=None)
        workbook.write(path, format, frame)
        return self.take_in_file(path)

    def take_in_file(self, path: Path) -> FileReport:
        (report,) = services.import_files([path], by="system", at=self.at, data_dir=self.data_dir).files
        assert report.error is None
        return report

    def undo(self, report: FileReport) -> None:
        assert report.batch is not None
        services.undo(report.batch, by="system", at=self.at, reason="录错", data_dir=self.data_dir)


def _format(kind: str) -> Format:
    return next(item for item in registered() if item.code == kind)


def rows(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.system("a test").order_by("pk").values())


def state() -> dict[str, list[dict[str, Any]]]:
    """All records of the network but what a later writing changes anyway."""
    models = (Committee, Seal, Election, Member, Mediator, Training)
    return {
        model.__name__: [{k: v for k, v in row.items() if k != "recorded_at"} for row in rows(model)]
        for model in models
    }


@pytest.fixture
def desk(city, tmp_path: Path, data_dir: Path, at: datetime) -> Desk:
    for code in ("M1", "M2", "M3"):
        official(code)
    return Desk(tmp_path, data_dir, at)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_accepted_and_the_same_file_again_changes_nothing(desk: Desk, kind: str):
    first, before = desk.take_in(kind, KINDS[kind]), state()

    again = desk.take_in(kind, KINDS[kind])

    assert (first.accepted, first.refused) == (len(KINDS[kind]), 0)
    assert (again.accepted, again.unchanged) == (0, len(KINDS[kind]))
    assert state() == before


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_out_comes_in_unchanged(desk: Desk, kind: str, ending: str):
    desk.take_in(kind, KINDS[kind])
    path = desk.folder / f"导出{ending}"

    count = export.export(kind, *YEAR, path, by="system", at=desk.at)
    report = desk.take_in_file(path)

    assert (count, report.unchanged, report.refused) == (len(KINDS[kind]), len(KINDS[kind]), 0)


@pytest.mark.parametrize("kind", KINDS)
def test_an_undone_import_leaves_nothing(desk: Desk, kind: str):
    before = state()

    desk.undo(desk.take_in(kind, KINDS[kind]))

    assert state() == before
    assert not Clock.objects.system("a test").exists()


CORRECTED = [
    ("mediation.committee", COMMITTEE, {"address": "厦门市思明区莲前示例路2号", "seal_until": date(2024, 6, 30)}),
    ("mediation.committee", COMMITTEE, {"seal_number": "XMTJ-2", "seal_from": date(2024, 7, 1)}),
    ("mediation.committee", COMMITTEE, {"elected_date": date(2024, 9, 2), "election_filed": None}),
    ("mediation.committee", COMMITTEE, {"election_filed": date(2024, 3, 12)}),
    ("mediation.committee", PLAIN, {"elected_date": date(2023, 9, 1)}),
    ("mediation.committee", COMMITTEE, {"cancelled_date": date(2024, 8, 1)}),
    ("mediation.member", MEMBER, {"until_date": date(2024, 8, 1), "end_reason": "resigned"}),
    ("mediation.mediator", MEDIATOR, {"phone": "15400000009"}),
    ("mediation.training", TRAINING, {"hours": 24}),
]


@pytest.mark.parametrize(("kind", "row", "changes"), CORRECTED)
def test_a_correction_is_written_and_undone(desk: Desk, kind: str, row: Row, changes: Row):
    desk.take_in(kind, [row])
    before, clocks = state(), Clock.objects.system("a test").filter(stopped_at=None).count()

    report = desk.take_in(kind, [row | changes])
    changed = state()
    desk.undo(report)

    assert (report.updated, report.refused) == (1, 0)
    assert changed != before
    assert state() == before
    assert Clock.objects.system("a test").filter(stopped_at=None).count() == clocks


def test_a_committee_row_brings_its_seal_and_its_term(desk: Desk):
    desk.take_in("mediation.committee", [COMMITTEE])

    (seal,), (election,) = rows(Seal), rows(Election)
    assert (seal["number"], seal["from_date"], seal["until_date"]) == ("XMTJ-1", date(2015, 1, 1), None)
    assert (election["state"], election["until_date"]) == ("filed", date(2027, 2, 28))
    assert not Clock.objects.system("a test").exists()


def test_an_election_not_filed_has_its_limit(desk: Desk):
    desk.take_in("mediation.committee", [COMMITTEE | {"election_filed": None}])

    (clock,) = Clock.objects.system("a test").all()
    assert (clock.period, clock.started_date, clock.due_date) == ("TJ-FILING", date(2024, 2, 29), date(2024, 4, 1))
    assert rows(Election)[0]["state"] == "held"


def test_another_day_of_election_is_another_term_and_ends_the_one_before_and_the_one_that_was_due(desk: Desk):
    desk.take_in("mediation.committee", [COMMITTEE])
    call_elections(at_noon(date(2027, 1, 4)))
    desk.at = at_noon(date(2027, 2, 10))

    desk.take_in(
        "mediation.committee", [COMMITTEE | {"elected_date": date(2027, 2, 1), "election_filed": date(2027, 2, 8)}]
    )

    told = {(row["state"], row["elected_date"], row["until_date"]) for row in rows(Election)}
    assert told == {
        ("filed", date(2024, 2, 29), date(2027, 1, 31)),
        ("ended", None, None),
        ("filed", date(2027, 2, 1), date(2030, 2, 1)),
    }
    assert not Task.objects.system("a test").filter(done_at=None).exists()
    assert not Clock.objects.system("a test").filter(stopped_at=None).exists()


def test_undoing_that_term_makes_the_election_due_again(desk: Desk):
    desk.take_in("mediation.committee", [COMMITTEE])
    call_elections(at_noon(date(2027, 1, 4)))
    desk.at = at_noon(date(2027, 2, 10))
    later = COMMITTEE | {"elected_date": date(2027, 2, 1), "election_filed": None}

    desk.undo(desk.take_in("mediation.committee", [later]))

    assert sorted(row["state"] for row in rows(Election)) == ["due", "filed"]
    (clock,) = Clock.objects.system("a test").filter(stopped_at=None)
    assert (clock.period, clock.due_date) == ("TJ-TERM", date(2027, 2, 28))
    assert Task.objects.system("a test").filter(done_at=None).count() == 1


def test_a_committee_cancelled_before_its_report_owes_none(desk: Desk):
    row = COMMITTEE | {"election_filed": None, "cancelled_date": date(2024, 8, 1)}

    desk.take_in("mediation.committee", [row])

    (election,) = rows(Election)
    assert (election["state"], election["until_date"]) == ("ended", date(2024, 7, 31))
    assert not Clock.objects.system("a test").exists()


def test_a_committee_goes_out_while_it_exists_only(desk: Desk):
    desk.take_in("mediation.committee", [COMMITTEE | {"cancelled_date": date(2024, 8, 1)}])

    def told(start: date, end: date) -> int:
        return export.export("mediation.committee", start, end, desk.folder / "x.csv", by="system", at=desk.at)

    assert told(date(2010, 1, 1), date(2010, 5, 3)) == 0
    assert told(date(2024, 7, 31), date(2024, 7, 31)) == 1
    assert told(date(2024, 8, 1), date(2024, 12, 31)) == 0


def test_who_left_by_an_act_is_not_brought_back_by_a_ledger(desk: Desk, city):
    desk.take_in("mediation.member", MEMBERS)
    member = Member.objects.system("a test").select_related("office", "official").get(official__code="M3")
    acts.leave(member, by=city.clerk, at=desk.at, on=date(2024, 6, 3), reason=Leaving.RESIGNED)

    report = desk.take_in("mediation.member", [MEMBERS[2] | {"phone": "15400000009"}])

    assert (report.accepted, report.codes) == (0, {"overtaken": 1} | report.codes)
    member.refresh_from_db()
    assert member.until_date == date(2024, 6, 3)


def test_a_committee_in_which_somebody_serves_may_be_undone_but_not_its_offices_cases(desk: Desk):
    """Members hang on the office: they stay, and a checker no longer judges them."""
    report = desk.take_in("mediation.committee", [COMMITTEE])
    desk.take_in("mediation.member", MEMBERS)

    desk.undo(report)

    assert rows(Committee) == []
    assert len(rows(Member)) == 3
    with pytest.raises(UndoRefused):
        desk.undo(report)


COMMITTEE_FAULTS = [
    ({"founder_code": "11999999MA0200009A"}, "credit-code"),
    ({"filed_date": date(2010, 5, 3)}, "filed-order"),
    ({"elected_date": date(2010, 5, 3), "election_filed": None}, "elected-order"),
    ({"election_filed": date(2024, 2, 28)}, "election-filed-order"),
    ({"elected_date": None}, "elected-missing"),
    ({"cancelled_date": date(2010, 5, 3), "elected_date": None, "election_filed": None}, "cancelled-order"),
    ({"cancelled_date": date(2024, 2, 29)}, "cancelled-elected"),
    ({"seal_number": None}, "seal-number-missing"),
    ({"seal_from": None}, "seal-from-missing"),
    ({"seal_until": date(2014, 12, 31)}, "seal-order"),
    ({"seal_lost": date(2014, 12, 31)}, "seal-lost-order"),
]
SERVING_FAULTS = [
    ({"name": "另一人"}, "named-otherwise"),
    ({"birth_date": date(2006, 3, 1)}, "adult"),
    ({"until_date": date(2024, 2, 28), "end_reason": "resigned"}, "until-order"),
    ({"until_date": date(2024, 8, 1)}, "reason-missing"),
    ({"end_reason": "resigned"}, "until-missing"),
    ({"until_date": date(2024, 8, 1), "end_reason": "removed"}, "ground-missing"),
    ({"removal_ground": "leak"}, "ground-without"),
]
FAULTS = [
    *(("mediation.committee", COMMITTEE, *case) for case in COMMITTEE_FAULTS),
    *(("mediation.member", MEMBER, *case) for case in SERVING_FAULTS),
    ("mediation.member", MEMBER, {"elected_date": date(2024, 3, 1)}, "from-order"),
    *(("mediation.mediator", MEDIATOR, *case) for case in SERVING_FAULTS),
    ("mediation.training", TRAINING, {"name": "另一人"}, "named-otherwise"),
]


@pytest.mark.parametrize(("kind", "row", "changes", "code"), FAULTS)
def test_each_check_refuses_its_row(desk: Desk, kind: str, row: Row, changes: Row, code: str):
    report = desk.take_in(kind, [row | changes])

    assert code in report.codes
    assert (report.accepted, report.refused) == (0, 1)


def test_one_person_told_in_two_ways_is_refused_in_both_rows(desk: Desk):
    report = desk.take_in("mediation.mediator", [MEDIATOR, MEDIATOR | {"office": "XM-HL-01", "sex": "male"}])

    assert (report.refused, report.codes) == (2, {"person-told-twice": 2})


@pytest.mark.parametrize(("kind", "row"), [(kind, found[0]) for kind, found in KINDS.items() if "official" in found[0]])
def test_an_unknown_person_and_a_department_are_refused(desk: Desk, kind: str, row: Row):
    for changes in ({"official": "M9"}, {"office": "XM-RS"}):
        assert desk.take_in(kind, [row | changes]).codes["reference"] == 1


WARNED = [
    ("mediation.committee", [COMMITTEE | {"founder": "厦门市思明区嘉莲街道办事处"}], "named-by-rule"),
    ("mediation.member", MEMBERS[:2], "too-few"),
    ("mediation.member", [row | {"position": "member"} for row in MEMBERS], "one-director"),
    ("mediation.member", [row | {"sex": "male"} for row in MEMBERS], "no-woman"),
]


@pytest.mark.parametrize(("kind", "told", "code"), WARNED)
def test_what_the_law_does_not_want_but_is_so_is_accepted_and_told(desk: Desk, kind: str, told: list[Row], code: str):
    report = desk.take_in(kind, told)

    assert code in report.codes
    assert (report.accepted, report.refused) == (len(told), 0)
    assert report.warned > 0


def test_who_has_left_does_not_count_among_the_three(desk: Desk):
    left = MEMBERS[2] | {"until_date": date(2024, 8, 1), "end_reason": "resigned"}

    assert "too-few" in desk.take_in("mediation.member", [*MEMBERS[:2], left]).codes


def test_every_check_of_the_formats_is_tried_here():
    """A new check needs its case above."""
    tried = {(kind, code) for kind, _, _, code in FAULTS} | {(kind, code) for kind, _, code in WARNED}
    tried |= {("mediation.mediator", "person-told-twice"), ("mediation.member", "person-told-twice")}

    assert {(kind, check.code) for kind in KINDS for check in _format(kind).checks} <= tried


def test_an_import_is_one_entry_in_the_trail(desk: Desk):
    desk.take_in("mediation.member", MEMBERS)

    assert [entry.action for entry in Entry.objects.all()] == ["ledger.import"]
