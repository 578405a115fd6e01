"""Everything that the grammar refuses, found at load: `faults` walks a catalogue as a whole."""

from fazhi.engines.indicator.check.catalogue import faults
from fazhi.engines.indicator.check.faults import Fault
from fazhi.engines.indicator.check.sections import section_faults

__all__ = ["Fault", "faults", "section_faults"]
