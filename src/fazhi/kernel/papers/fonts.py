"""
Which faces a PDF is set in: the bureau's own licensed ones where it has put them, else the ones that are shipped.

Only these are looked at, never the machine's, so that every machine with the same folder prints the same.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pylopdf_fonts_zh_cn
import typst

from fazhi.kernel.papers.errors import FaceMissing

SHIPPED = frozenset({"Noto Sans SC", "Noto Serif SC"})

FACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R", "Noto Serif SC"),
        "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif SC"),
        "black": ("SimHei", "黑体", "Noto Sans SC"),
        "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "Noto Serif SC"),
        "song": ("SimSun", "宋体", "Noto Serif SC"),
    }
)
"""Role on the page → families in order of preference; the last one is shipped."""


def shipped_folder() -> Path:
    return Path(str(pylopdf_fonts_zh_cn.__file__)).parent


def chosen(faces: Mapping[str, Sequence[str]], folders: Sequence[Path]) -> dict[str, str]:
    """
    The first family there is, for each role.

    Raises FaceMissing with the roles that none serves: Typst would print boxes and call it done.
    """
    there = set(typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders]).families())
    found = {role: next((name for name in names if name in there), "") for role, names in faces.items()}
    missing = tuple(f"{role}: {', '.join(faces[role])}" for role, name in sorted(found.items()) if not name)
    if missing:
        raise FaceMissing(missing)
    return found
