"""The style sheet and the templates know each other: no class without a rule, no rule without a use."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

SRC = Path(__file__).parents[2] / "src" / "fazhi"
TEMPLATES = sorted(SRC.glob("**/templates/**/*.html"))
WRITTEN_IN_CODE = {
    SRC / "engines" / "chart" / "bars.py": r'"(ax0?|mid|end|start)"|class="(chart)"',
    SRC / "engines" / "chart" / "styles.py": r'"(f[123])"',
    SRC / "lines" / "hotline" / "web" / "charts.py": r'"(k[0-7])"',
    SRC / "surfaces" / "web" / "matters" / "clocks.py": r'"(from|n|c|due|unheld|unsure)"|\{cell.style\} (today)',
    SRC / "surfaces" / "web" / "account" / "second_factor.py": r'svgclass="(qr)"',
    SRC / "surfaces" / "web" / "citations.py": r'"(unheld|unsure)"',
}


def sheet() -> str:
    path = finders.find("web/fazhi.css")
    assert path
    return Path(path).read_text(encoding="utf-8")


def ruled() -> set[str]:
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet(), flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][a-z0-9-]*)", rules))


def used() -> set[str]:
    found: set[str] = set()
    for template in TEMPLATES:
        for value in re.findall(r'class="([^"]*)"', template.read_text(encoding="utf-8")):
            branches = re.sub(r"\{\{[^}]*\}\}|\{%[^%]*%\}", " ", value)
            found |= set(branches.split())
    for module, pattern in WRITTEN_IN_CODE.items():
        for groups in re.findall(pattern, module.read_text(encoding="utf-8")):
            found |= {groups} if isinstance(groups, str) else {group for group in groups if group}
    return found


def test_templates_are_found() -> None:
    assert len(TEMPLATES) > 10


def test_every_class_in_use_has_a_rule() -> None:
    assert used() - ruled() == set()


def test_every_rule_is_in_use() -> None:
    assert ruled() - used() == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\bstyle=|<script(?! src=)|\bon[a-z]+=|<style", text)


def test_every_block_of_the_sheet_is_closed() -> None:
    """A brace lost in a merge puts all that follows into a rule for print or for phones."""
    text = re.sub(r"/\*.*?\*/", " ", sheet(), flags=re.DOTALL)

    assert text.count("{") == text.count("}")


def test_the_sheet_fetches_nothing() -> None:
    assert "url(" not in sheet()
    assert "@import" not in sheet()


def test_every_token_in_use_is_defined() -> None:
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", sheet())) <= set(re.findall(r"(--[a-z0-9-]+):", sheet()))
