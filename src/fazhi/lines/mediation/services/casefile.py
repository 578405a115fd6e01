"""
Acts on case files: opened with a reason, bound as they stand, archived.

A file is opened through the parties' room, so that who read the full names, when and why stands in the trail.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers import templates
from fazhi.kernel.papers.errors import ReasonMissing
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.papers.volume import Bound, bind
from fazhi.kernel.parties import services as parties
from fazhi.kernel.parties.permissions import OPEN
from fazhi.kernel.parties.terms import Reason
from fazhi.kernel.procedures.errors import ActOutOfOrder, FutureAct, OutOfSight
from fazhi.lines.mediation.errors import AlreadyFiled, FileChanged, ItemsMissing, NotEnded
from fazhi.lines.mediation.models import CaseFile, Mediation
from fazhi.lines.mediation.permissions import ARCHIVE_ADMINISTRATIVE, ARCHIVE_PEOPLES
from fazhi.lines.mediation.queries.casefile import FileContents, FileToBind, case_file_of, file_of
from fazhi.lines.mediation.queries.paper_facts import procedure_name
from fazhi.lines.mediation.terms import ADMINISTRATIVE
from fazhi.lines.mediation.terms.casefile import CASE_FILE, Item, Keeping

if TYPE_CHECKING:
    from uuid import UUID

    from fazhi.kernel.organisations.models import Post

_FILING = "立卷归档"
_TRIES = 5


@dataclass(frozen=True)
class OpenedFile:
    """
    A case file as it was archived, or as it stands.

    pages     numbered pages
    archived  the row of the archived file; None before
    missing   required places that are empty; none in an archived file
    """

    pdf: bytes
    pages: int
    archived: CaseFile | None
    missing: tuple[Item, ...] = ()


def read_contents(matter: Mediation, *, by: "Post", at: datetime, reason: str, place: str = "desk") -> FileContents:
    """
    What the file holds, with full names; who reads it, when and why is noted in the trail, and a refused attempt as well.

    reason  a label of `parties.terms.Reason`, or other words (150 at most, without personal data: they stay)

    Raises ReasonMissing, OutOfSight, ReasonNeedsWords, NotPermitted.
    Source: 个人信息保护法 art. 51.
    """
    if not reason.strip():
        raise ReasonMissing("查阅卷宗")
    if not by.office.left <= matter.office.left <= by.office.right:
        raise OutOfSight(matter.number, by.code)
    known = {one.label: one for one in Reason}
    parties.open_parties(
        procedure_name(matter),
        matter.pk,
        by=by,
        at=at,
        reason=known.get(reason.strip(), Reason.OTHER),
        words=reason,
        place=place,
    )
    require(by, OPEN)
    return file_of(matter, by=by, at=at)


def open_file(matter: Mediation, *, by: "Post", at: datetime, reason: str, place: str = "desk") -> OpenedFile:
    """
    The file as one PDF: the bytes that were archived, or, before that, what the records give today.

    Raises what `read_contents` and `kernel.papers.volume.bind` raise, and FileDamaged.
    """
    contents = read_contents(matter, by=by, at=at, reason=reason, place=place)
    archived = case_file_of(matter, by)
    if archived is not None:
        _, pdf = papers.read(archived.attachment_id, by=by, at=at, reason=reason, place=place)
        return OpenedFile(pdf, archived.pages, archived)
    bound = _bound(contents, _files(contents, by=by, at=at, reason=reason, place=place))
    return OpenedFile(bound.pdf, bound.pages, None, contents.missing)


def archive(
    matter: Mediation, *, by: "Post", at: datetime, on: date, keeping: Keeping, place: str = "desk"
) -> CaseFile:
    """
    Archive the file of a mediation that has ended: bind it, give it a volume number of the office and year, keep the PDF.

    on       the day of archiving, not before the mediation's end and not to come
    keeping  how long it is kept

    Performance may still be open: what comes after is not in the volume.
    Raises NotPermitted, OutOfSight, NotEnded, AlreadyFiled, FutureAct, ActOutOfOrder, ItemsMissing, FileChanged, and what
    binding raises.
    Source: 人民调解法 art. 27.
    """
    permission = ARCHIVE_ADMINISTRATIVE if procedure_name(matter) == ADMINISTRATIVE else ARCHIVE_PEOPLES
    require(by, permission)
    contents = read_contents(matter, by=by, at=at, reason=Reason.HANDLING.label, place=place)
    _require_whole(matter, contents, by=by, at=at, on=on)
    files = _files(contents, by=by, at=at, reason=_FILING, place=place)

    def once() -> CaseFile:
        # Bound before the write lock is taken: it takes a second. Who comes first has the number, the other binds anew.
        row = CaseFile(
            procedure=procedure_name(matter),
            matter_id=matter.pk,
            office=matter.office,
            year=on.year,
            sequence=_next(matter, on.year),
            filed_date=on,
            filed_by=by.code,
            keeping=keeping,
            recorded_at=at,
        )
        cover = replace(
            contents.cover,
            dated=on,
            volume_number=row.volume_number,
            filed_by=by.official.name,
            filed_date=on,
            keeping=keeping.label,
        )
        bound = _bound(replace(contents, cover=cover), files)
        with transaction.atomic():
            _require_unchanged(matter, contents, by=by, at=at)
            return _keep(row, bound, matter, by=by, at=at, basis=permission.basis.source, place=place)

    for _ in range(_TRIES - 1):
        try:
            return once()
        except IntegrityError:
            _require_unfiled(matter, by)
    return once()


def _require_whole(matter: Mediation, contents: FileContents, *, by: "Post", at: datetime, on: date) -> None:
    if matter.concluded_date is None:
        raise NotEnded(matter.number, matter.state)
    _require_unfiled(matter, by)
    if on > timezone.localdate(at):
        raise FutureAct(matter.number, on, timezone.localdate(at))
    if on < matter.concluded_date:
        raise ActOutOfOrder(matter.number, on, before=matter.concluded_date)
    if contents.missing:
        raise ItemsMissing(matter.number, contents.missing)


def _require_unfiled(matter: Mediation, by: "Post") -> None:
    there = case_file_of(matter, by)
    if there is not None:
        raise AlreadyFiled(matter.number, there.volume_number, there.filed_date)


def _require_unchanged(matter: Mediation, contents: FileContents, *, by: "Post", at: datetime) -> None:
    """What was bound is what the records say, the matter being locked until the transaction ends."""
    fresh = type(matter).objects.visible_to(by).select_for_update(of=("self",)).filter(pk=matter.pk).first()
    if fresh is None or file_of(fresh, by=by, at=at) != contents:
        raise FileChanged(matter.number)


def _next(matter: Mediation, year: int) -> int:
    files = CaseFile.objects.system("the next volume's number follows all of them")
    return (files.filter(office=matter.office, year=year).aggregate(latest=Max("sequence"))["latest"] or 0) + 1


def _keep(
    case_file: CaseFile, bound: Bound, matter: Mediation, *, by: "Post", at: datetime, basis: str, place: str
) -> CaseFile:
    reference = MatterRef(case_file.procedure, matter.pk, matter.office)
    name = f"{matter.number}卷宗.pdf"
    case_file.attachment = papers.attach(reference, bound.pdf, name=name, kind=CASE_FILE, by=by, at=at, place=place)
    case_file.sha256 = case_file.attachment.sha256
    case_file.pages, case_file.papers = bound.pages, len(bound.paging.starts)
    case_file.save(force_insert=True)
    audit.record(
        f"{case_file.procedure}.archive",
        by=by.code,
        at=at,
        subject=(case_file.procedure, matter.pk.hex),
        basis=basis,
        payload={
            "volume": case_file.volume_number,
            "sha256": case_file.sha256,
            "pages": case_file.pages,
            "keeping": str(case_file.keeping),
            "date": case_file.filed_date.isoformat(),
        },
        place=place,
    )
    return case_file


def _files(contents: FileContents, *, by: "Post", at: datetime, reason: str, place: str) -> "dict[UUID, bytes]":
    """The bytes of what is attached; each look is noted."""
    return {
        one.id: papers.read(one.id, by=by, at=at, reason=reason, place=place)[1]
        for enclosed in contents.enclosed
        for one in enclosed.attached
    }


def _bound(contents: FileContents, files: "dict[UUID, bytes]") -> Bound:
    volume = templates.volume(CASE_FILE, FileToBind(contents, files))
    return bind(volume, fonts=Path(settings.DATA_DIR) / "fonts")
