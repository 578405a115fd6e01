"""
Agreement of two scorers 评分一致性: Cohen's weighted kappa of pairs of ordered levels, with its large-sample interval.

    >>> from fractions import Fraction
    >>> found = kappa([(0, 0)] * 20 + [(0, 1)] * 5 + [(1, 0)] * 10 + [(1, 1)] * 15, levels=2)
    >>> found.observed, found.expected, found.kappa
    (Fraction(7, 10), Fraction(1, 2), Fraction(2, 5))

docs/algorithms/agreement.md has the formulas and what they can't tell.
"""

from fazhi.engines.agreement.errors import AgreementError, LevelsTooFew, LevelUnknown
from fazhi.engines.agreement.kappa import Kappa, kappa

__all__ = ["AgreementError", "Kappa", "LevelUnknown", "LevelsTooFew", "kappa"]
