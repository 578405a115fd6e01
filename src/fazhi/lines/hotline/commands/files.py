"""The JSON files that the planning commands take."""

import json
from pathlib import Path

from fazhi.lines.hotline.errors import FileUnreadable
from fazhi.surfaces.wording import sentence


def read_json(path: Path) -> object:
    """The document in a file. Raises FileUnreadable."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise FileUnreadable(path, "没有这个文件") from None
    except OSError:
        raise FileUnreadable(path, "打不开") from None
    except UnicodeDecodeError:
        raise FileUnreadable(path, "不是 UTF-8 编码的文本") from None
    except json.JSONDecodeError as error:
        raise FileUnreadable(path, f"第 {error.lineno} 行第 {error.colno} 个字符起不是 JSON") from None
    except RecursionError:
        raise FileUnreadable(path, "嵌套过深") from None


@sentence.register
def _(error: FileUnreadable) -> str:
    return f"{error.path}：{error.fault}。请检查文件后重试。"
