"""The security administrator gives and ends posts; the audit administrator searches, verifies and exports the trail."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.audit.services import anchor_now, note_read
from fazhi.kernel.organisations.models import Post
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.administration import trail as trail_room

from .test_administration import administrator


@pytest.fixture
def security(city: Any) -> Post:
    return administrator(city, "E0102", "security_administrator")


@pytest.fixture
def audit(city: Any) -> Post:
    return administrator(city, "E0103", "audit_administrator")


def official(code: str) -> str:
    return reverse("official", kwargs={"code": code})


GIVEN = {"office": "XM-HL-01", "role": "mediator", "first": "2026-01-01", "last": "2026年12月31日"}


def test_a_post_is_given_and_ended(city: Any, security: Post) -> None:
    client = signed_in(security)

    answer = client.post(official("E0001"), GIVEN, follow=True).content.decode()
    post = Post.objects.system("a test").get(official=city.clerk.official, role="mediator")
    ended = client.post(reverse("post-end", kwargs={"key": post.pk}), {"last": "2026-11-30"}, follow=True)

    assert "已授予：王一，江头街道人民调解委员会，调解员" in answer
    assert "到 2026-11-30 为止" in ended.content.decode()
    assert Post.objects.system("a test").get(pk=post.pk).until_date == date(2026, 11, 30)
    told = list(Entry.objects.order_by("number").values_list("action", "actor", "place"))
    assert [each for each in told if each[0].startswith("organisations.post")] == [
        ("organisations.post.give", security.code, "desk"),
        ("organisations.post.end", security.code, "desk"),
    ]


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"office": "无此机构"}, 400, "没有这个机构"),
        ({"office": "街道"}, 400, "有几个机构"),
        ({"role": "emperor"}, 400, "请选一个角色"),
        ({"first": "明天"}, 400, "应为日期"),
        ({"last": "后天"}, 400, "应为日期"),
        ({"last": "2025-12-31"}, 409, "不能作为最后一天"),
        ({"office": "XM-SM-01", "role": "clerk"}, 409, "不能重复授予"),
        ({"office": "XM", "role": "audit_administrator"}, 409, "三员分设"),
    ],
)
def test_a_post_that_can_not_be_is_refused_in_words(
    city: Any, security: Post, change: dict[str, str], status: int, told: str
) -> None:
    answer = signed_in(security).post(official("E0001"), {**GIVEN, **change})

    assert answer.status_code == status
    assert told in answer.content.decode()
    assert not Entry.objects.filter(action="organisations.post.give").exists()


def test_a_security_administrator_gives_himself_no_business_post(city: Any, security: Post) -> None:
    answer = signed_in(security).post(official("E0102"), {**GIVEN, "role": "head"})

    assert answer.status_code == 409
    assert "管理员不办业务" in answer.content.decode()
    # and the database would not have it either
    with pytest.raises(IntegrityError, match="administrator"), transaction.atomic():
        Post(official=security.official, office=city.committee, role="head", from_date=date(2026, 1, 1)).save()


def test_nobody_ends_a_post_of_their_own(city: Any, security: Post) -> None:
    client = signed_in(security)
    url = reverse("post-end", kwargs={"key": security.pk})

    assert "到这天结束岗位" not in client.get(official("E0102")).content.decode()
    answer = client.post(url, {"last": "2026-11-30"})
    assert answer.status_code == 409
    assert "不能结束自己的岗位" in answer.content.decode()


def test_an_end_that_is_no_day_of_the_post_is_refused(city: Any, security: Post) -> None:
    client, url = signed_in(security), reverse("post-end", kwargs={"key": city.clerk.pk})

    assert client.post(url, {"last": "不久"}).status_code == 400
    assert "不能作为最后一天" in client.post(url, {"last": "2019-01-01"}).content.decode()
    assert client.post(reverse("post-end", kwargs={"key": 10**9}), {"last": "2026-11-30"}).status_code == 404


@pytest.mark.parametrize("role", ["system_administrator", "audit_administrator", "head"])
def test_nobody_else_gives_or_ends_posts(city: Any, role: str) -> None:
    client = signed_in(administrator(city, "E0105", role))

    assert client.post(official("E0001"), GIVEN).status_code in {403}
    assert client.post(reverse("post-end", kwargs={"key": city.clerk.pk}), {"last": "2026-11-30"}).status_code == 403
    assert not Entry.objects.filter(action__startswith="organisations.post").exists()


def test_a_security_administrator_of_a_part_gives_none(city: Any) -> None:
    client = signed_in(administrator(city, "E0106", "security_administrator", city.head.office))

    assert client.post(official("E0001"), GIVEN).status_code == 403
    assert client.post(reverse("post-end", kwargs={"key": city.clerk.pk}), {"last": "2026-11-30"}).status_code == 403


def test_the_account_of_an_official_is_one_click_away(city: Any, security: Post) -> None:
    client = signed_in(security)

    assert "开通账号" in client.get(official("E0001")).content.decode()
    assert "/administration/accounts/" in client.get(official("E0102")).content.decode()


@pytest.fixture
def told(city: Any, security: Post) -> None:
    signed_in(security).post(official("E0001"), GIVEN)


def test_the_trail_is_found_by_matter_actor_act_and_day(city: Any, year: Any, told: None, audit: Post) -> None:
    client = signed_in(audit)
    for query in ({"actor": "E0102"}, {"action": "授予岗位"}, {"action": "organisations.post.give"}, {}):
        shown = client.get(reverse("trail"), query).content.decode()
        assert "授予岗位" in shown, query
        assert "个人信息保护法" in shown
    for query in ({"actor": "E0999"}, {"action": "没有这件事"}, {"matter": "思1"}, {"last": "2020-01-01"}):
        assert "没有符合的记录" in client.get(reverse("trail"), query).content.decode(), query
    subject = Entry.objects.get(action="organisations.post.give").subject_id
    assert "授予岗位" in client.get(reverse("trail"), {"matter": f"organisations.post {subject}"}).content.decode()
    assert "应为日期" in client.get(reverse("trail"), {"first": "去年"}).content.decode()
    assert client.get(reverse("trail"), {"before": "x" * 40}).status_code == 200


def test_reads_of_personal_files_are_listed_by_the_matters_number(city: Any, year: Any, audit: Post, at: Any) -> None:
    note_read(by=city.head.code, at=at, subject=("mediation.people", str(year.ours.pk)), reason="核对当事人")

    shown = signed_in(audit).get(reverse("trail-reads"), {"matter": "思1"}).content.decode()
    none = signed_in(audit).get(reverse("trail-reads"), {"matter": "思2"}).content.decode()

    assert "核对当事人" in shown
    assert "核对当事人" not in none


def test_the_trail_is_verified_on_a_click(city: Any, told: None, audit: Post, at: Any) -> None:
    anchor_now(at)
    client = signed_in(audit)

    shown = client.post(reverse("trail-verification")).content.decode()

    assert "链条完整" in shown
    assert client.get(reverse("trail-verification")).status_code == 405


def test_a_trail_that_was_changed_is_told_so(city: Any, told: None, audit: Post) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_entry SET actor = 'E0999@XM:head' WHERE number = 1")

    shown = signed_in(audit).post(reverse("trail-verification")).content.decode()

    assert "内容被改动" in shown


def test_a_trail_too_long_to_wait_for_is_verified_elsewhere(
    told: None, audit: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_room, "MOST", 0)

    answer = signed_in(audit).post(reverse("trail-verification"))

    assert answer.status_code == 409
    assert "请在命令行核验" in answer.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_trail_is_exported_and_that_is_in_the_trail(city: Any, told: None, audit: Post, form: str) -> None:
    days = {"from": "2000-01-01", "to": "2100-01-01", "form": form, "details": "on"}

    answer = signed_in(audit).post(reverse("trail-export"), days)

    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert body[:2] == (b"PK" if form == "xlsx" else b"\xef\xbb")
    entry = Entry.objects.get(action="audit.export")
    assert (entry.actor, entry.place) == (audit.code, "desk")
    assert Detail.objects.filter(entry=entry).exists()


@pytest.mark.parametrize("change", [{"from": ""}, {"to": "1999-01-01"}, {"form": "exe"}])
def test_an_export_without_days_or_format_is_refused(audit: Post, change: dict[str, str]) -> None:
    days = {"from": "2000-01-01", "to": "2100-01-01", "form": "csv"}

    answer = signed_in(audit).post(reverse("trail-export"), {**days, **change})

    assert answer.status_code == 400
    assert "没有导出" in answer.content.decode()
