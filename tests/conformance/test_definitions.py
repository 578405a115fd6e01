"""
A definition that changes is a new version: the digest of each one is kept in `definitions.txt`, and compared.

Line: code, version, digest (`fazhi figures definitions`).
"""

from pathlib import Path

from fazhi.engines.indicator import digest_of
from fazhi.kernel.indicators.errors import SparkAbsent
from fazhi.kernel.indicators.queries import definitions
from fazhi.surfaces.cli.command import registered
from fazhi.surfaces.wording import sentence

KEPT = Path(__file__).with_name("definitions.txt")


def _kept() -> dict[str, str]:
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    return {f"{code} {version}": digest for code, version, digest in map(str.split, lines)}


def test_no_definition_changes_without_a_new_version() -> None:
    kept = _kept()
    changed = [
        f"{item.code} {item.version} {digest_of(item)}"
        for item in definitions()
        if kept.get(f"{item.code} {item.version}") != digest_of(item)
    ]

    assert not changed, (
        "Give these a new version with the day from which it holds, beside the old one. A definition that no figure was "
        f"ever published or frozen by may be entered as it is in {KEPT.name}:\n" + "\n".join(changed)
    )


def test_no_version_is_lost() -> None:
    """A year frozen by it could no longer be compared with the records."""
    assert set(_kept()) <= {f"{item.code} {item.version}" for item in definitions()}


def test_the_console_prints_every_version_with_its_digest() -> None:
    (command,) = [item for item in registered() if item.path == ("figures", "definitions")]
    outcome = command.run(None)  # it reads nothing of its context

    told = outcome.data["definitions"]
    assert [(item["code"], item["version"], item["digest"]) for item in told] == [
        (item.code, item.version, digest_of(item)) for item in definitions()
    ]
    assert all(item.definition in outcome.text and digest_of(item)[:12] in outcome.text for item in definitions())


def test_without_spark_the_console_says_what_is_missing_and_what_else_there_is() -> None:
    said = sentence(SparkAbsent("Java"))

    assert said is not None
    assert "Java" in said
    assert "--engine frozen" in said
