"""What was edited, deleted or inserted is found and named, whoever did it without the key."""

from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import given, settings, strategies

from fazhi.kernel.audit import rows, services, stretches
from fazhi.kernel.audit.anchors import Anchor, append
from fazhi.kernel.audit.chain import GENESIS, entry_mac
from fazhi.kernel.audit.findings import Finding, Kind
from fazhi.kernel.audit.models import CHAINED, Detail, Entry, Head
from fazhi.kernel.audit.tests.tampering import run, triggers_off
from fazhi.kernel.audit.walk import Row, Walk

pytestmark = pytest.mark.django_db


def copy_of(head: Head) -> dict[str, object]:
    return {"count": head.count, "latest_mac": head.latest_mac, "mac": head.mac}


def cut(after: int) -> None:
    """Delete the entries after `after`, with their details."""
    run(f"DELETE FROM audit_detail WHERE entry_id > {after}", f"DELETE FROM audit_entry WHERE number > {after}")


def forge(number: int, previous_mac: str) -> None:
    """Put an entry of one's own at `number`, with a MAC under a wrong key."""
    text = dict.fromkeys(CHAINED, "") | {"actor": "E0009", "place": "desk", "action": "matter.accept"}
    columns = {**text, "number": number, "previous_mac": previous_mac}
    moments = {"occurred_at": "2025-01-06T01:00:00Z", "recorded_at": "2025-01-06T01:00:00Z"}
    Entry(**(columns | moments), mac=entry_mac(b"wrong", tuple(columns.values()))).save(force_insert=True)


def test_an_untouched_trail_holds(trail, at):
    answer = services.verify(at=at)

    assert (answer.entries, answer.holds, answer.first_broken, answer.findings) == (6, True, None, ())


def test_an_empty_trail_holds(at):
    assert services.verify(at=at).holds


def test_a_trail_longer_than_a_page_holds(monkeypatch, trail, at):
    monkeypatch.setattr(rows, "PAGE", 2)
    monkeypatch.setattr(stretches, "PAGE", 2)

    answer = services.verify(at=at)

    assert answer.holds
    assert answer.entries == 6


@pytest.mark.parametrize("number", [1, 3, 6])
@pytest.mark.parametrize("column", [name for name in CHAINED if name not in {"number", "previous_mac"}])
def test_an_edited_column_is_named_by_its_entry(trail, at, number, column):
    triggers_off()
    value = {"occurred_at": "2020-01-01 00:00:00", "recorded_at": "2020-01-01 00:00:00", "place": "desk"}
    run(f"UPDATE audit_entry SET {column} = %s WHERE number = %s", values=(value.get(column, "x"), number))

    answer = services.verify(at=at)

    assert not answer.holds
    assert answer.first_broken == number
    assert Finding(Kind.EDITED, number, number, "columns") in answer.findings


@pytest.mark.parametrize("number", [1, 3, 6])
@pytest.mark.parametrize("column", ["mac", "previous_mac"])
def test_an_edited_mac_is_told_from_edited_columns(trail, at, number, column):
    triggers_off()
    run(f"UPDATE audit_entry SET {column} = %s WHERE number = %s", values=("f" * 64, number))

    assert services.verify(at=at).findings == (Finding(Kind.EDITED, number, number, column),)


def test_a_value_of_another_type_is_named_too(trail, at):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite stores a value of another type")
    triggers_off()
    run("UPDATE audit_entry SET occurred_at = 'never', actor = x'00ff' WHERE number = 3")

    assert services.verify(at=at).first_broken == 3


def test_deleted_entries_in_the_middle_are_named(trail, at):
    triggers_off()
    run("DELETE FROM audit_detail WHERE entry_id IN (3, 4)", "DELETE FROM audit_entry WHERE number IN (3, 4)")

    assert services.verify(at=at).findings == (Finding(Kind.DELETED, 3, 4, "gap"),)


def test_a_deleted_first_entry_is_named(trail, at):
    triggers_off()
    run("DELETE FROM audit_detail WHERE entry_id = 1", "DELETE FROM audit_entry WHERE number = 1")

    assert services.verify(at=at).findings == (Finding(Kind.DELETED, 1, 1, "gap"),)


@pytest.mark.parametrize("kept", [0, 5])
def test_deleted_last_entries_are_named(trail, at, kept):
    triggers_off()
    cut(kept)

    assert services.verify(at=at).findings == (Finding(Kind.DELETED, kept + 1, 6, "head"),)


def test_an_entry_inserted_at_the_end_is_named(trail, at):
    triggers_off()
    forge(7, trail[-1].mac)

    assert services.verify(at=at).findings == (Finding(Kind.INSERTED, 7, 7, "columns"),)


def test_an_entry_inserted_by_renumbering_the_later_ones_is_named_alone(trail, at):
    triggers_off()
    run("DELETE FROM audit_detail")
    for number in (6, 5, 4):
        run(f"UPDATE audit_entry SET number = {number + 1} WHERE number = {number}")
    forge(4, trail[2].mac)

    findings = services.verify(at=at).findings
    assert [finding for finding in findings if finding.kind != Kind.DETAIL] == [Finding(Kind.INSERTED, 4, 4, "columns")]


def test_an_entry_replaced_by_a_forged_one_is_named(trail, at):
    triggers_off()
    run("DELETE FROM audit_detail WHERE entry_id = 3", "DELETE FROM audit_entry WHERE number = 3")
    forge(3, trail[1].mac)

    assert services.verify(at=at).findings == (Finding(Kind.EDITED, 3, 3, "columns"),)


def test_a_swapped_head_is_named(trail, at):
    triggers_off()
    Head.objects.update(count=5, latest_mac=trail[4].mac)

    assert services.verify(at=at).findings == (Finding(Kind.HEAD, 6, 6, "mac"),)


def test_a_deleted_head_is_named(trail, at):
    triggers_off()
    run("DELETE FROM audit_head")

    assert services.verify(at=at).findings == (Finding(Kind.HEAD, 6, 6, "missing"),)


def test_an_old_head_over_the_whole_chain_is_named(act, at):
    for _ in range(4):
        act()
    old = copy_of(Head.objects.get())
    act()
    act()
    triggers_off()
    Head.objects.update(**old)

    assert services.verify(at=at).findings == (Finding(Kind.HEAD, 5, 6, "replayed"),)


class TestOldHeadReplayedOverACutTail:
    @pytest.fixture
    def replayed(self, act, at, django_capture_on_commit_callbacks):
        """Entries 5 and 6 cut, the head of 4 entries put back: the chain alone can't tell."""
        for _ in range(4):
            act()
        old = copy_of(Head.objects.get())
        act()
        act()
        with django_capture_on_commit_callbacks(execute=True):
            services.anchor("freeze", at=at)
        triggers_off()
        cut(4)
        Head.objects.update(**old)

    def test_is_caught_by_the_anchor(self, replayed, at):
        assert services.verify(at=at).findings == (Finding(Kind.DELETED, 5, 6, "anchor"),)

    def test_is_caught_after_new_entries_grew_over_it(self, replayed, act, at):
        for _ in range(3):
            act(action="matter.withdraw")

        assert services.verify(at=at).findings == (Finding(Kind.ANCHOR, 1, 6, "mac"),)

    def test_is_not_caught_without_an_anchor(self, replayed, at, data_dir):
        (data_dir / "anchors.jsonl").unlink()

        assert services.verify(at=at).holds  # the limit that docs/audit.md states


def test_an_anchor_narrows_a_rewritten_stretch_to_what_follows_the_one_before(trail, at):
    append(Anchor(4, trail[3].mac, "import", "2025-01-06 09:30:00.000000"))
    append(Anchor(6, "0" * 64, "export", "2025-01-07 09:30:00.000000"))

    assert services.verify(at=at).findings == (Finding(Kind.ANCHOR, 5, 6, "mac"),)


def test_an_unreadable_anchor_is_named(trail, at, data_dir):
    (data_dir / "anchors.jsonl").write_text('{"entries": 6, "mac"')

    assert [finding.what for finding in services.verify(at=at).findings] == ["unreadable"]


def test_the_whole_trail_deleted_is_caught_by_the_anchor(trail, at):
    append(Anchor(6, trail[-1].mac, "import", "2025-01-06 09:30:00.000000"))
    triggers_off()
    cut(0)
    run("DELETE FROM audit_head")

    assert services.verify(at=at).findings == (Finding(Kind.DELETED, 1, 6, "anchor"),)


class TestDetails:
    def test_edited_are_named(self, trail, at):
        triggers_off()
        Detail.objects.filter(pk=2).update(content='{"phone":"new"}')

        assert services.verify(at=at).findings == (Finding(Kind.DETAIL, 2, 2, "content"),)

    def test_deleted_without_an_erasure_are_named(self, trail, at):
        triggers_off()
        run("DELETE FROM audit_detail WHERE entry_id IN (2, 3)")

        assert services.verify(at=at).findings == (Finding(Kind.DETAIL, 2, 3, "missing"),)

    def test_added_are_named(self, act, at):
        entry = act()
        triggers_off()
        Detail.objects.create(entry=entry, salt="0", content="{}")

        assert services.verify(at=at).findings == (Finding(Kind.DETAIL, 1, 1, "added"),)

    def test_a_forged_erasure_does_not_excuse_them(self, trail, at):
        triggers_off()
        run("DELETE FROM audit_detail WHERE entry_id = 2")
        run(
            "UPDATE audit_entry SET action = 'audit.erase', subject_kind = 'audit.entry', subject_id = '2'"
            " WHERE number = 5"
        )

        kinds = [(finding.kind, finding.first) for finding in services.verify(at=at).findings]
        assert kinds == [(Kind.DETAIL, 2), (Kind.EDITED, 5)]


def test_an_edited_read_is_named_by_its_batch(act, at):
    act()
    services.note_read(by="E0001", at=at, subject=("matter", "1"), reason="核对")
    services.flush_reads(at=at)
    triggers_off()
    run("UPDATE audit_read SET actor = 'E0002'")

    assert services.verify(at=at).findings == (Finding(Kind.READS, 2, 2, "rows"),)


def test_a_read_put_into_an_entry_that_is_no_batch_is_named(act, at):
    act()
    services.note_read(by="E0001", at=at, subject=("matter", "1"), reason="核对")
    triggers_off()
    run("UPDATE audit_read SET batch_id = 1")

    assert services.verify(at=at).findings == (Finding(Kind.READS, 1, 1, "rows"),)


def test_verify_answers_although_the_head_is_broken_and_reads_are_pending(trail, at):
    services.note_read(by="E0001", at=at, subject=("matter", "1"), reason="核对")
    triggers_off()
    Head.objects.update(count=5)

    assert services.verify(at=at).findings == (Finding(Kind.HEAD, 6, 6, "mac"),)


def chain_of(length: int, key: bytes) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, length + 1):
        words = tuple(f"{number}/{place}" for place in range(9))
        columns = (*words, "", rows[-1].mac if rows else GENESIS)
        rows.append(Row(number, columns, entry_mac(key, (number, *columns))))
    return rows


def findings_in(rows: list[Row], key: bytes, length: int, latest: str) -> list[Finding]:
    walk = Walk(key, length, latest, {})
    walk.follow(rows, then=latest)
    walk.finish()
    return walk.findings


@settings(deadline=None)  # the machine may be busy
@given(length=strategies.integers(1, 12), data=strategies.data())
def test_any_change_of_any_column_is_found_at_its_entry(length, data):
    key, rows = b"k" * 32, chain_of(length, b"k" * 32)
    latest = rows[-1].mac
    index = data.draw(strategies.integers(0, length - 1))
    column = data.draw(strategies.integers(0, 8))
    added = data.draw(strategies.text(min_size=1, max_size=3))
    columns = list(rows[index].columns)
    columns[column] += added
    rows[index] = replace(rows[index], columns=tuple(columns))

    assert findings_in(rows, key, length, latest) == [Finding(Kind.EDITED, index + 1, index + 1, "columns")]


@settings(deadline=None)  # the machine may be busy
@given(length=strategies.integers(1, 12), data=strategies.data())
def test_any_run_of_deleted_entries_is_found_as_it_is(length, data):
    key, rows = b"k" * 32, chain_of(length, b"k" * 32)
    first = data.draw(strategies.integers(1, length))
    last = data.draw(strategies.integers(first, length))
    shown_by = "head" if last == length else "gap"

    found = findings_in([row for row in rows if not first <= row.number <= last], key, length, rows[-1].mac)

    assert found == [Finding(Kind.DELETED, first, last, shown_by)]


def test_a_genuine_entry_of_an_older_copy_does_not_follow():
    key, rows, fork = b"k" * 32, chain_of(6, b"k" * 32), chain_of(3, b"k" * 32)
    columns = ("other", *fork[2].columns[1:])
    fork[2] = Row(3, columns, entry_mac(key, (3, *columns)))

    assert findings_in([*rows[:2], fork[2], *rows[3:]], key, 6, rows[-1].mac) == [Finding(Kind.EDITED, 4, 4, "order")]


def test_a_genuine_last_entry_of_an_older_copy_does_not_fit_the_head():
    key, rows = b"k" * 32, chain_of(3, b"k" * 32)
    columns = ("other", *rows[2].columns[1:])
    other = Row(3, columns, entry_mac(key, (3, *columns)))

    assert findings_in([*rows[:2], other], key, 3, rows[-1].mac) == [Finding(Kind.HEAD, 3, 3, "latest_mac")]


def test_an_entry_before_the_first_is_named_alone():
    key, rows = b"k" * 32, chain_of(3, b"k" * 32)
    forged = Row(0, rows[0].columns, "0" * 64)

    assert findings_in([forged, *rows], key, 3, rows[-1].mac) == [Finding(Kind.INSERTED, 0, 0, "columns")]
