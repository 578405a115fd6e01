"""The frozen year and the trail: whatever is changed behind the system's back is found and named."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from fazhi.kernel.indicators import registry

REGISTERS = frozenset(registry.catalogue().registers)
SPOILT = sorted(REGISTERS)[::9]
"""The check knows no register from another: every ninth stands for all."""
FROZEN = "2024-v1"
FLIPS = 8
"""How many bytes of each file are changed, one after the other, from its head to its foot."""


# The frozen year


def test_a_freeze_seals_every_register(frozen):
    folder = frozen.data / "frozen" / FROZEN

    assert {path.stem for path in folder.glob("*.parquet")} == REGISTERS
    assert (frozen.freeze_answer["registers"], frozen.freeze_answer["version"]) == (len(REGISTERS), 1)
    assert frozen.freeze_answer["rows"] == sum(pl.read_parquet(path).height for path in folder.glob("*.parquet"))


def test_an_untouched_year_verifies(frozen):
    assert frozen.json("year", "verify", "2024") == {
        "seal": True, "recompute": True, "drift": "none", "holds": True, "differences": [],
    }  # fmt: skip


def test_who_holds_the_folder_alone_can_recompute_it(frozen, empty, tmp_path: Path):
    shutil.copytree(frozen.data / "frozen" / FROZEN, tmp_path / "handed-on")

    data = empty.json("year", "verify", tmp_path / "handed-on")

    assert (data["seal"], data["recompute"], data["drift"], data["holds"]) == (True, True, "unchecked", True)
    assert not (empty.data / "fazhi.sqlite3").exists()


def test_the_folder_alone_gives_the_same_figures(frozen, tmp_path: Path):
    shutil.copytree(frozen.data / "frozen" / FROZEN, tmp_path / "handed-on")
    words = ("figures", "--year", "2024", "--engine", "frozen")

    assert frozen.json(*words, "--from", tmp_path / "handed-on") == frozen.json(*words)


def test_frozen_figures_are_the_live_ones(frozen):
    live, sealed = (
        frozen.json("figures", "--year", "2024", "--engine", engine)["figures"] for engine in ("live", "frozen")
    )

    assert live == sealed


def test_a_frozen_table_holds_no_personal_data(frozen):
    named = re.compile("name|phone|document|mediator|party")
    columns = {
        column
        for path in (frozen.data / "frozen" / FROZEN).glob("*.parquet")
        for column in pl.read_parquet_schema(path)
        if named.search(column)
    }

    assert columns == {"office_name"}


@pytest.mark.parametrize("register", SPOILT)
def test_a_changed_byte_anywhere_in_a_file_is_found_and_named(tampered, register: str):
    path = tampered.data / "frozen" / FROZEN / f"{register}.parquet"
    content = path.read_bytes()

    for place in range(0, len(content), len(content) // FLIPS + 1):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        answer = tampered("year", "verify", "2024", "--json")

        assert answer.code == 1, f"byte {place}: {answer.err}"
        assert (answer.data["seal"], answer.data["holds"]) == (False, False)
        assert path.name in {item.get("file") for item in answer.data["differences"] if item["part"] == "seal"}


@pytest.mark.parametrize("register", SPOILT)
def test_a_damaged_file_says_nothing_against_the_records(tampered, register: str):
    """The records were not touched: what differs lies in the file."""
    path = tampered.data / "frozen" / FROZEN / f"{register}.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)

    assert tampered("year", "verify", "2024", "--json").data["drift"] in {"none", "unchecked"}


def test_a_changed_manifest_is_found(tampered):
    path = tampered.data / "frozen" / FROZEN / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"version":1', b'"version":2', 1))

    answer = tampered("year", "verify", "2024", "--json")

    assert (answer.code, answer.data["seal"]) == (1, False)


def test_a_file_that_is_gone_is_named(tampered):
    (tampered.data / "frozen" / FROZEN / "mediation_people_register.parquet").unlink()

    answer = tampered("year", "verify", "2024", "--json")

    assert (answer.code, answer.data["seal"]) == (1, False)
    assert "mediation_people_register.parquet" in {item.get("file") for item in answer.data["differences"]}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("UPDATE mediation_peoplesmatter SET amount_fen = amount_fen + 1 WHERE id = '{key}'", "amount_fen"),
        ("DELETE FROM mediation_peoplesmatter WHERE id = '{key}'", None),
    ],
    ids=["changed", "deleted"],
)
def test_a_changed_row_is_found_and_named(tampered, change: str, column: str | None):
    with closing(sqlite3.connect(tampered.data / "fazhi.sqlite3")) as database:
        query = "SELECT id FROM mediation_peoplesmatter WHERE amount_fen > 0 AND concluded_year = 2024 LIMIT 1"
        (key,) = database.execute(query).fetchone()
    tampered.tamper(change.format(key=key))

    answer = tampered("year", "verify", "2024", "--json")

    assert answer.code == 1
    assert (answer.data["seal"], answer.data["recompute"], answer.data["drift"]) == (True, True, "unexplained")
    (difference,) = answer.data["differences"]
    assert (difference["register"], difference["key"], difference["column"]) == (
        "mediation_people_register",
        key,
        column,
    )


def test_a_row_that_was_slipped_in_is_found_and_named(tampered):
    tampered.tamper(
        "CREATE TEMP TABLE copy AS SELECT * FROM referrals_referral WHERE signed_year = 2024 LIMIT 1",
        "UPDATE copy SET id = '0193ffffffff7fff8fffffffffffffff', number = '冒名1号'",
        "INSERT INTO referrals_referral SELECT * FROM copy",
    )

    answer = tampered("year", "verify", "2024", "--json")

    assert (answer.code, answer.data["drift"]) == (1, "unexplained")
    assert ("mediation_referral_register", "0193ffffffff7fff8fffffffffffffff") in {
        (item["register"], item["key"]) for item in answer.data["differences"]
    }


def test_a_correction_by_ledger_explains_its_drift(tampered, place: Path, tmp_path: Path):
    out = tmp_path / "people.csv"
    tampered.json("ledger", "export", "mediation.people", "--period", "2024", "--out", out)
    rows = pl.read_csv(out, infer_schema=False)
    first = rows.row(0, named=True)["案号"]
    changed = pl.when(pl.col("案号") == first).then(pl.lit("其他")).otherwise(pl.col("纠纷类别"))
    assert rows.row(0, named=True)["纠纷类别"] != "其他"
    rows.with_columns(changed.alias("纠纷类别")).write_csv(out)

    (file,) = tampered.json("ledger", "import", out)["files"]
    answer = tampered("year", "verify", "2024", "--json")

    assert (file["updated"], file["refused"], file["frozen_years"]) == (1, 0, [2024])
    assert (answer.code, answer.data["drift"], answer.data["holds"]) == (0, "explained", True)
    assert {item["column"] for item in answer.data["differences"]} == {"category"}


# The trail


def test_the_trail_of_the_whole_job_holds(frozen):
    data = frozen.json("audit", "verify")

    assert (data["holds"], data["first_broken"]) == (True, None)
    assert data["entries"] >= 30  # setup, 50 files, the freeze


TAMPERINGS = [
    pytest.param("UPDATE audit_entry SET actor = 'E9999@XM:head' WHERE number = 5", "edited", 5, id="edited"),
    pytest.param(
        "UPDATE audit_entry SET recorded_at = '2020-01-01 00:00:00' WHERE number = 1",
        "edited",
        1,
        id="first one edited",
    ),
    pytest.param("DELETE FROM audit_entry WHERE number = 5", "deleted", 5, id="deleted"),
    pytest.param("DELETE FROM audit_entry WHERE number = {last}", "deleted", None, id="last one deleted"),
    pytest.param(
        "INSERT INTO audit_entry SELECT {last} + 1, occurred_at, recorded_at, actor, place, action, subject_kind, subject_id, "
        "basis, payload_digest, detail_digest, previous_mac, mac FROM audit_entry WHERE number = {last}",
        "inserted",
        None,
        id="inserted at the end",
    ),
]


@pytest.mark.parametrize(("statement", "kind", "number"), TAMPERINGS)
def test_what_was_done_to_the_trail_is_found_and_named(tampered, statement: str, kind: str, number: int | None):
    last = tampered.entries()
    details = "DELETE FROM audit_detail WHERE entry_id NOT IN (SELECT number FROM audit_entry)"
    tampered.tamper(statement.format(last=last), details)

    answer = tampered("audit", "verify", "--json")

    wanted = number or (last + 1 if kind == "inserted" else last)
    assert (answer.code, answer.data["holds"], answer.data["first_broken"]) == (1, False, wanted)
    assert kind in {finding["kind"] for finding in answer.data["findings"]}


def test_an_entry_inserted_in_the_middle_breaks_the_chain_there(tampered):
    columns = (
        "occurred_at, recorded_at, actor, place, action, subject_kind, subject_id, basis, payload_digest, detail_digest, "
        "previous_mac, mac"
    )
    tampered.tamper(
        "UPDATE audit_entry SET number = number + 100000 WHERE number > 5",
        f"INSERT INTO audit_entry SELECT 6, {columns} FROM audit_entry WHERE number = 5",
        "UPDATE audit_entry SET number = number - 99999 WHERE number > 100000",
        "UPDATE audit_detail SET entry_id = entry_id + 100000 WHERE entry_id > 5",
        "UPDATE audit_detail SET entry_id = entry_id - 99999 WHERE entry_id > 100000",
    )

    answer = tampered("audit", "verify", "--json")

    assert (answer.code, answer.data["holds"], answer.data["first_broken"]) == (1, False, 6)


def test_without_a_trigger_nothing_starts_but_what_looks_for_damage(tampered):
    with closing(sqlite3.connect(tampered.data / "fazhi.sqlite3")) as database:
        database.execute("DROP TRIGGER audit_entry_no_delete")
        database.commit()

    refused, looked = tampered("figures", "--year", "2024"), tampered("audit", "verify")

    assert (refused.code, refused.out) == (2, "")
    assert "audit_entry_no_delete" in refused.err
    assert looked.code == 1
    assert "audit_entry_no_delete" in looked.out
    tampered.json("setup")
    assert tampered("audit", "verify").code == 0
