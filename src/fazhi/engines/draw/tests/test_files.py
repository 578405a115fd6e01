"""Committed files: one way to write them, and nothing else is read."""

import hashlib
import json
from typing import Any

import pytest

from fazhi.engines.draw import read_plan
from fazhi.engines.draw.errors import DrawError, MalformedDocument
from fazhi.engines.draw.files import NAMES, digests_of, first_line, read_files, write_files
from fazhi.engines.draw.terms import HashName
from fazhi.engines.draw.tests.samples import objects, plan_document, rule

RICH = plan_document(
    objects=[
        *objects("b 2", "a 1", stratum="律所"),
        *objects("n 4", stratum="公证处"),
        {"id": "c", "compulsory": "投诉举报", "stratum": "律所"},
        {"id": "d", "excluded": "年内已查"},
    ],
    inspectors=[{"id": "检2", "valid_from": "2026-01-01"}, {"id": "检1", "valid_to": "2027-01-01"}, {"id": "检3"}],
    recusals=[["b", "检2"], ["a", "检1"]],
    rule=rule(draw={"律所": 1, "公证处": 1}),
)


def read(document: dict[str, Any]):
    return read_plan(json.dumps(document))


def test_a_plain_pool_is_two_columns_with_a_line_end_after_each_row():
    plan = read(plan_document(objects=objects("e 1", "a 1", "b 2", "c 4", "d 8"), recusals=[]))

    text = write_files(plan.rosters)["objects.tsv"]

    assert text == "a\t1\nb\t2\nc\t4\nd\t8\ne\t1\n"
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "26f20e0f8f46740fb622ae006567e32f2aa2e7b4717a4060b636fb9a6154f7f1"
    )


def test_all_files_of_a_rich_plan():
    assert write_files(read(RICH).rosters) == {
        "objects.tsv": "a\t1\t律所\nb\t2\t律所\nn\t4\t公证处\n",
        "compulsory.tsv": "c\t投诉举报\n",
        "exclusions.tsv": "d\t年内已查\n",
        "inspectors.tsv": "检1\t\t2027-01-01\n检2\t2026-01-01\t\n检3\t\t\n",
        "recusals.tsv": "a\t检1\nb\t检2\n",
    }


@pytest.mark.parametrize("document", [plan_document(), RICH], ids=["plain", "rich"])
def test_files_give_the_rosters_back(document: dict[str, Any]):
    plan = read(document)

    assert read_files(write_files(plan.rosters), plan.terms) == plan.rosters


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("objects.tsv", "b\t2\t律所\na\t1\t律所\nn\t4\t公证处\n"),
        ("objects.tsv", "a\t1\t律所\nb\t2\t律所\nn\t4\t公证处"),
        ("objects.tsv", "a\t01\t律所\nb\t2\t律所\nn\t4\t公证处\n"),
        ("objects.tsv", "a\tx\t律所\nb\t2\t律所\nn\t4\t公证处\n"),
        ("objects.tsv", "a\t0\t律所\nb\t2\t律所\nn\t4\t公证处\n"),
        ("objects.tsv", "a\t1\t律所\nb\t2\t律所\nn\t4\t鉴定\n"),
        ("objects.tsv", "a\t1\nb\t2\nn\t4\n"),
        ("objects.tsv", "a\t1\t律所\n\ufeffb\t2\t律所\nn\t4\t公证处\n"),
        ("objects.tsv", "a\t1\t律所\na\t1\t律所\nn\t4\t公证处\n"),
        ("compulsory.tsv", "c\n"),
        ("compulsory.tsv", "z\t甲\nc\t乙\n"),
        ("exclusions.tsv", "d\t年内已查\nd\t年内已查\n"),
        ("inspectors.tsv", "检2\n检1\n检3\n"),
        ("inspectors.tsv", "检1\t\t\n检2\t\t\n检3\t\t\n"),
        ("inspectors.tsv", "检1\t\t2027-1-1\n检2\t\t\n检3\t\t\n"),
        ("recusals.tsv", "b\t检2\na\t检1\n"),
    ],
)
def test_a_file_written_in_another_way_is_refused(name: str, text: str):
    plan = read(RICH)

    with pytest.raises(DrawError):
        read_files(write_files(plan.rosters) | {name: text}, plan.terms)


def test_a_pool_out_of_order_is_refused_without_strata_too():
    plan = read(plan_document())
    files = write_files(plan.rosters)
    turned = "".join(line + "\n" for line in reversed(files["objects.tsv"].splitlines()))

    with pytest.raises(MalformedDocument, match="objects.tsv"):
        read_files(files | {"objects.tsv": turned}, plan.terms)


def test_weights_below_one_are_refused_in_files_too():
    plan = read(plan_document())

    with pytest.raises(MalformedDocument, match="not whole"):
        read_files(write_files(plan.rosters) | {"objects.tsv": "a\t0\n"}, plan.terms)


def test_digests_are_sha256_and_the_rules_own():
    files = write_files(read(plan_document()).rosters)

    assert set(digests_of(files, HashName.SHA256)) == set(NAMES)
    assert set(digests_of(files, HashName.SM3)["objects.tsv"]) == {"sha256", "sm3"}


@pytest.mark.parametrize(
    ("found", "expected", "line"),
    [("a\nb\n", "a\nc\n", 2), ("a\n", "a\nb\n", 2), ("a\nb\n", "a\n", 2), ("a", "a\n", 2), ("x\n", "a\n", 1)],
)
def test_the_first_line_that_differs_is_named(found: str, expected: str, line: int):
    assert first_line(found, expected) == line
