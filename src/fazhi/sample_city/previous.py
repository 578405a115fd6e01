"""
The year before the sample year, as a table of published figures: invented, for showing the comparison, and marked so.

Nobody published these numbers. Each is the reference year's figure less a drawn share of it; wholes are the sums of
their parts. Every row says that it is invented, and so does whatever prints it.
"""

import csv
import io
from decimal import Decimal

from fazhi.sample_city.published import AMOUNT_FEN, targets
from fazhi.sample_city.published import YEAR as REFERENCE
from fazhi.sample_city.streams import Streams, below

MARK = "虚构数据，仅供演示"
HEAD = ("code", "value", "unit", "precision", "invented", "source")
_LEAST, _MOST = 78, 104
"""Per cent of the reference year's figure that is drawn between."""
_DEPARTMENTS = 11


def previous_table(year: int, scale: Decimal, seed: int) -> str:
    """
    The invented figures of `year` as CSV; equal arguments, equal text.

    scale  that of the sample year's ledgers, so that the two can be compared

    Raises ScaleOutOfRange.
    """
    goal = targets(REFERENCE, scale)
    streams = Streams(seed)

    def drawn(name: str, whole: int) -> int:
        (percent,) = below(streams.words(f"previous/{year}/{name}", 1), _MOST - _LEAST + 1) + _LEAST
        return whole * int(percent) // 100

    accepted = {nature: drawn(f"accepted.{nature}", count) for nature, count in goal.accepted.items()}
    settled = {
        nature: min(drawn(f"settled.{nature}", count), accepted[nature]) for nature, count in goal.settled.items()
    }
    amount = Decimal(drawn("amount", int(AMOUNT_FEN * scale))) / 10_000_000_000
    rows = [
        ("people.resolved", drawn("resolved", goal.resolved), "件", "exact"),
        ("people.amount", f"{amount:.1f}", "亿元", "rounded_1"),
        ("administrative.departments", _DEPARTMENTS, "个", "exact"),
        ("administrative.accepted", sum(accepted.values()), "件", "exact"),
        *((f"administrative.accepted.{nature}", count, "件", "exact") for nature, count in accepted.items()),
        ("administrative.settled", sum(settled.values()), "件", "exact"),
        *((f"administrative.settled.{nature}", count, "件", "exact") for nature, count in settled.items()),
        *((f"referred.{channel}", drawn(channel, count), "件", "exact") for channel, count in goal.referred.items()),
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows((f"mediation.{code}", value, unit, precision, "是", MARK) for code, value, unit, precision in rows)
    return out.getvalue()
