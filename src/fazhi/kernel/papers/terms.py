"""The nouns of this room: states of a number, kinds of files, what an attachment hangs on, faults that a check finds."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

MEBIBYTE = 1024 * 1024
FILE_SETTING = "FAZHI_ATTACHMENT_MAX_BYTES"
TEXT_SETTING = "FAZHI_TEXT_MAX_BYTES"
UNPACKED_SETTING = "FAZHI_ATTACHMENT_MAX_UNPACKED_BYTES"
MOST_RATIO = 100
"""How many times its packed size a file may unpack to."""
MOST_MEMBERS = 5_000
"""How many members an archive may have: Word needs dozens, a bomb of empty ones millions."""

MOST_PIXELS = 120_000_000
"""How many pixels a picture may have: a sheet of A3 scanned at 600 points an inch has 70 million."""


def file_bytes() -> int:
    """The largest attachment, in bytes: 50 MB unless `FAZHI_ATTACHMENT_MAX_BYTES` says otherwise."""
    return int(os.environ.get(FILE_SETTING, 50 * MEBIBYTE))


def text_bytes() -> int:
    """The largest plain text that is read, in bytes: 128 MB unless `FAZHI_TEXT_MAX_BYTES` says otherwise."""
    return int(os.environ.get(TEXT_SETTING, 128 * MEBIBYTE))


def unpacked_bytes() -> int:
    """What an archive may unpack to, in bytes: 512 MB unless `FAZHI_ATTACHMENT_MAX_UNPACKED_BYTES` says otherwise."""
    return int(os.environ.get(UNPACKED_SETTING, 512 * MEBIBYTE))


class NumberState(models.TextChoices):
    """How a document number stands; a void one is kept and never issued again."""

    ISSUED = "issued", "已编发"
    VOID = "void", "作废"


class MediaType(models.TextChoices):
    """The kinds of files that may be attached."""

    PDF = "application/pdf", "PDF"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word（docx）"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel（xlsx）"
    OFD = "application/ofd", "OFD"
    JPEG = "image/jpeg", "JPEG 图片"
    PNG = "image/png", "PNG 图片"
    HTML = "text/html", "网页"
    JSON = "application/json", "数据（json）"


MADE = frozenset({MediaType.HTML, MediaType.JSON})
"""Kinds that are kept only where the system itself has written the file; nobody may attach one."""


MASKABLE = frozenset({MediaType.PDF, MediaType.WORD})
"""Kinds in which words can be masked."""


SUFFIXES = {
    MediaType.PDF: (".pdf",),
    MediaType.WORD: (".docx",),
    MediaType.EXCEL: (".xlsx",),
    MediaType.OFD: (".ofd",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
}


@dataclass(frozen=True)
class MatterRef:
    """
    What an attachment hangs on: a matter, by the name of its procedure and its id, without foreign key.

    office  the matter's; it decides who sees the attachment
    """

    procedure: str
    id: UUID
    office: "Office"


@dataclass(frozen=True)
class Fault:
    """
    What a check of this room found.

    kind   "missing" | "damaged" | "orphan" of a file; "gap" | "lost" | "unrecorded" of a number
    what   the file's digest, or the number
    """

    kind: str
    what: str


SERIES_SUBJECT, NUMBER_SUBJECT, ATTACHMENT_SUBJECT = "papers.series", "papers.number", "papers.attachment"
"""Kinds of subjects in the trail."""
SAMPLE_NOTICE = "示例数据：全部为合成，不对应任何真实的人或者案件"
"""Stands in the head of every page that is made of synthetic data."""
