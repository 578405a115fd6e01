"""The published schemas name the fields that are read and answered, no more and no fewer."""

import json
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.scenario import exact_answer, reading, scenario_of
from fazhi.engines.scenario.tests.samples import document
from fazhi.engines.simulate import compare, compared_answer, simulate, simulated_answer
from fazhi.engines.staffing import Unit, staff, staffed_answer

FOLDER = next(path for path in Path(__file__).parents if (path / "pyproject.toml").exists()) / "docs/schemas/hotline"


def schema(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def fits(value: object, form: dict[str, Any], whole: dict[str, Any]) -> None:
    """The part of JSON Schema that these answers use."""
    if "$ref" in form:
        form = whole["$defs"][form["$ref"].removeprefix("#/$defs/")]
    if "oneOf" in form:
        form = next(each for each in form["oneOf"] if (each.get("type") == "null") == (value is None))
    if form.get("type") == "object":
        assert isinstance(value, dict)
        assert set(form["required"]) <= set(value) <= set(form["properties"])
        for key, each in value.items():
            fits(each, form["properties"][key], whole)
    elif form.get("type") == "array":
        assert isinstance(value, list)
        for each in value:
            fits(each, form["items"], whole)
    elif form.get("type") in ("number", "integer"):
        assert isinstance(value, int | float if form["type"] == "number" else int)
        assert form.get("minimum", value) <= value <= form.get("maximum", value)


def test_every_answer_is_of_its_form():
    scenario = scenario_of(document())
    found = simulate(scenario, days=12, seed=1)
    few = simulate(scenario, days=2, seed=1)

    fits(exact_answer(scenario), schema("exact-output"), {})
    fits(simulated_answer(scenario, found, seconds=1.0), schema("simulate-output"), {})
    fits(simulated_answer(scenario, few), schema("simulate-output"), {})
    compared = schema("compare-output")
    fits(compared_answer(compare(scenario, scenario, days=12, seed=1)), compared, compared)
    fits(staffed_answer(staff(scenario, 0.5, by=Unit.DAY), 0.5), schema("staff-output"), {})


def test_the_scenario_has_the_keys_that_are_read():
    assert set(schema("scenario")["properties"]) == set(reading.KEYS)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_a_schema_is_named_as_its_file(path):
    found = schema(path.stem)

    assert found["$id"] == path.name
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
