"""Jobs: run once, watched, cancelled, and told as interrupted when their worker was killed."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange.errors import NoFiles
from fazhi.surfaces.jobs import progress, queries, registry, services, worker
from fazhi.surfaces.jobs.errors import JobStopped, UnknownJob
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.jobs.progress import Told
from fazhi.surfaces.jobs.registry import Cancelled

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    """No jobs but the test's own."""
    monkeypatch.setattr(registry, "_jobs", {})
    monkeypatch.setattr(registry, "_recoveries", [])


@pytest.fixture
def ended():
    return []


@pytest.fixture
def enqueue(ended):
    """Declare a job that does `work`, and ask for it."""

    def ask(work, by="E0001@XM:clerk", at=NOW, **arguments):
        registry.register("test", work, ended=lambda job, state, given: ended.append((state, dict(given))))
        return services.enqueue("test", by=by, at=at, arguments=arguments)

    return ask


def again(job):
    return Job.objects.get(pk=job.pk)


def test_a_job_waits_until_the_worker_runs_it(enqueue, ended):
    job = enqueue(lambda run: {"sum": run.arguments["a"] + 1}, a=2)
    assert (job.state, DBTaskResult.objects.ready().count()) == ("queued", 1)

    services.run(job.pk)

    done = again(job)
    assert (done.state, done.answer, done.error) == ("done", {"sum": 3}, "")
    assert done.queued_at <= done.started_at <= done.ended_at
    assert ended == [("done", {"a": 2})]


def test_a_job_runs_once(enqueue):
    calls = []
    job = enqueue(lambda run: calls.append(run.id) or {})

    services.run(job.pk)
    services.run(job.pk)

    assert calls == [job.pk]


def test_an_unknown_job_is_refused():
    with pytest.raises(UnknownJob):
        services.enqueue("no.such", by="system", at=NOW, arguments={})


def test_what_a_job_does_is_done_at_the_desk_by_who_asked(enqueue):
    from django.db import transaction

    def work(run):
        with transaction.atomic():
            audit.record("test.act", by=run.by, at=run.at)
        return {}

    services.run(enqueue(work).pk)

    assert list(Entry.objects.values_list("action", "place", "actor")) == [("test.act", "desk", "E0001@XM:clerk")]


@pytest.mark.parametrize(
    ("error", "says", "is_expected"),
    [
        (JobStopped("没有做，因为如此。"), "没有做，因为如此。", True),
        (NoFiles(["x"]), "x 处没有台账文件（.xlsx、.xls、.csv）。", True),
        (ZeroDivisionError("oh"), "ZeroDivisionError: oh", False),
    ],
)
def test_a_job_that_fails_says_why(enqueue, ended, error, says, is_expected):
    def work(run):
        raise error

    job = enqueue(work)
    services.run(job.pk)

    failed = again(job)
    assert (failed.state, failed.error, failed.is_expected) == ("failed", says, is_expected)
    assert ended == [("failed", {})]


def test_a_queued_job_is_cancelled_at_once_and_never_begun(enqueue, ended):
    job = enqueue(lambda run: pytest.fail("it ran"))

    services.cancel(job, at=NOW)
    services.run(job.pk)

    assert again(job).state == "cancelled"
    assert ended == [("cancelled", {})]


def test_a_running_job_is_asked_to_stop_and_leaves_no_file(enqueue, data_dir):
    def work(run):
        run.tell("一", 0.25, 3.2)
        assert not run.cancelled()
        services.cancel(again(job), at=NOW)
        assert queries.standing(again(job), at=timezone.now()).is_stopping
        if run.cancelled():
            raise Cancelled
        return {}

    job = enqueue(work)
    services.run(job.pk)

    assert again(job).state == "cancelled"
    assert list((data_dir / "jobs").iterdir()) == []


def test_cancelling_what_has_ended_changes_nothing(enqueue):
    job = enqueue(lambda run: {})
    services.run(job.pk)

    services.cancel(again(job), at=NOW)

    assert again(job).state == "done"


def test_a_running_job_tells_how_far_it_is_and_the_seconds_count_on(enqueue, data_dir):
    job = enqueue(lambda run: {})
    Job.objects.filter(pk=job.pk).update(state="running")
    assert queries.standing(again(job), at=NOW).percent is None

    progress.tell(job.pk, Told("写入", 40, 10, NOW), data_dir)

    assert queries.standing(again(job), at=NOW + timedelta(seconds=4)).seconds_left == 6
    late = queries.standing(again(job), at=NOW + timedelta(seconds=40))
    assert (late.stage, late.percent, late.seconds_left) == ("写入", 40, 1)
    progress.tell(job.pk, Told("写入", None, None, NOW), data_dir)
    assert queries.standing(again(job), at=NOW).seconds_left is None


def test_who_waits_is_told_how_many_are_ahead_and_whose(enqueue, django_assert_num_queries):
    jobs = [
        enqueue(lambda run: {}, by=by, at=NOW + timedelta(seconds=place))
        for place, by in enumerate(("A@XM:clerk", "B@XM:clerk", "A@XM:clerk", "C@XM:clerk"))
    ]
    Job.objects.filter(pk=jobs[0].pk).update(state="running")
    services.run(jobs[1].pk)

    with django_assert_num_queries(1):
        found = queries.standings([jobs[3]], at=NOW)[jobs[3].pk]

    assert (found.ahead, found.ahead_by) == (2, ("A@XM:clerk",))


def test_jobs_of_a_killed_worker_are_interrupted_and_those_not_begun_wait_anew(enqueue, ended):
    running, taken, waiting = (enqueue(lambda run: {}, n=n) for n in range(3))
    Job.objects.filter(pk=running.pk).update(state="running", started_at=NOW)
    # the worker had taken these two from the queue when it was killed
    for job in (running, taken):
        DBTaskResult.objects.filter(args_kwargs__args__0=str(job.pk)).update(status="RUNNING")
    recovered = []
    registry.on_start(lambda at, data_dir: recovered.append(at))

    count = services.recover(at=NOW)

    assert (count, recovered) == (1, [NOW])
    assert again(running).state == "interrupted"
    assert ended == [("interrupted", {"n": 0})]
    queued = [result.args_kwargs["args"][0] for result in DBTaskResult.objects.all()]
    assert sorted(queued) == sorted([str(taken.pk), str(waiting.pk)])


def test_a_job_that_no_room_has_any_more_ends_all_the_same(enqueue, monkeypatch):
    job = enqueue(lambda run: {})
    monkeypatch.setattr(registry, "_jobs", {})

    services.run(job.pk)

    assert again(job).state == "failed"


def test_a_worker_that_is_there_is_seen(data_dir):
    assert not worker.is_served(data_dir)
    with worker._alone(data_dir):
        assert worker.is_served(data_dir)
    assert not worker.is_served(data_dir)


def test_a_second_worker_stands_by_until_the_first_has_gone(data_dir, monkeypatch):
    monkeypatch.setattr(worker, "INTERVAL", 0.01)
    order = []

    def second():
        with worker._alone(data_dir):
            order.append("second")

    with worker._alone(data_dir):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.1)
        order.append("first")
    thread.join(5)

    assert order == ["first", "second"]


def test_a_child_ends_when_its_parent_has_gone(monkeypatch):
    parents = iter([7, 7, 1])
    killed = []
    monkeypatch.setattr(worker, "INTERVAL", 0)
    monkeypatch.setattr(worker.os, "getppid", lambda: next(parents))
    monkeypatch.setattr(worker.os, "kill", lambda pid, sign: killed.append(sign))

    worker._end_with(7)

    assert killed == [worker.signal.SIGTERM]


def test_a_job_for_later_waits_for_its_time_and_still_does_after_a_worker_was_killed(enqueue):
    registry.register("later", lambda run: {})
    moment = timezone.now() + timedelta(hours=1)

    job = services.enqueue("later", by="system", at=NOW, arguments={}, not_before=moment)
    services.recover(at=NOW)

    assert DBTaskResult.objects.ready().count() == 0
    (waiting,) = DBTaskResult.objects.filter()
    assert waiting.run_after == moment
    assert again(job).state == "queued"
