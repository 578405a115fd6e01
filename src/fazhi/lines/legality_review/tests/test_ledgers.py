"""The ledgers of legality review through the real formats: in, out, in again, undone, refused; what they come to."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.indicator import Period
from fazhi.kernel.exchange import export, services
from fazhi.kernel.exchange.errors import UndoRefused
from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.exchange.tests.taking_in import Desk
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import figures, identities
from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.lines.legality_review.checks import CHECKERS
from fazhi.lines.legality_review.ledgers import FORMATS
from fazhi.lines.legality_review.models import Campaign, CleanedItem, Document, Filing, Flaw, ReceivedFiling, Review
from fazhi.lines.legality_review.services import campaigns
from fazhi.lines.legality_review.tests.division import Division
from fazhi.lines.legality_review.tests.ledger_cases import KINDS, WRONG, A, B, D

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
ORDER = list(KINDS)


@pytest.fixture
def desk(city: Any, tmp_path: Path, data_dir: Path, at: datetime) -> Desk:
    return Desk(tmp_path, data_dir, at, KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_accepted_goes_out_comes_in_unchanged_and_can_be_undone(desk: Desk, kind: str):
    desk.before(kind)

    first = desk.take_in(kind, KINDS[kind])
    path = desk.folder / "导出.xlsx"
    count = export.export(kind, *YEAR, path, by="system", at=desk.at)
    again = desk.take_in_file(path)

    assert (first.accepted, first.refused) == (len(KINDS[kind]), 0)
    assert (count, again.unchanged, again.refused) == (len(KINDS[kind]), len(KINDS[kind]), 0)
    model = next(item.target.model for item in FORMATS if item.code == kind)
    assert first.batch is not None
    services.undo(first.batch, by="system", at=desk.at, reason="录错", data_dir=desk.data_dir)
    assert not model.objects.system("a test").exists()


def limits() -> dict[tuple[str, str], date]:
    found = Clock.objects.system("a test").filter(stopped_at=None)
    return {(str(clock.matter_id), clock.period): clock.due_date for clock in found}


def test_a_row_lands_in_the_state_that_it_proves_with_the_limits_of_those_still_open(desk: Desk):
    desk.all()

    reviews = list(Review.objects.system("a test").order_by("number"))
    assert [row.state for row in reviews] == ["closed", "concluded", "reviewing", "accepted", "returned", "submitted"]
    assert reviews[0].materials == ["draft", "basis"]
    assert reviews[0].body == "第一条 示例。\n第二条 示例。"
    document = Document.objects.system("a test").get(state="in_force")
    filing = Filing.objects.system("a test").get(state="owed")
    opened = list(Campaign.objects.system("a test").order_by("number"))
    assert [row.state for row in opened] == ["published", "decided", "open", "cancelled"]
    came = list(ReceivedFiling.objects.system("a test").order_by("number"))
    assert [row.state for row in came] == [
        "received", "supplement", "refused", "examining", "ordered", "closed", "closed",
    ]  # fmt: skip
    # Acceptance on 2024-10-09 with the Saturday worked on the 12th: the fifteenth working day is 2024-10-29.
    assert limits() == {
        (str(reviews[2].pk), "HF-MAX"): date(2024, 10, 29),
        (str(reviews[3].pk), "HF-MAX"): date(2024, 10, 29),
        (str(document.pk), "HF-EXPIRE"): date(2029, 10, 31),
        (str(filing.pk), "BA-GFXWJ"): date(2024, 5, 21),
        (str(came[1].pk), "BA-SUPPLEMENT"): date(2024, 11, 25),  # the fifteenth day is a Saturday
        (str(came[3].pk), "BA-EXAMINE"): date(2025, 1, 13),  # two months on is a Saturday
        (str(came[4].pk), "BA-CORRECT"): date(2025, 1, 8),
    }
    waiting = Task.objects.system("a test").filter(done_at=None)
    assert waiting.filter(procedure="legality_review.review").count() == 4
    assert waiting.filter(procedure="legality_review.document").count() == 2
    assert waiting.filter(procedure="legality_review.campaign").count() == 2
    assert waiting.filter(procedure="legality_review.received").count() == 4


def test_a_corrected_row_is_rectified_and_put_back_when_undone(desk: Desk):
    desk.take_in(ORDER[0], KINDS[ORDER[0]])

    report = desk.take_in(ORDER[0], [KINDS[ORDER[0]][3] | {"withdrawn_date": date(2024, 10, 11)}])

    row = Review.objects.system("a test").get(number=D)
    assert (report.accepted, row.state, row.left_date) == (1, "withdrawn", date(2024, 10, 11))
    services.undo(report.batch, by="system", at=desk.at, reason="录错", data_dir=desk.data_dir)
    row.refresh_from_db()
    assert (row.state, row.left_date) == ("accepted", None)


def test_corrected_campaigns_and_filings_wait_again_for_what_they_waited_for_once_undone(desk: Desk):
    desk.all()
    came = ReceivedFiling.objects.system("a test").get(state="supplement")
    before = limits()

    reports = [
        desk.take_in("legality_review.campaign", [KINDS["legality_review.campaign"][2] | {"cancelled_date": date(2024, 6, 3)}]),
        desk.take_in("legality_review.received", [
            KINDS["legality_review.received"][1]
            | {"state": "examining", "asked_date": None, "entered_date": date(2024, 11, 20), "filing_number": "备9"},
        ]),
    ]  # fmt: skip

    assert [Campaign.objects.system("a test").filter(state="open").count(), *(each.accepted for each in reports)] == [
        0,
        1,
        1,
    ]
    assert (str(came.pk), "BA-EXAMINE") in limits()
    assert (str(came.pk), "BA-SUPPLEMENT") not in limits()
    for each in reports:
        services.undo(each.batch, by="system", at=desk.at, reason="录错", data_dir=desk.data_dir)
    came.refresh_from_db()
    assert (came.state, limits()) == ("supplement", before)
    assert Campaign.objects.system("a test").filter(state="open").count() == 1


def test_what_stands_on_a_matter_that_was_acted_on_is_out_of_a_ledgers_reach(desk: Desk, division: Division):
    desk.all()
    kind, rows = "legality_review.cleaned_document", KINDS["legality_review.cleaned_document"]
    batch = LedgerBatch.objects.get(format=kind)
    open_one = Campaign.objects.system("a test").get(state="open")
    campaigns.enter_proposals(
        open_one, **division.by(division.clerk, date(2024, 4, 12)), lines=["厦司规〔2024〕1号 废止 已被代替"]
    )

    told = {"due_date": date(2024, 5, 15)}
    report = desk.take_in(kind, [rows[0] | told, rows[2] | told, rows[2] | {"document": "厦司规〔2019〕1号"}])

    assert (report.accepted, report.refused) == (1, 2)
    assert all("登记起草单位意见" in finding.sentence for finding in report.findings)
    item = CleanedItem.objects.system("a test").get(campaign=open_one)
    assert (item.proposed, item.due_date) == ("abolish", date(2024, 4, 30))
    with pytest.raises(UndoRefused):
        services.undo(batch.pk, by="system", at=desk.at, reason="录错", data_dir=desk.data_dir)


def test_a_number_is_looked_for_among_those_of_the_rows_own_office(desk: Desk):
    desk.all()
    kind = "legality_review.campaign"
    desk.take_in(kind, [KINDS[kind][0] | {"office": "XM-SM", "list_number": "思司〔2024〕9号"}])
    of_the_city = KINDS["legality_review.cleaned_document"][0]

    report = desk.take_in("legality_review.cleaned_document", [of_the_city | {"office": "XM-SM"}])
    strange = desk.take_in("legality_review.cleaned_document", [of_the_city | {"office": "XM-HL"}])

    # The district has a campaign of that number, and may not list the city's documents; the other has none.
    assert ["登记的文件" in finding.sentence for finding in report.findings] == [True]
    assert ["没有编号为“清1”的清理" in finding.sentence for finding in strange.findings] == [True]
    assert CleanedItem.objects.system("a test").filter(campaign__number="清1").count() == 2


def test_the_ledgers_come_to_figures_counted_by_hand_and_all_identities_hold(desk: Desk):
    desk.all()

    engine = Live()
    found = {each.code: each.value for each in figures(Period(2024), engine=engine)}
    told = {code: value for code, value in found.items() if code.startswith("normative.")}
    assert told == {
        "normative.opinions_since_unified_review": 1,  # the other was given on 29 September
        "normative.submitted": 6,
        "normative.opinions": 2,
        "normative.given_back": 1,
        "normative.open.start": 0,
        "normative.open.end": 3,
        "normative.points": 3,
        "normative.points.adopted": 1,
        "normative.adoption_rate": "33.3",
        "normative.documents.start": 1,
        "normative.documents.published": 1,
        "normative.documents.ended": 1,
        "normative.documents.in_force": 1,
        "normative.filed": 1,
        "normative.cleaned": 2,
        "normative.received": 7,
        "normative.received.corrected": 1,
    }
    assert all(each.holds for each in identities(Period(2024), engine=engine))


def test_what_ledgers_say_against_each_other_is_found(desk: Desk):
    desk.all()
    names = frozenset(each.name for each in CHECKERS)

    told = {each.checker.name: each.told for each in check(on=date(2024, 12, 30), names=names) if each.found}

    assert set(told) == {"points-are-answered", "cleaning-was-carried-out"}
    assert B in told["points-are-answered"][0]
    assert "清1 中审定为“废止”" in told["cleaning-was-carried-out"][0]
    CleanedItem.objects.system("a test").all().delete()
    Flaw.objects.system("a test").filter(filing__state="ordered").delete()
    Review.objects.system("a test").filter(number=A).update(conclusion="unlawful")
    Filing.objects.system("a test").all().delete()
    told = {each.checker.name: each.told for each in check(on=date(2024, 12, 31), names=names) if each.found}
    assert set(told) == {
        "points-are-answered",
        "document-was-reviewed",
        "document-is-filed",
        "examination-fits-its-flaws",
    }
    assert "思府规〔2024〕5号" in told["examination-fits-its-flaws"][0]
    Review.objects.system("a test").filter(number=B).update(conclusion="lawful")
    told = {each.checker.name: each.told for each in check(on=date(2024, 10, 1), names=names) if each.found}
    assert B in told["opinion-fits-its-points"][0]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_can_not_be_true_are_refused_each_with_its_reason(desk: Desk, kind: str):
    desk.before(kind)
    wrong = [(changed, says) for of, changed, says in WRONG if of == kind]
    # A row that is known by those of other ledgers has no key of its own to change: its wrong rows come one after the other.
    key = {"legality_review.point": "place", "legality_review.flaw": "place"}.get(kind, "number")
    alone = kind in {
        "legality_review.filing",
        "legality_review.cleaned_document",
        "legality_review.received",
        "legality_review.flaw",
    }
    files = [[row] for row in wrong] if alone else [wrong]

    for rows in files:
        made = [
            KINDS[kind][0] | ({} if alone else {key: 10 + place if key == "place" else f"第{place}号"}) | changed
            for place, (changed, _) in enumerate(rows)
        ]
        report = desk.take_in(kind, made)
        assert (report.accepted, report.refused) == (0, len(rows))
        told = [finding.sentence for finding in report.findings]
        assert [says for _, says in rows if not any(says in sentence for sentence in told)] == []


def test_no_column_has_a_name_that_the_exchange_gives_its_own():
    own = {"key", "digest", "subject", "index", "row", "sheet"}

    assert [column.name for item in FORMATS for column in item.columns if column.name in own] == []
