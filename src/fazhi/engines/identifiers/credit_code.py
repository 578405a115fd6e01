"""
统一社会信用代码, GB 32100-2015: 1 registrar, 1 category, 6 of division, 9 of organisation code, 1 check character.

The organisation code 组织机构代码 (GB 11714) has a check character of its own.
"""

import re

from fazhi.engines.identifiers.findings import Fault, Finding
from fazhi.engines.identifiers.writing import half_width_capitals

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH_FORM = r"^[0-9A-Z]{18}$"
ALPHABET_FORM = r"^[0-9A-HJ-NPQRTUWXY]{18}$"
FORM = r"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_CHECKS = "0X987654321"

_FORM_IN_WORDS = "18位：登记管理部门和机构类别各1位、区划6位数字、组织机构代码9位、校验码1位"


def judge_credit_code(code: str) -> tuple[Finding, ...]:
    """
    What is wrong with a unified social credit code; full-width signs, spaces and small letters are forgiven.

    returns  nothing for a code in order; one finding for a wrong form or alphabet; else the check character of the
             whole, then that of the organisation code in it, which only warns

    Source: GB 32100-2015; GB 11714.
    """
    written = half_width_capitals(code)
    if not re.fullmatch(LENGTH_FORM, written):
        return (Finding(Fault.FORM, written, _FORM_IN_WORDS),)
    if not re.fullmatch(ALPHABET_FORM, written):
        return (Finding(Fault.ALPHABET, written, "不用字母I、O、S、V、Z"),)
    if not re.fullmatch(FORM, written):
        return (Finding(Fault.FORM, written, _FORM_IN_WORDS),)
    return (*_check_findings(written), *_organisation_findings(written[8:17]))


def _organisation_findings(code: str) -> tuple[Finding, ...]:
    right = organisation_check(code[:8])
    return () if code[8] == right else (Finding(Fault.ORGANISATION_CHECK, code[8], right),)


def _check_findings(code: str) -> tuple[Finding, ...]:
    right = check_character(code[:17])
    return () if code[17] == right else (Finding(Fault.CHECK_CHARACTER, code[17], right),)


def check_character(prefix: str) -> str:
    """The 18th character for the first 17: (31 − weighted sum mod 31) mod 31. Source: GB 32100-2015."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(WEIGHTS, prefix, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """The 9th character of an organisation code: 11 − weighted sum mod 11, 10 as X. Source: GB 11714."""
    pairs = zip(ORGANISATION_WEIGHTS, body, strict=True)
    return ORGANISATION_CHECKS[sum(weight * ORGANISATION_ALPHABET.index(sign) for weight, sign in pairs) % 11]


def complete_credit_code(prefix17: str) -> str:
    """
    17 characters with their check character; the organisation code within them is taken as it is.

    complete_credit_code("91350100M000100Y4") == "91350100M000100Y43"

    Raises ValueError unless `prefix17` has the form of a code's first 17 characters.
    """
    if not re.fullmatch(FORM, prefix17 + "0"):
        raise ValueError(f"A credit code is completed from its 17 first characters; got {prefix17!r}.")
    return prefix17 + check_character(prefix17)


def complete_organisation_code(prefix8: str) -> str:
    """
    8 characters with their check character.

    complete_organisation_code("M000100Y") == "M000100Y4"

    Raises ValueError unless `prefix8` is 8 capitals or digits.
    """
    if not re.fullmatch(r"[0-9A-Z]{8}", prefix8):
        raise ValueError(f"An organisation code is completed from 8 capitals or digits; got {prefix8!r}.")
    return prefix8 + organisation_check(prefix8)
