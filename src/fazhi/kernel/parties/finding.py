"""Finding the matters of a party (按当事人查找): who a person has disputes with is personal data, so it takes a reason and is noted."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from fazhi.engines.identifiers import mask_document_number, mask_name
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.parties import keys
from fazhi.kernel.parties.lookup import Asked, matter_ids
from fazhi.kernel.parties.permissions import OPEN
from fazhi.kernel.parties.reasons import told
from fazhi.kernel.parties.terms import Reason

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

MOST = 200
"""Matters that one look-up finds; a name that has more is no way to find one."""


@dataclass(frozen=True)
class Found:
    """
    The matters of the parties that a text may mean.

    shown   what was asked, masked
    is_cut  whether there are more than these
    """

    matters: tuple[UUID, ...]
    shown: str
    is_cut: bool


def find_matters(text: str, *, by: "Post", reason: Reason, at: datetime, words: str = "", place: str = "desk") -> Found:
    """
    The matters within the post's offices of parties that `text` may mean, as `queries.lookup` reads it; whole document
    numbers find protected persons too. Who asked, when and why is noted in the trail, without the text.

    Raises NotPermitted, ReasonNeedsWords, KeyLost.
    Source: 个人信息保护法 art. 51.
    """
    require(by, OPEN)
    why = told(reason, words)
    asked = Asked.of(text, keys.read_key())
    found = matter_ids(asked, by, on=timezone.localdate(at), limit=MOST + 1)
    audit.note_read(by=by.code, at=at, subject=("parties.lookup", str(len(found))), reason=why, place=place)
    return Found(tuple(found[:MOST]), _masked(asked), len(found) > MOST)


def _masked(asked: Asked) -> str:
    if asked.name:
        return mask_name(asked.name)
    return mask_document_number(asked.tail) if asked.tail else "*" * len(asked.letters)
