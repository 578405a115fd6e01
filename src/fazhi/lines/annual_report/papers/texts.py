"""A contribution as it comes in a file: plain text, or the paragraphs of a Word file."""

import io
from pathlib import Path

from docx import Document

from fazhi.kernel.papers.errors import PaperError
from fazhi.kernel.papers.media import media_type
from fazhi.kernel.papers.terms import MediaType, file_bytes
from fazhi.lines.annual_report.errors import UnreadableText

_EXPECTED = "UTF-8 或者 GB18030 编码的 .txt，或者没有宏的 .docx"


def text_of_file(path: Path) -> str:
    """
    The text of a .txt or .docx file, a paragraph a line; tables and headers of a Word file are left out.

    Raises UnreadableText.
    """
    suffix = path.suffix.lower()
    try:
        if path.stat().st_size > file_bytes():
            raise UnreadableText(str(path), f"不超过 {file_bytes():,} 字节的文件")
        content = path.read_bytes()
        if suffix == ".docx" and media_type(content, path.name) is MediaType.WORD:
            return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
        if suffix == ".txt":
            return _decoded(content)
    except (OSError, UnicodeDecodeError, PaperError, KeyError, ValueError) as error:
        raise UnreadableText(str(path), _EXPECTED) from error
    raise UnreadableText(str(path), _EXPECTED)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
