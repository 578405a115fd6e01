"""Mediation at the portal: a citizen applies, follows, withdraws, complains, verifies; and what misuse meets."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Read
from fazhi.kernel.organisations.models import Division, Post
from fazhi.kernel.papers.models import Attachment
from fazhi.lines.mediation.models import Application, Committee, Complaint, Election, Mediator, PeoplesMatter, Seal
from fazhi.lines.mediation.portal import asked
from fazhi.lines.mediation.services import applications
from fazhi.surfaces.portal.models import Receipt, Tally

FILLED = {
    "name": "陈大明",
    "phone": "13900001234",
    "document_type": "identity",
    "document_number": "",
    "other_name": "林小红",
    "other_phone": "",
    "category": "neighbour",
    "facts": "楼上漏水三个月，天花板发霉，协商没有结果。",
    "request": "修好并赔偿。",
    "consent": "1",
}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
NASTY = "\"><script>alert(1)</script>'{{7*7777}}{% now %}"


def token(seconds_ago: int = 60, value: str = "random") -> str:
    """A form's token as it was given out a while ago."""
    signer = signing.TimestampSigner(salt="fazhi.portal.form")
    now = signer.timestamp
    signer.timestamp = lambda: signing.b62_encode(signing.b62_decode(now()) - seconds_ago)  # type: ignore[method-assign]
    return signer.sign(value)


@pytest.fixture
def citizen(city: Any) -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def form() -> str:
    return reverse("portal-apply-form", kwargs={"office": "XM-SM-01"})


Send = Callable[..., Any]


@pytest.fixture
def send(citizen: Client, form: str) -> Send:
    def post(step: str = "send", form_token: str = "", **values: str) -> Any:
        sent = {**FILLED, "form": form_token or token(), "step": step, **values}
        return citizen.post(form, sent)

    return post


@pytest.fixture
def slip(send: Send, citizen: Client) -> tuple[str, str]:
    """Number and code of an application that was sent."""
    response = send()
    assert response.status_code == 302, response.content.decode()
    text = citizen.get(response.url).content.decode()
    found = re.findall(r'<dd class="code">([^<]+)</dd>', text)
    return found[0], found[1]


def text_of(response: Any) -> str:
    return response.content.decode()


def application() -> Application:
    return Application.objects.system("a test").select_related("office", "matter").get()


def test_a_citizen_applies_and_reads_where_it_stands(citizen: Client, slip: tuple[str, str]) -> None:
    stranger = Client(headers={"host": "localhost"})

    response = stranger.post(reverse("portal-follow"), {"number": slip[0], "code": slip[1]})
    page = text_of(stranger.get(response.url))

    assert "已经收到，还没有受理" in page
    assert "莲前街道人民调解委员会" in page
    assert "最迟" in page
    assert "待核" in page
    assert slip[1] not in page


def test_the_check_page_shows_everything_and_writes_nothing(send: Send) -> None:
    page = text_of(send("check"))

    assert all(FILLED[name] in page for name in ("name", "phone", "other_name", "facts", "request"))
    assert "《全国人民调解工作规范》" in page
    assert not Application.objects.system("a test").exists()
    assert not Receipt.objects.system("a test").exists()


def test_going_back_keeps_what_was_typed(send: Send) -> None:
    page = text_of(send("edit"))

    assert 'value="陈大明"' in page
    assert "楼上漏水三个月" in page
    assert 'value="neighbour" checked' in page


def test_the_check_page_sent_twice_is_one_application(send: Send, citizen: Client) -> None:
    same = token()

    first, second = send(form_token=same), send(form_token=same)

    assert first.status_code == second.status_code == 302
    assert Application.objects.system("a test").count() == 1
    assert text_of(citizen.get(second.url)).count(application().number) == 1


def test_the_slip_is_shown_in_this_browser_only_and_no_more_once_put_away(
    slip: tuple[str, str], citizen: Client
) -> None:
    assert Client(headers={"host": "localhost"}).get(reverse("portal-slip")).status_code == 302

    citizen.post(reverse("portal-slip-forget"))

    assert citizen.get(reverse("portal-slip")).status_code == 302


def test_what_is_private_is_kept_by_no_cache(slip: tuple[str, str], citizen: Client) -> None:
    for name in ("portal-slip", "portal-case", "portal-follow", "portal-withdraw", "portal-complain"):
        response = citizen.get(reverse(name))
        assert response["Cache-Control"] == "no-store", name
        assert response["X-Robots-Tag"] == "noindex", name


def test_cookies_are_for_the_server_and_this_site_only(send: Send) -> None:
    cookies = send().cookies

    for name, path in (("slip", "/portal/apply/"), ("following", "/portal/follow/")):
        assert cookies[name]["httponly"]
        assert cookies[name]["samesite"] == "Strict"
        assert cookies[name]["path"] == path
        assert cookies[name]["max-age"] == 1200


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("name", "", "请填写您的姓名"),
        ("name", "陈" * 61, "最多 60 个字"),
        ("phone", "", "请填写您的电话"),
        ("phone", "123", "请填写 11 位手机号"),
        ("other_phone", "call me", "请填写 11 位手机号"),
        ("document_number", "350203199001011234", "证件号码不对"),
        ("other_name", "  ", "请填写对方的姓名"),
        ("category", "", "请选一类最接近的"),
        ("category", "made_up", "请选一类最接近的"),
        ("facts", "", "请填写事情的经过"),
        ("facts", "漏水", "请再写清楚一些"),
        ("facts", "水" * 2001, "最多 2000 个字，现在有 2001 个"),
        ("request", "修" * 501, "最多 500 个字"),
        ("consent", "", "请先阅读个人信息怎样处理"),
        ("document_type", "made_up", ""),
    ],
)
@pytest.mark.parametrize("step", ["check", "send"])
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_sent(
    send: Send, step: str, name: str, value: str, said: str
) -> None:
    more = {"document_number": "1"} if name == "document_type" else {}

    response = send(step, **{name: value, **more})

    assert response.status_code == 400
    assert said in text_of(response)
    assert 'value="林小红"' in text_of(response) or name == "other_name"
    assert not Application.objects.system("a test").exists()


@pytest.mark.parametrize("name", [name for name in FILLED if name != "consent"])
@pytest.mark.parametrize("step", ["check", "edit", "send"])
def test_markup_in_any_field_is_shown_as_text(send: Send, citizen: Client, step: str, name: str) -> None:
    response = send(step, **{name: NASTY})

    page = text_of(citizen.get(reverse("portal-case")) if response.status_code == 302 else response)
    assert "<script" not in page
    assert "54439" not in re.sub(r"<input[^>]*>", "", page)


def test_a_form_with_a_null_byte_is_sent_back(send: Send) -> None:
    assert send(facts="楼上漏水\x00三个月，天花板发霉。").status_code == 400
    assert not Application.objects.system("a test").exists()


def test_a_form_filled_at_once_is_sent_back_with_what_was_typed(send: Send) -> None:
    response = send(form_token=token(0))

    assert response.status_code == 400
    assert "提交得太快" in text_of(response)
    assert 'value="陈大明"' in text_of(response)
    assert not Application.objects.system("a test").exists()


def test_a_program_that_fills_the_hidden_field_sends_nothing(send: Send) -> None:
    assert send(website="http://spam.example").status_code == 400
    assert not Application.objects.system("a test").exists()


def test_a_form_of_yesterday_is_opened_anew(send: Send) -> None:
    assert "打开得太久" in text_of(send(form_token=token(86_400)))


def test_the_seventh_application_of_an_hour_waits(send: Send) -> None:
    for place in range(6):
        assert send(form_token=token(value=f"t{place}")).status_code == 302

    response = send(form_token=token(value="t7"))

    assert response.status_code == 400
    assert "试的次数太多" in text_of(response)
    assert Application.objects.system("a test").count() == 6


def test_a_day_has_its_limit_for_everybody(send: Send, settings: Any) -> None:
    own = settings.DATA_DIR / "portal.toml"
    own.write_text("[limits.apply-all]\ntimes = 1\nminutes = 1440\n", encoding="utf-8")

    assert send(form_token=token(value="a")).status_code == 302
    assert send(form_token=token(value="b")).status_code == 400


def test_a_form_from_elsewhere_is_not_taken(city: Any, form: str) -> None:
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)

    assert strict.post(form, {**FILLED, "form": token(), "step": "send"}).status_code == 403
    assert not Application.objects.system("a test").exists()


@pytest.mark.parametrize("code", ["XM-RS", "XM", "nobody", "slip2"])
def test_only_a_committee_has_a_form(citizen: Client, code: str) -> None:
    assert citizen.get(reverse("portal-apply-form", kwargs={"office": code})).status_code == 404


def test_a_cancelled_committee_has_no_form_and_is_not_offered(citizen: Client, city: Any, form: str) -> None:
    Committee(
        office=city.committee, founder="街道", founded_date=date(2010, 1, 1), cancelled_date=date(2024, 1, 1)
    ).save()

    assert citizen.get(form).status_code == 404
    assert "莲前街道" not in text_of(citizen.get(reverse("portal-apply"), {"place": "莲前"}))


def test_the_committee_is_found_by_its_name_its_district_or_the_village_it_covers(citizen: Client, city: Any) -> None:
    where = reverse("portal-apply")
    city.committee.division_code = "350203001000"
    city.committee.save()
    town = Division(code="350203001", name="莲前街道", level=4)
    town.save()
    Division(code="350203001005", name="前埔社区居委会", level=5, parent=town).save()

    assert "向它申请" not in text_of(citizen.get(where))
    assert form_links(citizen.get(where, {"place": "莲前"})) == ["XM-SM-01"]
    assert form_links(citizen.get(where, {"place": "前埔"})) == ["XM-SM-01"]
    assert form_links(citizen.get(where, {"district": "湖里区"})) == ["XM-HL-01"]
    assert sorted(form_links(citizen.get(where, {"district": "火星区", "place": "街道"}))) == ["XM-HL-01", "XM-SM-01"]
    assert "没有找到" in text_of(citizen.get(where, {"place": NASTY, "after": "9" * 40}))


def form_links(response: Any) -> list[str]:
    return re.findall(r'href="/portal/apply/([^/"]+)/"', text_of(response))


def test_many_committees_come_page_by_page(citizen: Client, city: Any, office: Any) -> None:
    from fazhi.kernel.organisations.services import rebuild_bounds

    for place in range(25):
        office(f"V{place:02}", f"第{place:02}社区人民调解委员会", "village_committee", city.head.office, "思明区")
    rebuild_bounds()
    where = reverse("portal-apply")

    first = citizen.get(where, {"place": "社区"})
    after = re.search(r"after=(\d+)", text_of(first))
    assert after
    second = citizen.get(where, {"place": "社区", "after": after.group(1)})

    assert len(form_links(first)) == 20
    assert sorted(form_links(first) + form_links(second)) == [f"V{place:02}" for place in range(25)]


@pytest.mark.parametrize("number", ["right", "wrong"])
def test_a_wrong_code_and_a_wrong_number_are_one_answer(slip: tuple[str, str], citizen: Client, number: str) -> None:
    typed = slip[0] if number == "right" else "20200101-000000"

    response = citizen.post(reverse("portal-follow"), {"number": typed, "code": "0" * 10})

    page = re.sub(r'value="[^"]*"', "", text_of(response))
    assert response.status_code == 400
    assert "编号或者查询码不对" in page
    assert "following" not in response.cookies


def test_numbers_can_not_be_tried_through(slip: tuple[str, str], citizen: Client) -> None:
    for place in range(30):
        citizen.post(reverse("portal-follow"), {"number": f"20240603-{place:06}", "code": slip[1]})

    response = citizen.post(reverse("portal-follow"), {"number": slip[0], "code": slip[1]})

    assert response.status_code == 400
    assert "试的次数太多" in text_of(response)


PRIVATE = ["portal-case", "portal-withdraw", "portal-complain"]
ACTS = ["portal-withdraw", "portal-complain", "portal-paper", "portal-complaint-withdraw"]


@pytest.mark.parametrize("name", PRIVATE)
def test_without_number_and_code_nothing_is_shown(slip: tuple[str, str], name: str) -> None:
    response = Client(headers={"host": "localhost"}).get(reverse(name))

    assert (response.status_code, response.url) == (302, reverse("portal-follow"))


@pytest.mark.parametrize("name", ACTS)
def test_without_number_and_code_nothing_is_done(slip: tuple[str, str], name: str) -> None:
    stranger = Client(headers={"host": "localhost"})

    response = stranger.post(reverse(name), {"subject": "delay", "text": "x"})

    assert (response.status_code, response.url) == (302, reverse("portal-follow"))
    assert application().state == "received"
    assert not Complaint.objects.system("a test").exists()


@pytest.mark.parametrize("name", ["portal-paper", "portal-complaint-withdraw", "portal-leave", "portal-slip-forget"])
def test_looking_changes_nothing(slip: tuple[str, str], citizen: Client, name: str) -> None:
    assert citizen.get(reverse(name)).status_code == 405


def test_leaving_closes_the_case_in_this_browser(slip: tuple[str, str], citizen: Client) -> None:
    citizen.post(reverse("portal-leave"))

    assert citizen.get(reverse("portal-case")).status_code == 302


def test_withdrawing_asks_once_more_and_happens_once(slip: tuple[str, str], citizen: Client) -> None:
    assert "不再办理申请" in text_of(citizen.get(reverse("portal-withdraw")))
    assert application().state == "received"

    first = citizen.post(reverse("portal-withdraw"))
    assert "申请已经撤回" in text_of(citizen.get(first.url))
    assert application().state == "withdrawn"

    second = citizen.post(reverse("portal-withdraw"))
    assert second.status_code == 409
    assert "已经撤回" in text_of(second)


def test_an_application_taken_on_meanwhile_is_not_withdrawn_here(
    slip: tuple[str, str], citizen: Client, city: Any
) -> None:
    accept(city)

    response = citizen.post(reverse("portal-withdraw"))

    assert response.status_code == 409
    assert "已经受理，正在调解" in text_of(response)


def accept(city: Any) -> PeoplesMatter:
    now = timezone.now()
    return applications.accept(application(), by=city.clerk, at=now, on=timezone.localdate(now), number="〔2024〕12号")


def test_the_case_tells_of_the_matter_it_became(slip: tuple[str, str], citizen: Client, city: Any) -> None:
    accept(city)

    page = text_of(citizen.get(reverse("portal-case")))

    assert "已经受理，正在调解" in page
    assert "〔2024〕12号" in page
    assert "可以随时要求终止调解" in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "failed"}, "没有达成协议，调解结束"),
        ({"state": "withdrawn"}, "调解已经终止"),
    ],
)
def test_the_case_tells_how_the_matter_ended(
    slip: tuple[str, str], citizen: Client, city: Any, values: dict[str, Any], said: str
) -> None:
    matter = accept(city)
    day = matter.accepted_date
    assert day
    ended = {"concluded_date": day, "concluded_year": day.year, "concluded_quarter": 1, "concluded_month": day.month}
    counted = {"is_concluded": int(values["state"] == "failed"), "days_to_conclude": 0}
    PeoplesMatter.objects.system("a test").filter(pk=matter.pk).update(**ended, **counted, **values)

    assert said in text_of(citizen.get(reverse("portal-case")))


def test_a_settled_matter_names_the_last_day_for_the_courts_confirmation(
    slip: tuple[str, str], citizen: Client, city: Any
) -> None:
    matter = accept(city)
    day = date(2026, 3, 2)
    dates = {
        f"{name}_{part}": value
        for name in ("accepted", "concluded", "effective")
        for part, value in (("date", day), ("year", 2026), ("quarter", 1), ("month", 3))
    }
    PeoplesMatter.objects.system("a test").filter(pk=matter.pk).update(
        **dates, state="settled", is_concluded=1, days_to_conclude=0
    )

    page = text_of(citizen.get(reverse("portal-case")))

    assert "达成了协议" in page
    assert "2026年4月1日" in page  # 2 March + 30 days, a Wednesday


def test_a_refusal_tells_why_and_where_else(slip: tuple[str, str], citizen: Client, city: Any) -> None:
    now = timezone.now()
    applications.refuse(application(), by=city.clerk, at=now, on=timezone.localdate(now), reason="in_court")

    page = text_of(citizen.get(reverse("portal-case")))

    assert "人民法院已经受理或者解决" in page
    assert "向受理该案的人民法院主张权利" in page


def test_an_ended_application_tells_so(slip: tuple[str, str], citizen: Client, city: Any) -> None:
    now = timezone.now()
    applications.lapse(application(), by=city.clerk, at=now, on=timezone.localdate(now), contacts="打过三次")

    page = text_of(citizen.get(reverse("portal-case")))

    assert "多次联系不上您" in page
    assert "打过三次" not in page


def test_a_late_committee_is_told_as_late(slip: tuple[str, str], citizen: Client) -> None:
    from fazhi.kernel.procedures.models import Clock

    due = timezone.localdate() - timedelta(days=1)
    clocks = Clock.objects.system("a test").filter(matter_id=application().pk)
    clocks.update(due_date=due, started_date=due - timedelta(days=3))

    assert "已经超过" in text_of(citizen.get(reverse("portal-case")))


def test_following_is_noted_as_a_read(slip: tuple[str, str], citizen: Client) -> None:
    citizen.get(reverse("portal-case"))

    read = Read.objects.get()
    assert (read.actor, read.place, read.subject_kind) == ("portal", "portal", "mediation.application")


def send_file(citizen: Client, name: str, content: bytes) -> Any:
    return citizen.post(reverse("portal-paper"), {"file": SimpleUploadedFile(name, content)})


def test_a_photo_is_added_and_listed(slip: tuple[str, str], citizen: Client) -> None:
    response = send_file(citizen, "../../漏水<b>.png", PNG)

    page = text_of(citizen.get(response.url))
    assert "材料已经收到" in page
    assert "漏水_b_.png" in page


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.png", b"MZ not a picture", 409),
        ("a.docx", PNG, 409),
        ("a.svg", b"<svg onload=alert(1)>", 409),
        ("big.png", PNG + b"\x00" * 9_000_000, 400),
    ],
)
def test_a_file_that_is_no_photo_is_refused_with_a_sentence(
    slip: tuple[str, str], citizen: Client, name: str, content: bytes, status: int
) -> None:
    response = send_file(citizen, name, content)

    assert response.status_code == status
    assert 'role="alert"' in text_of(response)
    assert not Attachment.objects.system("a test").exists()


def test_no_file_chosen_is_said(slip: tuple[str, str], citizen: Client) -> None:
    assert citizen.post(reverse("portal-paper")).status_code == 400


def complain(citizen: Client, subject: str = "delay", text: str = "三天没有人联系") -> Any:
    return citizen.post(reverse("portal-complain"), {"subject": subject, "text": text})


@pytest.fixture
def district_clerk(city: Any) -> Post:
    post = Post(official=city.reporter.official, office=city.head.office, role="clerk", from_date=date(2020, 1, 1))
    post.save()
    return post


def test_a_complaint_is_followed_to_its_answer(slip: tuple[str, str], citizen: Client, district_clerk: Post) -> None:
    assert "十五日内告知您" in text_of(citizen.get(complain(citizen).url))
    complaint = Complaint.objects.system("a test").select_related("office").get()
    now = timezone.now()
    acting = {"by": district_clerk, "at": now, "on": timezone.localdate(now)}
    applications.tell(complaint, **acting)
    assert "正在核实" in text_of(citizen.get(reverse("portal-case")))

    applications.answer(complaint, complaint_result="upheld", answer="已责令改正。<b>", **acting)

    page = text_of(citizen.get(reverse("portal-case")))
    assert "认定：属实。已责令改正。&lt;b&gt;" in page
    assert "思明区司法局的答复" in page


@pytest.mark.parametrize(
    ("subject", "text", "said"),
    [
        ("", "x", "请选一项"),
        ("made_up", "x", "请选一项"),
        ("delay", " ", "请写明"),
        ("delay", "长" * 1001, "最多 1000"),
    ],
)
def test_a_complaint_that_says_nothing_is_sent_back(
    slip: tuple[str, str], citizen: Client, subject: str, text: str, said: str
) -> None:
    response = complain(citizen, subject, text)

    assert response.status_code == 400
    assert said in text_of(response)


def test_a_second_complaint_waits_for_the_first(slip: tuple[str, str], citizen: Client) -> None:
    complain(citizen)

    assert complain(citizen).status_code == 409
    assert "还在办理" in text_of(citizen.get(reverse("portal-complain")))


def test_a_complaint_is_withdrawn_once(slip: tuple[str, str], citizen: Client) -> None:
    complain(citizen)

    assert citizen.post(reverse("portal-complaint-withdraw")).status_code == 302
    assert citizen.post(reverse("portal-complaint-withdraw")).status_code == 409


def test_acts_are_limited(slip: tuple[str, str], citizen: Client) -> None:
    for _ in range(30):
        send_file(citizen, "a.txt", b"x")

    response = citizen.post(reverse("portal-withdraw"))

    assert response.status_code == 409
    assert "试的次数太多" in text_of(response)
    assert application().state == "received"


@pytest.fixture
def registered(city: Any, at: datetime) -> Committee:
    """The committee in the register, with a seal and a mediator."""
    committee = Committee(
        office=city.committee, founder="莲前街道", founded_date=date(2010, 1, 1), address="莲前路1号", phone="0592-5000000"
    )  # fmt: skip
    committee.save()
    Seal(office=city.committee, number="S1", from_date=date(2010, 1, 1)).save()
    Mediator(
        office=city.committee, official=city.mediator.official, sex="male", birth_date=date(1980, 1, 1),
        phone="19900001234", from_date=date(2020, 1, 1),
    ).save()  # fmt: skip
    return committee


def verify(citizen: Client, **asked_for: str) -> str:
    name = "portal-verify-mediator" if "mediator" in asked_for else "portal-verify-committee"
    text = text_of(citizen.post(reverse(name), {"form": token(), **asked_for}))
    found = re.search(r"<main.*</main>", text, re.DOTALL)
    assert found
    return found.group()


COMMITTEE = "莲前街道人民调解委员会"


def test_a_committee_is_verified_with_what_is_public(citizen: Client, registered: Committee) -> None:
    page = verify(citizen, committee=f" {COMMITTEE} ")

    assert "登记在册" in page
    assert "印章在用" in page
    assert "没有登记有效的任期" in page
    assert "莲前路1号" in page


def test_its_term_its_lost_seal_and_its_end_are_told(citizen: Client, registered: Committee, at: datetime) -> None:
    today = timezone.localdate()
    Election(
        office=registered.office, number="选1", procedure="mediation.election", state="held", recorded_at=at,
        occurred_date=today, elected_date=today, until_date=today + timedelta(days=900),
    ).save(force_insert=True)  # fmt: skip
    assert "本届任期在有效期内" in verify(citizen, committee=COMMITTEE)

    Seal.objects.system("a test").update(lost_date=today)
    assert "印章现在无效" in verify(citizen, committee=COMMITTEE)

    Committee.objects.system("a test").update(cancelled_date=today)
    assert "已经撤销" in verify(citizen, committee=COMMITTEE)


def test_a_committee_that_nobody_registered_is_not_known(citizen: Client, registered: Committee) -> None:
    assert "没有查到这个调委会" in verify(citizen, committee="江头街道人民调解委员会")
    assert "没有查到这个调委会" in verify(citizen, committee="莲前")  # no looking through by parts of names


def test_a_mediator_is_yes_or_no_and_nothing_else(citizen: Client, registered: Committee) -> None:
    yes = verify(citizen, mediator="李二", committee=COMMITTEE)
    no = verify(citizen, mediator="赵四", committee=COMMITTEE)

    assert "<h2>是</h2>" in yes
    assert "<h2>不是</h2>" in no
    assert not re.search("1990000|1980|E0002", yes)


def test_who_serves_no_more_is_no_mediator(citizen: Client, registered: Committee) -> None:
    Mediator.objects.system("a test").update(until_date=date(2023, 1, 1), end_reason="resigned")

    assert "<h2>不是</h2>" in verify(citizen, mediator="李二", committee=COMMITTEE)


def test_verifying_asks_for_whole_names(citizen: Client, registered: Committee) -> None:
    assert "填完整" in verify(citizen, committee="")
    assert "填完整" in verify(citizen, mediator="", committee=COMMITTEE)
    assert "打开得太久" in text_of(citizen.post(reverse("portal-verify-committee"), {"committee": COMMITTEE}))


def test_no_page_asks_the_database_much(
    slip: tuple[str, str], citizen: Client, form: str, registered: Committee, django_assert_max_num_queries: Any
) -> None:
    send_file(citizen, "a.png", PNG)
    complain(citizen)
    urls = [form, f"{reverse('portal-apply')}?place=莲前", *map(reverse, ["portal-apply", "portal-slip", *PRIVATE])]
    for url in urls:
        with django_assert_max_num_queries(15):
            assert citizen.get(url).status_code == 200, url


def test_the_answers_are_read_without_changing_words() -> None:
    told = asked.read({**FILLED, "facts": "一\r\n二三四五六七八九十"}, on=date(2024, 6, 3))

    assert told.values["facts"] == "一\n二三四五六七八九十"
    assert told.faults == {}


def test_every_category_is_said_in_plain_words() -> None:
    assert all(kind.told for kind in asked.kinds())
    assert len(asked.kinds()) == 18


def test_nobody_can_be_told_from_what_is_counted(slip: tuple[str, str]) -> None:
    assert all("127.0.0.1" not in f"{tally.key}" for tally in Tally.objects.all())
