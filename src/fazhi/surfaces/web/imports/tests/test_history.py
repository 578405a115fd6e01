"""What was imported: the list, one batch and its rows, its files, and taking it back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange.models import ImportedRow, LedgerBatch
from fazhi.kernel.exchange.tests.cases import GOOD, rows
from fazhi.kernel.referrals.models import Referral
from fazhi.surfaces.jobs import services
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.web.imports import history
from fazhi.surfaces.web.imports.tests.importing import act, file, latest, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(desk, tmp_path):
    """Import rows as a post; gives the batch."""

    def run(found=None, post=None):
        client = desk(post)
        upload(client, file(tmp_path, found if found is not None else rows(3)))
        act(client, "confirmation", latest())
        return LedgerBatch.objects.latest("id")

    return run


def url(name, batch):
    return reverse(f"import-{name}", kwargs={"number": batch.pk})


def test_the_list_says_who_when_and_what(desk, city, imported):
    imported([*rows(2), {**GOOD, "number": ""}])

    shown = desk(city.head).get(reverse("import-batches")).content.decode()

    assert "王一" in shown
    assert "台账.xlsx" in shown
    assert "已到最早一批" in shown


def test_the_list_is_read_a_page_at_a_time(desk, imported, monkeypatch):
    monkeypatch.setattr(history, "PAGE", 2)
    for number in range(3):
        imported([{**GOOD, "number": f"E-{number}"}])
    client = desk()

    first = client.get(reverse("import-batches")).content.decode()
    second = client.get(reverse("import-batches"), {"before": str(LedgerBatch.objects.order_by("-id")[1].pk)})

    assert "更早的" in first
    assert "已到最早一批" in second.content.decode()


def test_a_batch_of_another_office_is_not_there(desk, city, imported):
    batch = imported()
    stranger = desk(city.stranger)

    assert "台账.xlsx" not in stranger.get(reverse("import-batches")).content.decode()
    for name in ("batch", "original", "batch-refusals", "undoing"):
        assert stranger.get(url(name, batch)).status_code == 404
    assert stranger.post(url("undoing", batch), {"reason": "x"}).status_code == 404
    assert ImportedRow.objects.count() == 3


def test_the_bureau_sees_the_consoles_imports_and_a_part_of_it_does_not(desk, city, imported):
    batch = imported()
    LedgerBatch.objects.filter(pk=batch.pk).update(by="system")

    assert desk(city.reporter).get(url("batch", batch)).status_code == 200
    assert "控制台" in desk(city.reporter).get(reverse("import-batches")).content.decode()
    assert desk().get(url("batch", batch)).status_code == 404


def test_each_row_opens_its_record(desk, imported, monkeypatch):
    batch = imported()
    monkeypatch.setattr(history, "_url_name", lambda procedure: "mediation-referral")

    shown = desk().get(url("batch", batch)).content.decode()

    for referral in Referral.objects.system("a test"):
        assert f"/{referral.pk}/" in shown


def test_the_page_of_records_is_found_under_the_procedure_or_one_that_it_begins(monkeypatch):
    from fazhi.surfaces.web.matters.face import MatterFace

    face = MatterFace(("referral.police",), "mediation-referral", "", title=str, facts=lambda matter: ())
    monkeypatch.setattr(history, "face_of", lambda name: face if name == "referral.police" else None)

    assert history._url_name("referral") == "mediation-referral"
    assert history._url_name("mediation.committee") == ""


def test_rows_are_read_a_page_at_a_time(desk, imported, monkeypatch):
    monkeypatch.setattr(history, "PAGE", 2)
    batch = imported()

    first = desk().get(url("batch", batch)).content.decode()
    second = desk().get(url("batch", batch), {"after": "2"}).content.decode()

    assert "D-1" in first
    assert "D-3" not in first
    assert "D-3" in second
    assert "第一页" in second


def test_new_rows_and_corrected_ones_are_told_apart(desk, imported):
    imported(rows(1))
    batch = imported(rows(2, people=9))

    shown = desk().get(url("batch", batch)).content.decode()

    assert shown.index("D-2") < shown.index("D-1")
    assert "<td>新增</td>" in shown
    assert "<td>更新</td>" in shown


def test_rows_that_are_not_kept_any_more_are_said_to_be(desk, imported, data_dir):
    batch = imported()
    for path in (data_dir / "files" / "ledgers").glob("*.parquet"):
        path.unlink()

    assert "没有留存" in desk().get(url("batch", batch)).content.decode()


def test_the_original_is_handed_out_as_it_came_and_the_trail_says_so(desk, city, imported):
    import hashlib

    batch = imported()

    response = desk(city.head).get(url("original", batch))

    assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == batch.sha256
    assert response.headers["Content-Disposition"].startswith("attachment")
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.place, entry.actor) == ("ledger.hand_out", "desk", city.head.code)


def test_a_file_that_is_not_kept_leads_back_to_its_batch(desk, imported):
    batch = imported()

    response = desk().get(url("batch-refusals", batch))

    assert response.status_code == 404
    assert url("batch", batch) in response.content.decode()
    assert Entry.objects.latest("number").action == "ledger.import"


def test_who_keeps_the_offices_takes_no_ledger_out(desk, administrator, imported):
    batch = imported()

    assert desk(administrator).get(url("original", batch)).status_code == 403
    assert desk(administrator).get(url("undoing", batch)).status_code == 403


def test_a_batch_is_taken_back_after_a_look_at_what_goes(desk, imported):
    batch = imported()
    client = desk()

    before = client.get(url("undoing", batch)).content.decode()
    response = client.post(url("undoing", batch), {"reason": "传错了文件"})
    after = client.get(response.url).content.decode()

    assert "撤回本批，移除 3 条记录" in before
    assert "已撤回：移除 3 条新增的记录，0 条更正恢复原值" in after
    assert ImportedRow.objects.count() == 0
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.place) == ("ledger.undo", "desk")
    assert "传错了文件" not in str(Job.objects.latest("queued_at").arguments)


def test_without_a_reason_nothing_is_taken_back(desk, imported):
    batch = imported()

    response = desk().post(url("undoing", batch), {"reason": " "})

    assert response.status_code == 400
    assert "没有写撤回的原因" in response.content.decode()
    assert ImportedRow.objects.count() == 3


def test_what_stands_in_the_way_is_told_before_and_after(desk, imported):
    batch = imported(rows(2))
    imported(rows(1, people=9))
    client = desk()

    shown = client.get(url("undoing", batch)).content.decode()
    response = client.post(url("undoing", batch), {"reason": "试试"})

    assert "其中 1 行后来又导入过" in shown
    assert "撤回本批" not in shown
    assert "其中 1 行后来又导入过" in client.get(response.url).content.decode()
    assert ImportedRow.objects.count() == 2


def test_a_batch_that_was_taken_back_can_not_be_again(desk, imported):
    batch = imported()
    client = desk()
    client.post(url("undoing", batch), {"reason": "一"})

    assert "已撤回" in client.get(url("undoing", batch)).content.decode()
    assert "看能否撤回" not in client.get(url("batch", batch)).content.decode()


@pytest.mark.parametrize("job", ["", "x", "4da4740c-f5b8-4d37-b5d6-575a7d44098b"])
def test_a_job_that_is_none_of_this_batch_is_not_shown(desk, imported, job):
    batch = imported()

    response = desk().get(url("batch", batch), {"job": job})

    assert response.status_code == 200
    assert 'id="undone"' not in response.content.decode()


def test_the_part_that_is_polled_is_a_part(desk, imported, waiting):
    batch = LedgerBatch.objects.create(
        format="test.cases", name="a.xlsx", sha256="0" * 64, by="E0001@XM-SM-01:clerk", started_at="2024-06-03T00:00Z",
        state="done", inserted=1,
    )  # fmt: skip
    client = desk()
    response = client.post(url("undoing", batch), {"reason": "x"})

    part = client.get(response.url, headers={"HX-Request": "true"}).content.decode()

    assert 'hx-trigger="every 1s"' in part
    assert "<html" not in part
    services.cancel(Job.objects.get(), at=timezone.now())
    ended = client.get(response.url, headers={"HX-Request": "true"})
    assert (ended.content, ended.headers["HX-Refresh"]) == (b"", "true")
    assert "没有撤回" in client.get(response.url).content.decode()


def test_pages_of_batches_ask_little(desk, imported, django_assert_max_num_queries):
    batch = imported()
    client = desk()

    for name in ("batch", "undoing"):
        with django_assert_max_num_queries(15):
            client.get(url(name, batch))
    with django_assert_max_num_queries(15):
        client.get(reverse("import-batches"))
