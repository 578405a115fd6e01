"""Registering on one screen: the line read, the form kept, refusals beside their fields, the cursor back for the next."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.engines.identifiers import complete_identity_number
from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.parties.models import Party
from fazhi.lines.mediation.models import Agreement, PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import signed_in

pytestmark = pytest.mark.django_db

IDENTITY = complete_identity_number("99999919800101001")


@pytest.fixture
def url() -> str:
    return reverse("mediation-register")


@pytest.fixture
def client(city):
    return signed_in(city.mediator)


def form_in(page: str) -> dict[str, str]:
    """What the second form of the screen would send as it stands."""
    form = page[page.index('name="_places"') - 400 :]
    sent = dict(re.findall(r'<input[^>]*name="([a-z0-9_]+)"[^>]*value="([^"]*)"', form))
    sent |= dict(re.findall(r'<textarea[^>]*name="([a-z0-9_]+)"[^>]*>\n([^<]*)<', form))
    for name, options in re.findall(r'<select[^>]*name="([a-z0-9_]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    sent.pop("line", None)
    return sent


def read(client, url, line) -> str:
    answer = client.post(url, {"_do": "read", "line": line})
    assert answer.status_code == 200
    return answer.content.decode()


def focus(page: str) -> str:
    """The name of the field with the cursor, or the words of the button."""
    (tag,) = re.findall(r"<[a-z]+[^>]* autofocus[^>]*>[^<]*", page)
    named = re.search(r'name="([^"]*)"', tag)
    return named[1] if named else tag.rpartition(">")[2]


def test_the_screen_begins_at_the_line_with_the_usual_choices(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = client.get(url).content.decode()

    assert focus(page) == "line"
    form = form_in(page)
    assert (form["office"], form["way"], form["source"]) == ("XM-SM-01", "accepted", "application")
    assert form["on"] == timezone.localdate().isoformat()
    assert form["mediators"] == "李二"
    assert "今天还没有登记过" in page


def test_the_line_fills_the_form_and_the_cursor_goes_to_what_is_missing(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = read(client, url, "ll 陈大明 林小红 渗水 已调 3000")

    form = form_in(page)
    assert (form["category"], form["way"], form["amount_fen"]) == ("邻里", "settled", "3000")
    assert (form["party1_name"], form["party2_name"], form["facts"]) == ("陈大明", "林小红", "渗水")
    assert focus(page) == "agreement_terms"
    assert "全部看懂" in page


def test_a_whole_line_leaves_nothing_but_to_save(client, url):
    assert focus(read(client, url, "ll 陈大明 林小红 渗水 受理")) == "登记纠纷"


def test_what_was_not_understood_is_named(client, url):
    page = read(client, url, "ll 陈大明 林小红 xx 12-99")

    assert "没有看懂：“xx”（不认识）；“12-99”（不认识）" in page


def test_nothing_is_registered_by_reading_a_line(client, url):
    read(client, url, "ll 陈大明 林小红 渗水 受理")

    assert not PeoplesMatter.objects.system("a test").exists()


def test_registered_by_two_enters_and_the_cursor_is_back_at_the_line(client, url, django_assert_max_num_queries):
    page = client.post(url, form_in(read(client, url, "ll 陈大明 林小红 渗水 受理")), follow=True).content.decode()

    matter = PeoplesMatter.objects.system("a test").get()
    assert f"已登记 {matter.number}：邻里，陈*、林*，调解中。" in page.replace("**", "*")
    assert focus(page) == "line"
    assert reverse("mediation-people", kwargs={"key": matter.pk}) in page
    with django_assert_max_num_queries(15):
        client.get(url)


def test_settled_on_the_spot_in_one_go(client, url):
    form = form_in(read(client, url, "ll 陈大明 林小红 渗水 已调 3.5万 协议：林小红赔偿三万五千元，当场付清。"))

    assert client.post(url, form).status_code == 302

    matter = PeoplesMatter.objects.system("a test").get()
    assert (matter.state, matter.amount_fen, matter.mediator) == ("settled", 3_500_000, "李二")
    assert Agreement.objects.system("a test").get().terms == "林小红赔偿三万五千元，当场付清。"
    assert {entry.place for entry in Entry.objects.filter(subject_kind="mediation.people")} == {"desk"}


def test_each_field_takes_shorthand_by_itself(client, url):
    form = {**form_in(client.get(url).content.decode()), "category": "13", "source": "ga", "way": "sl", "on": "-1"}

    client.post(url, {**form, "party1_name": "陈大明", "party2_name": "某公司", "referral_number": ""})

    matter = PeoplesMatter.objects.system("a test").get()
    assert (matter.category, matter.source) == ("ecommerce", "police")
    assert matter.accepted_date == timezone.localdate() - timedelta(days=1)


def test_a_document_tells_its_kind_by_its_number(client, url):
    client.post(url, form_in(read(client, url, f"ll 陈大明 {IDENTITY} 林小红 渗水 受理")))

    first = Party.objects.system("a test").get(position=1)
    assert (first.document_type, first.document_number) == ("identity", IDENTITY)


def test_more_parties_have_room(client, url):
    form = form_in(read(client, url, "ll 陈一、陈二 林小红 渗水 受理"))
    more = client.post(url, {**form, "_do": "room"}).content.decode()
    client.post(url, {**form_in(more), "party4_name": "某物业公司"})

    names = Party.objects.system("a test").order_by("position").values_list("name", flat=True)
    assert list(names) == ["陈一", "林小红", "陈二", "某物业公司"]
    assert PeoplesMatter.objects.system("a test").get().parties_count == 4


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"category": "xx"}, "category", "婚姻家庭、邻里"),
        ({"party2_name": ""}, "party2_name", "还没有填写"),
        ({"on": "2-30"}, "on", "日期，如 t、-1、3-5、20250219"),
        ({"office": "XM-HL-01"}, "office", "本岗位范围内的一个人民调解委员会"),
        ({"party1_document_number": "123"}, "", ""),
        ({"way": "settled", "agreement_terms": ""}, "agreement_terms", "还没有填写"),
        ({"way": "settled", "agreement_terms": "赔。", "amount_fen": "三千"}, "amount_fen", "以元为单位的金额"),
    ],
)
def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(client, url, wrong, field, said):
    form = {**form_in(read(client, url, "ll 陈大明 林小红 渗水 受理")), **wrong}

    answer = client.post(url, form)

    page = answer.content.decode()
    if not field:  # a number of no kind: the document's type must be chosen, which the database asks for
        assert answer.status_code in {400, 409}
    else:
        assert answer.status_code == 400
        assert f'id="{field}-fault"' in page
        assert said in page
        assert focus(page) == field
        assert form_in(page)["facts"] == "渗水"
    assert not PeoplesMatter.objects.system("a test").exists()


def test_every_fault_is_told_at_once(client, url):
    form = form_in(client.get(url).content.decode())

    page = client.post(url, {**form, "on": "x"}).content.decode()

    for field in ("on", "category", "party1_name", "party2_name"):
        assert f'id="{field}-fault"' in page


def test_a_refusal_by_law_names_the_article(client, url):
    form = form_in(read(client, url, "ll 陈大明 林小红 渗水 已调 协议：赔礼。"))

    page = client.post(url, {**form, "tie": "near_relative"}).content.decode()

    assert "应当回避" in page
    assert "特邀调解规定" in page


def test_a_late_entry_asks_for_its_reason(client, url):
    form = {**form_in(read(client, url, "ll 陈大明 林小红 渗水 受理")), "on": "-200"}

    refused = client.post(url, form).content.decode()
    done = client.post(url, {**form_in(refused), "late_reason": "下乡补录"})

    assert 'name="late_reason"' in refused
    assert done.status_code == 302


def test_the_same_form_twice_is_one_matter(client, url):
    form = form_in(read(client, url, "ll 陈大明 林小红 渗水 受理"))

    client.post(url, form)
    page = client.post(url, form, follow=True).content.decode()

    assert "没有重复登记" in page
    assert PeoplesMatter.objects.system("a test").count() == 1


def test_choices_are_remembered_for_the_next_and_nobody_is(client, url):
    form = form_in(read(client, url, "ht 陈大明 林小红 欠款 公安 登记 昨"))
    client.post(url, form)

    offered = form_in(client.get(url).content.decode())

    assert (offered["category"], offered["source"], offered["way"]) == ("合同", "police", "applied")
    assert offered["on"] == (timezone.localdate() - timedelta(days=1)).isoformat()
    assert offered["party1_name"] == ""
    assert "陈大明" not in str(dict(client.session))


def test_a_known_party_is_taken_over_without_being_shown(client, city, url):
    client.post(url, form_in(read(client, url, f"ll 陈大明 {IDENTITY} 林小红 渗水 受理")))
    known = Party.objects.system("a test").get(position=1)
    form = form_in(read(client, url, "ll 陈 王小二 噪音 受理"))

    looked = client.post(url, {**form, "_look": "party1"}).content.decode()
    client.post(url, {**form, "_from_party1": str(known.pk)})

    assert f'name="_from_party1" value="{known.pk}"' in looked
    assert IDENTITY not in looked
    again = Party.objects.system("a test").filter(name="陈大明").latest("pk")
    assert (again.pk != known.pk, again.document_number) == (True, IDENTITY)
    assert Read.objects.exists()


def test_hints_tell_of_the_same_party_elsewhere(client, city, url):
    client.post(url, form_in(read(client, url, f"ll 陈大明 {IDENTITY} 林小红 渗水 受理")))
    number = PeoplesMatter.objects.system("a test").get().number
    same = reverse("mediation-register-same")

    told = client.post(same, {"party2_name": "陈大明", "party2_document_number": IDENTITY}).content.decode()
    elsewhere = (
        signed_in(city.stranger)
        .post(same, {"party1_name": "陈大明", "party1_document_number": IDENTITY})
        .content.decode()
    )

    assert number in told
    assert "证件号码相同" in told
    assert number not in elsewhere
    assert "其他机构另有 1 件" in elsewhere


def test_hints_say_nothing_without_a_name_and_answer_no_get(client):
    same = reverse("mediation-register-same")

    assert client.post(same, {"party1_phone": "19900001234"}).content.decode().strip() == ""
    assert client.get(same).status_code == 405


def test_another_districts_registrations_are_not_in_todays_list(client, city, url):
    client.post(url, form_in(read(client, url, "ll 陈大明 林小红 渗水 受理")))
    number = PeoplesMatter.objects.system("a test").get().number

    assert number in client.get(url).content.decode()
    assert number not in signed_in(city.stranger).get(url).content.decode()


@pytest.mark.parametrize("who", ["head", "reporter"])
def test_who_may_not_register_may_not_open_the_screen(city, url, who):
    assert signed_in(getattr(city, who)).get(url).status_code == 403


def test_a_department_is_told_that_it_has_no_committee(city, url):
    assert "本岗位范围内没有人民调解委员会" in signed_in(city.officer).get(url).content.decode()


def test_a_long_line_is_cut_and_a_tampered_room_is_bounded(client, url):
    form = form_in(read(client, url, "字" * 5000))

    assert client.post(url, {**form, "_do": "room", "_places": "99999999"}).content.decode().count("<fieldset") <= 12
