"""Blank templates (空白模板): one workbook per kind of ledger, with headings, drop-downs and hints."""

from pathlib import Path

from fazhi.kernel.exchange.formats import Format, registered
from fazhi.kernel.exchange.layout import TEMPLATE_ROWS, shell

_NOTE = "蓝底的栏目必填；代码类栏目请从下拉列表选择；各栏填法见工作表“填写说明”。请勿改动标题行。"


def write_template(format: Format, path: Path) -> None:
    """Write the blank template of `format`; the same format gives the same bytes."""
    path.write_bytes(
        shell(format, title=format.title, note=_NOTE, extra=(), rows=TEMPLATE_ROWS, model_rows=False).content
    )


def write_templates(folder: Path) -> list[Path]:
    """Write the templates of all kinds into `folder`, named by their titles; returns the files in import order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for format in registered():
        path = folder / f"{format.title}（模板）.xlsx"
        write_template(format, path)
        paths.append(path)
    return paths
