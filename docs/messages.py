"""
Extracts what pages say and compiles its English: `make messages` runs it, with GNU gettext at hand.

Two kinds of texts go into the one catalogue. Pages mark theirs for gettext, and Django's own makemessages finds them.
Names of the field (titles of procedures, states, acts, registers, columns, figures, periods; labels of codes) are declared
as data by rooms that know no framework; they are collected from the declarations, through a file that exists only meanwhile.
"""

import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent / "src" / "fazhi"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
CHINESE = re.compile("[\u4e00-\u9fff]")
_NAMES = SOURCE / "names_of_the_field.py"
_LEFT_OUT = ("tests/*", "*/tests/*", "*/migrations/*", "sample_city/*")


def names() -> tuple[str, ...]:
    """Everything declared that pages show by its name, in order, each once; needs the apps to be ready."""
    return tuple(dict.fromkeys(sorted(text for text in _declared() if text and CHINESE.search(text))))


def _declared() -> Iterator[str]:
    from django.apps import apps

    from fazhi.kernel.exchange.formats import registered
    from fazhi.kernel.indicators.registry import declared
    from fazhi.kernel.law.drafts import CHECK_LABELS
    from fazhi.kernel.law.periods import period_rows
    from fazhi.kernel.procedures import forms, registry

    yield from (str(room.verbose_name) for room in apps.get_app_configs() if room.name.startswith("fazhi.lines."))
    for procedure in registry.procedures():
        yield from (procedure.title, *procedure.states.values())
        for step in procedure.steps:
            yield step.title
            yield from (registry.ground_title(need) for need in step.needs)
            yield registry.act_title(f"{procedure.name}.{step.name}")
        if procedure.opening:
            yield procedure.opening.title
    yield from registry.other_act_titles()
    yield from CHECK_LABELS.values()
    for form in forms.forms():
        for field in form.fields:
            yield from (field.title, field.hint, *(field.labels or {}).values())
    registers, indicators, _identities = declared()
    for register in registers:
        yield register.title
        for column in register.columns:
            yield from (column.title, column.unit, *column.labels.values())
            yield column.title.removesuffix("代码")
            yield column.title.removesuffix("日期")
    for indicator in indicators:
        yield from (indicator.title, indicator.unit)
    yield from (ledger.title for ledger in registered())
    yield from (row.title for row in period_rows().values())
    yield from _labels()


def _labels() -> Iterator[str]:
    """Labels of all codes, of every room."""
    for each in sorted(_enums(), key=lambda each: (each.__module__, each.__qualname__)):
        yield from (str(label) for member in each if isinstance(label := getattr(member, "label", None), str))


def _enums() -> set[type[Enum]]:
    import fazhi

    for module in pkgutil.walk_packages(fazhi.__path__, "fazhi."):
        if module.name.startswith(("fazhi.kernel", "fazhi.lines", "fazhi.surfaces")) and ".tests" not in module.name:
            importlib.import_module(module.name)
    found, waiting = set(), [Enum]
    while waiting:
        for below in waiting.pop().__subclasses__():
            waiting.append(below)
            if below.__module__.startswith("fazhi.") and ".tests" not in below.__module__:
                found.add(below)
    return found


def extract() -> None:
    """Bring the catalogue up to date: new texts come without English, those no longer said go."""
    from django.core.management import call_command

    before = Path.cwd()
    _NAMES.write_text("".join(f"gettext({text!r})\n" for text in names()), encoding="utf-8")
    try:
        os.chdir(SOURCE)
        ignored = [text for pattern in _LEFT_OUT for text in ("--ignore", pattern)]
        call_command(
            "makemessages", "--locale", "en", "--no-location", "--no-wrap", "--no-obsolete", *ignored, verbosity=0
        )
    finally:
        os.chdir(before)
        _NAMES.unlink()
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    for entry in catalogue:
        if entry.fuzzy:  # a guess by likeness is no translation
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.previous_msgid, entry.previous_msgctxt = "", None, None
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.header = (
        "What the pages say, in English; the texts themselves are the Chinese ones. Extracted by `make messages`."
    )
    catalogue.save(str(CATALOGUE))


def compile_catalogue() -> None:
    """Write the .mo beside the .po."""
    polib.pofile(str(CATALOGUE)).save_as_mofile(str(CATALOGUE.with_suffix(".mo")))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    extract()
    compile_catalogue()
    missing = [entry.msgid for entry in polib.pofile(str(CATALOGUE)).untranslated_entries()]
    print(f"{len(polib.pofile(str(CATALOGUE)))} texts, {len(missing)} without English", *missing[:20], sep="\n")
