"""Demo mode: one click, synthetic records, this machine; anywhere else it is not there."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.organisations import queries as organisations
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.surfaces.accounts.errors import DemoImpossible
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.cli.console import run
from fazhi.surfaces.web import demo

LOCAL = {"host": "localhost"}


@pytest.fixture
def sample(city: Any, settings: Any) -> Any:
    """The small city as synthetic records, in demo mode, with a security administrator."""
    Office.objects.system("the test makes it synthetic").update(is_sample=True)
    person = Official(code="E0100", name="安全员")
    person.save()
    Post(official=person, office=city.bureau, role="security_administrator", from_date=date(2020, 1, 1)).save()
    settings.FAZHI_DEMO = True
    return city


def click(client: Client, post: Post) -> Any:
    return client.post(reverse("sign-in-as", kwargs={"post": post.pk}))


def test_the_sign_in_page_lists_the_cast_with_what_each_can_do(sample: Any) -> None:
    shown = Client(headers=LOCAL).get(reverse("sign-in")).content.decode()

    for name in ("李二", "赵四", "林五", "张三", "陈六", "安全员"):
        assert name in shown
    assert "与上一位不同区，互相看不到" in shown
    assert "开通、重置、停用账号" in shown


def test_two_mediators_of_different_districts_are_played(sample: Any) -> None:
    cast = demo.cast(on=date(2025, 2, 19))

    mediators = [played.post.office.district for played in cast if played.post.office.kind == "town_committee"]
    assert sorted(mediators) == ["思明区", "湖里区"]


def test_one_click_signs_in_and_every_page_says_that_it_is_a_demonstration(sample: Any) -> None:
    client = Client(headers=LOCAL)

    assert click(client, sample.mediator).headers["Location"] == "/"

    for url in ("/", "/registers/", "/account/", "/nowhere/"):
        assert "演示模式" in client.get(url).content.decode(), url
    assert SignIn.objects.get().how == "demo"


def test_no_second_factor_is_asked_of_who_is_played(sample: Any) -> None:
    client = Client(headers=LOCAL)
    guard = Post.objects.system("the test").get(role="security_administrator")

    click(client, guard)

    assert client.get(reverse("accounts")).status_code == 200


def test_going_on_as_somebody_else_ends_the_first(sample: Any) -> None:
    client = Client(headers=LOCAL)
    click(client, sample.mediator)

    click(client, sample.stranger)

    assert "赵四" in client.get("/").content.decode()
    assert SignIn.objects.filter(ended_at__isnull=True).count() == 1


def test_only_the_cast_is_played(sample: Any) -> None:
    assert click(Client(headers=LOCAL), sample.clerk).status_code == 404


def nothing_is_played(client: Client, post: Post) -> None:
    page = client.get(reverse("sign-in"))
    assert page.status_code == 200
    assert "演示模式" not in page.content.decode()
    assert "以示例人物登录" not in page.content.decode()
    assert click(client, post).status_code == 404
    assert not Account.objects.exists()


def test_without_the_setting_nobody_is_played(sample: Any, settings: Any) -> None:
    settings.FAZHI_DEMO = False

    nothing_is_played(Client(headers=LOCAL), sample.mediator)


def test_on_real_records_nobody_is_played(sample: Any) -> None:
    Office.objects.system("the test makes it real").update(is_sample=False)

    nothing_is_played(Client(headers=LOCAL), sample.mediator)


def test_an_installation_with_a_name_for_others_plays_nobody(sample: Any, settings: Any) -> None:
    settings.FAZHI_HOSTS = ["fazhi.example"]

    nothing_is_played(Client(headers=LOCAL), sample.mediator)


def test_under_another_name_nobody_is_played(sample: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    nothing_is_played(Client(headers={"host": "fazhi.example"}), sample.mediator)


@pytest.mark.parametrize("address", ["192.0.2.1", "", "::ffff:192.0.2.1"])
def test_from_another_machine_nobody_is_played(sample: Any, address: str) -> None:
    nothing_is_played(Client(headers=LOCAL, REMOTE_ADDR=address), sample.mediator)


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_through_a_proxy_nobody_is_played(sample: Any, header: str) -> None:
    nothing_is_played(Client(headers=LOCAL, **{header: "127.0.0.1"}), sample.mediator)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_has_three_names(sample: Any, host: str) -> None:
    assert "以示例人物登录" in Client(headers={"host": host}).get(reverse("sign-in")).content.decode()


def test_whoever_is_played_is_out_when_demo_mode_ends(sample: Any, settings: Any) -> None:
    client = Client(headers=LOCAL)
    click(client, sample.mediator)
    assert client.get("/").status_code == 200

    settings.FAZHI_DEMO = False

    assert client.get("/").headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("host", ["fazhi.example", "192.0.2.1", "localhost.example"])
def test_unknown_hosts_are_refused(db: None, host: str) -> None:
    assert Client(headers={"host": host}).get(reverse("sign-in")).status_code == 400


def test_serving_a_demonstration_of_real_records_is_refused(city: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--demo"]) == 2

    assert "不是示例年度的，不能进入演示模式" in capsys.readouterr().err


def test_a_demonstration_under_a_name_for_others_does_not_start(
    sample: Any, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FAZHI_HOSTS = ["fazhi.example"]

    assert run(["serve"]) == 2

    told = capsys.readouterr().err
    assert "没有启动：设了对外的主机名（FAZHI_HOSTS），不能进入演示模式，请去掉 FAZHI_DEMO" in told


def test_the_option_is_refused_like_the_variable(sample: Any, settings: Any) -> None:
    settings.FAZHI_DEMO, settings.FAZHI_HOSTS = False, ["fazhi.example"]

    with pytest.raises(DemoImpossible, match="hosts"):
        demo.require_possible()


def test_the_option_starts_the_server_in_demo_mode(
    sample: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FAZHI_DEMO = False
    started: list[Any] = []

    def become(*call: Any) -> None:
        started.append(call)
        raise SystemExit(0)

    monkeypatch.setattr("fazhi.surfaces.cli.serve.os.execve", become)

    with pytest.raises(SystemExit):
        run(["serve", "--demo", "--port", "8799"])

    ((_, command, environment),) = started
    assert "127.0.0.1:8799" in command
    assert environment["FAZHI_DEMO"] == "1"
    assert "选一个示例人物" in capsys.readouterr().out


def test_the_cast_are_those_in_office_on_the_day(sample: Any, at: datetime) -> None:
    Post.objects.system("the test ends it").filter(pk=sample.stranger.pk).update(until_date=date(2024, 12, 31))

    held = organisations.cast_of_the_sample(on=date(2025, 2, 19))

    assert sample.mediator in held
    assert sample.stranger not in held
