"""The notice that nobody has published yet, and the key of the trail."""

from pathlib import Path

import pytest

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.calendar.notices import HolidayYear
from fazhi.kernel.calendar.services import parse_notice

TEXT_2027 = """
[[notices]]
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕99号"
verified = true

[[holidays]]
name = "元旦"
rest = ["2027-01-01..2027-01-03"]
work = [2026-12-27]
"""


@pytest.fixture
def notice() -> HolidayYear:
    """An arrangement of 2027, made up: 1 to 3 January off, Sunday 27 December 2026 worked."""
    return parse_notice(TEXT_2027, 2027)


@pytest.fixture
def trail_key(settings, tmp_path: Path) -> None:
    """Data folder of this test, with a key for the trail."""
    settings.DATA_DIR = tmp_path / "var"
    create_key()
