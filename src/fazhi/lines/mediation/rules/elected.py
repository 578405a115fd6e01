"""The result of an election as it is written down: one member a line."""

from dataclasses import dataclass
from datetime import date

from fazhi.lines.mediation.errors import MemberLineUnclear
from fazhi.lines.mediation.terms import Position, Sex

_POSITIONS = {position.label: position for position in Position}
_SEXES = {sex.label: sex for sex in Sex}
_TIMES = {"专职": True, "兼职": False}


@dataclass(frozen=True)
class Elected:
    """
    One who was elected.

    official  the official's number (工号)
    sex, birth_date, is_full_time  None: as the records have it of an earlier term
    """

    official: str
    position: Position
    sex: Sex | None = None
    birth_date: date | None = None
    is_full_time: bool | None = None

    def __str__(self) -> str:
        time = {None: "", True: "专职", False: "兼职"}[self.is_full_time]
        sex = self.sex.label if self.sex else ""
        born = self.birth_date.isoformat() if self.birth_date else ""
        return " ".join(word for word in (self.official, self.position.label, sex, born, time) if word)


def read_elected(line: str) -> Elected:
    """
    A line as people write it: number, position, and for who is new sex and birth date; 专职 or 兼职 last.

    read_elected("SL00012 主任 女 1980-02-29 专职")

    Raises MemberLineUnclear.
    """
    words = line.replace("，", " ").replace(",", " ").replace("、", " ").split()
    is_full_time = _TIMES[words.pop()] if words and words[-1] in _TIMES else None
    if len(words) not in (2, 4) or words[1] not in _POSITIONS:
        raise MemberLineUnclear(line)
    if len(words) == 2:
        return Elected(words[0], _POSITIONS[words[1]], is_full_time=is_full_time)
    try:
        return Elected(words[0], _POSITIONS[words[1]], _SEXES[words[2]], date.fromisoformat(words[3]), is_full_time)
    except (KeyError, ValueError) as error:
        raise MemberLineUnclear(line) from error
