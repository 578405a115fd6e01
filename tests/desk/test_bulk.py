"""One act for many matters chosen in a list: each with its own entry, each refusal its own sentence."""

from html import unescape
from typing import Any

import pytest
from django.utils import timezone
from tests.desk.forms import brought_by, sheets_on

from fazhi.kernel.audit.models import Entry
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.web.matters import bulk

URL = "/matters/bulk/"


@pytest.fixture
def three(city: Any, year: Any, at: Any) -> list[PeoplesMatter]:
    """Three matters of 思明区 that are being mediated."""
    made = []
    for number in ("思7", "思8", "思9"):
        matter = PeoplesMatter(
            office=city.committee, number=number, state="accepted", occurred_date=year.ours_open.occurred_date,
            recorded_at=at, category="neighbour", form="mediation", source="application", parties_count=2,
            accepted_date=year.ours_open.accepted_date, accepted_year=2024, accepted_quarter=1, accepted_month=3,
        )  # fmt: skip
        matter.save(force_insert=True)
        made.append(matter)
    return made


def chosen(matters: Any, **more: str) -> dict[str, Any]:
    return {"procedure": "mediation.people", "key": [str(matter.pk) for matter in matters], **more}


def form_for(client: Any, matters: Any, act: str) -> dict[str, Any]:
    """The form of the act for these matters."""
    page = client.post(URL, chosen(matters, _act=act)).content.decode()
    (sheet,) = sheets_on(page, URL)
    return brought_by(sheet) | chosen(matters)


def states(matters: Any) -> list[str]:
    rows = PeoplesMatter.objects.system("looking").filter(pk__in=[matter.pk for matter in matters])
    return list(rows.order_by("number").values_list("state", flat=True))


def test_only_the_acts_open_to_all_and_to_the_post_are_offered(city: Any, three: Any, desk: Any) -> None:
    page = desk(city.mediator).post(URL, chosen(three)).content.decode()

    assert 'name="_act" value="withdraw"' in page
    assert 'name="_act" value="accept"' not in page
    assert 'name="_act" value="withdraw"' not in desk(city.reporter).post(URL, chosen(three)).content.decode()


def test_an_act_is_taken_on_each_with_an_entry_of_its_own(city: Any, three: Any, desk: Any) -> None:
    client = desk(city.mediator)

    answer = client.post(URL, form_for(client, three, "withdraw"), follow=True)

    assert "办理 3 件，没有办理 0 件" in answer.content.decode()
    assert states(three) == ["withdrawn"] * 3
    assert Entry.objects.filter(action="mediation.people.withdraw").count() == 3


def test_what_changed_meanwhile_is_refused_alone(city: Any, three: Any, desk: Any) -> None:
    client = desk(city.mediator)
    form = form_for(client, three, "withdraw")
    PeoplesMatter.objects.system("somebody else").filter(pk=three[1].pk).update(version=9)

    page = unescape(client.post(URL, form, follow=True).content.decode())

    assert "办理 2 件，没有办理 1 件" in page
    assert "思8 在您打开表单以后已经有人办理过" in page
    assert states(three) == ["withdrawn", "accepted", "withdrawn"]


def test_what_every_matter_would_refuse_is_said_once_beside_its_field(city: Any, three: Any, desk: Any) -> None:
    client = desk(city.mediator)
    form = form_for(client, three, "hold_session")

    missing = client.post(URL, form | {"content": "陈述"})
    late = client.post(URL, form | {"content": "陈述", "outcome": "not_agreed", "on": "2024-03-06"})

    assert missing.status_code == late.status_code == 400
    assert 'id="outcome-fault"' in missing.content.decode()
    assert 'id="late_reason-fault"' in late.content.decode()


def test_a_rule_of_the_line_is_told_for_each_matter(city: Any, three: Any, desk: Any) -> None:
    client = desk(city.mediator)
    form = form_for(client, three, "hold_session") | {"content": "陈述", "outcome": "not_agreed"}

    page = client.post(URL, form, follow=True).content.decode()

    assert "办理 0 件，没有办理 3 件" in page
    assert page.count("还没有确定调解员") == 3


def test_sent_twice_it_is_done_once(city: Any, three: Any, desk: Any) -> None:
    client = desk(city.mediator)
    form = form_for(client, three, "withdraw")

    for _ in range(2):
        page = client.post(URL, form, follow=True).content.decode()

    assert "没有重复登记" in page
    assert "办理 3 件" in page
    assert Entry.objects.filter(action="mediation.people.withdraw").count() == 3


def test_matters_in_several_states_are_parted_first(city: Any, year: Any, three: Any, desk: Any) -> None:
    page = desk(city.mediator).post(URL, chosen([*three, year.ours])).content.decode()

    assert "只办“调解中”的 3 件" in page
    assert "只办“调解成功”的 1 件" in page
    assert 'name="_act"' not in page


def test_matters_of_other_offices_are_left_out_and_that_is_said(city: Any, year: Any, three: Any, desk: Any) -> None:
    page = desk(city.mediator).post(URL, chosen([*three, year.theirs])).content.decode()

    assert "另有 1 件不在本岗位范围内" in page
    assert "湖1" not in page
    assert desk(city.stranger).post(URL, chosen(three)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 404),
        ({"procedure": "nonsense", "key": "x"}, 404),
        ({"procedure": "mediation.people"}, 400),
        ({"procedure": "mediation.people", "key": ["x", "'--", ""]}, 400),
        ({"procedure": "mediation.people", "key": "00000000-0000-0000-0000-000000000000"}, 404),
    ],
)
def test_what_can_not_be_read_is_refused(city: Any, year: Any, desk: Any, asked: dict[str, Any], status: int) -> None:
    client = desk(city.mediator)

    assert client.get(URL, asked).status_code == client.post(URL, asked).status_code == status


def test_more_than_the_most_is_refused(city: Any, three: Any, desk: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)

    answer = desk(city.mediator).post(URL, chosen(three))

    assert answer.status_code == 400
    assert "请选 1 至 2 件事项" in answer.content.decode()


@pytest.mark.parametrize("act", ["accept", "nonsense", "begin"])
def test_an_act_that_is_not_open_is_not_taken(city: Any, three: Any, desk: Any, act: str) -> None:
    client = desk(city.mediator)
    form = form_for(client, three, "withdraw") | {"_act": act}

    page = client.post(URL, form).content.decode()

    assert 'name="_act" value="withdraw"' in page
    assert states(three) == ["accepted"] * 3


def test_the_results_are_told_to_who_acted_only(city: Any, three: Any, desk: Any) -> None:
    client = desk(city.mediator)
    answer = client.post(URL, form_for(client, three, "withdraw") | {"on": timezone.localdate().isoformat()})

    assert client.get(answer["Location"]).status_code == 200
    assert desk(city.stranger).get(answer["Location"]).status_code == 404
    assert client.get(f"{URL}?done=other").status_code == 404


def test_choosing_makes_at_most_fifteen_queries(
    city: Any, three: Any, desk: Any, django_assert_max_num_queries: Any
) -> None:
    client = desk(city.mediator)

    for asked in (chosen(three), chosen(three, _act="withdraw")):
        client.post(URL, asked)
        with django_assert_max_num_queries(15):
            assert client.post(URL, asked).status_code == 200
