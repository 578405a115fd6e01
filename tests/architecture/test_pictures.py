"""The READMEs show the desk and the portal by pictures that are there, are light, and say that the data are synthetic."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 150_000
MARKS = {"README.md": "synthetic sample", "README.zh-CN.md": "合成的示例数据"}
_PICTURE = re.compile(r'!\[(?P<alt>[^\]]*)\]\((?P<path>[^)]+)\)|<img src="(?P<src>[^"]+)" alt="(?P<said>[^"]*)"')


def pictures(readme: str) -> list[tuple[Path, str]]:
    """Each picture of a README with its alternative text."""
    found = _PICTURE.finditer((ROOT / readme).read_text(encoding="utf-8"))
    return [(ROOT / (each["path"] or each["src"]), each["alt"] or each["said"]) for each in found]


@pytest.mark.parametrize("readme", MARKS)
def test_the_pictures_of_a_readme_are_there_light_and_marked(readme: str) -> None:
    found = pictures(readme)

    assert len(found) == 5
    for path, said in found:
        assert path.is_file(), path
        assert path.stat().st_size <= MOST_BYTES, path
        assert MARKS[readme] in said, path


def test_both_readmes_show_the_same() -> None:
    shown = [[path for path, _said in pictures(readme)] for readme in MARKS]

    assert shown[0] == shown[1]


def test_the_script_that_takes_them_names_them_all() -> None:
    script = (ROOT / "docs" / "images" / "take.py").read_text(encoding="utf-8")

    for path, _said in pictures("README.md"):
        assert f'"{path.stem}"' in script, path
