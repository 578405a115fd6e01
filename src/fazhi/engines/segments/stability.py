"""How firmly a cut stands: in how many resampled demands the best plan makes it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.segments.promise import for_promise
from fazhi.engines.segments.terms import Floats, Rules


def cut_shares(demands: Iterable[ArrayLike], count: int, *, by: Rules) -> Floats:
    """
    Slot → the share of `demands` (seats required by slot, of as many resampled days) whose best plan of `count` segments begins
    a segment there. A cut that few of them make is noise.

    Raises NotADemand, NoSuchPlan, and ValueError without any demand.
    """
    made, seen = np.zeros(by.slots), 0
    for demand in demands:
        made[list(for_promise(demand, count, by=by).cuts)] += 1
        seen += 1
    if not seen:
        raise ValueError("No demand to cut.")
    return made / seen
