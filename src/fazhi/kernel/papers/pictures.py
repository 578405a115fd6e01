"""
Pictures without what is not the picture: place, time, camera, comments, thumbnails.

The coded image is not touched, so nothing is lost. Of a JPEG's EXIF only the orientation stays, without which a
photograph would lie on its side.
"""

import struct
import zlib
from collections.abc import Iterator

from fazhi.kernel.papers.errors import FileUnreadable

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
}  # fmt: skip
_EOI, _SOS, _COM = 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_ORIENTATION = 0x0112
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the segments that give a picture's size."""


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the picture's head says; 0 where there is none."""
    width, height = struct.unpack(">II", content[16:24].ljust(8, b"\0"))
    return width, height


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the first frame of a JPEG says; 0 where there is none."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if marker in _FRAMES:
            return int.from_bytes(content[place + 7 : place + 9]), int.from_bytes(content[place + 5 : place + 7])
        place += 1 if marker == 0xFF else 2 + length
    return 0, 0


def clean_png(content: bytes, name: str) -> bytes:
    """The chunks that make the picture, and no others. Raises FileUnreadable."""
    return _PNG + b"".join(chunk for kind, chunk in _chunks(content, name) if kind in _PNG_KEPT)


def _chunks(content: bytes, name: str) -> Iterator[tuple[bytes, bytes]]:
    """Kind and whole bytes of each chunk, up to IEND; what follows it is no part of the picture."""
    place = len(_PNG)
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        chunk = content[place : place + 12 + length]
        kind, body, check = chunk[4:8], chunk[4:-4], chunk[-4:]
        if len(chunk) < 12 + length or zlib.crc32(body) != int.from_bytes(check):
            raise FileUnreadable(name, f"the chunk at byte {place} is broken")
        yield kind, chunk
        if kind == b"IEND":
            return
        place += 12 + length
    raise FileUnreadable(name, "no IEND")


def clean_jpeg(content: bytes, name: str) -> bytes:
    """
    The picture with JFIF, colour profile and orientation, and without other application segments, comments and what
    follows its end. Raises FileUnreadable.
    """
    made, turned = [b"\xff\xd8"], 1
    for marker, segment in _segments(content, name):
        if marker == _APP1:
            turned = _orientation(segment) or turned
        made.append(_kept(marker, segment))
    if turned != 1:
        made.insert(1, _minimal_exif(turned))
    return b"".join(made)


def _kept(marker: int, segment: bytes) -> bytes:
    """What stays of a segment; b"" if nothing does."""
    if marker == _APP0:
        # A thumbnail may show what was cut away from the picture.
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00" if segment[4:9] == b"JFIF\x00" else b""
    if marker == _APP2:
        return segment if segment[4:16] == b"ICC_PROFILE\x00" else b""
    application = _APP0 <= marker <= _APP15 or marker == _COM
    return segment if marker == _APP14 or not application else b""


def _segments(content: bytes, name: str) -> Iterator[tuple[int, bytes]]:
    """Marker and whole bytes of each segment; a scan's coded data are part of its SOS segment."""
    place = 2
    while place + 2 <= len(content):
        if content[place] != 0xFF:
            raise FileUnreadable(name, f"no marker at byte {place}")
        marker = content[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        if marker == _EOI:
            yield marker, b"\xff\xd9"
            return
        length = int.from_bytes(content[place + 2 : place + 4])
        end = place + 2 + length
        if length < 2 or end > len(content):
            raise FileUnreadable(name, f"the segment at byte {place} is broken")
        if marker == _SOS:
            end = _scan_end(content, end)
        yield marker, content[place:end]
        place = end
    raise FileUnreadable(name, "no end of image")


def _scan_end(content: bytes, place: int) -> int:
    """Where coded data end: at the first marker that is neither a stuffed byte nor a restart."""
    while (place := content.find(b"\xff", place)) != -1 and place + 1 < len(content):
        follows = content[place + 1]
        if follows != 0 and not 0xD0 <= follows <= 0xD7 and follows != 0xFF:
            return place
        place += 1 if follows == 0xFF else 2
    return len(content)


def _orientation(segment: bytes) -> int | None:
    """The orientation (1 to 8) that an EXIF segment states, None if it states none that can be read."""
    tiff = segment[10:]
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if segment[4:10] != b"Exif\x00\x00" or order is None:
        return None
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return None
    return None


def _minimal_exif(orientation: int) -> bytes:
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
