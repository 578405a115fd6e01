"""The published report of 2024, where its text is at hand: all its figures, no false one, no broken identity."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from fazhi.engines.claims import read

SEED = Path(__file__).parents[5].parent / "shared" / "seed"
REPORT = SEED / "xiamen-report-2024.txt"
# 办结16件 is stated as 已全部办结, the coverage of 100 % as 全覆盖: neither is written as a number.
NOT_WRITTEN_AS_NUMBERS = {"disclosure.requests_closed", "outreach.vice_principal_coverage"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REPORT.exists(), reason="../shared/seed is not here"),
]


@pytest.fixture(scope="module")
def text() -> str:
    return REPORT.read_text(encoding="utf-8")


def published() -> list[tuple[Decimal, str]]:
    with (SEED / "figures-2024.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in NOT_WRITTEN_AS_NUMBERS]
    scaled = [(row, 10**8 if row["unit"] == "亿元" else 1) for row in rows]
    return [(Decimal(row["value"]) * factor, row["unit"].removeprefix("亿")) for row, factor in scaled]


def test_figures_found_are_those_published(text: str) -> None:
    found = [(figure.number, figure.unit) for figure in read(text).figures]

    assert sorted(found) == sorted(published())


def test_identities_are_the_two_sums_and_hold(text: str) -> None:
    assert [(found.expression, found.holds) for found in read(text).identities] == [
        ("794 + 184198 = 184992", True),
        ("88 + 102923 = 103011", True),
    ]


@pytest.mark.parametrize("figure", ["184992", "794", "184198", "103011", "88", "102923"])
def test_every_wrong_digit_in_a_sum_is_found(text: str, figure: str) -> None:
    start = text.index(f"{figure}件")
    for place in range(start, start + len(figure)):
        digit = str((int(text[place]) + 1) % 10)
        if place == start and digit == "0":
            continue

        wrong = text[:place] + digit + text[place + 1 :]

        assert not all(found.holds for found in read(wrong).identities), wrong[start - 10 : start + 10]
