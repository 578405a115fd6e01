"""Ledgers of mediation through the real formats: a file is written, imported, corrected, exported, imported again."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange import comparing, export, services, workbook
from fazhi.kernel.exchange.errors import UndoRefused
from fazhi.kernel.exchange.formats import Format, registered
from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.exchange.terms import FileReport
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.mediation.models import AdministrativeMatter, LocalCategory, PeoplesMatter
from fazhi.lines.mediation.services import departments, following, people

Row = dict[str, Any]
YEAR = (date(2024, 1, 1), date(2024, 12, 31))

OPEN: Row = {
    "number": "〔2024〕莲前人调字第1号",
    "office": "XM-SM-01",
    "form": "mediation",
    "category": "neighbour",
    "source": "application",
    "accepted_date": date(2024, 1, 31),
    "mediator": "李二",
    "party1_name": "陈示例",
    "party1_document_type": "passport",
    "party1_document_number": "G12345678",
    "party1_phone": "13800000000",
    "party2_name": "林示例",
    "parties_count": 2,
    "is_difficult": 0,
}
SETTLED: Row = OPEN | {
    "number": "〔2024〕莲前人调字第2号",
    "result": "settled",
    "concluded_date": date(2024, 4, 1),
    "effective_date": date(2024, 3, 31),
    "amount_fen": 1_234_56,
    "agreement_form": "written",
    "is_difficult": 1,
}
FAILED: Row = OPEN | {"number": "〔2024〕莲前人调字第3号", "result": "failed", "concluded_date": date(2024, 2, 29)}
WITHDRAWN: Row = FAILED | {"number": "〔2024〕莲前人调字第4号", "result": "withdrawn"}
ON_THE_SPOT: Row = SETTLED | {"number": "〔2024〕莲前人调字第5号", "form": "on_the_spot", "accepted_date": None}
PEOPLES = [OPEN, SETTLED, FAILED, WITHDRAWN, ON_THE_SPOT]
FOLLOWED: Row = SETTLED | {
    "performance": "performed",
    "visited_date": date(2024, 5, 6),
    "confirmed_date": date(2024, 4, 18),
}

ADMINISTRATIVE: Row = {
    "number": "行调1号",
    "office": "XM-RS",
    "nature": "civil",
    "category": "migrant_wages",
    "accepted_date": date(2024, 9, 5),
    "party1_name": "陈示例",
}
EARLIER: Row = ADMINISTRATIVE | {
    "number": "行调2号", "accepted_date": date(2024, 3, 31), "party2_name": "示例建筑公司",
}  # fmt: skip


@dataclass
class Desk:
    """Imports and exports of the test, each import with the report of its one file."""

    folder: Path
    data_dir: Path
    at: datetime

    def take_in(self, kind: str, rows: list[Row], name: str = "台账.xlsx", *, old: bool = False) -> FileReport:
        """Write a ledger and import it; `old`: in the layout from before columns were added."""
        format = _format(kind)
        if old:
            format = replace(format, columns=tuple(column for column in format.columns if not column.added))
        path = self.folder / name
        schema = {column.name: None for column in format.columns if any(column.name in row for row in rows)}
        frame = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], infer_schema_length=None)
        workbook.write(path, format, frame)
        return self.take_in_file(path)

    def take_in_file(self, path: Path) -> FileReport:
        (report,) = services.import_files([path], by="system", at=self.at, data_dir=self.data_dir).files
        assert report.error is None
        return report

    def give_out(self, kind: str, name: str) -> tuple[Path, int]:
        path = self.folder / name
        return path, export.export(kind, *YEAR, path, by="system", at=self.at)


def _format(kind: str) -> Format:
    return next(item for item in registered() if item.code == kind)


@pytest.fixture
def desk(city, tmp_path: Path, data_dir: Path, at: datetime) -> Desk:
    return Desk(tmp_path, data_dir, at)


def peoples(number: int) -> PeoplesMatter:
    return PeoplesMatter.objects.system("a test").get(number=f"〔2024〕莲前人调字第{number}号")


def parties(matter: PeoplesMatter | AdministrativeMatter) -> list[tuple[int, str, str, str]]:
    rows = Party.objects.system("a test").filter(matter_id=matter.pk).order_by("position")
    return list(rows.values_list("position", "name", "document_number", "phone"))


def clocks(*, running: bool = True) -> list[Clock]:
    return list(Clock.objects.system("a test").filter(stopped_at__isnull=running).order_by("id"))


def test_every_row_is_accepted(desk: Desk):
    report = desk.take_in("mediation.people", PEOPLES)

    assert (report.read, report.accepted, report.updated, report.unchanged, report.refused) == (5, 5, 0, 0, 0)


def test_a_row_lands_in_the_state_that_its_columns_prove(desk: Desk):
    desk.take_in("mediation.people", PEOPLES)

    assert {number: (peoples(number).state, peoples(number).is_concluded, peoples(number).is_on_the_spot) for number in range(1, 6)} == {
        1: ("accepted", 0, 0),
        2: ("settled", 1, 0),
        3: ("failed", 1, 0),
        4: ("withdrawn", 0, 0),
        5: ("settled", 0, 1),
    }  # fmt: skip


def test_dates_are_stored_with_their_parts_and_days(desk: Desk):
    desk.take_in("mediation.people", PEOPLES)

    found = peoples(2)
    assert (found.accepted_year, found.accepted_quarter, found.accepted_month) == (2024, 1, 1)
    assert (found.concluded_year, found.concluded_quarter, found.concluded_month) == (2024, 2, 4)
    assert (found.effective_year, found.effective_quarter, found.effective_month) == (2024, 1, 3)
    assert (found.days_to_conclude, found.amount_fen, found.is_difficult) == (61, 123_456, 1)
    assert (peoples(5).accepted_date, peoples(5).days_to_conclude) == (None, None)


def test_an_import_writes_what_the_acts_write(desk: Desk, city):
    """The same matter through the desk and through a ledger is the same record."""
    desk.take_in("mediation.people", [OPEN, SETTLED])
    by_hand, by_ledger = peoples(1), peoples(2)

    late = {"by": city.mediator, "at": desk.at, "on": SETTLED["concluded_date"], "late_reason": "补录台账"}
    people.appoint(by_hand, **late, mediators=("李二",), named_by="committee", tie="none")
    people.notify_rights(by_hand, **late)
    people.hold_session(by_hand, **late, content="双方同意。", outcome="agreed")
    signed = dict.fromkeys(
        ("applicant_signed", "respondent_signed", "mediator_signed", "sealed"), SETTLED["effective_date"]
    )
    people.settle(
        by_hand,
        **late,
        **signed,
        agreement_form="written",
        agreement_terms="赔偿。",
        performance_mode="once",
        amount_fen=SETTLED["amount_fen"],
    )

    apart = {"_state", "id", "number", "version", "is_difficult", "rights_told_date"}
    told = [{k: v for k, v in vars(each).items() if k not in apart} for each in (peoples(1), by_ledger)]
    assert told[0] == told[1]


def test_an_import_writes_what_the_acts_write_for_departments_too(desk: Desk, city):
    ended = {
        "result": "settled",
        "concluded_date": date(2024, 10, 8),
        "effective_date": date(2024, 9, 30),
        "amount_fen": 100,
    }
    desk.take_in("mediation.administrative", [ADMINISTRATIVE, ADMINISTRATIVE | ended | {"number": "行调3号"}])
    by_hand, by_ledger = AdministrativeMatter.objects.system("a test").order_by("number")

    later = datetime(2024, 10, 8, 10, tzinfo=UTC)
    departments.settle(
        by_hand, by=city.officer, at=later, on=date(2024, 10, 8), effective=date(2024, 9, 30), amount_fen=100
    )

    apart = {"id", "number", "version", "recorded_at"}
    rows = AdministrativeMatter.objects.system("a test").order_by("number").values()
    told = [{k: v for k, v in row.items() if k not in apart} for row in rows]
    assert by_ledger.state == "settled"
    assert told[0] == told[1]


def test_both_parties_are_kept_each_in_its_position(desk: Desk):
    desk.take_in("mediation.people", [OPEN])

    assert parties(peoples(1)) == [(1, "陈示例", "G12345678", "13800000000"), (2, "林示例", "", "")]


def test_an_administrative_matter_has_one_party_or_two(desk: Desk):
    desk.take_in("mediation.administrative", [ADMINISTRATIVE, EARLIER])

    one, two = AdministrativeMatter.objects.system("a test").order_by("number")
    assert [name for _, name, *_ in parties(one)] == ["陈示例"]
    assert [name for _, name, *_ in parties(two)] == ["陈示例", "示例建筑公司"]


def test_clocks_run_for_open_matters_only(desk: Desk):
    desk.take_in("mediation.people", PEOPLES)

    (clock,) = clocks()
    assert (clock.matter_id, clock.period, clock.started_date) == (peoples(1).pk, "TJ-END", date(2024, 1, 31))
    assert clock.due_date == date(2024, 2, 29)


def test_no_clock_runs_under_a_limit_not_yet_in_force(desk: Desk):
    desk.take_in("mediation.administrative", [ADMINISTRATIVE, EARLIER])

    (clock,) = clocks()
    assert (clock.period, clock.due_date) == ("XZTJ-END", date(2024, 10, 8))


def test_the_same_file_again_changes_nothing(desk: Desk):
    desk.take_in("mediation.people", PEOPLES)
    before = list(PeoplesMatter.objects.system("a test").order_by("id").values())

    report = desk.take_in("mediation.people", PEOPLES)

    assert (report.accepted, report.unchanged) == (0, 5)
    assert list(PeoplesMatter.objects.system("a test").order_by("id").values()) == before
    assert len(clocks()) == 1


def test_a_corrected_row_updates_its_matter_parties_and_clocks(desk: Desk):
    desk.take_in("mediation.people", [OPEN, FAILED])
    before = peoples(1).pk
    corrected = OPEN | {"accepted_date": date(2024, 8, 15), "party1_phone": "13900000000", "party2_name": "黄示例"}

    report = desk.take_in("mediation.people", [corrected, FAILED])

    assert (report.accepted, report.updated, report.unchanged) == (1, 1, 1)
    assert peoples(1).pk == before
    assert parties(peoples(1)) == [(1, "陈示例", "G12345678", "13900000000"), (2, "黄示例", "", "")]
    (clock,) = clocks()
    assert (clock.started_date, clock.due_date) == (date(2024, 8, 15), date(2024, 9, 18))
    assert [stopped.due_date for stopped in clocks(running=False)] == [date(2024, 2, 29)]


def test_a_row_that_turns_out_to_have_ended_stops_its_clock(desk: Desk):
    desk.take_in("mediation.people", [OPEN])

    desk.take_in("mediation.people", [OPEN | {"result": "failed", "concluded_date": date(2024, 2, 29)}])

    assert clocks() == []
    assert (peoples(1).state, peoples(1).is_concluded, peoples(1).concluded_month) == ("failed", 1, 2)


def test_a_correction_keeps_the_old_values_in_the_trail(desk: Desk):
    desk.take_in("mediation.people", [OPEN])

    desk.take_in("mediation.people", [OPEN | {"category": "family", "party1_phone": "13900000000"}])

    old = json.loads(Entry.objects.latest("number").detail.content)["old"]
    (matter,) = [row for row in old if "category" in row]
    assert matter["category"] == "neighbour"
    assert "13800000000" in {row.get("phone") for row in old}


def test_a_matter_that_moved_by_an_act_is_not_overwritten_by_its_ledger(desk: Desk, city):
    desk.take_in("mediation.people", [OPEN])
    people.fail(
        peoples(1),
        by=city.mediator,
        at=datetime(2024, 2, 20, 10, tzinfo=UTC),
        on=date(2024, 2, 20),
        routes_told="court",
    )

    report = desk.take_in("mediation.people", [OPEN | {"category": "family"}])

    assert (report.accepted, report.refused) == (0, 1)
    assert (peoples(1).state, peoples(1).category) == ("failed", "neighbour")


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("mediation.people", [*PEOPLES[:1], FOLLOWED, *PEOPLES[2:]]),
        ("mediation.administrative", [ADMINISTRATIVE, EARLIER]),
    ],
    ids=["people", "administrative"],
)
def test_what_goes_out_comes_in_unchanged(desk: Desk, kind: str, rows: list[Row], ending: str):
    desk.take_in(kind, rows)

    path, count = desk.give_out(kind, f"导出{ending}")
    report = desk.take_in_file(path)

    assert count == len(rows)
    assert (report.read, report.accepted, report.unchanged, report.refused) == (len(rows), 0, len(rows), 0)


def test_a_matter_goes_out_in_each_period_that_it_touches(desk: Desk):
    desk.take_in("mediation.people", [SETTLED])

    def rows(start: date, end: date) -> int:
        return export.export("mediation.people", start, end, desk.folder / "x.csv", by="system", at=desk.at)

    assert rows(date(2024, 1, 31), date(2024, 1, 31)) == 1  # accepted
    assert rows(date(2024, 3, 31), date(2024, 3, 31)) == 1  # in effect
    assert rows(date(2024, 4, 1), date(2024, 4, 1)) == 1  # ended
    assert rows(date(2024, 2, 1), date(2024, 3, 30)) == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"concluded_date": date(2024, 1, 30), "result": "failed"}, "concluded-order"),
        ({**SETTLED, "number": OPEN["number"], "effective_date": date(2024, 1, 30)}, "effective-order"),
        ({"result": "failed"}, "concluded-missing"),
        ({"concluded_date": date(2024, 2, 29)}, "result-missing"),
        ({"result": "settled", "concluded_date": date(2024, 2, 29), "agreement_form": "oral"}, "effective-missing"),
        ({**FAILED, "effective_date": date(2024, 2, 29)}, "effective-without"),
        ({**FAILED, "amount_fen": 1}, "amount-without"),
        ({"party1_document_type": None}, "document-type-missing"),
        ({"party2_document_number": "G1"}, "document2-type-missing"),
        ({"accepted_date": None}, "accepted-missing"),
        ({**SETTLED, "form": "on_the_spot"}, "accepted-without"),
        ({"form": "on_the_spot", "accepted_date": None}, "on-the-spot-settled"),
        ({**SETTLED, "agreement_form": None}, "agreement-form-missing"),
        ({**FAILED, "performance": "performed"}, "performance-without"),
        ({**FAILED, "visited_date": date(2024, 5, 6), "performance": "performed"}, "visited-without"),
        ({**FAILED, "confirmed_date": date(2024, 5, 6)}, "confirmed-without"),
        ({**FOLLOWED, "visited_date": date(2024, 3, 30)}, "visited-order"),
        ({**FOLLOWED, "confirmed_date": date(2024, 3, 30)}, "confirmed-order"),
        ({**FOLLOWED, "performance": None}, "performance-missing"),
        ({"category": "family", "local_category": "finance"}, "local-parent"),
        ({"category": "contract", "local_category": "ended"}, "local-year"),
        ({**ON_THE_SPOT, "category": "contract", "local_category": "ended"}, "local-year"),
        ({"category": "contract", "local_category": "unheard_of"}, "reference"),
    ],
)
def test_each_check_refuses_its_row_and_no_other(desk: Desk, changes: Row, code: str):
    LocalCategory.objects.create(code="finance", title="金融", parent="contract", from_year=2024, basis="通知")
    LocalCategory.objects.create(
        code="ended", title="旧", parent="contract", from_year=2020, until_year=2023, basis="通知"
    )
    wrong = OPEN | changes | {"number": "〔2024〕莲前人调字第9号"}

    report = desk.take_in("mediation.people", [OPEN, wrong])

    assert code in report.codes
    assert (report.accepted, report.refused) == (1, 1)
    assert list(PeoplesMatter.objects.system("a test").values_list("number", flat=True)) == [OPEN["number"]]


def follow_up(matter: PeoplesMatter) -> tuple[object, ...]:
    return (
        matter.performance,
        matter.visited_date,
        matter.visited_quarter,
        matter.confirmed_date,
        matter.confirmed_month,
    )


FOLLOWED_UP = ("performed", date(2024, 5, 6), 2, date(2024, 4, 18), 4)
NOTHING = ("", None, None, None, None)


def test_what_became_of_the_agreement_lands_with_its_parts(desk: Desk):
    desk.take_in("mediation.people", [FOLLOWED])

    assert follow_up(peoples(2)) == FOLLOWED_UP


def test_a_ledger_from_before_the_columns_is_read_as_it_was(desk: Desk):
    report = desk.take_in("mediation.people", PEOPLES, old=True)

    assert (report.accepted, report.refused) == (5, 0)
    assert follow_up(peoples(2)) == NOTHING


def test_a_ledger_in_the_new_layout_that_tells_nothing_new_changes_nothing(desk: Desk):
    desk.take_in("mediation.people", PEOPLES, old=True)

    report = desk.take_in("mediation.people", PEOPLES)

    assert (report.accepted, report.unchanged) == (0, 5)


def test_a_row_kept_before_the_columns_has_the_digest_it_had(desk: Desk):
    """The digests of files imported before an upgrade were made without them."""
    format = _format("mediation.people")
    before = replace(format, columns=tuple(column for column in format.columns if not column.added))
    frame = pl.DataFrame([{column.name: SETTLED.get(column.name) for column in format.columns}])

    new, old = (comparing._with_key_and_digest(each, frame)["digest"].item() for each in (format, before))
    told = comparing._with_key_and_digest(format, frame.with_columns(performance=pl.lit("performed")))

    assert new == old
    assert told["digest"].item() != old


def test_a_correction_in_the_old_layout_leaves_the_follow_up_as_it_is(desk: Desk):
    desk.take_in("mediation.people", [FOLLOWED])

    report = desk.take_in("mediation.people", [SETTLED | {"category": "family"}], old=True)

    assert (report.updated, peoples(2).category) == (1, "family")
    assert follow_up(peoples(2)) == FOLLOWED_UP


def test_a_correction_that_takes_the_settlement_back_takes_its_follow_up_along(desk: Desk):
    desk.take_in("mediation.people", [FOLLOWED])

    desk.take_in("mediation.people", [FAILED | {"number": SETTLED["number"]}])

    assert (peoples(2).state, follow_up(peoples(2))) == ("failed", NOTHING)


def test_an_undone_correction_gives_the_follow_up_back(desk: Desk):
    desk.take_in("mediation.people", [FOLLOWED])
    desk.take_in("mediation.people", [FOLLOWED | {"performance": "partly", "visited_date": date(2024, 6, 1)}])
    assert peoples(2).performance == "partly"

    services.undo(
        LedgerBatch.objects.latest("pk").pk, by="system", at=desk.at, reason="导错了文件", data_dir=desk.data_dir
    )

    assert follow_up(peoples(2)) == FOLLOWED_UP


def test_an_undone_correction_that_first_told_the_follow_up_takes_it_away(desk: Desk):
    desk.take_in("mediation.people", [SETTLED], old=True)
    desk.take_in("mediation.people", [FOLLOWED])

    services.undo(
        LedgerBatch.objects.latest("pk").pk, by="system", at=desk.at, reason="导错了文件", data_dir=desk.data_dir
    )

    assert follow_up(peoples(2)) == NOTHING


def test_a_ledger_older_than_a_visit_does_not_overwrite_it(desk: Desk, city):
    desk.take_in("mediation.people", [SETTLED])
    late = {"by": city.clerk, "at": desk.at, "on": date(2024, 5, 6), "late_reason": "补录"}
    performance = following.follow_up(**late, office=city.committee, number=SETTLED["number"])
    following.find_performed(performance, **late, manner="telephone")

    report = desk.take_in("mediation.people", [SETTLED | {"category": "family"}])

    assert (report.accepted, report.refused) == (0, 1)
    assert peoples(2).performance == "performed"


def test_an_import_is_not_undone_under_what_follows_it(desk: Desk, city):
    desk.take_in("mediation.people", [SETTLED])
    late = {"by": city.clerk, "at": desk.at, "on": date(2024, 5, 6), "late_reason": "补录"}
    following.follow_up(**late, office=city.committee, number=SETTLED["number"])

    with pytest.raises(UndoRefused):
        services.undo(
            LedgerBatch.objects.latest("pk").pk, by="system", at=desk.at, reason="导错了", data_dir=desk.data_dir
        )

    assert peoples(2).state == "settled"


def test_a_second_party_needs_a_name(desk: Desk):
    wrong = ADMINISTRATIVE | {"party2_phone": "13800000000"}

    assert "party2-name-missing" in desk.take_in("mediation.administrative", [wrong]).codes


def test_a_committee_is_no_department(desk: Desk, city):
    report = desk.take_in("mediation.administrative", [ADMINISTRATIVE | {"office": city.committee.code}])

    assert (report.accepted, report.refused) == (0, 1)


def _tried() -> set[str]:
    marks = test_each_check_refuses_its_row_and_no_other.pytestmark
    return {code for mark in marks if mark.name == "parametrize" for _, code in mark.args[1]} | {
        "party2-name-missing",
        "sector-is-civil",
    }


def test_every_check_of_the_formats_is_tried_here():
    """A new check needs its case above."""
    checks: set[str] = set()
    for kind in ("mediation.people", "mediation.administrative"):
        checks |= {check.code for check in _format(kind).checks}

    assert checks - _tried() == set()
