"""Numbers as Chinese reports write them: Arabic with 万 and 亿, and Chinese numerals 汉字数字."""

from decimal import Decimal

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}


def chinese_integer(numeral: str) -> int | None:
    """
    The value of a Chinese numeral, or None if it is none, as 三五 or 二〇二四.

    chinese_integer("一万二千三百") == 12300
    """
    total = section = 0
    digit: int | None = None
    for sign in numeral:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        elif sign in _SMALL_SCALES:
            section += (digit or 1) * _SMALL_SCALES[sign]
            digit = None
        elif sign == "万":
            total += (section + (digit or 0) or 1) * 10**4
            section, digit = 0, None
        else:
            total = (total + section + (digit or 0) or 1) * 10**8
            section, digit = 0, None
    return total + section + (digit or 0)


def scaled(digits: str, scale: str | None) -> tuple[str, Decimal]:
    """
    The decimal string of `digits` times `scale`, and half a unit of its last digit.

    digits   Arabic, with or without thousands commas (or spaces) and decimals
    scale    None or a key of SCALES
    returns  as given if there is no scale; the half unit is that of the digits as written

    scaled("5.6", "亿") == ("560000000", Decimal("5000000"))
    """
    plain = digits.replace(",", "").replace(" ", "")
    number = Decimal(plain)
    factor = SCALES[scale] if scale else 1
    half_unit = Decimal(1).scaleb(int(number.as_tuple().exponent)) * factor / 2
    if not scale:
        return plain, half_unit
    product = number * factor
    whole = product == product.to_integral_value()
    return format(product.to_integral_value() if whole else product.normalize(), "f"), half_unit
