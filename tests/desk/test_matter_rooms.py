"""What is done with a matter beside its acts: personal data opened, parties, papers, clocks, the task, corrections."""

import io
import re
import zipfile
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.desk.forms import form_at

from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.organisations.models import Post
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.parties.models import Party, Representative
from fazhi.kernel.parties.permissions import ERASE
from fazhi.kernel.parties.services import erase_parties
from fazhi.kernel.procedures.models import Clock, ClockPause, Task
from fazhi.lines.mediation.models import PeoplesMatter

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
PEOPLE = "mediation.people"
WHOLE = ("陈大明", "林小红", "999999198001010011", "19900001234")

EVIDENCE = "mediation.casefile.evidence"


def url_of(name: str, matter: Any, **more: Any) -> str:
    return reverse(name, kwargs={"procedure": PEOPLE, "key": matter.pk, **more})


def page_url(matter: Any) -> str:
    return reverse("mediation-people", kwargs={"key": matter.pk})


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


# personal data


def test_personal_data_are_opened_with_a_reason_for_one_view(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of("matter-open", year.ours)

    opened = text_of(client.post(url, form_at(client, url) | {"reason": "handling"}))
    after = text_of(client.get(page_url(year.ours)))

    assert all(word in opened for word in WHOLE)
    assert not any(word in after for word in WHOLE)
    read = Read.objects.get(reason="handling")
    assert (read.actor, read.subject_id) == (city.mediator.code, year.ours.pk.hex)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "reason"),
        ({"reason": "好奇"}, "reason"),
        ({"reason": "other"}, "另行写明"),
        ({"reason": "other", "words": "好" * 151}, ""),
    ],
)
def test_without_a_reason_nothing_is_opened(
    city: Any, year: Any, desk: Any, answers: dict[str, str], field: str
) -> None:
    client, url = desk(city.mediator), url_of("matter-open", year.ours)

    answer = client.post(url, form_at(client, url) | answers)

    assert answer.status_code == 400
    assert not any(word in text_of(answer) for word in WHOLE)


def test_a_stranger_opens_nothing(city: Any, year: Any, desk: Any) -> None:
    answer = desk(city.stranger).post(url_of("matter-open", year.ours), {"reason": "handling"})

    assert answer.status_code == 404
    assert not Read.objects.exists()


def test_erased_parties_show_nothing_and_are_not_changed(city: Any, year: Any, desk: Any, at: Any) -> None:
    erase_parties([(PEOPLE, year.ours.pk)], basis=ERASE.basis, by=city.head.code, at=at)
    client = desk(city.mediator)

    assert client.get(page_url(year.ours)).status_code == 200
    assert client.get(url_of("matter-party", year.ours, position=1)).status_code == 404


# parties


def test_a_party_is_added(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-party-add", year.ours)

    answer = client.post(
        url, form_at(client, url) | {"party_name": "王小二", "party_phone": "19900009999"}, follow=True
    )

    third = Party.objects.system("looking").get(matter_id=year.ours.pk, position=3)
    assert (third.name, third.phone) == ("王小二", "19900009999")
    assert "王小二" not in text_of(answer)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"party_name": ""}, "party_name"),
        ({"party_name": "王" * 121}, "party_name"),
        ({"party_document_number": "1" * 41, "party_document_type": "other"}, "party_document_number"),
        ({"party_document_number": "123"}, "party_document_type"),
        ({"party_phone": "1" * 25}, "party_phone"),
        ({"party_birth_date": "1990-02-30"}, "party_birth_date"),
        ({"party_kind": "ghost"}, "party_kind"),
    ],
)
def test_a_party_that_can_not_be_kept_is_refused_beside_its_field(
    city: Any, year: Any, desk: Any, wrong: dict[str, str], field: str
) -> None:
    client, url = desk(city.clerk), url_of("matter-party-add", year.ours)

    answer = client.post(url, form_at(client, url) | {"party_name": "王小二"} | wrong)

    assert answer.status_code == 400
    assert f'id="{field}-fault"' in answer.content.decode()


def test_a_party_is_corrected_with_a_reason_and_opening_the_form_is_noted(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-party", year.ours, position=1)
    form = form_at(client, url, "correct")
    assert Read.objects.filter(reason="verifying", subject_id=year.ours.pk.hex).count() == 1

    refused = client.post(url, form | {"party_name": "陈达明"})
    done = client.post(url, form | {"party_name": "陈达明", "reason": "笔误"})

    assert (refused.status_code, done.status_code) == (400, 302)
    assert Party.objects.system("looking").get(matter_id=year.ours.pk, position=1).name == "陈达明"
    assert "更正当事人" in text_of(client.get(page_url(year.ours)))


def test_a_person_is_protected_and_shown_no_more(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-party", year.ours, position=1)

    client.post(url, form_at(client, url, "protect") | {"protection": "violence", "reason": "申请"})
    page = text_of(client.get(page_url(year.ours)))
    client.post(url, form_at(client, url, "protect") | {"protection": "none", "reason": "撤回申请"})

    assert "家庭暴力受害人" in page
    assert "家庭暴力受害人" not in text_of(client.get(page_url(year.ours)))


def test_an_agent_is_written_down_and_told_when_opened(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-party", year.ours, position=1)
    agent = {"acting_as": "agent", "name": "周律师", "relation": "lawyer"}

    refused = client.post(url, form_at(client, url, "represent") | agent)
    client.post(url, form_at(client, url, "represent") | agent | {"authority": "general"})
    opening = url_of("matter-open", year.ours)

    assert refused.status_code == 400
    assert "委托代理人须写明" in text_of(refused)
    assert Representative.objects.system("looking").get().name == "周律师"
    assert "周律师" not in text_of(client.get(page_url(year.ours)))
    assert "周律师" in text_of(client.post(opening, form_at(client, opening) | {"reason": "handling"}))


@pytest.mark.parametrize("name", ["matter-party-add", "matter-party"])
def test_who_may_not_record_parties_is_refused(city: Any, year: Any, desk: Any, name: str) -> None:
    more = {"position": 1} if name == "matter-party" else {}

    assert desk(city.reporter).get(url_of(name, year.ours, **more)).status_code == 403
    assert desk(city.stranger).get(url_of(name, year.ours, **more)).status_code == 404


# papers


def sent(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_paper_is_added_listed_and_downloaded_as_a_file(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-papers", year.ours)

    page = text_of(
        client.post(url, form_at(client, url) | {"kind": EVIDENCE, "file": sent(PNG, "漏水.png")}, follow=True)
    )
    paper = Attachment.objects.system("looking").get()
    answer = client.get(reverse("paper", kwargs={"key": paper.pk}))

    assert "漏水.png" in page
    assert "证据材料" in page
    assert answer.content == PNG
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Read.objects.filter(subject_id=paper.pk.hex, actor=city.clerk.code).count() == 1


def macro_book() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", "macro")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script></html>", "照片.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "照片.png"),
        (b"MZ\x90\x00", "照片.jpg"),
        (PNG, "照片.jpg"),
        (PNG, "照片.exe"),
        (macro_book(), "台账.xlsx"),
        (b"", "空.png"),
    ],
    ids=["html", "svg", "exe", "png as jpg", "png as exe", "macros", "empty"],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_what_else_was_typed_stays(
    city: Any, year: Any, desk: Any, content: bytes, name: str
) -> None:
    client, url = desk(city.clerk), url_of("matter-papers", year.ours)

    answer = client.post(url, form_at(client, url) | {"kind": EVIDENCE, "file": sent(content, name)})

    assert answer.status_code == 400
    assert f'value="{EVIDENCE}" selected' in answer.content.decode()
    assert "浏览器不会保留，请重新选择" in text_of(answer)
    assert not Attachment.objects.system("looking").exists()


@pytest.mark.parametrize("name", ["../../etc/passwd.png", "..\\..\\a.png", "a\x00b.png", "\u202egnp.exe.png"])
def test_a_name_with_tricks_is_kept_without_them(city: Any, year: Any, desk: Any, name: str) -> None:
    client, url = desk(city.clerk), url_of("matter-papers", year.ours)

    client.post(url, form_at(client, url) | {"kind": EVIDENCE, "file": sent(PNG, name)})

    paper = Attachment.objects.system("looking").get()
    assert not set(paper.name) & set("/\\\x00\u202e")


def test_a_file_over_the_limit_is_refused_by_its_size(city: Any, year: Any, desk: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("FAZHI_ATTACHMENT_MAX_BYTES", "20")
    client, url = desk(city.clerk), url_of("matter-papers", year.ours)

    answer = client.post(url, form_at(client, url) | {"kind": EVIDENCE, "file": sent(PNG, "大.png")})

    assert answer.status_code == 400
    assert "超过 20 字节的上限" in text_of(answer)


def test_text_in_place_of_a_file_and_a_file_in_place_of_text_are_refused(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-papers", year.ours)
    form = form_at(client, url)

    assert client.post(url, form | {"kind": EVIDENCE, "file": "文字"}).status_code == 400
    assert client.post(url, form | {"kind": sent(PNG, "a.png"), "file": sent(PNG, "a.png")}).status_code == 400


def test_a_paper_of_another_office_is_not_there(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-papers", year.ours)
    client.post(url, form_at(client, url) | {"kind": EVIDENCE, "file": sent(PNG, "a.png")})
    paper = Attachment.objects.system("looking").get()

    assert desk(city.stranger).get(reverse("paper", kwargs={"key": paper.pk})).status_code == 404
    assert desk(city.stranger).post(url, {}).status_code == 404


# clocks


@pytest.fixture
def extendable(city: Any, year: Any) -> Clock:
    """A clock of 思4 that its law lets suspend and extend: mediation by departments, 30 days."""
    today = timezone.localdate()
    made = Clock(
        procedure=PEOPLE, matter_id=year.ours_open.pk, office=city.committee, period="XZTJ-END", after="started",
        started_date=today - timedelta(days=5), due_date=today + timedelta(days=25),
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def clock_url(clock: Clock) -> str:
    return reverse("clock", kwargs={"number": clock.pk})


def test_a_clock_is_suspended_and_resumed(city: Any, extendable: Clock, desk: Any) -> None:
    client, url = desk(city.mediator), clock_url(extendable)

    done = client.post(url, form_at(client, url, "suspend") | {"reason": "鉴定"}, follow=True)
    again = client.post(url, form_at(client, url, "resume"), follow=True)

    assert "中止中（自" in text_of(done)
    assert "已办理“恢复期限”。" in text_of(again)
    assert ClockPause.objects.get().until_date == timezone.localdate()
    assert Clock.objects.system("looking").get(pk=extendable.pk).due_date > extendable.due_date


def test_a_clock_is_extended_by_the_head_for_as_long_as_was_agreed(city: Any, extendable: Clock, desk: Any) -> None:
    client, url = desk(city.head), clock_url(extendable)

    refused = client.post(url, form_at(client, url, "extend") | {"reason": "疑难"})
    done = client.post(url, form_at(client, url, "extend") | {"reason": "疑难", "units": "10"}, follow=True)

    assert refused.status_code == 400
    assert 'id="units-fault"' in refused.content.decode()
    assert "由 E0003@XM-SM:head 批准" in text_of(done)
    now = Clock.objects.system("looking").get(pk=extendable.pk).due_date  # a rest day at the end moves it on
    assert now >= extendable.due_date + timedelta(days=10)


def test_what_the_law_does_not_know_is_refused_by_its_article(city: Any, year: Any, desk: Any) -> None:
    """The time of people's mediation is extended by agreement; nothing suspends it."""
    client, url = desk(city.mediator), clock_url(year.clock)
    form = {"_token": "a" * 22, "_do": "suspend", "reason": "出差", "on": timezone.localdate().isoformat()}

    answer = client.post(url, form)

    assert answer.status_code == 400
    assert "依法没有可以中止的事由" in text_of(answer)
    assert not ClockPause.objects.exists()


def test_only_the_head_extends(city: Any, extendable: Clock, desk: Any) -> None:
    url = clock_url(extendable)
    form = {
        "_token": "b" * 22,
        "_do": "extend",
        "reason": "疑难",
        "units": "10",
        "on": f"{timezone.localdate():%Y%m%d}",
    }

    assert 'value="extend"' not in text_of(desk(city.mediator).get(url))
    assert desk(city.mediator).post(url, form).status_code == 403


def test_a_clock_of_another_office_is_not_there(city: Any, year: Any, desk: Any) -> None:
    url = clock_url(year.clock)

    assert desk(city.stranger).get(url).status_code == desk(city.stranger).get("/clocks/999999/").status_code == 404
    assert desk(city.stranger).post(url, {"_do": "suspend"}).status_code == 404


def test_a_popover_gets_the_calculation_alone(city: Any, year: Any, desk: Any) -> None:
    answer = desk(city.mediator).get(clock_url(year.clock), headers={"hx-request": "true"})

    assert "<html" not in answer.content.decode()
    assert "清明节，顺延" in text_of(answer)
    assert "HX-Request" in answer["Vary"]


# the task


@pytest.fixture
def task(city: Any, year: Any) -> Task:
    made = Task.objects.system("the mediator holds it").get(matter_id=year.ours_open.pk)
    made.holder = city.mediator
    made.save()
    return made


@pytest.fixture
def colleague(city: Any) -> Post:
    """Another mediator of the same committee."""
    from fazhi.kernel.organisations.models import Official

    official = Official.objects.create(code="E0009", name="周九")
    made = Post(official=official, office=city.committee, role="mediator", from_date=date(2020, 1, 1))
    made.save()
    return made


def holder_of(task: Task) -> Post | None:
    return Task.objects.system("looking").select_related("holder").get(pk=task.pk).holder


def test_who_has_the_task_hands_it_over(city: Any, year: Any, task: Task, colleague: Post, desk: Any) -> None:
    client, url = desk(city.mediator), url_of("matter-task", year.ours_open)

    done = client.post(url, form_at(client, url, "hand_over") | {"to": colleague.code, "reason": "调岗"}, follow=True)

    assert holder_of(task) == colleague
    assert "承办 周九" in text_of(done)


def test_a_task_is_taken_over_with_a_reason(city: Any, year: Any, task: Task, colleague: Post, desk: Any) -> None:
    client, url = desk(colleague), url_of("matter-task", year.ours_open)
    form = form_at(client, url, "take_over")

    assert client.post(url, form).status_code == 400
    assert client.post(url, form | {"reason": "同事出差"}).status_code == 302
    assert holder_of(task) == colleague


def test_who_neither_has_nor_assigns_it_can_not_hand_it_over(
    city: Any, year: Any, task: Task, colleague: Post, desk: Any
) -> None:
    client, url = desk(colleague), url_of("matter-task", year.ours_open)

    assert 'value="hand_over"' not in text_of(client.get(url))
    client.post(url, {"_do": "hand_over", "_token": "c" * 22, "to": colleague.code, "reason": "要"})

    assert holder_of(task) == city.mediator


@pytest.mark.parametrize("to", ["", "E0004@XM-HL-01:mediator", "E0005@XM:reporter", "nobody"])
def test_a_task_goes_to_nobody_that_was_not_offered(
    city: Any, year: Any, task: Task, colleague: Post, desk: Any, to: str
) -> None:
    client, url = desk(city.mediator), url_of("matter-task", year.ours_open)

    answer = client.post(url, form_at(client, url, "hand_over") | {"to": to, "reason": "调岗"})

    assert answer.status_code == 400
    assert 'id="to-fault"' in answer.content.decode()
    assert holder_of(task) == city.mediator


def test_an_ended_matter_has_no_task(city: Any, year: Any, desk: Any) -> None:
    assert desk(city.mediator).get(url_of("matter-task", year.ours)).status_code == 404


# corrections


def test_a_value_is_corrected_and_old_and_new_are_told(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.head), url_of("matter-rectify", year.ours)
    form = corrected(client, url)

    done = client.post(url, form | {"category": "land", "rectifying_reason": "录入有误"}, follow=True)

    page = text_of(done)
    assert PeoplesMatter.objects.system("looking").get(pk=year.ours.pk).category == "land"
    assert re.search(r"“纠纷类别”由“邻里”更正为“[^”]+”", page)
    assert "理由：录入有误" in page


def corrected(client: Any, url: str) -> dict[str, str]:
    """The form as it is offered, with the values recorded."""
    page = text_of(client.get(url))
    typed = dict(re.findall(r'<input id="f-([a-z_]+)" name="[a-z_]+" value="([^"]*)"', page))
    chosen = dict(re.findall(r'<select id="f-([a-z_]+)".*?<option value="([^"]*)" selected', page))
    radios = dict(re.findall(r'<input type="radio" name="([a-z_]+)" value="([^"]*)" checked', page))
    return form_at(client, url) | typed | chosen | radios


def test_a_correction_needs_its_reason_and_a_difference(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.head), url_of("matter-rectify", year.ours)
    form = corrected(client, url)

    without = client.post(url, form | {"category": "land"})
    same = client.post(url, form | {"rectifying_reason": "核对"})

    assert without.status_code == same.status_code == 400
    assert 'id="rectifying_reason-fault"' in without.content.decode()
    assert "没有要更正的" in text_of(same)


@pytest.mark.parametrize("name", ["state", "version", "office", "id", "recorded_at", "concluded_date", "number_"])
def test_what_changes_by_acts_only_is_not_corrected(city: Any, year: Any, desk: Any, name: str) -> None:
    client, url = desk(city.head), url_of("matter-rectify", year.ours)

    answer = client.post(url, corrected(client, url) | {name: "1", "rectifying_reason": "核对"})

    assert answer.status_code == 400
    assert PeoplesMatter.objects.system("looking").get(pk=year.ours.pk).state == year.ours.state


def test_the_day_of_an_act_is_corrected(city: Any, year: Any, desk: Any) -> None:
    today = timezone.localdate()
    mediator, head = desk(city.mediator), desk(city.head)
    act = reverse("mediation-people-act", kwargs={"key": year.ours_open.pk, "act": "withdraw"})
    mediator.post(act, form_at(mediator, act))
    url, day = url_of("matter-rectify", year.ours_open), (today - timedelta(days=2)).isoformat()
    form = corrected(head, url) | {"rectifying_reason": "核对"}

    half = head.post(url, form | {"rectified_step": "withdraw"})
    done = head.post(url, form | {"rectified_step": "withdraw", "rectified_day": day}, follow=True)

    assert half.status_code == 400
    assert f"“撤回”的日期更正为 {day}" in text_of(done)


def test_only_a_head_corrects(city: Any, year: Any, desk: Any) -> None:
    assert desk(city.mediator).get(url_of("matter-rectify", year.ours)).status_code == 403
    assert desk(city.stranger).get(url_of("matter-rectify", year.ours)).status_code == 404


# all of them


@pytest.mark.parametrize(
    "name", ["matter-open", "matter-party-add", "matter-papers", "matter-task", "matter-rectify", "matter-party"]
)
def test_an_unknown_procedure_or_matter_is_not_there(city: Any, year: Any, desk: Any, name: str) -> None:
    more = {"position": 1} if name == "matter-party" else {}
    client = desk(city.head)

    for procedure in ("nonsense", "mediation.linkage_", "mediation.administrative"):
        url = reverse(name, kwargs={"procedure": procedure, "key": year.ours.pk, **more})
        assert client.get(url).status_code == client.post(url, {}).status_code == 404


def test_each_makes_at_most_fifteen_queries(
    city: Any, year: Any, task: Task, colleague: Post, desk: Any, django_assert_max_num_queries: Any
) -> None:
    head = desk(city.head)
    names = ["matter-open", "matter-party-add", "matter-papers", "matter-task", "matter-rectify"]
    urls = [url_of(name, year.ours_open) for name in names]
    urls += [url_of("matter-party", year.ours_open, position=1), clock_url(year.clock), page_url(year.ours_open)]

    for url in urls:
        head.get(url)
        with django_assert_max_num_queries(15):
            assert head.get(url).status_code == 200, url


def test_an_entry_is_made_once_for_each(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.clerk), url_of("matter-party-add", year.ours)
    form = form_at(client, url) | {"party_name": "王小二"}

    for _ in range(2):
        client.post(url, form)

    assert Entry.objects.filter(action="parties.add").count() == 1
