"""
Documents of persons and bodies 证件: which kinds there are, what their numbers look like, what a number tells.

Sources: 港澳居民来往内地通行证号码规则 (公安部出入境管理局, 2010): letter, eight digits for life, two of reissue, the latter
gone from cards since 2013; 港澳台居民居住证申领发放办法 (国办发〔2018〕81号): division codes 810000, 820000, 830000 in a number by
GB 11643; 新版外国人永久居留身份证机读信息规则 (国家移民管理局, 2023): 18 signs that begin with 9 and end with the check character of
GB 11643, before that three letters and twelve digits; ICAO Doc 9303: at most nine signs in a passport's number. The eight
and ten digits of Taiwan residents' permits, officers' cards and household registers have no published rule: what differs from
the usual form only warns.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fazhi.engines.identifiers.credit_code import judge_credit_code
from fazhi.engines.identifiers.findings import Fault, Finding, refuses
from fazhi.engines.identifiers.identity_number import (
    FORM,
    birth_findings,
    check_findings,
    judge_identity_number,
)
from fazhi.engines.identifiers.writing import half_width_capitals


class DocumentKind(StrEnum):
    """The documents by which a party is identified; the value is the code in ledgers and tables."""

    IDENTITY = "identity"
    CREDIT_CODE = "credit_code"
    TAIWAN = "taiwan"
    HONG_KONG = "hong_kong"
    PASSPORT = "passport"
    PERMANENT_RESIDENT = "permanent"
    TAIWAN_RESIDENCE = "taiwan_residence"
    HONG_KONG_RESIDENCE = "hk_residence"
    HOUSEHOLD = "household"
    OFFICER = "officer"
    OTHER = "other"


class Sex(StrEnum):
    """Sex as an identity number tells it: odd sequence numbers are men's."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True)
class Holder:
    """What a number tells of the person who holds the document; None where it tells nothing."""

    birth_date: date | None = None
    sex: Sex | None = None


HONG_KONG_FORM = r"^[HM][0-9]{8}(?:[0-9]{2})?$"
TAIWAN_FORM = r"^[0-9]{8}$"
OLD_TAIWAN_FORM = r"^[0-9]{10}[A-Z]?$"
PASSPORT_FORM = r"^[A-Z0-9]{5,9}$"
LONG_PASSPORT_FORM = r"^[A-Z0-9]{10,17}$"
PERMANENT_FORM = r"^9[0-9]{16}[0-9X]$"
OLD_PERMANENT_FORM = r"^[A-Z]{3}[0-9]{12}$"
TAIWAN_RESIDENCE_FORM = r"^830000[0-9]{11}[0-9X]$"
HONG_KONG_RESIDENCE_FORM = r"^8[12]0000[0-9]{11}[0-9X]$"
HOUSEHOLD_FORM = r"^[0-9]{6,17}$"
OFFICER_FORM = r"^[\u4e00-\u9fa5]{1,4}字第[0-9A-Z]{4,8}号?$"

WITH_BIRTH = FORM
"""18 signs with birth date, sequence and check character: identity numbers, and those made like them."""


def judge_document(kind: DocumentKind, number: str, *, on: date) -> tuple[Finding, ...]:
    """
    What is wrong with the number of a document; full-width signs, spaces and small letters are forgiven.

    on       the day of judging; nobody is born after it
    returns  nothing for a number in order, or of a document whose form nobody published (`other`); the first finding
             is the gravest. What differs from a merely usual form warns (`unusual`)
    """
    written = half_width_capitals(number)
    if not written:
        return (Finding(Fault.FORM, written, "证件号码"),)
    return _JUDGES[kind](written, on)


def _identity(written: str, on: date) -> tuple[Finding, ...]:
    return judge_identity_number(written, on=on)


def _credit_code(written: str, _: date) -> tuple[Finding, ...]:
    return judge_credit_code(written)


def _hong_kong(written: str, _: date) -> tuple[Finding, ...]:
    return _of_form(HONG_KONG_FORM, written, "字母H或M加8位数字，旧证另有2位换证次数")


def _taiwan(written: str, _: date) -> tuple[Finding, ...]:
    return _usual(TAIWAN_FORM, OLD_TAIWAN_FORM, written, "8位数字")


def _passport(written: str, _: date) -> tuple[Finding, ...]:
    return _usual(PASSPORT_FORM, LONG_PASSPORT_FORM, written, "5至9位字母或数字")


def _permanent(written: str, on: date) -> tuple[Finding, ...]:
    if re.fullmatch(OLD_PERMANENT_FORM, written):
        return ()
    return _numbered(PERMANENT_FORM, written, on, "9开头的18位号码，或旧证的3位字母加12位数字")


def _taiwan_residence(written: str, on: date) -> tuple[Finding, ...]:
    return _numbered(TAIWAN_RESIDENCE_FORM, written, on, "830000开头的18位号码")


def _hong_kong_residence(written: str, on: date) -> tuple[Finding, ...]:
    return _numbered(HONG_KONG_RESIDENCE_FORM, written, on, "810000或820000开头的18位号码")


def _household(written: str, on: date) -> tuple[Finding, ...]:
    if re.fullmatch(FORM, written):
        return judge_identity_number(written, on=on)
    return _usual(HOUSEHOLD_FORM, ".*", written, "户号，或户口簿所载的公民身份号码")


def _officer(written: str, _: date) -> tuple[Finding, ...]:
    return _usual(OFFICER_FORM, ".*", written, "如“军字第1234567号”")


def _other(written: str, _: date) -> tuple[Finding, ...]:
    return ()


def _of_form(form: str, written: str, in_words: str) -> tuple[Finding, ...]:
    return () if re.fullmatch(form, written) else (Finding(Fault.FORM, written, in_words),)


def _usual(form: str, doubted: str, written: str, in_words: str) -> tuple[Finding, ...]:
    if re.fullmatch(form, written):
        return ()
    fault = Fault.UNUSUAL if re.fullmatch(doubted, written) else Fault.FORM
    return (Finding(fault, written, in_words),)


def _numbered(form: str, written: str, on: date, in_words: str) -> tuple[Finding, ...]:
    """A number of 18 signs with birth date and check character, as an identity number has them."""
    if not re.fullmatch(form, written):
        return (Finding(Fault.FORM, written, in_words),)
    return (*birth_findings(written[6:14], on), *check_findings(written))


_JUDGES: dict[DocumentKind, Callable[[str, date], tuple[Finding, ...]]] = {
    DocumentKind.IDENTITY: _identity,
    DocumentKind.CREDIT_CODE: _credit_code,
    DocumentKind.TAIWAN: _taiwan,
    DocumentKind.HONG_KONG: _hong_kong,
    DocumentKind.PASSPORT: _passport,
    DocumentKind.PERMANENT_RESIDENT: _permanent,
    DocumentKind.TAIWAN_RESIDENCE: _taiwan_residence,
    DocumentKind.HONG_KONG_RESIDENCE: _hong_kong_residence,
    DocumentKind.HOUSEHOLD: _household,
    DocumentKind.OFFICER: _officer,
    DocumentKind.OTHER: _other,
}

NUMBERED = frozenset(
    {
        DocumentKind.IDENTITY,
        DocumentKind.PERMANENT_RESIDENT,
        DocumentKind.TAIWAN_RESIDENCE,
        DocumentKind.HONG_KONG_RESIDENCE,
        DocumentKind.HOUSEHOLD,
    }
)
"""Kinds whose numbers of 18 signs hold a birth date and a sequence number."""


def holder_of(kind: DocumentKind, number: str, *, on: date) -> Holder:
    """
    Birth date and sex as a valid number tells them; an invalid one, or one of another form, tells nothing.

    holder_of(DocumentKind.IDENTITY, "11010519491231002X", on=date(2024, 1, 1)).birth_date == date(1949, 12, 31)
    """
    written = half_width_capitals(number)
    if kind not in NUMBERED or not re.fullmatch(WITH_BIRTH, written) or refuses(judge_document(kind, written, on=on)):
        return Holder()
    born = date(int(written[6:10]), int(written[10:12]), int(written[12:14]))
    return Holder(born, Sex.MALE if int(written[16]) % 2 else Sex.FEMALE)


def lasting_number(kind: DocumentKind, number: str) -> tuple[str, str]:
    """
    The kind and number by which two notes of one document agree: normalised, without the count of reissues.

    lasting_number(DocumentKind.HONG_KONG, "h1234567801") == ("hong_kong", "H12345678"); an identity number is one of the kind
    `identity` whatever document it was read from
    """
    written = half_width_capitals(number)
    if kind in NUMBERED and re.fullmatch(WITH_BIRTH, written):
        return DocumentKind.IDENTITY.value, written
    if kind is DocumentKind.HONG_KONG and re.fullmatch(HONG_KONG_FORM, written):
        return kind.value, written[:9]
    if kind is DocumentKind.TAIWAN and re.fullmatch(OLD_TAIWAN_FORM, written):
        return kind.value, written[:8]
    return kind.value, written
