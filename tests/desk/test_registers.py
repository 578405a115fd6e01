"""The registers on the desk: what is listed, found, narrowed, sorted, kept, taken out, and by whom."""

import csv
import hashlib
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote_plus

import fastexcel
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.desk.conftest import parts
from tests.desk.test_scope import guarded

from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.exchange import register_export
from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.indicators import listing, registry
from fazhi.kernel.parties.services import add_party
from fazhi.kernel.parties.terms import Draft
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.terms import PEOPLES
from fazhi.surfaces.saved_views import services
from fazhi.surfaces.saved_views.models import SavedView
from fazhi.surfaces.web import access
from fazhi.surfaces.web.matters import face
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.registers import controls

Desk = Callable[..., Client]
NAME = "mediation_people_register"
URL = f"/registers/{NAME}/"


@pytest.fixture(autouse=True)
def no_sample_of_another_test() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def parties(city: Any, year: Any, at: datetime) -> None:
    """郑小雨 is a party of two matters in 思明区 and of one in 湖里区."""
    for matter, by in ((year.ours, city.head), (year.ours_open, city.head), (year.theirs, city.stranger)):
        add_party(PEOPLES, matter.pk, Draft(name="郑小雨"), office=matter.office, by=by, at=at)


@pytest.fixture
def matters(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of 人民调解台账 are matters, as a line says."""
    known = MatterFace((PEOPLES,), "mediation-people", NAME, lambda matter: "", lambda matter: ())
    monkeypatch.setattr(face, "_faces", {PEOPLES: known})


def shown(desk: Client, query: str = "", url: str = URL, status: int = 200) -> str:
    response = desk.get(f"{url}?{query}" if query else url)
    assert response.status_code == status, response.headers
    return response.content.decode()


def numbers(html: str) -> list[str]:
    """The names of the rows, in order."""
    return re.findall(r'<th scope="row" class="nb">(?:<a href="[^"]*">)?([^<]*)', html)


@pytest.fixture
def many(city: Any, year: Any, at: datetime) -> None:
    """114 more matters in 思明区, all accepted on the day of the others: 120 rows."""
    more = [
        PeoplesMatter(
            office=city.committee, number=f"多{number:03d}", state="accepted", occurred_date=date(2024, 3, 5), recorded_at=at,
            category="land", form="mediation", source="application", parties_count=2, **parts("accepted", date(2024, 3, 5)),
        )
        for number in range(114)
    ]  # fmt: skip
    PeoplesMatter.objects.system("test").bulk_create(more)


# What is listed


def test_the_list_shows_the_latest_first_with_the_way_to_each(year: Any, desk: Desk) -> None:
    html = shown(desk())

    assert set(numbers(html)) == {"思1", "思2", "思3", "思4", "湖1", "湖2"}
    assert reverse("mediation-people", kwargs={"key": year.ours.pk}) in html
    assert "共 6 行" in html


@pytest.mark.parametrize(("who", "seen"), [("head", "思"), ("mediator", "思"), ("stranger", "湖")])
def test_a_post_sees_its_own_offices_only_however_it_asks(
    city: Any, year: Any, desk: Desk, who: str, seen: str
) -> None:
    client = desk(getattr(city, who))

    for query in ("", "form=mediation&form=on_the_spot", "filled=accepted_date", "sort=concluded_date", "count=exact"):
        found = numbers(shown(client, query))
        assert found
        assert {name[0] for name in found} == {seen}


def test_an_office_of_others_is_as_unknown_as_one_that_is_not_there(city: Any, year: Any, desk: Desk) -> None:
    for code in ("XM-HL-01", "XM-NOWHERE"):
        html = shown(desk(city.head), f"office={code}", status=400)
        assert f"没有机构“{code}”，或者它不在您的岗位范围内。" in html
        assert not numbers(html)


def test_pages_lead_on_and_back_with_each_row_once(many: None, desk: Desk) -> None:
    client = desk()

    pages = list(turned(client, URL, "after"))
    back = list(turned(client, f"{URL}?{pages[-1][0].partition('?')[2]}", "before"))

    assert [len(names) for _, names in pages] == [50, 50, 20]
    assert len({name for _, names in pages for name in names}) == 120
    assert [names for _, names in reversed(back)] == [names for _, names in pages]


def test_a_page_that_is_no_more_leads_to_the_first(year: Any, desk: Desk) -> None:
    response = desk().get(f"{URL}?state=settled&after=1999-01-01~{'0' * 32}")

    assert response.status_code == 302
    assert response.url == f"{URL}?state=settled"
    nothing = f"{URL}?number=没有&after=1999-01-01~{'0' * 32}"
    assert desk().get(nothing, follow=True).status_code == 200


def turned(client: Client, url: str, side: str) -> Iterator[tuple[str, list[str]]]:
    """Address and rows of each page from one on, to one side."""
    while url:
        response = client.get(url, follow=True)
        html = response.content.decode()
        yield url, numbers(html)
        found = re.search(rf'id="{side}" rel="[a-z]+" href="([^"]*)"', html)
        url = found[1].replace("&amp;", "&") if found else ""


SORTED = [
    ("concluded_date", ["思2", "思3", "湖2", "思1", "湖1", "思4"]),
    ("-concluded_date", ["思1", "湖1", "湖2", "思3", "思2", "思4"]),
    ("-amount_fen", ["思1"]),
]


@pytest.mark.parametrize(("order", "expected"), SORTED)
def test_a_list_is_sorted_both_ways_and_blanks_come_last(
    year: Any, desk: Desk, order: str, expected: list[str]
) -> None:
    found = numbers(shown(desk(), f"sort={order}"))

    ties = {"思1": "1", "湖1": "1"} if "concluded" in order else {}
    assert [ties.get(name, name) for name in found][: len(expected)] == [ties.get(name, name) for name in expected]


def test_a_heading_sorts_and_says_how_it_is_sorted(year: Any, desk: Desk) -> None:
    html = shown(desk(), "sort=concluded_date")

    assert (
        'aria-sort="ascending"><a href="/registers/mediation_people_register/?sort=-concluded_date">办结日期 ↑' in html
    )
    assert html.count("aria-sort") == 1


NARROWED = [
    ("state=accepted", {"思4"}),
    ("empty=concluded_date", {"思4"}),
    ("filled=amount_fen", {"思1"}),
    ("amount_fen=100000..", {"思1"}),
    ("concluded_date=2024-04", {"思2", "思3"}),
    ("concluded_date=2024-04-02..2024-06-03", {"思3", "湖2"}),
    ("source=police&state=settled", {"思1", "湖1"}),
    ("office=XM-HL", {"湖1", "湖2"}),
    ("office=XM-SM-01&source=police", {"思1"}),
    ("number=2", {"思2", "湖2"}),
    ("number==思2", {"思2"}),
    ("is_concluded=0", {"思4"}),
    ("district=湖里", {"湖1", "湖2"}),
    ("parties_count=3..", set()),
    ("accepted_date=last-year..this-year&number=没有", set()),
]


@pytest.mark.parametrize(("query", "expected"), NARROWED)
def test_conditions_narrow_the_list_together(year: Any, desk: Desk, query: str, expected: set[str]) -> None:
    html = shown(desk(), query)

    assert set(numbers(html)) == expected
    assert html.count('class="chip"') == len({pair.split("=")[0] for pair in query.split("&")})
    assert f"共 {len(expected)} 行" in html


def test_an_empty_list_says_what_to_do_next(year: Any, desk: Desk, city: Any) -> None:
    assert "没有符合条件的行。去掉一个条件再查。" in shown(desk(), "number=没有")
    assert "还没有记录。" in shown(desk(), url="/registers/mediation_ruling_register/")


def test_a_form_leads_to_the_one_address_of_its_list(year: Any, desk: Desk) -> None:
    sent = "q=&accepted_date.from=2024-03-05&accepted_date.to=2024-03-05&state=settled&number=&empty=visited_date"

    response = desk().get(f"{URL}?{sent}")

    assert response.status_code == 302
    assert sorted(response.url.partition("?")[2].split("&")) == [
        "accepted_date=2024-03-05",
        "empty=visited_date",
        "state=settled",
    ]
    assert desk().get(response.url).status_code == 200


def test_words_for_days_stand_in_their_boxes_in_chinese_and_mean_the_same_again(year: Any, desk: Desk) -> None:
    html = shown(desk(), "accepted_date=..yesterday&concluded_date=last-year")

    assert 'name="accepted_date.to" value="昨天"' in html
    assert 'name="concluded_date.from" value="上年"' in html
    sent = {"accepted_date.from": "", "accepted_date.to": "昨天", "concluded_date.from": "上年"}
    assert desk().get(URL, sent).url == f"{URL}?accepted_date=..yesterday&concluded_date=last-year"


def test_conditions_in_another_order_are_the_same_address(year: Any, desk: Desk) -> None:
    assert desk().get(f"{URL}?empty=visited_date&state=settled&empty=confirmed_date").status_code == 200


def test_what_cannot_be_read_is_said_beside_the_field_and_nothing_is_lost(year: Any, desk: Desk) -> None:
    html = shown(desk(), "accepted_date.from=昨日&accepted_date.to=2024&state=settled&number=思", status=400)

    assert "“昨日 至 2024”不是真实的日期或者期间" in html
    assert 'value="昨日"' in html
    assert 'name="state" value="settled" checked' in html
    assert 'name="number" value="思"' in html
    assert 'aria-invalid="true" aria-describedby="e-accepted_date"' in html
    assert not numbers(html)


INJECTED = ["' OR 1=1 --", '"; DROP TABLE x', "%", "1) OR (1=1", "<script>alert(1)</script>", "\\'", "＇", "{{ 7 }}"]


@pytest.mark.parametrize("text", INJECTED)
def test_no_field_takes_sql_or_markup(year: Any, desk: Desk, text: str) -> None:
    names = [column.name for column in registry.catalogue().registers[NAME].columns]
    client = desk()

    for name in [*names, "q", "office", "sort", "after", "columns", "size", "party", "empty", "accepted_date.from"]:
        response = client.get(URL, {name: text})
        assert response.status_code in {200, 302, 400}, name
        html = response.content.decode()
        assert "<script>alert" not in html
        assert set(numbers(html)) in ({*()}, {"思1", "思2", "思3", "思4", "湖1", "湖2"})


@pytest.mark.parametrize(
    "query", ["office_left=1", "matter_id=1", "sort=office_left", "columns=office_left", "accepted_year=2024"]
)
def test_what_nobody_reads_cannot_be_asked_for_by_changing_the_address(year: Any, desk: Desk, query: str) -> None:
    assert not numbers(shown(desk(), query, status=400))


def test_a_register_that_is_not_there_is_not_found(year: Any, desk: Desk) -> None:
    for url in ("/registers/nothing/", "/registers/nothing/count/", "/registers/nothing/offices/"):
        assert desk().get(url).status_code == 404


# Searching


SEARCHED = [("思2", "number==思2"), ("思99", "number=思99"), ("2", "number=2"), ("江头街道", "office=XM-HL-01"),
            ("思明区司法局", "office=XM-SM"), ("XM-SM-01", None)]  # fmt: skip


@pytest.mark.parametrize(("text", "condition"), SEARCHED)
def test_a_search_becomes_a_condition(year: Any, desk: Desk, text: str, condition: str | None) -> None:
    response = desk().get(URL, {"q": text, "state": "settled"})

    assert response.status_code == 302
    found = unquote_plus(response.url.partition("?")[2])
    assert set(found.split("&")) == {condition or "number=XM-SM-01", "state=settled"}


def test_a_name_of_several_offices_is_answered_with_them(year: Any, desk: Desk) -> None:
    html = shown(desk(), "q=人民调解委员会", status=400)

    assert "“人民调解委员会”不止一个：" in html
    assert {"莲前街道人民调解委员会", "江头街道人民调解委员会"} <= set(re.split("[：、。]", html))
    assert 'value="人民调解委员会"' in html


def test_an_office_can_be_typed_by_a_piece_of_its_name(year: Any, desk: Desk) -> None:
    assert desk().get(URL, {"office": "江头"}).url == f"{URL}?office=XM-HL-01"


def test_offices_are_chosen_down_the_tree_within_what_the_post_sees(city: Any, year: Any, desk: Desk) -> None:
    html = shown(desk(), "state=settled&at=XM-SM", url=f"{URL}offices/")

    assert f'href="{URL}?state=settled&amp;office=XM-SM-01">莲前街道人民调解委员会' in html
    assert "江头街道" not in html
    assert desk(city.head).get(f"{URL}offices/?at=XM-HL").status_code == 404
    assert "湖里区" not in shown(desk(city.head), url=f"{URL}offices/")


# Parties


def find(client: Client, text: str, reason: str = "handling", **more: str) -> Any:
    return client.post(f"{URL}parties/?state=settled", {"text": text, "reason": reason, **more}, follow=True)


@pytest.mark.usefixtures("matters", "parties")
def test_a_party_narrows_the_list_for_a_reason_that_the_trail_tells(city: Any, year: Any, desk: Desk) -> None:
    response = find(desk(city.head), "郑小雨")

    html = response.content.decode()
    assert set(numbers(html)) == {"思1"}
    assert "当事人 郑" in html
    assert "郑小雨" not in html
    address = response.redirect_chain[-1][0]
    assert "郑" not in address
    assert "%E9%83%91" not in address
    read = Read.objects.get()
    assert (read.actor, read.reason, read.subject_kind) == (city.head.code, "handling", "parties.lookup")
    assert "郑" not in read.subject_id


@pytest.mark.usefixtures("matters", "parties")
def test_a_party_is_found_in_ones_own_offices_only(city: Any, year: Any, desk: Desk) -> None:
    assert set(numbers(find(desk(city.stranger), "郑小雨").content.decode())) == {"湖1"}


@pytest.mark.usefixtures("matters", "parties")
def test_what_a_look_up_found_is_nothing_to_another_session(city: Any, year: Any, desk: Desk) -> None:
    address = find(desk(city.head), "郑小雨").redirect_chain[-1][0]

    html = shown(desk(city.reporter), url=address)

    assert not numbers(html)
    assert "当事人查找已失效，请重新查找" in html


@pytest.mark.usefixtures("matters")
@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [("", "handling", ""), ("陈大明", "", ""), ("陈大明", "curious", ""), ("陈大明", "other", " ")],
)
def test_a_look_up_without_a_reason_is_refused(year: Any, desk: Desk, text: str, reason: str, words: str) -> None:
    response = find(desk(), text, reason, words=words)

    assert not Read.objects.exists()
    assert 'class="banner warned"' in response.content.decode()


def test_a_register_whose_rows_are_no_matters_has_no_parties(
    year: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(face, "_faces", {})
    assert "按当事人查找" not in shown(desk())
    find(desk(), "陈大明")
    assert not Read.objects.exists()


@pytest.mark.usefixtures("matters")
def test_a_session_keeps_the_latest_look_ups_only(year: Any, desk: Desk) -> None:
    client = desk()
    for _ in range(5):
        find(client, "陈大明")

    assert len(client.session["register-parties"]) == 3


@pytest.mark.usefixtures("matters")
def test_rows_that_are_matters_are_chosen_for_acts_on_several(year: Any, desk: Desk) -> None:
    html = shown(desk())

    assert '<form id="bulk" method="get" action="/matters/bulk/">' in html
    assert f'form="bulk" name="key" value="{year.ours.pk.hex}"' in html
    assert f'form="bulk" name="procedure" value="{PEOPLES}"' in html
    assert "一起办理选中的事项" in html


# Counts


def test_a_long_list_says_about_how_long_it_is_and_counts_exactly_on_demand(
    many: None, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COUNTED", 60)
    monkeypatch.setattr(listing, "SAMPLED", 60)
    client = desk()

    html = shown(client)
    assert "约 120 行（估计，" in html
    assert f'hx-get="{URL}count/"' in html
    part = client.get(f"{URL}count/", headers={"HX-Request": "true"})
    assert "共 120 行" in part.content.decode()
    assert part.headers["Vary"].startswith("HX-Request")
    assert "<html" not in part.content.decode()
    whole = client.get(f"{URL}count/?form=mediation", follow=True)
    assert whole.redirect_chain[-1][0] == f"{URL}?form=mediation&count=exact"
    assert "共 120 行" in whole.content.decode()


def test_a_rare_one_among_many_is_said_to_be_below_a_number(
    many: None, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ask_within", lambda alias, query: None)
    monkeypatch.setattr(listing, "SAMPLED", 60)

    assert "不到 " in shown(desk(), "size=100&state=accepted&number=多1&after=2024-03-05~" + "f" * 32)
    assert "共 2 行" in shown(desk(), "source=police")


def test_a_count_of_an_address_that_cannot_be_read_goes_back_to_its_fault(year: Any, desk: Desk) -> None:
    response = desk().get(f"{URL}count/?state=nothing", headers={"HX-Request": "true"}, follow=True)

    assert response.status_code == 200


# Columns


def test_columns_are_chosen_and_put_in_order(year: Any, desk: Desk) -> None:
    sent = {"column": ["number", "is_difficult", "district"], "place.district": "1", "place.number": "2"}

    response = desk().get(URL, sent, follow=True)

    assert response.redirect_chain[-1][0] == f"{URL}?columns=district%2Cnumber%2Cis_difficult"
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a [^>]*>)?([^<]+)', response.content.decode())
    assert [head for head in heads if head.strip()] == ["区", "案号", "疑难复杂"]


def test_an_open_row_and_a_late_one_are_marked(city: Any, year: Any, desk: Desk) -> None:
    type(year.our_referral).objects.system("test").filter(pk=year.our_referral.pk).update(
        result_due_date=date(2024, 4, 1)
    )

    assert '<span class="state on">' in shown(desk(), "state=accepted")
    late = shown(desk(), "result_due_date=..yesterday&empty=result_date", url="/registers/mediation_referral_register/")
    assert '<span class="late">2024-04-01</span>' in late
    assert (
        '<a href="/registers/mediation_referral_register/?empty=result_date&amp;result_due_date=..yesterday" aria-current="page">逾期'
        in late
    )


# Views


def test_usual_views_are_there_for_everybody(year: Any, desk: Desk) -> None:
    html = shown(desk(), "filled=accepted_date&empty=concluded_date")

    assert numbers(html) == ["思4"]
    assert 'aria-current="page">未办结</a>' in html
    assert "本年受理" in html


def save(client: Client, title: str, query: str, **more: str) -> str:
    return client.post(f"{URL}views/", {"title": title, "query": query, **more}, follow=True).content.decode()


def test_a_list_is_kept_under_a_name_and_is_a_tab_afterwards(city: Any, year: Any, desk: Desk) -> None:
    html = save(desk(city.head), "公安移送", f"source=police&after=2024-01-01~{'0' * 32}&party=abc&sort=-amount_fen")

    assert "已存为视图“公安移送”。" in html
    assert 'aria-current="page">公安移送</a>' in html
    assert SavedView.objects.system("test").get().query == "source=police&sort=-amount_fen"
    assert "公安移送" not in shown(desk(city.mediator))


def test_a_view_of_an_office_is_there_for_its_posts_and_nobody_else(city: Any, year: Any, desk: Desk) -> None:
    save(desk(city.mediator), "我们的", "source=police", shared="1")

    assert "我们的" in shown(desk(city.clerk))
    assert "我们的" not in shown(desk(city.head))
    assert "我们的" not in shown(desk(city.stranger))
    assert "删除视图" not in shown(desk(city.clerk), "source=police")


def test_the_same_name_again_replaces_the_view(city: Any, year: Any, desk: Desk) -> None:
    client = desk(city.head)
    save(client, "甲", "source=police")
    save(client, "甲", "state=settled", shared="1")

    view = SavedView.objects.system("test").get()
    assert (view.query, view.is_shared) == ("state=settled", True)


def test_a_view_is_deleted_by_its_owner_only(city: Any, year: Any, desk: Desk) -> None:
    save(desk(city.mediator), "我们的", "source=police", shared="1")
    view = SavedView.objects.system("test").get()
    url = f"{URL}views/{view.pk}/deletion/"

    refused = desk(city.clerk).post(url, follow=True).content.decode()
    assert "只有本人可以删除" in refused
    assert SavedView.objects.system("test").exists()
    assert "已删除视图“我们的”" in desk(city.mediator).post(url, follow=True).content.decode()
    assert not SavedView.objects.system("test").exists()


REFUSED = [("", "source=police", "1 至 20 个字"), ("字" * 21, "", "1 至 20 个字")]


@pytest.mark.parametrize(("title", "query", "says"), REFUSED)
def test_a_view_without_a_usable_name_is_refused(year: Any, desk: Desk, title: str, query: str, says: str) -> None:
    assert says in save(desk(), title, query)
    assert not SavedView.objects.system("test").exists()


def test_too_many_views_and_too_long_ones_are_refused(year: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST", 1)
    client = desk()
    save(client, "甲", "source=police")

    assert "至多存 1 个视图" in save(client, "乙", "source=police")
    monkeypatch.setattr(services, "LONGEST_QUERY", 3)
    assert "条件太多" in save(client, "甲", "source=police")


def test_a_saved_word_for_days_keeps_its_meaning(year: Any, desk: Desk) -> None:
    save(desk(), "今年的", "accepted_date=2024-03-05..today")

    assert SavedView.objects.system("test").get().query == "accepted_date=2024-03-05..today"


# Export


def export(client: Client, form: str = "csv", purpose: str = "analysis", query: str = "") -> Any:
    return client.post(f"{URL}export/{query and '?' + query}", {"form": form, "purpose": purpose})


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def lines(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content(response).decode("utf-8-sig"))))


def test_an_export_holds_what_is_shown_in_its_order(year: Any, desk: Desk) -> None:
    query = "source=police&columns=number,state,amount_fen,is_difficult,concluded_date&sort=concluded_date"
    html = shown(desk(), query)

    title, who, what, *table = lines(export(desk(), query=query))

    assert title == ["人民调解台账"]
    assert who[0].startswith("导出：林五（E0005@XM:reporter）　厦门市司法局　")
    assert who[0].endswith("用途：业务分析")
    assert what == ["条件：案件来源 = 公安机关委托移送　共 2 行"]
    assert table[0] == ["案号", "状态", "协议涉及金额（元）", "疑难复杂", "办结日期"]
    assert [row[0] for row in table[1:]] == numbers(html)
    assert ["思1", "调解成功", "123456.78", "否", "2024-12-31"] in table
    assert len(table) == 3


def test_an_export_reads_all_pages(year: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_export, "_AT_ONCE", 2)

    table = lines(export(desk()))[4:]

    assert sorted(row[0] for row in table) == ["思1", "思2", "思3", "思4", "湖1", "湖2"]


def test_a_workbook_has_the_same_rows_under_the_same_mark(year: Any, desk: Desk, tmp_path: Any) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(
        content(export(desk(), "xlsx", query="columns=number,concluded_date,amount_fen,state&state=settled"))
    )

    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=2)
    frame = sheet.to_polars()
    assert frame.columns == ["案号", "办结日期", "协议涉及金额（元）", "状态"]
    row = frame.filter(frame["案号"] == "思1").row(0)
    assert str(row[1]).startswith("2024-12-31")
    assert (row[2], row[3], frame.height) == (123456.78, "调解成功", 5)
    marks = fastexcel.read_excel(path).load_sheet(0, header_row=None, n_rows=2).to_polars()
    assert "林五（E0005@XM:reporter）" in str(marks.row(1)[0])
    assert "林五" in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode().partition("oddHeader")[2]


def test_text_that_begins_like_a_formula_stays_text(city: Any, year: Any, desk: Desk, tmp_path: Any) -> None:
    PeoplesMatter.objects.system("test").filter(pk=year.ours.pk).update(number='=HYPERLINK("http://x")')

    query = "columns=number&state=settled"
    assert ['\'=HYPERLINK("http://x")'] in lines(export(desk(), query=query))
    path = tmp_path / "out.xlsx"
    path.write_bytes(content(export(desk(), "xlsx", query=query)))
    xml = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "=HYPERLINK" in xml


def test_an_export_is_in_the_trail_with_its_count_and_digest(city: Any, year: Any, desk: Desk) -> None:
    data = content(export(desk(city.head), query="source=police"))

    entry = Entry.objects.get(action="register.export")
    told = json.loads(entry.detail.content)
    assert entry.actor == city.head.code
    assert entry.subject_id == NAME
    assert told["rows"] == 1
    assert told["sha256"] == hashlib.sha256(data).hexdigest()
    assert told["conditions"] == "案件来源 = 公安机关委托移送"
    assert told["purpose"] == "analysis"


def test_an_export_keeps_to_the_scope(city: Any, year: Any, desk: Desk) -> None:
    assert {row[0][0] for row in lines(export(desk(city.stranger)))[4:]} == {"湖"}


@pytest.mark.parametrize(
    ("form", "purpose"), [("pdf", "analysis"), ("csv", ""), ("csv", "curiosity"), ("../x", "analysis")]
)
def test_an_export_without_form_or_purpose_is_refused(year: Any, desk: Desk, form: str, purpose: str) -> None:
    response = export(desk(), form, purpose)

    assert response.status_code == 302
    assert not Entry.objects.filter(action="register.export").exists()


def test_a_list_too_long_for_a_file_is_refused_with_what_to_do(
    year: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_export, "MOST", 5)
    client = desk()

    assert export(client).status_code == 302
    assert "符合条件的有 6 行，一个文件至多 5 行" in shown(client)
    assert not Entry.objects.filter(action="register.export").exists()


def test_who_may_not_take_ledgers_out_exports_nothing(
    city: Any, year: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = replace(EXPORT, roles=frozenset({"head"}))
    monkeypatch.setitem(access._declared, "register-export", access.holding(heads))
    monkeypatch.setattr(controls, "EXPORT", heads)

    assert export(desk(city.stranger)).status_code == 403
    assert 'id="export"' not in shown(desk(city.stranger))
    assert 'id="export"' in shown(desk(city.head))


def test_the_file_is_gone_after_it_was_sent(
    year: Any, desk: Desk, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    response = export(desk())
    content(response)
    response.close()

    assert list(folder.iterdir()) == []


# The list of registers


def test_the_registers_stand_by_line_with_rows_and_latest_import(city: Any, year: Any, desk: Desk) -> None:
    html = shown(desk(city.head), url="/registers/")

    assert '">调解</h2>' in html
    row = re.search(r"人民调解台账</a></th><td class=\"num\">(\d+)</td><td class=\"nb\">([^<]*)", html)
    assert row
    assert row[1] == "4"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row[2])
    assert "从受理日期到办结日期为在办" in html


def test_a_long_register_is_listed_with_a_bound(year: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 2)
    monkeypatch.setattr(listing.counts_up_to, "__defaults__", (2,))

    assert "2 以上" in shown(desk(), url="/registers/")


# Promises of every page


PAGES = [
    "/registers/",
    URL,
    f"{URL}?state=settled&office=XM-SM&accepted_date=2024&sort=-amount_fen&empty=visited_date",
    f"{URL}?accepted_date=wrong",
    f"{URL}offices/",
    f"{URL}count/",
]


@pytest.mark.usefixtures("matters")
@pytest.mark.parametrize("url", PAGES)
def test_no_page_makes_more_than_fifteen_queries(
    many: None, desk: Desk, url: str, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COUNTED", 60)
    monkeypatch.setattr(listing, "SAMPLED", 60)
    client = desk()

    with django_assert_max_num_queries(15):
        client.get(url, headers={"HX-Request": "true"})


@pytest.mark.usefixtures("matters", "parties")
@pytest.mark.parametrize("who", ["head", "stranger"])
def test_what_is_sent_reads_within_the_bounds_of_its_post(city: Any, year: Any, as_post: Any, who: str) -> None:
    post = getattr(city, who)
    client = as_post(post)
    account = client.get(URL).wsgi_request.account
    view = services.save(account, NAME, "甲", "state=settled", by=post, at=year.ours.recorded_at)

    for url, sent in (
        (f"{URL}parties/", {"text": "陈大明", "reason": "handling"}),
        (f"{URL}export/?state=settled", {"form": "csv", "purpose": "analysis"}),
        (f"{URL}views/", {"title": "乙", "query": "state=settled"}),
        (f"{URL}views/{view.pk}/deletion/", {}),
    ):
        with guarded(post) as seen:
            client.post(url, sent)
        assert seen, url


@pytest.mark.parametrize("name", ["export", "parties", "views", "views/1/deletion"])
def test_what_changes_or_takes_out_something_is_never_a_link(year: Any, desk: Desk, name: str) -> None:
    assert desk().get(f"{URL}{name}/").status_code == 405
