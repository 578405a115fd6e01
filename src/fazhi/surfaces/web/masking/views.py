"""The pages of masking: bring a file, decide side by side, take the masked file."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.engines.masking import Kind, Masked, decided, find
from fazhi.kernel.audit import services as audit
from fazhi.kernel.papers import services
from fazhi.kernel.papers.errors import AttachmentUnknown, FileDamaged, PaperError
from fazhi.kernel.papers.masking import Maskable, maskable, masked_file, suffix
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.masking import store
from fazhi.surfaces.web.masking.decisions import KEEP, MASK, decisions, stretches
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

SECTION = "masking"
TAKE, KEEP_PAPER = "take", "keep_paper"
"""What is done with the masked file: handed out, or kept as a paper of the matter that the original belongs to."""
_SUBJECT = "masking.file"


def masking(request: DeskRequest) -> HttpResponse:
    """Bring a file; the post's files that wait."""
    now, data_dir = timezone.now(), Path(settings.DATA_DIR)
    store.sweep(at=now, data_dir=data_dir)
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            fault = _("没有选择文件。请选择 docx、pdf 或者 txt 文件。")
        else:
            kept = store.keep(file.chunks(), file.name or "", by=request.post.code, at=now, data_dir=data_dir)
            try:
                maskable(kept.path)
            except PaperError as error:
                store.remove(kept.key, data_dir=data_dir)
                fault = sentence(error) or str(error)
            else:
                _told(
                    request, "masking.receive", kept.key, {"sha256": hashlib.sha256(kept.path.read_bytes()).hexdigest()}
                )
                return redirect("masking-file", key=kept.key)
    context = {"files": store.all_of(request.post.code, data_dir=data_dir), "fault": fault}
    return page(request, "web/masking/masking.html", context, section=SECTION, status=400 if fault else 200)


def file(request: DeskRequest, key: UUID) -> HttpResponse:
    """Original and masked text side by side; decide, look again, take the file."""
    kept = _kept(request, key)
    given = maskable(kept.path)
    posted = {name: str(value) for name, value in request.POST.items()}
    by_hand = [str(value) for value in request.POST.getlist("span")]
    chosen = decisions(given.text, find(given.text), posted, by_hand)
    if request.method == "GET":
        audit.note_read(
            by=request.post.code,
            at=timezone.now(),
            subject=(_SUBJECT, key.hex),
            reason=_("脱敏前核对原件"),
            place="desk",
        )
    masked = decided(given.text, [each.span for each in chosen if each.choice == MASK])
    open_ = [each for each in chosen if not each.choice]
    fault = ""
    if request.POST.get("act") in {TAKE, KEEP_PAPER}:
        if open_:
            fault = _("还有 %(count)d 处拿不准的没有决定。请逐处选择隐去或者保留。") % {"count": len(open_)}
        else:
            try:
                return _confirmed(request, kept, given, masked)
            except PaperError as error:
                fault = sentence(error) or str(error)
    context = {
        "file": kept,
        "given": given,
        "stretches": stretches(given.text, chosen),
        "decisions": chosen,
        "doubtful": [each for each in chosen if each.is_doubtful],
        "sure": [each for each in chosen if not each.is_doubtful],
        "waiting": len(open_),
        "masked": masked.text,
        "words": request.POST.get("words", ""),
        "kind": request.POST.get("kind", Kind.NAME),
        "by_hand": [each for each in by_hand if each],
        "kinds": [(kind.value, kind.label) for kind in Kind],
        "take": TAKE,
        "keep_paper": KEEP_PAPER if kept.paper else "",
        "mask_choice": MASK,
        "keep_choice": KEEP,
        "fault": fault,
    }
    return page(request, "web/masking/file.html", context, section=SECTION, status=400 if fault else 200)


@require_POST
def paper(request: DeskRequest, key: UUID) -> HttpResponse:
    """A paper of a matter is laid out for masking; the trail notes that it was read for that."""
    now, data_dir = timezone.now(), Path(settings.DATA_DIR)
    try:
        found, content = services.original_of(key, by=request.post, at=now)
    except (AttachmentUnknown, FileDamaged) as error:
        raise NotHere(_("这件材料")) from error
    kept = store.keep([content], found.name, by=request.post.code, at=now, data_dir=data_dir, paper=found.pk)
    try:
        maskable(kept.path)
    except PaperError as error:
        store.remove(kept.key, data_dir=data_dir)
        messages.warning(request, sentence(error) or str(error))
        return redirect(f"{matter_url(found.procedure, found.matter_id)}#papers")
    _told(request, "masking.receive", kept.key, {"sha256": found.sha256, "paper": found.pk.hex})
    return redirect("masking-file", key=kept.key)


@require_POST
def abandonment(request: DeskRequest, key: UUID) -> HttpResponse:
    """Give the file up; the original goes."""
    kept = _kept(request, key)
    store.remove(kept.key, data_dir=Path(settings.DATA_DIR))
    _told(request, "masking.abandon", key, {})
    messages.success(request, _("已放弃，原件已经删除。"))
    return redirect("masking")


def _confirmed(request: DeskRequest, kept: store.Waiting, given: Maskable, masked: Masked) -> HttpResponse:
    """Hand the masked file out, or keep it where the original is a paper of a matter. Raises PaperError."""
    content = masked_file(given, masked, dated=timezone.localdate())
    if request.POST["act"] == KEEP_PAPER and kept.paper:
        return _kept_as_paper(request, kept, given, content)
    return _handed_out(request, kept.key, given, content)


def _handed_out(request: DeskRequest, key: UUID, given: Maskable, content: bytes) -> HttpResponse:
    """The masked file; its name says nothing, and the original goes."""
    store.remove(key, data_dir=Path(settings.DATA_DIR))
    _told(request, "masking.publish", key, {"sha256": hashlib.sha256(content).hexdigest()})
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="masked-{key.hex[:8]}{suffix(given)}"'
    return response


def _kept_as_paper(request: DeskRequest, kept: store.Waiting, given: Maskable, content: bytes) -> HttpResponse:
    """The masked file as a paper of the matter; the copy of the original goes. Raises FileRefused, NotHere."""
    assert kept.paper is not None
    try:
        attached = services.attach_masked(kept.paper, content, suffix=suffix(given), by=request.post, at=timezone.now())
    except AttachmentUnknown as error:
        raise NotHere(_("这件材料")) from error
    store.remove(kept.key, data_dir=Path(settings.DATA_DIR))
    messages.success(request, _("脱敏件已经存入卷宗，待脱敏的副本已经删除；卷宗里的原件没有改动。"))
    return redirect(f"{matter_url(attached.procedure, attached.matter_id)}#papers")


def _told(request: DeskRequest, action: str, key: UUID, payload: dict[str, str]) -> None:
    with transaction.atomic():
        audit.record(
            action, by=request.post.code, at=timezone.now(), subject=(_SUBJECT, key.hex), payload=payload, place="desk"
        )


def _kept(request: DeskRequest, key: UUID) -> store.Waiting:
    """Raises NotHere for another's file, and for one that is gone or has waited too long."""
    store.sweep(at=timezone.now(), data_dir=Path(settings.DATA_DIR))
    found = store.waiting(key, by=request.post.code, data_dir=Path(settings.DATA_DIR))
    if found is None:
        raise NotHere(_("这个待脱敏的文件"), Way(_("脱敏"), reverse("masking")))
    return found
