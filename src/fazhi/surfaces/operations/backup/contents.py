"""
What a data folder holds (内容清点): rows of each table, every figure of every year, how the trail ends.

Asked before a backup and again of what was restored from it; both answers must be one.
"""

from typing import Any

from django.db import connection

from fazhi import __version__
from fazhi.engines.indicator import Count, Period
from fazhi.kernel.audit import queries as audit
from fazhi.kernel.indicators import queries, registry
from fazhi.kernel.indicators.live import Live
from fazhi.surfaces.operations import standing

_YEARS = 10


def contents() -> dict[str, Any]:
    """
    At one moment, if called inside `Live().snapshot()`.

    figures  year → code → exact value; None where the database is of another version than the program, which then
             can't count by its definitions
    """
    trail = audit.head_state()
    return {
        "version": __version__,
        "vendor": connection.vendor,
        "migrations": sorted(standing.applied()),
        "tables": {name: _rows(name) for name in sorted(connection.introspection.table_names())},
        "trail": {"entries": trail.entries, "mac": trail.mac},
        "figures": _figures() if standing.is_of_this_version() else None,
    }


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  a name of the database
        return int(cursor.fetchone()[0])


def _figures() -> dict[str, dict[str, Any]]:
    live = Live()
    return {
        str(year): {figure.code: figure.plain() for figure in queries.figures(Period(year), engine=live)}
        for year in _years(live)
    }


def _years(live: Live) -> range:
    """The years in which anything is counted by a date, the latest ten of them."""
    measures = [item.measure for item in registry.catalogue().indicators.values()]
    dated = {(item.register, item.on) for item in measures if isinstance(item, Count) and item.on}
    quote = live.dialect.identifier
    days: list[Any] = []
    for register, column in sorted(dated):
        name = quote(column)
        days += live.ask(f"SELECT min({name}), max({name}) FROM {quote(register)}")[0]  # noqa: S608  names of the catalogue
    years = [int(str(day)[:4]) for day in days if day is not None]
    return range(max(min(years), max(years) - _YEARS + 1), max(years) + 1) if years else range(0)


def differences(told: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Where what was restored is not what was backed up: (what, backed up, restored)."""
    pairs = {"vendor": (told["vendor"], found["vendor"]), "migrations": (told["migrations"], found["migrations"])}
    for part in ("tables", "trail"):
        for name in told[part].keys() | found[part].keys():
            pairs[f"{part} {name}"] = (told[part].get(name), found[part].get(name))
    if told["figures"] is not None and found["figures"] is not None:
        for year in told["figures"].keys() | found["figures"].keys():
            was, now = told["figures"].get(year, {}), found["figures"].get(year, {})
            for code in was.keys() | now.keys():
                pairs[f"figures {year} {code}"] = (was.get(code), now.get(code))
    return [(name, was, now) for name, (was, now) in sorted(pairs.items()) if was != now]
