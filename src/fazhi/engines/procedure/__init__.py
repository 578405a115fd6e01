"""
Procedures as data: states, steps, who may take them, by what right, and within which time.

A `Step` carries no callables: what it `needs` are names of grounds that the caller must bring. One engine reads
these tables; no `if` ladder repeats them. `faults` walks a table as a whole, so that a wrong one stops the start.
"""

from fazhi.engines.procedure.check import Fault, faults
from fazhi.engines.procedure.terms import Permission, Procedure, Step, Within

__all__ = ["Fault", "Permission", "Procedure", "Step", "Within", "faults"]
