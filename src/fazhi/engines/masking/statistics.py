"""The data that came with the engine, read once: characters of names, weights of the judge of names, divisions."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from fazhi.engines.identifiers.masks import COMPOUND_SURNAMES

UNKNOWN_GIVEN = -4.0
"""Log odds of a character that the list of names has not, as 的."""


@dataclass(frozen=True)
class Characters:
    """
    Natural logarithms of how much likelier a character is in a name than in official prose.

    surname  by surname of one character
    given    by character: first of two, second of two, alone
    """

    surname: dict[str, float]
    given: dict[str, tuple[float, float, float]]


@cache
def characters() -> Characters:
    """From surnames.txt and given.txt."""
    surname = {row[0]: float(row[1]) for row in _rows("surnames.txt")}
    given = {row[0]: (float(row[1]), float(row[2]), float(row[3])) for row in _rows("given.txt")}
    return Characters(surname, given)


@cache
def weights(features: tuple[str, ...]) -> tuple[float, tuple[dict[str, float], ...]]:
    """From weights.txt: the constant, and for each of `features` what its values add to the log odds that a candidate is a name."""
    (constant,), *rows = _rows("weights.txt")
    tables: dict[str, dict[str, float]] = {feature: {} for feature in features}
    for feature, value, weight in rows:
        tables[feature][value] = float(weight)
    return float(constant), tuple(tables.values())


@cache
def divisions() -> dict[str, int]:
    """Names and short names of provinces (0), cities (1), counties and districts (2)."""
    found: dict[str, int] = {}
    for name, short, level in _rows("divisions.txt"):
        found.setdefault(name, int(level))
        if len(short) > 1 and int(level) < 2:
            found.setdefault(short, int(level))
    return found


def words(name: str) -> frozenset[str]:
    """A list of words, one a line: before.txt, after.txt or institutions.txt."""
    return frozenset(_read(name).split())


def compound(plain: str, start: int) -> bool:
    """Whether a surname of two characters stands at `start`."""
    return plain[start : start + 2] in COMPOUND_SURNAMES


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _read(name).splitlines()]


def _read(name: str) -> str:
    return resources.files("fazhi.engines.masking").joinpath("data", name).read_text("utf-8")
