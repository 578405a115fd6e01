"""The files that the planning commands take."""

import json
from pathlib import Path
from typing import Any, NoReturn

from fazhi.surfaces.cli.errors import FileUnreadable


def read_text(path: Path) -> str:
    """The text of a file, without the mark that some editors put before it. Raises FileUnreadable."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FileUnreadable(path, "没有这个文件") from None
    except UnicodeDecodeError as error:
        raise FileUnreadable(path, f"第 {error.start + 1} 个字节起不是 UTF-8 编码的文本") from None
    except (OSError, ValueError):  # ValueError for a name with a NUL
        raise FileUnreadable(path, "打不开") from None


def read_json(path: Path) -> object:
    """The document in a file; a key that stands twice is a slip, and NaN is no number. Raises FileUnreadable."""
    text = read_text(path)
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise FileUnreadable(path, f"第 {error.lineno} 行第 {error.colno} 个字符起不是 JSON") from None
    except RecursionError:
        raise FileUnreadable(path, "嵌套过深") from None
    except ValueError as error:
        raise FileUnreadable(path, str(error) if isinstance(error, _Slip) else "有位数过多的数") from None


class _Slip(ValueError):
    pass


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Slip(f"{key} 写了两次")
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Slip(f"{name} 不是有限的数")
