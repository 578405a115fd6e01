"""Blank papers (空白文书) to print for the village hall, in Word or as PDF; nothing in them is anybody's."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from fazhi.kernel.papers.sheet_word import sheet_word
from fazhi.kernel.papers.terms import MediaType
from fazhi.kernel.papers.volume import sheet_pdf
from fazhi.lines.mediation.papers import FORMS, blank
from fazhi.lines.mediation.web.tabs import SECTION, tabs
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest, page

_TYPES = {"docx": MediaType.WORD, "pdf": MediaType.PDF}


def blanks(request: DeskRequest) -> HttpResponse:
    """All papers of a mediation, each as a blank."""
    forms = [(form.code, form.title) for form in FORMS.values()]
    context = {"forms": forms, "tabs": tabs(request.post, "mediation-papers")}
    return page(request, "mediation/blanks.html", context, section=SECTION)


def blank_paper(request: DeskRequest, code: str, suffix: str) -> HttpResponse:
    """One blank paper as a file."""
    if suffix not in _TYPES or code not in {form.code for form in FORMS.values()}:
        raise NotHere(_("这种空白文书"))
    made = blank(code)
    content = sheet_word(made) if suffix == "docx" else sheet_pdf(made, fonts=Path(settings.DATA_DIR) / "fonts")
    return download(content, f"{made.title}（空白）.{suffix}", _TYPES[suffix])


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file that the browser saves and does not show."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
