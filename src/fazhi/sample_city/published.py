"""The published table of the reference year, and what a synthetic year of a given scale has to come to."""

import csv
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files

from fazhi.sample_city.errors import ScaleOutOfRange, YearNotPublished

YEAR = 2024
LEAST_SCALE, MOST_SCALE = Decimal("0.01"), Decimal(10)

# The report says 5.6 亿元; any sum from 5.55 to 5.65 亿元 would be told so.
AMOUNT_FEN = 56_003_741_260


@dataclass(frozen=True)
class Targets:
    """
    Counts of rows a synthetic year comes to, and the sum of the people's agreements in fen.

    referred  channel → referrals signed for in the year
    consultations  of the hotline, received in the year
    accepted, settled  nature → administrative matters
    """

    resolved: int
    amount_fen: int
    accepted: dict[str, int]
    settled: dict[str, int]
    referred: dict[str, int]
    consultations: int


def published_values() -> dict[str, Decimal]:
    """Code → value of the published table, in the table's units."""
    text = files("fazhi.sample_city").joinpath(f"published-{YEAR}.csv").read_text(encoding="utf-8")
    return {row["code"]: Decimal(row["value"]) for row in csv.DictReader(text.splitlines())}


def targets(year: int, scale: Decimal) -> Targets:
    """
    The published figures of `year` times `scale`, each rounded half up; wholes are the sums of their parts.

    Raises YearNotPublished, ScaleOutOfRange.
    """
    if year != YEAR:
        raise YearNotPublished(year, (YEAR,))
    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise ScaleOutOfRange(scale, LEAST_SCALE, MOST_SCALE)
    values = published_values()

    def scaled(code: str) -> int:
        return _rounded(values[f"mediation.{code}"] * scale)

    return Targets(
        resolved=scaled("people.resolved"),
        amount_fen=_rounded(AMOUNT_FEN * scale),
        accepted={nature: scaled(f"administrative.accepted.{nature}") for nature in ("administrative", "civil")},
        settled={nature: scaled(f"administrative.settled.{nature}") for nature in ("administrative", "civil")},
        referred={channel: scaled(f"referred.{channel}") for channel in ("police", "court", "petition")},
        consultations=_rounded(values["hotline.consultations"] * scale),
    )


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
