from pathlib import Path

import pytest

from fazhi.config.settings import database_from

DATA = Path("data")


def test_without_a_url_the_database_lies_in_the_data_folder():
    found = database_from(None, DATA)

    assert found["NAME"] == DATA / "fazhi.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert "synchronous=NORMAL" in found["OPTIONS"]["init_command"]


@pytest.mark.parametrize("url", [None, ""])
def test_a_blank_url_is_none(url: str | None):
    assert database_from(url, DATA)["ENGINE"].endswith("sqlite3")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_url_names_a_postgresql_database(scheme: str):
    found = database_from(f"{scheme}://fa:p%40ss%2F@db.example:5433/bureau", DATA)

    assert found["ENGINE"].endswith("postgresql")
    assert (found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "bureau", "fa", "p@ss/", "db.example", "5433",
    )  # fmt: skip


def test_a_url_of_another_database_is_refused():
    with pytest.raises(ValueError, match="mysql"):
        database_from("mysql://root@localhost/bureau", DATA)
