"""Progress, waiting, cancelling, and workers that are killed."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange.locking import exclusive
from fazhi.kernel.exchange.models import ImportedRow, LedgerBatch
from fazhi.kernel.exchange.tests.cases import rows
from fazhi.kernel.organisations.models import Post
from fazhi.surfaces.jobs import progress, services
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.jobs.progress import Told
from fazhi.surfaces.web.imports import shown
from fazhi.surfaces.web.imports.tests.importing import act, file, latest, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def served(monkeypatch):
    """As if a worker were there."""
    monkeypatch.setattr(shown.worker, "is_served", lambda data_dir: True)


def page_of(client, found=None, **headers):
    return client.get(reverse("import-file", kwargs={"key": (found or latest()).pk}), headers=headers).content.decode()


def run_all():
    for job in Job.objects.filter(state="queued").order_by("queued_at"):
        services.run(job.pk)


def test_the_second_waits_and_is_told_for_whom(desk, city, tmp_path, waiting):
    first, second = desk(), desk(city.mediator)
    upload(first, file(tmp_path, rows(1)))
    upload(second, file(tmp_path, rows(2)))

    assert "排队，前面有 1 个任务（王一）" in page_of(second)
    run_all()
    assert latest().state == "checked"


def test_progress_is_shown_with_the_time_left_and_asks_again(desk, tmp_path, data_dir, waiting):
    client = desk()
    upload(client, file(tmp_path, rows(1)))
    job = latest().job
    Job.objects.filter(pk=job.pk).update(state="running", started_at=timezone.now())
    told_at = timezone.now() - timedelta(seconds=3)
    progress.tell(job.pk, Told("核对", 62, 17, told_at), data_dir)

    whole, part = page_of(client), page_of(client, **{"HX-Request": "true"})

    for text in (whole, part):
        assert "核对 62%，约剩 14 秒" in text
        assert '<progress max="100" value="62"' in text
        assert 'hx-trigger="every 1s"' in text
    assert '<noscript><meta http-equiv="refresh"' in whole
    assert "<html" not in part


def test_a_page_whose_job_has_ended_asks_no_more(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(1)))

    assert "hx-trigger" not in page_of(client)
    assert "hx-trigger" not in client.get(reverse("imports")).content.decode()
    response = client.get(reverse("imports"), headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response.headers["Vary"]


def test_without_a_worker_the_page_says_so(desk, tmp_path, waiting, monkeypatch):
    monkeypatch.setattr(shown.worker, "is_served", lambda data_dir: False)
    client = desk()
    upload(client, file(tmp_path, rows(1)))

    assert "后台任务没有运行" in page_of(client)


def test_a_file_in_the_queue_is_cancelled_at_once(desk, tmp_path, waiting):
    client = desk()
    upload(client, file(tmp_path, rows(1)))

    act(client, "cancellation", latest())
    run_all()

    assert latest().state == "cancelled"
    assert "已按要求取消" in page_of(client)


@pytest.mark.parametrize("name", ["check", "confirmation"])
def test_a_running_job_stops_at_its_next_step(desk, tmp_path, settings, data_dir, monkeypatch, name):
    client = desk()
    upload(client, file(tmp_path, rows(1)))
    asked = []

    def stop_at_once(job, place):
        asked.append(job)
        return len(asked) > 2

    monkeypatch.setattr(services.progress, "shall_stop", stop_at_once)
    act(client, name, latest())

    assert latest().state == "cancelled"
    assert ImportedRow.objects.count() == 0
    states = list(LedgerBatch.objects.values_list("state", flat=True))
    assert states == (["cancelled"] if name == "confirmation" else [])
    assert list(Entry.objects.values_list("action", "place")) == (
        [("ledger.cancel", "desk")] if name == "confirmation" else []
    )
    monkeypatch.undo()
    act(client, "check", latest())
    act(client, "confirmation", latest())
    assert latest().state in {"checked", "written"}


def test_cancelling_what_is_written_changes_nothing(desk, tmp_path):
    client = desk()
    upload(client, file(tmp_path, rows(1)))
    act(client, "confirmation", latest())

    act(client, "cancellation", latest())

    assert (latest().state, ImportedRow.objects.count()) == ("written", 1)


def test_an_import_waits_for_one_at_the_console_and_can_be_cancelled_meanwhile(desk, tmp_path, data_dir, at, waiting):
    client = desk()
    upload(client, file(tmp_path, rows(1)))
    stages = []
    job = latest().job

    with exclusive(data_dir, at=at) as hold, pytest.MonkeyPatch.context() as patch:
        hold.note("控制台.xlsx")
        patch.setattr(services.progress, "tell", lambda key, told, place: stages.append(told.stage))
        progress.ask_to_stop(job.pk, data_dir)
        services.run(job.pk)

    assert stages == ["等另一次导入结束（控制台.xlsx）"]
    assert latest().state == "cancelled"


def test_what_a_killed_worker_was_at_is_interrupted_and_can_be_checked_again(desk, tmp_path, waiting, settings):
    client = desk()
    upload(client, file(tmp_path, rows(1)))
    Job.objects.update(state="running", started_at=timezone.now())

    services.recover(at=timezone.now())

    assert latest().state == "interrupted"
    assert "处理到一半时中断" in page_of(client)
    act(client, "check", latest())
    run_all()
    assert latest().state == "checked"


def test_a_worker_killed_after_the_commit_has_written_the_file(desk, tmp_path, settings, monkeypatch):
    from fazhi.surfaces.web.imports import jobs

    client = desk()
    upload(client, file(tmp_path, rows(2)))

    class Killed(BaseException):
        """As SIGKILL: nothing of ours runs any more."""

    def die(*args, **more):
        raise Killed

    monkeypatch.setattr(jobs, "_set", die)
    with pytest.raises(Killed):
        services.run(queued(client))
    monkeypatch.undo()
    assert latest().state == "writing"

    services.recover(at=timezone.now())

    assert (latest().state, latest().batch) == ("written", LedgerBatch.objects.get().pk)


def queued(client):
    """Confirm the latest upload without running its job; gives the job's id."""
    from django.test import override_settings

    from fazhi.surfaces.web.imports.tests.conftest import WAITING

    with override_settings(TASKS=WAITING):
        act(client, "confirmation", latest())
    return latest().job.pk


def test_a_post_that_ended_before_its_turn_imports_nothing(desk, city, tmp_path, waiting):
    client = desk()
    upload(client, file(tmp_path, rows(1)))
    Post.objects.system("a test").filter(pk=city.clerk.pk).update(until_date=timezone.localdate() - timedelta(days=1))

    run_all()

    assert latest().state == "refused"
    assert latest().error


def test_what_nobody_expected_is_told_plainly_and_logged(desk, tmp_path, monkeypatch, caplog):
    from fazhi.surfaces.web.imports import jobs

    def burst(*args, **more):
        raise ZeroDivisionError("somewhere")

    monkeypatch.setattr(jobs.exchange, "import_files", burst)
    client = desk()

    upload(client, file(tmp_path, rows(1)))

    assert latest().state == "refused"
    assert "出现意外情况" in page_of(client)
    assert "ZeroDivisionError" not in page_of(client)
    assert "ZeroDivisionError" in caplog.text


def test_nothing_personal_stands_in_a_jobs_arguments(desk, tmp_path):
    upload(desk(), file(tmp_path, rows(1)))

    assert json.dumps(Job.objects.get().arguments) == json.dumps({"upload": str(latest().pk)})
