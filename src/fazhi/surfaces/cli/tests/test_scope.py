"""`--as`: that post's rows, and no others, wherever the console shows any."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.kernel.organisations.models import Office, Post

Fazhi = Callable[..., Any]
POLICE = "mediation.referred.police"

SEES = pytest.mark.parametrize(
    ("post", "numbers"),
    [
        pytest.param((), (1, 2, 3), id="the system account"),
        pytest.param(("--as", "E0005@XM:reporter"), (1, 2, 3), id="the bureau"),
        pytest.param(("--as", "E0003"), (1, 2), id="the district"),
        pytest.param(("--as", "E0001@XM-SM-01:clerk"), (1, 2), id="the committee"),
        pytest.param(("--as", "E0004"), (3,), id="a stranger"),
        pytest.param(("--as", "E0006"), (), id="a department"),
    ],
)


@SEES
def test_a_figure_counts_the_rows_of_the_post(fazhi: Fazhi, referrals, post: tuple[str, ...], numbers: tuple[int, ...]):
    (figure,) = fazhi("figures", "--year", "2024", "--code", POLICE, *post, "--json").data["figures"]

    assert (figure["value"], figure["exact"], figure["rows"]) == (len(numbers),) * 3


@SEES
def test_the_rows_are_those_of_the_post(fazhi: Fazhi, referrals, post: tuple[str, ...], numbers: tuple[int, ...]):
    data = fazhi("figures", "rows", POLICE, "--year", "2024", *post, "--json").data

    assert data["count"] == len(numbers)
    assert {row["number"] for row in data["rows"]} == {f"公调〔2024〕{number}号" for number in numbers}


@SEES
def test_a_breakdown_shows_the_offices_of_the_post(
    fazhi: Fazhi, referrals, post: tuple[str, ...], numbers: tuple[int, ...]
):
    (figure,) = fazhi("figures", "--year", "2024", "--code", POLICE, "--by", "district", *post, "--json").data[
        "figures"
    ]
    wanted = {"思明区": len({1, 2} & set(numbers)), "湖里区": len({3} & set(numbers))}

    assert {group["key"]: group["value"] for group in figure["by"]} == {
        key: value for key, value in wanted.items() if value
    }


@SEES
def test_an_export_holds_the_rows_of_the_post(
    fazhi: Fazhi, referrals, tmp_path: Path, post: tuple[str, ...], numbers: tuple[int, ...]
):
    out = tmp_path / "对接.csv"

    answer = fazhi("ledger", "export", "mediation.referral", "--period", "2024", "--out", str(out), *post, "--json")

    assert answer.data == {"rows": len(numbers)}
    assert set(pl.read_csv(out)["对接编号"]) == {f"公调〔2024〕{number}号" for number in numbers}


def test_several_posts_and_none_named_is_exit_2_and_they_are_told(fazhi: Fazhi, referrals):
    huli = Office.objects.system("a test").get(code="XM-HL-01")
    clerk = Post.objects.system("a test").get(official__code="E0001")
    Post(official_id=clerk.official_id, office=huli, role="mediator", from_date=date(2024, 1, 1)).save()

    answer = fazhi("figures", "--year", "2024", "--as", "E0001", "--json")

    assert (answer.code, answer.out) == (2, "")
    assert "E0001@XM-SM-01:clerk" in answer.err
    assert "E0001@XM-HL-01:mediator" in answer.err


def test_a_post_that_has_ended_is_nobodys(fazhi: Fazhi, referrals):
    Post.objects.system("a test").filter(official__code="E0003").update(until_date=date(2020, 12, 31))

    answer = fazhi("figures", "--year", "2024", "--as", "E0003")

    assert (answer.code, answer.out) == (2, "")


WHOLE = [
    ("clock",),
    ("check",),
    ("parties", "due"),
    ("days", "enter", "notice.toml", "--year", "2027", "--dry-run"),
]


@pytest.mark.parametrize("words", WHOLE, ids=" ".join)
@pytest.mark.parametrize(
    "post", ["E0003", "E0004", "E0005@XM:reporter"], ids=["a district", "a stranger", "no such right"]
)
def test_what_names_matters_of_all_offices_is_not_everybodys(
    fazhi: Fazhi, referrals, words: tuple[str, ...], post: str
):
    answer = fazhi(*words, "--as", post)

    assert (answer.code, answer.out) == (2, "")
    assert "不能" in answer.err or "代表全局" in answer.err


def test_the_bureaus_own_head_may_have_the_records_checked(fazhi: Fazhi, referrals, city):
    head = Post(official=city.head.official, office=city.bureau, role="head", from_date=date(2020, 1, 1))
    head.save()

    assert fazhi("check", "--name", "matter-state-known", "--as", "E0003@XM:head").code == 0
