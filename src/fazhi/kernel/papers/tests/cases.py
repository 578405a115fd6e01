"""Papers and files that the tests of this room are about."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from uuid import UUID

from fazhi.kernel.papers.official import (
    Annex,
    Disclosure,
    Grid,
    Heading,
    OfficialPaper,
    Text,
    Urgency,
)

DAY = date(2024, 6, 3)
MATTER = UUID("01920000-0000-7000-8000-000000000001")

FULL = OfficialPaper(
    title="厦门市司法局关于进一步加强全市人民调解工作的通知",
    title_lines=("厦门市司法局关于进一步加强", "全市人民调解工作的通知"),
    issuers=("厦门市司法局",),
    number="厦司〔2024〕12号",
    sealed_date=DAY,
    urgency=Urgency.URGENT,
    addressees=("各区司法局", "局属各单位"),
    body=(
        Heading("总体要求"),
        Text("坚持和发展新时代“枫桥经验”。"),
        Heading("工作目标", 2),
        Heading("组织建设", 3),
        Heading("村居", 4),
        Heading("主要任务"),
        Heading("分工", 2),
        Grid(("单位", "任务"), (("思明区", "建立调委会"), ("湖里区", "培训调解员")), caption="任务分工"),
        Text("请认真贯彻执行。"),
    ),
    annexes=(Annex("工作任务分解表", (Text("略。"),)),),
    attached=("人民调解员名册",),
    disclosure=Disclosure.ACTIVE,
    remarks=("联系人：王一",),
    copies=("市委政法委", "市公安局"),
    printer="厦门市司法局办公室",
    printed_date=date(2024, 6, 4),
)
UPWARD = replace(
    FULL,
    issuers=("厦门市司法局", "厦门市中级人民法院"),
    signers=("王一", "欧阳二三", "李四"),
    annexes=(),
    attached=("工作方案",),
    urgency=None,
    printer="",
    printed_date=None,
)
INTERNAL = OfficialPaper(
    title="情况说明", issuers=("法治科",), sealed_date=DAY, body=(Text("无。"),), red_head=False, notice="示例数据"
)


def grid_page() -> OfficialPaper:
    """An internal paper whose one paragraph fills pages with characters of full width and no punctuation."""
    return replace(INTERNAL, body=(Text("法治厦门公平正义" * 200),))


def archive(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in members.items():
            target.writestr(name, body)
    return out.getvalue()


def changed(content: bytes, changes: dict[str, bytes | str | None]) -> bytes:
    """An archive with members replaced, added, or (None) taken away."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        members: dict[str, bytes | str | None] = {name: source.read(name) for name in source.namelist()}
    return archive({name: body for name, body in (members | changes).items() if body is not None})


def read_members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*extra: bytes) -> bytes:
    """One red pixel, with chunks before the image data."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + pixel + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(order: str, orientation: int) -> bytes:
    """An APP1 segment with make, orientation and a place to go to for GPS."""
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(f"{order}I", 8)
    entries = struct.pack(f"{order}HHII", 0x010F, 2, 4, 0x50686F6E) + struct.pack(
        f"{order}HHIHH", 0x0112, 3, 1, orientation, 0
    )
    directory = struct.pack(f"{order}H", 2) + entries + struct.pack(f"{order}I", 0)
    return segment(0xE1, b"Exif\x00\x00" + head + directory + b"GPS 24.4798N 118.0894E")


JFIF = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"


def jpeg(*segments: bytes, tail: bytes = b"") -> bytes:
    """The shape of a JPEG: its segments, two scans, its end, and what somebody hung behind it."""
    tables = (
        segment(0xDB, bytes(65)) + segment(0xC0, b"\x08\x00\x01\x00\x01\x01\x01\x11\x00") + segment(0xC4, bytes(20))
    )
    return b"\xff\xd8" + b"".join(segments) + tables + SCAN + segment(0xC4, bytes(3)) + SCAN + b"\xff\xd9" + tail
