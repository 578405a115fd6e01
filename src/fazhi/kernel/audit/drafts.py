"""An entry before it has its number, and how it gets its place in the chain; without a database."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fazhi.kernel.audit.canonical import canonical, digest, moment
from fazhi.kernel.audit.chain import detail_digest, entry_mac


@dataclass(frozen=True)
class EntryDraft:
    """
    What one act tells the trail.

    action       code of the act, as "ledger.import"
    by           code of who acts, as "E0001@XM-SM:clerk", or "system"
    at           aware moment of recording; `occurred_at` is that of the act, the same if not given
    subject      kind and id of what it is done to, as ("mediation.matter", "0192…")
    basis        code of the citation that allows it
    payload      kept as a digest only; no personal data, which a digest without salt could give away
    detail       kept beside the chain, erasable; old values and personal data belong here
    place        "console", "desk", "portal", "api" or "system"
    """

    action: str
    by: str
    at: datetime
    subject: tuple[str, str] = ("", "")
    basis: str = ""
    payload: Mapping[str, Any] | None = None
    detail: Mapping[str, Any] | None = None
    place: str = "console"
    occurred_at: datetime | None = None


@dataclass(frozen=True)
class Sealed:
    """
    An entry in its place.

    columns  values of `models.CHAINED` and the MAC; moments as given
    salt     and `content` of its details, None if it has none
    """

    columns: tuple[Any, ...]
    salt: str | None
    content: str | None

    @property
    def number(self) -> int:
        return int(self.columns[0])

    @property
    def mac(self) -> str:
        return str(self.columns[-1])


def sealed(draft: EntryDraft, number: int, previous_mac: str, key: bytes) -> Sealed:
    """
    The draft as entry `number` after the one that carries `previous_mac`. Its details get a salt of 256 random bits.

    Raises ValueError for a naive moment or a number that JSON cannot hold, TypeError for any other such value.
    """
    salt, content = (secrets.token_hex(32), canonical(draft.detail).decode()) if draft.detail else (None, None)
    texts = (
        draft.by,
        draft.place,
        draft.action,
        *draft.subject,
        draft.basis,
        digest(draft.payload) if draft.payload else "",
        detail_digest(salt, content) if salt and content else "",
        previous_mac,
    )
    moments = (draft.occurred_at or draft.at, draft.at)
    mac = entry_mac(key, (number, *map(moment, moments), *texts))
    return Sealed((number, *moments, *texts, mac), salt, content)
