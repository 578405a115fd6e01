"""One import at a time, on one machine and across machines that share a database."""

from contextlib import contextmanager

import pytest
from django.db import connection

from fazhi.kernel.exchange.errors import ImportRunning
from fazhi.kernel.exchange.locking import exclusive
from fazhi.kernel.exchange.models import LedgerBatch

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the advisory lock is PostgreSQL's")


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setenv("FAZHI_LEDGER_WAIT_SECONDS", "0")


@pytest.fixture
def other_machine(tmp_path, at):
    """A folder of its own, the same database."""

    @contextmanager
    def at_work():
        with exclusive(tmp_path / "other machine", at=at):
            yield

    return at_work


def test_the_lock_is_free_again_whatever_happened(data_dir, at, impatient):
    with pytest.raises(RuntimeError), exclusive(data_dir, at=at):
        raise RuntimeError

    with exclusive(data_dir, at=at) as hold:
        assert hold.left is None


def test_what_a_killed_import_was_at_is_left(data_dir, at):
    def die():
        with exclusive(data_dir, at=at) as hold:
            hold.note("断.xlsx")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        die()

    with exclusive(data_dir, at=at) as hold:
        assert hold.left == "断.xlsx"


def test_a_note_cut_in_the_middle_still_says_that_something_was_left(data_dir, at):
    data_dir.mkdir(exist_ok=True)
    (data_dir / "import.lock").write_text('{"file": "断')

    with exclusive(data_dir, at=at) as hold:
        assert hold.left == ""


def test_a_second_one_waits(data_dir, at, monkeypatch):
    """The first lets go while the second waits."""
    first = exclusive(data_dir, at=at)
    first.__enter__()
    monkeypatch.setattr("fazhi.kernel.exchange.locking.time.sleep", lambda _: first.__exit__(None, None, None))

    with exclusive(data_dir, at=at) as hold:
        assert hold.left is None


@on_postgresql
def test_another_machine_is_told_of_the_running_batch(data_dir, at, other_machine, impatient):
    LedgerBatch.objects.create(
        format="test.cases", name="别处.xlsx", sha256="ab" * 32, by="system", started_at=at, state="running"
    )

    with other_machine(), pytest.raises(ImportRunning) as caught, exclusive(data_dir, at=at):
        pass

    assert (caught.value.file, caught.value.started_at) == ("别处.xlsx", at.isoformat())


@on_postgresql
def test_another_machine_that_still_reads_has_no_name_yet(data_dir, at, other_machine, impatient):
    with other_machine(), pytest.raises(ImportRunning) as caught, exclusive(data_dir, at=at):
        pass

    assert caught.value.file == ""
    with exclusive(data_dir, at=at) as hold:
        assert hold.left is None


@on_postgresql
def test_the_advisory_lock_outlives_a_transaction_that_fails(data_dir, at, other_machine, impatient):
    with other_machine():
        connection.set_rollback(True)
        connection.set_rollback(False)
        with pytest.raises(ImportRunning), exclusive(data_dir, at=at):
            pass
