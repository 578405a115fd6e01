"""Recording, details and their erasure, reads, the key, anchors."""

import json
import stat
from datetime import datetime, timedelta, timezone

import pytest
from django.db import transaction

from fazhi.kernel.audit import reads, services
from fazhi.kernel.audit.canonical import canonical, moment
from fazhi.kernel.audit.errors import DetailAbsent, HeadBroken, KeyMissing, OutsideTransaction
from fazhi.kernel.audit.models import Detail, Entry, Head, Read
from fazhi.kernel.audit.queries import entries_about, entries_of, head_state
from fazhi.kernel.audit.tests import tampering

pytestmark = pytest.mark.django_db


def test_entries_are_numbered_from_1_without_gaps(act):
    numbers = [act().number for _ in range(3)]

    assert numbers == [1, 2, 3]
    assert head_state().entries == 3
    assert head_state().mac == Entry.objects.get(pk=3).mac


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused(at):
    with pytest.raises(OutsideTransaction, match="ledger.import"):
        services.record("ledger.import", by="system", at=at)

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_rolled_back_leaves_no_entry_and_no_gap(act, at):
    act()
    with transaction.atomic():
        services.record("matter.accept", by="system", at=at)
        transaction.set_rollback(True)

    assert act().number == 2
    assert services.verify(at=at).holds


def test_an_entry_keeps_occurrence_apart_from_recording(act, at):
    entry = act(occurred_at=at - timedelta(days=3))

    assert at - entry.occurred_at == timedelta(days=3)
    assert entry.recorded_at == at


def test_a_naive_moment_is_refused(act):
    with pytest.raises(ValueError, match="naive"):
        act(at=datetime(2025, 1, 6))


def test_equal_moments_in_two_zones_read_alike():
    beijing = datetime(2025, 1, 1, 7, 0, tzinfo=timezone(timedelta(hours=8)))

    assert moment(beijing) == "2024-12-31 23:00:00.000000"


def test_canonical_json_sorts_keys_and_refuses_what_json_cannot_hold():
    assert canonical({"b": [1], "a": "中"}) == '{"a":"中","b":[1]}'.encode()
    with pytest.raises(ValueError):
        canonical({"a": float("nan")})
    with pytest.raises(TypeError):
        canonical({"a": {1, 2}})


def test_the_chain_holds_no_content_of_payload_or_details(act):
    entry = act(payload={"rows": "payload-words"}, detail={"phone": "detail-words"})

    row = json.dumps(Entry.objects.filter(pk=entry.pk).values_list().get(), default=str)
    assert "payload-words" not in row
    assert "detail-words" not in row
    assert json.loads(entry.detail.content) == {"phone": "detail-words"}


def test_equal_details_have_different_digests(act):
    first, second = act(detail={"phone": "1"}), act(detail={"phone": "1"})

    assert first.detail_digest != second.detail_digest


def test_erased_details_keep_the_chain_and_leave_an_entry(trail, at):
    erasure = services.erase(3, by="system", at=at, basis="PIPL-47", reason="保存期限届满")

    assert not Detail.objects.filter(pk=3).exists()
    assert erasure.subject_id == "3"
    answer = services.verify(at=at)
    assert answer.holds
    assert answer.entries == 7


def test_details_can_be_erased_once_only(trail, at):
    services.erase(3, by="system", at=at, basis="PIPL-47", reason="保存期限届满")

    with pytest.raises(DetailAbsent):
        services.erase(3, by="system", at=at, basis="PIPL-47", reason="保存期限届满")


def test_reads_are_chained_in_batches(monkeypatch, act, at):
    monkeypatch.setattr(reads, "READS_PER_ENTRY", 2)
    for n in range(5):
        services.note_read(by="E0001@XM-SM:clerk", at=at, subject=("matter", str(n)), reason="核对")

    assert services.flush_reads(at=at) == 5
    assert list(entries_of("audit.reads").values_list("number", flat=True)) == [1, 2, 3]
    assert Read.objects.filter(batch=3).count() == 1
    assert services.flush_reads(at=at) == 0


def test_verify_chains_pending_reads_first(act, at):
    services.note_read(by="E0001@XM-SM:clerk", at=at, subject=("matter", "1"), reason="核对")

    answer = services.verify(at=at)

    assert answer.holds
    assert answer.entries == 1
    assert not Read.objects.filter(batch=None).exists()


def test_a_subject_shows_what_was_done_to_it(trail):
    assert [entry.number for entry in entries_about("matter", "4")] == [4]


def test_nothing_is_recorded_on_top_of_a_forged_head(trail, act):
    tampering.triggers_off()
    tampering.run("DELETE FROM audit_detail WHERE entry_id = 6", "DELETE FROM audit_entry WHERE number = 6")
    Head.objects.update(count=5, latest_mac=trail[4].mac)
    tampering.triggers_on()

    with pytest.raises(HeadBroken):
        act()


def test_nothing_is_recorded_when_the_head_is_gone(trail, act):
    tampering.triggers_off()
    tampering.run("DELETE FROM audit_head")
    tampering.triggers_on()

    with pytest.raises(HeadBroken):
        act()


class TestKey:
    def test_is_made_once_readable_by_its_owner_only(self, settings, tmp_path):
        settings.DATA_DIR = tmp_path / "fresh"

        path = services.create_key()
        made = path.read_text()

        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert services.create_key().read_text() == made
        assert [file.name for file in path.parent.iterdir()] == ["trail.key"]

    def test_is_never_made_anew_over_existing_entries(self, trail, data_dir, at):
        (data_dir / "key" / "trail.key").unlink()

        with pytest.raises(KeyMissing) as caught:
            services.create_key()
        assert caught.value.entries == 6
        with pytest.raises(KeyMissing):
            services.verify(at=at)

    def test_another_key_breaks_every_entry(self, trail, data_dir, at):
        (data_dir / "key" / "trail.key").write_text("00" * 32)

        answer = services.verify(at=at)

        assert not answer.holds
        assert answer.first_broken == 1


class TestAnchors:
    def test_are_lines_of_a_file_that_grows(self, trail, data_dir, at, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            services.anchor("import", at=at)
            services.anchor("freeze", at=at)

        lines = [json.loads(line) for line in (data_dir / "anchors.jsonl").read_text().splitlines()]
        assert [line["reason"] for line in lines] == ["import", "freeze"]
        assert lines[0] == {
            "entries": 6,
            "mac": trail[-1].mac,
            "reason": "import",
            "at": "2025-01-06 09:30:00.000000",
        }

    def test_bear_the_moment_of_the_latest_entry_if_none_is_given(
        self, act, data_dir, at, django_capture_on_commit_callbacks
    ):
        act(at=at + timedelta(hours=1))
        with django_capture_on_commit_callbacks(execute=True):
            services.anchor("import")

        assert json.loads((data_dir / "anchors.jsonl").read_text())["at"] == "2025-01-06 10:30:00.000000"

    @pytest.mark.django_db(transaction=True)
    def test_name_no_entry_that_was_rolled_back(self, trail, data_dir, at):
        with transaction.atomic():
            services.record("ledger.import", by="system", at=at)
            services.anchor("import", at=at)
            transaction.set_rollback(True)

        assert not (data_dir / "anchors.jsonl").exists()
