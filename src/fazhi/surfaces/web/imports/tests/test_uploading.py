"""Uploading, previewing, confirming, giving up: what a clerk does with a file, and what nobody may."""

import io
import stat
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.exchange.models import ImportedRow, LedgerBatch
from fazhi.kernel.exchange.tests.cases import GOOD, rows
from fazhi.kernel.referrals.models import Referral
from fazhi.surfaces.web.imports.models import Upload
from fazhi.surfaces.web.imports.tests.importing import act, file, latest, upload

pytestmark = pytest.mark.django_db


def kept(data_dir: Path) -> list[str]:
    place = data_dir / "files" / "uploads"
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def page_of(client: Client, found: Upload, **query: str) -> str:
    response = client.get(reverse("import-file", kwargs={"key": found.pk}), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_is_previewed_and_nothing_is_written(desk, tmp_path, data_dir):
    client = desk()

    response = upload(client, file(tmp_path, [*rows(3), {**GOOD, "number": "D-9", "category": "外星"}]))

    assert response.status_code == 302
    found = latest()
    assert (found.state, found.read, found.found_kind, found.name) == ("checked", 4, "test.cases", "台账.xlsx")
    shown = page_of(client, found)
    assert "3 + 0 + 0 + 1 = 4，与读入行数一致" in shown
    assert "确认写入 3 行" in shown
    assert "纠纷类别：不在代码表中；可填：婚姻家庭、邻里。" in shown
    assert (ImportedRow.objects.count(), LedgerBatch.objects.count(), Entry.objects.count()) == (0, 0, 0)
    assert kept(data_dir) == sorted([found.sha256, f"{found.pk}.refused.xlsx"])


def test_a_confirmed_file_is_written_once_and_the_trail_says_at_the_desk(desk, city, tmp_path, data_dir):
    client = desk()
    upload(client, file(tmp_path, rows(3)))

    act(client, "confirmation", latest())

    found = latest()
    assert (found.state, ImportedRow.objects.count()) == ("written", 3)
    batch = LedgerBatch.objects.get()
    assert (batch.pk, batch.name, batch.by, batch.state) == (found.batch, "台账.xlsx", city.clerk.code, "done")
    assert list(Entry.objects.values_list("action", "place", "actor")) == [("ledger.import", "desk", city.clerk.code)]
    assert kept(data_dir) == []
    assert f"第 {batch.pk} 批" in page_of(client, found)


def test_confirming_twice_writes_once(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(3)))
    act(client, "confirmation", latest())

    response = act(client, "confirmation", latest())

    assert response.status_code == 409
    assert "这一步没有再做一遍" in response.content.decode()
    assert LedgerBatch.objects.count() == 1


def test_what_changed_since_the_preview_is_not_written(desk, city, tmp_path):
    client, other = desk(), desk(city.mediator)
    upload(client, file(tmp_path, rows(3)))
    previewed = latest()
    upload(other, file(tmp_path, rows(1)))
    act(other, "confirmation", latest())

    act(client, "confirmation", previewed)

    previewed.refresh_from_db()
    assert previewed.state == "refused"
    assert "记录有了变动" in page_of(client, previewed)
    act(client, "check", previewed)
    assert "2 + 0 + 1 + 0 = 3" in page_of(client, previewed)


def test_a_corrected_file_is_shown_cell_by_cell_before_it_is_written(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(2)))
    act(client, "confirmation", latest())

    upload(client, file(tmp_path, rows(2, people=7)))

    shown = page_of(client, latest())
    assert "编号相同，2 个单元格不同" in shown
    assert '<span class="was">2</span>' in shown
    assert "<strong>7</strong>" in shown


def test_more_than_the_first_rows_are_shown_on_request(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(9, category="外星")))

    assert page_of(client, latest()).count('class="bad-cell"') == 5
    assert page_of(client, latest(), all="1").count('class="bad-cell"') == 9


def test_a_file_with_nothing_to_write_can_only_be_given_up(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(2, category="外星")))

    shown = page_of(client, latest())

    assert "确认写入" not in shown
    assert "没有要写入的行" in shown


def test_giving_up_removes_the_file(desk, tmp_path, data_dir):
    client = desk()
    upload(client, file(tmp_path, [*rows(1), {**GOOD, "number": ""}]))

    response = act(client, "abandonment", latest())

    assert response.status_code == 302
    assert (latest().state, latest().preview, kept(data_dir)) == ("discarded", None, [])
    assert "已放弃“台账.xlsx”" in client.get(reverse("imports")).content.decode()
    assert act(client, "abandonment", latest()).status_code == 409
    assert "已放弃，文件已经删除" in page_of(client, latest())


def test_a_file_that_two_wait_with_stays_until_both_have_gone(desk, city, tmp_path, data_dir):
    client, other = desk(), desk(city.mediator)
    one = file(tmp_path, rows(2))
    content = one.read()
    for each in (client, other):
        upload(each, SimpleUploadedFile("a.xlsx", content))
    first, second = Upload.objects.order_by("uploaded_at")

    act(client, "abandonment", first)

    assert kept(data_dir) == [second.sha256]
    act(other, "confirmation", second)
    assert ImportedRow.objects.count() == 2


def test_several_files_at_once_are_several_uploads(desk, tmp_path):
    client = desk()

    upload(client, file(tmp_path, rows(1), "一.xlsx"), file(tmp_path, rows(2), "二.xlsx"))

    assert sorted(Upload.objects.values_list("name", "read", "state")) == [
        ("一.xlsx", 1, "checked"),
        ("二.xlsx", 2, "checked"),
    ]


def test_no_file_chosen_is_said_beside_the_field(desk):
    response = desk().post(reverse("imports"), {})

    assert response.status_code == 400
    assert 'aria-describedby="fault"' in response.content.decode()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\台账\\一月.xlsx", "一月.xlsx"),
        ("台账\u202excod.xlsx", "台账xcod.xlsx"),
        ("a\x00b\n.xlsx", "ab.xlsx"),
        ('<script>"x"|?*.xlsx', "_script__x____.xlsx"),
        ("..xlsx", "未命名.xlsx"),
        ("", "未命名"),
        ("长" * 300 + ".xlsx", "长" * 64 + ".xlsx"),
        ("没有后缀", "没有后缀"),
    ],
)
def test_a_name_becomes_a_plain_one(name, clean):
    from fazhi.surfaces.web.imports.store import clean_name

    cleaned = clean_name(name)

    assert len(cleaned.encode()) <= 200
    if name.startswith("长"):
        assert cleaned.endswith(".xlsx")
    else:
        assert cleaned == clean


def test_a_name_with_a_path_stays_in_the_folder(desk, tmp_path, data_dir):
    upload(desk(), file(tmp_path, rows(1), "../../../../tmp/evil.xlsx"))

    assert latest().name == "evil.xlsx"
    assert kept(data_dir) == [latest().sha256]


def test_the_folder_is_its_owners_alone(desk, tmp_path, data_dir):
    upload(desk(), file(tmp_path, rows(1)))

    assert stat.S_IMODE((data_dir / "files" / "uploads").stat().st_mode) == 0o700


def test_a_file_over_the_limit_is_not_kept_and_the_setting_is_named(desk, tmp_path, data_dir, monkeypatch):
    monkeypatch.setenv("FAZHI_LEDGER_MAX_BYTES", "1000")
    client = desk()

    upload(client, file(tmp_path, rows(50)))

    assert (latest().state, kept(data_dir)) == ("refused", [])
    assert "FAZHI_LEDGER_MAX_BYTES" in page_of(client, latest())
    assert "重新核对" not in page_of(client, latest())


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"\0" * 20_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("炸弹.xlsx", bomb(), "压缩炸弹"),
        ("程序.xlsx", b"MZ\x90\x00\x03" * 50, "与扩展名不符"),
        ("程序.exe", b"MZ\x90\x00\x03" * 50, "不是台账文件"),
        ("宏.xlsm", b"PK\x03\x04", "含有宏"),
        ("网页.xls", b"<html><script>alert(1)</script></html>", "与扩展名不符"),
        ("空.csv", b"", "没有数据"),
        ("别的.csv", "甲,乙\n1,2\n".encode(), "没有认出是哪种台账"),
    ],
)
def test_what_is_no_ledger_is_refused_with_what_would_be_right(desk, name, content, says):
    client = desk()

    upload(client, SimpleUploadedFile(name, content, content_type="text/html"))

    assert latest().state == "refused"
    assert says in page_of(client, latest())


def test_a_chosen_kind_decides_where_headings_do_not(desk, tmp_path):
    client = desk()

    upload(client, file(tmp_path, rows(1)), kind="mediation.people")

    assert latest().state == "refused"
    act(client, "check", latest(), kind="test.cases")
    assert latest().state == "checked"


@pytest.mark.parametrize("kind", ["organisations.offices", "no.such"])
def test_a_kind_that_is_not_the_posts_to_import_is_refused(desk, city, tmp_path, kind):
    client = desk(city.reporter)

    response = upload(client, file(tmp_path, rows(1)), kind=kind)

    assert response.status_code == 400
    assert not Upload.objects.exists()


def test_a_clerk_imports_for_own_offices_only(desk, city, tmp_path):
    client = desk()

    upload(client, file(tmp_path, [*rows(1), {**GOOD, "number": "D-2", "office": "XM-HL-01"}]))

    assert "此机构不在您的岗位范围内" in page_of(client, latest())
    act(client, "confirmation", latest())
    assert Referral.objects.system("a test").count() == 1


def test_who_keeps_the_offices_imports_no_matter(desk, administrator, tmp_path):
    client = desk(administrator)

    upload(client, file(tmp_path, rows(1)))

    assert latest().state == "refused"
    assert "业务台账由业务岗位导入" in page_of(client, latest())


@pytest.mark.parametrize("role", ["security_administrator", "audit_administrator"])
def test_other_administrators_see_no_imports(desk, administrator, role):
    administrator.role = role
    administrator.save()

    assert desk(administrator).get(reverse("imports")).status_code == 403


def test_another_posts_upload_is_not_there(desk, city, tmp_path):
    upload(desk(), file(tmp_path, rows(1)))
    other = desk(city.mediator)

    assert other.get(reverse("import-file", kwargs={"key": latest().pk})).status_code == 404
    for name in ("confirmation", "check", "cancellation", "abandonment"):
        assert act(other, name, latest()).status_code == 404
    assert latest().state == "checked"


def test_the_token_is_checked_though_the_files_are_streamed_by_our_own_hand(city, tmp_path, data_dir):
    from fazhi.surfaces.accounts.tests.signing_in import signed_in

    known = signed_in(city.clerk)
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = known.cookies

    response = upload(strict, file(tmp_path, rows(1)))

    assert response.status_code == 403
    assert (Upload.objects.count(), kept(data_dir)) == (0, [])


def test_refused_rows_are_taken_corrected_and_accepted(desk, tmp_path):
    import openpyxl

    client = desk()
    upload(client, file(tmp_path, [*rows(1), {**GOOD, "number": "D-9", "category": "外星"}]))
    act(client, "confirmation", latest())
    batch = LedgerBatch.objects.get()

    response = client.get(reverse("import-batch-refusals", kwargs={"number": batch.pk}))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    sheet = book.worksheets[0]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "外星"]
    cell.value = "邻里"
    corrected = io.BytesIO()
    book.save(corrected)
    upload(client, SimpleUploadedFile("改好.xlsx", corrected.getvalue()))
    act(client, "confirmation", latest())

    assert latest().state == "written"
    assert sorted(ImportedRow.objects.values_list("key", flat=True)) == ["police\x1fD-1", "police\x1fD-9"]


def test_taking_the_refused_rows_of_a_preview_is_noted(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(1, category="外星")))
    url = reverse("import-refusals", kwargs={"key": latest().pk})

    response = client.get(url)

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content)[:2] == b"PK"
    assert Read.objects.get().subject_kind == "imports.upload"
    act(client, "abandonment", latest())
    assert client.get(url).status_code == 404


def test_a_preview_hides_persons(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(1, phone="13800001234", category="外星")))
    act(client, "abandonment", latest())
    upload(
        client, file(tmp_path, rows(1, phone="12", document_type="居民身份证", document_number="350203199001011231"))
    )

    assert "350203199001011231" not in page_of(client, latest())
    assert "350203199001011231" not in str(latest().preview)


def test_pages_of_uploads_ask_little(desk, tmp_path, django_assert_max_num_queries):
    client = desk()
    upload(client, *(file(tmp_path, rows(n + 1), f"{n}.xlsx") for n in range(5)))

    with django_assert_max_num_queries(15):
        client.get(reverse("imports"))
    with django_assert_max_num_queries(15):
        client.get(reverse("import-file", kwargs={"key": latest().pk}))


def test_files_that_wait_too_long_are_given_up(desk, tmp_path, data_dir):
    from datetime import timedelta

    from django.utils import timezone

    from fazhi.surfaces.web.imports import jobs

    client = desk()
    upload(client, file(tmp_path, rows(1)))
    jobs.recover(timezone.now() + timedelta(days=6), data_dir)
    assert latest().state == "checked"

    jobs.recover(timezone.now() + timedelta(days=8), data_dir)

    assert (latest().state, kept(data_dir)) == ("discarded", [])


def test_what_a_killed_process_left_is_swept(data_dir):
    import os
    import time

    from fazhi.surfaces.web.imports import store

    place = store.folder(data_dir)
    (place / "x.named").mkdir()
    for name in ("old.incoming", "new.incoming"):
        (place / name).touch()
    os.utime(place / "old.incoming", (0, 0))

    store.sweep(data_dir, before=time.time() - 1000)

    assert kept(data_dir) == ["new.incoming"]


def test_a_file_that_is_gone_is_said_to_be(desk, tmp_path, data_dir):
    client = desk()
    upload(client, file(tmp_path, rows(1)))
    (data_dir / "files" / "uploads" / latest().sha256).unlink()

    act(client, "confirmation", latest())

    assert "上传的文件已经不在" in page_of(client, latest())
