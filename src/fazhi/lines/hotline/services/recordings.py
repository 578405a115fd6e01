"""Recordings (录音) of consultations: where one lies is noted, and opened with a reason by few."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.services import require
from fazhi.kernel.parties import reasons
from fazhi.kernel.parties.terms import Reason
from fazhi.lines.hotline.errors.quality import NoRecording, ReferenceUnfit
from fazhi.lines.hotline.models import Consultation, Recording
from fazhi.lines.hotline.permissions import ANSWER, LISTEN, SCORE
from fazhi.lines.hotline.queries.quality import check_to_hear, recording_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SUBJECT = "hotline.recording"
LONGEST = 400
ACTS = {f"{SUBJECT}.note": "登记录音"}
_SCHEMES = ("https://", "http://")


@transaction.atomic
def note_recording(consultation: Consultation, *, reference: str, by: "Post", at: datetime) -> None:
    """
    Note where the recording lies: the switch's number of it, or an address of http. What was noted before stays on record.

    Raises NotPermitted, ReferenceUnfit.
    """
    require(by, ANSWER)
    held = Consultation.objects.visible_to(by).get(pk=consultation.pk)
    text = reference.strip()
    if not 0 < len(text) <= LONGEST or not text.isprintable() or ("://" in text and not is_address(text)):
        raise ReferenceUnfit(reference, LONGEST)
    Recording(office_id=held.office_id, consultation=held, reference=text, by=by.code, noted_at=at).save(
        force_insert=True
    )
    subject = (SUBJECT, held.pk.hex)
    audit.record(f"{SUBJECT}.note", by=by.code, at=at, subject=subject, basis=ANSWER.basis.source, place="desk")


def open_recording(consultation: Consultation, *, reason: Reason, words: str, by: "Post", at: datetime) -> str:
    """
    Where the recording lies, for a reason; who opened it and why is noted in the trail.

    A head may, and a scorer of a drawn consultation until it is scored. Raises NotPermitted, NoRecording, ReasonNeedsWords.
    Source: 个人信息保护法 art. 51.
    """
    if not may_open(consultation, by):
        raise NotPermitted(by.code, LISTEN.code, LISTEN.title, LISTEN.roles)
    told = reasons.told(reason, words)
    found = recording_of(consultation.pk, by=by)
    if found is None:
        raise NoRecording(consultation.number)
    audit.note_read(by=by.code, at=at, subject=(SUBJECT, consultation.pk.hex), reason=told, place="desk")
    return found.reference


def may_open(consultation: Consultation, by: "Post") -> bool:
    """Whether the post may open this one's recording."""
    if by.role in LISTEN.roles:
        return True
    return by.role in SCORE.roles and check_to_hear(by, consultation.pk) is not None


def is_address(reference: str) -> bool:
    return reference.startswith(_SCHEMES)
