"""Pages of the hotline: what each says, what it refuses and keeps, what it costs, and to whom it is not there."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.lines.hotline.models import Consultation, Draft, Duty, Plan, Roster, Subsidy, Swap, Unavailability
from fazhi.lines.hotline.tests import planned
from fazhi.lines.hotline.web import plans as plan_pages
from fazhi.lines.hotline.web import rosters as roster_pages
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.jobs.models import Job, JobState

from .cast import posts_of
from .examples import AT_ONCE

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
_TOKEN = re.compile(r'name="_token" value="([^"]+)"')


@pytest.fixture
def bureau(city: Any) -> Any:
    return city.bureau


@pytest.fixture
def clients(bureau: Any) -> tuple[Client, Client]:
    """A clerk and the head of the bureau."""
    clerk, head = posts_of(bureau, "clerk", "head")
    return signed_in(clerk), signed_in(head)


def months_away(count: int) -> date:
    month = timezone.localdate().replace(day=1)
    for _ in range(abs(count)):
        month = (month + timedelta(days=32 if count > 0 else -1)).replace(day=1)
    return month


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:1500]
    found: str = response.content.decode()
    return found


def url(name: str, record: Any = None) -> str:
    return reverse(f"hotline-{name}", kwargs={"key": record.pk} if record else None)


def test_every_page_has_few_queries_however_many_rows(clients, bureau, django_assert_max_num_queries):
    built = planned.build(bureau, months_away(1))
    row = planned.consultation(bureau)
    ledger = planned.subsidy(built)
    lists = (
        "plans", "rosters", "duties", "subsidies", "consultations", "taking-down", "call-backs", "complaints", "topics",
    )  # fmt: skip
    pages = [url(name) for name in lists]
    pages += [f"{url('duties')}?day={built.duty.served_date}", url("attendance", built.duty), url("subsidy", ledger)]
    pages += [url("plan", built.plan), url("draft", built.draft), url("roster", built.roster)]
    pages += [url("swap", built.duty), url("consultation", row)]

    for page in pages:
        clients[1].get(page)  # what is remembered of citations
        with django_assert_max_num_queries(MOST_QUERIES):
            text_of(clients[1].get(page))


def test_a_draft_says_the_tide_the_seats_what_segments_are_worth_and_what_changes(clients, bureau):
    built = planned.build(bureau)

    page = text_of(clients[1].get(url("draft", built.draft)))

    # Seven days from Saturday 2024-06-01 on, 60 calls on a weekday and 20 on a day of rest.
    assert "依据此前 1,234 次来电" in page
    assert page.count('<rect class="k') == 7 * 48 + 8
    assert page.count('<line class="cut"') == 1
    assert "草案 2 段，49.0" in page
    assert "3 段改 2 段，同样保证下每个工作日多用 0.5 座席小时（1.0%）" in page
    assert "+3.0（+2.0 至 +4.0）" in page
    assert [
        part in page for part in ("其中：座席放在哪些段", "−1.0（−1.2 至 −0.8）", "其中：切点", "其中：座席小时")
    ] == [True] * 4
    assert "12:00–24:00 每天只有 1.5 次来电" in page
    assert "2 个切点中 1 个在半数以上的样本中不移动。移动的：12:00。" in page
    assert "记录太短，不能检验预测的误差" in page
    assert "公布为现行方案" in page
    waited = text_of(clients[1].get(f"{url('draft', built.draft)}?show=waited"))
    assert "每次来电平均等待（秒）" in waited
    assert "公布为现行方案" not in text_of(clients[0].get(url("draft", built.draft)))


def test_a_wish_for_a_draft_is_kept_with_what_is_wrong_and_becomes_a_job_when_it_is_right(clients, bureau):
    if not plan_pages.is_equipped():
        pytest.skip("the extra [planning] is not installed")
    planned.calls(bureau, date(2024, 6, 1), 2)
    for typed, says in (
        ({"month": "2024-13", "target": "90", "segments": "15"}, "月份“2024-13”不是月份"),
        ({"month": "2024-07", "target": "9o", "segments": "15"}, "应当是整数"),
        ({"month": "2024-07", "target": "90", "segments": "99"}, "段数是“99”，应为1 到 24"),
    ):
        page = text_of(clients[0].post(url("plans"), typed), 400)
        assert says in page
        assert f'value="{typed["month"]}"' in page

    response = clients[0].post(url("plans"), {"month": "2024-07", "target": "90", "segments": "15"})

    draft = Draft.objects.system("a test").get()
    assert response.headers["Location"] == url("draft", draft)
    assert Job.objects.get().arguments == {"draft": str(draft.pk)}
    waiting = text_of(clients[0].get(url("draft", draft)))
    assert "hx-trigger" in waiting
    part = clients[0].get(url("draft", draft), headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)
    assert "HX-Request" in part.headers["Vary"]


def test_a_job_that_is_refused_says_why_on_the_draft_s_page(clients, bureau, settings):
    if not plan_pages.is_equipped():
        pytest.skip("the extra [planning] is not installed")
    settings.TASKS = AT_ONCE
    planned.calls(bureau, date(2024, 6, 1), 2)

    page = text_of(clients[0].post(url("plans"), {"month": "2024-07", "target": "90", "segments": "3"}, follow=True))

    assert "至少要 14 天才能看出潮汐" in page
    Job.objects.update(state=JobState.FAILED, is_expected=False, error="KeyError: 'x'")
    assert "出现意外情况" in text_of(clients[0].get(url("draft", Draft.objects.system("a test").get())))


def test_without_the_extra_the_pages_say_in_one_sentence_what_to_install(clients, bureau, monkeypatch):
    planned.build(bureau)
    monkeypatch.setattr(plan_pages, "is_equipped", lambda: False)
    monkeypatch.setattr(roster_pages, "is_equipped", lambda: False)

    for name in ("plans", "rosters"):
        page = text_of(clients[1].get(url(name)))
        assert "pip install" in page
        assert 'name="month" value' not in page.replace('type="hidden" name="month" value', "")
    assert "现在不能拟订方案" in text_of(
        clients[1].post(url("plans"), {"month": "2024-07", "target": "90", "segments": "3"}), 400
    )
    rules = {"month": "2024-07", "max_per_day": "1", "max_per_week": "0", "rest_hours": "0"}
    assert "现在不能排班" in text_of(clients[1].post(url("rosters"), rules), 400)


def test_a_head_publishes_and_a_refusal_keeps_what_was_typed(clients, bureau):
    draft, today = planned.draft(bureau, None), timezone.localdate()
    planned.plan(bureau)

    missing = text_of(clients[1].post(url("draft", draft), {"code": "方案2", "from_date": "明天"}), 400)
    assert "日期像 2025-01-01" in missing
    assert 'value="明天"' in missing
    taken = text_of(clients[1].post(url("draft", draft), {"code": "方案1", "from_date": today.isoformat()}), 400)
    assert "已经有编号为“方案1”的方案" in taken
    told = {"code": "方案2", "from_date": today.isoformat()}
    assert clients[0].post(url("draft", draft), told).status_code == 403
    page = text_of(clients[1].post(url("draft", draft), told, follow=True))
    assert "方案 方案2 已公布" in page
    assert "现行" in page
    assert "已停止施行" in text_of(clients[1].get(url("plan", Plan.objects.system("a test").get(code="方案1"))))


def test_a_roster_is_made_published_and_swapped_in_with_refusals_in_sentences(clients, bureau):
    if not roster_pages.is_equipped():
        pytest.skip("the extra [planning] is not installed")
    month = months_away(1)
    planned.plan(bureau)
    firms = planned.firms(bureau)
    rules = {"month": f"{month:%Y-%m}", "max_per_day": "1", "max_per_week": "0", "rest_hours": "8"}
    away = {"_do": "absence", "month": rules["month"], "firm": str(firms[0].pk)}
    for days in ("", "40", "x", "3-"):
        assert "不能值班的日" in text_of(clients[0].post(url("rosters"), {**away, "days": days}), 400)
    text_of(clients[0].post(url("rosters"), {**away, "days": "3、5-6"}, follow=True))
    days = Unavailability.objects.system("a test").order_by("away_date").values_list("away_date__day", flat=True)
    assert list(days) == [3, 5, 6]
    assert "应当像 2025-01" in text_of(clients[0].post(url("rosters"), {**rules, "month": "7月"}), 400)
    assert "规则应当是整数" in text_of(clients[0].post(url("rosters"), {**rules, "rest_hours": "-1"}), 400)
    impossible = text_of(clients[0].post(url("rosters"), {**rules, "max_per_week": "1"}), 400)
    assert "每个团队最多值 1 个班" in impossible

    page = text_of(clients[0].post(url("rosters"), rules, follow=True))
    roster = Roster.objects.system("a test").get()
    assert "草表" in page
    assert "公布值班表" not in page
    assert clients[0].post(url("roster", roster)).status_code == 403
    assert "值班表已公布" in text_of(clients[1].post(url("roster", roster), follow=True))
    assert "已经公布" in text_of(clients[1].post(url("roster", roster)), 409)

    duty = Duty.objects.system("a test").filter(roster=roster).order_by("served_date", "start_minute")[0]
    same_day = Duty.objects.system("a test").filter(roster=roster, served_date=duty.served_date).exclude(pk=duty.pk)[0]
    assert "请选换给哪个团队" in text_of(clients[0].post(url("swap", duty), {"to": "", "reason": "开庭"}), 400)
    refused = text_of(clients[0].post(url("swap", duty), {"to": str(same_day.firm_id), "reason": "开庭"}), 400)
    assert "超过每天最多的班数" in refused
    exchanged = {"to": str(same_day.firm_id), "against": str(same_day.pk), "reason": "开庭"}
    page = text_of(clients[0].post(url("swap", duty), exchanged, follow=True))
    assert "已登记换班" in page
    assert Swap.objects.system("a test").count() == 2


def test_a_roster_says_what_each_team_served_on_days_of_rest_in_the_year_beside_its_due(clients, bureau):
    built = planned.build(bureau, date(2024, 10, 1))  # four days of the national holiday, twelve duties
    before = Roster(
        office=bureau, month_date=date(2024, 9, 1), rules=built.roster.rules, by="吴一", made_at=planned.NOW,
        deviation_minutes=0, is_proven=True, published_at=planned.NOW,
    )  # fmt: skip
    before.save(force_insert=True)
    for day in (7, 8, 21, 29):  # three days of rest, and the make-up Sunday
        Duty(
            office=bureau, roster=before, served_date=date(2024, 9, day), start_minute=0, end_minute=480, seats=1,
            firm=built.firms[0],
        ).save(force_insert=True)  # fmt: skip
    Roster.objects.system("a test").filter(pk=built.roster.pk).update(rest_hundredths=67, is_rest_proven=True)

    page = text_of(clients[1].get(url("roster", built.roster)))

    assert "休息日的班与全年应值相差最多 0.67 班（已证明不能更均衡）" in page
    # Four days of 8 + 16 + 24 = 48 seat-hours, 192 by six is 32. In September 甲 served 32 of a due of 32 ÷ 6 = 5.33, so it is due
    # 26.67 less: 5.33, and serves 2 × 8. On days of rest it served 3 before and 2 now; due are (3 + 12) ÷ 6 = 2.5.
    row = re.search(r'<th scope="row">甲</th>(.*?)</tr>', page)
    assert row
    assert re.findall(r">([^<>]+)</td>", row[1]) == ["2", "16.0", "5.3", "5", "2.5"]


def test_who_is_in_is_shown_and_signed_by_a_click_and_a_head_corrects(clients, bureau):
    today = timezone.localdate()
    built = planned.build(bureau, today.replace(day=1))
    duty = Duty(
        office=bureau,
        roster=built.roster,
        served_date=today,
        start_minute=0,
        end_minute=1440,
        seats=2,
        firm=built.firms[3],
    )
    Duty.objects.system("a test").filter(served_date=today).delete()
    duty.save(force_insert=True)

    assert "应到未签到" in text_of(clients[0].get(url("duties")))
    assert "到岗人数应当是整数" in text_of(
        clients[0].post(url("duties"), {"duty": str(duty.pk), "side": "in", "lawyers": "两"}), 400
    )
    assert "1 到 2" in text_of(
        clients[0].post(url("duties"), {"duty": str(duty.pk), "side": "in", "lawyers": "3"}), 400
    )
    page = text_of(clients[0].post(url("duties"), {"duty": str(duty.pk), "side": "in", "lawyers": "2"}, follow=True))
    assert "示例丁律师事务所 已签到" in page
    assert "此时在岗 2 人，应在 2 席" in page
    page = text_of(clients[0].post(url("duties"), {"duty": str(duty.pk), "side": "out"}, follow=True))
    assert "已签退" in page
    assert clients[0].post(url("duties"), {"duty": "x", "side": "in"}).status_code == 404

    told = {"came": "00:00", "went": "", "lawyers": "2", "reason": "未签退"}
    assert clients[0].post(url("attendance", duty), told).status_code == 403
    assert "时刻应当像 08:30" in text_of(clients[1].post(url("attendance", duty), {**told, "came": "八点"}), 400)
    assert "更正理由" in text_of(clients[1].post(url("attendance", duty), {**told, "reason": ""}), 400)
    page = text_of(clients[1].post(url("attendance", duty), told, follow=True))
    assert "未签退</td>" in page
    assert page.count("<tbody>") == 1
    assert "登记更正" not in text_of(clients[0].get(url("attendance", duty)))


def test_subsidies_are_drawn_up_reviewed_fixed_and_taken_out(clients, bureau):
    month = months_away(-1)
    built = planned.build(bureau, month)
    duties = Duty.objects.system("a test").count()
    assert "还没有过完" in text_of(clients[0].post(url("subsidies"), {"month": f"{months_away(0):%Y-%m}"}), 400)
    assert "应当像 2025-01" in text_of(clients[0].post(url("subsidies"), {"month": "上月"}), 400)

    page = text_of(clients[0].post(url("subsidies"), {"month": f"{month:%Y-%m}"}, follow=True))
    ledger = Subsidy.objects.system("a test").get()
    assert page.count("不计发：缺勤") == duties
    assert "合计 0.00 元" in page
    assert "请由另一名工作人员复核" in text_of(clients[0].post(url("subsidy", ledger), {"_do": "review"}), 409)
    assert clients[0].post(url("subsidy", ledger), {"_do": "fix"}).status_code == 403
    assert "还没有复核" in text_of(clients[1].post(url("subsidy", ledger), {"_do": "fix"}), 409)
    assert "已复核" in text_of(clients[1].post(url("subsidy", ledger), {"_do": "review"}, follow=True))
    assert "已审定" in text_of(clients[1].post(url("subsidy", ledger), {"_do": "fix"}, follow=True))
    assert "复核无误" not in text_of(clients[1].get(url("subsidy", ledger)))
    book = clients[0].post(url("subsidy-book", ledger))
    assert book.content[:2] == b"PK"
    assert Entry.objects.filter(action="hotline.subsidy.export", subject_id=str(ledger.pk)).exists()

    rate = {
        "_do": "rate",
        "rate": "hour",
        "since": timezone.localdate().isoformat(),
        "value": "6000",
        "basis": "一号文",
    }
    assert clients[0].post(url("subsidies"), rate).status_code == 403
    assert "整数的数值" in text_of(clients[1].post(url("subsidies"), {**rate, "value": "六十"}), 400)
    assert "已经审定" in text_of(clients[1].post(url("subsidies"), {**rate, "since": f"{month}"}), 400)
    page = text_of(clients[1].post(url("subsidies"), rate, follow=True))
    assert "60.00 元" in page
    assert built.roster.published_at


def test_a_district_s_clerk_finds_no_duty_and_no_ledger_of_the_bureau(city, bureau):
    built = planned.build(bureau)
    ledger = planned.subsidy(built)
    (clerk,) = posts_of(city.head.office, "clerk")
    stranger = signed_in(clerk)

    for page in (url("attendance", built.duty), url("subsidy", ledger)):
        assert stranger.get(page).status_code == 404
        assert stranger.post(page, {"_do": "review"}).status_code in (403, 404)
    assert stranger.post(url("subsidy-book", ledger)).status_code == 404
    told = {"duty": str(built.duty.pk), "side": "in", "lawyers": "1"}
    assert stranger.post(url("duties"), told).status_code == 404
    assert "没有公布的班" in text_of(stranger.get(f"{url('duties')}?day={built.duty.served_date}"))


def test_a_consultation_is_taken_down_and_what_is_missing_is_said_beside_its_field(clients, bureau):
    def send(**typed: str) -> Any:
        token = _TOKEN.search(text_of(clients[0].get(url("taking-down"))))
        assert token
        told = {"matter": "工资", "need": "拖欠三个月", "done": "answer", "told": "可以仲裁", **typed}
        return clients[0].post(url("taking-down"), {"_token": token[1], **told})

    several = text_of(send(matter="保险"), 400)
    assert "合适的有：社会保障：社会保险、交通事故：保险理赔" in several
    assert "拖欠三个月" in several
    assert 'id="told-fault"' in text_of(send(told=""), 400)
    assert 'id="promised-fault"' in text_of(send(done="promise", promised="后天"), 400)
    assert 'id="destination-fault"' in text_of(send(done="refer"), 400)
    assert 'id="done-fault"' in text_of(send(done=""), 400)
    past = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert "约定回拨日期" in text_of(send(done="promise", promised=f"{past} 09:30"), 400)
    assert "最近的空位" in text_of(send(done="promise", promised=f"{months_away(1)} 03:00"), 400)
    assert not Consultation.objects.system("a test").exists()

    assert send(call_number="00001").status_code == 302
    assert send(done="refer", destination="legal_aid").status_code == 302
    assert "00001" in text_of(send(call_number="00001"), 400)

    rows = Consultation.objects.system("a test").order_by("number").values_list("state", "matter", "destination")
    assert list(rows) == [("answered", "labour.wages", ""), ("referred", "labour.wages", "legal_aid")]
    listed = text_of(clients[0].get(url("consultations")))
    assert listed.count("劳动争议：拖欠工资") == 1
    assert text_of(clients[0].get(f"{url('consultations')}?all=1")).count("劳动争议：拖欠工资") == 2


def test_who_is_to_be_called_back_is_listed_and_a_head_declares_how_many_half_hours_hold(clients, bureau):
    today = timezone.localdate()
    row = planned.consultation(bureau)
    late = {"state": "promised", "answered_date": None, "promised_date": today - timedelta(days=1), "promised_slot": 19}
    Consultation.objects.system("a test").filter(pk=row.pk).update(**late)

    page = text_of(clients[0].get(url("call-backs")))
    assert "1 件逾期，今天还有 0 件" in page
    assert "热询1号" in page
    assert "09:00-11:30 2" in page
    assert "公布回拨容量</button>" not in page
    typed = {"lines": "9点 2", "from_date": today.isoformat()}
    assert clients[0].post(url("call-backs"), {**typed, "lines": "09:00-10:00 1"}).status_code == 403
    refused = text_of(clients[1].post(url("call-backs"), typed), 400)
    assert "“9点 2”不能作为回拨容量" in refused
    assert "9点 2</textarea>" in refused
    page = text_of(clients[1].post(url("call-backs"), {**typed, "lines": "09:00-10:00 1"}, follow=True))
    assert "已公布回拨容量" in page
    assert "09:00-10:00 1" in page


def test_a_consultation_passed_on_from_the_screen_is_in_the_inbox_of_its_office_and_shows_what_became_of_it(
    clients, bureau, city
):
    token = _TOKEN.search(text_of(clients[0].get(url("taking-down"))))
    assert token
    told = {
        "_token": token[1], "matter": "相邻关系", "need": "楼上漏水，电话13900001234", "done": "refer", "told": "愿意调解",
        "destination": "mediation", "to": "XM-SM-01 莲前街道人民调解委员会", "contact": "陈示例", "phone": "13900001234",
    }  # fmt: skip
    assert clients[0].post(url("taking-down"), told).status_code == 302

    committee = signed_in(city.clerk)
    inbox = text_of(committee.get(reverse("transfers")))
    shown = re.search(r'href="(/transfers/[^"]+/)"', inbox)
    assert shown
    page = text_of(committee.get(shown[1]))
    assert "楼上漏水" in page
    assert "13900001234" not in page
    assert "陈" not in page.split("转办情况")[1].split("</section>")[0]
    assert signed_in(city.stranger).get(shown[1]).status_code == 404
    assert "楼上漏水" not in text_of(signed_in(city.stranger).get(reverse("transfers")))
    row = Consultation.objects.system("a test").get()
    seen = text_of(clients[0].get(url("consultation", row)))
    assert "已转出待受理" in seen
    assert "登记投诉" in seen


def test_a_week_of_topics_is_handed_over_from_its_page(clients, bureau, city):
    for back in (7, 14):
        made = planned.consultation(bureau, f"{back}号")
        day = timezone.localdate() - timedelta(days=back)
        Consultation.objects.system("a test").filter(pk=made.pk).update(
            received_date=day, received_year=day.year, received_quarter=(day.month + 2) // 3, received_month=day.month,
            call_number="",
        )  # fmt: skip
    page = text_of(clients[0].get(url("topics")))
    token = _TOKEN.search(page)
    assert token
    assert "没有发现异常上升的类别" in page

    told = {"_token": token[1], "purpose": "outreach", "to": "XM-SM-01", "note": ""}
    page = text_of(clients[0].post(url("topics"), told, follow=True))
    assert "普法选题" in page
    assert "已转出待受理" in page
    wrong = {**told, "_token": _TOKEN.search(page)[1], "to": "XM-00"}  # type: ignore[index]
    assert "没有可以转给的机构“XM-00”" in text_of(clients[0].post(url("topics"), wrong), 400)
    assert clients[0].get(f"{url('topics')}?week=昨天").status_code == 404
    assert signed_in(city.mediator).get(url("topics")).status_code == 403


def test_consultations_are_listed_a_page_at_a_time_without_losing_one(clients, bureau):
    for number in range(60):
        planned.consultation(bureau, f"热询{number:03}号") if number == 0 else Consultation(
            office=bureau, number=f"热询{number:03}号", state="registered", channel="network", topic="labour",
            matter="labour.wages", occurred_date=date(2024, 6, 3), recorded_at=planned.NOW,
            received_date=date(2024, 6, 3), received_year=2024, received_quarter=2, received_month=6,
        ).save(force_insert=True)  # fmt: skip

    first = text_of(clients[0].get(url("consultations")))
    following = re.search(r'href="([^"]*after=[^"]*)"', first)
    assert following
    second = text_of(clients[0].get(following[1].replace("&amp;", "&")))

    found = re.findall(r"热询\d{3}号", first) + re.findall(r"热询\d{3}号", second)
    assert sorted(found) == [f"热询{number:03}号" for number in range(60)]


def test_to_another_office_the_hotline_is_not_there(city, bureau):
    built, row = planned.build(bureau), planned.consultation(bureau)
    (head,) = posts_of(city.other_committee, "head")
    stranger = signed_in(head)

    for name, record in (
        ("plan", built.plan), ("draft", built.draft), ("roster", built.roster), ("swap", built.duty),
        ("consultation", row),
    ):  # fmt: skip
        assert stranger.get(url(name, record)).status_code == 404
    for name in ("plans", "rosters", "consultations", "call-backs", "complaints", "topics"):
        page = text_of(stranger.get(url(name)))
        assert "方案1" not in page
        assert "2024-07" not in page
    assert signed_in(city.mediator).get(url("plans")).status_code == 403
