from datetime import date
from uuid import UUID

from fazhi.kernel.indicators.cells import columns_of, row_of, rows_of
from fazhi.kernel.indicators.errors import FrozenMeanwhile, KeyRepeated
from fazhi.kernel.indicators.tests.conftest import POSTS

KEY = UUID("0193ffff-ffff-7fff-8fff-ffffffffffff")
POSTGRESQL = (KEY, "clerk", date(2024, 2, 29), None, "A", "甲", "", 3)
SQLITE = (KEY.hex, "clerk", "2024-02-29", None, "A", "甲", "", 3)


def test_rows_of_all_engines_have_one_form() -> None:
    assert row_of(POSTS, POSTGRESQL) == row_of(POSTS, SQLITE)
    assert row_of(POSTS, SQLITE)["post_id"] == "0193ffffffff7fff8fffffffffffffff"
    assert rows_of(POSTS, [POSTGRESQL, SQLITE[:3] + POSTGRESQL[3:]])[0] == row_of(POSTS, SQLITE)
    assert set(columns_of(POSTS, [])) == {column.name for column in POSTS.columns}


def test_what_stops_a_freeze_names_the_row_or_the_version() -> None:
    assert "posts_register" in str(KeyRepeated("posts_register", KEY.hex))
    assert "Version 2 of 2024" in str(FrozenMeanwhile(2024, 2))
