"""What is proven whole by stretches is what a walk finds nothing against, and the findings are the walk's own."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import Error, connection, transaction
from hypothesis import HealthCheck, given, settings, strategies

from fazhi.kernel.audit import rows, services, stretches, verification
from fazhi.kernel.audit.anchors import Anchor, anchors_path, append
from fazhi.kernel.audit.chain import GENESIS, entry_mac, head_mac
from fazhi.kernel.audit.drafts import EntryDraft, sealed
from fazhi.kernel.audit.key import read_key
from fazhi.kernel.audit.models import CHAINED, Entry, Head
from fazhi.kernel.audit.stretches import Bounds, Stretch, prove
from fazhi.kernel.audit.tests.conftest import AT, CLERK
from fazhi.kernel.audit.tests.tampering import run, triggers_off
from fazhi.kernel.audit.walk import Row, Walk

KEY = b"k" * 32
TEXTS = [name for name in CHAINED if name not in {"number", "occurred_at", "recorded_at"}]
WORDS = strategies.text(strategies.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
AWKWARD = strategies.one_of(
    WORDS, strategies.sampled_from(['"', "\\", '","', '\\"', "·", "中", "\u2028", "\x7f", "\n", "😀", "b'x'", "None"])
)


def chain_of(drafts: list[EntryDraft], key: bytes = KEY) -> list[tuple[Any, ...]]:
    """The drafts as pages of `row_query` bring them."""
    found: list[tuple[Any, ...]] = []
    for number, draft in enumerate(drafts, 1):
        entry = sealed(draft, number, found[-1][12] if found else GENESIS, key)
        moments = (f"{moment:%Y-%m-%d %H:%M:%S.%f}" for moment in entry.columns[1:3])
        found.append((number, *moments, *entry.columns[3:], entry.salt, entry.content))
    return found


def proven(page: list[tuple[Any, ...]], key: bytes = KEY) -> Stretch | None:
    return prove(lambda _: page, "sqlite", key, Bounds(1, len(page), (1,)))


def findings(page: list[tuple[Any, ...]], key: bytes = KEY) -> list[object]:
    walk = Walk(key, len(page), page[-1][12], {})
    walk.follow((Row(row[0], row[1:12], *row[12:]) for row in page), then=page[-1][12])
    walk.finish()
    return walk.findings


@settings(deadline=None)
@given(strategies.lists(strategies.tuples(AWKWARD, AWKWARD, AWKWARD, AWKWARD), min_size=1, max_size=5))
def test_what_was_recorded_is_proven_whatever_texts_it_holds(texts):
    drafts = [EntryDraft(a, b, AT, (c, d), basis=a, detail={"old": d}) for a, b, c, d in texts]
    page = chain_of(drafts)

    assert proven(page) == Stretch(1, len(page), GENESIS, page[-1][12], {1: page[0][12]}, (), (), {})
    assert findings(page) == []


@settings(deadline=None)
@given(
    first=AWKWARD,
    second=AWKWARD,
    place=strategies.integers(3, 8),
    value=strategies.one_of(AWKWARD, strategies.binary(max_size=4)),
)
def test_another_value_in_any_column_is_not_proven_or_nothing_is_found_against_it(first, second, place, value):
    page = chain_of([EntryDraft(first, second, AT, (second, first), basis=first)])
    page[0] = (*page[0][:place], value, *page[0][place + 1 :])

    assert (proven(page) is not None) == (findings(page) == [])


@pytest.mark.parametrize(
    ("genuine", "forged"),
    [
        ('a"b', 'a\\"b'),  # reads alike when no quote is escaped
        ("中", "\\u4e00"),
        ("中", "\\u4e2d"),
        ("\n", "\\n"),
    ],
)
@pytest.mark.parametrize("place", [3, 7, 8])
def test_a_text_that_looks_like_the_escape_of_another_is_not_taken_for_it(genuine, forged, place):
    by, identifier, basis = (genuine if place == at else "x" for at in (3, 7, 8))
    page = chain_of([EntryDraft("act", by, AT, ("matter", identifier), basis=basis)])
    page[0] = (*page[0][:place], forged, *page[0][place + 1 :])

    assert proven(page) is None


def test_columns_pushed_into_each_other_are_not_proven():
    page = chain_of([EntryDraft("act", "E1", AT, ("matter", "7"))])
    row = page[0]

    for place in range(3, 11):
        merged = (*row[:place], f'{row[place]}","{row[place + 1]}', "", *row[place + 2 :])
        assert proven([merged]) is None


@pytest.mark.parametrize("place", range(15))
def test_no_column_may_change_by_a_letter(place):
    page = chain_of([EntryDraft("act", "E1", AT, ("matter", str(n)), "b", {"n": n}, {"n": n}) for n in range(3)])
    middle = page[1]
    changed = middle[0] + 1 if place == 0 else f"{middle[place]}x"
    page[1] = (*middle[:place], changed, *middle[place + 1 :])

    assert proven(page) is None


def test_a_missing_entry_is_not_passed_over():
    page = chain_of([EntryDraft("act", "E1", AT) for _ in range(3)])

    assert prove(lambda _: [page[0], page[2]], "sqlite", KEY, Bounds(1, 3)) is None
    assert prove(lambda _: [], "sqlite", KEY, Bounds(1, 3)) is None


def checked(key: bytes, *, stretch: int | None) -> object:
    """The check by stretches of that size in pages of two, or by one walk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "PAGE", 2)
        patch.setattr(stretches, "PAGE", 2)
        patch.setattr(verification, "STRETCH", stretch or 10**6)
        if stretch is None:
            patch.setattr(verification, "_proven", lambda key, bounds: (None for _ in bounds))
        return verification.check(key)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens to database and anchors is undone at the end."""
    try:
        with transaction.atomic():
            constraints(False)
            yield
            transaction.set_rollback(True)
    finally:
        constraints(True)
        anchors_path().unlink(missing_ok=True)


def constraints(on: bool) -> None:
    """Who owns the file can have SQLite pass over its checks."""
    if connection.vendor == "sqlite":
        run(f"PRAGMA ignore_check_constraints = {'OFF' if on else 'ON'}")


def attempt(tamper: Callable[[], object]) -> None:
    """What the database's constraints refuse does not happen."""
    try:
        with transaction.atomic():
            tamper()
    except (Error, ValueError, Entry.DoesNotExist):
        pass


NUMBERS = strategies.integers(1, 13)


def edit(number: int, column: str, value: object) -> Callable[[], object]:
    return lambda: run(f"UPDATE audit_entry SET {column} = %s WHERE number = %s", values=(value, number))


def delete(first: int, count: int) -> Callable[[], object]:
    last = first + count
    return lambda: run(
        f"UPDATE audit_read SET batch_id = NULL WHERE batch_id BETWEEN {first} AND {last}",
        f"DELETE FROM audit_detail WHERE entry_id BETWEEN {first} AND {last}",
        f"DELETE FROM audit_entry WHERE number BETWEEN {first} AND {last}",
    )


def forge(number: int, key: bytes) -> Callable[[], object]:
    """An entry of one's own, at a free number or after moving the later ones up."""

    def do() -> None:
        later = Entry.objects.filter(number__gte=number).order_by("-number").values_list("number", flat=True)
        run("DELETE FROM audit_detail", "UPDATE audit_read SET batch_id = NULL")
        for taken in list(later):
            run(f"UPDATE audit_entry SET number = {taken + 1} WHERE number = {taken}")
        before = Entry.objects.filter(number__lt=number).order_by("number").values_list("mac", flat=True).last()
        row = chain_of([EntryDraft("forged", "E9", AT)])[0]
        columns = (number, *row[1:11], before or GENESIS)
        values = (number, AT, AT, *columns[3:], entry_mac(key, columns))
        Entry.objects.bulk_create([Entry(**dict(zip((*CHAINED, "mac"), values, strict=True)))])

    return do


def fork(number: int) -> Callable[[], object]:
    """A genuine entry of an older copy in the place of this one: sealed by the key, but not what the next follows."""

    def do() -> None:
        entry = Entry.objects.get(pk=number)
        entry.action = "matter.other"
        mac = entry_mac(read_key(), entry.chained())
        run("UPDATE audit_entry SET action = 'matter.other', mac = %s WHERE number = %s", values=(mac, number))

    return do


def break_head(count: int) -> Callable[[], object]:
    return lambda: Head.objects.update(count=count)


def put_back_head(count: int) -> Callable[[], object]:
    """A head that was genuine when the chain had `count` entries."""

    def do() -> None:
        mac = Entry.objects.values_list("mac", flat=True).get(pk=count)
        Head.objects.update(count=count, latest_mac=mac, mac=head_mac(read_key(), count, mac))

    return do


def anchor(entries: int, true: bool) -> Callable[[], object]:
    def do() -> None:
        mac = Entry.objects.filter(pk=entries).values_list("mac", flat=True).first()
        append(Anchor(entries, mac if true and mac else "0" * 64, "daily", ""))

    return do


VALUES = strategies.one_of(AWKWARD, strategies.just("f" * 64), strategies.binary(min_size=1, max_size=3))
TAMPERINGS = strategies.one_of(
    strategies.builds(edit, NUMBERS, strategies.sampled_from([*TEXTS, "mac"]), VALUES),
    strategies.builds(
        edit, NUMBERS, strategies.sampled_from(["occurred_at", "recorded_at"]), strategies.just("2020-01-01 00:00:00")
    ),
    strategies.builds(delete, NUMBERS, strategies.integers(0, 4)),
    strategies.builds(forge, strategies.integers(-1, 14), strategies.sampled_from([KEY, b"\x5a" * 32])),
    strategies.builds(fork, NUMBERS),
    strategies.builds(break_head, strategies.integers(0, 20)),
    strategies.builds(put_back_head, NUMBERS),
    strategies.builds(anchor, strategies.integers(0, 15), strategies.booleans()),
    strategies.builds(lambda n: lambda: run(f"DELETE FROM audit_detail WHERE entry_id = {n}"), NUMBERS),
    strategies.builds(lambda n: lambda: run(f"UPDATE audit_detail SET content = 'x' WHERE entry_id = {n}"), NUMBERS),
    strategies.builds(lambda n: lambda: run(f"UPDATE audit_read SET batch_id = {n}"), NUMBERS),
    strategies.just(lambda: run("UPDATE audit_read SET actor = 'x'")),
    strategies.just(lambda: run("DELETE FROM audit_head")),
)


CASES = {
    "edited in the middle of a stretch": edit(2, "actor", "x"),
    "edited at the end of a stretch": edit(3, "actor", "x"),
    "edited at the start of a stretch": edit(4, "previous_mac", "x"),
    "the MAC alone at the end of a stretch": edit(6, "mac", "f" * 64),
    "a stretch deleted": delete(4, 2),
    "more than a stretch deleted": delete(2, 6),
    "the tail deleted": delete(8, 4),
    "forged before the first": forge(0, b"wrong"),
    "forged after the last": forge(13, b"wrong"),
    "forged between, the later ones moved up": forge(5, b"wrong"),
    "an older entry at the end of a stretch": fork(3),
    "an older entry at the start of a stretch": fork(4),
    "an older entry at the end": fork(12),
    "an older head": put_back_head(7),
    "a forged head": break_head(12_345),
    "no head": lambda: run("DELETE FROM audit_head"),
    "another chain at an anchor": anchor(5, False),
    "longer by an anchor": anchor(15, False),
    "details gone": lambda: run("DELETE FROM audit_detail WHERE entry_id = 4"),
}


@pytest.mark.django_db
class TestTheWholeCheck:
    @pytest.fixture
    def busy_trail(self, act, trail) -> bytes:
        """Twelve entries of all sorts, of which two erase and one is a batch of reads."""
        for text in ('a"b', "c\\d", "名·1"):
            act(action="matter.close", subject=("matter", text), basis="人民调解法 第三十三条")
        services.erase(2, by="system", at=AT, basis="PIPL-47", reason="期满")
        services.note_read(by=CLERK, at=AT, subject=("matter", "1"), reason="核对")
        services.flush_reads(at=AT)
        services.erase(5, by="system", at=AT, basis="PIPL-47", reason="期满")
        return read_key()

    def test_looks_at_no_entry_of_a_whole_trail_one_by_one(self, busy_trail, monkeypatch):
        monkeypatch.setattr(verification, "STRETCH", 4)
        monkeypatch.setattr(Walk, "_step", None)

        answer = verification.check(busy_trail)

        assert (answer.entries, answer.holds) == (12, True)

    @pytest.mark.parametrize("name", sorted(CASES))
    def test_names_each_sort_of_tampering_as_one_walk_does(self, busy_trail, name):
        if connection.vendor == "postgresql" and name == "forged before the first":
            pytest.skip("PostgreSQL's check can't be passed over for a moment")
        with undone():
            triggers_off()
            CASES[name]()
            by_stretches = checked(busy_trail, stretch=3)
            by_walk = checked(busy_trail, stretch=None)

        assert by_stretches == by_walk
        assert not by_stretches.holds

    @settings(
        deadline=None,
        max_examples=150,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(data=strategies.data())
    def test_finds_word_for_word_what_one_walk_finds(self, busy_trail, data):
        acts = data.draw(strategies.lists(TAMPERINGS, min_size=0, max_size=4))
        with undone():
            triggers_off()
            for tamper in acts:
                attempt(tamper)
            by_stretches = checked(busy_trail, stretch=3)
            by_walk = checked(busy_trail, stretch=None)

        assert by_stretches == by_walk


@pytest.mark.django_db
def test_bytes_that_are_no_text_are_named_and_stop_nothing(trail, at):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite stores bytes as text")
    triggers_off()
    run("UPDATE audit_entry SET actor = CAST(x'ff' AS TEXT) WHERE number = 3")
    run("UPDATE audit_detail SET content = CAST(x'fe' AS TEXT) WHERE entry_id = 5")

    answer = services.verify(at=at)

    assert [(finding.kind, finding.first, finding.what) for finding in answer.findings] == [
        ("edited", 3, "columns"),
        ("detail", 5, "content"),
    ]


@pytest.mark.django_db
def test_a_read_with_a_moment_that_is_none_is_named(act, at):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite stores a value of another type")
    services.note_read(by=CLERK, at=at, subject=("matter", "1"), reason="核对")
    services.flush_reads(at=at)
    triggers_off()
    run("UPDATE audit_read SET read_at = 'never', reason = x'00'")

    assert [(finding.kind, finding.what) for finding in services.verify(at=at).findings] == [("reads", "rows")]


@pytest.mark.django_db(transaction=True)
class TestOtherProcesses:
    @pytest.fixture(autouse=True)
    def apart(self, trail, data_dir, monkeypatch):
        """Six committed entries, where other processes can read them, and two processes made worth their start."""
        monkeypatch.setattr(verification, "STRETCH", 2)
        monkeypatch.setattr(verification, "APART_FROM", 1)
        monkeypatch.setattr(verification.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
        if connection.vendor == "sqlite":
            copy_to(data_dir / "copy.sqlite3")
            source = stretches.Source("sqlite", {"path": data_dir / "copy.sqlite3"})
            monkeypatch.setattr(verification, "_source", lambda: source)

    def test_prove_what_is_whole(self, at, monkeypatch):
        monkeypatch.setattr(Walk, "_step", None)

        answer = verification.check(read_key())

        assert (answer.entries, answer.holds) == (6, True)

    def test_leave_to_the_walk_what_is_not(self, data_dir):
        triggers_off()
        run("UPDATE audit_entry SET actor = 'x' WHERE number = 4")
        if connection.vendor == "sqlite":
            copy_to(data_dir / "copy.sqlite3")

        assert [finding.first for finding in verification.check(read_key()).findings] == [4]


def copy_to(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        connection.connection.backup(file)


@pytest.mark.django_db
def test_what_is_not_committed_is_read_by_this_connection_alone():
    assert verification._source() is None


@pytest.mark.django_db(transaction=True)
def test_other_processes_are_told_where_the_database_is(settings, monkeypatch, tmp_path):
    if connection.vendor == "postgresql":
        assert verification._source().parameters["dbname"] == connection.settings_dict["NAME"]
        return
    assert verification._source() is None  # in memory
    (tmp_path / "fazhi.sqlite3").touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "fazhi.sqlite3")
    assert verification._source() == stretches.Source("sqlite", {"path": tmp_path / "fazhi.sqlite3"})


@pytest.mark.django_db(transaction=True)
def test_a_stretch_is_read_from_the_file_without_writing_to_it(trail, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no file")
    copy_to(tmp_path / "copy.sqlite3")
    before = (tmp_path / "copy.sqlite3").read_bytes()
    source = stretches.Source("sqlite", {"path": tmp_path / "copy.sqlite3"})

    stretch = stretches.prove_apart(source, read_key(), Bounds(2, 5))

    assert stretch is not None
    assert (stretch.previous_mac, stretch.latest_mac) == (trail[0].mac, trail[4].mac)
    assert (tmp_path / "copy.sqlite3").read_bytes() == before
