"""What a finder of a check hands over: the place and the words that only this case has."""

from dataclasses import dataclass

from fazhi.engines.review.terms import Check


@dataclass(frozen=True)
class Found:
    """`detail` goes into the check's message where that has a place for it; the others that are given replace the check's own."""

    check: Check
    start: int
    end: int
    detail: str = ""
    suggestion: str = ""
    message: str = ""
    confidence: float | None = None
