"""Systems and tokens: who may enter them, what is refused, what the trail says; on the console too."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole, OfficialKnown
from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.accounts.errors import UnknownOfficial
from fazhi.surfaces.accounts.services import open_account
from fazhi.surfaces.api import errors, operations
from fazhi.surfaces.api.models import System, Token
from fazhi.surfaces.api.operations import Method, Operation, all_operations, grantable
from fazhi.surfaces.api.permissions import READ_REGISTERS
from fazhi.surfaces.api.services import systems
from fazhi.surfaces.api.shapes import Told
from fazhi.surfaces.api.tests.calling import Caller, Enter
from fazhi.surfaces.cli.console import run

pytestmark = pytest.mark.django_db

READ = ["api.registers"]


@pytest.fixture
def now() -> Any:
    return timezone.now()


def test_every_operation_names_a_right_that_some_role_holds():
    assert len(all_operations()) >= 19
    for each in all_operations():
        assert each.permission.roles, each.name


def test_no_administrator_can_be_granted_any_operation():
    for role in ("system_administrator", "security_administrator", "audit_administrator"):
        assert [right.code for right in grantable(role)] == []


def test_two_operations_have_not_one_address():
    other = Operation("another", Method.GET, "registers", "另一个", "台账", READ_REGISTERS, lambda _: Told(), Told)

    with pytest.raises(ValueError, match="another operation's"):
        operations.register(other)


def test_an_operation_that_can_not_be_is_refused_when_it_is_declared():
    with pytest.raises(ValueError, match="no parts"):
        Operation("x", Method.GET, "x/{colour}", "无", "无", READ_REGISTERS, lambda _: Told(), Told)
    with pytest.raises(ValueError, match="don't fit"):
        Operation("x", Method.POST, "x", "无", "无", READ_REGISTERS, lambda _: Told(), Told)


def test_a_system_holds_a_post_of_its_own_and_the_trail_says_who_entered_it(ours: Caller, security: Post):
    assert ours.system.post.code == "SYS-SM-01@XM-SM-01:clerk"
    told = Entry.objects.get(action="api.system.enter")
    assert (told.actor, told.subject_id) == (security.code, "SM-01")
    assert Entry.objects.filter(action__in=["organisations.system.enter", "organisations.post.give"]).count() == 2


@pytest.mark.parametrize("code", ["", "A", "a-1", "1A", "A_B", "A" * 21, "法院"])
def test_a_code_that_is_none_is_refused(city: Any, security: Post, now: Any, code: str):
    with pytest.raises(errors.SystemCodeWrong):
        systems.enter_system(code, "x", office=city.committee, role=Role.CLERK, rights=READ, by=security, at=now)


def test_a_code_comes_once(ours: Caller, city: Any, security: Post, now: Any):
    with pytest.raises(errors.SystemKnown):
        systems.enter_system("SM-01", "x", office=city.committee, role=Role.CLERK, rights=READ, by=security, at=now)


def test_a_code_that_an_official_has_is_refused(city: Any, security: Post, now: Any):
    Official(code="SYS-OLD", name="旧").save()

    with pytest.raises(OfficialKnown):
        systems.enter_system("OLD", "x", office=city.committee, role=Role.CLERK, rights=READ, by=security, at=now)


def test_no_system_is_an_administrator(city: Any, security: Post, now: Any):
    with pytest.raises(errors.RoleImpossible):
        systems.enter_system(
            "X-1", "x", office=city.bureau, role=Role.AUDIT_ADMINISTRATOR, rights=READ, by=security, at=now
        )


def test_rights_are_those_of_the_role_and_at_least_one(city: Any, security: Post, now: Any):
    for rights in ([], ["referrals.decide"], ["api.nothing"], ["api.manage"]):
        with pytest.raises(errors.RightsImpossible):
            systems.enter_system("X-1", "x", office=city.committee, role=Role.CLERK, rights=rights, by=security, at=now)
    assert not System.objects.exists()


def test_nobody_but_a_security_administrator_of_the_bureau_enters_systems(city: Any, security: Post, now: Any):
    person = Official(code="E0010", name="区安全")
    person.save()
    part = Post(
        official=person, office=city.head.office, role=Role.SECURITY_ADMINISTRATOR, from_date=security.from_date
    )
    part.save()
    for by, error in ((city.head, NotPermitted), (part, NotTheWhole)):
        with pytest.raises(error):
            systems.enter_system("X-1", "x", office=city.committee, role=Role.CLERK, rights=READ, by=by, at=now)


def test_nobody_else_issues_revokes_or_closes(ours: Caller, city: Any, now: Any):
    public = Token.objects.get().public
    for act in (
        lambda: systems.issue_token(ours.system, by=city.reporter, at=now),
        lambda: systems.revoke_token(ours.system, public, by=city.reporter, at=now),
        lambda: systems.close_system(ours.system, by=city.reporter, at=now),
        lambda: systems.change_rights(ours.system, READ, by=city.reporter, at=now),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_nobody_signs_in_as_a_system(ours: Caller, security: Post, now: Any):
    with pytest.raises(UnknownOfficial):
        open_account("SYS-SM-01", by=security, at=now)


@pytest.mark.parametrize("days", [0, -1, 731, 10**6])
def test_a_token_lasts_for_a_while(ours: Caller, security: Post, now: Any, days: int):
    with pytest.raises(errors.ExpiryWrong):
        systems.issue_token(ours.system, by=security, at=now, days=days)


def test_the_old_token_goes_on_until_it_is_revoked(ours: Caller, security: Post, now: Any):
    new = Caller(ours.system, systems.issue_token(ours.system, by=security, at=now).text)

    assert [each.get("registers").status_code for each in (ours, new)] == [200, 200]
    systems.revoke_token(ours.system, ours.token.split("_")[1], by=security, at=now)
    assert [each.get("registers").status_code for each in (ours, new)] == [401, 200]
    with pytest.raises(errors.TokenUnknown):
        systems.revoke_token(ours.system, ours.token.split("_")[1], by=security, at=now)


def test_rights_that_are_taken_away_are_gone_at_the_next_call(ours: Caller, security: Post, now: Any):
    assert ours.get("ledgers").status_code == 200

    systems.change_rights(ours.system, READ, by=security, at=now)

    assert ours.get("ledgers").status_code == 403


def test_a_closed_system_is_not_changed(ours: Caller, security: Post, now: Any):
    systems.close_system(ours.system, by=security, at=now)

    for act in (systems.close_system, systems.issue_token):
        with pytest.raises(errors.SystemClosed):
            act(ours.system, by=security, at=now)
    ours.system.post.refresh_from_db()
    assert ours.system.post.until_date == timezone.localdate(now)


def test_a_token_is_told_to_the_trail_without_its_secret(enter: Enter):
    caller = enter("X-1")

    told = Entry.objects.get(action="api.token.issue")
    assert told.subject_id == caller.token.split("_")[1]
    assert caller.token.split("_", 2)[2] not in str(told.__dict__)


def _run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    code = run([*words, "--json"])
    return code, json.loads(capsys.readouterr().out or "null")


def test_the_console_enters_issues_lists_revokes_and_closes(
    security: Post, capsys: pytest.CaptureFixture[str], data_dir: Any
):
    who = ["--data", str(data_dir), "--as", security.code]
    named = ["--name", "法院系统", "--office", "XM", "--role", "clerk", "--right", "api.registers"]

    code, entered = _run(*who, "api", "enter", "COURT", *named, capsys=capsys)
    assert (code, entered["post"]) == (0, "SYS-COURT@XM:clerk")
    _, issued = _run(*who, "api", "issue", "COURT", "--days", "30", capsys=capsys)
    caller = Caller(System.objects.get(), issued["token"])
    assert caller.get("registers").status_code == 200
    _, listed = _run(*who, "api", "list", capsys=capsys)
    assert [each["code"] for each in listed["systems"]] == ["COURT"]
    assert _run(*who, "api", "revoke", "COURT", issued["public"], capsys=capsys)[0] == 0
    assert caller.get("registers").status_code == 401
    assert _run(*who, "api", "close", "COURT", capsys=capsys)[1]["closed"]


def test_the_console_needs_a_name_for_the_trail(security: Post, capsys: pytest.CaptureFixture[str], data_dir: Any):
    assert run(["--data", str(data_dir), "api", "close", "COURT"]) == 2
    assert "--as" in capsys.readouterr().err


def test_the_last_use_after_the_end_is_told_anew_after_an_hour(ours: Caller, security: Post, now: Any):
    systems.revoke_token(ours.system, ours.token.split("_")[1], by=security, at=now)
    ours.get("registers")
    Token.objects.update(abused_at=now - timedelta(minutes=61))

    ours.get("registers")

    assert Entry.objects.filter(action="api.token.abuse").count() == 2
