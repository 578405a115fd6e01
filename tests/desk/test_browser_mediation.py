"""A dispute from its registering to the court's confirmation, and a referral from its arrival to its return, in a browser."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.referrals.models import Referral
from fazhi.lines.mediation.models import Confirmation, PeoplesMatter

from .browsing import CHROMIUM, fill_in, take

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def today() -> str:
    return timezone.localdate().isoformat()


def sheet(page: Any, title: str) -> Any:
    """The sheet of a page whose heading bears the id."""
    return page.locator(f"section:has(> header > #{title})")


def limits(page: Any) -> dict[str, str]:
    """The running time limits on a matter's page: title → day on which it is due."""
    rows = sheet(page, "clocks").locator("tbody tr:has(strong)")
    return {row.locator("button").first.inner_text(): row.locator("strong").inner_text()[:10] for row in rows.all()}


def due(period: str) -> str:
    """The day on which the one clock of a period ends, as it is kept."""
    kept: date = Clock.objects.system("a test").get(period=period, stopped_at=None).due_date
    return kept.isoformat()


def submitted(page: Any, act: str, **answers: str) -> str:
    """Answer the form of an act that is open already, and send it; what the page then says of it."""
    form = page.locator(f"#act-{act} form")
    fill_in(form, **answers)
    with page.expect_navigation():
        form.locator("button.first").click()
    said: str = page.get_by_role("status").inner_text()
    return said


def begun(page: Any, **answers: str) -> None:
    """Answer the form that opens a matter, and send it; the matter's page comes."""
    form = page.locator("section.asked form")
    fill_in(form, **answers)
    with page.expect_navigation():
        form.locator("button.first").click()


def test_a_dispute_is_registered_mediated_settled_and_confirmed(city: Any, visit: Any) -> None:
    page = visit(city.mediator, reverse("mediation-register"))

    for cursor, words in (("#line", "ll 陈大明 林小红 渗水 受理"), ("button.first", "")):
        page.locator(f"{cursor}:focus").wait_for()
        page.keyboard.type(words)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    sheet(page, "today").locator("tbody th a").click()
    assert page.locator(".head .state").inner_text() == "调解中"
    assert limits(page) == {"人民调解期限": due("TJ-END")}

    assert take(page, "appoint", mediators="李二", named_by="committee", tie="none") == "已办理“确定调解员”。"
    take(page, "notify_rights", place="莲前司法所")
    take(page, "hold_session", content="双方陈述，均愿和解。", outcome="agreed")
    signed = dict.fromkeys(("applicant_signed", "respondent_signed", "mediator_signed", "sealed"), today())
    take(
        page,
        "settle",
        agreement_form="written",
        agreement_terms="林小红赔偿三千元，并修好水管。",
        performance_mode="once",
        amount_fen="3000",
        **signed,
    )
    assert page.locator(".head .state").inner_text() == "调解成功"
    sheet(page, "related").get_by_role("link", name="司法确认").click()
    begun(
        page,
        court="厦门市思明区人民法院",
        court_ground="mediator",
        applicant_signed=today(),
        respondent_signed=today(),
    )
    assert limits(page) == {"人民法院决定是否受理司法确认申请": due("TJ-COURT-ACCEPT")}
    take(page, "accept")
    assert limits(page) == {"人民法院作出司法确认决定": due("TJ-COURT-DECIDE")}
    take(page, "confirm", decision_number="（2026）闽0203诉前调确1号")
    assert page.locator(".head .state").inner_text() == "确认有效"

    sheet(page, "related").locator("tbody a").click()
    told = page.locator("main").inner_text()
    course = sheet(page, "events").locator("li strong").all_inner_texts()
    assert "司法确认日期" in told
    assert course == [
        "司法确认　确认有效",
        "司法确认　共同申请司法确认",
        "达成协议",
        "调解",
        "告知权利义务",
        "确定调解员",
        "受理",
        "登记当事人",
        "登记当事人",
        "申请",
    ]
    matter, request = (each.objects.system("a test").get() for each in (PeoplesMatter, Confirmation))
    assert matter.confirmed_date == request.decided_date == timezone.localdate()
    trail = Entry.objects.filter(subject_id=request.pk.hex).order_by("number").values_list("action", flat=True)
    assert [action.rpartition(".")[2] for action in trail] == ["begin", "accept", "confirm"]
    assert page.faults == []


def test_of_two_referrals_one_is_accepted_and_the_other_returned(city: Any, visit: Any) -> None:
    """The district's head writes down what the police sent; the committee's mediator signs for it and decides."""
    sender, receiver = visit(city.head, reverse("mediation-inbox")), visit(city.mediator, reverse("my-work"))

    for number in ("公1号", "公2号"):
        sender.goto(reverse("mediation-inbox"))
        sender.get_by_text("登记移送来的纠纷").click()
        sender.get_by_role("link", name="公调对接").click()
        begun(sender, _office=city.committee.code, number=number, sender="莲前派出所", category="neighbour")
    receiver.goto(reverse("mediation-inbox"))
    for number in ("公1号", "公2号"):
        receiver.goto(f"{reverse('mediation-inbox')}?state=sent")
        receiver.get_by_role("row", name=number).get_by_role("link", name="签收").click()
        assert submitted(receiver, "sign") == "已办理“签收”。"
    receiver.goto(reverse("mediation-inbox"))
    receiver.get_by_role("row", name="公1号").get_by_role("link", name="受理").click()
    assert submitted(receiver, "accept", number="〔2026〕莲前人调字第9号") == "已办理“受理”。"
    receiver.goto(f"{reverse('mediation-inbox')}?state=signed")
    receiver.get_by_role("row", name="公2号").get_by_role("link", name="退回").click()
    receiver.locator("#act-return button.first").click()
    assert receiver.locator("#reason-fault").inner_text().startswith("还没有填写")
    submitted(receiver, "return", reason="refused")

    sender.goto("/registers/mediation_referral_register/")
    sender.get_by_role("link", name="公2号").click()
    assert sender.locator(".head .state").inner_text() == "已退回"
    assert "当事人拒绝调解" in sheet(sender, "facts").inner_text()
    assert sheet(sender, "flow").locator("li.done b").all_inner_texts() == ["移送", "签收", "回传结果"]
    assert sheet(sender, "events").locator("li strong").all_inner_texts() == ["退回", "签收", "移送"]
    sender.go_back()
    sender.get_by_role("link", name="公1号").click()
    assert sheet(sender, "flow").locator("li.done b").all_inner_texts() == ["移送", "签收", "受理"]
    assert limits(sender) == {"公调对接调解结果反馈": due("GD-RESULT")}
    sheet(sender, "flow").get_by_role("link", name="〔2026〕莲前人调字第9号").click()
    assert sender.locator(".head .state").inner_text() == "调解中"
    states = Referral.objects.system("a test").order_by("number").values_list("number", "state", "return_reason")
    assert [tuple(each) for each in states] == [("公1号", "accepted", ""), ("公2号", "returned", "refused")]
    assert sender.faults == []
