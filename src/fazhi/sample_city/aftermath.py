"""What comes after a settlement (履行、回访、司法确认): visits, what they found, agreements that a court confirmed."""

import polars as pl

from fazhi.sample_city.choices import Choice, Curves
from fazhi.sample_city.days import Days
from fazhi.sample_city.plan import SETTLED
from fazhi.sample_city.streams import Streams, below, chance

VISITED_PERMILLE, CONFIRMED_PERMILLE = 700, 30
_FOUND = Choice.of({"found": {"performed": 930, "partly": 35, "not_performed": 35}})
_VISIT_AFTER = Curves.of({"days": ((0, 20), (2000, 28), (7000, 32), (9000, 45), (10000, 75))})
# A joint request within 30 days of effect, and the court's decision within 15 days of it.
_REQUEST_WITHIN, _DECISION_WITHIN = 30, 15
_NOT_DUE_WITHIN = 30


def followed(matters: pl.DataFrame, streams: Streams, days: Days) -> pl.DataFrame:
    """
    `matters` with `performance`, `visited_date`, `confirmed_date`; of settled ones that a committee mediated, as far as the
    ledgers' closing day tells.
    """
    count = matters.height
    effective = (matters["effective_date"] - days.first).dt.total_days()
    settled = (matters["form"] == "mediation") & (matters["result"] == SETTLED).fill_null(False)
    visit = effective + _VISIT_AFTER.at("days", streams.words("visit/days", count))
    visited = settled & chance(streams.words("visit", count), VISITED_PERMILLE) & (visit <= days.end)
    requested = below(streams.words("confirmation/requested", count), _REQUEST_WITHIN) + 1
    decided = effective + requested + below(streams.words("confirmation/decided", count), _DECISION_WITHIN)
    confirmed = settled & chance(streams.words("confirmation", count), CONFIRMED_PERMILLE) & (decided <= days.end)
    found = _FOUND.pick("found", streams.words("visit/found", count))
    not_due = settled & (effective + _NOT_DUE_WITHIN > days.end)
    return matters.with_columns(
        performance=pl.when(pl.lit(visited)).then(pl.lit(found)).when(pl.lit(not_due)).then(pl.lit("not_due")),
        visited_date=pl.when(pl.lit(visited)).then(pl.lit(days.dates(visit))),
        confirmed_date=pl.when(pl.lit(confirmed)).then(pl.lit(days.dates(_at_court(decided, days)))),
    )


def _at_court(decided: pl.Series, days: Days) -> pl.Series:
    """The working day at or before; a court decides on no other."""
    return days.earlier.gather(decided.clip(0, days.end))
