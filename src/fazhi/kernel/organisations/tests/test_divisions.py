"""Divisions in the records: loaded whole or in part, again, corrected; asked for by code; which villages nobody covers."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations import divisions, queries
from fazhi.kernel.organisations.divisions import DivisionsLoaded, load_divisions
from fazhi.kernel.organisations.errors import UnknownDivision
from fazhi.kernel.organisations.models import Division
from fazhi.kernel.organisations.services import rebuild_bounds

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
XIAMEN = {
    "35": "福建省", "3502": "厦门市", "350203": "思明区", "350203001": "厦港街道", "350203001001": "下沃社区",
    "350203001002": "福海社区", "350203008": "莲前街道", "350203008001": "莲龙社区", "350206": "湖里区",
}  # fmt: skip
QUANZHOU = {"3505": "泉州市", "350502": "鲤城区"}


@pytest.fixture
def load(tmp_path: Path):
    def act(listed: dict[str, str], within: str | None = None) -> DivisionsLoaded:
        path = tmp_path / "divisions.csv"
        path.write_text("code,name\n" + "".join(f"{code},{name}\n" for code, name in listed.items()), encoding="utf-8")
        return load_divisions(path, within=within, by="system", at=AT)

    return act


def stored(**wanted: Any) -> list[str]:
    return list(Division.objects.filter(**wanted).order_by("code").values_list("code", flat=True))


def counts(loaded: DivisionsLoaded) -> tuple[int, ...]:
    return (loaded.added, loaded.changed, loaded.unchanged, loaded.removed, loaded.left_out, len(loaded.refused))


def test_a_list_becomes_a_tree(load):
    loaded = load({**XIAMEN, **QUANZHOU})

    assert counts(loaded) == (11, 0, 0, 0, 0, 0)
    assert Division.objects.get(pk="350203001001").parent_id == "350203001"
    assert Division.objects.get(pk="35").parent is None
    assert [place.level for place in Division.objects.filter(pk__in=["35", "3502", "350203"]).order_by("pk")] == [
        1,
        2,
        3,
    ]


def test_nothing_read_is_lost(load):
    loaded = load({**XIAMEN, **QUANZHOU, "999": "某", "460400100": "那大镇"}, within="3502")

    assert loaded.read == sum(counts(loaded)) - loaded.removed


def test_the_same_list_again_changes_nothing_and_leaves_no_entry(load):
    load(XIAMEN)

    assert counts(load(XIAMEN)) == (0, 0, len(XIAMEN), 0, 0, 0)
    assert Entry.objects.count() == 1


def test_a_subtree_comes_with_the_way_up_to_it(load):
    loaded = load({**XIAMEN, **QUANZHOU}, within="350200")

    assert stored() == sorted(XIAMEN)
    assert loaded.left_out == len(QUANZHOU)


def test_a_subtree_that_is_nowhere_is_unknown_and_nothing_is_written(load):
    with pytest.raises(UnknownDivision):
        load(XIAMEN, within="3599")

    assert stored() == []


def test_a_new_name_corrects_the_old(load):
    load(XIAMEN)

    loaded = load({**XIAMEN, "350203001": "厦港街道办事处"})

    assert counts(loaded) == (0, 1, len(XIAMEN) - 1, 0, 0, 0)
    assert Division.objects.get(pk="350203001").name == "厦港街道办事处"


def test_what_a_list_no_longer_has_stays_with_its_day(load):
    load(XIAMEN)
    fewer = {code: name for code, name in XIAMEN.items() if not code.startswith("350203008")}

    loaded = load(fewer)

    assert loaded.removed == 2
    assert stored(until_date=date(2024, 6, 3)) == ["350203008", "350203008001"]
    assert counts(load(fewer)) == (0, 0, len(fewer), 0, 0, 0)


def test_a_division_that_comes_back_stands_again(load):
    load(XIAMEN)
    load({code: name for code, name in XIAMEN.items() if code != "350206"})

    assert load(XIAMEN).changed == 1
    assert stored(until_date__isnull=False) == []


def test_a_list_of_one_city_removes_nothing_elsewhere(load):
    load({**XIAMEN, **QUANZHOU})

    assert load({code: name for code, name in XIAMEN.items() if code != "35"}).removed == 0


def test_within_a_subtree_nothing_else_is_removed(load):
    load({**XIAMEN, **QUANZHOU})

    assert load({"35": "福建省", "3502": "厦门市", "350203": "思明区"}, within="3502").removed == 1
    assert stored(until_date__isnull=False) == ["350206"]


def test_a_list_of_towns_removes_no_village(load):
    load(XIAMEN)

    assert load({"350203": "思明区", "350203001": "厦港街道"}).removed == 1
    assert stored(until_date__isnull=False) == ["350203008"]


def test_levels_may_come_in_files_of_their_own(load):
    load({"35": "福建省", "3502": "厦门市"})
    load({"350203": "思明区"})

    assert counts(load({"350203001": "厦港街道"})) == (1, 0, 0, 0, 0, 0)
    assert Division.objects.get(pk="350203001").parent_id == "350203"


def test_a_town_may_lie_in_a_city_directly(load):
    load({"46": "海南省", "4604": "儋州市", "460400100": "那大镇"})

    assert Division.objects.get(pk="460400100").parent_id == "4604"


def test_a_town_of_nowhere_is_refused(load):
    loaded = load({**QUANZHOU, "350203001": "厦港街道"})

    assert [(row.row, row.code, row.fault) for row in loaded.refused] == [(4, "350203001", "no-parent")]


def test_the_entry_covers_the_file_and_its_counts(load):
    loaded = load(XIAMEN, within="3502")

    (entry,) = Entry.objects.all()
    assert (entry.action, entry.actor, entry.subject_id) == ("organisations.divisions.load", "system", "3502")
    assert entry.basis == "网络安全法 第二十三条第一款第（一）项"
    assert len(loaded.sha256) == 64


def test_rows_go_in_by_slices(load, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(divisions, "_ROWS_AT_ONCE", 2)

    assert load(XIAMEN).added == len(stored()) == len(XIAMEN)


@pytest.mark.parametrize("code", ["350203001001", "350203001"])
def test_a_division_is_shown_with_its_way(load, code: str):
    load(XIAMEN)

    place = queries.division_place(code)

    assert place.division.code == code
    assert [step.name for step in place.path][:4] == ["福建省", "厦门市", "思明区", "厦港街道"]
    assert place.below == (2 if code == "350203001" else 0)


@pytest.mark.parametrize("code", ["350203000000", "350203"])
def test_a_division_is_found_with_its_zeros_and_without(load, code: str):
    load(XIAMEN)

    assert queries.division_place(code).division.name == "思明区"


def test_a_county_code_that_ends_in_zeros_is_itself(load):
    load({"44": "广东省", "4419": "东莞市", "441900": "东莞市", "441900003": "东城街道"})

    assert queries.division_place("441900").division.level == 3
    assert queries.division_place("4419").below == 1


@pytest.mark.parametrize("code", ["350299", "", "x", "350203001009"])
def test_an_unknown_division_is_told(load, code: str):
    load(XIAMEN)

    with pytest.raises(UnknownDivision):
        queries.division_place(code)


def test_removed_divisions_are_shown_but_do_not_stand(load):
    load(XIAMEN)
    load({code: name for code, name in XIAMEN.items() if code != "350203001002"})

    assert queries.division_place("350203001002").division.until_date == date(2024, 6, 3)
    assert queries.division_place("350203001").below == 1
    assert "350203001002" not in queries.standing_division_codes()


VILLAGES = ["350203001001", "350203001002", "350203008001"]
COMMITTEES = frozenset({"village_committee", "town_committee"})


@pytest.mark.parametrize(
    ("code", "kind", "without"),
    [
        pytest.param("350203001001", "village_committee", VILLAGES[1:], id="a village's own"),
        pytest.param("350203001", "town_committee", VILLAGES[2:], id="its town's"),
        pytest.param("350203001000", "town_committee", VILLAGES[2:], id="its town's, filled up"),
        pytest.param("350203", "village_committee", VILLAGES, id="only where it sits"),
        pytest.param("", "village_committee", VILLAGES, id="no code"),
        pytest.param("350203001001", "department", VILLAGES, id="another kind"),
    ],
)
def test_villages_that_nobody_covers(load, office, code: str, kind: str, without: list[str]):
    load(XIAMEN)
    made = office("A", "某机构", kind)
    made.division_code = code
    made.save()
    rebuild_bounds()

    assert [village.code for village in queries.divisions_without(COMMITTEES, "350203")] == without


@pytest.mark.parametrize(("under", "found"), [("3502", 3), ("350200000000", 3), ("350203008", 1), ("350206", 0)])
def test_villages_are_asked_for_under_a_division(load, under: str, found: int):
    load(XIAMEN)

    assert queries.divisions_without(COMMITTEES, under).count() == found


def test_a_village_that_no_longer_stands_needs_nobody(load):
    load(XIAMEN)
    load({code: name for code, name in XIAMEN.items() if code != "350203008001"})

    assert [village.code for village in queries.divisions_without(COMMITTEES, "35")] == VILLAGES[:2]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [({"level": 6}, "division_level_known"), ({"urban_rural_class": "999"}, "division_class_known")],
)
def test_the_database_refuses_a_wrong_division(changes: dict[str, Any], constraint: str):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Division(**{"code": "35", "name": "福建省", "level": 1, **changes}).save(force_insert=True)


def test_the_villages_of_a_division_are_those_that_stand(load):
    load(XIAMEN)
    load({code: name for code, name in XIAMEN.items() if code != "350203001002"})

    assert [village.code for village in queries.villages_in("350203000000")] == ["350203001001", "350203008001"]
    assert not queries.villages_in("350206").exists()
