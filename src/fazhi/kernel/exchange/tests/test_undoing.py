"""Undoing a batch: what goes, what comes back, what stays, and what stands in the way."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.exchange import comparing, formats, keeping, services, undoing
from fazhi.kernel.exchange.errors import UndoRefused, UnknownBatch
from fazhi.kernel.exchange.models import BatchState, ImportedRow, LedgerBatch
from fazhi.kernel.exchange.organisation_ledgers import OFFICES
from fazhi.kernel.exchange.queries import batches, origin_of, visible_offices
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.referrals.models import Referral

pytestmark = pytest.mark.django_db


def referrals():
    return Referral.objects.system("looking at what the undo left")


def state():
    """All that an import writes, but for the times at which it was recorded."""
    names = [field.attname for field in Referral._meta.concrete_fields if field.name != "recorded_at"]
    return list(referrals().order_by("number").values(*names)), list(ImportedRow.objects.order_by("key").values())


@pytest.fixture
def undo(data_dir, at):
    def run(batch, **more):
        return services.undo(batch, **{"by": "system", "at": at, "reason": "导错了文件", "data_dir": data_dir, **more})

    return run


@pytest.fixture
def refused(undo):
    """Undo in vain; gives the codes of what stands in the way with their counts and examples."""

    def run(batch, **more):
        before = state()
        with pytest.raises(UndoRefused) as caught:
            undo(batch, **more)
        assert state() == before
        return {blocker.code: (blocker.count, blocker.found) for blocker in caught.value.blockers}

    return run


@pytest.fixture
def first(tmp_path, import_one):
    return import_one(cases.book(tmp_path / "a.xlsx", cases.rows(3)))


@pytest.fixture
def corrected(tmp_path, import_one, first):
    data = cases.rows(4)
    data[1] |= {"sender": "湖里分局", "signed_date": "2024-04-01", "outcome": "调解成功", "result_date": "2024-04-30"}
    return import_one(cases.book(tmp_path / "b.xlsx", data))


def act_on(number, at):
    with transaction.atomic():
        subject = referrals().get(number=number).pk.hex
        audit.record("test.case.settle", by="E0002", at=at, subject=("test.case", subject))


def test_the_records_of_a_batch_go_and_its_files_stay(first, undo, data_dir, at):
    done = undo(first.batch)

    assert (done.name, done.removed, done.restored) == ("a.xlsx", 3, 0)
    assert state() == ([], [])
    batch = LedgerBatch.objects.get()
    assert (batch.state, batch.undone_at, batch.undone_by) == (BatchState.UNDONE, at, "system")
    assert (data_dir / "files" / "ledgers" / f"{first.sha256}.xlsx").exists()
    assert pl.read_parquet(keeping.accepted_path(first.sha256, batch.pk, data_dir)).height == 3


def test_the_trail_says_who_undid_what_and_why(first, undo, at):
    undo(first.batch)

    entry = Entry.objects.latest("number")
    assert (entry.action, entry.actor, entry.subject_kind, entry.subject_id) == (
        "ledger.undo", "system", "ledger.batch", str(first.batch),
    )  # fmt: skip
    assert json.loads(Detail.objects.get(pk=entry.number).content) == {"file": "a.xlsx", "reason": "导错了文件"}
    assert audit.verify(at=at).holds


def test_corrections_get_their_old_values_and_their_origin_back(tmp_path, import_one, first, undo):
    before = state()
    subject = referrals().get(number="D-2").pk
    data = cases.rows(4)
    data[1] |= {"sender": "湖里分局", "signed_date": "2024-04-01", "outcome": "调解成功", "result_date": "2024-04-30"}
    second = import_one(cases.book(tmp_path / "b.xlsx", data))

    done = undo(second.batch)

    assert (done.removed, done.restored) == (1, 1)
    assert state() == before
    restored = referrals().get(number="D-2")
    assert (restored.signed_date, restored.signed_month, restored.days_to_result) == (date(2024, 3, 6), 3, None)
    assert origin_of(subject).name == "a.xlsx"


def test_an_undone_file_can_be_imported_again(tmp_path, import_one, first, undo):
    undo(first.batch)

    again = import_one(cases.book(tmp_path / "a.xlsx", cases.rows(3)))

    assert (again.accepted, again.unchanged) == (3, 0)
    assert undo(again.batch).removed == 3


def test_after_the_later_batch_the_earlier_one_can_be_undone(first, corrected, undo):
    undo(corrected.batch)

    assert undo(first.batch).removed == 3
    assert state() == ([], [])


def test_a_record_that_no_import_had_made_is_restored_without_an_origin(tmp_path, import_one, undo, city, at):
    made = referrals().create(
        number="D-1", procedure="referral.police", channel="police", state="sent", office=city.committee, sender="旧",
        category="family", sent_date=date(2024, 1, 1), occurred_date=date(2024, 1, 1), recorded_at=at,
    )  # fmt: skip
    report = import_one(cases.book(tmp_path / "a.xlsx", cases.rows(1)))

    done = undo(report.batch)

    assert (done.removed, done.restored) == (0, 1)
    assert (referrals().get().pk, referrals().get().sender, origin_of(made.pk)) == (made.pk, "旧", None)


def test_what_was_corrected_since_stands_in_the_way(first, corrected, refused):
    assert refused(first.batch) == {"later": (1, "police\x1fD-2")}


def test_an_act_stands_in_the_way(first, refused, at):
    act_on("D-3", at)

    assert refused(first.batch) == {"act": (1, "test.case.settle")}


def test_an_act_before_the_import_does_not(first, corrected, undo, at):
    # what came before the batch is part of what it found
    assert Entry.objects.filter(action="ledger.import").count() == 2
    assert undo(corrected.batch).restored == 1


def test_an_act_between_check_and_lock_stops_the_undo(first, undo, at, monkeypatch):
    restored = undoing._blockers

    def act_after(*arguments):
        found = list(restored(*arguments))
        act_on("D-1", at)
        return found

    monkeypatch.setattr(undoing, "_blockers", act_after)
    with pytest.raises(UndoRefused) as caught:
        undo(first.batch)

    assert [blocker.code for blocker in caught.value.blockers] == ["act"]
    assert referrals().count() == 3


@pytest.mark.parametrize(
    ("year", "days", "stands"), [(2024, 1, True), (2025, 1, True), (2023, 1, False), (2024, -1, False)]
)
def test_a_freeze_since_that_may_hold_the_rows_stands_in_the_way(first, undo, refused, at, year, days, stands):
    FrozenYear.objects.create(
        year=year, version=1, digest="0" * 64, frozen_at=at + timedelta(days=days), by="system", folder="x"
    )

    if stands:
        assert refused(first.batch) == {"frozen": (0, str(year))}
    else:
        assert undo(first.batch).removed == 3


def test_any_freeze_since_a_correction_stands_in_its_way(corrected, refused, at):
    FrozenYear.objects.create(year=2020, version=1, digest="0" * 64, frozen_at=at, by="system", folder="x")

    assert refused(corrected.batch) == {"frozen": (0, "2020")}


def test_rows_of_other_offices_are_not_a_posts_to_undo(first, undo, refused, city):
    assert refused(first.batch, within=frozenset(visible_offices(city.stranger))) == {"scope": (3, "police\x1fD-1")}
    assert undo(first.batch, within=frozenset(visible_offices(city.clerk))).removed == 3


def test_old_values_that_were_erased_do_not_come_back(corrected, refused, at):
    number = LedgerBatch.objects.get(pk=corrected.batch).entry_number
    audit.erase(number, by="system", at=at, basis="个人信息保护法:47", reason="到期")

    assert refused(corrected.batch) == {"erased": (1, "")}


@pytest.mark.parametrize("harm", ["lost", "forged"])
def test_the_rows_must_be_those_that_the_trail_knows(first, refused, data_dir, harm):
    path = keeping.accepted_path(first.sha256, first.batch, data_dir)
    if harm == "lost":
        path.unlink()
    else:
        pl.read_parquet(path).with_columns(pl.lit("x").alias("digest")).write_parquet(path)

    assert refused(first.batch) == {"files": (0, path.name)}


def test_a_batch_is_undone_once(first, undo, refused):
    undo(first.batch)

    assert refused(first.batch) == {"state": (0, "已撤回")}


def test_a_batch_that_wrote_nothing_has_nothing_to_undo(tmp_path, import_one, first, refused):
    again = import_one(cases.book(tmp_path / "a.xlsx", cases.rows(3)))

    assert refused(again.batch) == {"empty": (0, "")}


def test_there_is_no_such_batch(undo, data_dir):
    with pytest.raises(UnknownBatch):
        undo(7)

    assert (data_dir / "import.lock").read_text() == ""


@dataclass(frozen=True)
class Stubborn:
    """A target that can't be undone: it has no `remove`."""

    procedure: str = "test.case"

    stored = staticmethod(cases.Target.stored)
    records = staticmethod(cases.Target.records)
    insert = staticmethod(cases.Target.insert)
    update = staticmethod(cases.Target.update)
    export = staticmethod(cases.Target.export)


def test_a_kind_whose_target_can_not_undo_stays(first, refused, format, monkeypatch):
    monkeypatch.setitem(formats._formats, format.code, replace(format, target=Stubborn()))
    assert refused(first.batch) == {"kind": (0, "测试台账")}

    monkeypatch.delitem(formats._formats, format.code)
    assert refused(first.batch) == {"kind": (0, "test.cases")}


class OfficesThatGo(type(OFFICES.target)):
    """Offices that an undo may remove, if nothing stands on them."""

    def remove(self, rows, batch):
        for office in Office.objects.system("a test").filter(code__in=rows["code"].to_list()):
            office.delete()

    def restore(self, old, batch):
        raise AssertionError("nothing was corrected")


def test_what_refers_to_the_rows_stands_in_the_way(tmp_path, import_all, undo, refused, city, monkeypatch):
    monkeypatch.setitem(formats._formats, OFFICES.code, replace(OFFICES, target=OfficesThatGo()))
    path = tmp_path / "offices.csv"
    path.write_text(
        "机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据\nXM-QT,其他,行政部门,XM,,,否\n"
    )
    (report,) = import_all(path).files
    assert refused(report.batch, within=frozenset()) == {"scope": (1, "XM-QT")}
    child = Office(code="XM-QT-1", name="下属", kind="department", parent=Office.objects.system("x").get(code="XM-QT"))
    child.save()

    assert set(refused(report.batch)) == {"referred"}

    child.delete()
    assert undo(report.batch).removed == 1


def test_while_it_runs_the_lock_says_what_is_undone(first, undo, data_dir, monkeypatch):
    noted = []
    really = undoing._undo

    def look(*arguments, **more):
        noted.append(json.loads((data_dir / "import.lock").read_text())["file"])
        return really(*arguments, **more)

    monkeypatch.setattr(undoing, "_undo", look)
    undo(first.batch)

    assert noted == ["撤回 a.xlsx"]
    assert (data_dir / "import.lock").read_text() == ""


def test_a_batch_is_never_undone_by_nobody(first):
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerBatch.objects.update(state=BatchState.UNDONE)


def test_batches_are_listed_with_what_became_of_them(first, corrected, undo, at):
    undo(corrected.batch)

    told = [(item.name, item.state_label, item.inserted, item.updated, item.undone_by) for item in batches(10)]
    assert told == [("b.xlsx", "已撤回", 1, 1, "system"), ("a.xlsx", "已完成", 3, 0, "")]
    assert len(batches(1)) == 1


def test_known_rows_carry_the_batch_and_row_they_came_from(first, format):
    found = comparing.known(format.code, ["police\x1fD-2"])

    assert found.select("known_batch", "known_sheet", "known_row").row(0) == (first.batch, 1, 4)
