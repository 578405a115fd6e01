"""Plans: what is refused, and where the fault is."""

import json
from typing import Any

import pytest

from fazhi.engines.draw import read_plan
from fazhi.engines.draw.errors import (
    DrawError,
    DrawTooLarge,
    Fault,
    LookAlikeIds,
    MalformedDocument,
    QuotaMissing,
    RepeatedId,
    TooFewInspectors,
    UnknownInRecusal,
    WeightsTooLarge,
)
from fazhi.engines.draw.plan_terms import read_terms, terms_document
from fazhi.engines.draw.reading import Fields
from fazhi.engines.draw.terms import MOST, Inspector
from fazhi.engines.draw.tests.samples import ISSUE, QUICKNET, objects, plan_document, rule


def read(**changed: Any):
    return read_plan(json.dumps(plan_document(**changed)))


def test_a_plan_is_read_into_pools_in_the_order_of_their_bytes():
    plan = read(objects=objects("b 2", "a 1", "Z 3", "é 4", "中 5"), recusals=[])

    (pool,) = plan.rosters.pools
    assert pool.ids == ("Z", "a", "b", "é", "中")
    assert pool.weights == (3, 1, 2, 4, 5)


def test_the_order_in_which_a_plan_is_written_is_no_matter():
    document = plan_document()
    turned = {key: value[::-1] if isinstance(value, list) else value for key, value in document.items()}

    assert read_plan(json.dumps(turned)).rosters == read_plan(json.dumps(document)).rosters


def test_weight_one_and_empty_rosters_are_understood():
    plan = read(objects=[{"id": "a"}], rule=rule(draw=1, team_size=0), inspectors=[], recusals=[])

    assert plan.rosters.pools[0].weights == (1,)


@pytest.mark.parametrize(
    ("changed", "where", "fault"),
    [
        ({"objects": [{"id": "a", "weight": 0}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "weight": -1}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "weight": 1.0}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "weight": True}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "weight": "2"}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "weight": None}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "weight": float("nan")}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "weight": 10**18}]}, "objects[0].weight", Fault.NOT_WHOLE),
        ({"objects": [{"id": "a", "wieght": 2}]}, "objects[0].wieght", Fault.UNKNOWN_KEY),
        ({"objects": [{"weight": 2}]}, "objects[0].id", Fault.MISSING),
        ({"objects": [{"id": 3}]}, "objects[0].id", Fault.NOT_TEXT),
        ({"objects": [{"id": ""}]}, "objects[0].id", Fault.BLANK),
        ({"objects": [{"id": "a "}]}, "objects[0].id", Fault.BLANK),
        ({"objects": [{"id": "a\tb"}]}, "objects[0].id", Fault.UNREADABLE_SIGN),
        ({"objects": [{"id": "a\u2028b"}]}, "objects[0].id", Fault.UNREADABLE_SIGN),
        ({"objects": [{"id": "a\u200bb"}]}, "objects[0].id", Fault.UNREADABLE_SIGN),
        ({"objects": [{"id": "a\ud800"}]}, "objects[0].id", Fault.UNREADABLE_SIGN),
        ({"objects": ["a"]}, "objects[0]", Fault.NOT_AN_OBJECT),
        ({"objects": {"id": "a"}}, "objects", Fault.NOT_A_LIST),
        ({"objects": [{"id": "a", "compulsory": "举报", "excluded": "停业"}]}, "objects[0]", Fault.CONTRADICTORY),
        ({"objects": [{"id": "a", "excluded": 1}]}, "objects[0].excluded", Fault.NOT_TEXT),
        ({"inspectors": [{}]}, "inspectors[0].id", Fault.MISSING),
        ({"inspectors": [{"valid_from": "2026-02-01", "valid_to": "2026-01-01"}]}, "inspectors[0].id", Fault.MISSING),
        ({"inspectors": [{"id": "x", "valid_to": "2026-02-30"}]}, "inspectors[0].valid_to", Fault.NOT_A_DATE),
        (
            {"inspectors": [{"id": "x", "valid_from": "2026-02-01", "valid_to": "2026-01-31"}]},
            "inspectors[0]",
            Fault.REVERSED,
        ),
        ({"recusals": [["机构1"]]}, "recusals[0]", Fault.NOT_A_LIST),
        ({"recusals": ["机构1"]}, "recusals[0]", Fault.NOT_A_LIST),
        ({"recusals": [["机构1", 1]]}, "recusals[0][1]", Fault.NOT_TEXT),
        ({"rule": rule(draw=-1)}, "rule.draw", Fault.NOT_WHOLE),
        ({"rule": rule(draw={"律所": 1.5})}, "rule.draw.律所", Fault.NOT_WHOLE),
        ({"rule": rule(team_size="2")}, "rule.team_size", Fault.NOT_WHOLE),
        ({"rule": rule(method="random")}, "rule.method", Fault.NOT_ONE_OF),
        ({"rule": rule(hash=["sha256"])}, "rule.hash", Fault.NOT_ONE_OF),
        ({"rule": rule(cap=0)}, "rule.cap", Fault.NOT_WHOLE),
        ({"rule": {"draw": 1}}, "rule.team_size", Fault.MISSING),
        ({"rule": 3}, "rule", Fault.NOT_AN_OBJECT),
        ({"beacon": []}, "beacon", Fault.MISSING),
        ({"beacon": [QUICKNET, QUICKNET]}, "beacon[1]", Fault.REPEATED),
        ({"beacon": [QUICKNET | {"round": "1000"}]}, "beacon[0].round", Fault.NOT_WHOLE),
        ({"beacon": [QUICKNET | {"issue": 7}]}, "beacon[0].issue", Fault.UNKNOWN_KEY),
        ({"beacon": [QUICKNET | {"name": "quick:net"}]}, "beacon[0].name", Fault.UNREADABLE_SIGN),
        ({"beacon": [ISSUE | {"issue": "7:8"}]}, "beacon[0].issue", Fault.UNREADABLE_SIGN),
        ({"beacon": [{"kind": "dice", "name": "d"}]}, "beacon[0].kind", Fault.NOT_ONE_OF),
        ({"parties": [{"name": "纪检", "commitment": "00"}]}, "parties[0].commitment", Fault.NOT_HEX),
        ({"parties": [{"name": "纪检", "commitment": "zz" * 32}]}, "parties[0].commitment", Fault.NOT_HEX),
        ({"parties": [{"name": "纪检", "commitment": "00" * 32}] * 2}, "parties[1].name", Fault.REPEATED),
        ({"date": "20261208"}, "date", Fault.NOT_A_DATE),
        ({"seed": 1}, "seed", Fault.UNKNOWN_KEY),
    ],
)
def test_a_fault_is_named_with_its_place(changed: dict[str, Any], where: str, fault: Fault):
    with pytest.raises(MalformedDocument) as refused:
        read(**changed)

    assert (refused.value.where, refused.value.fault) == (where, fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.NOT_JSON),
        ("{", Fault.NOT_JSON),
        (b"\xff", Fault.NOT_JSON),
        ("[" * 100_000, Fault.NOT_JSON),
        ("1" * 5000, Fault.NOT_JSON),
        ("[]", Fault.NOT_AN_OBJECT),
        ('{"date": "2026-12-08", "date": "2026-12-09"}', Fault.REPEATED_KEY),
    ],
    ids=["nothing", "cut", "no UTF-8", "deep", "long number", "list", "key twice"],
)
def test_what_is_no_json_object_is_refused(text: str | bytes, fault: Fault):
    with pytest.raises(MalformedDocument) as refused:
        read_plan(text)

    assert refused.value.fault is fault


def test_one_id_twice_is_refused():
    with pytest.raises(RepeatedId, match="'a' stands twice in objects"):
        read(objects=objects("a 1", "b 1", "a 2"))
    with pytest.raises(RepeatedId, match="recusals"):
        read(recusals=[["机构3", "检1"], ["机构3", "检1"]])


@pytest.mark.parametrize(
    ("one", "other"),
    [("LS-1", "LS-１"), ("caf\u00e9", "cafe\u0301"), ("LS-1", "ＬＳ-1")],
    ids=["full-width", "NFD", "full-width letters"],
)
def test_ids_that_look_alike_are_refused(one: str, other: str):
    with pytest.raises(LookAlikeIds):
        read(objects=[{"id": one}, {"id": other}], recusals=[], rule=rule(draw=1))
    with pytest.raises(LookAlikeIds):
        read(inspectors=[{"id": one}, {"id": other}], recusals=[])


def test_an_excluded_twin_is_seen_too():
    with pytest.raises(LookAlikeIds):
        read(objects=[{"id": "LS-1"}, {"id": "LS-１", "excluded": "停业"}], recusals=[], rule=rule(draw=1))


def test_weights_that_not_every_language_adds_up_exactly_are_refused():
    with pytest.raises(WeightsTooLarge) as refused:
        read(objects=objects(f"a {MOST}", "b 1"), recusals=[], rule=rule(draw=1))

    assert refused.value.total == MOST + 1
    assert read(objects=objects(f"a {MOST - 1}", "b 1"), recusals=[], rule=rule(draw=1))


def test_more_than_there_are_cannot_be_drawn():
    with pytest.raises(DrawTooLarge) as refused:
        read(rule=rule(draw=9))

    assert (refused.value.size, refused.value.available) == (9, 8)


def test_excluded_and_compulsory_ones_are_not_in_the_pool():
    plan = read(
        objects=[*objects("a 1", "b 1"), {"id": "c", "compulsory": "投诉举报"}, {"id": "d", "excluded": True}],
        recusals=[],
        rule=rule(draw=2),
    )

    assert plan.rosters.pools[0].ids == ("a", "b")
    assert plan.rosters.compulsory == {"c": "投诉举报"}
    assert plan.rosters.excluded == {"d": ""}


def test_numbers_by_stratum_make_a_pool_of_each():
    plan = read(
        objects=[*objects("b 1", "a 1", stratum="律所"), *objects("n 1", stratum="公证处")],
        recusals=[],
        rule=rule(draw={"律所": 1, "公证处": 1}),
    )

    assert [(pool.stratum, pool.size, pool.ids) for pool in plan.rosters.pools] == [
        ("公证处", 1, ("n",)),
        ("律所", 1, ("a", "b")),
    ]
    assert [pool.label for pool in plan.rosters.pools] == ["objects/公证处", "objects/律所"]


def test_one_number_for_all_asks_no_stratum():
    plan = read(objects=objects("a 1", "b 1", stratum="律所"), recusals=[], rule=rule(draw=1))

    assert [pool.label for pool in plan.rosters.pools] == ["objects"]


@pytest.mark.parametrize("stratum", [None, "公证处"])
def test_an_object_in_no_quota_is_refused_not_passed_over(stratum: str | None):
    with pytest.raises(QuotaMissing):
        read(objects=objects("a 1", stratum=stratum), recusals=[], rule=rule(draw={"律所": 1}))


@pytest.mark.parametrize(("pair", "file"), [(["机构9", "检1"], "objects"), (["机构1", "检9"], "inspectors")])
def test_a_recusal_names_somebody_known(pair: list[str], file: str):
    with pytest.raises(UnknownInRecusal) as refused:
        read(recusals=[pair])

    assert refused.value.file == file


def test_a_recusal_that_leaves_too_few_is_refused_before_the_draw_and_says_who():
    with pytest.raises(TooFewInspectors) as refused:
        read(
            recusals=[["机构3", f"检{number}"] for number in (1, 2, 3)],
            inspectors=[*({"id": f"检{n}"} for n in range(1, 5)), {"id": "检5", "valid_to": "2026-12-07"}],
        )

    error = refused.value
    assert (error.object, error.needed, error.left) == ("机构3", 2, ("检4",))
    assert error.recused == ("检1", "检2", "检3")
    assert error.invalid == ("检5",)
    assert "enter more inspectors" in str(error)


def test_objects_that_cannot_be_drawn_need_no_inspectors():
    assert read(rule=rule(draw=0), inspectors=[], recusals=[])


@pytest.mark.parametrize(
    ("first", "last", "valid"),
    [
        (None, None, True),
        ("2026-12-08", "2026-12-08", True),
        ("2026-12-09", None, False),
        (None, "2026-12-07", False),
    ],
)
def test_a_credential_is_valid_on_its_first_and_last_day(first: str | None, last: str | None, valid: bool):
    plan = read(inspectors=[{"id": "x", "valid_from": first, "valid_to": last}], rule=rule(team_size=0), recusals=[])

    (inspector,) = plan.rosters.inspectors
    assert isinstance(inspector, Inspector)
    assert inspector.is_valid_on(plan.terms.date) is valid


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"rule": rule(draw={"律所": 1}, cap=True), "objects": objects("a 1", stratum="律所"), "recusals": []},
        {"beacon": [QUICKNET, ISSUE], "parties": [{"name": "纪检", "commitment": "AB" * 32}]},
        {"beacon": [ISSUE | {"issue": 2026139}], "rule": rule(cap=3, hash="sm3", method="exact")},
        {"rule": rule(cap=False)},
    ],
)
def test_terms_are_written_in_one_way_and_read_back(changed: dict[str, Any]):
    terms = read(**changed).terms

    written = terms_document(terms)
    assert read_terms(Fields(json.loads(json.dumps(written)), "")) == terms


def test_every_refusal_is_one_of_the_tree():
    assert issubclass(MalformedDocument, DrawError)
    assert issubclass(DrawError, ValueError)
