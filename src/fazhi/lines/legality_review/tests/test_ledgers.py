"""The ledgers of legality review through the real formats: in, out, in again, undone, refused; what they come to."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.indicator import Period
from fazhi.kernel.exchange import export, services
from fazhi.kernel.exchange.tests.taking_in import Desk, Row
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import figures, identities
from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.lines.legality_review.checks import CHECKERS
from fazhi.lines.legality_review.ledgers import FORMATS
from fazhi.lines.legality_review.models import Document, Filing, Review

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
A, B, C, D, E, F = (f"厦司审〔2024〕{n}号" for n in range(1, 7))

_REVIEW: Row = {
    "office": "XM", "number": A, "title": "示例办法", "kind": "normative", "drafter": "市示例局", "materials": "送审稿、制定依据",
    "competition": "passed", "competition_told": "示例审1号", "submitted_date": date(2024, 10, 8), "body": "第一条 示例。",
}  # fmt: skip
_REVIEWING = {
    "accepted_date": date(2024, 10, 9), "first": "E0001", "second": "E0002", "first_date": date(2024, 10, 12),
    "first_proposed": "lawful",
}  # fmt: skip
_CONCLUDED = _REVIEWING | {
    "second_date": date(2024, 10, 14), "second_proposed": "amend", "concluded_date": date(2024, 10, 17), "conclusion": "amend",
}  # fmt: skip
KINDS: dict[str, list[Row]] = {
    "legality_review.review": [
        _REVIEW | _CONCLUDED | {"opinion_number": "函1号", "closed_date": date(2024, 10, 21)},
        _REVIEW | _CONCLUDED | {"number": B, "opinion_number": "函2号", "kind": "contract", "concluded_date": date(2024, 9, 29),
                                "submitted_date": date(2024, 9, 9), "accepted_date": date(2024, 9, 10)},
        _REVIEW | _REVIEWING | {"number": C},
        _REVIEW | {"number": D, "accepted_date": date(2024, 10, 9)},
        _REVIEW | {"number": E, "returned_date": date(2024, 10, 10)},
        _REVIEW | {"number": F, "materials": None},
    ],
    "legality_review.point": [
        {"office": "XM", "review": review, "place": place, "reviewer": "E0001", "clause": "第六条", "quote": "罚款", "problem": "设定处罚",
         "basis": "行政处罚法 第十六条", "suggestion": "删去", **more}
        for review, place, more in (
            (A, 1, {"adoption": "adopted"}), (A, 2, {"adoption": "refused", "answer": "上位法有规定"}), (A, 3, {"dropped": "重复"}),
            (B, 1, {}),
        )
    ],
    "legality_review.document": [
        {"office": "XM", "number": "厦司规〔2024〕1号", "title": "示例办法", "drafter": "市示例局", "review": A, "state": "in_force",
         "is_provisional": 0, "registered_date": date(2024, 10, 22), "published_date": date(2024, 10, 23),
         "published_at_place": "市政府网站", "effective_date": date(2024, 11, 1), "expires_date": date(2029, 10, 31)},
        {"office": "XM", "number": "厦司规〔2019〕1号", "title": "旧办法", "drafter": "市示例局", "state": "expired", "is_provisional": 0,
         "registered_date": date(2019, 2, 1), "published_date": date(2019, 2, 2), "effective_date": date(2019, 3, 1),
         "expires_date": date(2024, 2, 29), "ended_date": date(2024, 3, 1)},
        {"office": "XM", "number": "厦司规〔2024〕2号", "title": "新办法", "drafter": "市示例局", "state": "registered", "is_provisional": 1,
         "registered_date": date(2024, 12, 2), "effective_date": date(2025, 1, 1), "expires_date": date(2026, 12, 31)},
    ],
    "legality_review.filing": [
        {"office": "XM", "document": "厦司规〔2024〕1号", "owed_date": date(2024, 10, 23), "sent_date": date(2024, 10, 30),
         "filed_with": "厦门市人民政府", "filed_date": date(2024, 11, 8), "filing_number": "厦府备〔2024〕9号"},
        {"office": "XM", "document": "厦司规〔2019〕1号", "owed_date": date(2024, 5, 6)},
    ],
}  # fmt: skip
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
    document = Document.objects.system("a test").get(state="in_force")
    filing = Filing.objects.system("a test").get(state="owed")
    # Acceptance on 2024-10-09 with the Saturday worked on the 12th: the fifteenth working day is 2024-10-29.
    assert limits() == {
        (str(reviews[2].pk), "HF-MAX"): date(2024, 10, 29),
        (str(reviews[3].pk), "HF-MAX"): date(2024, 10, 29),
        (str(document.pk), "HF-EXPIRE"): date(2029, 10, 31),
        (str(filing.pk), "BA-GFXWJ"): date(2024, 5, 21),
    }
    waiting = Task.objects.system("a test").filter(done_at=None)
    assert waiting.filter(procedure="legality_review.review").count() == 4
    assert waiting.filter(procedure="legality_review.document").count() == 2


def test_a_corrected_row_is_rectified_and_put_back_when_undone(desk: Desk):
    desk.take_in(ORDER[0], KINDS[ORDER[0]])

    report = desk.take_in(ORDER[0], [KINDS[ORDER[0]][3] | {"withdrawn_date": date(2024, 10, 11)}])

    row = Review.objects.system("a test").get(number=D)
    assert (report.accepted, row.state, row.left_date) == (1, "withdrawn", date(2024, 10, 11))
    services.undo(report.batch, by="system", at=desk.at, reason="录错", data_dir=desk.data_dir)
    row.refresh_from_db()
    assert (row.state, row.left_date) == ("accepted", None)


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
        # What no ledger brings: campaigns, and filings of others.
        "normative.cleaned": 0,
        "normative.received": 0,
        "normative.received.corrected": 0,
    }
    assert all(each.holds for each in identities(Period(2024), engine=engine))


def test_what_ledgers_say_against_each_other_is_found(desk: Desk):
    desk.all()
    names = frozenset(each.name for each in CHECKERS)

    told = {each.checker.name: each.told for each in check(on=date(2024, 12, 30), names=names) if each.found}

    assert set(told) == {"points-are-answered"}
    assert B in told["points-are-answered"][0]
    Review.objects.system("a test").filter(number=A).update(conclusion="unlawful")
    Filing.objects.system("a test").all().delete()
    told = {each.checker.name: each.told for each in check(on=date(2024, 12, 31), names=names) if each.found}
    assert set(told) == {"points-are-answered", "document-was-reviewed", "document-is-filed"}
    Review.objects.system("a test").filter(number=B).update(conclusion="lawful")
    told = {each.checker.name: each.told for each in check(on=date(2024, 10, 1), names=names) if each.found}
    assert B in told["opinion-fits-its-points"][0]


WRONG = [
    ("legality_review.review", {"accepted_date": date(2024, 10, 7)}, "早于报送日期"),
    ("legality_review.review", {"materials": "送审稿，起草说明"}, "用顿号隔开"),
    ("legality_review.review", {"second": None}, "缺复审人工号"),
    ("legality_review.review", {"second": "E0001"}, "不能是同一人"),
    ("legality_review.review", {"conclusion": None}, "缺审核结论"),
    ("legality_review.review", {"opinion_number": None}, "缺审核意见书文号"),
    ("legality_review.review", {"withdrawn_date": date(2024, 10, 18)}, "只能有一项"),
    ("legality_review.review", {"first": "E9999"}, "没有工号为“E9999”"),
    ("legality_review.point", {"adoption": "refused"}, "应当写明理由"),
    ("legality_review.point", {"basis": "不合理"}, "看不出是哪一条"),
    ("legality_review.point", {"dropped": "重复"}, "没有采纳情况"),
    ("legality_review.document", {"published_date": None}, "缺公布日期"),
    ("legality_review.document", {"state": "expired"}, "写明失效日期"),
    ("legality_review.document", {"state": "registered"}, "状态不能是"),
    ("legality_review.document", {"state": "abolished", "ended_date": date(2025, 1, 1)}, "应当写明理由"),
    ("legality_review.document", {"expires_date": date(2024, 11, 1)}, "以后"),
    ("legality_review.filing", {"sent_date": None}, "缺报送日期"),
    ("legality_review.filing", {"filing_number": None}, "缺备案登记号"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_can_not_be_true_are_refused_each_with_its_reason(desk: Desk, kind: str):
    desk.before(kind)
    wrong = [(changed, says) for of, changed, says in WRONG if of == kind]
    key = "place" if kind == "legality_review.point" else "number"
    # A filing has no key of its own but its document: its wrong rows come one after the other.
    files = [[row] for row in wrong] if kind == "legality_review.filing" else [wrong]

    for rows in files:
        made = [
            KINDS[kind][0]
            | ({} if len(files) > 1 else {key: 10 + place if key == "place" else f"第{place}号"})
            | changed
            for place, (changed, _) in enumerate(rows)
        ]
        report = desk.take_in(kind, made)
        assert (report.accepted, report.refused) == (0, len(rows))
        told = [finding.sentence for finding in report.findings]
        assert [says for _, says in rows if not any(says in sentence for sentence in told)] == []


def test_no_column_has_a_name_that_the_exchange_gives_its_own():
    own = {"key", "digest", "subject", "index", "row", "sheet"}

    assert [column.name for item in FORMATS for column in item.columns if column.name in own] == []
