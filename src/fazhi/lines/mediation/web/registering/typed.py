"""What was typed on the screen, and what a line of shorthand puts there; into the answers that the form reads."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from fazhi.engines.codes import Labelled
from fazhi.lines.mediation.forms.registering import MOST
from fazhi.lines.mediation.rules import shorthand
from fazhi.lines.mediation.rules.shorthand import Person, Shorthand

Typed = dict[str, str]
"""Name of a field → what stands in it."""

_CODES: Mapping[str, Callable[[str], Labelled | None]] = {
    "category": shorthand.category_of,
    "source": shorthand.source_of,
    "way": shorthand.way_of,
    "agreement_form": shorthand.form_of,
    "performance_mode": shorthand.mode_of,
}
_DAYS = ("on", "performance_due")


def of_line(said: Shorthand) -> Typed:
    """What a line says, as it stands in the fields."""
    codes = (said.category, said.source, said.way, said.agreement_form, said.performance_mode)
    told = {name: code.value for name, code in zip(_CODES, codes, strict=True) if code is not None}
    if said.day is not None:
        told["on"] = said.day.isoformat()
    if said.amount_fen is not None:
        told["amount_fen"] = _yuan(said.amount_fen)
    if said.is_difficult:
        told["is_difficult"] = "是"
    told |= {name: text for name, text in (("facts", said.facts), ("agreement_terms", said.terms)) if text}
    for place, person in enumerate(in_order(said), 1):
        told |= _person(place, person)
    return told


def in_order(said: Shorthand) -> tuple[Person, ...]:
    """The first applicant and the first respondent, then the others; as many as the form has room for."""
    firsts = (*said.applicants[:1], *said.respondents[:1])
    return (*firsts, *said.applicants[1:], *said.respondents[1:])[:MOST]


def _person(place: int, person: Person) -> Iterator[tuple[str, str]]:
    told = {
        "name": person.name,
        "document_type": person.document_type,
        "document_number": person.document_number,
        "phone": person.phone,
    }
    return ((f"party{place}_{name}", text) for name, text in told.items() if text)


def answers(typed: Mapping[str, str], today: date) -> Typed:
    """
    What was typed with the shorthand of each field written out; what is none is left as it is, for the form to judge.
    """
    told = {name: _written_out(name, text, today) for name, text in typed.items()}
    told["mediators"] = "\n".join(typed.get("mediators", "").replace("，", "、").split("、"))
    for place in range(1, MOST + 1):
        number = typed.get(f"party{place}_document_number", "")
        if number and not typed.get(f"party{place}_document_type"):
            told[f"party{place}_document_type"] = shorthand.document_of(number, today)
    return told


def _written_out(name: str, text: str, today: date) -> str:
    if name in _CODES:
        code = _CODES[name](text)
        return code.value if code is not None else text
    if name in _DAYS and (day := shorthand.day_of(text, today)) is not None:
        return day.isoformat()
    if name == "amount_fen" and (fen := shorthand.fen_of(text)) is not None:
        return _yuan(fen)
    return text


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}" if fen % 100 else str(fen // 100)
