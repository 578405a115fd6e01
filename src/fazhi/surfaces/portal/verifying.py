"""Whether a paper is one of ours: its number, and its file against the one that was kept."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.papers import queries as papers
from fazhi.kernel.papers.errors import NumberNotUnderstood
from fazhi.surfaces.portal import limits, tokens
from fazhi.surfaces.portal.errors import PortalError
from fazhi.surfaces.portal.pages import page
from fazhi.surfaces.portal.site import site
from fazhi.surfaces.web.cells import day_in_words
from fazhi.surfaces.wording import sentence

KnownFile = Callable[[str], str]
"""Digest of a file → what it is, as a sentence, if it is one that a line has published; else ""."""

_known: list[KnownFile] = []


def know_files(*known: KnownFile) -> None:
    """Let a line recognise files that it has published; called from its portal room."""
    _known.extend(each for each in known if each not in _known)


@dataclass(frozen=True)
class Verdict:
    """What is said of a paper."""

    title: str
    lines: tuple[str, ...]


def paper(request: HttpRequest) -> HttpResponse:
    """A number, or a file, or both."""
    number, found, fault = request.POST.get("number", "").strip()[:60], None, ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            tokens.require_form(request, least=0)
            limits.spend("verify-visitor", limits.visitor(request), at=timezone.now())
            found, fault = _judged(number, file if isinstance(file, UploadedFile) else None)
        except (PortalError, NumberNotUnderstood) as error:
            fault = sentence(error) or ""
    context = {"number": number, "found": found, "fault": fault, "token": tokens.form_token()}
    return page(request, "portal/paper.html", context, section="verify", status=400 if fault else 200)


def _judged(number: str, file: UploadedFile | None) -> tuple[Verdict | None, str]:
    if file is not None and (file.size or 0) > site().file_bytes:
        return None, _("文件超过 8 MB，不能比对。")
    if not number and file is None:
        return None, _("请输入文号，或者选择文件。")
    digest = _digest(file) if file is not None else ""
    if not number:
        return _of_file(digest), ""
    standing = papers.standing_of_number(number)
    if standing is None:
        return Verdict(_("没有编发过这个文号"), (_("请核对文号。仍然不对的，这份文书可能不是我们发的。"),)), ""
    day = day_in_words(standing.issued_date)
    lines = [_("%(number)s，%(day)s 编发。") % {"number": standing.number, "day": day}]
    if digest:
        same = _("文件与存档一致，没有被改动。") if digest in standing.digests else _("文件与存档不一致。")
        lines.append(same)
    elif standing.digests:
        lines.append(_("要确认内容有没有被改动，请选上电子文件再核验一次。"))
    title = _("文号已经作废") if standing.is_void else _("是我们编发的文号")
    return Verdict(title, tuple(lines)), ""


def _of_file(digest: str) -> Verdict:
    told = next((said for known in _known if (said := known(digest))), "")
    if told:
        return Verdict(_("文件是真的"), (told, _("内容摘要 %(digest)s") % {"digest": digest}))
    return Verdict(_("不是我们公布的文件"), (_("请填写文书上的文号再核验；报告文件请从“公开报告”重新下载。"),))


def _digest(file: UploadedFile) -> str:
    made = hashlib.sha256()
    for chunk in file.chunks():
        made.update(chunk)
    return made.hexdigest()
