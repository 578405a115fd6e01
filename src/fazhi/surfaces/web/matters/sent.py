"""What a form sent: answers to its fields, the day of the act, in whose stead, and what the page itself put in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fazhi.kernel.papers.errors import FileTooLarge
from fazhi.kernel.papers.terms import FILE_SETTING, file_bytes
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.form_reading import read_day, read_moment

OWN = "_"
"""Names that begin so are the page's own; all others are answers."""

_OF_EVERY_ACT = ("on", "late_reason", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Sent:
    """
    texts   name → what was typed, trimmed of nothing
    files   name → uploaded file
    """

    texts: Mapping[str, str]
    files: Mapping[str, UploadedFile]

    @classmethod
    def of(cls, request: HttpRequest) -> "Sent":
        """What the request brings; of a name that comes twice the latest."""
        files = {name: cast(UploadedFile, file) for name, file in request.FILES.items()}
        return cls({name: str(value) for name, value in request.POST.items()}, files)

    def own(self, name: str) -> str:
        """A value that the page itself put into the form."""
        return self.texts.get(f"{OWN}{name}", "")

    def answers(self) -> dict[str, str | bytes]:
        """
        The answers as the kernel reads them. Raises FileTooLarge before anything large is read into memory.
        """
        typed = {
            name: text for name, text in self.texts.items() if not name.startswith(OWN) and name not in _OF_EVERY_ACT
        }
        return typed | {name: content_of(file) for name, file in self.files.items()}

    def occurred(self, *, moment: bool, act: str) -> date | datetime:
        """The day of the act, or its moment where the hour matters. Raises FormRefused."""
        text = self.texts.get("on", "")
        try:
            return _moment(text) if moment else read_day(text)
        except ValueError:
            expected = _("日期和时刻，如 2025-2-19 9:30") if moment else _("日期，如 20250219 或 2025年2月19日")
            raise FormRefused(act, [FieldFault("on", _("实际发生的日期"), text, expected)]) from None


def _moment(text: str) -> date | datetime:
    try:
        return read_moment(text)
    except ValueError:
        return read_day(text)


def content_of(file: UploadedFile) -> bytes:
    """The content of an uploaded file. Raises FileTooLarge by the size that arrived, before it is read."""
    size = file.size or 0
    if size > file_bytes():
        raise FileTooLarge(file.name or "", size, file_bytes(), FILE_SETTING)
    content: bytes = file.read()
    return content
