"""
Claims 报告数据核对: reads the plain text of a published report, finds every figure it states, and tests the sums,
shares, growth rates and bounds it states among them.

A relation that the text alone can't test is not listed; a listed one that does not hold is really broken.
"""

from fazhi.engines.claims.reading import read
from fazhi.engines.claims.terms import Bound, Kind, Reading, StatedFigure, StatedIdentity

__all__ = ["Bound", "Kind", "Reading", "StatedFigure", "StatedIdentity", "read"]
