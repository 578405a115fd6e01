"""
The case file on the desk (卷宗): what it holds and lacks, a photograph put in its place, papers made, bound and archived.

The list names no party; whoever has a paper made gives a reason, and stands in the trail as a reader of the full names.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.audit import services as audit
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.sheet import Sheet
from fazhi.kernel.papers.sheet_word import sheet_word
from fazhi.kernel.papers.terms import SAMPLE_NOTICE, MatterRef, MediaType, file_bytes
from fazhi.kernel.papers.volume import sheet_pdf
from fazhi.kernel.parties.permissions import OPEN
from fazhi.kernel.parties.terms import Reason
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.form_reading import read_day
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.papers import FORMS, sheet_of
from fazhi.lines.mediation.queries.appointments import notice_of
from fazhi.lines.mediation.queries.casefile import FileContents, case_file_of, file_of, notice
from fazhi.lines.mediation.queries.paper_facts import procedure_name
from fazhi.lines.mediation.services import casefile
from fazhi.lines.mediation.terms.casefile import Item, Keeping
from fazhi.lines.mediation.terms.papers import Facts
from fazhi.lines.mediation.web import records
from fazhi.lines.mediation.web.blanks import download
from fazhi.surfaces.web.access import STAFF, address, holding
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

_READING = "查看卷宗目录"
NOTICE = "notice"
_TYPES = {"docx": MediaType.WORD, "pdf": MediaType.PDF}


@dataclass(frozen=True)
class Made:
    """A paper that the records give: its name among the matter's, and what people call it."""

    code: str
    title: str


@dataclass(frozen=True)
class Place:
    """One place of the file."""

    number: int
    code: str
    title: str
    is_required: bool
    is_there: bool
    papers: tuple[Made, ...]
    attached: tuple[tuple[str, str], ...]


def case_file(request: DeskRequest, key: UUID) -> HttpResponse:
    """The file as it stands, and the forms that go with it."""
    return _show(request, _matter(request, key), at=timezone.now())


def bound(request: DeskRequest, key: UUID) -> HttpResponse:
    """The whole file as one PDF, for a reason."""
    matter, at, sent = _matter(request, key), timezone.now(), Sent.of(request)
    try:
        opened = casefile.open_file(matter, by=request.post, at=at, reason=_reason(sent))
    except Exception as error:
        return _refused(request, matter, error, at=at)
    return download(opened.pdf, f"{matter.number}卷宗.pdf", MediaType.PDF)


def paper(request: DeskRequest, key: UUID) -> HttpResponse:
    """One paper of the matter, in Word or as PDF, for a reason."""
    matter, at, sent = _matter(request, key), timezone.now(), Sent.of(request)
    code, _dot, suffix = sent.own("paper").partition(".")
    try:
        contents = casefile.read_contents(matter, by=request.post, at=at, reason=_reason(sent))
    except Exception as error:
        return _refused(request, matter, error, at=at)
    made = _sheets(matter, contents, request, at).get(code)
    if made is None or suffix not in _TYPES:
        raise NotHere(_("这件文书"))
    sheet = made()
    content = sheet_word(sheet) if suffix == "docx" else sheet_pdf(sheet, fonts=Path(settings.DATA_DIR) / "fonts")
    return download(content, f"{matter.number}{sheet.title}.{suffix}", _TYPES[suffix])


def photograph(request: DeskRequest, key: UUID) -> HttpResponse:
    """A photograph or scan put into its place of the file."""
    matter, at, sent = _matter(request, key), timezone.now(), Sent.of(request)

    def attach() -> str:
        item = _item(sent.texts.get("item", ""))
        content = sent.answers().get("file")
        if not isinstance(content, bytes) or not content:
            raise FormRefused(_("放入卷宗"), [FieldFault("file", _("照片或者扫描件"), "", _("一个不为空的文件"))])
        reference = MatterRef(_procedure(matter), matter.pk, matter.office)
        name = sent.files["file"].name or ""
        papers.attach(reference, content, name=name, kind=item.attached_as, by=request.post, at=at)
        return reverse("mediation-file", kwargs={"key": matter.pk})

    def again(refusal: Refusal) -> HttpResponse:
        return _show(request, matter, at=at, refusal=refusal, item=sent.texts.get("item", ""))

    title = _("放入卷宗")
    return submit(request, sent, attach, title=title, fields={"item", "file"}, again=again, at=at)


def archive(request: DeskRequest, key: UUID) -> HttpResponse:
    """The file of a matter that has ended, bound, numbered and kept."""
    matter, at, sent = _matter(request, key), timezone.now(), Sent.of(request)
    try:
        keeping = Keeping(sent.texts.get("keeping", ""))
        filed = casefile.archive(matter, by=request.post, at=at, on=_day(sent, at), keeping=keeping)
    except ValueError:
        return _show(request, matter, at=at, refusal=Refusal(faults={"keeping": _("请选择保管期限，并写明立卷日期。")}))
    except Exception as error:
        return _refused(request, matter, error, at=at)
    told = {"volume": filed.volume_number, "papers": filed.papers, "pages": filed.pages}
    messages.success(request, _("已归档：%(volume)s，%(papers)s 件 %(pages)s 页。") % told)
    return redirect("mediation-file", key=matter.pk)


def _matter(request: DeskRequest, key: UUID) -> Mediation:
    found = records.seen(PeoplesMatter, key, request.post) or records.seen(AdministrativeMatter, key, request.post)
    if found is None:
        raise NotHere(_("这件纠纷"))
    return found


def _procedure(matter: Mediation) -> str:
    """The name by which the matter's attachments are kept: that of the table that moves it."""
    return registry.procedure_of(matter).name


def _reason(sent: Sent) -> str:
    return next((reason.label for reason in Reason if reason.value == sent.texts.get("reason")), "")


def _item(code: str) -> Item:
    if code not in Item.labels():
        raise FormRefused(_("放入卷宗"), [FieldFault("item", _("放在卷中何处"), code, _("所列材料之一"))])
    return Item(code)


def _day(sent: Sent, at: datetime) -> date:
    text = sent.texts.get("on", "").strip()
    return read_day(text) if text else timezone.localdate(at)


def _sheets(
    matter: Mediation, contents: FileContents, request: DeskRequest, at: datetime
) -> dict[str, Callable[[], Sheet]]:
    """The papers that the records give, by code, and the notice of the session arranged last."""
    facts = [one for enclosed in contents.enclosed for one in enclosed.papers]
    if isinstance(matter, PeoplesMatter):
        told = notice_of(matter, by=request.post, at=at, notice=notice())
        facts += [told] if told else []
    return {code: partial(sheet_of, one) for code, one in zip(_codes(facts), facts, strict=True)}


def _codes(facts: Sequence[Facts]) -> list[str]:
    """A code for each paper; of several of a kind each has its number."""
    plain = [FORMS[type(one)].code for one in facts]
    several = {code for code, count in Counter(plain).items() if count > 1}
    seen: Counter[str] = Counter()
    named = []
    for code in plain:
        seen[code] += 1
        named.append(f"{code}-{seen[code]}" if code in several else code)
    return named


def _refused(request: DeskRequest, matter: Mediation, error: Exception, *, at: datetime) -> HttpResponse:
    """The page with what the refusal says; what nobody expected is raised again."""
    refusal = refusal_of(error, {"item", "file", "keeping", "on"})
    if refusal is None:
        raise error
    return _show(request, matter, at=at, refusal=refusal)


def _show(
    request: DeskRequest, matter: Mediation, *, at: datetime, refusal: Refusal | None = None, item: str = ""
) -> HttpResponse:
    contents = file_of(matter, by=request.post, at=at, head=SAMPLE_NOTICE if request.is_sample else "")
    archived = case_file_of(matter, request.post)
    name = procedure_name(matter)
    audit.note_read(by=request.post.code, at=at, subject=(name, matter.pk.hex), reason=_READING, place="desk")
    found = refusal or Refusal()
    context = {
        "matter": matter,
        "matter_url": matter_url(_procedure(matter), matter.pk),
        "places": _places(contents),
        "missing": [_(each.label) for each in contents.missing],
        "archived": archived,
        "may_archive": archived is None and matter.concluded_date is not None,
        "keepings": [(each.value, _(each.label)) for each in Keeping],
        "reasons": [(each.value, _(each.label)) for each in Reason if each is not Reason.OTHER],
        "choices": [(each.value, _(each.label)) for each in Item],
        "item": item,
        "sheet": {"refusal": found, "wrong": ()},
        "faults": found.faults,
        "token": new_token(),
        "most": file_bytes() // 1024 // 1024,
        "today": timezone.localdate(at),
    }
    status = refusal.status if refusal else 200
    return page(request, "mediation/casefile.html", context, section="mediation", status=status)


def _places(contents: FileContents) -> tuple[Place, ...]:
    facts = [one for enclosed in contents.enclosed for one in enclosed.papers]
    codes = iter(_codes(facts))
    shown = []
    for number, enclosed in enumerate(contents.enclosed, 1):
        made = tuple(Made(next(codes), FORMS[type(one)].title) for one in enclosed.papers)
        attached = tuple((each.name, reverse("paper", kwargs={"key": each.id})) for each in enclosed.attached)
        shown.append(
            Place(
                number,
                enclosed.item.value,
                _(enclosed.item.label),
                enclosed.need == "required",
                enclosed.is_there,
                made,
                attached,
            )
        )
    return tuple(shown)


_MAKING = holding(OPEN)
URLS = (
    address("mediation/files/<uuid:key>/", case_file, name="mediation-file", access=STAFF),
    address("mediation/files/<uuid:key>/bound/", bound, name="mediation-file-bound", access=_MAKING),
    address("mediation/files/<uuid:key>/paper/", paper, name="mediation-file-paper", access=_MAKING),
    address("mediation/files/<uuid:key>/photograph/", photograph, name="mediation-file-photograph", access=STAFF),
    address("mediation/files/<uuid:key>/archive/", archive, name="mediation-file-archive", access=STAFF),
)
