"""What the lines declare: their registers, indicators, identities and report sections, and who explains drift."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from fazhi.engines.indicator import Catalogue, Identity, Indicator, Register, Section
from fazhi.kernel.indicators.terms import Explainer
from fazhi.kernel.law.registry import declare

_registers: list[Register] = []
_indicators: list[Indicator] = []
_identities: list[Identity] = []
_sections: list[Section] = []
_explainers: dict[str, Explainer] = {}


def register(
    *,
    registers: Iterable[Register] = (),
    indicators: Iterable[Indicator] = (),
    identities: Iterable[Identity] = (),
    sections: Iterable[Section] = (),
) -> None:
    """
    Enter a line's definitions; called once by its app at start.

    System check fazhi.E020 judges them as a whole; what they rest on is declared to the law room.
    """
    indicators = tuple(indicators)
    sections = tuple(sections)
    for indicator in indicators:
        declare(indicator.basis, f"indicator {indicator.code}")
    for section in sections:
        declare([word.basis for word in section.words if word.basis], f"section {section.title}")
    _registers.extend(registers)
    _indicators.extend(indicators)
    _identities.extend(identities)
    _sections.extend(sections)
    catalogue.cache_clear()


def register_explainer(name: str, explainer: Explainer) -> None:
    """
    Let a higher room say which rows changed by a recorded act of its own, under its name.

    Keys come as text, UUIDs as 32 hexadecimal digits in lower case.
    """
    _explainers[name] = explainer


@cache
def catalogue() -> Catalogue:
    """All that is registered; raises CatalogueRefused if it doesn't hold together."""
    return Catalogue.of(_registers, _indicators, _identities)


def declared() -> tuple[tuple[Register, ...], tuple[Indicator, ...], tuple[Identity, ...]]:
    """All definitions as they were entered, not yet judged."""
    return tuple(_registers), tuple(_indicators), tuple(_identities)


def sections() -> tuple[Section, ...]:
    """The lines' report sections, by heading and order."""
    return tuple(sorted(_sections, key=lambda section: (section.heading, section.order, section.line)))


def explainers() -> Mapping[str, Explainer]:
    return MappingProxyType(_explainers)
