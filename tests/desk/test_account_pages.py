"""My account, and the security administrator's accounts: who may, what is shown, how often the database is asked."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.surfaces.accounts import services
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.terms import Ending, From, How
from fazhi.surfaces.accounts.tests.signing_in import account_of, signed_in
from fazhi.surfaces.web import watermark
from fazhi.surfaces.web.account.wording import browser_of, ending_sentence

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def administrator(city: Any, code: str, role: str, office: Office | None = None) -> Post:
    person = Official(code=code, name="管理员")
    person.save()
    post = Post(official=person, office=office or city.bureau, role=role, from_date=date(2020, 1, 1))
    post.save()
    return post


@pytest.fixture
def guard(city: Any) -> Post:
    return administrator(city, "E0100", "security_administrator")


@pytest.fixture
def opened(city: Any, guard: Post, at: datetime) -> Account:
    account, _ = services.open_account("E0001", by=guard, at=at)
    return account


def pages(account: Account) -> dict[str, str]:
    return {
        "accounts": reverse("accounts"),
        "account-opening": reverse("account-opening") + "?q=李",
        "account-managed": reverse("account-managed", kwargs={"key": account.pk}),
        "account": reverse("account"),
        "change-password": reverse("change-password"),
        "second-factor": reverse("second-factor"),
        "work-as": reverse("work-as"),
    }


def test_no_page_asks_the_database_more_than_fifteen_times(
    guard: Post, opened: Account, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = signed_in(guard)
    client.get("/")

    for url in pages(opened).values():
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200, url


def test_the_sign_in_page_asks_the_database_little(db: None, django_assert_max_num_queries: Callable[..., Any]) -> None:
    with django_assert_max_num_queries(3):
        Client(headers={"host": "localhost"}).get(reverse("sign-in"))


@pytest.mark.parametrize("who", ["head", "reporter", "mediator"])
def test_accounts_are_for_the_security_administrator_only(city: Any, opened: Account, who: str) -> None:
    client = signed_in(getattr(city, who))

    for name in ("accounts", "account-opening", "account-managed"):
        assert client.get(pages(opened)[name]).status_code == 403
    assert client.post(reverse("account-opening"), {"official": "E0002"}).status_code == 403
    act = reverse("account-act", kwargs={"key": opened.pk, "name": "closing"})
    assert client.post(act).status_code == 403
    opened.refresh_from_db()
    assert opened.is_active


@pytest.mark.parametrize("role", ["system_administrator", "audit_administrator"])
def test_the_other_administrators_open_no_accounts(city: Any, opened: Account, role: str) -> None:
    assert signed_in(administrator(city, "E0200", role)).get(reverse("accounts")).status_code == 403


def test_a_security_administrator_of_a_part_opens_none(city: Any, opened: Account) -> None:
    office = Office.objects.system("the test").get(code="XM-SM")
    client = signed_in(administrator(city, "E0101", "security_administrator", office))

    for name in ("accounts", "account-opening", "account-managed"):
        assert client.get(pages(opened)[name]).status_code == 403
    assert client.post(reverse("account-opening"), {"official": "E0002"}).status_code == 403
    act = reverse("account-act", kwargs={"key": opened.pk, "name": "reset"})
    assert client.post(act).status_code == 403


def test_the_list_says_how_accounts_stand(guard: Post, opened: Account) -> None:
    shown = signed_in(guard).get(reverse("accounts")).content.decode()

    assert "首次密码已过期" in shown  # of 2024
    assert "莲前街道人民调解委员会　经办" in shown
    assert "须设置，还没有" in shown  # the administrator's own


def test_an_empty_search_names_the_next_step(guard: Post) -> None:
    shown = signed_in(guard).get(reverse("accounts"), {"q": "无此人"}).content.decode()

    assert "没有符合“无此人”的账号" in shown
    assert f"{reverse('account-opening')}?q=" in shown


def test_an_account_is_opened_and_its_first_password_shown_once(city: Any, guard: Post) -> None:
    client = signed_in(guard)

    response = client.post(reverse("account-opening"), {"official": "E0002"})

    account = Account.objects.get(name="E0002")
    shown = response.content.decode()
    first = shown.split('<dd class="code key">')[1].split("</dd>")[0]
    assert account.check_password(first)
    assert "no-store" in response.headers["Cache-Control"]
    assert first not in client.get(reverse("account-managed", kwargs={"key": account.pk})).content.decode()
    assert Entry.objects.get(action="accounts.open").actor == guard.code


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"official": "E9999"}, "没有工号为“E9999”的人员"),
        ({"official": "E0001"}, "已有账号“E0001”"),
        ({"official": "E0002", "name": "E0001"}, "已被别的账号使用"),
        ({"official": "E0002", "name": "a b"}, "中间没有空格"),
    ],
)
def test_what_is_wrong_stands_in_the_form_with_what_was_typed(
    guard: Post, opened: Account, sent: dict[str, str], says: str
) -> None:
    response = signed_in(guard).post(reverse("account-opening"), sent)

    shown = response.content.decode()
    assert response.status_code == 400
    assert says in shown
    assert f'value="{sent["official"]}"' in shown


def test_acts_on_an_account_from_its_page(guard: Post, opened: Account) -> None:
    client = signed_in(guard)

    def act(name: str) -> Any:
        return client.post(reverse("account-act", kwargs={"key": opened.pk, "name": name}))

    assert "首次密码" in act("reset").content.decode()
    assert act("closing").headers["Location"] == reverse("account-managed", kwargs={"key": opened.pk})
    assert "恢复账号" in client.get(reverse("account-managed", kwargs={"key": opened.pk})).content.decode()
    again = act("closing")
    assert again.status_code == 409
    assert "已停用，请先恢复" in again.content.decode()
    assert "首次密码" in act("reopening").content.decode()
    assert act("second-factor").status_code == 409
    assert act("nothing").status_code == 404
    assert [entry.action for entry in Entry.objects.filter(subject_id=str(opened.pk)).order_by("number")] == [
        "accounts.open",
        "accounts.reset",
        "accounts.close",
        "accounts.reopen",
    ]


def test_nobody_closes_their_own_account(guard: Post) -> None:
    client = signed_in(guard)
    own = Account.objects.get(official=guard.official)

    assert "停用账号" not in client.get(reverse("account-managed", kwargs={"key": own.pk})).content.decode()
    act = client.post(reverse("account-act", kwargs={"key": own.pk, "name": "closing"}))

    assert act.status_code == 409
    assert "应由另一位安全管理员办理" in act.content.decode()


def test_an_account_that_is_not_there_is_not_found(guard: Post) -> None:
    assert signed_in(guard).get(reverse("account-managed", kwargs={"key": 999_999})).status_code == 404


def test_my_account_shows_posts_and_where_i_am_signed_in(city: Any) -> None:
    client = signed_in(city.mediator)
    account, now = account_of(city.mediator), datetime.now(UTC)
    other = services.begin(account, how=How.PASSWORD, come=From("192.0.2.7", FIREFOX), at=now)

    shown = client.get(reverse("account")).content.decode()
    assert "莲前街道人民调解委员会" in shown
    assert "Firefox · Windows" in shown
    assert "192.0.2.7" in shown

    client.post(reverse("session-end", kwargs={"number": other.pk}))

    other.refresh_from_db()
    assert other.ending == "by_owner"
    assert "本人从别处结束" in client.get(reverse("account")).content.decode()


def test_all_other_places_end_at_once(city: Any) -> None:
    client, now = signed_in(city.mediator), datetime.now(UTC)
    for _ in range(2):
        services.begin(account_of(city.mediator), how=How.PASSWORD, come=From("", ""), at=now)

    client.post(reverse("session-end-others"))

    assert SignIn.objects.filter(ended_at__isnull=True).count() == 1
    assert client.get(reverse("account")).status_code == 200


def test_nobody_ends_somebody_elses_session(city: Any) -> None:
    client = signed_in(city.mediator)
    row = services.begin(account_of(city.head), how=How.PASSWORD, come=From("", ""), at=datetime.now(UTC))

    assert client.post(reverse("session-end", kwargs={"number": row.pk})).status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"present": "wrong"}, "现在的密码不对。"),
        ({"new": "短短短"}, "新密码不足12个字符，应至少12个。"),
        ({"new": "password1234"}, "很多人在用"),
        ({"new": "我是李二，在莲前街道上班", "again": "我是李二，在莲前街道上班"}, "有您的姓名"),
        ({"again": "别的一句很长很长的话啊啊"}, "两次输入的新密码不一样"),
    ],
)
def test_what_the_new_password_lacks_stands_beside_its_field(city: Any, given: dict[str, str], says: str) -> None:
    client, account = signed_in(city.mediator), account_of(city.mediator)
    account.set_password("correct horse battery")
    account.save()
    client = signed_in(city.mediator)
    new = given.get("new", "筼筜湖边的白鹭在春天飞起来")

    response = client.post(
        reverse("change-password"), {"present": "correct horse battery", "new": new, "again": new, **given}
    )

    assert response.status_code == 400
    assert says in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()


def test_every_page_carries_who_printed_it(city: Any, year: Any) -> None:
    shown = signed_in(city.reporter).get("/registers/").content.decode()

    assert '<div class="watermark" aria-hidden="true"><span>林五 E0005 厦门市司法局 20' in shown


def test_the_watermark_is_name_number_office_and_local_moment(city: Any) -> None:
    at = datetime(2025, 2, 19, 1, 12, tzinfo=UTC)

    assert watermark.line(city.reporter, at=at) == "林五 E0005 厦门市司法局 2025-02-19 09:12"


def test_strangers_get_no_watermark(db: None) -> None:
    assert "watermark" not in Client(headers={"host": "localhost"}).get(reverse("sign-in")).content.decode()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", "Chrome · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/126.0 Mobile Safari/537.36", "Chrome · Android"),
        ("curl/8.5", "未知"),
        ("", "未知"),
    ],
)
def test_a_browser_is_named_shortly(agent: str, name: str) -> None:
    assert browser_of(agent) == name


def test_every_ending_but_ones_own_is_explained_at_the_sign_in_page() -> None:
    assert all(ending_sentence(ending) for ending in Ending.values if ending != Ending.SIGNED_OUT)
    assert ending_sentence("<script>") == ""
