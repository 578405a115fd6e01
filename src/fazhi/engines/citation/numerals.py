"""Chinese numerals 1 to 9999, as statutes number their articles."""

from fazhi.engines.citation.errors import NumeralNotUnderstood

LARGEST = 9999

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_WEIGHT = {unit: weight for weight, unit in _UNITS if unit}


def to_chinese(number: int) -> str:
    """
    Write a number as statutes do: 12 as 十二, 112 as 一百一十二, 1010 as 一千零一十.

    number   1 to 9999
    returns  the numeral, without 第 and 条

    Raises NumeralNotUnderstood outside that range.
    Source: the articles of 民法典, numbered 第一条 to 第一千二百六十条.
    """
    if not 1 <= number <= LARGEST:
        raise NumeralNotUnderstood(str(number))
    written, gap = "", False
    for weight, unit in _UNITS:
        digit = number // weight % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + unit
        gap = digit == 0
    return written.removeprefix("一") if 10 <= number < 20 else written


def from_chinese(written: str) -> int:
    """
    Read a Chinese numeral; 〇 stands for 零, 一十二 for 十二.

    written  the numeral alone, such as 四十三
    returns  1 to 9999; `from_chinese(to_chinese(n)) == n`

    Raises NumeralNotUnderstood for anything that `to_chinese` would not have written.
    """
    numeral = written.replace("〇", "零")
    total, digit = 0, 0
    for sign in numeral:
        if sign in _VALUE:
            digit = _VALUE[sign]
        elif sign in _WEIGHT:
            total, digit = total + (digit or 1) * _WEIGHT[sign], 0
        else:
            raise NumeralNotUnderstood(written)
    total += digit
    if not 1 <= total <= LARGEST or numeral not in _spellings(total):
        raise NumeralNotUnderstood(written)
    return total


def _spellings(number: int) -> tuple[str, ...]:
    usual = to_chinese(number)
    return (usual, "一" + usual) if 10 <= number < 20 else (usual,)
