"""
人民币大写: amounts in the numerals that can't be altered by a stroke of the pen.

What the rules leave open is always done in one way here: after an amount without 分 stands 整, and a 零 that may be left
out (the digit of 万 or of 元 is 0 and the next one is not) is left out.
"""

from fazhi.engines.amounts.errors import AmountNotWritable

LARGEST_FEN = 99_999_999_999_999
"""壹万亿元 less one fen: the units end with 仟亿."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_GROUPS = ((10**8, "亿"), (10**4, "万"), (1, ""))


def capital_amount(fen: int) -> str:
    """
    Write an amount as papers do: 140950 as 人民币壹仟肆佰零玖元伍角整.

    fen      0 to LARGEST_FEN
    returns  beginning with 人民币; no amount has two spellings, and no two amounts have one

    Raises AmountNotWritable outside that range.
    Source: 正确填写票据和结算凭证的基本规定 (支付结算办法附件, 银发〔1997〕393号), 二 to 四.
    """
    if not 0 <= fen <= LARGEST_FEN:
        raise AmountNotWritable(fen, LARGEST_FEN)
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    whole = f"{_integer(yuan)}元" if yuan else ""
    if not jiao and not rest:
        return f"人民币{whole or '零元'}整"
    if not rest:
        return f"人民币{whole}{_DIGITS[jiao]}角整"
    tenths = f"{_DIGITS[jiao]}角" if jiao else "零" * bool(yuan)
    return f"人民币{whole}{tenths}{_DIGITS[rest]}分"


def _integer(number: int) -> str:
    """A number from 1 by groups of four digits; zeros between digits are one 零, those at the end of a group none."""
    written, gap = "", False
    for weight, unit in _GROUPS:
        group = number // weight % 10**4
        if group:
            written += ("零" if written and (gap or group < 1000) else "") + _four(group) + unit
        gap = group == 0
    return written


def _four(number: int) -> str:
    written, gap = "", False
    for weight, unit in _UNITS:
        digit = number // weight % 10
        if digit:
            written += ("零" if written and gap else "") + _DIGITS[digit] + unit
        gap = digit == 0
    return written
