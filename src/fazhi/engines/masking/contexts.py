"""Words that stand right before and right after the name of a person in official and everyday Chinese, whatever the case is about."""

from fazhi.engines.masking.statistics import words

BEFORE, AFTER = words("before.txt"), words("after.txt")


def before(line: str, start: int) -> str:
    """How long a word of `BEFORE` ends at `start`: "p0" none, "p1" of one character, "p2" longer; a colon or blank may follow it."""
    at = start
    while at and line[at - 1] in ": ":
        at -= 1
    for size in (4, 3, 2):
        if line[max(0, at - size) : at] in BEFORE:
            return "p3" if at < start else "p2"
    return "p1" if at == start and line[at - 1 : at] in BEFORE else "p0"


def after(line: str, end: int) -> str:
    """Likewise of `AFTER`, from `end` on."""
    for size in (3, 2):
        if line[end : end + size] in AFTER:
            return "q2"
    return "q1" if line[end : end + 1] in AFTER else "q0"
