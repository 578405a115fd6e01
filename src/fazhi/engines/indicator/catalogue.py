"""Registers, indicators and identities that belong together, checked as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from fazhi.engines.indicator.check.catalogue import faults
from fazhi.engines.indicator.errors import CatalogueRefused, UnknownDimension, UnknownIndicator
from fazhi.engines.indicator.expressions import refs
from fazhi.engines.indicator.terms import Count, Formula, Identity, Indicator, Register
from fazhi.engines.indicator.versions import in_force


@dataclass(frozen=True)
class Catalogue:
    """
    What can be asked. Build it with `of`, which refuses what the grammar refuses.

    indicators  code → one version of it: the latest, or that of a day (`on`)
    versions    all versions of all codes, as they were declared
    """

    registers: Mapping[str, Register]
    indicators: Mapping[str, Indicator]
    identities: tuple[Identity, ...]
    versions: tuple[Indicator, ...]

    @classmethod
    def of(
        cls, registers: Iterable[Register], indicators: Iterable[Indicator], identities: Iterable[Identity] = ()
    ) -> "Catalogue":
        """
        A catalogue of these, in their order; a code may have several versions.

        Raises CatalogueRefused with every fault found.
        """
        registers, indicators, identities = tuple(registers), tuple(indicators), tuple(identities)
        found = faults(registers, indicators, identities)
        if found:
            raise CatalogueRefused(found)
        by_name = {register.name: register for register in registers}
        return cls(by_name, in_force(indicators, date.max), identities, indicators)

    def on(self, day: date) -> "Catalogue":
        """The same catalogue with the versions in force on `day`."""
        return replace(self, indicators=in_force(self.versions, day))

    def indicator(self, code: str) -> Indicator:
        """The indicator `code`; raises UnknownIndicator, naming codes near it."""
        if code not in self.indicators:
            raise UnknownIndicator(code, get_close_matches(code, self.indicators, n=3))
        return self.indicators[code]

    def parts(self, code: str) -> tuple[str, ...]:
        """Codes that a formula is computed from, each once; none for a count."""
        measure = self.indicator(code).measure
        return tuple(dict.fromkeys(refs(measure.expression))) if isinstance(measure, Formula) else ()

    def counts(self, codes: Iterable[str]) -> dict[str, Count]:
        """The counts that `codes` need, theirs and those inside their formulas, by code."""
        needed: dict[str, Count] = {}
        waiting = list(codes)
        while waiting:
            code = waiting.pop()
            measure = self.indicator(code).measure
            if isinstance(measure, Count):
                needed[code] = measure
            waiting.extend(self.parts(code))
        return {code: needed[code] for code in self.indicators if code in needed}

    def require_dimension(self, code: str, dimension: str) -> None:
        """Raises UnknownDimension if the indicator doesn't declare it."""
        offered = self.indicator(code).dimensions
        if dimension not in offered:
            raise UnknownDimension(code, dimension, offered)
