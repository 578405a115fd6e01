"""What the tests of the desk's imports share: ledgers of referrals as a clerk of 思明区 makes them."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fazhi.kernel.exchange.tests import cases
from fazhi.surfaces.web.imports.models import Upload

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file(path: Path, rows: list[dict[str, Any]], name: str | None = None) -> SimpleUploadedFile:
    """A workbook of the test ledger, as a browser sends it."""
    made = cases.book(path / "made.xlsx", rows)
    return SimpleUploadedFile(name or "台账.xlsx", made.read_bytes(), content_type=BOOK)


def upload(client: Client, *files: SimpleUploadedFile, **more: str) -> Any:
    return client.post(reverse("imports"), {"files": list(files), **more})


def latest() -> Upload:
    return Upload.objects.latest("uploaded_at", "id")


def act(client: Client, name: str, found: Upload, **more: str) -> Any:
    return client.post(reverse(f"import-{name}", kwargs={"key": found.pk}), more)
