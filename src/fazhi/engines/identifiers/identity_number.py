"""居民身份证号 (公民身份号码), GB 11643-1999: 6 digits of division, 8 of birth, 3 of sequence, 1 check character."""

import re
from datetime import date

from fazhi.engines.identifiers.findings import Fault, Finding
from fazhi.engines.identifiers.writing import half_width_capitals

FORM = r"^[0-9]{17}[0-9X]$"
RETIRED_FORM = r"^[0-9]{15}$"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
EARLIEST_BIRTH = date(1800, 1, 1)

# GB/T 2260, first two digits; 83 stands on residence permits of Taiwan residents. Abolished counties stay valid for
# life, so nothing below the province is looked at.
PROVINCES = frozenset(
    ["11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"]
    + ["41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54"]
    + ["61", "62", "63", "64", "65", "71", "81", "82", "83"]
)

_FORM_IN_WORDS = "17位数字加1位数字或X"


def judge_identity_number(number: str, *, on: date) -> tuple[Finding, ...]:
    """
    What is wrong with an identity number; full-width digits, spaces and a small x are forgiven.

    on       the day of judging; nobody is born after it
    returns  nothing for a number in order; one finding for a wrong form; else birth date, check character, division in
             this order. An unknown division only warns.

    Source: GB 11643-1999; 居民身份证法 2011 amendment (15-digit cards end on 2013-01-01).
    """
    written = half_width_capitals(number)
    if re.fullmatch(RETIRED_FORM, written):
        return (Finding(Fault.RETIRED, written, _FORM_IN_WORDS),)
    if not re.fullmatch(FORM, written):
        return (Finding(Fault.FORM, written, _FORM_IN_WORDS),)
    return (*birth_findings(written[6:14], on), *check_findings(written), *_division_findings(written[:2]))


def birth_findings(digits: str, on: date) -> tuple[Finding, ...]:
    """What is wrong with a birth date in eight digits, on the day of judging."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        born = date.min
    if born < EARLIEST_BIRTH:
        return (Finding(Fault.BIRTH_DATE, digits, "真实存在的年月日"),)
    if born > on:
        return (Finding(Fault.BORN_LATER, digits, f"不晚于{on:%Y%m%d}"),)
    return ()


def check_findings(number: str) -> tuple[Finding, ...]:
    """Whether the 18th character of a number is the check character of the 17 digits before it."""
    right = check_character(number[:17])
    return () if number[17] == right else (Finding(Fault.CHECK_CHARACTER, number[17], right),)


def _division_findings(province: str) -> tuple[Finding, ...]:
    return () if province in PROVINCES else (Finding(Fault.DIVISION, province, "省级区划代码"),)


def check_character(prefix: str) -> str:
    """The 18th character for 17 digits: weighted sum modulo 11. Source: GB 11643-1999 (ISO 7064, MOD 11-2)."""
    return CHECK_CHARACTERS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, prefix, strict=True)) % 11]


def complete_identity_number(prefix17: str) -> str:
    """
    17 digits with their check character.

    complete_identity_number("11010519491231002") == "11010519491231002X"

    Raises ValueError unless `prefix17` is 17 digits.
    """
    if not re.fullmatch(r"[0-9]{17}", prefix17):
        raise ValueError(f"An identity number is completed from 17 digits; got {prefix17!r}.")
    return prefix17 + check_character(prefix17)
