"""
Receipt slips (回执): a number and a code by which a party follows, without an account, what it has begun.

The code has 50 bits and is derived from the form's token under the portal's key, so that sending a page twice gives the same
slip again, and nothing that could give it away lies in the database. A wrong number and a wrong code are one answer, given
after the same work.
"""

import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fazhi.surfaces.portal import keys, limits
from fazhi.surfaces.portal.errors import WrongCode
from fazhi.surfaces.portal.models import Receipt

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which are read as other signs."""

CODE_SIGNS = 10
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NUMBER = re.compile(r"\d{8}-\d{6}")


class Begun(Protocol):
    """What a receipt is for."""

    @property
    def pk(self) -> UUID: ...

    @property
    def office(self) -> "Office": ...


@dataclass(frozen=True)
class Slip:
    """What the party takes home; the code is shown this once. `key` is the receipt's id."""

    number: str
    code: str
    key: int = 0

    @property
    def grouped(self) -> str:
        """The code in two groups, as it is read out."""
        return f"{self.code[:5]}-{self.code[5:]}"


def issue(procedure: str, token: str, begin: Callable[[str], Begun], *, at: datetime) -> Slip:
    """
    Begin something and give its slip; the same token again begins nothing and gives the same slip.

    token  of the form that was sent, as `tokens.require_form` has it
    begin  does it, given its number
    """
    form_digest = keys.digest("form", token).hex()
    try:
        return _sent_before(form_digest, token) or _issued(procedure, token, form_digest, begin, at)
    except IntegrityError:  # the same page was sent twice at once, and the other was first
        slip = _sent_before(form_digest, token)
        if slip is None:
            raise
        return slip


def _sent_before(form_digest: str, token: str) -> Slip | None:
    kept = Receipt.objects.system("the form was sent before").filter(form_digest=form_digest).first()
    return Slip(kept.number, _code(token), kept.pk) if kept else None


@transaction.atomic
def _issued(procedure: str, token: str, form_digest: str, begin: Callable[[str], Begun], at: datetime) -> Slip:
    number = new_number(at)
    matter, code = begin(number), _code(token)
    receipt = Receipt(
        number=number,
        procedure=procedure,
        matter_id=matter.pk,
        office=matter.office,
        code_digest=_compared(number, code),
        form_digest=form_digest,
        issued_at=at,
    )
    receipt.save(force_insert=True)
    return Slip(number, code, receipt.pk)


def new_number(at: datetime) -> str:
    """A number that was not given yet and from which nothing can be read but its day: 20250603-481206."""
    while True:
        number = f"{timezone.localdate(at):%Y%m%d}-{secrets.randbelow(10**6):06}"
        if not Receipt.objects.system("no number twice").filter(number=number).exists():
            return number


def opened(number: str, code: str, *, visitor: str, at: datetime) -> Receipt:
    """
    The receipt of that number and code.

    Only what was wrong counts against the limits of the number and of the visitor. Raises WrongCode, TooOften.
    """
    asked = plain_number(number)
    limits.spend("follow-visitor", visitor, at=at)
    limits.spend("follow-number", asked, at=at)
    found = Receipt.objects.system("the party itself asks").select_related("office").filter(number=asked).first()
    kept = found.code_digest if found else keys.digest("nobody").hex()
    is_right = hmac.compare_digest(kept, _compared(asked, plain_code(code)))
    if found is None or not is_right:
        raise WrongCode
    limits.give_back("follow-number", asked, at=at)
    limits.give_back("follow-visitor", visitor, at=at)
    return found


def receipt_with(key: int) -> Receipt | None:
    """A receipt that was opened already, by its id."""
    return Receipt.objects.system("the party itself goes on").select_related("office").filter(pk=key).first()


def plain_number(text: str) -> str:
    """A number as it is kept, however it was typed: 20250603481206, full-width, with spaces."""
    digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())[:32]
    written = f"{digits[:8]}-{digits[8:]}"
    return written if _NUMBER.fullmatch(written) else digits


def plain_code(text: str) -> str:
    """A code as it is compared: upper case, without spaces and hyphens, O as 0, I and L as 1."""
    narrow = "".join(chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else sign for sign in text[:64])
    return re.sub(r"[\s-]", "", narrow).upper().translate(_READ_AS)


def _code(token: str) -> str:
    value = int.from_bytes(keys.digest("code", token)[:8], "big")
    return "".join(ALPHABET[value >> (5 * place) & 31] for place in range(CODE_SIGNS))


def _compared(number: str, code: str) -> str:
    return keys.digest("receipt", number, code).hex()
