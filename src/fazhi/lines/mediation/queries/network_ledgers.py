"""What the ledgers of the network ask of the records: which rows are known, and the rows of a period."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl
from django.db.models import Q

from fazhi.kernel.exchange import bulk
from fazhi.lines.mediation.models import Committee, Election, Seal, Serving, Training
from fazhi.lines.mediation.terms import ELECTION

_WHY = "exporting a ledger"
COMMITTEE_COLUMNS = (
    "founder", "founder_code", "founded_date", "filed_date", "scope", "address", "phone", "funding", "on_court_roll",
    "at_court", "at_police", "at_procuratorate", "at_petition", "cancelled_date",
)  # fmt: skip
SERVING_COLUMNS = (
    "sex", "birth_date", "ethnic_group", "education", "political_status", "phone", "is_full_time", "from_date", "until_date",
    "end_reason", "removal_ground",
)  # fmt: skip
_SEAL = {"number": "seal_number", "from_date": "seal_from", "until_date": "seal_until", "lost_date": "seal_lost"}
_TERM = {"elected_date": "elected_date", "filed_date": "election_filed"}


def stored_committees(keys: pl.DataFrame) -> pl.DataFrame:
    """For those of `keys` (office) that the records have: the keys and `subject`."""
    return _stored(Committee, keys, {"office": "office"})


def stored_serving(model: type[Serving], keys: pl.DataFrame) -> pl.DataFrame:
    """The same for `keys` (office, official, from_date)."""
    return _stored(model, keys, {"office": "office", "official": "official"}, "from_date")


def stored_trainings(keys: pl.DataFrame) -> pl.DataFrame:
    """The same for `keys` (official, course, trained_date)."""
    return _stored(Training, keys, {"official": "official"}, "course", "trained_date")


def _stored(
    model: type[Committee] | type[Serving] | type[Training],
    keys: pl.DataFrame,
    references: Mapping[str, str],
    *plain: str,
) -> pl.DataFrame:
    """`keys` known by their references' ids."""
    named = [*references, *plain]
    keys = keys.select(*named, *(pl.col(f"{name}__id").alias(f"{name}_id") for name in references))
    ids = [*(f"{name}_id" for name in references), *plain]
    return keys.join(bulk.stored(model, keys.select(ids)), on=ids).select(*named, "subject")


def export_committees(start: date, end: date) -> pl.DataFrame:
    """Committees that existed on a day of the period, each with its latest seal and its latest term."""
    committees = Committee.objects.system(_WHY).filter(founded_date__lte=end)
    being = committees.filter(Q(cancelled_date=None) | Q(cancelled_date__gt=start)).order_by("office__code")
    rows = list(being.values_list("office__code", *COMMITTEE_COLUMNS))
    frame = _frame(("office", *COMMITTEE_COLUMNS), rows)
    seals = Seal.objects.system(_WHY).order_by("from_date", "number")
    elections = (
        Election.objects.system(_WHY).filter(procedure=ELECTION, elected_date__isnull=False).order_by("elected_date")
    )
    for latest, names in ((seals, _SEAL), (elections, _TERM)):
        found = {row[0]: row for row in latest.values_list("office__code", *names)}
        beside = _frame(("office", *names.values()), list(found.values()))
        frame = frame.join(beside, on="office", how="left", maintain_order="left")
    return frame


def export_serving(model: type[Serving], more: Sequence[str], start: date, end: date) -> pl.DataFrame:
    """Who served on a day of the period, by committee; `more` are the model's own columns."""
    rows = model.objects.system(_WHY).filter(from_date__lte=end)
    rows = rows.filter(Q(until_date=None) | Q(until_date__gte=start))
    names = {"office": "office__code", "official": "official__code", "name": "official__name"}
    columns = (*SERVING_COLUMNS, *more)
    found = rows.order_by("office__code", "official__code", "from_date").values_list(*names.values(), *columns)
    return _frame((*names, *columns), list(found))


def export_trainings(start: date, end: date) -> pl.DataFrame:
    """Trainings of the period, by day."""
    rows = Training.objects.system(_WHY).filter(trained_date__range=(start, end))
    names = {
        "office": "office__code", "official": "official__code", "name": "official__name", "course": "course",
        "trained_date": "trained_date", "hours": "hours",
    }  # fmt: skip
    found = rows.order_by("trained_date", "official__code", "course").values_list(*names.values())
    return _frame(tuple(names), list(found))


_INTEGERS = frozenset(
    {"on_court_roll", "at_court", "at_police", "at_procuratorate", "at_petition", "is_full_time", "hours"}
)
_DAYS = frozenset({"seal_from", "seal_until", "seal_lost", "election_filed"})


def _frame(names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    schema = {name: _type(name) for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col(pl.String).replace("", None))


def _type(name: str) -> type[pl.DataType]:
    if name in _DAYS or name.endswith("_date"):
        return pl.Date
    return pl.Int64 if name in _INTEGERS else pl.String
