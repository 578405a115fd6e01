"""Faults of the report sections: slots, tables and charts that name what the catalogue doesn't have."""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter

from fazhi.engines.indicator.check.faults import Fault
from fazhi.engines.indicator.sections import Chart, Section, Table
from fazhi.engines.indicator.terms import Indicator


def slots(paragraph: str) -> tuple[str, ...]:
    """Codes of the figure slots in a sentence, in reading order; ValueError for unbalanced braces."""
    return tuple(code for _, code, _, _ in Formatter().parse(paragraph) if code is not None)


def section_faults(sections: Sequence[Section], indicators: Mapping[str, Indicator]) -> tuple[Fault, ...]:
    """Unknown codes in sentences, tables and charts, and breakdowns that an indicator doesn't offer."""
    return tuple(fault for section in sections for fault in _section(section, indicators))


def _section(section: Section, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    place = f"{section.line}: {section.title}"
    for paragraph in (*section.paragraphs, *section.plain):
        yield from _paragraph(place, paragraph, indicators)
    yield from _plain(place, section)
    displays: tuple[Table | Chart, ...] = (*section.tables, *section.charts)
    for display in displays:
        yield from _display(place, display, indicators)


def _plain(place: str, section: Section) -> Iterator[Fault]:
    """The plain words tell of the report's own figures, not of others."""
    try:
        cited = {code for paragraph in section.paragraphs for code in slots(paragraph)}
        told = {code for paragraph in section.plain for code in slots(paragraph)}
    except ValueError:
        return  # told by `_paragraph`
    for code in sorted(told - cited):
        yield Fault(
            place, f"plain slot {code!r} isn't in the report's paragraphs", "cite it there too, or leave it out"
        )


def _paragraph(place: str, paragraph: str, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    try:
        codes = slots(paragraph)
    except ValueError as error:
        yield Fault(place, f"{paragraph[:20]!r}: {error}", "a slot is {code}, with both braces")
        return
    for code in codes:
        if code not in indicators:
            yield Fault(place, f"slot {code!r} is no indicator", "define it, or mend the code")


def _display(place: str, display: Table | Chart, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    for code in display.codes:
        if code not in indicators:
            yield Fault(place, f"{display.title}: unknown indicator {code!r}", "define it, or mend the code")
        elif display.by not in indicators[code].dimensions:
            yield Fault(place, f"{display.title}: {code} isn't broken down by {display.by!r}", "declare the dimension")
