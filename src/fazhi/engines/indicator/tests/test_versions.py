from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from fazhi.engines.indicator import (
    Catalogue,
    CatalogueRefused,
    Compare,
    Count,
    Formula,
    Identity,
    Indicator,
    Ref,
    digest_of,
    in_force,
    turning_days,
)
from fazhi.engines.indicator.tests.samples import PROBE


def _version(number: int, day: date, **more: object) -> Indicator:
    measure = Count(PROBE.name, on="signed_date", where=Compare("order", ">=", number))
    return Indicator(
        "probe.x", "题", "probe", measure, "件", "释义", "台账", (), version=number, valid_from=day, **more
    )


FIRST, SECOND, THIRD = (
    _version(number, day) for number, day in enumerate((date(2023, 1, 1), date(2024, 4, 1), date(2024, 10, 1)), 1)
)
VERSIONS = (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2022, 12, 31), 1),
        (date(2023, 1, 1), 1),
        (date(2024, 3, 31), 1),
        (date(2024, 4, 1), 2),
        (date(2024, 9, 30), 2),
        (date(2030, 1, 1), 3),
    ],
)
def test_a_day_has_the_latest_version_that_holds_then(day: date, version: int) -> None:
    for order in permutations(VERSIONS):
        assert in_force(order, day)["probe.x"].version == version


def test_a_catalogue_keeps_all_and_shows_the_latest() -> None:
    catalogue = Catalogue.of([PROBE], VERSIONS)

    assert catalogue.versions == VERSIONS
    assert catalogue.indicator("probe.x") == THIRD
    assert catalogue.on(date(2024, 5, 1)).indicator("probe.x") == SECOND
    assert catalogue.on(date(2024, 5, 1)).counts(["probe.x"]) == {"probe.x": SECOND.measure}
    assert turning_days(VERSIONS) == (FIRST.valid_from, SECOND.valid_from, THIRD.valid_from)


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2022, 1, 1)])
def test_a_later_version_begins_on_a_later_day(day: date) -> None:
    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.of([PROBE], [FIRST, _version(2, day)])

    assert "version 1 not before it" in refused.value.faults[0].text


def test_every_version_is_checked_on_the_day_it_begins() -> None:
    share = replace(FIRST, code="probe.share", measure=Formula(Ref("probe.x")))
    circle = replace(SECOND, measure=Formula(Ref("probe.share")))

    assert Catalogue.of([PROBE], [FIRST, share]).parts("probe.share") == ("probe.x",)
    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.of([PROBE], [FIRST, share, circle])
    assert {fault.place for fault in refused.value.faults} == {"probe.x", "probe.share"}


def test_an_identity_without_indicators_is_refused() -> None:
    with pytest.raises(CatalogueRefused):
        Catalogue.of([PROBE], [], [Identity("r", "题", Ref("x"), "=", Ref("x"))])


def test_any_change_of_a_definition_changes_its_digest() -> None:
    changes = {
        "title": "别题", "unit": "人", "definition": "别义", "source": "别账", "dimensions": ("office",), "excludes": "撤回",
        "per_unit": 10, "decimals": 1, "version": 2, "valid_from": date(2025, 1, 1), "measure": Formula(Ref("y")),
    }  # fmt: skip

    digests = [digest_of(replace(FIRST, **{name: value})) for name, value in changes.items()]

    assert len({digest_of(FIRST), *digests}) == len(changes) + 1
    assert digest_of(replace(FIRST)) == digest_of(FIRST)
