"""Signing in, and what an attacker would try: guessing, planted sessions, redirects, used codes, posts that ended."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Official, Post
from fazhi.surfaces.accounts import services
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.terms import From, How
from fazhi.surfaces.accounts.tests.phone import Phone
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.signed_in import SIGN_IN

PASSWORD = "correct horse battery"
NEW = "筼筜湖边的白鹭在春天飞起来"
HERE = From("127.0.0.1", "")
MORNING = datetime(2025, 2, 19, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def phone(monkeypatch: pytest.MonkeyPatch) -> Phone:
    """Puts the server's clock to a morning, too."""
    return Phone(monkeypatch, MORNING)


@pytest.fixture
def own(city: Any) -> Callable[..., Account]:
    """An account with a password of its own."""

    def opened(post: Post) -> Account:
        account, first = services.open_account(post.official.code, by=None, at=timezone.now())
        return services.change_password(
            account, present=first.text, new=PASSWORD, again=PASSWORD, sign_in=None, at=timezone.now()
        )

    return opened


@pytest.fixture
def guard(city: Any) -> Post:
    person = Official(code="E0100", name="安全员")
    person.save()
    post = Post(official=person, office=city.bureau, role="security_administrator", from_date=date(2020, 1, 1))
    post.save()
    return post


def browser(**more: Any) -> Client:
    return Client(headers={"host": "localhost"}, **more)


def sign_in(client: Client, name: str = "E0002", password: str = PASSWORD, **more: Any) -> Any:
    return client.post(reverse("sign-in"), {"name": name, "password": password, **more})


def latest() -> Entry:
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    return entry


# what happens to honest people


def test_name_and_password_open_the_desk(city: Any, own: Any) -> None:
    own(city.mediator)
    client = browser()

    response = sign_in(client)

    assert response.headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert (latest().action, latest().actor) == ("accounts.sign_in", "E0002")


def test_the_way_leads_back_to_where_one_wanted_to_go(city: Any, own: Any) -> None:
    own(city.mediator)
    client = browser()
    asked = client.get("/registers/?x=1")
    assert asked.headers["Location"] == "/sign-in/?next=%2Fregisters%2F%3Fx%3D1"

    response = sign_in(client, next="/registers/?x=1")

    assert response.headers["Location"] == "/registers/?x=1"


def test_a_name_typed_in_full_width_is_understood(city: Any, own: Any) -> None:
    own(city.mediator)

    assert sign_in(browser(), name="Ｅ０００２ ").status_code == 302


def test_signing_out_ends_it_and_is_logged(city: Any, own: Any) -> None:
    own(city.mediator)
    client = browser()
    sign_in(client)

    client.post(reverse("sign-out"))

    assert client.get("/").headers["Location"].startswith("/sign-in/")
    assert SignIn.objects.get().ending == "signed_out"
    assert latest().action == "accounts.sign_out"


def test_signing_out_is_not_a_link(city: Any) -> None:
    assert signed_in(city.mediator).get(reverse("sign-out")).status_code == 405


def test_pages_of_the_desk_are_not_kept_by_the_browser(city: Any) -> None:
    assert "no-store" in signed_in(city.mediator).get("/").headers["Cache-Control"]


# guessing


@pytest.mark.parametrize(("name", "password"), [("E0002", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(city: Any, own: Any, name: str, password: str) -> None:
    own(city.mediator)

    response = sign_in(browser(), name=name, password=password)

    assert response.status_code == 400
    assert "登录名或者密码不对。" in response.content.decode()


def test_a_closed_account_gets_the_same_answer(city: Any, own: Any, guard: Post) -> None:
    services.close_account(own(city.mediator), by=guard, at=timezone.now())

    response = sign_in(browser())

    assert response.status_code == 400
    assert "登录名或者密码不对。" in response.content.decode()


@pytest.mark.parametrize("name", ["E0002", "nobody"])
def test_a_password_is_hashed_for_unknown_names_too(
    city: Any, own: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The time is in the hashing; without it the answer would come sooner for a name that nobody has."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    own(city.mediator)
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *args, **more: hashed.append(1) or encode(self, *args, **more)
    )

    sign_in(browser(), name=name, password="wrong")

    assert len(hashed) == 1


@pytest.mark.parametrize("name", ["E0002", "nobody"])
def test_after_five_failures_the_name_is_locked_for_fifteen_minutes(
    city: Any, own: Any, phone: Phone, name: str
) -> None:
    own(city.mediator)
    own(city.head)
    client = browser()
    answers = [sign_in(client, name=name, password="wrong").status_code for _ in range(5)]
    assert answers == [400, 400, 400, 400, 429]

    locked = sign_in(client, name=name)

    assert locked.status_code == 429
    assert "15分钟后再试" in locked.content.decode()
    phone.wait(minutes=15, seconds=1)
    assert sign_in(client, name=name).status_code == (302 if name == "E0002" else 400)


def test_attempts_on_a_locked_name_neither_lengthen_it_nor_fill_the_trail(city: Any, own: Any, phone: Phone) -> None:
    own(city.mediator)
    client = browser()
    for _ in range(5):
        sign_in(client, password="wrong")
    assert latest().action == "accounts.lock_out"
    written = latest().number

    phone.wait(minutes=14)
    for _ in range(10):
        assert sign_in(client, password="wrong").status_code == 429

    assert latest().number == written
    phone.wait(minutes=1, seconds=1)
    assert sign_in(client).status_code == 302


def test_a_locked_name_does_not_lock_the_office(city: Any, own: Any) -> None:
    """Everybody in the building has the same address."""
    own(city.mediator)
    own(city.clerk)
    for number in range(60):
        sign_in(browser(), name=f"guess{number % 20}", password="wrong")
    for _ in range(9):
        sign_in(browser(), name="E0001", password="wrong")

    assert sign_in(browser(), name="E0002").status_code == 302


def test_where_many_names_fail_each_gets_fewer_attempts(city: Any, own: Any) -> None:
    own(city.mediator)
    for number in range(30):
        sign_in(browser(), name=f"guess{number}", password="wrong")

    assert [sign_in(browser(), password="wrong").status_code for _ in range(2)] == [400, 429]


def test_an_attacker_elsewhere_does_not_lock_the_owner_out(city: Any, own: Any) -> None:
    own(city.mediator)
    for _ in range(6):
        sign_in(browser(REMOTE_ADDR="198.51.100.9"), password="wrong")

    assert sign_in(browser(REMOTE_ADDR="198.51.100.9")).status_code == 429
    assert sign_in(browser(REMOTE_ADDR="192.0.2.1")).status_code == 302


def test_a_forged_header_is_no_other_address(city: Any, own: Any) -> None:
    own(city.mediator)
    for number in range(5):
        sign_in(browser(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"), password="wrong")

    assert sign_in(browser(HTTP_X_FORWARDED_FOR="203.0.113.1")).status_code == 429


def test_guessing_from_everywhere_locks_the_name_in_the_end(city: Any, own: Any) -> None:
    own(city.mediator)
    for number in range(50):
        sign_in(browser(REMOTE_ADDR=f"198.51.100.{number}"), password="wrong")

    assert sign_in(browser(REMOTE_ADDR="192.0.2.1")).status_code == 429


def test_a_reset_unlocks_the_name(city: Any, own: Any, guard: Post) -> None:
    account = own(city.mediator)
    for _ in range(5):
        sign_in(browser(), password="wrong")

    first = services.reset_password(account, by=guard, at=timezone.now())

    assert sign_in(browser(), password=first.text).status_code == 302


def test_a_password_of_a_megabyte_is_not_hashed_whole(city: Any, own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    own(city.mediator)
    lengths = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: lengths.append(len(password)) or encode(self, password, salt),
    )

    assert sign_in(browser(), password="x" * 1_000_000).status_code == 400

    assert max(lengths) <= 129


def test_no_password_stands_in_the_trail_or_beside_it(city: Any, own: Any) -> None:
    from axes.models import AccessAttempt

    from fazhi.kernel.audit.models import Detail

    own(city.mediator)
    sign_in(browser(), password="my-secret-guess")
    sign_in(browser())

    kept = [
        *Detail.objects.values_list("content", flat=True),
        *AccessAttempt.objects.values_list("post_data", flat=True),
    ]
    assert kept
    assert not any("my-secret-guess" in text or PASSWORD in text for text in kept)


# planted sessions, redirects, forged requests


def test_a_planted_session_is_not_the_one_that_is_signed_in(city: Any, own: Any) -> None:
    own(city.mediator)
    attacker, victim = browser(), browser()
    attacker.get(reverse("sign-in"))
    session = attacker.session
    session["planted"] = True
    session.save()
    victim.cookies[configured.SESSION_COOKIE_NAME] = session.session_key
    before = session.session_key

    sign_in(victim)

    assert victim.cookies[configured.SESSION_COOKIE_NAME].value != before
    assert not Session.objects.filter(session_key=before).exists()
    attacker.cookies[configured.SESSION_COOKIE_NAME] = before
    assert attacker.get("/").status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]
)
def test_the_way_back_leads_nowhere_else(city: Any, own: Any, target: str) -> None:
    own(city.mediator)

    assert sign_in(browser(), next=target).headers["Location"] == "/"


def test_a_request_without_its_token_is_refused(city: Any, own: Any) -> None:
    own(city.mediator)
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)

    response = sign_in(client)

    assert response.status_code == 403
    assert "这张表单没有提交" in response.content.decode()
    assert client.get("/").status_code == 302


def test_cookies_are_for_the_server_only(city: Any, own: Any) -> None:
    own(city.mediator)
    client = browser()
    client.get(reverse("sign-in"))
    sign_in(client)

    for name in (configured.SESSION_COOKIE_NAME, configured.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_a_session_without_its_time_of_being_signed_in_is_none(city: Any) -> None:
    client = signed_in(city.mediator)
    session = client.session
    del session[SIGN_IN]
    session.save()

    assert client.get("/").headers["Location"].startswith("/sign-in/")


# limits


def test_half_an_hour_of_silence_leads_to_the_sign_in_page_and_back(city: Any, phone: Phone) -> None:
    client = signed_in(city.mediator)
    phone.wait(minutes=29)
    assert client.get("/registers/").status_code == 200
    phone.wait(minutes=31)

    response = client.get("/registers/")

    assert response.headers["Location"] == "/sign-in/?ended=idle&next=%2Fregisters%2F"
    assert "没有操作" in client.get(response.headers["Location"]).content.decode()


def test_what_was_sent_after_the_end_is_neither_done_nor_repeated(city: Any, phone: Phone) -> None:
    client = signed_in(city.mediator)
    phone.wait(hours=1)

    response = client.post(reverse("session-end-others"))

    assert response.headers["Location"] == "/sign-in/?ended=idle"


def test_a_part_of_a_page_asked_for_after_the_end_sends_the_whole_page(city: Any, phone: Phone) -> None:
    client = signed_in(city.mediator)
    phone.wait(hours=1)

    response = client.get(
        "/registers/", headers={"hx-request": "true", "hx-current-url": "http://localhost/registers/?a=1"}
    )

    assert response.headers["HX-Redirect"] == "/sign-in/?ended=idle&next=%2Fregisters%2F%3Fa%3D1"


def test_the_fourth_browser_ends_the_first(city: Any, own: Any, phone: Phone) -> None:
    own(city.mediator)
    clients = [browser() for _ in range(4)]
    for client in clients:
        sign_in(client)
        phone.wait(seconds=1)

    assert [client.get("/").status_code for client in clients] == [302, 200, 200, 200]


def test_a_new_password_ends_the_other_browsers(city: Any, own: Any) -> None:
    own(city.mediator)
    here, there = browser(), browser()
    sign_in(here)
    sign_in(there)

    here.post(reverse("change-password"), {"present": PASSWORD, "new": NEW, "again": NEW})

    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_a_closed_account_is_out_at_the_next_request(city: Any, own: Any, guard: Post) -> None:
    account = own(city.mediator)
    client = browser()
    sign_in(client)
    assert client.get("/").status_code == 200

    services.close_account(account, by=guard, at=timezone.now())

    assert client.get("/").status_code == 302


def test_the_limit_of_failed_guesses_holds_inside_too(city: Any, own: Any) -> None:
    own(city.mediator)
    client = browser()
    sign_in(client)
    given = {"present": "wrong", "new": NEW, "again": NEW}

    answers = [client.post(reverse("change-password"), given).status_code for _ in range(6)]

    assert answers == [400, 400, 400, 400, 400, 429]


# first password


def test_a_first_password_opens_nothing_but_its_change(city: Any) -> None:
    _, first = services.open_account("E0002", by=None, at=timezone.now())
    client = browser()
    sign_in(client, password=first.text)

    for name in ("my-work", "registers", "account", "second-factor", "work-as"):
        assert client.get(reverse(name)).headers["Location"] == reverse("change-password"), name
    for name in ("session-end-others", "work-as"):
        assert client.post(reverse(name)).headers["Location"] == reverse("change-password"), name
    page = client.get(reverse("change-password")).content.decode()
    assert "首次密码" in page

    client.post(reverse("change-password"), {"present": first.text, "new": NEW, "again": NEW})

    assert client.get("/").status_code == 200


def test_a_first_password_of_last_week_opens_nothing(city: Any, phone: Phone) -> None:
    _, first = services.open_account("E0002", by=None, at=timezone.now())
    phone.wait(days=7)
    client = browser()

    response = sign_in(client, password=first.text)

    assert response.status_code == 400
    assert "首次密码已经过期" in response.content.decode()
    assert client.get("/").status_code == 302


def test_a_first_password_is_not_kept_as_ones_own(city: Any) -> None:
    _, first = services.open_account("E0002", by=None, at=timezone.now())
    client = browser()
    sign_in(client, password=first.text)

    response = client.post(reverse("change-password"), {"present": first.text, "new": first.text, "again": first.text})

    assert response.status_code == 400
    assert "与现在的密码相同" in response.content.decode()


# second factor


def enrolled(client: Client, account: Account, phone: Phone) -> list[str]:
    """Set the second factor up by its pages; the backup codes."""
    import re

    client.post(reverse("second-factor"))
    answered = client.post(reverse("second-factor-confirmation"), {"code": phone.shows(account)})
    return re.findall(r'<li class="code">([0-9a-z]{5}-[0-9a-z]{5})', answered.content.decode())


def test_who_needs_a_second_factor_sets_it_up_before_anything_else(
    city: Any, own: Any, guard: Post, phone: Phone
) -> None:
    account = own(guard)
    client = browser()
    sign_in(client, name="E0100")
    for name in ("accounts", "account", "my-work", "change-password"):
        assert client.get(reverse(name)).headers["Location"] == reverse("second-factor"), name

    codes = enrolled(client, account, phone)

    assert len(codes) == 10
    assert client.get(reverse("accounts")).status_code == 200


def test_the_setting_demands_it_of_everybody(city: Any, own: Any, settings: Any) -> None:
    settings.FAZHI_SECOND_FACTOR_FOR_ALL = True
    own(city.mediator)
    client = browser()
    sign_in(client)

    assert client.get("/").headers["Location"] == reverse("second-factor")


def test_the_key_is_shown_as_picture_and_in_letters(city: Any, own: Any) -> None:
    own(city.mediator)
    client = browser()
    sign_in(client)
    client.post(reverse("second-factor"))

    shown = client.get(reverse("second-factor")).content.decode()

    assert "<svg" in shown
    assert "style=" not in shown
    assert 'class="code key"' in shown


def prepared(city: Any, own: Any, phone: Phone) -> tuple[Account, list[str]]:
    account = own(city.mediator)
    client = browser()
    sign_in(client)
    codes = enrolled(client, account, phone)
    client.post(reverse("sign-out"))
    phone.wait(minutes=1)
    return account, codes


def test_the_password_alone_opens_nothing(city: Any, own: Any, phone: Phone) -> None:
    prepared(city, own, phone)
    client = browser()

    response = sign_in(client, next="/registers/")

    assert response.headers["Location"] == reverse("sign-in-code")
    for name in ("my-work", "account", "second-factor", "change-password"):
        assert client.get(reverse(name)).headers["Location"].startswith("/sign-in/"), name


def test_password_and_code_open_the_desk(city: Any, own: Any, phone: Phone) -> None:
    account, _ = prepared(city, own, phone)
    client = browser()
    sign_in(client, next="/registers/")
    before = client.session.session_key

    response = client.post(reverse("sign-in-code"), {"code": phone.shows(account)})

    assert response.headers["Location"] == "/registers/"
    assert client.session.session_key != before
    assert SignIn.objects.order_by("-pk")[0].how == How.CODE


def test_a_code_seen_over_the_shoulder_is_good_no_more(city: Any, own: Any, phone: Phone) -> None:
    account, _ = prepared(city, own, phone)
    client, thief = browser(), browser()
    sign_in(client)
    code = phone.shows(account)
    client.post(reverse("sign-in-code"), {"code": code})

    sign_in(thief)
    response = thief.post(reverse("sign-in-code"), {"code": code})

    assert response.status_code == 400
    assert thief.get("/").status_code == 302


def test_a_stolen_backup_code_is_worth_nothing_without_the_password_and_once_with_it(
    city: Any, own: Any, phone: Phone
) -> None:
    _, codes = prepared(city, own, phone)
    thief, owner = browser(), browser()
    assert thief.post(reverse("sign-in-code"), {"code": codes[0]}).headers["Location"] == reverse("sign-in")
    assert sign_in(thief, password=codes[0]).status_code == 400

    sign_in(owner)
    owner.post(reverse("sign-in-code"), {"code": codes[0]})
    assert "还剩9个" in owner.get("/").content.decode()

    sign_in(thief)
    assert thief.post(reverse("sign-in-code"), {"code": codes[0]}).status_code == 400
    phone.wait(seconds=2)
    owner.post(reverse("second-factor-codes"), {"code": codes[1]})
    phone.wait(minutes=1)
    sign_in(thief)
    assert thief.post(reverse("sign-in-code"), {"code": codes[2]}).status_code == 400


def test_after_five_wrong_codes_the_password_is_asked_for_again(city: Any, own: Any, phone: Phone) -> None:
    account, _ = prepared(city, own, phone)
    client = browser()
    sign_in(client)
    for _ in range(4):
        assert client.post(reverse("sign-in-code"), {"code": phone.does_not_show(account)}).status_code == 400

    last = client.post(reverse("sign-in-code"), {"code": phone.does_not_show(account)})

    assert last.headers["Location"] == "/sign-in/?ended=codes"
    assert client.get(reverse("sign-in-code")).headers["Location"] == reverse("sign-in")


def test_a_password_shown_minutes_ago_waits_for_no_code(city: Any, own: Any, phone: Phone) -> None:
    account, _ = prepared(city, own, phone)
    client = browser()
    sign_in(client)
    phone.wait(minutes=5, seconds=1)

    response = client.post(reverse("sign-in-code"), {"code": phone.shows(account)})

    assert response.headers["Location"] == reverse("sign-in")


def test_a_reset_between_password_and_code_stops_the_way(city: Any, own: Any, guard: Post, phone: Phone) -> None:
    account, _ = prepared(city, own, phone)
    client = browser()
    sign_in(client)
    services.reset_password(account, by=guard, at=timezone.now())

    response = client.post(reverse("sign-in-code"), {"code": phone.shows(account)})

    assert response.headers["Location"] == reverse("sign-in")


def test_a_removed_second_factor_is_asked_of_who_needs_one_at_once(
    city: Any, own: Any, guard: Post, phone: Phone
) -> None:
    account = own(guard)
    client = browser()
    sign_in(client, name="E0100")
    codes = enrolled(client, account, phone)

    client.post(reverse("second-factor-removal"), {"code": codes[0]})

    assert client.get(reverse("accounts")).headers["Location"] == reverse("second-factor")


def test_a_wrong_code_removes_nothing(city: Any, own: Any, phone: Phone) -> None:
    account = own(city.mediator)
    client = browser()
    sign_in(client)
    enrolled(client, account, phone)
    phone.wait(minutes=1)

    response = client.post(reverse("second-factor-removal"), {"code": "wrongwrong"})

    assert response.status_code == 400
    assert "验证码不对" in response.content.decode()


def test_beginning_again_over_one_in_force_is_refused(city: Any, own: Any, phone: Phone) -> None:
    account = own(city.mediator)
    client = browser()
    sign_in(client)
    enrolled(client, account, phone)

    assert client.post(reverse("second-factor")).status_code == 409


# posts


def second_post(post: Post, office: Any) -> Post:
    made = Post(official=post.official, office=office, role="mediator", from_date=date(2020, 1, 1))
    made.save()
    return made


def test_who_has_several_posts_chooses_one_first(city: Any, own: Any) -> None:
    own(city.mediator)
    other = second_post(city.mediator, city.other_committee)
    client = browser()
    sign_in(client)
    assert client.get("/registers/").headers["Location"] == "/work-as/?next=%2Fregisters%2F"
    assert "江头街道" in client.get("/work-as/?next=/registers/").content.decode()
    before = client.session.session_key

    response = client.post(reverse("work-as"), {"post": other.pk, "next": "/registers/"})

    assert response.headers["Location"] == "/registers/"
    assert client.session.session_key != before
    assert "当前岗位：江头街道人民调解委员会" in client.get("/registers/").content.decode()


def test_nobody_works_as_somebody_else(city: Any) -> None:
    client = signed_in(city.mediator)

    assert client.post(reverse("work-as"), {"post": city.reporter.pk}).status_code == 404
    assert client.post(reverse("work-as"), {"post": "x"}).status_code == 404


def test_what_was_sent_for_a_post_that_ended_is_not_done_as_another(city: Any, own: Any) -> None:
    own(city.mediator)
    ending = second_post(city.mediator, city.other_committee)
    client = browser()
    sign_in(client)
    client.post(reverse("work-as"), {"post": ending.pk})
    running = SignIn.objects.get()
    Post.objects.system("the test ends it").filter(pk=ending.pk).update(until_date=date(2025, 2, 18))

    response = client.post(reverse("session-end", kwargs={"number": running.pk}))

    assert response.headers["Location"] == "/"
    assert SignIn.objects.get().ended_at is None
    shown = client.get("/").content.decode()
    assert "岗位已经结束" in shown
    assert "莲前街道人民调解委员会" in shown


def test_who_has_no_post_learns_what_to_do(city: Any, own: Any) -> None:
    own(city.mediator)
    client = browser()
    sign_in(client)
    Post.objects.system("the test ends it").filter(pk=city.mediator.pk).update(until_date=date(2024, 12, 31))

    client.get("/")
    response = client.get("/registers/")

    assert response.status_code == 403
    assert "请系统管理员登记新的岗位" in response.content.decode()
    assert client.get(reverse("account")).status_code == 200


def test_administrators_begin_on_a_page_of_their_own(city: Any, guard: Post) -> None:
    assert signed_in(guard).get("/").headers["Location"] == reverse("accounts")


def test_an_administrator_without_pages_begins_at_the_account(city: Any) -> None:
    person = Official(code="E0200", name="审计员")
    person.save()
    post = Post(official=person, office=city.bureau, role="audit_administrator", from_date=date(2020, 1, 1))
    post.save()

    response = signed_in(post).get("/", follow=True)

    assert response.status_code == 200


def test_administrators_work_on_no_matter(city: Any, guard: Post) -> None:
    assert signed_in(guard).get("/registers/").status_code == 403
