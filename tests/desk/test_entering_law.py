"""Holiday notices and local periods: what would move is shown, and what is then done is what was shown."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.calendar.models import EnteredNotice
from fazhi.kernel.calendar.notices import packaged_years, parse_notice
from fazhi.kernel.law.models import LocalPeriod
from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.mediation.terms import PEOPLES
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.administration.notice_form import (
    Unreadable,
    WrittenHoliday,
    WrittenNotice,
    text_of,
    written_of,
)

SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
NOTICE = {
    "title": "关于2024年部分节假日安排的通知（补充）",
    "number": "国办发明电〔2023〕7号",
    "issued": "2023年10月25日",
    "checked": "on",
    "name-1": "防台",
    "rest-1": "6月5日至6日",
}


@pytest.fixture
def system(city: Any) -> Post:
    person = Official.objects.create(code="E0101", name="管理员")
    post = Post(official=person, office=city.bureau, role="system_administrator", from_date=date(2020, 1, 1))
    post.save()
    return post


@pytest.fixture
def desk(system: Post) -> Client:
    return signed_in(system)


def clock(city: Any, year: Any, period: str, started: date, due: date) -> Clock:
    made = Clock(
        procedure=PEOPLES,
        matter_id=year.ours_open.id,
        office=city.committee,
        period=period,
        after="registered",
        started_date=started,
        due_date=due,
    )
    made.save(force_insert=True)
    return made


def moved(made: Clock) -> date:
    return Clock.objects.system("a test").get(pk=made.pk).due_date


def test_a_notice_shows_its_effect_before_it_is_entered(city: Any, year: Any, desk: Client) -> None:
    # three working days from Monday, 3 June: 4, 5 and 6 June; with 5 and 6 June off: 4, 7 and 10 June
    made = clock(city, year, "TJ-ACCEPT", date(2024, 6, 3), date(2024, 6, 6))
    url = reverse("holiday-year", kwargs={"year": 2024})

    shown = desk.post(url, NOTICE).content.decode()

    assert "2024-06-05　周三" in shown
    assert "2024-06-06" in shown
    assert "2024-06-10" in shown
    assert re.search(r"登记并重算 \d+ 个期限", shown)
    assert moved(made) == date(2024, 6, 6)
    assert not EnteredNotice.objects.exists()


def test_what_is_entered_is_what_was_shown(city: Any, year: Any, desk: Client, system: Post) -> None:
    made = clock(city, year, "TJ-ACCEPT", date(2024, 6, 3), date(2024, 6, 6))
    url = reverse("holiday-year", kwargs={"year": 2024})
    shown = desk.post(url, NOTICE).content.decode()
    (seen,) = SEEN.findall(shown)
    count = re.search(r"登记并重算 (\d+) 个期限", shown)

    answer = desk.post(url, {**NOTICE, "seen": seen}, follow=True).content.decode()

    assert count is not None
    assert f"重算了 {count[1]} 个期限" in answer
    assert moved(made) == date(2024, 6, 10)
    told = list(Entry.objects.filter(actor=system.code).values_list("action", "place"))
    assert told == [("calendar.enter_notice", "desk"), ("procedures.recompute", "desk")]
    assert "本局登记" in desk.get(url).content.decode()


def test_what_has_changed_since_is_shown_anew_and_not_entered(city: Any, year: Any, desk: Client) -> None:
    url = reverse("holiday-year", kwargs={"year": 2024})
    (seen,) = SEEN.findall(desk.post(url, NOTICE).content.decode())
    made = clock(city, year, "TJ-ACCEPT", date(2024, 6, 3), date(2024, 6, 6))

    answer = desk.post(url, {**NOTICE, "seen": seen})

    assert answer.status_code == 409
    assert "有变动，没有登记" in answer.content.decode()
    assert moved(made) == date(2024, 6, 6)
    assert not EnteredNotice.objects.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rest-1": "六月初五"}, "不是日期"),
        ({"name-1": ""}, "请写节日的名称"),
        ({"issued": "昨天"}, "不是日期"),
        ({"rest-1": ""}, "请至少写一个节日"),
        ({"title": " "}, "请写通知的标题"),
        ({"rest-1": "6月8日至6月5日"}, "早于第一天"),
        ({"work-1": "6月3日"}, "应是周六或者周日"),
        ({"number": ""}, "没有文号的通知不能标为已核对"),
        ({"rest-1": "2026-06-05"}, "日期应在当年"),
    ],
)
def test_a_notice_that_can_not_be_is_refused_with_what_was_typed(
    desk: Client, change: dict[str, str], told: str
) -> None:
    answer = desk.post(reverse("holiday-year", kwargs={"year": 2024}), {**NOTICE, **change})

    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert 'value="国办发明电〔2023〕7号"' in answer.content.decode() or "number" in change


@pytest.mark.parametrize("who", ["head", "reporter", "mediator"])
def test_only_the_system_administrator_of_the_bureau_enters_law(city: Any, who: str) -> None:
    client = signed_in(getattr(city, who))
    for url in (reverse("holiday-year", kwargs={"year": 2024}), reverse("period", kwargs={"code": "XZTJ-END"})):
        assert "登记通知" not in client.get(url).content.decode()
        assert client.post(url, NOTICE).status_code == 403
    assert not EnteredNotice.objects.exists()


def years() -> Iterator[int]:
    return (each.year for each in packaged_years())


@pytest.mark.parametrize("year", list(years()))
def test_the_form_says_of_each_year_what_the_package_says(year: int) -> None:
    (held,) = [each for each in packaged_years() if each.year == year]

    again = parse_notice(text_of(written_of(held), year), year)

    assert [(each.name, set(each.rest), set(each.work)) for each in again.holidays] == [
        (each.name, set(each.rest), set(each.work)) for each in held.holidays
    ]
    assert again.notices[0] == held.notices[0]


def test_a_title_with_quotes_stays_a_title() -> None:
    title = '通知"\n[[holidays]]\\'

    read = parse_notice(text_of(WrittenNotice(title, holidays=(WrittenHoliday("元旦", "1月1日"),)), 2024), 2024)

    assert read.notices[0].title == title
    assert len(read.holidays) == 1


def test_a_day_that_is_none_names_its_field() -> None:
    with pytest.raises(Unreadable, match="rest-1"):
        text_of(WrittenNotice("通知", holidays=(WrittenHoliday("元旦", "2月30日"),)), 2024)


VALUE = {"since": "2024-06-01", "length": "30", "basis": "某市行政调解办法第二十条", "confirmed_by": "张三"}


def test_a_local_value_shows_its_effect_and_then_has_it(city: Any, year: Any, desk: Client) -> None:
    # the package says 30 units; a local value of 10 for starts from 1 June 2024 on
    made = clock(city, year, "TJ-FILING", date(2024, 6, 3), date(2024, 7, 3))
    url = reverse("period", kwargs={"code": "TJ-FILING"})
    value = {**VALUE, "length": "10"}

    shown = desk.post(url, value).content.decode()
    (seen,) = SEEN.findall(shown)

    assert "登记并重算 1 个期限" in shown
    assert "2024-06-13" in shown
    assert moved(made) == date(2024, 7, 3)
    assert desk.post(url, {**value, "seen": seen}).status_code == 302
    assert moved(made) == date(2024, 6, 13)
    assert LocalPeriod.objects.get().basis == VALUE["basis"]
    after = desk.get(url).content.decode()
    assert "登记过的本地值" in after
    assert "张三核对" in after
    assert "本地已核" in desk.get(reverse("periods"), {"which": "open"}).content.decode()


def test_a_local_value_is_not_entered_when_clocks_have_moved_meanwhile(city: Any, year: Any, desk: Client) -> None:
    url = reverse("period", kwargs={"code": "TJ-FILING"})
    value = {**VALUE, "length": "10"}
    (seen,) = SEEN.findall(desk.post(url, value).content.decode())
    clock(city, year, "TJ-FILING", date(2024, 6, 3), date(2024, 7, 3))

    assert desk.post(url, {**value, "seen": seen}).status_code == 409
    assert not LocalPeriod.objects.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"since": "明天"}, "应为日期"),
        ({"length": "零"}, "1 以上的整数"),
        ({"length": "99999"}, "1 以上的整数"),
        ({"basis": ""}, "缺少依据的文件"),
        ({"confirmed_by": " "}, "缺少核对人"),
        ({"basis": "长" * 401}, "最多 400 个字"),
    ],
)
def test_a_local_value_that_can_not_be_is_refused(desk: Client, change: dict[str, str], told: str) -> None:
    answer = desk.post(reverse("period", kwargs={"code": "TJ-FILING"}), {**VALUE, **change})

    assert answer.status_code == 400
    assert told in answer.content.decode()


def test_a_period_whose_source_is_known_takes_no_local_value(desk: Client) -> None:
    url = reverse("period", kwargs={"code": "XK-DECIDE"})

    assert "不能登记本地值" in desk.get(url).content.decode()
    assert desk.post(url, {**VALUE, "seen": "0"}).status_code == 400
    assert not LocalPeriod.objects.exists()


def test_a_fixed_date_says_its_day(desk: Client) -> None:
    assert "3月1日之前" in desk.get(reverse("periods")).content.decode()
