"""
Masking 脱敏: finds what identifies persons in a Chinese official text, and puts something else in its place.

`find` lists the spans, `mask` replaces those that are proved or likely, `decided` those that a person chose.
"""

from fazhi.engines.masking.finding import find
from fazhi.engines.masking.masking import decided, mask
from fazhi.engines.masking.terms import Confidence, Kind, Masked, Span

__all__ = ["Confidence", "Kind", "Masked", "Span", "decided", "find", "mask"]
