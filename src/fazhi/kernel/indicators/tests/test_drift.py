"""Who accounts for what differs: an act for the columns that it wrote, from the value found to the value left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from fazhi.engines.indicator import Catalogue, Column, Join, Kind
from fazhi.kernel.audit import services as audit
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.accounting import Act, accounted
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.indicators.services import freeze, verify
from fazhi.kernel.indicators.terms import Difference
from fazhi.kernel.indicators.tests.conftest import CATALOGUE, INDICATORS, POSTS, change, tell

DATED = replace(
    POSTS,
    columns=(
        *POSTS.columns,
        Column("from_year", "任职年", Kind.INTEGER, "from_year"),
        Column("from_quarter", "任职季", Kind.INTEGER, "base.from_quarter"),
        Column("from_month", "任职月", Kind.INTEGER, "from_month"),
        Column("tenure_year", "届", Kind.INTEGER, "tenure_year"),
        Column("bureau", "局", Kind.TEXT, "parent.name"),
    ),
    joins=(*POSTS.joins, Join("organisations_office", "parent", (("id", "office.parent_id"),))),
)


@pytest.fixture
def frozen(year: Any, at: Any, frozen_folder: Callable[[], Path]) -> FrozenYear:
    return freeze(2024, by="system", at=at, folder=frozen_folder())


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No higher room explains, but those of a test."""
    monkeypatch.setattr(registry, "_explainers", {})


@pytest.fixture
def later(at: Any) -> Callable[[int], Any]:
    return lambda days: at + timedelta(days=days)


def _explained(found: Any) -> dict[str, bool]:
    return {difference.column: difference.explained for difference in found.differences}


def test_an_act_that_tells_what_it_wrote_explains_it(frozen: FrozenYear, year: Any, later: Any) -> None:
    change(year.mediator, role="head")
    tell("post.rectify", year.mediator, later(1), old={"role": "mediator"}, new={"role": "head"})

    found = verify(2024)

    assert (found.drift, found.holds, _explained(found)) == ("explained", True, {"role": True})


def test_an_act_before_the_sealing_explains_nothing(frozen: FrozenYear, year: Any, at: Any) -> None:
    change(year.mediator, role="head")
    tell("post.rectify", year.mediator, at, old={"role": "mediator"}, new={"role": "head"})

    assert verify(2024).drift == "unexplained"


def test_a_column_changed_behind_an_act_on_its_row_is_named(frozen: FrozenYear, year: Any, later: Any) -> None:
    change(year.mediator, role="head", until_date=date(2024, 6, 30))
    tell("post.rectify", year.mediator, later(1), old={"role": "mediator"}, new={"role": "head"})

    found = verify(2024)

    assert (found.drift, found.holds) == ("unexplained", False)
    assert _explained(found) == {"role": True, "until_date": False}


@pytest.mark.parametrize(
    ("old", "new"),
    [({"role": "clerk"}, {"role": "head"}), ({"role": "mediator"}, {"role": "clerk"}), ({}, {"role": "clerk"})],
    ids=["found another value", "left another value", "left another value, found one untold"],
)
def test_an_act_that_tells_other_values_explains_nothing(
    frozen: FrozenYear, year: Any, later: Any, old: dict[str, str], new: dict[str, str]
) -> None:
    change(year.mediator, role="head")
    tell("post.rectify", year.mediator, later(1), old=old, new=new)

    assert verify(2024).drift == "unexplained"


@pytest.mark.parametrize(("between", "state"), [("clerk", "explained"), ("reporter", "unexplained")])
def test_several_acts_lead_from_the_sealed_value_to_todays(
    frozen: FrozenYear, year: Any, later: Any, between: str, state: str
) -> None:
    change(year.mediator, role="head")
    tell("post.rectify", year.mediator, later(1), old={"role": "mediator"}, new={"role": "clerk"})
    tell("post.rectify", year.mediator, later(2), old={"role": between}, new={"role": "head"})

    assert verify(2024).drift == state


def test_an_act_that_wrote_the_same_value_again_explains_nothing(frozen: FrozenYear, year: Any, later: Any) -> None:
    change(year.mediator, role="head")
    tell("post.rectify", year.mediator, later(1), old={"role": "head"}, new={"role": "head"})

    assert verify(2024).drift == "unexplained"


def test_a_step_explains_the_values_in_its_detail(frozen: FrozenYear, year: Any, later: Any) -> None:
    change(year.mediator, until_date=date(2024, 6, 30), role="head")
    tell("post.end", year.mediator, later(1), until_date="2024-06-30", reason="调离")

    assert _explained(verify(2024)) == {"until_date": True, "role": False}


def test_an_act_without_details_wrote_nothing(frozen: FrozenYear, year: Any, later: Any) -> None:
    change(year.mediator, role="head")
    tell("post.look", year.mediator, later(1))

    assert verify(2024).drift == "unexplained"


def test_an_act_whose_details_were_erased_by_law_explains_all(frozen: FrozenYear, year: Any, later: Any) -> None:
    change(year.mediator, role="head")
    tell("post.rectify", year.mediator, later(1), old={"role": "mediator"}, new={"role": "head"})
    from fazhi.kernel.audit.models import Entry

    number = Entry.objects.get(action="post.rectify").number
    audit.erase(number, by="system", at=later(2), basis="个人信息保护法:47", reason="期满")

    assert verify(2024).drift == "explained"


def test_what_is_joined_is_explained_by_who_changed_the_row_joined(frozen: FrozenYear, year: Any, later: Any) -> None:
    before, after = year.clerk.office_id, year.officer.office_id
    change(year.mediator, office_id=after)
    tell("post.move", year.mediator, later(1), old={"office_id": before}, new={"office_id": after})

    found = verify(2024)

    assert found.drift == "explained"
    assert {"office", "office_name"} <= set(_explained(found))


def test_what_is_joined_is_not_explained_by_an_act_on_other_columns(frozen: FrozenYear, year: Any, later: Any) -> None:
    change(year.mediator, office_id=year.officer.office_id)
    tell("post.rectify", year.mediator, later(1), old={"role": "mediator"}, new={"role": "head"})

    assert not any(_explained(verify(2024)).values())


def test_a_deleted_and_an_added_row_are_explained_by_any_act_on_them(frozen: FrozenYear, year: Any, later: Any) -> None:
    added = type(year.head)(official=year.head.official, office=year.bureau, role="clerk", from_date=date(2024, 5, 1))
    added.save()
    assert verify(2024).drift == "unexplained"
    tell("post.begin", added, later(1), from_date="2024-05-01")

    assert verify(2024).drift == "explained"


def _import(rows: list[dict[str, Any]], at: Any, **more: Any) -> None:
    with transaction.atomic():
        audit.record("ledger.import", by="system", at=at, subject=("ledger.batch", "1"), detail={"old": rows, **more})


def _claim(*posts: Any) -> list[Any]:
    """A higher room that says it wrote these rows; returns what it was asked."""
    asked = []

    def imported(register: str, keys: frozenset[str], since: Any) -> frozenset[str]:
        asked.append((register, keys, since))
        return keys & {str(post.pk) for post in posts}

    registry.register_explainer("ledger imports", imported)
    return asked


def test_a_higher_room_explains_its_own_rows_and_no_others(frozen: FrozenYear, year: Any) -> None:
    change(year.mediator, role="head")
    change(year.officer, role="head")
    asked = _claim(year.mediator)
    both = frozenset({str(year.mediator.pk), str(year.officer.pk)})

    assert verify(2024).drift == "unexplained"
    assert asked == [("posts_register", both, frozen.frozen_at)]
    registry.register_explainer("procedures", lambda register, keys, since: keys)
    assert verify(2024).drift == "explained"


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ({"role": "mediator"}, None, "explained"),
        ({"role": "clerk"}, None, "unexplained"),
        ({"role": "mediator"}, {"role": "head"}, "explained"),
        ({"role": "mediator"}, {"role": "clerk"}, "unexplained"),
        ({"role": "mediator"}, {"role": "mediator"}, "unexplained"),
    ],
)
def test_an_import_explains_by_the_values_that_it_keeps(
    frozen: FrozenYear, year: Any, later: Any, old: dict[str, str], new: dict[str, str] | None, state: str
) -> None:
    change(year.mediator, role="head")
    _claim(year.mediator)
    key = str(year.mediator.pk)
    more = {} if new is None else {"new": [{"subject": key, **new}]}
    _import([{"subject": key, **old}, {"subject": key, "position": 1}, {"subject": "other"}], later(1), **more)

    assert verify(2024).drift == state


def _difference(column: str | None, sealed: Any, found: Any) -> Difference:
    return Difference("drift", DATED.name, "0192f1", column, sealed, found)


@pytest.mark.parametrize(
    ("month", "quarter", "explained"),
    [(5, 2, {"from_date", "from_year", "from_quarter", "from_month"}), (6, 3, {"from_date", "from_year"})],
)
def test_parts_of_a_date_are_explained_with_it_if_they_are_its_parts(
    db: Any, at: Any, later: Any, month: int, quarter: int, explained: set[str]
) -> None:
    with transaction.atomic():
        detail = {"old": {"from_date": date(2024, 3, 1)}, "new": {"from_date": date(2025, 5, 1)}}
        audit.record("post.rectify", by="system", at=later(1), subject=("post", "0192f1"), detail=detail)
    differences = [
        _difference("from_date", date(2024, 3, 1), date(2025, 5, 1)),
        _difference("from_year", 2024, 2025),
        _difference("from_quarter", 1, quarter),
        _difference("from_month", 3, month),
    ]

    assert {item.column for item in accounted(DATED, differences, at)} == explained


def test_a_part_that_changed_without_its_date_is_not_explained(db: Any, at: Any, later: Any) -> None:
    with transaction.atomic():
        audit.record("post.rectify", by="system", at=later(1), subject=("post", "0192f1"), detail={"from_month": 4})

    assert accounted(DATED, [_difference("from_month", 3, 4)], at) == frozenset()


def test_a_date_that_is_gone_takes_its_parts_with_it(db: Any, at: Any, later: Any) -> None:
    with transaction.atomic():
        detail = {"old": {"from_date": date(2024, 3, 1)}, "new": {"from_date": None}}
        audit.record("post.rectify", by="system", at=later(1), subject=("post", "0192f1"), detail=detail)
    differences = [_difference("from_date", date(2024, 3, 1), None), _difference("from_month", 3, None)]

    assert accounted(DATED, differences, at) == frozenset(differences)


def test_a_column_that_only_looks_like_a_part_stands_for_itself(db: Any, at: Any, later: Any) -> None:
    with transaction.atomic():
        audit.record("post.rectify", by="system", at=later(1), subject=("post", "0192f1"), detail={"tenure_year": 3})

    differences = [_difference("tenure_year", 2, 3), _difference("bureau", "a", "b")]
    assert accounted(DATED, differences, at) == frozenset(differences[:1])


def test_a_join_through_a_join_is_found_by_the_base_column(db: Any, at: Any, later: Any) -> None:
    with transaction.atomic():
        detail = {"old": {"office_id": 1}, "new": {"office_id": 2}}
        audit.record("post.rectify", by="system", at=later(1), subject=("post", "0192f1"), detail=detail)

    differences = [_difference("bureau", "a", "b")]
    assert accounted(DATED, differences, at) == frozenset(differences)


def test_the_state_is_written_by_every_step() -> None:
    assert Act(unkept=frozenset({"state"})).wrote("state")
    assert not Act(new={"reason": "x"}).wrote("state")


def test_a_changed_definition_under_the_same_version_is_named(
    frozen: FrozenYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = replace(INDICATORS[0], definition="别的释义", dimensions=("role",))
    now = Catalogue.of([POSTS], [changed, *INDICATORS[1:]], CATALOGUE.identities)
    monkeypatch.setattr(registry, "catalogue", lambda: now)

    found = verify(2024)

    assert (found.seal, found.recompute, found.drift, found.holds) == (True, True, "unexplained", False)
    assert [(item.key, item.column, item.explained) for item in found.differences] == [
        ("posts.serving 1", "definition", False),
        ("posts.serving 1", "dimensions", False),
    ]
    assert found.differences[0].plain() == {
        "part": "drift",
        "file": "manifest.json",
        "key": "posts.serving 1",
        "column": "definition",
        "sealed": "释义",
        "found": "别的释义",
        "explained": False,
    }


def test_a_new_version_beside_the_sealed_one_is_no_drift_and_a_lost_one_is(
    frozen: FrozenYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = replace(INDICATORS[0], definition="别的释义", version=2, valid_from=date(2025, 1, 1))
    both = Catalogue.of([POSTS], [*INDICATORS, newer], CATALOGUE.identities)
    monkeypatch.setattr(registry, "catalogue", lambda: both)
    assert verify(2024).drift == "none"

    only = Catalogue.of([POSTS], [newer, *INDICATORS[1:]], CATALOGUE.identities)
    monkeypatch.setattr(registry, "catalogue", lambda: only)

    found = verify(2024)
    assert [(item.key, item.column, item.sealed, item.found) for item in found.differences] == [
        ("posts.serving 1", None, "口径", None)
    ]


def test_a_register_that_is_gone_is_unchecked(frozen: FrozenYear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "catalogue", lambda: replace(CATALOGUE, registers={}))

    assert verify(2024).drift == "unchecked"
