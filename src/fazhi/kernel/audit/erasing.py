"""Erasing what the trail keeps beside the chain (个人信息保护法 art. 47): the chain says who did it and on which basis."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from fazhi.kernel.audit.drafts import EntryDraft
from fazhi.kernel.audit.errors import DetailAbsent
from fazhi.kernel.audit.key import read_key
from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.audit.recording import lock_head, write
from fazhi.kernel.audit.terms import ERASE, SUBJECT

T = TypeVar("T")

CHUNK = 5_000
"""How many ids one statement names."""


@transaction.atomic
def erase(number: int, *, by: str, at: datetime, basis: str, reason: str, place: str = "console") -> Entry:
    """
    Erase the details of entry `number` with their salt; the chain holds, and says who erased and why.

    Raises DetailAbsent if there are none, KeyMissing, HeadBroken.
    Source: 个人信息保护法 art. 47(1).
    """
    detail = Detail.objects.filter(pk=number).first()
    if detail is None:
        raise DetailAbsent(number)
    subject = (SUBJECT, str(number))
    (entry,) = write([EntryDraft(ERASE, by, at, subject, basis, detail={"reason": reason}, place=place)])
    detail.delete()  # the trigger lets it go because the erasure is in the trail
    return entry


@transaction.atomic
def erase_about(
    subjects: Iterable[tuple[str, str]], *, basis: str, by: str, at: datetime, place: str = "console"
) -> int:
    """
    Erase the details of every entry about these subjects; returns of how many entries. Erased ones are passed over.

    subjects  (kind, id) as recorded
    Each gets an entry `audit.erase` of its own, since database and check ask for one by its number; all in one
    transaction, with the head locked from the start, so that nobody adds details meanwhile.

    Raises KeyMissing, HeadBroken.
    Source: 个人信息保护法 art. 47(1).
    """
    lock_head(read_key())
    erased = 0
    for kind, identifiers in _by_kind(subjects):
        about = Detail.objects.filter(entry__subject_kind=kind, entry__subject_id__in=identifiers)
        numbers = list(about.order_by("entry_id").values_list("entry_id", flat=True))
        write(EntryDraft(ERASE, by, at, (SUBJECT, str(number)), basis, place=place) for number in numbers)
        for part in _parts(numbers):
            Detail.objects.filter(pk__in=part).delete()
        erased += len(numbers)
    return erased


def _by_kind(subjects: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Sequence[str]]]:
    kinds: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for kind, identifier in subjects:
        kinds[kind][identifier] = None
    for kind, identifiers in kinds.items():
        for part in _parts(list(identifiers)):
            yield kind, part


def _parts(items: list[T]) -> Iterator[list[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
