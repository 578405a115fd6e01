"""Many acts at once: each its own entry, number and step of the head."""

import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.kernel.audit import services
from fazhi.kernel.audit.errors import HeadBroken, OutsideTransaction
from fazhi.kernel.audit.models import Entry, Head
from fazhi.kernel.audit.queries import head_state, latest_entry_about
from fazhi.kernel.audit.services import EntryDraft
from fazhi.kernel.audit.tests import tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts(at) -> list[EntryDraft]:
    return [
        EntryDraft("matter.close", "E0001@XM-SM:clerk", at, ("matter", str(n)), "b", {"n": n}, {"phone": f"{n}"})
        for n in range(200)
    ]


def test_two_hundred_acts_are_two_hundred_entries_in_order(act, drafts, at):
    act()

    entries = services.record_many(drafts)

    assert [entry.number for entry in entries] == list(range(2, 202))
    assert [entry.subject_id for entry in entries] == [str(n) for n in range(200)]
    assert head_state().entries == 201
    assert services.verify(at=at).holds


def test_what_is_returned_is_what_is_stored(drafts):
    entry = services.record_many(drafts[:2])[1]

    stored = Entry.objects.get(pk=entry.pk)
    assert stored.chained() == entry.chained()
    assert stored.mac == entry.mac
    assert entry == stored


def test_one_by_one_gives_the_same_chain(drafts, monkeypatch):
    monkeypatch.setattr("fazhi.kernel.audit.drafts.secrets.token_hex", lambda size: "0" * 2 * size)
    try:
        with transaction.atomic():
            at_once = [entry.mac for entry in services.record_many(drafts[:5])]
            raise InterruptedError
    except InterruptedError:
        pass

    one_by_one = []
    for draft in drafts[:5]:
        more = {"subject": draft.subject, "basis": draft.basis, "payload": draft.payload, "detail": draft.detail}
        with transaction.atomic():
            one_by_one.append(services.record(draft.action, by=draft.by, at=draft.at, **more).mac)

    assert at_once == one_by_one


def test_no_acts_are_no_entries_and_no_head():
    assert services.record_many([]) == []
    assert not Head.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_outside_a_transaction_are_refused(drafts):
    with pytest.raises(OutsideTransaction):
        services.record_many(drafts)


def test_one_that_is_refused_takes_all_with_it(drafts, at):
    bad = EntryDraft("matter.close", "system", at, place="nowhere")

    with pytest.raises(IntegrityError), transaction.atomic():
        services.record_many([*drafts, bad])

    assert not Entry.objects.exists()
    assert head_state().entries == 0


def test_none_goes_on_top_of_a_forged_head(trail, drafts):
    tampering.triggers_off()
    Head.objects.update(count=5)
    tampering.triggers_on()

    with pytest.raises(HeadBroken):
        services.record_many(drafts)


class TestQueries:
    def test_the_latest_entry_about_a_subject_is_found_through_its_index(self, act):
        act(subject=("matter", "1"))
        latest = act(subject=("matter", "1"), action="matter.close")
        act(subject=("matter", "2"))
        act(subject=("other", "1"))

        assert latest_entry_about("matter", "1") == latest
        assert latest_entry_about("matter", "3") is None

    def test_the_index_gives_the_order_too(self, trail):
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL reads so small a table as a whole")
        found = Entry.objects.filter(subject_kind="k", subject_id="i").order_by("subject_kind", "subject_id", "-number")

        plan = found[:1].explain()

        assert "audit_entry_subject_number" in plan
        assert "TEMP B-TREE" not in plan
