"""Files of matters: attached once they are found harmless, read with a reason, published without metadata."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.papers import storage
from fazhi.kernel.papers.cleaning import cleaned
from fazhi.kernel.papers.errors import AttachmentUnknown, FileTooLarge, FileUnreadable, MediaUnknown, ReasonMissing
from fazhi.kernel.papers.media import clean_name, media_type
from fazhi.kernel.papers.models import Attachment, DocumentNumber
from fazhi.kernel.papers.permissions import ATTACH, PUBLISH
from fazhi.kernel.papers.terms import ATTACHMENT_SUBJECT, FILE_SETTING, MatterRef, MediaType, file_bytes

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_MASKING = "脱敏"


def attach(
    matter: MatterRef, content: bytes, *, name: str, kind: str, by: "Post", at: datetime, place: str = "desk"
) -> Attachment:
    """
    Attach a file to a matter, once its content is found to be of a kind on the list.

    name  as it came; kept without paths and signs that mislead
    kind  code of what it is to the matter

    The file lies in the store before the row is written; a rollback leaves it there without harm (`verify_files`
    names it). Raises NotPermitted, AttachmentUnknown for a matter out of the post's sight, and FileRefused.
    """
    require(by, ATTACH)
    if not by.office.left <= matter.office.left <= by.office.right:
        raise AttachmentUnknown(matter.id.hex, by.code)
    with transaction.atomic():
        attachment = keep(matter, content, name=name, kind=kind, by=by, at=at)
        audit.record(
            "papers.attach",
            by=by.code,
            at=at,
            subject=(ATTACHMENT_SUBJECT, attachment.id.hex),
            payload=traced(attachment),
            detail={"name": attachment.name},
            place=place,
        )
    return attachment


def original_of(identifier: UUID, *, by: "Post", at: datetime, place: str = "desk") -> tuple[Attachment, bytes]:
    """
    A file of a matter, to be masked; the trail notes that it was read, and for that.

    Raises NotPermitted, AttachmentUnknown, FileDamaged.
    """
    require(by, PUBLISH)
    return read(identifier, by=by, at=at, reason=_MASKING, place=place)


@transaction.atomic
def attach_masked(
    identifier: UUID, content: bytes, *, suffix: str, by: "Post", at: datetime, place: str = "desk"
) -> Attachment:
    """
    Keep the masked form of a file beside it, in the same matter (脱敏件); `by` has confirmed what is masked in it.

    identifier  of the original. The new file is of the same kind; its name tells nothing of the original's, which may be a
                person's
    suffix      of the new file's name

    Raises NotPermitted, AttachmentUnknown for an original out of the post's sight, and FileRefused.
    """
    require(by, PUBLISH)
    original = _seen(identifier, by)
    matter = MatterRef(original.procedure, original.matter_id, original.office)
    name = f"脱敏件-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"
    attachment = _kept(
        matter, content, name=name, kind=original.kind, added_by=by.code, at=at, masked_from=original.sha256
    )
    audit.record(
        "papers.mask",
        by=by.code,
        at=at,
        subject=(ATTACHMENT_SUBJECT, attachment.id.hex),
        payload={**traced(attachment), "from": original.sha256},
        place=place,
    )
    return attachment


@transaction.atomic
def receive(
    matter: MatterRef, content: bytes, *, name: str, kind: str, accepted: frozenset[MediaType], most: int, at: datetime
) -> Attachment:
    """
    Attach a file that came in through the portal; who sends it has been found out by the caller.

    accepted  the kinds that a citizen may send
    most      bytes at most, within the limit for all files

    Raises FileRefused.
    """
    if len(content) > most:
        raise FileTooLarge(clean_name(name), len(content), most, FILE_SETTING)
    if content and media_type(content, clean_name(name)) not in accepted:
        raise MediaUnknown(clean_name(name), tuple(sorted(kind.label for kind in accepted)))
    attachment = _kept(matter, content, name=name, kind=kind, added_by="portal", at=at)
    audit.record(
        "papers.attach",
        by="portal",
        at=at,
        subject=(ATTACHMENT_SUBJECT, attachment.id.hex),
        payload=traced(attachment),
        detail={"name": attachment.name},
        place=audit.Place.PORTAL,
    )
    return attachment


def keep(
    matter: MatterRef,
    content: bytes,
    *,
    name: str,
    kind: str,
    by: "Post",
    at: datetime,
    number: DocumentNumber | None = None,
    made: MediaType | None = None,
) -> Attachment:
    """
    Put the file into the store and its row into the table; whoever calls records it in the trail.

    made  what it is, of a file that the system itself has written: it isn't judged by its content
    """
    return _kept(matter, content, name=name, kind=kind, added_by=by.code, at=at, number=number, made=made)


def _kept(
    matter: MatterRef,
    content: bytes,
    *,
    name: str,
    kind: str,
    added_by: str,
    at: datetime,
    number: DocumentNumber | None = None,
    made: MediaType | None = None,
    masked_from: str = "",
) -> Attachment:
    name = clean_name(name)
    if not content:
        raise FileUnreadable(name, "it is empty")
    if len(content) > file_bytes():
        raise FileTooLarge(name, len(content), file_bytes(), FILE_SETTING)
    found = made or media_type(content, name)
    attachment = Attachment(
        sha256=storage.put(content),
        size=len(content),
        media_type=found,
        name=name,
        kind=kind,
        procedure=matter.procedure,
        matter_id=matter.id,
        office=matter.office,
        added_at=at,
        added_by=added_by,
        number=number,
        masked_from=masked_from,
    )
    attachment.save(force_insert=True)
    return attachment


def traced(attachment: Attachment) -> dict[str, str | int]:
    """What the trail's digest covers: which bytes went to which matter."""
    return {
        "sha256": attachment.sha256,
        "size": attachment.size,
        "kind": attachment.kind,
        "procedure": attachment.procedure,
        "matter": attachment.matter_id.hex,
    }


def read(identifier: UUID, *, by: "Post", at: datetime, reason: str, place: str = "desk") -> tuple[Attachment, bytes]:
    """
    Open an attachment; the trail notes who read it and why.

    Raises ReasonMissing, AttachmentUnknown (also for what lies outside the post's offices), FileDamaged.
    """
    if not reason.strip():
        raise ReasonMissing("查阅附件")
    attachment = _seen(identifier, by)
    content = storage.get(attachment.sha256)
    audit.note_read(by=by.code, at=at, subject=(ATTACHMENT_SUBJECT, identifier.hex), reason=reason, place=place)
    return attachment, content


@transaction.atomic
def hand_on(identifier: UUID, to: MatterRef, *, by: "Post", at: datetime, place: str = "desk") -> Attachment:
    """
    Give a file of one matter to another that belongs with it, across offices: the bytes stay one, each office has its row.

    That the two matters belong together is found out by the caller; `by` sees one of them. The trail names both rows.
    Raises NotPermitted, AttachmentUnknown where `by` sees neither.
    """
    require(by, ATTACH)
    found = Attachment.objects.system("a file is handed on to a matter that belongs with its own").filter(pk=identifier)
    original = found.select_related("office").first()
    sees = [
        by.office.left <= office.left <= by.office.right
        for office in (to.office, original and original.office)
        if office
    ]
    if original is None or not any(sees):
        raise AttachmentUnknown(identifier.hex, by.code)
    copy = Attachment(
        sha256=original.sha256,
        size=original.size,
        media_type=original.media_type,
        name=original.name,
        kind=original.kind,
        procedure=to.procedure,
        matter_id=to.id,
        office=to.office,
        added_at=at,
        added_by=by.code,
    )
    copy.save(force_insert=True)
    audit.record(
        "papers.hand_on",
        by=by.code,
        at=at,
        subject=(ATTACHMENT_SUBJECT, copy.id.hex),
        payload=traced(copy) | {"from": identifier.hex},
        detail={"name": copy.name},
        place=place,
    )
    return copy


def publishable(identifier: UUID, *, by: "Post", at: datetime, place: str = "desk") -> bytes:
    """
    The attachment without metadata, made once and kept beside the original.

    It is stripped of properties, not of personal data in its text: masking is another act.
    Raises NotPermitted, AttachmentUnknown, FileDamaged, CleaningRefused, FileUnreadable.
    """
    require(by, PUBLISH)
    attachment = _seen(identifier, by)
    if attachment.stripped_sha256:
        return storage.get(attachment.stripped_sha256)
    content = cleaned(storage.get(attachment.sha256), attachment.name, attachment.media_type)
    with transaction.atomic():
        attachment.stripped_sha256 = storage.put(content)
        attachment.save(force_update=True, update_fields=["stripped_sha256"])
        audit.record(
            "papers.strip",
            by=by.code,
            at=at,
            subject=(ATTACHMENT_SUBJECT, identifier.hex),
            payload={"from": attachment.sha256, "to": attachment.stripped_sha256},
            place=place,
        )
    return content


def _seen(identifier: UUID, by: "Post") -> Attachment:
    attachment = Attachment.objects.visible_to(by).select_related("office").filter(pk=identifier).first()
    if attachment is None:
        raise AttachmentUnknown(identifier.hex, by.code)
    return attachment
