"""管理 → 对接系统: entering a system, issuing its token once, revoking, changing rights, closing; and who may not."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.api.models import Delivery, System, Token, Webhook
from fazhi.surfaces.api.tests.calling import Caller

pytestmark = pytest.mark.django_db

COURT = {
    "code": "COURT", "name": "法院系统", "office": "XM", "role": "clerk", "sender": "思明区人民法院", "per_minute": "60",
    "right": ["api.registers", "referrals.send"],
}  # fmt: skip


@pytest.fixture
def security(city: Any) -> Post:
    person = Official(code="E0009", name="钱九")
    person.save()
    post = Post(official=person, office=city.bureau, role=Role.SECURITY_ADMINISTRATOR, from_date=date(2020, 1, 1))
    post.save()
    return post


@pytest.fixture
def desk(security: Post) -> Client:
    return signed_in(security)


@pytest.fixture
def court(desk: Client) -> System:
    desk.post(reverse("systems"), COURT)
    return System.objects.get()


def at(name: str, **more: str) -> str:
    return reverse(name, kwargs={"code": "COURT", **more})


def issued(desk: Client) -> str:
    page = desk.post(at("system-token"), {"days": "30"}).content.decode()
    (token,) = re.findall(r"fazhi_[0-9a-f]{12}_[\w-]{43}", page)
    return str(token)


def test_a_system_is_entered_and_its_token_shown_once(desk: Client, court: System):
    assert (court.post.code, court.sender, court.per_minute) == ("SYS-COURT@XM:clerk", "思明区人民法院", 60)

    token = issued(desk)

    assert Caller(court, token).get("registers").status_code == 200
    page = desk.get(at("system")).content.decode()
    assert token.split("_")[1] in page
    assert token not in page


def test_a_revoked_token_opens_nothing(desk: Client, court: System):
    token = issued(desk)

    answer = desk.post(at("token-revocation", public=token.split("_")[1]))

    assert answer.status_code == 302
    assert Caller(court, token).get("registers").status_code == 401
    assert desk.post(at("token-revocation", public=token.split("_")[1])).status_code == 409


def test_rights_are_changed(desk: Client, court: System):
    token = issued(desk)

    desk.post(at("system"), {"right": ["api.figures"]})

    assert Caller(court, token).get("registers").status_code == 403
    answer = desk.post(at("system"), {"right": []})
    assert answer.status_code == 409
    assert "至少选一项权限" in answer.content.decode()


def test_a_closed_system_says_so_and_offers_nothing(desk: Client, court: System):
    desk.post(at("system-closing"))

    page = desk.get(at("system")).content.decode()

    assert "已停用" in page
    assert "发放令牌，只显示一次" not in page
    assert desk.post(at("system-token"), {"days": "30"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("office", "无此机构", "没有这个机构"), ("role", "audit_administrator", "请选一个角色"), ("name", "", "请写名称"),
        ("per_minute", "0", "应为 1 至"), ("per_minute", "x", "应为 1 至"), ("code", "x", "不能作代码"), ("right", [], "至少选一项权限"),
        ("right", ["referrals.decide"], "不能有这些权限"), ("sender", "长" * 121, "最多 120 个字"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_what_was_typed(desk: Client, name: str, value: Any, says: str):
    answer = desk.post(reverse("systems"), {**COURT, name: value})

    page = answer.content.decode()
    assert answer.status_code in (400, 409)
    assert says in page
    assert 'value="法院系统"' in page or name == "name"
    assert not System.objects.exists()


@pytest.mark.parametrize("days", ["", "0", "9999", "x", "-1"])
def test_a_token_for_no_time_or_too_long_is_not_issued(desk: Client, court: System, days: str):
    answer = desk.post(at("system-token"), {"days": days})

    assert answer.status_code == 409
    assert not Token.objects.exists()


def test_what_was_sent_is_listed_with_how_it_was_taken(desk: Client, court: System):
    now = timezone.now()
    hook = Webhook(system=court, url="https://court.example/", events=["referral.sign"], set_at=now)
    hook.save()
    for number in range(60):
        Delivery(
            webhook=hook, event=f"00000000-0000-0000-0000-{number:012}", kind="referral.sign", body="{}", made_at=now,
            next_at=now, attempts=3, told=f"HTTP 5{number:02}",
        ).save()  # fmt: skip

    page = desk.get(at("system")).content.decode()
    older = re.search(r"\?before=(\d+)", page)

    assert "HTTP 559" in page
    assert "HTTP 500" not in page
    assert older
    assert "HTTP 500" in desk.get(f"{at('system')}{older[0]}").content.decode()


def test_nobody_else_opens_it(city: Any, court: System):
    for post in (city.reporter, city.head, city.clerk):
        desk = signed_in(post)
        assert desk.get(reverse("systems")).status_code == 403
        assert desk.post(at("system-token"), {"days": "30"}).status_code == 403
    assert not Token.objects.exists()


def test_a_security_administrator_of_a_part_is_refused(city: Any, court: System):
    person = Official(code="E0010", name="区安全")
    person.save()
    part = Post(official=person, office=city.head.office, role=Role.SECURITY_ADMINISTRATOR, from_date=date(2020, 1, 1))
    part.save()

    assert signed_in(part).get(reverse("systems")).status_code == 403


def test_a_system_that_is_none_is_not_there(desk: Client):
    assert desk.get(at("system")).status_code == 404


def test_pages_cost_no_more_than_fifteen_queries(desk: Client, court: System, django_assert_max_num_queries: Any):
    issued(desk)
    for url in (reverse("systems"), at("system")):
        desk.get(url)
        with django_assert_max_num_queries(15):
            assert desk.get(url).status_code == 200
