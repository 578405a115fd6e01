"""Telephone numbers 电话号码 of the mainland: the form only, since new number segments are assigned at any time."""

import re

from fazhi.engines.identifiers.findings import Fault, Finding
from fazhi.engines.identifiers.writing import half_width

COUNTRY_CODE = r"^(?:\+|00)86-?"
MOBILE_FORM = r"^1[3-9][0-9]{9}$"
# Area code of three digits (010, 02x) with eight local ones, of four with seven or eight; in brackets, with a hyphen
# or alone; the area code may be missing; an extension may follow.
LANDLINE_FORM = (
    r"^(?:(?:(?:010|02[0-9])-?|\((?:010|02[0-9])\))[2-9][0-9]{7}"
    r"|(?:0[3-9][0-9]{2}-?|\(0[3-9][0-9]{2}\))[2-9][0-9]{6,7}"
    r"|[2-9][0-9]{6,7})(?:(?:-|转)[0-9]{1,6})?$"
)

_MOBILE_IN_WORDS = "11位手机号，以13至19开头"
_LANDLINE_IN_WORDS = "区号加7至8位号码，如0592-2660000"


def judge_mobile(number: str) -> tuple[Finding, ...]:
    """What is wrong with a mobile number; +86, full-width digits and spaces are forgiven. Source: 电信网编号计划."""
    return _judge(number, MOBILE_FORM, _MOBILE_IN_WORDS)


def judge_landline(number: str) -> tuple[Finding, ...]:
    """What is wrong with a landline number, with or without area code and extension. Source: 电信网编号计划."""
    return _judge(number, LANDLINE_FORM, _LANDLINE_IN_WORDS)


def judge_phone(number: str) -> tuple[Finding, ...]:
    """What is wrong with a number that may be mobile or landline."""
    return _judge(number, f"{MOBILE_FORM}|{LANDLINE_FORM}", f"{_MOBILE_IN_WORDS}；或{_LANDLINE_IN_WORDS}")


def _judge(number: str, form: str, in_words: str) -> tuple[Finding, ...]:
    written = re.sub(COUNTRY_CODE, "", half_width(number))
    return () if re.fullmatch(form, written) else (Finding(Fault.FORM, written, in_words),)
