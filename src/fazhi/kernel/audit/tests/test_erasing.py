"""Erasing the details about subjects, set-wise; the chain holds and says so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.audit import erasing, services
from fazhi.kernel.audit.errors import HeadBroken
from fazhi.kernel.audit.models import Detail, Head
from fazhi.kernel.audit.queries import entries_of
from fazhi.kernel.audit.tests import tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
def erase(at):
    return lambda *subjects: services.erase_about(subjects, basis="个人信息保护法 第四十七条", by="system", at=at)


def test_every_entry_about_the_subjects_loses_its_details(act, trail, erase, at):
    act(subject=("matter", "2"), detail={"phone": "newer"})
    act(subject=("other", "2"), detail={"phone": "another's"})

    assert erase(("matter", "2"), ("matter", "5"), ("matter", "nobody")) == 3

    assert list(Detail.objects.order_by("pk").values_list("pk", flat=True)) == [1, 3, 4, 6, 8]
    assert [entry.subject_id for entry in entries_of("audit.erase")] == ["2", "5", "7"]
    assert services.verify(at=at).holds


def test_erasing_again_changes_nothing(trail, erase):
    erase(("matter", "2"))

    assert erase(("matter", "2")) == 0
    assert entries_of("audit.erase").count() == 1


def test_a_subject_named_twice_is_erased_once(trail, erase):
    assert erase(("matter", "2"), ("matter", "2")) == 1


def test_nobody_named_nothing_erased(trail, erase):
    assert erase() == 0


def test_many_subjects_are_taken_in_parts(trail, erase, monkeypatch, at):
    monkeypatch.setattr(erasing, "CHUNK", 2)

    assert erase(*(("matter", str(n)) for n in range(1, 7))) == 6
    assert not Detail.objects.exists()
    assert services.verify(at=at).holds


def test_reading_and_deleting_do_not_grow_with_the_subjects(trail, erase):
    def statements(*subjects) -> int:
        with CaptureQueriesContext(connection) as found:
            erase(*subjects)
        return sum(query["sql"].startswith(("SELECT", "DELETE")) for query in found.captured_queries)

    few = statements(("matter", "1"))

    assert statements(*(("matter", str(n)) for n in range(2, 7))) == few


def test_nothing_is_erased_on_top_of_a_forged_head(trail, erase):
    tampering.triggers_off()
    Head.objects.update(count=5)
    tampering.triggers_on()

    with pytest.raises(HeadBroken):
        erase(("matter", "2"))

    assert Detail.objects.filter(pk=2).exists()
