"""
Files that come in, at every door that takes one: what they are by content, what they are called, what they unpack to.

The rules themselves are tested in kernel/papers and kernel/exchange; here, that no door goes past them.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.desk.examples import World, applied
from tests.desk.forms import form_at

from fazhi.kernel.papers import media
from fazhi.kernel.papers.errors import FileRefused, FileUnreadable
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.tests.cases import png
from fazhi.lines.mediation.terms import PEOPLES
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.imports.models import Upload

SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def bomb(member: str, megabytes: int = 300) -> bytes:
    """An archive that is small and unpacks to much."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(member, "w") as out:
            for _ in range(megabytes):
                out.write(b"\0" * 1024 * 1024)
    return made.getvalue()


def flood(width: int, height: int) -> bytes:
    """A picture of a few bytes that says it has so many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


HARMFUL: dict[str, tuple[str, bytes]] = {
    "page named as picture": ("a.png", b"<!doctype html>" + SCRIPT),
    "drawing with script": ("a.svg", SVG),
    "drawing named as picture": ("a.png", SVG),
    "script named as photograph": ("a.jpg", b"alert(1)//"),
    "script named as PDF": ("a.pdf", SCRIPT),
    "program": ("a.exe", b"MZ\x90\x00"),
    "page": ("a.html", SCRIPT),
    "picture named as page": ("a.html", png()),
    "picture named as program": ("a.png.exe", png()),
    "archive named as document": ("a.docx", bomb("x", 0)),
    "document that is a bomb": ("a.docx", bomb("word/document.xml")),
    "workbook that is a bomb": ("a.xlsx", bomb("xl/workbook.xml")),
    "picture that is a flood": ("a.png", flood(60_000, 60_000)),
    "nothing": ("a.png", b""),
}
TRICKS = (
    "../../../tmp/evil.png",
    "..\\..\\evil.png",
    "/etc/cron.d/evil.png",
    "a\0.png",
    "\u202egnp.evil.png",
)


def file_of(name: str, content: bytes) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x", content)
    file._name = name  # Django's own setter would clean it; a browser that is none doesn't
    return file


def attached(client: Client, matter: Any, file: SimpleUploadedFile) -> Any:
    """The answer to a paper added on a matter's page."""
    url = reverse("matter-papers", kwargs={"procedure": PEOPLES, "key": matter.pk})
    return client.post(url, {**form_at(client, url), "kind": "mediation.casefile.evidence", "file": file})


def sent_to(door: str, world: World, name: str, content: bytes) -> Any:
    """The answer of a door that a file is carried through."""
    file = file_of(name, content)
    if door == "papers":
        return attached(signed_in(world.cast["clerk"]), world.keys["ours_open"], file)
    if door == "case file":
        client, key = signed_in(world.cast["clerk"]), {"key": world.keys["settled"].pk}
        sent = {"item": "identity", "file": file, "_token": f"{abs(hash((name, content))):022d}"[:22]}
        return client.post(reverse("mediation-file-photograph", kwargs=key), sent)
    if door == "citizen":
        return world.citizen.post(reverse("portal-paper"), {"file": file})
    client = signed_in(world.cast["reporter"])
    return client.post(reverse("report-check", kwargs={"year": 2024}), {"file": file})


def test_no_harmful_file_comes_in(world: World) -> None:
    before = set(Attachment.objects.system("looking").values_list("pk", flat=True))
    found = []
    for door in ("papers", "citizen", "case file", "report"):
        for what, (name, content) in HARMFUL.items():
            status = sent_to(door, world, name, content).status_code
            if status not in {400, 409, 413}:
                found.append(f"{what} by {door}: {status}")
    kept = Attachment.objects.system("looking").exclude(pk__in=before)

    assert found == [], "\n".join(["", *found])
    assert [each.name for each in kept] == []
    # The doors do take a picture that is one.
    assert {sent_to(door, world, "a.png", png()).status_code for door in ("papers", "citizen", "case file")} == {302}


def test_no_harmful_file_is_taken_for_a_ledger(world: World) -> None:
    client = signed_in(world.cast["reporter"])
    before = set(Upload.objects.values_list("pk", flat=True))

    for name, content in HARMFUL.values():
        client.post(reverse("imports"), {"files": [SimpleUploadedFile(name, content)]})

    assert set(Upload.objects.exclude(pk__in=before).values_list("state", flat=True)) == {"refused"}


def test_a_name_with_a_path_leads_nowhere(city: Any, year: Any, settings: Any) -> None:
    """Kept by digest in its own folder; the name is cleaned for lists and for the header of a download."""

    def strays() -> set[Path]:
        return {path for path in Path(settings.DATA_DIR).parent.rglob("*") if "evil" in path.name}

    before, client = strays(), signed_in(city.clerk)
    for name in TRICKS:
        answer = attached(client, year.ours_open, file_of(name, png()))
        assert answer.status_code == 302, (name, answer.content.decode())
        made = Attachment.objects.system("looking").latest("added_at")
        answer = client.get(reverse("paper", kwargs={"key": made.pk}))

        assert strays() == before
        assert not set(made.name) & set("/\\\0\r\n\u202e")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (flood(60_000, 60_000), "a.png"),
        (flood(2**31 - 1, 1), "a.png"),
        (
            b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xd9",
            "a.jpg",
        ),
    ],
    ids=["square", "line", "photograph"],
)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(content: bytes, name: str) -> None:
    with pytest.raises(FileUnreadable, match="pixels"):
        media.media_type(content, name)


def test_a_picture_of_a_large_scanner_comes_in() -> None:
    """A3 at 600 points an inch: 70 million pixels."""
    assert media.media_type(flood(9_921, 7_016), "a.png") == "image/png"


def test_members_with_paths_are_never_unpacked_to_a_disk() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("../../../../tmp/fazhi-evil", "x")

    with pytest.raises(FileRefused):
        media.media_type(made.getvalue(), "a.docx")

    assert not Path("/tmp/fazhi-evil").exists()


def test_one_citizen_s_file_is_no_other_s(world: World) -> None:
    other = applied("a third")

    other.post(reverse("portal-paper"), {"file": SimpleUploadedFile("浴室.png", png())})

    assert "浴室.png" in other.get(reverse("portal-case")).content.decode()
    assert "浴室.png" not in world.citizen.get(reverse("portal-case")).content.decode()
