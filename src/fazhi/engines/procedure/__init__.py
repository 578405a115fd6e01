"""
Procedures as data: states, steps, who may take them, by what right, and within which time.

A `Step` carries no callables: what it `needs` are names of grounds that the caller must bring. One engine reads
these tables; no `if` ladder repeats them. `faults` walks a table as a whole, so that a wrong one stops the start;
`printed` and `diagram` show it to a lawyer. See docs/algorithms/procedure.md.
"""

from fazhi.engines.procedure.check import Fault, faults
from fazhi.engines.procedure.drawing import diagram
from fazhi.engines.procedure.printing import PrintedStep, printed
from fazhi.engines.procedure.terms import BEGIN, THE_CLOCK, Escalation, Opening, Permission, Procedure, Step, Within

__all__ = [
    "BEGIN",
    "THE_CLOCK",
    "Escalation",
    "Fault",
    "Opening",
    "Permission",
    "PrintedStep",
    "Procedure",
    "Step",
    "Within",
    "diagram",
    "faults",
    "printed",
]
