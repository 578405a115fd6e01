"""The ledgers of inspections through the real formats: in, corrected, out, in again, undone."""

from datetime import date, datetime
from pathlib import Path

import pytest

from fazhi.kernel.exchange import export, services
from fazhi.kernel.exchange.errors import RefusedByDatabase
from fazhi.kernel.exchange.tests.taking_in import Desk, Row
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.lines.inspections.ledgers import FORMATS
from fazhi.lines.inspections.models import Draw, Inspection, Institution

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
DIGEST, OTHER = "a1" * 32, "b2" * 32

_INSPECTION: Row = {
    "office": "XM", "number": "厦司抽〔2024〕9号-001", "task": "厦司抽〔2024〕9号", "institution": "L1", "cause": "random", "items": "I-1、I-2",
    "is_compulsory": 0, "manner": "on_site", "has_problem": 0, "assigned_date": date(2024, 3, 8),
    "inspected_date": date(2024, 5, 6),
}  # fmt: skip
_ORDERED = {
    "has_problem": 1,
    "ordered_date": date(2024, 5, 8),
    "rectify_by_date": date(2024, 5, 28),
    "problems": "收费",
}
KINDS: dict[str, list[Row]] = {
    "inspections.institution": [
        {"office": "XM", "code": f"L{n}", "name": f"示例{n}所", "kind": "law_firm", "district": "思明区", "credit_class": "A",
         "registered_date": date(2010, 1, 1)}
        for n in range(1, 7)
    ],
    "inspections.inspector": [
        {"office": "XM", "official": "E0001", "certificate": "闽D1", "valid_from_date": date(2022, 1, 1), "valid_to_date": date(2026, 1, 1)},
    ],
    "inspections.item": [
        {"office": "XM", "code": f"I-{n}", "title": "收费", "kind": "law_firm", "content": "收费", "basis": "律师法 第二十五条",
         "manner": "on_site", "ratio": 10, "most_a_year": 1, "weight_a": 1, "weight_b": 2, "weight_c": 4, "weight_d": 8,
         "listed_date": date(2020, 1, 1)}
        for n in (1, 2)
    ],
    "inspections.recusal": [
        {"office": "XM", "institution": "L1", "inspector": "闽D1", "reason": "近亲属", "declared_date": date(2024, 1, 2)}
    ],
    "inspections.plan": [
        {"office": "XM", "year": 2024, "item": "I-1", "planned": 30, "due_date": date(2024, 12, 31), "published_date": date(2024, 2, 1)}
    ],
    "inspections.task": [
        {"office": "XM", "number": "厦司抽〔2024〕9号", "title": "抽查", "items": "I-1、I-2", "visit_date": date(2024, 4, 1),
         "planned_date": date(2024, 2, 1), "drawn_date": date(2024, 3, 8)},
        {"office": "XM", "number": "厦司抽〔2024〕10号", "title": "抽查", "items": "I-1", "visit_date": date(2024, 9, 1),
         "planned_date": date(2024, 6, 1)},
    ],
    "inspections.draw": [
        {"office": "XM", "task": "厦司抽〔2024〕9号", "attempt": 1, "committed_date": date(2024, 3, 1), "commitment_digest": DIGEST,
         "beacon": "示例彩票:1", "annulled_date": date(2024, 3, 4), "annulled_by": "局长", "annul_reason": "名录漏列"},
        {"office": "XM", "task": "厦司抽〔2024〕9号", "attempt": 2, "committed_date": date(2024, 3, 5), "commitment_digest": OTHER,
         "announced_date": date(2024, 3, 6), "announced_at_place": "网站", "beacon": "示例彩票:2", "drawn_date": date(2024, 3, 8),
         "transcript_digest": DIGEST},
    ],
    "inspections.inspection": [
        _INSPECTION,
        _INSPECTION | {"number": "厦司抽〔2024〕9号-002", "institution": "L2", "published_date": date(2024, 5, 20)},
        _INSPECTION | {"number": "厦司抽〔2024〕9号-003", "institution": "L3", **_ORDERED},
        _INSPECTION | {"number": "厦司抽〔2024〕9号-004", "institution": "L4", "published_date": date(2024, 5, 20),
                       "closed_date": date(2024, 5, 20), "published_at_place": "网站"},
        _INSPECTION | {"number": "厦司抽〔2024〕9号-005", "institution": "L5", "inspected_date": None, "manner": None},
        _INSPECTION | {"number": "厦司抽〔2024〕9号-006", "institution": "L6", "inspected_date": None, "manner": None,
                       "void_date": date(2024, 5, 7)},
    ],
    "inspections.result": [
        {"office": "XM", "inspection": "厦司抽〔2024〕9号-001", "item": item, "code": "0"} for item in ("I-1", "I-2")
    ],
}  # fmt: skip
ORDER = list(KINDS)


@pytest.fixture
def desk(city, tmp_path: Path, data_dir: Path, at: datetime) -> Desk:
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


def test_a_row_lands_in_the_state_that_its_dates_prove_with_the_limits_of_those_still_open(desk: Desk):
    desk.before("inspections.result")

    rows = Inspection.objects.system("a test").order_by("number")
    states = ["concluded", "concluded", "ordered", "closed", "assigned", "void"]
    assert list(rows.values_list("state", flat=True)) == states
    running = Clock.objects.system("a test").filter(stopped_at=None, procedure="inspections.inspection")
    limits = {(str(clock.matter_id), clock.period): clock.due_date for clock in running}
    one, two, three = (str(row.pk) for row in rows[:3])
    # Inspected 2024-05-06; 11 May is a working Saturday: the twentieth working day is 31 May.
    assert limits[one, "SJ-PUBLISH"] == limits[three, "SJ-PUBLISH"] == date(2024, 5, 31)
    assert (two, "SJ-PUBLISH") not in limits
    # Until 2024-05-28; 10 June is a holiday: the tenth working day after is 12 June.
    assert limits[three, "SJ-REINSPECT"] == date(2024, 6, 12)
    assert len(limits) == 3
    assert Task.objects.system("a test").filter(procedure="inspections.inspection", done_at=None).count() == 4


def test_a_corrected_row_is_rectified_and_put_back_when_undone(desk: Desk):
    desk.before("inspections.result")
    changed = KINDS["inspections.inspection"][0] | {
        "published_date": date(2024, 5, 21),
        "closed_date": date(2024, 5, 21),
    }

    report = desk.take_in("inspections.inspection", [changed])

    row = Inspection.objects.system("a test").get(number=changed["number"])
    assert (report.accepted, row.state) == (1, "closed")
    services.undo(report.batch, by="system", at=desk.at, reason="录错", data_dir=desk.data_dir)
    row.refresh_from_db()
    assert (row.state, row.published_date) == ("concluded", None)


def test_a_corrected_institution_is_another_one_of_the_same_code(desk: Desk):
    desk.take_in("inspections.institution", KINDS["inspections.institution"])

    desk.take_in("inspections.institution", [KINDS["inspections.institution"][0] | {"credit_class": "D"}])

    assert Institution.objects.system("a test").get(code="L1").credit_class == "D"
    assert Institution.objects.system("a test").count() == 6


WRONG = [
    ("inspections.inspection", {"inspected_date": date(2024, 3, 7)}, "早于指派日期"),
    ("inspections.inspection", {"task": None}, "随机抽查的应当写明任务编号"),
    ("inspections.inspection", {"task": None, "cause": "complaint"}, "有因检查的写明事由说明"),
    ("inspections.inspection", {"closed_date": date(2024, 5, 20)}, "缺公示日期"),
    ("inspections.inspection", _ORDERED | {"rectify_by_date": None}, "应当写明整改期限"),
    ("inspections.inspection", _ORDERED | {"has_problem": 0}, "发现问题应当填"),
    (
        "inspections.inspection",
        _ORDERED | {"published_date": date(2024, 5, 20), "closed_date": date(2024, 6, 20)},
        "复查以后才能办结",
    ),
    ("inspections.inspection", {"void_date": date(2024, 5, 7)}, "已经检查的不能作废"),
    ("inspections.inspection", {"institution": "L9"}, "名录库中没有代码为“L9”"),
    ("inspections.draw", {"commitment_digest": "xyz"}, "不是64位十六进制摘要"),
    ("inspections.draw", {"annul_reason": None}, "应当同时填写"),
    ("inspections.draw", {"drawn_date": date(2024, 3, 3), "transcript_digest": DIGEST}, "应当先公告，后抽取"),
    ("inspections.task", {"drawn_date": None, "closed_date": date(2024, 9, 1)}, "缺抽取日期"),
    ("inspections.institution", {"ended_date": date(2009, 1, 1)}, "早于登记日期"),
]


@pytest.mark.parametrize(("kind", "changed", "says"), WRONG)
def test_a_row_that_can_not_be_true_is_refused_with_its_reason(desk: Desk, kind: str, changed: Row, says: str):
    desk.before(kind)

    report = desk.take_in(kind, [KINDS[kind][0] | changed])

    assert (report.accepted, report.refused) == (0, 1)
    assert says in " ".join(finding.sentence for finding in report.findings)


def test_two_draws_of_one_task_can_not_stand_beside_each_other(desk: Desk):
    desk.before("inspections.draw")
    first = {**KINDS["inspections.draw"][0], "annulled_date": None, "annulled_by": None, "annul_reason": None}

    report = desk.hand_in(desk.written("inspections.draw", [first, KINDS["inspections.draw"][1]]))

    assert isinstance(report.error, RefusedByDatabase)
    assert not Draw.objects.system("a test").exists()


def test_no_column_has_a_name_that_the_exchange_gives_its_own():
    own = {"key", "digest", "subject", "index", "row", "sheet"}

    assert [column.name for item in FORMATS for column in item.columns if column.name in own] == []
