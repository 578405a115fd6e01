"""
Erasing the personal data of parties (删除个人信息) when their retention ends, or when a person rightly asks for it.

The row, its position and kind stay, so that what was counted stays counted. What the trail's details hold of these matters
goes as well; of details that many matters share, as those of an import, the rows of the others are recorded anew.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from fazhi.engines.citation import Citation
from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Detail
from fazhi.kernel.parties.models import Party, Representative

ERASE = "parties.erase"
CHUNK = 500
_NOTHING: dict[str, Any] = {
    "name": "",
    "document_type": "",
    "document_number": "",
    "phone": "",
}
_NOTHING_OF_A_PARTY: dict[str, Any] = _NOTHING | {
    "address": "",
    "birth_date": None,
    "sex": "",
    "lives_on_own_labour": False,
    "protection": "",
    "name_pinyin": "",
    "name_order": 0,
    "name_initials": "",
    "document_key": None,
    "contact_key": None,
}
Matter = tuple[str, UUID]
"""Procedure name and id of a matter."""


@transaction.atomic
def erase_parties(matters: Iterable[Matter], *, basis: Citation, by: str, at: datetime) -> int:
    """
    Overwrite the personal data of the parties of these matters with nothing; returns how many parties that were.

    basis  the article that the erasure rests on
    by     code of who erases, "system" for the retention job
    at     aware moment; it stands in `erased_at`

    What is erased already stays as it is, and a run that finds nothing leaves nothing in the trail. One entry tells of the
    run, with the digest of its matters, and one more of each detail erased. SQLite overwrites the freed pages with zeros
    and empties its log after the commit; PostgreSQL removes dead rows at its next vacuum.
    Source: 个人信息保护法 art. 47.
    """
    asked = sorted(set(matters), key=lambda matter: (matter[0], matter[1].hex))
    _overwrite_freed_pages()
    erased = sum(_erase_rows(asked[start : start + CHUNK], at) for start in range(0, len(asked), CHUNK))
    kept, details = _erase_details(frozenset(asked), basis=basis, by=by, at=at)
    if erased or details:
        payload = {"matters": [[procedure, matter.hex] for procedure, matter in asked], "parties": erased}
        audit.record(ERASE, by=by, at=at, basis=basis.source, payload=payload, detail=kept or None, place="system")
    return erased


def _erase_rows(matters: Sequence[Matter], at: datetime) -> int:
    ids = {matter for _, matter in matters}
    wanted = frozenset(matters)
    parties = Party.objects.system("erasing personal data").filter(matter_id__in=ids, erased_at__isnull=True)
    found = [pk for pk, *matter in parties.values_list("pk", "procedure", "matter_id") if tuple(matter) in wanted]
    representatives = Representative.objects.system("erasing personal data").filter(party__in=found)
    representatives.update(**_NOTHING, erased_at=at)
    return (
        Party.objects.system("erasing personal data").filter(pk__in=found).update(**_NOTHING_OF_A_PARTY, erased_at=at)
    )


def _erase_details(matters: frozenset[Matter], *, basis: Citation, by: str, at: datetime) -> tuple[dict[str, Any], int]:
    """Erase what the trail's details hold of these matters; returns what they held of others, and how many there were."""
    about = sorted((procedure, matter.hex) for procedure, matter in matters)
    erased = audit.erase_about(about, basis=basis.source, by=by, at=at, place="system")
    kept: list[dict[str, Any]] = []
    shared = _shared_details(matters, kept)
    for number in shared:
        audit.erase(number, by=by, at=at, basis=basis.source, reason=ERASE, place="system")
    return ({"old": kept} if kept else {}), erased + len(shared)


def _shared_details(matters: frozenset[Matter], kept: list[dict[str, Any]]) -> list[int]:
    """Numbers of entries whose details list old rows of these matters among others; those go to `kept`."""
    ids = {str(matter) for _, matter in matters}
    numbers = []
    for number, content in Detail.objects.filter(content__contains='"old":[').values_list("pk", "content").iterator():
        rows = json.loads(content)["old"]
        others = [row for row in rows if row.get("subject") not in ids]
        if len(others) < len(rows):
            kept.extend({**row, "from_entry": row.get("from_entry", number)} for row in others)
            numbers.append(number)
    return numbers


def _overwrite_freed_pages() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
    transaction.on_commit(_empty_log, robust=True)  # readers may hold the log; it is emptied when they go


def _empty_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
