"""What the ledgers ask of the records: which rows are known, and the rows of a period."""

from collections.abc import Iterator
from datetime import date

import polars as pl
from django.db.models import Model, Q

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.party_rows import with_parties
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.terms import Sector, State

_MATTER = {
    "number": "number",
    "office": "office__code",
    "category": "category",
    "accepted_date": "accepted_date",
    "mediator": "mediator",
    "state": "state",
    "concluded_date": "concluded_date",
    "effective_date": "effective_date",
    "amount_fen": "amount_fen",
}
_PEOPLES = _MATTER | {
    "local_category": "local_category_id",
    **{
        name: name
        for name in (
            *("form", "source", "referral_number", "parties_count", "is_difficult", "agreement_form"),
            *("performance", "visited_date", "confirmed_date"),
        )
    },
}
_ADMINISTRATIVE = _MATTER | {"nature": "nature", "sector": "procedure"}


def stored_peoples(keys: pl.DataFrame) -> pl.DataFrame:
    """For those of `keys` (office, number) that the records have: the keys and `subject`."""
    return _stored(PeoplesMatter, keys)


def stored_administrative(keys: pl.DataFrame) -> pl.DataFrame:
    """The same for administrative matters."""
    return _stored(AdministrativeMatter, keys)


def _stored(model: type[Mediation], keys: pl.DataFrame) -> pl.DataFrame:
    keys = keys.select("office", "number", pl.col("office__id").alias("office_id"))
    found = bulk.stored(model, keys.select("office_id", "number"))
    return keys.join(found, on=["office_id", "number"]).select("office", "number", "subject")


def export_peoples(start: date, end: date) -> pl.DataFrame:
    """The people's ledger of a period: matters accepted, ended or taking effect in [start, end]."""
    matters = _frame(PeoplesMatter, _PEOPLES, _touching(start, end))
    return _with_result(with_parties(matters).drop("subject"))


def export_administrative(start: date, end: date) -> pl.DataFrame:
    """The administrative ledger of a period."""
    matters = _frame(AdministrativeMatter, _ADMINISTRATIVE, _touching(start, end))
    matters = matters.with_columns(pl.col("sector").replace(Sector.GENERAL.value, None))
    return _with_result(with_parties(matters).drop("subject"))


def _touching(start: date, end: date) -> Q:
    days = (start, end)
    return Q(accepted_date__range=days) | Q(concluded_date__range=days) | Q(effective_date__range=days)


def _frame(model: type[Mediation], columns: dict[str, str], days: Q) -> pl.DataFrame:
    rows = model.objects.system("exporting a ledger").filter(days).order_by("office__code", "number")
    data: Iterator[tuple[object, ...]] = rows.values_list(*columns.values(), "id").iterator()
    schema = {name: _type(model, path) for name, path in columns.items()} | {"subject": pl.String}
    frame = pl.DataFrame([(*row[:-1], str(row[-1])) for row in data], schema=schema, orient="row")
    return frame.with_columns(pl.col(pl.String).replace("", None))


def _type(model: type[Model], path: str) -> type[pl.DataType]:
    if path.endswith("_date"):
        return pl.Date
    kind = "" if "__" in path else model._meta.get_field(path).get_internal_type()
    return pl.Int64 if "Integer" in kind else pl.String


def _with_result(matters: pl.DataFrame) -> pl.DataFrame:
    """A matter still before its mediator has no result."""
    open_states = [State.APPLIED.value, State.ACCEPTED.value]
    state = pl.when(pl.col("state").is_in(open_states)).then(None).otherwise(pl.col("state"))
    return matters.with_columns(state.alias("result")).drop("state")
