"""Faults of the versions of one code: they rise with the day from which they hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from fazhi.engines.indicator.check.faults import Fault
from fazhi.engines.indicator.terms import Indicator


def version_faults(indicators: Sequence[Indicator]) -> Iterator[Fault]:
    """Versions below 1, days that are none, and a later version that holds from no later day."""
    versions: defaultdict[str, list[Indicator]] = defaultdict(list)
    for item in indicators:
        if not isinstance(item.version, int) or item.version < 1:
            yield Fault(item.code, f"version {item.version!r}", "versions are whole numbers from 1")
        elif not isinstance(item.valid_from, date) or isinstance(item.valid_from, datetime):
            yield Fault(item.code, f"valid from {item.valid_from!r}", "give a day")
        else:
            versions[item.code].append(item)
    for code, found in versions.items():
        for earlier, later in pairwise(sorted(found, key=lambda item: item.version)):
            if later.valid_from <= earlier.valid_from:
                text = f"version {later.version} holds from {later.valid_from}, version {earlier.version} not before it"
                yield Fault(code, text, "a later version begins on a later day")
