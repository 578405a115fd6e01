"""Importing: what is written, what is refused, what comes back, and what the trail tells."""

import json
from datetime import date, timedelta

import fastexcel
import polars as pl
import pytest
from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.exchange import services
from fazhi.kernel.exchange.errors import (
    CorruptFile,
    ImportCancelled,
    ImportRunning,
    NoFiles,
    OutOfScope,
    RecordsMoved,
    RefusedByDatabase,
    UnknownKind,
    UnknownLedger,
)
from fazhi.kernel.exchange.locking import exclusive, running
from fazhi.kernel.exchange.models import BatchState, ImportedRow, LedgerBatch
from fazhi.kernel.exchange.organisation_ledgers import OFFICES
from fazhi.kernel.exchange.queries import imported_since, origin_of, visible_offices
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import GOOD
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.referrals.models import Referral

pytestmark = pytest.mark.django_db


def referrals():
    return Referral.objects.system("looking at what the import wrote")


def counts(report):
    return (report.read, report.accepted, report.updated, report.unchanged, report.refused)


def actions():
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_rows_become_records_with_the_file_and_row_they_come_from(tmp_path, import_one):
    report = import_one(cases.book(tmp_path / "a.xlsx", cases.rows(3)))

    assert counts(report) == (3, 3, 0, 0, 0)
    assert report.error is None
    second = referrals().get(number="D-2")
    origin = origin_of(second.pk)
    assert (origin.name, origin.sha256, origin.sheet, origin.row) == ("a.xlsx", report.sha256, 1, 4)
    assert second.sent_date == date(2024, 3, 5)
    assert second.office.code == cases.OFFICE


def test_the_same_file_again_changes_nothing(tmp_path, import_one):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(3))
    import_one(path)
    before = list(referrals().order_by("number").values())

    report = import_one(path)

    assert counts(report) == (3, 0, 0, 3, 0)
    assert list(referrals().order_by("number").values()) == before


def test_a_corrected_file_rectifies_by_natural_key(tmp_path, import_one):
    import_one(cases.book(tmp_path / "a.xlsx", cases.rows(3)))
    subject = referrals().get(number="D-2").pk
    data = cases.rows(3)
    data[1]["sender"] = "湖里分局"

    report = import_one(cases.book(tmp_path / "b.xlsx", data))

    assert counts(report) == (3, 1, 1, 2, 0)
    assert referrals().get(number="D-2").pk == subject
    assert referrals().get(number="D-2").sender == "湖里分局"
    assert origin_of(subject).name == "b.xlsx"
    told = json.loads(Detail.objects.latest("entry_id").content)
    assert told["reason"] == report.sha256
    assert [(row["subject"], row["sender"]) for row in told["old"]] == [(str(subject), "思明分局")]


def test_a_record_that_no_import_made_is_known_by_its_key(tmp_path, import_one, city, at):
    made = referrals().create(
        number="D-1",
        procedure="referral.police",
        channel="police",
        state="sent",
        occurred_date=date(2024, 1, 1),
        office=city.committee,
        sender="旧",
        category="family",
        sent_date=date(2024, 1, 1),
        recorded_at=at,
    )

    report = import_one(cases.book(tmp_path / "a.xlsx", cases.rows(1)))

    assert counts(report) == (1, 1, 1, 0, 0)
    assert referrals().get().pk == made.pk
    assert referrals().get().sender == "思明分局"


def test_a_row_whose_matter_was_acted_on_since_is_refused_and_names_the_act(tmp_path, import_one, city, at):
    import_one(cases.book(tmp_path / "a.xlsx", cases.rows(2)))
    act_on("D-1", by=city.mediator.code, at=at)
    data = [{**row, "sender": "别的"} for row in cases.rows(2)]

    report = import_one(cases.book(tmp_path / "b.xlsx", data))

    assert counts(report) == (2, 1, 1, 0, 1)
    assert referrals().get(number="D-1").sender == "思明分局"
    (finding,) = report.findings
    assert (finding.row, report.codes) == (3, {"overtaken": 1})
    assert "test.case.settle" in finding.sentence
    assert city.mediator.code in finding.sentence


def act_on(number, *, by, at):
    subject = referrals().get(number=number).pk
    with transaction.atomic():
        audit.record("test.case.settle", by=by, at=at, subject=("test.case", subject.hex))


def test_an_unchanged_row_is_not_disturbed_by_an_act(tmp_path, import_one, city, at):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(1))
    import_one(path)
    act_on("D-1", by=city.mediator.code, at=at)

    assert counts(import_one(path)) == (1, 0, 0, 1, 0)


def test_an_act_between_check_and_write_stops_the_file(tmp_path, import_one, city, at, monkeypatch):
    import_one(cases.book(tmp_path / "a.xlsx", cases.rows(1)))
    path = cases.book(tmp_path / "b.xlsx", cases.rows(1, sender="别的"))
    write = services._write

    def act_first(*arguments):
        act_on("D-1", by=city.mediator.code, at=at)
        return write(*arguments)

    monkeypatch.setattr(services, "_write", act_first)
    report = import_one(path)

    assert isinstance(report.error, RecordsMoved)
    assert referrals().get().sender == "思明分局"
    assert LedgerBatch.objects.latest("id").state == BatchState.FAILED


def test_good_rows_go_in_and_bad_ones_come_back_in_the_template(tmp_path, import_one):
    data = cases.rows(3)
    data[1] |= {"sent_date": "2024-02-30", "people": "很多"}

    report = import_one(cases.book(tmp_path / "a.xlsx", data))

    assert counts(report) == (3, 2, 0, 0, 1)
    sheet = (
        fastexcel.read_excel(report.refusals_path)
        .load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
        .to_polars()
    )
    headings, row = sheet.row(2), sheet.row(3)
    told = dict(zip(headings, row, strict=True))
    assert sheet.height == 4
    assert told["原行号"] == "4"
    assert told["移送日期"] == "2024-02-30"
    assert "没有这一天" in told["问题及改法"]
    assert "不是整数" in told["问题及改法"]


def test_the_refusals_corrected_and_imported_are_complete(tmp_path, import_one):
    data = cases.rows(2)
    data[1]["people"] = "很多"
    refusals = import_one(cases.book(tmp_path / "a.xlsx", data)).refusals_path
    frame = fastexcel.read_excel(refusals).load_sheet(0, header_row=None, skip_rows=2, dtypes="string").to_polars()
    corrected = tmp_path / "corrected.csv"
    lines = [
        ["" if cell is None else cell.replace("很多", "3").replace("\n", " ") for cell in row] for row in frame.rows()
    ]
    pl.DataFrame(lines, orient="row").write_csv(corrected, include_header=False)

    report = import_one(corrected)

    assert counts(report) == (1, 1, 0, 0, 0)
    assert referrals().count() == 2
    assert report.ignored == ("原行号", "问题及改法")


def test_read_is_accepted_and_unchanged_and_refused(tmp_path, import_one):
    import_one(cases.book(tmp_path / "a.xlsx", cases.rows(2)))
    data = cases.rows(5)
    data[1]["sender"] = "改了"
    data[4]["channel"] = "x"

    report = import_one(cases.book(tmp_path / "b.xlsx", [*data, {}, {"number": "合计"}]))

    assert counts(report) == (5, 3, 1, 1, 1)
    assert report.skipped == 3  # the title, the blank row, the totals
    assert report.read == report.accepted + report.unchanged + report.refused


def test_a_dry_run_writes_nothing_but_the_refusals(tmp_path, import_one, data_dir):
    data = cases.rows(2)
    data[0]["channel"] = "x"

    report = import_one(cases.book(tmp_path / "a.xlsx", data), dry_run=True)

    assert counts(report) == (2, 1, 0, 0, 1)
    assert report.refusals_path.exists()
    assert (referrals().count(), LedgerBatch.objects.count(), ImportedRow.objects.count(), Entry.objects.count()) == (
        0,
        0,
        0,
        0,
    )


def test_one_file_is_one_batch_and_one_entry_with_the_digest_of_its_rows(tmp_path, import_all):
    first = cases.book(tmp_path / "a.xlsx", cases.rows(2))
    second = cases.book(tmp_path / "b.xlsx", [{**row, "channel": "诉调对接"} for row in cases.rows(2)])

    import_all(first, second)

    assert actions() == ["ledger.import", "ledger.import"]
    batches = list(LedgerBatch.objects.order_by("id"))
    assert [batch.state for batch in batches] == [BatchState.DONE] * 2
    assert batches[0].rows_digest != batches[1].rows_digest
    assert [batch.entry_number for batch in batches] == [1, 2]
    assert audit.verify(at=batches[0].started_at).holds


def test_what_was_imported_is_kept_by_digest(tmp_path, import_one, data_dir):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(2))

    report = import_one(path)

    kept = data_dir / "files" / "ledgers"
    assert (kept / f"{report.sha256}.xlsx").read_bytes() == path.read_bytes()
    (accepted,) = kept.glob(f"{report.sha256}.*.accepted.parquet")
    assert pl.read_parquet(accepted)["number"].to_list() == ["D-1", "D-2"]
    assert not (kept / "staging").exists() or not list((kept / "staging").iterdir())


def test_a_folder_is_imported_in_the_order_of_dependency(tmp_path, import_all):
    folder = tmp_path / "year"
    folder.mkdir()
    cases.book(folder / "1.xlsx", cases.rows(1))
    (folder / "2-机构.csv").write_text(
        "机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据\nXM-QT,其他,行政部门,XM,,,否\n"
    )
    (folder / "~$1.xlsx").write_bytes(b"lock")

    report = import_all(folder)

    assert [file.kind for file in report.files] == ["organisations.offices", "test.cases"]
    assert [file.accepted for file in report.files] == [1, 1]


def test_of_several_files_the_others_are_done_when_one_fails(tmp_path, import_all):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 cut off")

    report = import_all(bad, cases.book(tmp_path / "good.xlsx", cases.rows(1)))

    assert [type(file.error) for file in report.files] == [CorruptFile, type(None)]
    assert referrals().count() == 1
    assert actions() == ["ledger.refuse", "ledger.import"]
    assert LedgerBatch.objects.get(state=BatchState.FAILED).name == "bad.xlsx"


def test_a_kind_can_be_named(tmp_path, import_one):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(1))

    assert import_one(path, kind="test.cases").accepted == 1
    assert isinstance(import_one(path, kind=OFFICES.code).error, UnknownLedger)
    with pytest.raises(UnknownKind):
        import_one(path, kind="no.such")


def test_paths_without_a_ledger(tmp_path, import_all):
    with pytest.raises(NoFiles):
        import_all(tmp_path)
    with pytest.raises(NoFiles):
        import_all(tmp_path / "absent.xlsx")


def test_a_constraint_of_the_database_stops_the_file_and_nothing_of_it_stays(tmp_path, import_one):
    # the format has no check that a result needs its date; the table has
    data = [*cases.rows(2), {**GOOD, "number": "D-3", "outcome": "调解成功"}]

    report = import_one(cases.book(tmp_path / "a.xlsx", data))

    assert isinstance(report.error, RefusedByDatabase)
    assert (referrals().count(), ImportedRow.objects.count()) == (0, 0)
    assert actions() == ["ledger.refuse"]


def test_rows_outside_the_posts_offices_are_refused(tmp_path, import_one, city):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(1))

    stranger = import_one(path, within=frozenset(visible_offices(city.stranger)))
    clerk = import_one(path, within=frozenset(visible_offices(city.clerk)))

    assert (stranger.refused, stranger.codes) == (1, {"scope": 1})
    assert clerk.accepted == 1


def test_a_ledger_of_no_office_is_not_a_posts_to_import(tmp_path, import_one, city):
    path = tmp_path / "offices.csv"
    path.write_text(
        "机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据\nXM-QT,其他,行政部门,XM,,,否\n"
    )

    report = import_one(path, within=frozenset(visible_offices(city.head)))

    assert isinstance(report.error, OutOfScope)


def test_frozen_years_touched_are_flagged(tmp_path, import_one, at):
    FrozenYear.objects.create(year=2024, version=1, digest="0" * 64, frozen_at=at, by="system", folder="2024")
    FrozenYear.objects.create(year=2023, version=1, digest="0" * 64, frozen_at=at, by="system", folder="2023")

    report = import_one(cases.book(tmp_path / "a.xlsx", cases.rows(1)))

    assert report.frozen_years == (2024,)
    assert json.loads(Detail.objects.latest("entry_id").content)["frozen_years"] == [2024]


def test_a_correction_is_flagged_for_the_year_it_takes_the_row_out_of(tmp_path, import_one, at):
    import_one(cases.book(tmp_path / "a.xlsx", cases.rows(1, sent_date="2023-12-01")))
    FrozenYear.objects.create(year=2023, version=1, digest="0" * 64, frozen_at=at, by="system", folder="2023")

    report = import_one(cases.book(tmp_path / "b.xlsx", cases.rows(1)))

    assert report.frozen_years == (2023,)


def test_drift_by_an_import_is_explained(tmp_path, import_one, at):
    import_one(cases.book(tmp_path / "a.xlsx", cases.rows(2)))
    keys = {row.pk.hex for row in referrals()} | {"0" * 32}

    assert imported_since("any", keys, at - timedelta(seconds=1)) == keys - {"0" * 32}
    assert imported_since("any", keys, at) == frozenset()


def test_an_import_waits_for_another_and_is_then_refused_with_its_file_and_start(
    tmp_path, import_one, data_dir, at, monkeypatch
):
    monkeypatch.setenv("FAZHI_LEDGER_WAIT_SECONDS", "0")
    path = cases.book(tmp_path / "a.xlsx", cases.rows(1))

    with exclusive(data_dir, at=at) as hold:
        hold.note("别人的.xlsx")
        with pytest.raises(ImportRunning) as caught:
            import_one(path)

    assert (caught.value.file, caught.value.started_at) == ("别人的.xlsx", at.isoformat())
    assert import_one(path).accepted == 1


def test_an_import_killed_in_the_middle_is_told_at_the_next_start(tmp_path, import_all, data_dir, at):
    LedgerBatch.objects.create(
        format="test.cases", name="断.xlsx", sha256="ab" * 32, by="system", started_at=at, state="running"
    )
    left = data_dir / "files" / "ledgers" / f"{'ab' * 32}.1.accepted.parquet"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")

    report = import_all(cases.book(tmp_path / "a.xlsx", cases.rows(1)))

    assert report.interrupted == ("断.xlsx",)
    assert actions() == ["ledger.interrupt", "ledger.import"]
    assert LedgerBatch.objects.get(name="断.xlsx").state == BatchState.INTERRUPTED


def test_recover_tells_of_an_import_killed_while_reading(data_dir, at):
    (data_dir / "import.lock").write_text('{"file": "断.xlsx", "started_at": "x"}')

    assert services.recover(by="system", at=at, data_dir=data_dir) == ("断.xlsx",)
    assert services.recover(by="system", at=at, data_dir=data_dir) == ()
    assert actions() == ["ledger.interrupt"]


@pytest.fixture
def two_files(tmp_path):
    return [
        cases.book(tmp_path / f"{n}.xlsx", cases.rows(1, channel=c)) for n, c in enumerate(("公调对接", "诉调对接"))
    ]


def test_progress_is_told_per_file_with_the_time_left(two_files, import_all):
    told = []

    import_all(*two_files, progress=told.append)

    assert [(step.stage, step.done, step.total) for step in told] == [
        ("读取 0.xlsx", 1, 2), ("读取 1.xlsx", 2, 2),
        ("核对 0.xlsx", 0, 2), ("比对 0.xlsx", 0, 2), ("写入 0.xlsx", 0, 2),
        ("核对 1.xlsx", 1, 2), ("比对 1.xlsx", 1, 2), ("写入 1.xlsx", 1, 2), ("完成", 2, 2),
    ]  # fmt: skip
    assert all(step.seconds_left > 0 for step in told[:-1])
    assert told[-1].seconds_left == 0
    shares = [step.share for step in told]
    assert shares == sorted(shares)
    assert (shares[1], shares[-1]) == (0.5, 1.0)


class _Cancelled:
    """Says that the import is cancelled when it has been asked often enough, or once `stage` was told."""

    def __init__(self, after=None, stage=None):
        self.after, self.stage, self.asked, self.told = after, stage, 0, []

    def __call__(self):
        self.asked += 1
        late = self.after is not None and self.asked > self.after
        return late or bool(self.stage and self.told and self.told[-1].stage.startswith(self.stage))


def test_a_cancelled_import_keeps_the_files_that_are_done(two_files, import_all):
    cancelled = _Cancelled(stage="核对 1")

    report = import_all(*two_files, progress=cancelled.told.append, cancelled=cancelled)

    assert [file.path.name for file in report.files] == ["0.xlsx", "1.xlsx"]
    assert [type(file.error) for file in report.files] == [type(None), ImportCancelled]
    assert referrals().count() == 1
    assert cancelled.told[-1].stage == "已取消"
    assert actions() == ["ledger.import", "ledger.cancel"]
    assert import_all(*two_files).interrupted == ()


def test_a_file_cancelled_at_any_step_leaves_a_receipt_and_nothing_else(tmp_path, import_one, data_dir):
    path = cases.book(tmp_path / "a.xlsx", [*cases.rows(3), {**GOOD, "number": "D-9", "category": "外星"}])
    steps = _Cancelled(after=10**9)
    import_one(path, dry_run=True, cancelled=steps)
    dry, steps = steps.asked, _Cancelled(after=10**9)
    import_one(cases.book(tmp_path / "other.xlsx", cases.rows(1, channel="诉调对接")), cancelled=steps)
    before = set((data_dir / "files" / "ledgers").iterdir())

    assert steps.asked > dry
    for after in range(2, steps.asked):
        report = import_one(path, cancelled=_Cancelled(after=after))
        assert isinstance(report.error, ImportCancelled), after
        assert referrals().count() == 1
        assert set((data_dir / "files" / "ledgers").iterdir()) == before
        assert LedgerBatch.objects.latest("id").state == BatchState.CANCELLED
        assert actions()[-1] == "ledger.cancel"
    assert import_one(path).accepted == 3


def test_a_cancelled_dry_run_leaves_not_even_a_receipt(tmp_path, import_one):
    report = import_one(cases.book(tmp_path / "a.xlsx", cases.rows(3)), dry_run=True, cancelled=_Cancelled(after=2))

    assert isinstance(report.error, ImportCancelled)
    assert (LedgerBatch.objects.count(), actions()) == (0, [])


def test_who_waits_for_another_import_may_cancel(tmp_path, import_one, data_dir, at):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(1))

    assert running(data_dir) is None
    with exclusive(data_dir, at=at) as hold:
        hold.note("first.xlsx")
        assert running(data_dir).file == "first.xlsx"
        with pytest.raises(ImportCancelled):
            import_one(path, cancelled=lambda: True)
    assert running(data_dir) is None


def test_an_import_cancelled_while_reading_imports_nothing(two_files, import_all):
    report = import_all(*two_files, cancelled=lambda: True)

    assert (report.files, report.left) == ((), ("0.xlsx", "1.xlsx"))
    assert (referrals().count(), Entry.objects.count()) == (0, 0)
