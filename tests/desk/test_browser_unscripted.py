"""The desk in a browser that runs no script: a ledger imported, corrected and accepted; an act refused, mended and taken."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.referrals.models import Referral
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.services import people
from fazhi.surfaces.jobs import services
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.web.imports import shown

from .browsing import CHROMIUM, fill_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
HEADINGS = ("对接编号", "对接渠道", "移送单位", "接收组织代码", "纠纷类别", "移送日期", "签收日期")


def written_into(book: Path, *rows: tuple[str, ...]) -> Path:
    """Rows written under the headings of a template, as a clerk does."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["对接移送"]
    (line,) = [row for row in sheet.iter_rows() if row[0].value == HEADINGS[0]]
    columns = {cell.value: cell.column for cell in line}
    for number, row in enumerate(rows, line[0].row + 1):
        for heading, value in zip(HEADINGS, row, strict=True):
            sheet.cell(number, columns[heading], value)
    workbook.save(book)
    return book


def mended(book: Path, right: Mapping[str, str]) -> Path:
    """A workbook of refusals with what stands wrong in it put right: wrong → right."""
    workbook = openpyxl.load_workbook(book)
    for cell in (cell for row in workbook.worksheets[0].iter_rows() for cell in row):
        if cell.value in right:
            cell.value = right[cell.value]
    workbook.save(book)
    return book


def downloaded(page: Any, link: str, to: Path) -> Path:
    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()
    taken.value.save_as(to)
    return to


def worked_off() -> None:
    """What the worker does, while nobody looks."""
    for job in Job.objects.filter(state="queued").order_by("queued_at"):
        services.run(job.pk)


def left_and_seen_again(page: Any) -> None:
    """Go elsewhere while the worker is at it, and come back."""
    address = page.url
    page.get_by_role("link", name="台账", exact=True).click()
    worked_off()
    page.goto(address)


def uploaded(page: Any, book: Path) -> None:
    page.get_by_role("link", name="导入", exact=True).click()
    page.set_input_files("#files", str(book))
    page.get_by_role("button", name="核对所选文件").click()


def written(page: Any, count: int) -> None:
    """Open the one file that was checked, and have its rows written."""
    page.get_by_role("link", name="看预览").click()
    page.get_by_role("button", name=f"确认写入 {count} 行").click()
    left_and_seen_again(page)


def test_a_ledger_is_imported_its_refusals_corrected_and_accepted(
    city: Any, visit: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(shown.worker, "is_served", lambda data_dir: True)
    page = visit(city.clerk, reverse("import-kind", kwargs={"code": "mediation.referral"}), script=False)
    template = downloaded(page, "下载空白模板", tmp_path / "对接.xlsx")
    sent = ("公调对接", "莲前派出所", city.committee.code)
    book = written_into(
        template,
        ("公1号", *sent, "邻里", "2024-03-01", "2024-03-02"),
        ("公2号", *sent, "外星", "2024-03-04", "2024-03-05"),
        ("公3号", *sent, "邻里", "2024-03-08", "2024-03-07"),
    )

    uploaded(page, book)
    with page.expect_navigation():  # the page looks again by itself
        assert "排队" in page.locator("#waiting").inner_text()
    left_and_seen_again(page)
    written(page, 1)
    assert "退回 2 行" in page.locator("main").inner_text()
    refused = downloaded(page, "下载 2 行退回表", tmp_path / "退回.xlsx")
    says = [str(cell.value) for row in openpyxl.load_workbook(refused).worksheets[0].iter_rows() for cell in row]
    assert any("早于移送日期" in each for each in says)
    uploaded(page, mended(refused, {"外星": "邻里", "2024-03-07": "2024-03-09"}))
    left_and_seen_again(page)
    written(page, 2)
    page.get_by_role("link", name="看写入的行").click()

    assert page.locator("#rows").locator("xpath=../..").locator("tbody th").count() == 2
    kept = Referral.objects.system("a test").order_by("number").values_list("number", "category", "signed_date")
    assert [(number, category, str(day)) for number, category, day in kept] == [
        ("公1号", "neighbour", "2024-03-02"),
        ("公2号", "neighbour", "2024-03-05"),
        ("公3号", "neighbour", "2024-03-09"),
    ]
    assert page.faults == []


def test_an_act_that_is_refused_keeps_what_was_typed_and_says_beside_the_field_what_is_missing(
    city: Any, year: Any, visit: Any
) -> None:
    now = timezone.now()
    acting = {"by": city.mediator, "at": now, "on": timezone.localdate(now)}
    people.appoint(year.ours_open, **acting, mediators=("李二",), named_by="committee", tie="none")
    people.hold_session(year.ours_open, **acting, content="双方陈述。", outcome="agreed")
    page = visit(city.mediator, reverse("mediation-people", kwargs={"key": year.ours_open.pk}), script=False)
    terms = "林小红赔偿三千元，\n并修好水管。"
    today = acting["on"].isoformat()

    def state() -> str:
        kept: str = PeoplesMatter.objects.system("a test").get(pk=year.ours_open.pk).state
        return kept

    page.locator("#act-settle a.btn").click()
    fill_in(page.locator("#act-settle form"), agreement_form="oral", agreement_terms=terms, amount_fen="三千")
    page.locator("#act-settle button.first").click()
    form = page.locator("#act-settle form")
    assert form.get_by_role("alert").inner_text() == "没有登记，请改正：履行方式、协议涉及金额（元）"
    assert form.locator("fieldset:has([name=performance_mode]) .err").inner_text().startswith("还没有填写")
    assert form.locator(".field:has([name=amount_fen]) .err").inner_text().startswith("应为以元为单位的金额")
    assert form.locator("[name=agreement_terms]").input_value() == terms
    assert form.locator("[name=amount_fen]").input_value() == "三千"
    assert form.locator("[name=agreement_form][value=oral]").is_checked()
    assert state() == "accepted"

    fill_in(form, performance_mode="at_once", amount_fen="3000", reached=today, oral_agreed="是")
    page.locator("#act-settle button.first").click()
    assert "请先办理告知权利义务" in form.get_by_role("alert").inner_text()
    beside = page.context.new_page()
    beside.goto(reverse("mediation-people-act", kwargs={"key": year.ours_open.pk, "act": "notify_rights"}))
    beside.locator("#act-notify_rights button.first").click()
    for told in ("您填写的内容还在，核对后可以再登记一次。", "已办理“达成协议”。"):
        assert state() == "accepted"
        assert page.locator("#act-settle [name=agreement_terms]").input_value() == terms
        page.locator("#act-settle button.first").click()
        assert told in page.locator("main").inner_text()
    assert state() == "settled"
