"""Persons with names that are seldom, for the slots of the sentences."""

from pathlib import Path

from sentences import FIRST, SECOND, SURNAMES, Filler

from fazhi.engines.identifiers.masks import COMPOUND_SURNAMES
from fazhi.engines.masking.foreign import TRANSLITERATED
from fazhi.engines.masking.statistics import characters

WORDLIKE = tuple(Path(__file__).with_name("wordlike_names.txt").read_text("utf-8").split())
"""Words that begin with a surname, and that some people are called."""
SEEN_SURNAMES = tuple(characters().surname)
SEEN_FIRST, SEEN_SECOND, SEEN_ALONE = (
    tuple(
        sign
        for sign, odds in characters().given.items()
        for _ in range(round(3 * max(0.0, odds[place])) or odds[place] > -1)
    )
    for place in range(3)
)
COMPOUND_SURNAMES_IN_ORDER = tuple(sorted(COMPOUND_SURNAMES))


class Stranger(Filler):
    """Fills slots with names that are seldom: any surname, names that are words, two surnames, peoples without surnames."""

    def N(self) -> str:
        chance = self.dice.random()
        if chance < 0.45:
            return super().N()
        if chance < 0.52:
            return self.one(WORDLIKE)
        if chance < 0.6:
            return "".join(self.dice.sample(sorted(TRANSLITERATED), k=self.one((2, 3, 3, 4, 4, 5))))
        if chance < 0.63:
            return self.one(SURNAMES) + self.one(SURNAMES) + self.one(FIRST) + self.one(SECOND)
        surname = self.one(COMPOUND_SURNAMES_IN_ORDER) if chance < 0.67 else self.one(SEEN_SURNAMES)
        if self.dice.random() < 0.4:
            return surname + self.one(SEEN_ALONE)
        return surname + self.one(SEEN_FIRST) + self.one(SEEN_SECOND)

    O = Filler.N  # noqa: E741  the slot of an official
