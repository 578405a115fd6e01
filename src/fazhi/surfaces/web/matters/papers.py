"""The papers of a matter: added once their content is found harmless, and downloaded as files, never shown in the page."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.papers import services
from fazhi.kernel.papers.errors import AttachmentUnknown, FileDamaged
from fazhi.kernel.papers.terms import SUFFIXES, MatterRef, file_bytes
from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.face import MatterFace, matter_url
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.seeing import matter_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import asked, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

_READING = "下载卷宗材料"
_TITLE = gettext_noop("添加材料")


def attach(request: DeskRequest, procedure: str, key: UUID) -> HttpResponse:
    """The form that adds a paper to a matter."""
    matter, face = matter_of(procedure, key, request.post)
    form, now, url = _form(face), timezone.now(), matter_url(procedure, key)
    here = reverse("matter-papers", kwargs={"procedure": procedure, "key": key})

    def show(sent: Sent, refusal: Refusal | None = None) -> HttpResponse:
        sheet = sheet_of(
            form, title=_(_TITLE), url=here, version=0, typed=sent.texts, refusal=refusal, dated=False, at=now
        )
        context = {"matter": matter, "sheet": sheet, "back": url}
        status = refusal.status if refusal else 200
        return page(request, "web/matters/small.html", context, section=face.section, status=status)

    if request.method != "POST":
        return show(Sent({}, {}))
    sent = Sent.of(request)

    def add() -> str:
        values = read(form, sent.answers(), act=_TITLE)
        content, kind = values["file"], values["kind"]
        assert isinstance(content, bytes)
        reference = MatterRef(procedure, matter.pk, matter.office)
        name = sent.files["file"].name or ""
        services.attach(reference, content, name=name, kind=str(kind), by=request.post, at=now)
        return f"{url}#papers"

    return submit(
        request, sent, add, title=_(_TITLE), fields=names_of(form), again=lambda refusal: show(sent, refusal), at=now
    )


def _form(face: MatterFace) -> ActForm:
    suffixes = "、".join(suffix.removeprefix(".") for each in SUFFIXES.values() for suffix in each)
    hint = _("可以是 %(kinds)s，不超过 %(size)s MB") % {"kinds": suffixes, "size": file_bytes() // 1024 // 1024}
    return asked(
        "attach",
        Field("kind", _("是什么材料"), FieldType.CODE, required=True, labels=face.papers),
        Field("file", _("文件"), FieldType.FILE, required=True, hint=hint),
    )


def paper(request: DeskRequest, key: UUID) -> HttpResponse:
    """A paper as a download; who took it is in the trail."""
    try:
        found, content = services.read(key, by=request.post, at=timezone.now(), reason=_READING)
    except (AttachmentUnknown, FileDamaged) as error:
        raise NotHere(_("这件材料")) from error
    answer = HttpResponse(content, content_type=found.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
