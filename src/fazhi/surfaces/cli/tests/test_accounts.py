"""`fazhi accounts …` and what `fazhi clock` and `fazhi setup` do for signing in."""

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Official, Post
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.secret import secret_path
from fazhi.surfaces.web.masking import store


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def guard(city: Any) -> str:
    person = Official(code="E0100", name="安全员")
    person.save()
    Post(official=person, office=city.bureau, role="security_administrator", from_date=date(2020, 1, 1)).save()
    return "E0100"


def test_the_first_account_is_opened_by_the_system_account(city: Any, fazhi: Any) -> None:
    answer = fazhi("accounts", "open", "E0001", "--json")

    assert answer.code == 0
    account = Account.objects.get(name="E0001")
    assert account.check_password(answer.data["first_password"])
    assert answer.data["official"] == "E0001"
    entry = Entry.objects.get(action="accounts.open")
    assert (entry.actor, entry.place) == ("system", "console")


def test_the_first_password_is_said_with_its_last_moment(city: Any, fazhi: Any) -> None:
    answer = fazhi("accounts", "open", "E0001", "--name", "wangyi")

    assert "登录名 wangyi" in answer.out
    assert "首次密码（只显示这一次）：" in answer.out


def test_a_post_opens_accounts_if_it_is_the_security_administrators(city: Any, guard: str, fazhi: Any) -> None:
    assert fazhi("--as", guard, "accounts", "open", "E0001").code == 0
    refused = fazhi("--as", "E0005", "accounts", "open", "E0002")

    assert refused.code == 2
    assert "安全管理员" in refused.err
    assert Entry.objects.get(action="accounts.open").actor == "E0100@XM:security_administrator"


def test_accounts_are_listed_as_they_stand(city: Any, guard: str, fazhi: Any) -> None:
    fazhi("accounts", "open", "E0100")
    fazhi("accounts", "open", "E0001")

    told = fazhi("accounts", "list", "--json").data["accounts"]

    assert [(each["name"], each["state"], each["second_factor_needed"]) for each in told] == [
        ("E0001", "first_password", False),
        ("E0100", "first_password", True),
    ]
    assert told[0]["posts"] == ["E0001@XM-SM-01:clerk"]
    assert "首次密码未改　无二次验证　没有登录过" in fazhi("accounts", "list").out


def test_the_list_is_for_the_security_administrator(city: Any, fazhi: Any) -> None:
    assert fazhi("accounts", "list").out == "还没有账号。\n"
    assert fazhi("--as", "E0005", "accounts", "list").code == 2


def test_an_account_is_reset_closed_and_reopened(city: Any, fazhi: Any) -> None:
    first = fazhi("accounts", "open", "E0001", "--json").data["first_password"]

    reset = fazhi("accounts", "reset", "E0001", "--json").data["first_password"]
    closed = fazhi("accounts", "close", "E0001", "--json").data
    reopened = fazhi("accounts", "reopen", "E0001", "--json").data["first_password"]

    assert closed == {"name": "E0001", "state": "closed"}
    assert len({first, reset, reopened}) == 3
    assert Account.objects.get().check_password(reopened)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("open", "E9999"), "没有工号为“E9999”的人员"),
        (("reset", "E0002"), "没有登录名为“E0002”的账号"),
        (("reset", "E0001", "--second-factor"), "没有设置二次验证"),
        (("reopen", "E0001"), "不用恢复"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(city: Any, fazhi: Any, words: tuple[str, ...], says: str) -> None:
    fazhi("accounts", "open", "E0001")

    answer = fazhi("accounts", *words)

    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err


def test_a_second_factor_is_cleared(city: Any, fazhi: Any) -> None:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    fazhi("accounts", "open", "E0001")
    TOTPDevice.objects.create(user=Account.objects.get(), name="totp")

    assert fazhi("accounts", "reset", "E0001", "--second-factor", "--json").data == {
        "name": "E0001",
        "second_factor": False,
    }
    assert not TOTPDevice.objects.exists()


def test_the_clock_ends_times_of_being_signed_in_that_are_over(city: Any, fazhi: Any) -> None:
    fazhi("accounts", "open", "E0001")
    long_ago = datetime.now(UTC) - timedelta(hours=13)
    SignIn.objects.create(account=Account.objects.get(), how="password", started_at=long_ago, seen_at=long_ago)

    assert fazhi("clock", "--json").data["sessions"] == 1
    assert SignIn.objects.get().ending == "too_long"


def test_the_clock_removes_originals_that_nobody_came_to_mask(city: Any, fazhi: Any, settings: Any) -> None:
    folder = Path(settings.DATA_DIR)
    old, new = (
        store.keep([b"text"], "a.txt", by="someone", at=timezone.now() - age, data_dir=folder)
        for age in (timedelta(days=1, minutes=1), timedelta(hours=23))
    )

    assert fazhi("clock", "--json").data["originals"] == 1
    assert (old.path.exists(), new.path.exists()) == (False, True)


def test_setup_makes_the_key_of_sessions(db: None, settings: Any, fazhi: Any) -> None:
    assert fazhi("setup").code == 0

    path = secret_path(settings.DATA_DIR)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = path.read_text()
    fazhi("setup")
    assert path.read_text() == key
