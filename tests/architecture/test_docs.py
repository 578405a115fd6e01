"""The documents say what the code is: no dead link, no lost command, no word, check or line left out."""

import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module, util
from pathlib import Path
from types import ModuleType

import pytest

from fazhi.engines.procedure import diagram
from fazhi.kernel.organisations.terms import OfficeKind, Role
from fazhi.kernel.parties.models import DocumentType
from fazhi.kernel.procedures.registry import procedures
from fazhi.kernel.referrals.terms import Channel, Kind, Outcome, ReturnReason, State
from fazhi.surfaces.cli.command import registered

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "fazhi"
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LINES = sorted(path.parent.name for path in (SOURCE / "lines").glob("*/__init__.py"))
KERNEL_WORDS = (OfficeKind, Role, DocumentType, Channel, Kind, Outcome, ReturnReason, State)

_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(
    r"(?:src/fazhi|docs|tests|law|config|sample_city|lines|surfaces|kernel|engines|requirements)/[\w./-]+"
)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _generator() -> ModuleType:
    path = ROOT / "docs" / "registers" / "generate.py"
    spec = util.spec_from_file_location("registers_generate", path)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_registers_pages_are_what_make_docs_writes() -> None:
    folder = ROOT / "docs" / "registers"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}

    assert written == _generator().render(), "run `make docs`"


def test_the_drawing_of_peoples_mediation_is_its_procedure() -> None:
    drawn = (ROOT / "docs" / "images" / "procedure-mediation-people.svg").read_text(encoding="utf-8")

    procedure = next(each for each in procedures() if each.name == "mediation.people")
    assert drawn == diagram(procedure, name="procedure"), "run `fazhi procedure print mediation.people --out …`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    dead = [link for link in targets if not list(_found(page.parent, link))]

    assert not dead


def _found(folder: Path, link: str) -> Iterator[Path]:
    """`adr/0008` is short for the one decision of that number."""
    target = folder / link
    if target.exists():
        yield target
    elif re.fullmatch(r"\d{4}", target.name):
        yield from target.parent.glob(f"{target.name}-*.md")


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "docs/architecture.md", "docs/security.md"])
def test_paths_named_in_code_exist(name: str) -> None:
    named = [path for code in _CODE.findall(_text(name)) for path in _PATH.findall(code) if "<" not in code]
    lost = [path for path in named if path.isascii() and "YYYY" not in path and not _exists(path)]

    assert not lost


def _exists(path: str) -> bool:
    clean = path.rstrip("./")
    return (ROOT / clean).exists() or (SOURCE / clean).exists()


@pytest.mark.parametrize("name", READMES)
def test_every_command_stands_in_the_readme_and_no_other(name: str) -> None:
    told = {" ".join(words) for words in _told_commands(_text(name))}

    assert told == {" ".join(command.path) for command in registered()}


def _told_commands(text: str) -> Iterator[tuple[str, ...]]:
    """The words before the first argument in each row of the table of commands."""
    for row in re.findall(r"^\| `fazhi ([^`]+)`", text, flags=re.MULTILINE):
        words = row.split()
        count = next(
            (place for place, word in enumerate(words) if not re.fullmatch(r"[a-z]+(-[a-z]+)*", word)), len(words)
        )
        yield tuple(words[:count])


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "docs/security.md"])
def test_make_targets_that_are_named_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|[`(])make ([a-z-]+)", _text(name), flags=re.MULTILINE))

    assert named <= targets


def test_every_check_at_the_start_is_listed_and_no_other() -> None:
    sources = (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    raised = {found for path in sources for found in re.findall(r'id="(fazhi\.E\d{3})"', path.read_text("utf-8"))}
    listed = set(re.findall(r"^\| (fazhi\.E\d{3}) \|", _text("docs/architecture.md"), flags=re.MULTILINE))

    assert listed == raised


@pytest.mark.parametrize("line", LINES)
def test_every_line_has_its_page(line: str) -> None:
    page = ROOT / "docs" / "lines" / f"{line.replace('_', '-')}.md"

    assert page.exists()


@pytest.mark.parametrize("engine", sorted(path.parent.name for path in (SOURCE / "engines").glob("*/__init__.py")))
def test_every_engine_has_its_place_on_the_plan(engine: str) -> None:
    import_module(f"fazhi.engines.{engine}")

    assert f"`{engine}`" in _text("docs/architecture.md")


@pytest.mark.parametrize("room", sorted(path.parent.name for path in (SOURCE / "kernel").glob("*/__init__.py")))
def test_every_kernel_room_has_its_contract(room: str) -> None:
    assert re.search(rf"^\| `{room}` \|", _text("docs/architecture.md"), flags=re.MULTILINE)


def _line_words() -> Iterator[type[Enum]]:
    """Every enum with official labels that a line declares as its terms."""
    for line in LINES:
        for word in vars(import_module(f"fazhi.lines.{line}.terms")).values():
            if isinstance(word, type) and issubclass(word, Enum) and all(hasattr(member, "label") for member in word):
                yield word


@pytest.mark.parametrize(
    "words", [*KERNEL_WORDS, *(word for word in _line_words() if len(word))], ids=lambda words: words.__name__
)
def test_every_official_label_is_in_the_glossary(words: type[Enum]) -> None:
    glossary = _text("docs/glossary.md")
    missing = [member.label for member in words if member.label not in glossary]

    assert not missing


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_decisions_have_one_form(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")

    assert text.startswith(f"# {int(decision.name[:4])}. ")
    assert "\nStatus: " in text
    assert [part for part in ("Context", "Decision", "Consequences") if f"\n## {part}\n" not in text] == []


def test_decisions_are_numbered_once_and_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))
