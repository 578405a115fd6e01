"""Looks into files: chained when enough are pending, never in the way of the reading itself."""

import pytest

from fazhi.kernel.audit import reads, services
from fazhi.kernel.audit.models import Head, Read
from fazhi.kernel.audit.queries import entries_of
from fazhi.kernel.audit.tests import tampering

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def look(at, monkeypatch):
    monkeypatch.setattr(reads, "READS_PER_ENTRY", 10)
    monkeypatch.setattr(reads, "_COUNTED_EVERY", 5)

    def do(times: int) -> None:
        for n in range(times):
            services.note_read(by="E0001@XM-SM:clerk", at=at, subject=("matter", str(n)), reason="核对")

    return do


def pending() -> int:
    return Read.objects.filter(batch=None).count()


def test_few_reads_stay_pending(look):
    look(9)

    assert pending() == 9
    assert not entries_of("audit.reads").exists()


def test_enough_reads_are_chained_as_full_batches(look, at):
    look(24)

    assert pending() == 4
    assert entries_of("audit.reads").count() == 2
    assert services.verify(at=at).holds


def test_a_read_is_noted_although_its_batch_can_not_be_chained(look, act):
    act()
    tampering.triggers_off()
    Head.objects.update(count=5)
    tampering.triggers_on()

    look(12)

    assert pending() == 12


def test_a_flush_that_was_missed_is_made_up_for_by_the_next(look, at, monkeypatch):
    monkeypatch.setattr(reads, "_flush_full_batches", lambda at: None)  # as if the process had died before it
    look(15)
    monkeypatch.undo()

    assert pending() == 15
    assert services.flush_reads(at=at) == 15
    assert services.verify(at=at).holds
