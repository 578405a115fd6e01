"""Expected failures are small trees of types, drawn where they are declared; each has its Chinese sentence."""

import importlib
import inspect
import re
from pathlib import Path

import pytest

from fazhi.surfaces.cli import wording  # noqa: F401  registers the kernel's sentences
from fazhi.surfaces.cli.hotline import roster_wording, tide_wording  # noqa: F401  loaded by their commands only
from fazhi.surfaces.cli.hotline import wording as planning_wording  # noqa: F401
from fazhi.surfaces.wording import sentence

PACKAGE = Path(__file__).parents[2] / "src" / "fazhi"
MODULES = sorted(
    ".".join(("fazhi", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in PACKAGE.rglob("errors.py")
    if "tests" not in path.parts
)
FOR_DEVELOPERS = {
    "UnscopedQuery": "a slip in the code",
    "OutsideTransaction": "a slip in the code",
    "NotDeemed": "a slip in the code",
    "NotPartysOwn": "a slip in the code",
    "FaceMissing": "a slip in a drawing",
    "NegativeValue": "a slip in a drawing",
    "UnevenSeries": "a slip in a drawing",
    "LevelsTooFew": "a slip in the code",
    "LevelUnknown": "a slip in the code",
    "ReferenceImpossible": "a citation in the code",
    "MalformedPeriod": "package data",
    "MalformedStartRule": "package data",
    "TitlesInvalid": "package data",
    "DefinitionNotReadable": "told as ManifestNotReadable",
    "NotHere": "has a page of its own",
}
"""Errors that no user's input brings about, and why not."""


def errors_of(module: str) -> list[type[Exception]]:
    loaded = importlib.import_module(module)
    return [
        item
        for _, item in inspect.getmembers(loaded, inspect.isclass)
        if issubclass(item, Exception) and item.__module__ == module
    ]


LEAVES = sorted(
    (error for module in MODULES for error in errors_of(module) if not error.__subclasses__()),
    key=lambda error: (error.__module__, error.__name__),
)


@pytest.mark.parametrize("module", MODULES)
def test_the_tree_is_drawn_in_the_docstring_with_every_error(module: str):
    drawn = set(re.findall(r"[A-Z]\w+", importlib.import_module(module).__doc__ or ""))

    assert {error.__name__ for error in errors_of(module)} - drawn == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_package_has_one_tree(module: str):
    errors = errors_of(module)
    roots = [error for error in errors if not set(error.__mro__[1:]) & set(errors)]

    assert len(roots) == 1


@pytest.mark.parametrize(
    "error",
    [item for item in LEAVES if item.__name__ not in FOR_DEVELOPERS],
    ids=lambda item: f"{item.__module__}.{item.__name__}",
)
def test_each_expected_failure_has_its_chinese_sentence(error: type[Exception]):
    assert sentence.dispatch(error) is not sentence.dispatch(object)


def test_the_exceptions_to_this_still_exist():
    assert set(FOR_DEVELOPERS) <= {error.__name__ for error in LEAVES}
