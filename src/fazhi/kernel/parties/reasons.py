"""Why personal data are read, as the trail tells it."""

from fazhi.kernel.parties.errors import ReasonNeedsWords
from fazhi.kernel.parties.terms import Reason

LONGEST_WORDS = 150


def told(reason: Reason, words: str) -> str:
    """The reason's code, with words for another one. Raises ReasonNeedsWords."""
    if reason is not Reason.OTHER:
        return reason.value
    if not 0 < len(words.strip()) <= LONGEST_WORDS:
        raise ReasonNeedsWords(words, LONGEST_WORDS)
    return f"{reason.value}: {words.strip()}"
