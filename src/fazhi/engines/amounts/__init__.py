"""Amounts of money as papers write them 金额: in capital numerals 大写, and in figures."""

from fazhi.engines.amounts.capitals import LARGEST_FEN, capital_amount
from fazhi.engines.amounts.errors import AmountError, AmountNotWritable
from fazhi.engines.amounts.figures import figure_amount

__all__ = ["LARGEST_FEN", "AmountError", "AmountNotWritable", "capital_amount", "figure_amount"]
