"""The ledgers of the hotline through the real formats: in, corrected, out, in again, undone."""

from datetime import date, datetime
from pathlib import Path

import pytest

from fazhi.kernel.exchange import export, services
from fazhi.kernel.exchange.tests.taking_in import Desk
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.lines.hotline.checks import CHECKERS
from fazhi.lines.hotline.ledgers import FORMATS
from fazhi.lines.hotline.models import Call, Consultation, Firm, Plan, Segment
from fazhi.lines.hotline.tests.duty import KINDS, Row

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture
def desk(city, tmp_path: Path, data_dir: Path, at: datetime) -> Desk:
    return Desk(tmp_path, data_dir, at, KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_accepted_goes_out_comes_in_again_and_can_be_undone(desk: Desk, kind: str):
    desk.before(kind)

    first = desk.take_in(kind, KINDS[kind])
    path = desk.folder / "导出.xlsx"
    count = export.export(kind, *YEAR, path, by="system", at=desk.at)
    again = desk.take_in_file(path)

    assert (first.accepted, first.refused) == (len(KINDS[kind]), 0)
    assert (count, again.refused) == (len(KINDS[kind]), 0)
    # An export of calls has neither numbers of callers nor seconds: its rows are changed ones.
    assert again.unchanged == (0 if kind == "hotline.call" else len(KINDS[kind]))
    model = next(item.target.model for item in FORMATS if item.code == kind)
    assert model.objects.system("a test").count() == count
    for batch in (again.batch, first.batch):
        if batch is first.batch or again.accepted:
            services.undo(batch, by="system", at=desk.at, reason="录错", data_dir=desk.data_dir)
    assert not model.objects.system("a test").exists()


def test_of_a_telephone_number_only_the_keyed_digest_is_kept_and_equal_numbers_are_equal(desk: Desk):
    desk.before("hotline.consultation")

    first, second, third, fourth, other = Call.objects.system("a test").order_by("called_date", "number")

    assert first.caller == second.caller != other.caller
    assert len(first.caller) == 16
    assert "1380000" not in first.caller
    assert third.caller == fourth.caller == ""
    assert [(call.minute, call.called_hour) for call in (first, third)] == [(545, 9), (1439, 23)]


def test_a_team_s_specialisms_are_kept_as_codes_and_go_out_as_they_came(desk: Desk):
    desk.take_in("hotline.firm", KINDS["hotline.firm"])

    codes = Firm.objects.system("a test").order_by("code").values_list("specialisms", flat=True)
    assert list(codes) == ["administrative labour", ""]


def test_an_export_that_comes_back_takes_no_caller_away(desk: Desk):
    desk.before("hotline.consultation")
    before = list(Call.objects.system("a test").order_by("pk").values_list("caller", flat=True))
    path = desk.folder / "导出.xlsx"
    export.export("hotline.call", *YEAR, path, by="system", at=desk.at)

    desk.take_in_file(path)

    assert list(Call.objects.system("a test").order_by("pk").values_list("caller", flat=True)) == before


def test_a_consultation_lands_in_the_state_that_its_columns_prove_with_the_limits_of_those_still_open(desk: Desk):
    desk.all()

    rows = Consultation.objects.system("a test").order_by("number")
    states = ["closed", "referred", "registered", "promised", "answered", "dissatisfied"]
    assert list(rows.values_list("state", flat=True)) == states
    limits = {clock.matter_id: clock.due_date for clock in Clock.objects.system("a test").filter(stopped_at=None)}
    # Received Monday 2024-05-06; Saturday 11 May is worked: the fifth working day is 11 May, the third 9 May.
    assert limits == {rows[2].pk: date(2024, 5, 11), rows[3].pk: date(2024, 5, 11), rows[5].pk: date(2024, 5, 9)}
    assert Task.objects.system("a test").filter(procedure="hotline.consultation", done_at=None).count() == 4


WRONG = [
    ("hotline.firm", {"specialisms": "劳动争议、做菜"}, "“劳动争议、做菜”不都是咨询类别"),
    ("hotline.firm", {"until_date": date(2021, 1, 1)}, "退出早于参加"),
    ("hotline.firm", {"share": 0}, "值班份额"),
    ("hotline.plan", {"until_date": date(2021, 1, 1)}, "停止施行早于施行"),
    ("hotline.segment", {"start": "9:00"}, "不是时刻"),
    ("hotline.segment", {"end": "25:00"}, "不是时刻"),
    ("hotline.segment", {"start": "22:00", "end": "08:00"}, "跨午夜的分成两段"),
    ("hotline.segment", {"plan": "方案9"}, "没有编号为“方案9”"),
    ("hotline.call", {"called": "24:00:00"}, "不是时刻"),
    ("hotline.call", {"talk_seconds": 30}, "没有接听的来电"),
    ("hotline.call", {"firm": "F1"}, "没有接听的来电"),
    ("hotline.call", {"wait_seconds": -5}, "排队时长"),
    ("hotline.call", {"outcome": "lost"}, "接听结果"),
    ("hotline.consultation", {"answered_date": date(2024, 5, 5)}, "早于受理日期"),
    ("hotline.consultation", {"ended_date": date(2024, 5, 5)}, "早于受理日期"),
    ("hotline.consultation", {"promised_date": date(2024, 5, 5)}, "早于受理日期"),
    ("hotline.consultation", {"matter": "family.divorce"}, "不属于咨询类别"),
    ("hotline.consultation", {"destination": "mediation", "ended_date": None}, "填写转办的日期"),
    ("hotline.consultation", {"answered_date": None, "satisfaction": None}, "缺答复日期"),
    ("hotline.consultation", {"answered_date": None, "ended_date": None}, "还没有答复"),
    ("hotline.consultation", {"call_number": None}, "应当写明呼叫流水号"),
    ("hotline.consultation", {"firm": "F9"}, "没有代码为“F9”的值班团队"),
]


@pytest.mark.parametrize(("kind", "changed", "says"), WRONG)
def test_a_row_that_can_not_be_true_is_refused_with_its_reason(desk: Desk, kind: str, changed: Row, says: str):
    desk.before(kind)

    report = desk.take_in(kind, [KINDS[kind][0] | changed])

    assert (report.accepted, report.refused) == (0, 1)
    assert says in " ".join(finding.sentence for finding in report.findings)


def test_a_corrected_segment_is_the_one_that_starts_at_the_same_time(desk: Desk):
    desk.before("hotline.call")

    report = desk.take_in("hotline.segment", [KINDS["hotline.segment"][1] | {"seats": 5}])

    assert (report.accepted, Segment.objects.system("a test").count()) == (1, 5)
    assert Segment.objects.system("a test").get(plan__code="方案1", start_minute=540).seats == 5


def test_of_sound_records_no_checker_finds_anything(desk: Desk):
    desk.all()

    assert {checker.name: list(checker.find(date(2024, 6, 1))) for checker in CHECKERS} == {
        checker.name: [] for checker in CHECKERS
    }


def test_a_gap_between_plans_a_hole_in_a_day_and_a_consultation_without_its_call_are_found(desk: Desk):
    desk.all()
    Plan.objects.system("a test").filter(code="方案1").update(until_date=date(2024, 6, 20))
    Segment.objects.system("a test").filter(plan__code="方案2", start_minute=540).delete()
    Consultation.objects.system("a test").filter(number="1号").update(call_number="00003")

    plans, segments, calls, _subsidies = (list(checker.find(date(2024, 6, 1))) for checker in CHECKERS)

    assert [row["until"] for row in plans] == [date(2024, 6, 20)]
    assert segments == [{"plan": "方案2", "minute": "09:00"}]
    assert calls == [{"number": "1号", "call": "00003", "day": date(2024, 5, 6)}]
