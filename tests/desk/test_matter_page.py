"""The page of one matter: facts, masked parties, clocks explained, what can be done under which article, the trail."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from fazhi.kernel.audit.models import Read
from fazhi.lines.mediation import services


def page_of(client: Any, matter: Any, query: str = "") -> str:
    response = client.get(reverse("mediation-people", kwargs={"key": matter.pk}) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_parties_are_masked(year: Any, desk: Any) -> None:
    page = page_of(desk(), year.ours)

    assert "陈*" in page
    assert "9999************11" in page
    assert "199****1234" in page
    assert not any(word in page for word in ("陈大明", "林小红", "999999198001010011", "19900001234"))


def test_opening_a_matter_notes_who_read_it(city: Any, year: Any, desk: Any) -> None:
    page_of(desk(city.mediator), year.ours)

    read = Read.objects.get()
    assert (read.actor, read.place) == ("E0002@XM-SM-01:mediator", "desk")
    assert (read.subject_kind, read.subject_id) == ("mediation.people", year.ours.id.hex)


def test_an_open_matter_names_its_acts_with_article_time_and_role(year: Any, desk: Any) -> None:
    page = page_of(desk(), year.ours_open)

    assert "达成协议" in page
    assert "《人民调解法》第二十八条" in page
    assert "由调解员办理，须写明协议形式、协议内容" in page
    assert "应在人民调解期限 1 个月内" in page


def test_an_ended_matter_has_nothing_left_to_do(year: Any, desk: Any) -> None:
    assert "本事项已经是“调解成功”，没有可以做的。" in page_of(desk(), year.ours)


def test_a_clock_shows_when_it_ends_and_how_that_was_counted(year: Any, desk: Any) -> None:
    page = desk().get(reverse("clock", kwargs={"number": year.clock.pk})).content.decode()

    assert "2024-04-07 周日" in page
    assert "逾期" in page
    assert "2024-04-05 周五" in page  # the corresponding day, 清明节
    assert "清明节，顺延" in page


def test_the_page_leads_to_the_calculation_of_each_clock(year: Any, desk: Any) -> None:
    page = page_of(desk(), year.ours_open)

    assert reverse("clock", kwargs={"number": year.clock.pk}) in page
    assert "怎样算的" not in page


def test_the_referral_is_joined_by_its_number(year: Any, desk: Any) -> None:
    page = page_of(desk(), year.ours)

    assert "公调对接" in page
    assert reverse("mediation-referral", kwargs={"key": year.our_referral.pk}) in page
    assert "莲前派出所" in page


def test_the_referral_leads_back_to_the_matter(year: Any, desk: Any) -> None:
    response = desk().get(reverse("mediation-referral", kwargs={"key": year.our_referral.pk}))

    assert reverse("mediation-people", kwargs={"key": year.ours.pk}) in response.content.decode()


def test_the_file_and_row_that_it_came_from_are_named(year: Any, desk: Any) -> None:
    page = page_of(desk(), year.ours)

    assert "人民调解-思明区.xlsx　第 1 张表第 5 行" in page
    assert "9c" * 32 in page


def test_a_matter_entered_by_hand_says_so(year: Any, desk: Any) -> None:
    assert "不是从台账导入的" in page_of(desk(), year.ours_open)


def test_an_act_shows_in_the_course_with_its_entry(city: Any, year: Any, desk: Any, at: datetime) -> None:
    services.withdraw(year.ours_open, by=city.mediator, at=at, on=at.date())

    page = page_of(desk(), year.ours_open)

    assert "<strong>撤回</strong>" in page
    assert "李二（调解员）" in page
    assert "留痕第 1 号" in page
    assert "2024-06-03 17:30 登记" in page


def test_an_administrative_matter_cites_its_document(year: Any, desk: Any) -> None:
    page = desk().get(reverse("mediation-administrative", kwargs={"key": year.department.pk})).content.decode()

    assert "《厦门市行政调解规定》（厦府办规〔2024〕2号）" in page
    assert "民商事纠纷" in page
