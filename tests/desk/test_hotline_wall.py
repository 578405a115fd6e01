"""The live wall: what it says of a day under way, of one without a feed, of a feed that stopped; and to whom it is not there."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.lines.hotline.errors.live import NothingBefore
from fazhi.lines.hotline.models import Call, LineState, Outlook
from fazhi.lines.hotline.services import intraday
from fazhi.lines.hotline.terms.planning import is_equipped
from fazhi.lines.hotline.tests import planned
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.wording import sentence

from .cast import posts_of

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 6, 3, 2, 41, tzinfo=UTC)
"""Monday, 10:41 in Xiamen."""


@pytest.fixture(autouse=True)
def clock(monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def bureau(city: Any) -> Any:
    return city.bureau


@pytest.fixture
def clerk(bureau: Any, clock: None) -> Client:
    return signed_in(*posts_of(bureau, "clerk"))


def shown(client: Client, **headers: str) -> str:
    response = client.get(reverse("hotline-wall"), headers=headers)
    assert response.status_code == 200, response.content.decode()[:1500]
    found: str = response.content.decode()
    return found


def test_a_day_under_way_is_shown_against_its_plan_with_the_advice_and_what_it_rests_on(clerk: Client, bureau: Any):
    plan = planned.plan(bureau)
    planned.calls(bureau, date(2024, 6, 3), 1, a_day=40)
    Call.objects.system("a test").filter(minute__gt=641).delete()
    planned.lines(bureau, NOW - timedelta(seconds=30))
    planned.outlook(bureau, plan, NOW - timedelta(minutes=1), planned.advised())
    offered = Call.objects.system("a test").count()
    answered = Call.objects.system("a test").filter(outcome="answered").count()

    page = shown(clerk)

    assert "方案 4 席，至 12:00" in page
    assert "最长等待 1:05" in page
    assert f">{offered}<" in page
    # Until 10:40: 21 half hours and ten minutes of 2.2 calls each, of which 2.0 are answered.
    assert f"预计到现在 {round(2.2 * (21 + 1 / 3))} 次" in page
    assert f"接听 {answered} 次，照方案预计 90.9%" in page
    assert (
        "建议自 15:00 起增开 1 席至 17:00：按今天的来电，不增开接通率约为 82%，增开约为 90%。"
        "这段时间预计首拨来电 34 次，早间预测 26 次。"
    ) in page
    assert "现在在席比方案少 1 席" in page
    assert (
        "依据今天到 10:40 的 20 次来电，2023-01-01 至 2024-06-02 的 1234 次来电记录；各半小时的接通率目标 90%。" in page
    )
    assert "called_date=2024-06-03" in page
    assert "没有收到话务数据" not in page
    assert "模拟" not in page
    part = shown(clerk, **{"HX-Request": "true"})
    assert "<html" not in part
    assert 'hx-trigger="every 15s"' in part


def test_nothing_to_change_and_hours_without_a_feed_are_said(clerk: Client, bureau: Any):
    plan = planned.plan(bureau)
    planned.lines(bureau, NOW, seats_in=4, waiting=0, longest_wait_seconds=0, is_simulated=True)
    outlook = planned.outlook(bureau, plan, NOW, planned.advised(openings=[], without=0.93, silent=[18, 19]))

    page = shown(clerk)
    assert "不需要调整：自 11:00 起预计首拨来电 60 次（早间预测 52 次），照方案接通率约为 93%。" in page
    assert "09:00、09:30 起的半小时没有收到来电" in page
    assert "模拟的话务" in page
    assert "没有人在等" in page
    assert "现在在席比方案少" not in page

    Outlook.objects.system("a test").filter(pk=outlook.pk).update(advice=planned.advised(openings=[], without=0.7))
    assert "没有值得增开一小时以上的时段" in shown(clerk)
    wide, narrow = planned.advised()["openings"][0], planned.advised()["openings"][0] | {"end_minute": 960}
    Outlook.objects.system("a test").filter(pk=outlook.pk).update(advice=planned.advised(openings=[wide, narrow]))
    assert "在此之外，15:00 至 16:00 再增开 1 席：不再增开接通率约为 82%，再增开约为 90%。" in shown(clerk)


def test_a_feed_that_stopped_is_told_plainly_and_nothing_is_advised(clerk: Client, bureau: Any):
    plan = planned.plan(bureau)
    state = planned.lines(bureau, NOW - timedelta(minutes=19))
    planned.outlook(bureau, plan, NOW - timedelta(minutes=19), planned.advised())

    page = shown(clerk)

    assert "10:22 后没有收到话务数据" in page
    assert "暂不给出建议" in page
    assert "建议自" not in page
    assert "最长等待" not in page
    LineState.objects.system("a test").filter(pk=state.pk).update(told_at=NOW - timedelta(days=1))
    assert "2024-06-02 10:41 后没有收到话务数据" in shown(clerk)


def test_without_a_feed_a_plan_or_a_forecast_the_wall_says_what_is_missing(clerk: Client, bureau: Any):
    assert "还没有收到话务数据" in shown(clerk)
    planned.lines(bureau, NOW)
    assert "今天没有施行的值守方案" in shown(clerk)
    planned.plan(bureau)
    page = shown(clerk)
    assert "正在根据来电记录预测今天" in page or not is_equipped()
    assert "预计还没有算出" in page


def test_another_district_sees_nothing_of_it_and_without_a_right_the_wall_is_closed(city: Any, bureau: Any):
    planned.plan(bureau)
    planned.lines(bureau, NOW)
    (district,) = posts_of(city.head.office, "clerk")

    page = shown(signed_in(district))
    assert "还没有收到话务数据" in page
    assert "最长等待" not in page
    assert signed_in(city.reporter).get(reverse("hotline-wall")).status_code == 403


def test_the_background_job_keeps_the_morning_and_advises_from_what_came(bureau: Any):
    pytest.importorskip("numba")
    planned.plan(bureau)
    state = planned.lines(bureau, NOW)

    with pytest.raises(NothingBefore) as refused:
        intraday.follow(state, at=NOW, tell=lambda stage, share: None)
    assert "以前没有来电记录" in (sentence(refused.value) or "")

    planned.calls(bureau, date(2024, 4, 15), 49)
    planned.calls(bureau, date(2024, 6, 3), 1, a_day=180)
    intraday.follow(state, at=NOW, tell=lambda stage, share: None)

    outlook = Outlook.objects.system("a test").get()
    assert (outlook.first_date, outlook.last_date, outlook.advised_at) == (date(2024, 4, 15), date(2024, 6, 2), NOW)
    assert outlook.calls == Call.objects.system("a test").filter(called_date__lt=date(2024, 6, 3)).count()
    came = Call.objects.system("a test").filter(called_date=date(2024, 6, 3), minute__lte=641).count()
    assert outlook.advice["calls_so_far"] == came
    # Three times as many calls as on other Mondays: seats are missing in the afternoon.
    assert outlook.advice["calls"] > 1.3 * outlook.advice["foreseen"]
    assert outlook.advice["openings"]
    assert outlook.advice["having"] > outlook.advice["without"]
    made_at = outlook.made_at
    later = NOW + timedelta(minutes=6)
    intraday.follow(state, at=later, tell=lambda stage, share: None)
    outlook.refresh_from_db()
    assert outlook.made_at == made_at
