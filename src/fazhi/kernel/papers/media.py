"""What a file is by its content, not by its name; and names without tricks."""

import re
import unicodedata
from pathlib import PurePosixPath

from fazhi.kernel.papers.archives import Members, members
from fazhi.kernel.papers.errors import FileUnreadable, MacrosInside, MediaMismatch, MediaUnknown
from fazhi.kernel.papers.pictures import jpeg_size, png_size
from fazhi.kernel.papers.terms import MADE, MOST_PIXELS, SUFFIXES, MediaType

_OFFICE = {
    "word/document.xml": MediaType.WORD,
    "xl/workbook.xml": MediaType.EXCEL,
}
_ACTIVE_MEMBERS = re.compile(r"vbaProject|vbaData|/activeX/|/macrosheets/|customUI", re.IGNORECASE)
_ACTIVE_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX|macrosheet|intlMacrosheet", re.IGNORECASE)
_TYPES = "[Content_Types].xml"
_LONGEST_NAME = 120


def media_type(content: bytes, name: str) -> MediaType:
    """
    What `content` is, if that is on the list and its name says the same.

    Raises MediaUnknown, MediaMismatch, MacrosInside, FileUnreadable, FileTooLarge (what an archive would unpack to).
    """
    found = _recognised(content, name)
    if found is None:
        raise MediaUnknown(name, tuple(kind.label for kind in MediaType if kind not in MADE))
    if PurePosixPath(name.lower()).suffix not in SUFFIXES[found]:
        raise MediaMismatch(name, found.label, SUFFIXES[found])
    return found


def _recognised(content: bytes, name: str) -> MediaType | None:
    if content.startswith(b"%PDF-"):
        return MediaType.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"):
        _refuse_flood(png_size(content), name)
        return MediaType.PNG
    if content.startswith(b"\xff\xd8\xff"):
        _refuse_flood(jpeg_size(content), name)
        return MediaType.JPEG
    if content.startswith(b"PK\x03\x04"):
        return _archive_type(members(content, name))
    return None


def _refuse_flood(size: tuple[int, int], name: str) -> None:
    """A few bytes can say that they are a picture of gigabytes; whoever draws it would take them."""
    width, height = size
    if width * height > MOST_PIXELS or max(size) > MOST_PIXELS // 1000:
        raise FileUnreadable(name, f"{width} × {height} pixels; at most {MOST_PIXELS}")


def _archive_type(archive: Members) -> MediaType | None:
    if "OFD.xml" in archive.names:
        return MediaType.OFD
    if _TYPES not in archive.names:
        return None
    _refuse_macros(archive)
    found = [kind for member, kind in _OFFICE.items() if member in archive.names]
    if len(found) > 1:
        raise FileUnreadable(archive.name, "a document and a workbook in one")
    return found[0] if found else None


def _refuse_macros(archive: Members) -> None:
    for member in archive.names:
        if _ACTIVE_MEMBERS.search(member):
            raise MacrosInside(archive.name, member)
    if _ACTIVE_TYPES.search(archive.read(_TYPES)):
        raise MacrosInside(archive.name, _TYPES)


def clean_name(name: str) -> str:
    """
    A file name fit for a list and a download: no folders, no control or direction signs, no leading dots, ≤ 120 signs.

    clean_name("..\\\\..\\\\调解 协议.docx") == "调解 协议.docx"
    """
    latest = re.sub(r"\s+", " ", re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1])
    # Cf holds the signs that turn the direction of text, as in "cod.exe" shown for "exe.doc"; Cc those of control.
    plain = "".join(sign for sign in latest if unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Cs"})
    plain = re.sub(r'[<>:"|?*]', "_", plain).strip(" .")
    path = PurePosixPath(plain or "未命名")
    suffix = path.suffix[:16]
    return path.stem[: _LONGEST_NAME - len(suffix)] + suffix
