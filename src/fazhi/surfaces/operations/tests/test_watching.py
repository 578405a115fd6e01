"""The addresses for monitors: what they answer, to whom, and that each fault is told with what to do."""

import os
import re
from datetime import timedelta
from types import SimpleNamespace
from unittest import mock

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.surfaces.operations import standing

WATCHED = ("/health/live", "/health/ready", "/metrics")


@pytest.fixture
def monitor() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def keys(data_dir) -> None:
    """The trail's key is there; the session's as well, as after `fazhi setup`."""
    (data_dir / "key" / "session.key").write_text("s" * 64)


def faults(answer) -> dict[str, str]:
    return {check["name"]: check["told"] for check in answer.json()["checks"] if not check["holds"]}


def test_an_installation_that_is_whole_is_ready(db, keys, monitor):
    answer = monitor.get("/health/ready")

    assert (answer.status_code, answer.json()["ready"], faults(answer)) == (200, True, {})
    assert [check["name"] for check in answer.json()["checks"]] == [
        "database", "migrations", "schema", "clock", "keys", "disk",
    ]  # fmt: skip
    assert "no-cache" in answer.headers["Cache-Control"]


def test_a_database_that_does_not_answer_is_told_and_nothing_else_is_asked_of_it(db, keys, monitor):
    with mock.patch.object(connection, "cursor", side_effect=OperationalError("could not connect to secret-host")):
        answer = monitor.get("/health/ready")

    assert answer.status_code == 503
    assert set(faults(answer)) == {"database"}
    assert "secret-host" not in answer.content.decode()


def test_a_missing_migration_is_told(db, keys, monitor):
    with mock.patch.object(standing, "applied", return_value=standing.applied() - {"audit.0001_initial"}):
        assert "1 项迁移" in faults(monitor.get("/health/ready"))["migrations"]


def test_a_missing_trigger_is_told(transactional_db, keys, monitor):
    with connection.cursor() as cursor:
        on = " ON audit_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_entry_no_delete{on}")

    assert "1 个视图或者触发器" in faults(monitor.get("/health/ready"))["schema"]


def test_a_clock_that_was_set_back_is_told(db, keys, monitor):
    with transaction.atomic():
        audit.record("test.act", by="system", at=timezone.now() + timedelta(hours=2))

    assert re.search(r"早 1(19|20) 分钟", faults(monitor.get("/health/ready"))["clock"])


@pytest.mark.parametrize(("name", "told"), [("trail.key", "trail.key"), ("session.key", "session.key")])
def test_a_key_that_is_gone_is_told(db, keys, data_dir, monitor, name, told):
    (data_dir / "key" / name).unlink()

    assert told in faults(monitor.get("/health/ready"))["keys"]


def test_a_disk_below_the_floor_is_told_with_what_is_left(db, keys, monitor, settings):
    settings.FAZHI_DISK_FLOOR_MB = 10**9

    assert "低于下限" in faults(monitor.get("/health/ready"))["disk"]


def test_a_read_only_disk_is_told(db, keys, monitor):
    with mock.patch.object(standing.os, "statvfs", return_value=SimpleNamespace(f_flag=os.ST_RDONLY)):
        assert "只读" in faults(monitor.get("/health/ready"))["disk"]


def test_live_asks_nothing_of_the_database(db, monitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert monitor.get("/health/live").json() == {"live": True}


@pytest.mark.parametrize("path", WATCHED)
def test_from_elsewhere_they_are_not_there(db, monitor, path):
    assert monitor.get(path, REMOTE_ADDR="10.1.2.3").status_code == 404


@pytest.mark.parametrize("path", WATCHED)
@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
def test_through_a_proxy_that_nobody_named_they_are_not_there(db, monitor, path, header):
    assert monitor.get(path, **{header: "127.0.0.1"}).status_code == 404


def test_behind_our_proxy_it_is_the_callers_address_that_counts(db, monitor, settings):
    settings.FAZHI_PROXY_HEADER = "X-Real-IP"

    assert monitor.get("/health/live", HTTP_X_REAL_IP="203.0.113.9").status_code == 404
    assert monitor.get("/health/live", HTTP_X_REAL_IP="127.0.0.1").status_code == 200


def test_another_machine_may_watch_if_it_is_named(db, monitor, settings):
    from ipaddress import ip_network

    settings.FAZHI_WATCHED_FROM = [ip_network("10.1.0.0/16")]

    assert monitor.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert monitor.get("/metrics").status_code == 404


@pytest.mark.parametrize("path", WATCHED)
def test_they_only_answer_questions(db, monitor, path):
    assert monitor.post(path).status_code == 405


def test_metrics_have_numbers_of_the_moment_and_bounded_labels(db, keys, monitor):
    for path in ("/portal/", "/no/such/陈大明", "/matter/11010519491231002X"):
        monitor.get(path)
    monitor.generic("陈大明", "/portal/")

    text = monitor.get("/metrics").content.decode()

    assert 'route="portal"' in text
    assert 'method="OTHER"' in text
    assert "陈大明" not in text
    assert "11010519491231002X" not in text
    for name in ("trail_entries", "jobs_waiting", "jobs_worker_up", "disk_free_bytes", "database_up"):
        assert f"\nfazhi_{name} " in text


def test_metrics_are_there_while_the_database_is_not(db, monitor):
    with mock.patch.object(connection, "cursor", side_effect=OperationalError):
        text = monitor.get("/metrics").content.decode()

    assert "\nfazhi_database_up 0.0" in text
    assert "trail_entries " not in text
