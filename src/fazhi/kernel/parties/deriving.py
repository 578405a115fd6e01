"""What is kept beside a party's own data because it is asked for in lists: derived once, when a party is written."""

from datetime import date
from typing import Any

from fazhi.engines.identifiers import DocumentKind, Holder, holder_of
from fazhi.engines.identifiers import half_width as normal_phone
from fazhi.kernel.parties import keys
from fazhi.kernel.parties.pinyin import order, spelling
from fazhi.kernel.parties.rules import kind_of
from fazhi.kernel.parties.terms import Draft, PartyKind

PINYIN_LENGTH, INITIALS_LENGTH = 64, 32


def columns_of(draft: Draft, *, on: date, key: bytes) -> dict[str, Any]:
    """
    The columns of `Party` that a draft fills, its own and the derived ones.

    on   the day of writing: nobody is born after it
    key  of the digests, `keys.read_key()`
    """
    kind = draft.kind or kind_of(draft.name, draft.document_type)
    person = kind == PartyKind.PERSON
    holder = _holder(draft, on) if person else Holder()
    spelled = spelling(draft.name, person=person)
    pinyin, phone = spelled.full[:PINYIN_LENGTH], normal_phone(draft.phone)
    return {
        "kind": kind.value,
        "name": draft.name,
        "document_type": draft.document_type,
        "document_number": draft.document_number,
        "phone": phone,
        "address": draft.address,
        "birth_date": holder.birth_date or draft.birth_date,
        "sex": holder.sex.value if holder.sex else draft.sex,
        "lives_on_own_labour": draft.lives_on_own_labour,
        "name_pinyin": pinyin,
        "name_order": order(pinyin),
        "name_initials": spelled.initials[:INITIALS_LENGTH],
        "document_key": keys.document_key(draft.document_type, draft.document_number, key),
        "contact_key": keys.contact_key(phone, pinyin, key),
    }


def _holder(draft: Draft, on: date) -> Holder:
    if not draft.document_type or not draft.document_number:
        return Holder()
    return holder_of(DocumentKind(draft.document_type), draft.document_number, on=on)
