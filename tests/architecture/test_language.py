"""The second language: nothing on a page is said outside gettext, and the English catalogue is whole."""

import re
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "fazhi"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HAN = re.compile("[\u4e00-\u9fff]")
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[a-z_]*\}")
OWN_NAME = "中文"  # a language is offered by its own name

_MARKED = (
    r"{#.*?#}",
    r"{% comment %}.*?{% endcomment %}",
    r"{% blocktranslate\b.*?{% endblocktranslate %}",
    r"{% translate .*?%}",
    r"""_\("[^"]*"\)|_\('[^']*'\)""",
    r"{% (?:el)?if .*?%}",  # compares with data, says nothing
)


def unmarked(text: str) -> list[str]:
    """Lines of a template that say something in Chinese outside gettext's tags."""
    for pattern in _MARKED:
        text = re.sub(pattern, lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    return [line.strip() for line in text.splitlines() if HAN.search(line)]


def templates() -> Iterator[Path]:
    yield from sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)


def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def extraction() -> ModuleType:
    spec = util.spec_from_file_location("messages", ROOT / "docs" / "messages.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>没有记录。</p>", ["<p>没有记录。</p>"]),
        ('<p>{% translate "没有记录。" %}</p>', []),
        ("<p>{% blocktranslate %}第 {{ n }} 批{% endblocktranslate %}件</p>", ["<p>件</p>"]),
        ('{% include "a.html" with label=_("委员") %}{# 说明 #}', []),
        ('{% if unit == "元" %}元{% endif %}', ["元{% endif %}"]),
    ],
)
def test_the_search_tells_marked_from_unmarked_text(text: str, found: list[str]) -> None:
    assert unmarked(text) == found


def test_no_template_says_anything_outside_gettext() -> None:
    read = list(templates())

    assert len(read) > 100
    assert {str(path.relative_to(SOURCE)): lines for path in read if (lines := unmarked(path.read_text()))} == {}


def test_every_text_has_its_english() -> None:
    entries = catalogue()

    assert len(entries) > 2000
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete or not entry.translated()] == []


def test_english_has_the_same_places_for_values() -> None:
    wrong = [
        e.msgid
        for e in catalogue()
        for english in (e.msgstr_plural.values() if e.msgid_plural else [e.msgstr])
        if sorted(PLACES.findall(e.msgid)) != sorted(PLACES.findall(english))
    ]

    assert wrong == []


def test_english_has_chinese_only_as_examples_of_what_to_type() -> None:
    texts = {e.msgid: e.msgstr for e in catalogue() if HAN.search(e.msgstr)}

    assert all(set(HAN.findall(english)) <= set(HAN.findall(chinese)) for chinese, english in texts.items()), texts
    assert len(texts) < 30


def test_what_is_compiled_is_what_is_written() -> None:
    written = {(e.msgctxt, e.msgid): e.msgstr for e in catalogue()}
    compiled = {(e.msgctxt, e.msgid): e.msgstr for e in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}

    assert compiled == written


def test_the_catalogue_has_every_name_of_the_field() -> None:
    assert set(extraction().names()) - {entry.msgid for entry in catalogue()} == set()


def test_the_catalogue_has_every_text_of_the_templates() -> None:
    known = {entry.msgid for entry in catalogue()}
    marked = {text for path in templates() for text in re.findall(r'{% translate "([^"]+)" %}', path.read_text())}
    said = {text.replace("%", "%%") for text in marked}  # as Django asks the catalogue for them

    assert len(said) > 500
    assert said - known == set()
