"""Pages of inspections: what a list shows and to whom, what stands to be done of a draw, the record of a visit."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.engines.draw import round_at, verify
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.tests.cases import png
from fazhi.lines.inspections import services
from fazhi.lines.inspections.errors import LineUnclear
from fazhi.lines.inspections.models import Draw, Inspection, Inspector, PlanLine, Task, Visit
from fazhi.lines.inspections.queries.draws import inspections_of, team_of
from fazhi.lines.inspections.tests import bureau
from fazhi.surfaces.accounts.tests.signing_in import signed_in

from .cast import posts_of

pytestmark = pytest.mark.django_db
_HIDDEN = re.compile(r'<input type="hidden" name="(_\w+)" value="([^"]*)">')


@pytest.fixture
def works(city: Any) -> bureau.Division:
    bureau.build(city.bureau)
    Inspector.objects.system("a test").update(valid_to_date=timezone.localdate() + timedelta(days=400))
    clerk, head = posts_of(city.bureau, "clerk", "head")
    return bureau.Division(city.bureau, clerk, head, city.stranger)


def text_of(client: Client, name: str, query: str = "", **kwargs: Any) -> str:
    response = client.get(reverse(name, kwargs=kwargs) + query)
    assert response.status_code == 200, response.content.decode()[:1000]
    return response.content.decode()


def today_of(post: Any) -> dict[str, Any]:
    return {"by": post, "at": timezone.now(), "on": timezone.localdate()}


def to_inspect(works: bureau.Division) -> Inspection:
    """An inspection of a law firm that is to be made, of a task that was drawn today."""
    task = services.plan_task(
        **today_of(works.clerk), office=works.bureau, number="今抽1号", title="今天", items=("LS-01", "LS-02"),
        numbers=("律师事务所 2",), visit_date=timezone.localdate(),
    )  # fmt: skip
    services.commit_rosters(task, **today_of(works.clerk), beacon=bureau.BEACON)
    services.announce(task, **today_of(works.clerk), announced_at="网站")
    services.draw(task, **today_of(works.clerk), public_values=(bureau.LOTTERY,))
    return works.firm(task)


def send(client: Client, inspection: Inspection, **answers: Any) -> Any:
    """Open the record of the visit and send it."""
    url = reverse("inspections-record", kwargs={"key": inspection.pk})
    page = client.get(url).content.decode()
    own = dict(_HIDDEN.findall(page))
    return client.post(url, {**own, "on": timezone.localdate().isoformat(), "_do": "record", **answers}, follow=True)


def recorded(inspection: Inspection) -> dict[str, Any]:
    """What a clerk answers at a visit where all is well but one thing."""
    present = [each.inspector.certificate for each in team_of(inspection)]
    return {
        "manner": "on_site", "present": present, "answer-LS-3": "否", "code-LS-01-0": "0", "code-LS-02-0": "D",
        "note-LS-02-0": "没有写明\n收费标准",
    }  # fmt: skip


def test_a_stranger_finds_empty_lists(works: bureau.Division) -> None:
    works.ordered()
    client = signed_in(works.stranger)

    for name in ("tasks", "inspections", "institutions", "inspectors"):
        assert "<tbody>" not in text_of(client, f"inspections-{name}")
    assert "这一年还没有计划" in text_of(client, "inspections-plan")


def test_the_plan_tells_what_is_left_and_opens_a_task_filled_in(works: bureau.Division) -> None:
    works.recorded()
    PlanLine.objects.system("a test").update(planned=3)

    page = text_of(signed_in(works.clerk), "inspections-plan", "?year=2024")

    urls = [parse_qs(urlsplit(url.replace("&amp;", "&")).query) for url in re.findall(r'href="(/begin/[^"]+)"', page)]
    assert [(url["numbers"], url["items"]) for url in urls] == [
        (["公证机构 3"], ["GZ-01"]),
        (["律师事务所 2"], ["LS-01\nLS-02"]),
        (["公证机构 3\n律师事务所 2"], ["GZ-01\nLS-01\nLS-02"]),
    ]


def test_a_plan_is_opened_by_nobody_who_may_not_prepare_a_task(works: bureau.Division, city: Any) -> None:
    page = text_of(signed_in(city.reporter), "inspections-plan", "?year=2024")

    assert "LS-01" in page
    assert "/begin/" not in page


@pytest.mark.parametrize(("query", "count"), [("", 11), ("?kind=notary", 3), ("?credit=A", 2), ("?named=3135", 8)])
def test_institutions_are_narrowed(works: bureau.Division, query: str, count: int) -> None:
    page = text_of(signed_in(works.clerk), "inspections-institutions", query)

    assert page.count('<th scope="row">') == count


def test_a_shelf_that_is_not_there_says_so(works: bureau.Division) -> None:
    client = signed_in(works.clerk)

    for query in ("?shelf=wrong", "?after=wrong"):
        assert client.get(reverse("inspections-inspections") + query).status_code == 404
    assert client.get(reverse("inspections-tasks") + "?after=wrong").status_code == 404


def test_an_order_stands_on_its_shelf_and_waits_to_be_published(works: bureau.Division) -> None:
    ordered = works.ordered()
    client = signed_in(works.clerk)

    for shelf in ("ordered", "publish"):
        assert ordered.number in text_of(client, "inspections-inspections", f"?shelf={shelf}")
    assert ordered.number not in text_of(client, "inspections-inspections", "?shelf=assigned")
    assert "逾期" in text_of(client, "inspections-inspections", "?shelf=ordered")


def test_before_the_freezing_rounds_to_come_are_offered(works: bureau.Division) -> None:
    task = works.planned()

    page = text_of(signed_in(works.clerk), "inspections-task", key=task.pk)

    numbers = [int(found) for found in re.findall(r"drand\+quicknet\+(\d+)", page)]
    assert len(numbers) == 3
    assert numbers == sorted(numbers)
    assert numbers[0] > round_at(timezone.now())


def test_a_frozen_task_says_what_to_announce_and_by_when(works: bureau.Division) -> None:
    task = works.planned()
    number = round_at(datetime.now(tz=timezone.get_default_timezone()) + timedelta(hours=2))
    services.commit_rosters(task, **today_of(works.clerk), beacon=(f"drand quicknet {number}",))

    page = text_of(signed_in(works.clerk), "inspections-task", key=task.pk)

    assert re.search(r"最迟在 \d{4}-\d\d-\d\d 周. \d\d:\d\d 以前公告", page)
    assert Draw.objects.system("a test").get().digest in page
    assert "名录内 8 家，抽取 3 家" in page


def test_who_froze_too_near_the_public_value_is_told_to_annul(works: bureau.Division) -> None:
    day = date(2024, 3, 5)
    task = works.planned()
    number = round_at(bureau.noon(day)) + 1
    services.commit_rosters(task, **works.by_clerk(day), beacon=(f"drand quicknet {number}",))

    page = text_of(signed_in(works.chief), "inspections-task", key=task.pk)

    assert "来不及公告" in page
    assert "acts/annul/" in page


def test_an_announced_draw_by_drand_waits_for_its_moment(works: bureau.Division) -> None:
    task = works.planned()
    number = round_at(timezone.now() + timedelta(hours=2))
    services.commit_rosters(task, **today_of(works.clerk), beacon=(f"drand quicknet {number}",))
    services.announce(task, **today_of(works.clerk), announced_at="网站")

    page = text_of(signed_in(works.clerk), "inspections-task", key=task.pk)

    assert "在这以前不能抽取" in page
    assert "填写公共随机数" not in page


def test_the_texts_of_a_draw_are_downloaded_byte_for_byte(works: bureau.Division) -> None:
    task = works.drawn()
    draw = Draw.objects.system("a test").get()
    client = signed_in(works.clerk)

    files = {
        name: client.get(reverse("inspections-draw-file", kwargs={"key": draw.pk, "name": f"{name}.json"})).content
        for name in ("commitment", "transcript", "announcement")
    }

    assert verify(files["transcript"], files["commitment"]).holds
    assert draw.digest.encode() in files["announcement"]
    unknown = reverse("inspections-draw-file", kwargs={"key": draw.pk, "name": "other.json"})
    assert client.get(unknown).status_code == 404
    assert client.get(reverse("inspections-draw", kwargs={"key": draw.pk})).url.endswith(f"{task.pk}/#draws")


def test_an_annulled_draw_stays_on_the_page_with_reason_and_person(works: bureau.Division) -> None:
    task = works.drawn()
    services.annul(task, **works.by_chief(date(2024, 3, 11)), reason="名录漏列一家")

    page = text_of(signed_in(works.clerk), "inspections-task", key=task.pk)

    assert "新head（负责人）：名录漏列一家" in page
    assert "接下来" in page


def test_a_substitution_is_shown_and_downloaded(works: bureau.Division) -> None:
    inspection = works.firm(works.drawn())
    first = team_of(inspection)[0].inspector.certificate
    day = works.by_clerk(date(2024, 3, 12))
    services.substitute(inspection, **day, certificate=first, reason="因病")
    client = signed_in(works.clerk)

    assert "由抽取顺序的下一位递补" in text_of(client, "inspections-inspection", key=inspection.pk)
    page = text_of(client, "inspections-task", key=inspection.task_id)
    (url,) = re.findall(r'href="([^"]+supplement-1.json)"', page)
    assert client.get(url).json()["previous"] is None


def test_a_visit_is_recorded_with_check_list_results_and_photographs(works: bureau.Division) -> None:
    inspection = to_inspect(works)
    photos = [SimpleUploadedFile(f"{each}.png", png(), "image/png") for each in "12"]

    response = send(signed_in(works.clerk), inspection, **recorded(inspection), photo=photos, note="查阅30份合同")

    assert response.redirect_chain == [(reverse("inspections-inspection", kwargs={"key": inspection.pk}), 302)]
    page = response.content.decode()
    assert "违反法律服务管理规定" in page
    assert "没有写明 收费标准" in page
    visit = Visit.objects.system("a test").get()
    assert (visit.outcome, visit.answers, visit.note) == ("done", {"LS-3": "否"}, "查阅30份合同")
    assert Attachment.objects.system("a test").filter(kind="inspections.photo").count() == 2
    made = text_of(signed_in(works.clerk), "inspections-record", key=inspection.pk)
    assert "查阅30份合同" in made
    assert "<form" not in made.split("<main", 1)[1].split("</main>")[0]


def test_a_record_without_a_result_is_refused_and_keeps_what_was_written(works: bureau.Division) -> None:
    inspection = to_inspect(works)
    answers = recorded(inspection) | {"code-LS-02-0": "", "note": "查阅30份合同"}

    response = send(signed_in(works.clerk), inspection, **answers)

    page = response.content.decode()
    assert response.status_code == 400
    assert "LS-02" in page.split('role="alert"')[1][:400]
    assert "查阅30份合同" in page
    assert 'name="answer-LS-3" value="否" checked' in page
    assert not Visit.objects.system("a test").exists()


def test_one_inspector_alone_records_nothing(works: bureau.Division) -> None:
    inspection = to_inspect(works)
    answers = recorded(inspection)

    response = send(signed_in(works.clerk), inspection, **(answers | {"present": answers["present"][:1]}))

    assert response.status_code == 400
    assert not Visit.objects.system("a test").exists()


def test_a_late_record_asks_for_its_reason(works: bureau.Division) -> None:
    inspection = to_inspect(works)
    Task.objects.system("a test").update(planned_date=date(2026, 1, 5))
    long_ago = (timezone.localdate() - timedelta(days=30)).isoformat()

    response = send(signed_in(works.clerk), inspection, **recorded(inspection), on=long_ago)

    assert response.status_code == 400
    assert 'name="late_reason"' in response.content.decode() or 'id="on-fault"' in response.content.decode()


def test_a_photograph_that_is_none_is_refused(works: bureau.Division) -> None:
    inspection = to_inspect(works)
    file = SimpleUploadedFile("x.png", b"no picture", "image/png")

    response = send(signed_in(works.clerk), inspection, **recorded(inspection), photo=[file])

    assert response.status_code == 400
    assert not Visit.objects.system("a test").exists()


def test_nobody_there_is_recorded_and_the_inspection_stays_to_be_made(works: bureau.Division) -> None:
    inspection = to_inspect(works)

    response = send(signed_in(works.clerk), inspection, _do="attempt", outcome="nobody", note="大门锁闭")

    assert "待检查" in response.content.decode()
    assert Visit.objects.system("a test").get().outcome == "nobody"
    assert "大门锁闭" in text_of(signed_in(works.clerk), "inspections-record", key=inspection.pk)


def test_an_attempt_without_its_outcome_is_refused(works: bureau.Division) -> None:
    inspection = to_inspect(works)

    response = send(signed_in(works.clerk), inspection, _do="attempt", outcome="")

    assert response.status_code == 400
    assert 'id="outcome-fault"' in response.content.decode()


def test_who_may_not_inspect_gets_no_form(works: bureau.Division, city: Any) -> None:
    inspection = to_inspect(works)

    response = signed_in(city.reporter).get(reverse("inspections-record", kwargs={"key": inspection.pk}))

    assert response.status_code == 403
    assert 'name="present"' not in response.content.decode()


def test_the_form_of_an_act_with_a_page_of_its_own_leads_there(works: bureau.Division) -> None:
    inspection = to_inspect(works)
    record = reverse("inspections-record", kwargs={"key": inspection.pk})
    client = signed_in(works.clerk)

    form = client.get(reverse("inspections-inspection-act", kwargs={"key": inspection.pk, "act": "record"}))

    assert (form.status_code, form.url) == (302, record)
    assert f'href="{record}"' in text_of(client, "inspections-inspection", key=inspection.pk)


def test_an_objection_waits_on_the_page_until_it_is_decided(works: bureau.Division) -> None:
    inspection = works.concluded()
    services.object_to(inspection, **works.by_clerk(date(2024, 4, 10)), objection="请复核")
    client = signed_in(works.clerk)

    assert "待处理" in text_of(client, "inspections-inspection", key=inspection.pk)
    services.decide_objection(
        inspection, **works.by_chief(date(2024, 4, 11)), objection_result="upheld", answer="已复核",
        findings=("LS-01 E 已补正", "LS-02 0"),
    )  # fmt: skip
    page = text_of(client, "inspections-inspection", key=inspection.pk)
    assert "异议成立" in page
    assert "已复核" in page
    assert "2024-04-11 撤回" in page


@pytest.mark.parametrize("numbers", ["9 18 26 34 41 45", "45 41 34 26 18 9"])
def test_lottery_numbers_are_taken_as_they_are_printed(works: bureau.Division, numbers: str) -> None:
    task = works.announced()
    drawn = services.draw(task, **works.by_clerk(date(2024, 3, 8)), public_values=(numbers,))

    assert drawn.document["beacon"][0]["public_value"] == bureau.LOTTERY
    assert Draw.objects.system("a test").get().values == bureau.LOTTERY
    assert inspections_of(task).count() == 4


@pytest.mark.parametrize("numbers", ["1 2 3 +", "1 2 x", "+ 1 2"])
def test_what_is_no_lottery_number_is_refused(works: bureau.Division, numbers: str) -> None:
    task = works.announced()

    with pytest.raises(LineUnclear):
        services.draw(task, **works.by_clerk(date(2024, 3, 8)), public_values=(numbers,))
