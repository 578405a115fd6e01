"""Committees: who must sit in one, who may mediate, when a seal is good, how one is named, who covers a village."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fazhi.engines.citation import Article
from fazhi.engines.deadlines.periods import corresponding_day
from fazhi.lines.mediation.terms import CompositionRule, Position, SealState, Sex

LEAST, MOST = 3, 9
"""Members of a committee (人民调解法 art. 8(2))."""

COMPOSITION, WOMEN = Article("人民调解法", 8, 2), Article("人民调解法", 8, 3)
TERM = Article("人民调解法", 9, 2)
SUPERVISION = Article("人民调解法", 10)
ADULT, REMOVAL = Article("人民调解法", 14, 1), Article("人民调解法", 15)

_OF_AGE_MONTHS = 18 * 12
SUFFIX = "人民调解委员会"
_UNIT_ENDINGS = ("街道办事处", "村民委员会", "居民委员会", "人民政府")


@dataclass(frozen=True)
class Seat:
    """One member as the rules of composition see one: codes of `Position` and `Sex`."""

    position: str
    sex: str


def broken_rules(seats: Sequence[Seat]) -> tuple[tuple[CompositionRule, Article], ...]:
    """
    What `seats` owe to the law, each with its article; empty for a lawful committee.

    There must be women whatever the committee: the article knows no exception. Whether a place is one of several ethnic
    groups, so that a smaller one must be represented, no record tells: that sentence is not judged.
    Source: 人民调解法 art. 8(2), 8(3).
    """
    directors = sum(seat.position == Position.DIRECTOR for seat in seats)
    found = {
        CompositionRule.TOO_FEW: len(seats) < LEAST,
        CompositionRule.TOO_MANY: len(seats) > MOST,
        CompositionRule.NO_DIRECTOR: directors == 0,
        CompositionRule.TWO_DIRECTORS: directors > 1,
        CompositionRule.NO_WOMAN: all(seat.sex != Sex.FEMALE for seat in seats),
    }
    return tuple(
        (rule, WOMEN if rule is CompositionRule.NO_WOMAN else COMPOSITION) for rule, broken in found.items() if broken
    )


def is_adult(birth: date, on: date) -> bool:
    """
    Whether somebody born on `birth` is an adult on `on`: from the eighteenth birthday; born on 29 February, in a year
    that has none, from the 28th.

    Source: 人民调解法 art. 14(1); 民法典 art. 17, 202.
    """
    return corresponding_day(birth, _OF_AGE_MONTHS) <= on


@dataclass(frozen=True)
class SealSpan:
    """A seal: first and last day on which it is good, and the day it was reported lost; null: none."""

    number: str
    from_date: date
    until_date: date | None = None
    lost_date: date | None = None


@dataclass(frozen=True)
class SealFault:
    """Why no seal of the committee is good on the day asked for; `number` and `day` of the seal nearest to it. Falsy."""

    state: SealState
    number: str
    day: date

    def __bool__(self) -> bool:
        return False


def seal_on(seals: Iterable[SealSpan], day: date, cancelled: date | None = None) -> Literal[True] | SealFault:
    """
    Whether the committee has a good seal on `day`, or why not. Without any seal on record nothing can be judged: True.

    cancelled  the day on which the committee was cancelled
    Source: 人民调解法 art. 29(2): a written agreement takes effect with the committee's seal.
    """
    known = sorted(seals, key=lambda seal: seal.from_date)
    if cancelled is not None and cancelled <= day:
        return SealFault(SealState.CANCELLED, "", cancelled)
    if not known or any(_is_good(seal, day) for seal in known):
        return True
    begun = [seal for seal in known if seal.from_date <= day]
    if not begun:
        return SealFault(SealState.NOT_YET, known[0].number, known[0].from_date)
    latest = begun[-1]
    if latest.lost_date is not None and latest.lost_date <= day:
        return SealFault(SealState.LOST, latest.number, latest.lost_date)
    assert latest.until_date is not None
    return SealFault(SealState.EXPIRED, latest.number, latest.until_date)


def _is_good(seal: SealSpan, day: date) -> bool:
    still = seal.until_date is None or day <= seal.until_date
    return seal.from_date <= day and still and (seal.lost_date is None or day < seal.lost_date)


def is_named_by_rule(kind: str, name: str, founder: str, district: str) -> bool:
    """
    Whether a committee is named as it should be: the founding unit's name and 人民调解委员会 for villages, towns and
    enterprises; for a trade, a division, the field and 人民调解委员会. A unit may be called with or without its district and
    without 村民委员会, 居民委员会, 街道办事处, 人民政府.

    Source: 贯彻实施人民调解法的意见 no. 6, as public pages tell it; the text is not held.
    """
    if not name.endswith(SUFFIX):
        return False
    stem = name.removesuffix(SUFFIX)
    if kind == "trade_committee":
        begins = [place for place in (district, "厦门市", district.removesuffix("区"), "厦门") if place]
        place = next((place for place in begins if stem.startswith(place)), stem)
        return stem != place
    unit, own = (_unit(text, district) for text in (founder, stem))
    return bool(own) and unit == own


def _unit(text: str, district: str) -> str:
    """A unit's name without its district and the word for its organ: 思明区莲前街道办事处 is 莲前, so is 莲前街道."""
    for place in ("厦门市", district):
        text = text.removeprefix(place)
    for ending in _UNIT_ENDINGS:
        text = text.removesuffix(ending)
    for ending in ("街道", "社区", "村", "镇"):
        text = text.removesuffix(ending)
    return text


@dataclass(frozen=True)
class Standing:
    """A village committee in being, as coverage sees it: its office's code and name, and whether its term runs."""

    code: str
    name: str
    in_term: bool


@dataclass(frozen=True)
class Coverage:
    """
    The villages of a district by what covers them; each stands in one list.

    covered      how many have exactly one committee, and its term runs
    without      codes and names of those that have none
    out_of_term  of those whose one committee is out of term
    twice        of those that have several committees
    """

    villages: int
    covered: int
    without: tuple[tuple[str, str], ...]
    out_of_term: tuple[tuple[str, str], ...]
    twice: tuple[tuple[str, str], ...]


def covered(villages: Mapping[str, str], standing: Mapping[str, Sequence[Standing]]) -> Coverage:
    """
    Sort the villages out: every one should have exactly one committee in term.

    villages  code → name
    standing  code → the committees in being whose code it is
    Source: 人民调解法 art. 8(1).
    """
    without, late, twice = [], [], []
    for code, name in villages.items():
        found = standing.get(code, ())
        if not found:
            without.append((code, name))
        elif len(found) > 1:
            twice.append((code, name))
        elif not found[0].in_term:
            late.append((code, name))
    whole = len(villages) - len(without) - len(late) - len(twice)
    return Coverage(len(villages), whole, tuple(without), tuple(late), tuple(twice))
