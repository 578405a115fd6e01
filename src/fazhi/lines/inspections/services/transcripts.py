"""Transcripts of draws that a ledger told by digest alone (补存抽取记录): kept once they are found to be those."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.draw import read_commitment, read_transcript, verify
from fazhi.engines.draw.canonical import parsed
from fazhi.kernel.audit import services as audit
from fazhi.lines.inspections.errors import TranscriptUnfit
from fazhi.lines.inspections.models import Draw
from fazhi.lines.inspections.services.shared import WHY
from fazhi.lines.inspections.terms import RANDOM

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

ACTS = {"inspections.draw.keep": "补存抽取记录"}


@transaction.atomic
def keep_transcript(draw: Draw, commitment: bytes, transcript: bytes, *, by: "Post | None", at: datetime) -> None:
    """
    Keep the published texts of a draw whose digests are on record.

    Raises TranscriptUnfit if they are not those, or the transcript does not follow from the commitment; MalformedDocument
    and whatever else makes a text unreadable.
    """
    number = f"{draw.task.number}（第{draw.attempt}次）"
    frozen = read_commitment(commitment)
    _require(number, "commitment", frozen.digest, draw.digest)
    difference = verify(transcript, commitment).first_difference
    if difference is not None:
        raise TranscriptUnfit(number, difference.where, difference.found, difference.expected)
    _require(number, "digest", str(parsed(transcript, "transcript")["digest"]), draw.transcript_digest)
    values = [row["public_value"] for row in read_transcript(transcript).document["beacon"]]
    changes = {"commitment": commitment.decode(), "transcript": transcript.decode(), "values": "、".join(values)}
    Draw.objects.system(WHY).filter(pk=draw.pk).update(**changes)
    audit.record(
        "inspections.draw.keep",
        by="system" if by is None else by.code,
        at=at,
        subject=("inspections.draw", draw.pk.hex),
        basis=RANDOM.source,
        payload={"digest": draw.digest, "transcript": draw.transcript_digest},
        place="console",
    )


def _require(number: str, where: str, found: str, expected: str) -> None:
    if found != expected:
        raise TranscriptUnfit(number, where, found, expected)
