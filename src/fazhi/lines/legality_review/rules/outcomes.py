"""How the outcome of a clean-up is written, a line for each document, and what it must bring."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fazhi.lines.legality_review.errors.campaigns import OutcomesUnfit, OutcomeUnclear
from fazhi.lines.legality_review.terms.campaigns import Outcome

_LINE = re.compile(r"(\S{1,64})[ 　\t]{1,4}(保留|修改|废止|宣布失效)(?:[ 　：:，\t]{1,4}(.{1,400}))?")
OUTCOME_FORM = "文号 保留、修改、废止或者宣布失效 理由"


@dataclass(frozen=True)
class Told:
    """What is said of one document."""

    number: str
    outcome: Outcome
    reason: str


def read_outcomes(campaign: str, lines: Sequence[str], numbers: Collection[str]) -> tuple[Told, ...]:
    """
    What the lines say of documents, in their order; not all of `numbers` need be told at once.

    numbers  the documents that may be spoken of
    Whatever is not kept needs its reason. Raises OutcomeUnclear, OutcomesUnfit.
    """
    codes, found = {each.label: each for each in Outcome}, []
    for line in filter(None, (line.strip() for line in lines)):
        read = _LINE.fullmatch(line)
        if read is None:
            raise OutcomeUnclear(campaign, line)
        found.append(Told(read[1], codes[read[2]], (read[3] or "").strip()))
    told = [each.number for each in found]
    strange = sorted({number for number in told if number not in numbers or told.count(number) > 1})
    unreasoned = [each.number for each in found if each.outcome is not Outcome.KEEP and not each.reason]
    if strange or unreasoned:
        raise OutcomesUnfit(campaign, strange, unreasoned)
    return tuple(found)
