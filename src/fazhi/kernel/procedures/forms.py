"""
What an act asks of the person who takes it (办理表单), as data: the console reads it, pages draw it, systems send it.

A line declares one form for each step of its procedures, and for the opening; what the act then does is the line's service.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    """
    How an answer is written and what the service receives: str, date, aware datetime, int (fen for money), bool, bytes.

    CODE is one of `labels`; LINES is one answer a line, received as a tuple.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    LINES = "lines"
    DAY = "day"
    MOMENT = "moment"
    INTEGER = "integer"
    MONEY = "money"
    CODE = "code"
    FLAG = "flag"
    FILE = "file"


@dataclass(frozen=True)
class Field:
    """
    One thing an act asks.

    name      the service's parameter
    title     what people call it
    required  whether the act can't be taken without it
    labels    for CODE: code → official label
    hint      what belongs there, for who hesitates
    low, high for INTEGER: the least and the most, both included
    """

    name: str
    title: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    labels: Mapping[str, str] | None = None
    hint: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class ActForm:
    """
    What an act asks, and what takes it.

    act      name of the step, or `BEGIN` for the opening
    fields   in the order in which they are asked; the day of the act and the reason of a late entry are asked of every act
    do       the line's service: do(matter, *, by, at, on, late_reason, **values), for the opening
             do(*, office, by, at, on, late_reason, **values), which returns the matter. Fields left blank are not passed
    answers  grounds that the service answers from what it knows or from fields of other names
    moment   whether the hour of the act matters: `on` is then an aware moment, else a day
    """

    procedure: str
    act: str
    fields: tuple[Field, ...]
    do: Callable[..., object]
    answers: tuple[str, ...] = ()
    moment: bool = False


_forms: dict[tuple[str, str], ActForm] = {}


def register(*forms: ActForm) -> None:
    """Make forms known; called from the `apps.py` of the line that owns them."""
    _forms.update({(form.procedure, form.act): form for form in forms})


def forms() -> tuple[ActForm, ...]:
    """All forms, by procedure and act."""
    return tuple(_forms[key] for key in sorted(_forms))


def form_of(procedure: str, act: str) -> ActForm | None:
    """The form of an act; None if no line has declared one."""
    return _forms.get((procedure, act))
