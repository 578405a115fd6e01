"""Acts taken on the page of a matter: the form under its act, what is refused and how, and each act once."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.forms import brought_by, form_at, sheets_on

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.services import record_absence
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import signed_in

TOKEN = re.compile(rb"[A-Za-z0-9]{64}")


def page_url(matter: Any) -> str:
    return reverse("mediation-people", kwargs={"key": matter.pk})


def url_of(matter: Any, act: str) -> str:
    return reverse("mediation-people-act", kwargs={"key": matter.pk, "act": act})


def sheet_on(page: str, url: str) -> str:
    (sheet,) = sheets_on(page, url)
    return sheet


def state_of(matter: Any) -> str:
    return PeoplesMatter.objects.system("looking").get(pk=matter.pk).state


SESSION = {"content": "双方陈述", "outcome": "not_agreed"}


def test_an_act_is_taken_and_told(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")

    answer = client.post(url, form_at(client, url), follow=True)

    assert answer.redirect_chain == [(page_url(year.ours_open), 302)]
    assert "已办理“撤回”。" in answer.content.decode()
    assert state_of(year.ours_open) == "withdrawn"
    assert Entry.objects.get().place == "desk"


def test_what_an_act_tells_no_date_of_a_ledger_tells_again(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")
    imported = client.get(page_url(year.ours)).content.decode()

    page = client.post(url, form_at(client, url), follow=True).content.decode()

    assert PeoplesMatter.objects.system("looking").get(pk=year.ours_open.pk).concluded_date == timezone.localdate()
    assert "台账所载办结日期" in imported
    assert "台账所载办结日期" not in page
    assert "台账所载受理日期" in page


def test_the_day_of_the_act_is_today_unless_another_is_written(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")
    yesterday = timezone.localdate() - timedelta(days=1)
    form = form_at(client, url)

    assert form["on"] == timezone.localdate().isoformat()
    client.post(url, form | {"on": f"{yesterday:%Y%m%d}"})

    assert timezone.localdate(Entry.objects.get().occurred_at) == yesterday


def test_an_act_that_is_sent_twice_is_taken_once(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")
    form = form_at(client, url)

    for _ in range(2):
        answer = client.post(url, form, follow=True)

    assert "没有重复登记" in answer.content.decode()
    assert Entry.objects.count() == 1


def test_a_refused_form_may_be_sent_again(city: Any, year: Any, desk: Any) -> None:
    """What was refused has not used the token up."""
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")
    form = form_at(client, url)

    assert client.post(url, form | {"on": "昨天"}).status_code == 400
    assert client.post(url, form).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "a" * 21 + "!", "a" * 400])
def test_a_form_without_a_token_of_ours_is_refused(city: Any, year: Any, desk: Any, token: str) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")

    answer = client.post(url, form_at(client, url) | {"_token": token})

    assert answer.status_code == 400
    assert "表单已经失效" in answer.content.decode()
    assert state_of(year.ours_open) == "accepted"


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "hold_session")

    answer = client.post(url, form_at(client, url) | {"content": "双方陈述", "place": "鹭江司法所"})

    page = answer.content.decode()
    sheet = unescape(sheet_on(page, url))
    assert answer.status_code == 400
    assert "请改正：结果" in sheet
    assert re.search(r'<span class="err" id="outcome-fault">还没有填写，应为', sheet)
    assert 'aria-describedby="outcome-fault"' in sheet
    assert "双方陈述</textarea>" in sheet
    assert 'value="鹭江司法所"' in sheet
    assert sheet.count("autofocus") == 1
    assert re.search(r'name="outcome"[^>]*aria-invalid="true"[^>]*autofocus', sheet)


@pytest.mark.parametrize("day", ["", "昨天", "2024-02-30", "20240230", "1-1-2024"])
def test_a_day_that_is_none_is_refused_beside_its_field(city: Any, year: Any, desk: Any, day: str) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")

    answer = client.post(url, form_at(client, url) | {"on": day})

    assert answer.status_code == 400
    assert 'id="on-fault"' in answer.content.decode()
    assert f'name="on" value="{day}"' in answer.content.decode()


def test_a_day_to_come_is_refused_beside_its_field(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = client.post(url, form_at(client, url) | {"on": tomorrow.isoformat()}).content.decode()

    assert re.search(r'id="on-fault">[^<]*晚于登记日', page)


def test_the_reason_of_a_late_entry_is_asked_only_when_it_is_late(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")
    form = form_at(client, url)
    late = form | {"on": "2024年3月6日"}

    page = client.post(url, late).content.decode()
    done = client.post(url, late | {"late_reason": "外勤"}, follow=True).content.decode()

    assert "late_reason" not in client.get(url_of(year.ours_open, "appoint")).content.decode()
    assert 'name="late_reason"' in page
    assert re.search(r'id="late_reason-fault">[^<]*补录请写明迟录理由', page)
    assert "补录，理由：外勤" in done


def test_of_two_clerks_the_second_is_told_what_the_first_did_and_may_try_again(city: Any, year: Any, desk: Any) -> None:
    first, second, url = desk(city.mediator), desk(city.mediator), url_of(year.ours_open, "notify_rights")
    told = {"place": "鹭江司法所"}
    form = form_at(second, url) | told
    assert first.post(url, form_at(first, url)).status_code == 302

    answer = second.post(url, form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已由李二（调解员）于" in page
    assert "办理“告知权利义务”" in page
    assert 'value="鹭江司法所"' in page
    again = second.post(url, told | {"on": form["on"], **brought_by(sheet_on(page, url))})
    assert again.status_code == 302


def test_what_was_typed_is_told_where_the_act_is_gone(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "hold_session")
    form = form_at(client, url) | SESSION
    ending = url_of(year.ours_open, "withdraw")
    client.post(ending, form_at(client, ending))

    answer = client.post(url, form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "没有登记，您填写的是：" in page
    assert "<dd>双方陈述</dd>" in page
    assert "<dd>未达成一致</dd>" in page
    assert "本事项已经是“当事人撤回”，没有可以做的。" in page


@pytest.mark.parametrize("version", ["", "0", "-1", "2", "一"])
def test_a_tampered_version_is_refused(city: Any, year: Any, desk: Any, version: str) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")

    answer = client.post(url, form_at(client, url) | {"_version": version})

    assert answer.status_code == 409
    assert state_of(year.ours_open) == "accepted"


def test_an_unknown_field_is_refused(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")

    answer = client.post(url, form_at(client, url) | {"state": "settled"})

    assert answer.status_code == 400
    assert "表单里没有这些项：state" in answer.content.decode()


@pytest.mark.parametrize("act", ["begin", "rectify", "nonsense", "settle_", "撤回"])
def test_an_act_that_the_procedure_has_not_is_not_there(city: Any, year: Any, desk: Any, act: str) -> None:
    client = desk(city.mediator)

    assert client.get(url_of(year.ours_open, act)).status_code == 404
    assert client.post(url_of(year.ours_open, act), {"_token": "a" * 22}).status_code == 404


def test_an_act_that_is_not_open_says_why(city: Any, year: Any, desk: Any) -> None:
    answer = desk(city.mediator).get(url_of(year.ours_open, "accept"))

    assert answer.status_code == 409
    assert "不能受理" in answer.content.decode()


def test_a_role_that_may_not_is_told_who_may(city: Any, year: Any, desk: Any) -> None:
    url = url_of(year.ours_open, "hold_session")
    client = desk(city.head)

    page = client.get(page_url(year.ours_open)).content.decode()
    answer = client.get(url)
    taken = client.post(url, SESSION | {"on": "2024-03-06", "_token": "a" * 22, "_version": "1"})

    assert "<h3>现在不能：调解</h3>" in page
    assert url not in page
    assert answer.status_code == taken.status_code == 403
    assert "需要的角色是调解员" in taken.content.decode()


def test_a_matter_of_another_office_is_not_there(city: Any, year: Any, desk: Any) -> None:
    client = desk(city.stranger)
    nowhere = UUID(int=0)

    for act in ("withdraw", "settle"):
        theirs = client.get(url_of(year.ours_open, act))
        none = client.get(reverse("mediation-people-act", kwargs={"key": nowhere, "act": act}))
        assert theirs.status_code == none.status_code == 404
        said = theirs.content.replace(str(year.ours_open.pk).encode(), str(nowhere).encode())
        assert TOKEN.sub(b"", said) == TOKEN.sub(b"", none.content)
    assert client.post(url_of(year.ours_open, "withdraw"), {"_token": "a" * 22}).status_code == 404


@pytest.mark.parametrize("role", ["system_administrator", "security_administrator", "audit_administrator"])
def test_an_administrator_acts_on_no_matter(city: Any, year: Any, role: str) -> None:
    official = Official.objects.create(code="A1", name="管理员")
    post = Post(official=official, office=city.bureau, role=role, from_date=date(2020, 1, 1))
    post.save()
    client = signed_in(post)

    for url in (page_url(year.ours_open), url_of(year.ours_open, "withdraw")):
        assert client.get(url).status_code == 403
        assert client.post(url, {}).status_code == 403


def test_a_stranger_without_account_is_sent_to_sign_in(year: Any) -> None:
    answer = Client(headers={"host": "localhost"}).post(url_of(year.ours_open, "withdraw"), {})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_form_from_elsewhere_is_refused(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "withdraw")
    form = form_at(client, url)
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = client.cookies

    assert strict.post(url, form).status_code == 403
    assert state_of(year.ours_open) == "accepted"


def covered(city: Any) -> Post:
    """The head stands in for the mediator today."""
    today = timezone.localdate()
    record_absence(city.mediator, city.head, today, today, AbsenceReason.TRAINING, by=city.head, at=timezone.now())
    mediator: Post = city.mediator
    return mediator


def test_who_stands_in_for_an_absent_post_acts_by_its_right(city: Any, year: Any, desk: Any) -> None:
    absent, client, url = covered(city), desk(city.head), url_of(year.ours_open, "notify_rights")
    form = form_at(client, url)

    assert client.post(url, form).status_code == 403
    answer = client.post(url, form | {"_for": absent.code}, follow=True)

    assert "以谁的名义办理" in client.get(url).content.decode()
    assert "已办理“告知权利义务”" in answer.content.decode()
    assert Entry.objects.latest("number").actor == city.head.code


def test_nobody_acts_for_a_post_that_is_not_absent(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.head), url_of(year.ours_open, "hold_session")

    answer = client.post(
        url, SESSION | {"on": "2024-03-06", "_token": "a" * 22, "_version": "1", "_for": city.mediator.code}
    )

    assert answer.status_code == 403
    assert state_of(year.ours_open) == "accepted"


def test_htmx_gets_the_act_alone_with_its_form(city: Any, year: Any, desk: Any) -> None:
    answer = desk(city.mediator).get(url_of(year.ours_open, "withdraw"), headers={"hx-request": "true"})

    assert answer["Vary"].count("HX-Request") == 1
    assert answer.content.decode().lstrip().startswith('<li id="act-withdraw">')
    assert "<html" not in answer.content.decode()


def test_acts_open_and_forms_are_sent_by_keys_that_the_page_names(city: Any, year: Any, desk: Any) -> None:
    client = desk(city.mediator)
    page = client.get(url_of(year.ours_open, "withdraw")).content.decode()

    keys = re.findall(r'accesskey="(.)"', page)
    assert len(keys) == len(set(keys))
    assert "s" in keys
    assert "1" in keys
    assert "<kbd>Alt</kbd> <kbd>S</kbd> 登记" in page


def test_what_is_typed_is_no_markup(city: Any, year: Any, desk: Any) -> None:
    client, url = desk(city.mediator), url_of(year.ours_open, "hold_session")

    page = client.post(url, form_at(client, url) | {"content": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_page_makes_at_most_fifteen_queries(
    city: Any, year: Any, desk: Any, django_assert_max_num_queries: Any
) -> None:
    client = desk(city.mediator)

    for url in (page_url(year.ours_open), page_url(year.ours), url_of(year.ours_open, "settle")):
        client.get(url)
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200
