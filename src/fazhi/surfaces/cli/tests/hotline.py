"""The planning commands on files, their answers held to the published forms."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs

FOLDER = next(path for path in Path(__file__).parents if (path / "pyproject.toml").exists()) / "docs/schemas/hotline"
FORMS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
REGISTRY = jsonschema_rs.Registry([(f"json-schema:///{form['$id']}", form) for form in FORMS.values()])

Fazhi = Callable[..., Any]


def faults(name: str, value: object) -> list[str]:
    """Where `value` is not of the form `name`."""
    validator = jsonschema_rs.validator_for(FORMS[name], registry=REGISTRY, validate_formats=True)
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(value)]


def written(folder: Path, document: object, name: str = "document.json") -> str:
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)
