import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.engines.indicator import Period
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators import registry, services
from fazhi.kernel.indicators.errors import FreezeDisagrees, ManifestNotReadable, NotFrozen, PeriodOutsideFrozenYear
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import MANIFEST, SEAL, digest_of, read_manifest
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.indicators.queries import figures, identities, latest_frozen, rows
from fazhi.kernel.indicators.services import freeze, verify
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.indicators.tests.conftest import change
from fazhi.kernel.organisations.services import rebuild_bounds

YEAR = Period(2024)
FILE = "posts_register.parquet"


@pytest.fixture
def frozen(year: Any, at: Any, frozen_folder: Callable[[], Path]) -> FrozenYear:
    return freeze(2024, by="system", at=at, folder=frozen_folder())


def _named(found: Any) -> list[tuple[Any, ...]]:
    return [(item.part, item.place, item.key, item.column, item.sealed, item.found) for item in found.differences]


def test_a_frozen_year_answers_as_the_records_did(frozen: FrozenYear) -> None:
    with Frozen(frozen.path) as engine:
        for text in ("2024", "2024Q1", "2024-02", "2024-12"):
            period = Period.parse(text)
            assert figures(period, engine=engine) == figures(period, engine=Live())
            assert figures(period, engine=engine, by="role") == figures(period, engine=Live(), by="role")
        assert identities(YEAR, engine=engine) == identities(YEAR, engine=Live())
        assert rows("posts.start", YEAR, engine=engine) == rows("posts.start", YEAR, engine=Live())


def test_the_folder_alone_answers_when_the_definitions_are_gone(frozen: FrozenYear, monkeypatch: Any) -> None:
    sealed = {figure["code"]: figure["exact"] for figure in read_manifest(frozen.path).figures}
    monkeypatch.setattr(registry, "catalogue", lambda: pytest.fail("the folder must be enough"))

    with Frozen(frozen.path) as engine:
        assert {figure.code: figure.plain()["exact"] for figure in figures(YEAR, engine=engine)} == sealed


def test_freezing_leaves_files_seal_record_and_trail(frozen: FrozenYear) -> None:
    manifest = (frozen.path / MANIFEST).read_bytes()

    assert sorted(path.name for path in frozen.path.iterdir()) == [MANIFEST, SEAL, FILE]
    assert (frozen.path / SEAL).read_text() == f"{frozen.digest}  {MANIFEST}\n"
    assert digest_of(manifest) == frozen.digest
    assert read_manifest(frozen.path).to_bytes() == manifest
    assert json.loads(manifest)["registers"][0]["rows"] == 7
    assert Entry.objects.filter(action="year.freeze", subject_id="2024-v1").count() == 1
    assert [path.name for path in frozen.path.parent.iterdir()] == ["2024-v1"]


def test_the_same_records_give_the_same_bytes(frozen: FrozenYear, at: Any) -> None:
    again = freeze(2024, by="system", at=at, folder=frozen.path.parent)

    assert (again.version, latest_frozen(2024)) == (2, again)
    assert (again.path / FILE).read_bytes() == (frozen.path / FILE).read_bytes()
    assert verify(frozen.path, alone=True).holds


def test_an_untouched_year_holds(frozen: FrozenYear) -> None:
    whole, alone = verify(2024), verify(frozen.path, alone=True)

    assert (whole.seal, whole.recompute, whole.drift, whole.holds, whole.differences) == (True, True, "none", True, ())
    assert (alone.seal, alone.recompute, alone.drift, alone.holds) == (True, True, "unchecked", True)


def test_a_year_that_was_never_frozen_is_refused(year: Any) -> None:
    with pytest.raises(NotFrozen):
        verify(2024)


def test_a_frozen_year_answers_for_itself_only(frozen: FrozenYear) -> None:
    with Frozen(frozen.path) as engine, pytest.raises(PeriodOutsideFrozenYear):
        figures(Period(2023), engine=engine)


@pytest.mark.parametrize("place", [4, 200, -30])
def test_any_changed_byte_of_a_register_breaks_the_seal_and_names_the_file(frozen: FrozenYear, place: int) -> None:
    path = frozen.path / FILE
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    found = verify(frozen.path, alone=True)

    assert not found.seal
    assert not found.holds
    assert _named(found)[0][:4] == ("seal", FILE, None, None)


def test_a_rewritten_register_no_longer_gives_the_sealed_figures(frozen: FrozenYear) -> None:
    path = frozen.path / FILE
    pl.read_parquet(path).head(6).write_parquet(path)

    found = verify(frozen.path, alone=True)

    assert (found.seal, found.recompute) == (False, False)
    assert ("recompute", MANIFEST, "posts.begun", "value", 1, 0) in _named(found)


def test_a_missing_and_a_foreign_file_are_named(frozen: FrozenYear) -> None:
    (frozen.path / FILE).rename(frozen.path / "other.parquet")

    found = [item[:2] for item in _named(verify(frozen.path, alone=True)) if item[0] == "seal"]

    assert found == [("seal", FILE), ("seal", "other.parquet")]


def test_a_manifest_rewritten_with_its_digest_is_found_by_the_trail(frozen: FrozenYear) -> None:
    path = frozen.path / MANIFEST
    path.write_bytes(path.read_bytes().replace(b'"sealed_by":"system"', b'"sealed_by":"nobody"'))
    (frozen.path / SEAL).write_text(f"{digest_of(path.read_bytes())}  {MANIFEST}\n")

    assert verify(frozen.path, alone=True).seal
    assert [item[3] for item in _named(verify(2024)) if item[0] == "seal"] == ["digest", "trail"]


def test_a_row_of_the_database_rewritten_with_the_files_is_found_by_the_trail(frozen: FrozenYear) -> None:
    test_a_manifest_rewritten_with_its_digest_is_found_by_the_trail(frozen)
    FrozenYear.objects.filter(pk=frozen.pk).update(digest=digest_of((frozen.path / MANIFEST).read_bytes()))

    assert [item[3] for item in _named(verify(2024))] == ["trail"]


def test_a_damaged_manifest_is_one_clear_answer(frozen: FrozenYear) -> None:
    (frozen.path / MANIFEST).write_text("{")

    found = verify(2024)

    assert (found.seal, found.recompute, found.drift, found.holds) == (False, False, "unchecked", False)
    assert _named(found)[0][:2] == ("seal", MANIFEST)
    with pytest.raises(ManifestNotReadable):
        Frozen(frozen.path)


def test_a_manifest_with_foreign_definitions_is_not_run(frozen: FrozenYear) -> None:
    path = frozen.path / MANIFEST
    path.write_bytes(path.read_bytes().replace(b'"on":"from_date"', b'"on":"x\\" OR 1"'))

    found = verify(frozen.path, alone=True)

    assert not found.recompute
    assert "CatalogueRefused" in _named(found)[-1][5]


def test_a_changed_row_is_named_with_register_key_and_column(frozen: FrozenYear, year: Any) -> None:
    change(year.mediator, role="head")

    found = verify(2024)

    assert (found.seal, found.recompute, found.drift, found.holds) == (True, True, "unexplained", False)
    assert _named(found) == [("drift", "posts_register", str(year.mediator.pk), "role", "mediator", "head")]


def test_a_row_moved_out_of_the_year_is_named_by_the_column_that_moved(frozen: FrozenYear, year: Any) -> None:
    change(year.officer, from_date=date(2025, 3, 1))

    key = str(year.officer.pk)
    assert _named(verify(2024)) == [("drift", "posts_register", key, "from_date", date(2020, 1, 1), date(2025, 3, 1))]


def test_a_deleted_and_an_added_row_are_named(frozen: FrozenYear, year: Any) -> None:
    posts = type(year.head).objects.system("a test changes a record")
    posts.filter(pk=year.reporter.pk).delete()
    added = type(year.head)(official=year.head.official, office=year.bureau, role="clerk", from_date=date(2024, 5, 1))
    added.save()

    assert _named(verify(2024)) == [
        ("drift", "posts_register", str(year.reporter.pk), None, "行", None),
        ("drift", "posts_register", str(added.pk), None, None, "行"),
    ]


def test_rows_of_another_year_are_no_drift(frozen: FrozenYear, year: Any) -> None:
    type(year.head)(official=year.head.official, office=year.bureau, role="clerk", from_date=date(2025, 1, 1)).save()

    assert verify(2024).drift == "none"


def test_rewritten_office_bounds_are_no_drift_and_scope_keeps_the_sealed_ones(
    frozen: FrozenYear, year: Any, office: Any
) -> None:
    scope = _scope(year.head.office)
    with Frozen(frozen.path) as engine:
        before = figures(YEAR, engine=engine, scope=scope)
    office("A-0", "新机构", "district_bureau", year.bureau)
    rebuild_bounds()
    year.head.office.refresh_from_db()

    assert _scope(year.head.office) != scope
    assert verify(2024).drift == "none"
    with Frozen(frozen.path) as engine:
        assert figures(YEAR, engine=engine, scope=_scope(year.head.office)) == before
        assert {figure.rows for figure in figures(YEAR, engine=engine, scope=Scope("A-0", 2, 2))} == {0, None}


def _scope(office: Any) -> Scope:
    return Scope(office.code, office.left, office.right)


def test_nothing_is_sealed_when_files_and_records_disagree(
    year: Any, at: Any, frozen_folder: Callable[[], Path], monkeypatch: Any
) -> None:
    whole = services.year_frame
    monkeypatch.setattr(services, "year_frame", lambda *arguments: whole(*arguments).head(3))

    with pytest.raises(FreezeDisagrees):
        freeze(2024, by="system", at=at, folder=frozen_folder())

    assert list(frozen_folder().iterdir()) == []
    assert not FrozenYear.objects.exists()


def test_a_freeze_that_fails_while_recording_leaves_nothing(
    year: Any, at: Any, frozen_folder: Callable[[], Path], monkeypatch: Any
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(services, "put_in_place", fail)

    with pytest.raises(OSError, match="disk full"):
        freeze(2024, by="system", at=at, folder=frozen_folder())

    assert list(frozen_folder().iterdir()) == []
    assert not FrozenYear.objects.exists()
    assert not Entry.objects.filter(action="year.freeze").exists()


def test_a_folder_left_by_a_process_that_died_is_set_aside(
    year: Any, at: Any, frozen_folder: Callable[[], Path]
) -> None:
    left = frozen_folder() / "2024-v1"
    left.mkdir(parents=True)
    (left / "half").write_text("")

    frozen = freeze(2024, by="system", at=at, folder=frozen_folder())

    assert verify(2024).holds
    assert sorted(path.name for path in frozen.path.parent.iterdir()) == [
        "2024-v1",
        "2024-v1-unrecorded-20240603093000",
    ]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_a_year_is_read_at_one_moment_and_the_trail_is_anchored(frozen: FrozenYear) -> None:
    """Every other test runs inside a transaction; here `snapshot` opens its own, and commit hooks run."""
    anchors = frozen.path.parent.parent / "anchors.jsonl"

    assert verify(2024).holds
    assert [json.loads(line)["reason"] for line in anchors.read_text().splitlines()] == ["freeze"]
