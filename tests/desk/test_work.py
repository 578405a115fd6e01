"""My work: whose it is, in which order, and how it changes hands."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Absence, Post
from fazhi.kernel.organisations.services import record_absence
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.kernel.procedures.models import Alert, Clock, Task
from fazhi.kernel.procedures.queries import task_of
from fazhi.kernel.procedures.services import enter, take, take_over
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.procedures import PROCEDURES
from fazhi.kernel.referrals.terms import Kind
from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, PEOPLES_MEDIATION
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.work import hands, views

DAY = date(2024, 6, 3)
LAST = {"早": date(2024, 6, 3), "中": date(2024, 6, 5), "迟": date(2024, 6, 6)}
"""Number → the last day for deciding: three working days after the application (人民调解委员会 TJ-ACCEPT)."""


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let it be this moment in Xiamen."""

    def be(day: date, time: str = "09:12") -> None:
        moment = datetime.fromisoformat(f"{day.isoformat()}T{time}:00+08:00")
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(UTC))

    be(DAY)
    return be


@pytest.fixture
def applied(city, at: datetime) -> Callable[..., PeoplesMatter]:
    """An application before the committee in 思明区, or another office's."""

    def make(number: str, on: date = DAY, office: Any = None) -> PeoplesMatter:
        matter = PeoplesMatter(
            number=number, office=office or city.committee, state="applied", occurred_date=on, recorded_at=at,
            category="neighbour", form="mediation", source="application", parties_count=2,
        )  # fmt: skip
        matter.save()
        enter(PEOPLES_MEDIATION, "applied", [(matter.pk, matter.office_id, on)], at=at)
        return matter

    return make


@pytest.fixture
def three(applied, now) -> list[PeoplesMatter]:
    """Three applications of 思明区's committee, not in the order in which they fall due, and one of 湖里区's."""
    return [applied("迟", DAY), applied("早", date(2024, 5, 29)), applied("中", date(2024, 5, 31))]


def task(matter: PeoplesMatter) -> Task:
    return Task.objects.system("a test").get(matter_id=matter.pk, done_at=None)


def page(client: Client, **query: str) -> str:
    answer = client.get(reverse("my-work"), query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def numbers(html: str) -> list[str]:
    return re.findall(r'aria-label="选择 ([^"]+)"', html)


def markers(html: str) -> list[str]:
    return re.findall(r'scope="rowgroup">(?:<span class="late">)?([^<]+)', html)


def told(client: Client, url: str = "/") -> str:
    return unescape(client.get(url).content.decode())


def test_the_most_pressing_stands_first_under_its_day_marker(three, city):
    html = page(signed_in(city.mediator))

    assert {matter.number: task(matter).clock.due_date for matter in three} == LAST
    assert numbers(html) == ["早", "中", "迟"]
    assert markers(html) == ["今天", "本周"]


@pytest.mark.parametrize(
    ("day", "time", "marker", "left"),
    [
        (date(2024, 6, 2), "23:59", "本周", ""),  # a Sunday: the 3rd lies in the next week
        (date(2024, 6, 3), "00:00", "今天", "剩 24 小时"),
        (date(2024, 6, 3), "23:30", "今天", "剩 30 分钟"),
        (date(2024, 6, 4), "00:00", "已逾期", "逾期 1 日"),
        (date(2024, 6, 10), "08:00", "已逾期", "逾期 7 日"),
    ],
)
def test_a_day_ends_at_midnight_in_xiamen(three, city, now, day, time, marker, left):
    now(day, time)

    html = page(signed_in(city.mediator))

    first = html[html.index("选择 早") :]
    assert left in first[: first.index("</tr>")]
    expected = "下周及以后" if day == date(2024, 6, 2) else marker
    assert markers(html)[0] == expected


@pytest.mark.parametrize(
    ("view", "day", "shown"),
    [
        ("overdue", date(2024, 6, 3), []),
        ("today", date(2024, 6, 3), ["早"]),
        ("week", date(2024, 6, 3), ["中", "迟"]),
        ("overdue", date(2024, 6, 6), ["早", "中"]),
        ("today", date(2024, 6, 6), ["迟"]),
        ("week", date(2024, 6, 6), []),
        ("week", date(2024, 6, 2), []),  # Sunday: the week ends tonight
    ],
)
def test_views_divide_the_work_by_its_days(three, city, now, view, day, shown):
    now(day)

    html = page(signed_in(city.mediator), view=view)

    assert numbers(html) == shown
    assert shown or "看全部待办" in html


def test_each_post_sees_its_own_offices_work(three, applied, city):
    applied("湖", office=city.other_committee)

    assert numbers(page(signed_in(city.stranger))) == ["湖"]
    assert "湖" not in numbers(page(signed_in(city.clerk)))
    # An office out of sight narrows nothing, and shows nothing more.
    assert numbers(page(signed_in(city.stranger), office="XM-SM-01")) == ["湖"]


def test_an_empty_list_says_what_to_do_next(three, city):
    html = page(signed_in(city.mediator), view="mine")

    assert "没有在您名下的事。" in html
    assert "本机构有 3 件可以领取" in html


def test_a_clock_of_working_days_is_told_in_working_days(three, city, now):
    now(date(2024, 5, 31))  # a Friday

    html = page(signed_in(city.mediator))

    row = html[html.index("选择 迟") :]
    assert "剩 4 个工作日" in row[: row.index("</tr>")]


def test_a_matter_without_a_limit_stands_last(three, city, at):
    matter = three[1]
    clock = task(matter).clock
    Task.objects.system("a test").filter(matter_id=matter.pk).update(
        clock=None, due_at=datetime(9999, 1, 1, tzinfo=UTC)
    )

    html = page(signed_in(city.mediator))

    assert clock is not None
    assert numbers(html) == ["中", "迟", "早"]
    assert markers(html)[-1] == "无期限"


def test_one_press_takes_a_task_and_the_chosen_ones_stay(three, city):
    client = signed_in(city.mediator)

    answer = client.post(
        reverse("work-take"), {"one": task(three[0]).pk, "task": [task(three[1]).pk], "back": "/?view=office"}
    )

    assert answer.headers["Location"] == "/?view=office"
    assert [task(matter).holder for matter in three] == [city.mediator, None, None]
    assert "已领取 1 件。" in told(client)


def test_many_are_taken_at_once_each_with_its_entry(three, city):
    client = signed_in(city.mediator)

    client.post(reverse("work-take"), {"task": [task(matter).pk for matter in three]})

    assert {task(matter).holder for matter in three} == {city.mediator}
    assert Entry.objects.filter(action="procedures.take_over", actor=city.mediator.code).count() == 3
    assert numbers(page(client, view="mine")) == ["早", "中", "迟"]


def test_a_colleagues_task_is_not_taken_without_a_reason(three, city, at):
    take_over(task(three[0]), by=city.clerk, at=at)
    client = signed_in(city.mediator)

    client.post(reverse("work-take"), {"task": [task(three[0]).pk, task(three[1]).pk]})

    assert (task(three[0]).holder, task(three[1]).holder) == (city.clerk, city.mediator)
    assert "没有领取" in told(client)


@pytest.mark.parametrize("sent", ["999999", "x", "-1", "１", "9" * 30])
def test_an_id_that_is_no_task_takes_nothing(three, city, sent):
    client = signed_in(city.mediator)

    assert client.post(reverse("work-take"), {"task": sent}).status_code == 302

    assert {task(matter).holder for matter in three} == {None}


def test_a_task_of_another_office_is_not_taken_by_its_id(three, city):
    client = signed_in(city.stranger)

    client.post(reverse("work-take"), {"task": [task(matter).pk for matter in three]})

    assert {task(matter).holder for matter in three} == {None}
    assert "3 件已经办结，或者不在您的机构范围内。" in told(client)


def test_taking_is_a_post_and_leads_back_to_no_other_site(three, city):
    client = signed_in(city.mediator)

    assert client.get(reverse("work-take")).status_code == 405
    answer = client.post(reverse("work-take"), {"one": task(three[0]).pk, "back": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_handing_over_offers_who_sees_and_may_go_on(three, city, at):
    take_over(task(three[0]), by=city.mediator, at=at)

    html = told(signed_in(city.mediator), f"{reverse('work-hand-over')}?task={task(three[0]).pk}")

    offered = re.findall(r'<option value="(\d+)"', html)
    assert offered == [str(city.clerk.pk)]  # not oneself, not the head who may not go on, nobody of another office


def test_what_is_handed_over_is_waited_for_until_the_answer_comes(three, city, at, now):
    take_over(task(three[0]), by=city.clerk, at=at)
    giver = signed_in(city.clerk)
    sent = {"task": task(three[0]).pk, "to": city.mediator.pk, "reason": "轮班"}

    answer = giver.post(reverse("work-hand-over"), sent)

    assert answer.status_code == 302
    assert task(three[0]).holder == city.mediator
    assert "已转交 李二 1 件。" in told(giver)
    assert numbers(page(giver, view="waiting")) == ["迟"]
    parts = {"accepted_date": DAY, "accepted_year": 2024, "accepted_quarter": 2, "accepted_month": 6}
    take(
        PeoplesMatter.objects.system("a test").get(pk=three[0].pk),
        "accept",
        by=city.mediator,
        at=at,
        on=DAY,
        changes=parts,
    )
    assert numbers(page(giver, view="waiting")) == []


@pytest.mark.parametrize("to", ["stranger", "head", "nobody"])
def test_work_is_not_handed_outside_ones_offices_or_to_one_who_may_not(three, city, at, to):
    take_over(task(three[0]), by=city.clerk, at=at)
    receiver = getattr(city, to).pk if to != "nobody" else "0"

    answer = signed_in(city.clerk).post(
        reverse("work-hand-over"), {"task": task(three[0]).pk, "to": receiver, "reason": "轮班"}
    )

    assert answer.status_code == 400
    assert 'value="轮班"' in answer.content.decode()  # what was typed is kept
    assert task(three[0]).holder == city.clerk


@pytest.mark.parametrize("reason", ["", "  ", "长" * (hands.LONGEST_REASON + 1)])
def test_handing_over_takes_a_reason_of_bounded_length(three, city, at, reason):
    take_over(task(three[0]), by=city.clerk, at=at)

    answer = signed_in(city.clerk).post(
        reverse("work-hand-over"), {"task": task(three[0]).pk, "to": city.mediator.pk, "reason": reason}
    )

    assert answer.status_code == 400
    assert 'aria-describedby="reason-fault"' in answer.content.decode()
    assert task(three[0]).holder == city.clerk


def test_who_neither_holds_it_nor_assigns_work_does_not_hand_it_over(three, city, at):
    take_over(task(three[0]), by=city.clerk, at=at)
    client = signed_in(city.mediator)

    client.post(reverse("work-hand-over"), {"task": task(three[0]).pk, "to": city.mediator.pk, "reason": "想要"})

    assert task(three[0]).holder == city.clerk


def test_what_is_chosen_in_the_list_is_sent_and_no_token_stands_in_an_address(three, city, at):
    """The list's one form holds the token of the session: none of its buttons may send it as an address."""
    client, keys = signed_in(city.mediator), [task(matter).pk for matter in three[:2]]

    listed = told(client, reverse("my-work"))
    form = client.post(reverse("work-hand-over"), {"task": keys, "back": "/?view=all"})
    many = client.post(reverse("work-bulk"), {"task": keys})

    assert 'formmethod="get"' not in listed
    assert form.status_code == 200
    assert "转交 2 件" in form.content.decode()
    assert many.status_code == 302
    assert "csrf" not in many.headers["Location"]


def test_handing_over_nothing_leads_back(three, city):
    client = signed_in(city.stranger)

    answer = client.get(reverse("work-hand-over"), {"task": task(three[0]).pk})

    assert answer.headers["Location"] == "/"


def test_the_cover_has_the_absent_ones_work_until_the_last_day(three, city, at, now):
    take_over(task(three[0]), by=city.clerk, at=at)
    record_absence(city.clerk, city.mediator, DAY, date(2024, 6, 4), AbsenceReason.SICK_LEAVE, by=city.clerk, at=at)

    now(date(2024, 6, 4), "23:59")
    last_evening = page(signed_in(city.mediator), view="covered")
    now(date(2024, 6, 5), "00:00")
    next_day = page(signed_in(city.mediator), view="covered")

    assert numbers(last_evening) == ["迟"]
    assert "今天代 王一" in last_evening
    assert numbers(next_day) == []
    assert "今天没有您代管的岗位。" in next_day


def test_the_cover_takes_it_over_by_one_press(three, city, at, now):
    take_over(task(three[0]), by=city.clerk, at=at)
    record_absence(city.clerk, city.mediator, DAY, DAY, AbsenceReason.SICK_LEAVE, by=city.clerk, at=at)

    signed_in(city.mediator).post(reverse("work-take"), {"one": task(three[0]).pk})

    assert task(three[0]).holder == city.mediator


def test_what_was_reported_to_ones_role_is_a_view_of_its_own(three, city, at):
    clock = task(three[1]).clock
    Alert.objects.system("a test").create(clock=clock, days=1, role="head", office=city.head.office, fired_at=at)

    assert numbers(page(signed_in(city.head), view="alerts")) == ["早"]
    assert numbers(page(signed_in(city.mediator), view="alerts")) == []


def test_pages_divide_the_list_without_loss(applied, now, city, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    made = {applied(f"同日{place}").number for place in range(4)} | {applied("早", date(2024, 5, 29)).number}
    client, url, seen = signed_in(city.mediator), "/", []

    while url:
        html = told(client, url)
        seen += numbers(html)
        found = re.search(r'href="([^"]+)">下一页', html)
        url = found[1] if found else ""

    assert len(seen) == 5
    assert set(seen) == made
    assert seen[0] == "早"


@pytest.mark.parametrize(
    "after", ["x", "2024-06-03,1", ",", "2024-06-03T00:00:00+08:00,", "2024-06-03T00:00:00+08:00,９"]
)
def test_a_place_that_is_none_shows_the_first_page(three, city, after):
    assert numbers(page(signed_in(city.mediator), after=after, view="nonsense", procedure="nonsense")) == [
        "早",
        "中",
        "迟",
    ]


def test_the_list_narrows_to_a_line(three, city, at):
    client = signed_in(city.mediator)

    assert numbers(page(client, procedure=PEOPLES_MEDIATION.name)) == ["早", "中", "迟"]
    other = page(client, procedure="referral.police")
    assert numbers(other) == []
    assert "去掉条件" in other


def test_counts_go_no_further_than_they_are_told(applied, city, now, monkeypatch):
    monkeypatch.setattr("fazhi.kernel.procedures.worklist.MOST", 3)
    monkeypatch.setattr(views, "MOST", 3)
    for place in range(5):
        applied(f"第{place}")

    assert "我的和本机构的 2+" in page(signed_in(city.mediator))


@pytest.fixture
def many(three, city, at) -> None:
    """Open matters of several lines and models before one post of the bureau."""
    signed = {"signed_date": DAY, "signed_year": 2024, "signed_quarter": 2, "signed_month": 6}
    for place, kind in enumerate((Kind.POLICE, Kind.PETITION)):
        referral = Referral(
            number=f"G{place}", procedure=kind.value, channel=kind.channel, office=city.committee, state="signed",
            sender="莲前派出所", category="neighbour", sent_date=DAY, occurred_date=DAY, recorded_at=at, **signed,
        )  # fmt: skip
        referral.save()
        enter(PROCEDURES[kind], "signed", [(referral.pk, city.committee.pk, DAY)], at=at)
    matter = AdministrativeMatter(
        number="行1", office=city.department, state="applied", occurred_date=DAY, recorded_at=at, category="labour",
        nature="civil",
    )  # fmt: skip
    matter.save()
    enter(ADMINISTRATIVE_MEDIATION, "applied", [(matter.pk, city.department.pk, DAY)], at=at)


def test_the_list_takes_few_queries_however_many_kinds_it_shows(many, city, at, django_assert_max_num_queries):
    record_absence(city.clerk, city.mediator, DAY, DAY, AbsenceReason.SICK_LEAVE, by=city.clerk, at=at)
    client = signed_in(city.mediator)

    with django_assert_max_num_queries(15):
        html = page(client)

    assert set(numbers(html)) == {"早", "中", "迟", "G0", "G1"}


@pytest.mark.parametrize("whole", [0, 1, 3])
def test_numbers_are_found_whether_matters_are_read_whole_or_not(many, city, monkeypatch, whole):
    monkeypatch.setattr("fazhi.kernel.procedures.worklist.READ_WHOLE", whole)
    clerk = signed_in(city.reporter)

    html = told(signed_in(city.head), f"{reverse('oversight-tasks')}?which=open")

    assert all(number in html for number in ("早", "中", "迟", "G0", "G1"))
    assert clerk.get("/").status_code == 200


def test_handing_over_and_absences_take_few_queries(three, city, django_assert_max_num_queries):
    client = signed_in(city.clerk)

    with django_assert_max_num_queries(15):
        client.get(reverse("work-hand-over"), {"task": [task(matter).pk for matter in three]})
    with django_assert_max_num_queries(15):
        client.get(reverse("absences"))


def test_chosen_tasks_of_one_line_go_on_to_one_act(three, many, city, monkeypatch):
    monkeypatch.setattr(hands, "reachable", lambda name, post: "/matters/bulk/")
    client = signed_in(city.mediator)
    referral = Task.objects.system("a test").get(procedure="referral.police")

    one_line = client.get(reverse("work-bulk"), {"task": [task(matter).pk for matter in three]})
    mixed = client.get(reverse("work-bulk"), {"task": [task(three[0]).pk, referral.pk]})
    none = client.get(reverse("work-bulk"))

    assert one_line.headers["Location"].startswith("/matters/bulk/?procedure=mediation.people&key=")
    assert all(f"key={matter.pk}" in one_line.headers["Location"] for matter in three)
    assert mixed.headers["Location"] == none.headers["Location"] == "/"
    assert "批量办理要选同一种业务" in told(client)


def written(city, **changes: Any) -> dict[str, Any]:
    first = {
        "post": city.clerk.pk,
        "cover": city.mediator.pk,
        "above": "",
        "first": "2024-06-04",
        "last": "2024年6月7日",
    }
    return {**first, "reason": "annual_leave", **changes}


def test_an_official_records_an_absence_and_takes_it_back(city, now):
    client = signed_in(city.clerk)

    assert client.post(reverse("absences"), written(city)).status_code == 302
    absence = Absence.objects.system("a test").get()
    shown = told(client, reverse("absences"))
    client.post(reverse("absence-withdrawal", args=[absence.pk]))

    assert (absence.post, absence.cover) == (city.clerk, city.mediator)
    assert (absence.from_date, absence.until_date) == (date(2024, 6, 4), date(2024, 6, 7))
    assert "撤销缺勤" in shown
    assert Absence.objects.system("a test").get().withdrawn_at is not None
    assert "没有进行中或者将来的缺勤" in told(client, reverse("absences"))


def test_an_absence_under_way_ends_today(city, now):
    client = signed_in(city.clerk)
    client.post(reverse("absences"), written(city, first="2024-06-03"))
    absence = Absence.objects.system("a test").get()

    client.post(reverse("absence-withdrawal", args=[absence.pk]))
    refused = told(client, reverse("absences"))
    client.post(reverse("absence-end", args=[absence.pk]))

    assert "王一" in refused
    assert Absence.objects.system("a test").get().until_date == DAY


def test_the_head_above_may_stand_in_by_code(city, now):
    client = signed_in(city.clerk)

    client.post(reverse("absences"), written(city, cover="", above=city.head.code))

    assert Absence.objects.system("a test").get().cover == city.head


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first": "明天"}, "first"),
        ({"last": ""}, "last"),
        ({"reason": "holiday"}, "reason"),
        ({"cover": ""}, "cover"),
        ({"cover": "", "above": "E9999@XM:head"}, "above"),
        ({"post": "0"}, "post"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(city, now, changes, field):
    answer = signed_in(city.clerk).post(reverse("absences"), written(city, **changes))

    assert answer.status_code == 400
    assert f'id="{field}-fault"' in answer.content.decode()
    assert not Absence.objects.system("a test").exists()


@pytest.mark.parametrize("changes", [{"first": "2024-06-08"}, {"above": "E0004@XM-HL-01:mediator"}])
def test_what_the_rules_of_cover_refuse_is_told_in_words(city, now, changes):
    answer = signed_in(city.clerk).post(reverse("absences"), written(city, **changes))

    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not Absence.objects.system("a test").exists()


def test_nobody_records_an_absence_for_a_colleague(city, now):
    answer = signed_in(city.mediator).post(reverse("absences"), written(city, cover=city.mediator.pk))

    assert answer.status_code == 400
    assert not Absence.objects.system("a test").exists()


def test_why_a_colleague_is_away_is_nobody_elses_business(city, now, at):
    absence = record_absence(
        city.clerk, city.head, DAY, date(2024, 6, 9), AbsenceReason.SICK_LEAVE, by=city.clerk, at=at
    )
    colleague = signed_in(city.mediator)

    assert "病假</td>" not in told(colleague, reverse("absences"))
    assert "病假</td>" in told(signed_in(city.head), reverse("absences"))
    assert colleague.post(reverse("absence-end", args=[absence.pk])).status_code == 404
    assert signed_in(city.stranger).post(reverse("absence-end", args=[absence.pk])).status_code == 404
    assert Absence.objects.system("a test").get().until_date == date(2024, 6, 9)


def test_administrators_have_no_work(city, now):
    post = Post(
        official=city.reporter.official, office=city.bureau, role="system_administrator", from_date=date(2020, 1, 1)
    )
    Post.objects.system("a test").filter(pk=city.reporter.pk).delete()
    post.save()

    assert signed_in(post).get(reverse("my-work"))["Location"] != reverse("my-work")
    for name in ("work-hand-over", "absences", "oversight"):
        assert signed_in(post).get(reverse(name)).status_code == 403


def test_the_task_follows_its_clocks(three, city, at):
    """Extended, suspended, resumed: the list has the day that counts now."""
    from fazhi.kernel.procedures.services.clocks import stop_clocks
    from fazhi.kernel.procedures.services.nearest import follow

    matter = three[0]
    second = Clock(
        procedure=PEOPLES_MEDIATION.name, matter_id=matter.pk, office=city.committee, period="TJ-END", after="accepted",
        started_date=DAY, due_date=date(2024, 6, 4),
    )  # fmt: skip
    second.save()
    follow([matter.pk, uuid4()])
    nearer = task(matter)
    stop_clocks(Clock.objects.system("a test").filter(pk=second.pk), at=at, on=DAY)
    follow([matter.pk])
    back = task_of(matter.pk, city.mediator)

    assert (nearer.clock, nearer.due_at) == (second, datetime(2024, 6, 4, 16, tzinfo=UTC))
    assert back.clock.due_date == LAST["迟"]
    assert back.due_at - nearer.due_at == timedelta(days=2)
