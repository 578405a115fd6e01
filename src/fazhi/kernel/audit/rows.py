"""Entries as text, past the drivers' converters: a forged value must be named, not stop the check."""

PAGE = 5_000
"""Entries of one query, so that no read transaction lasts long and memory stays flat."""

_MOMENT = {
    "sqlite": "CASE WHEN length({0}) = 19 THEN {0} || '.000000' ELSE {0} || '' END",
    "postgresql": "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}
_TEXTS = ("actor", "place", "action", "subject_kind", "subject_id", "basis")
_DIGESTS = ("payload_digest", "detail_digest", "previous_mac")
_JOINED = "FROM audit_entry e LEFT JOIN audit_detail d ON d.entry_id = e.number"


def moment_text(vendor: str, column: str) -> str:
    """SQL for a moment as `canonical.moment` writes it."""
    return _MOMENT[vendor].format(column)


def row_query(vendor: str, first: int, last: int) -> str:
    """
    The first `PAGE` entries from `first` to `last`: number, the other chained columns in their order, MAC, salt and
    content of the details (NULL without them).
    """
    return (
        f"SELECT e.number, {', '.join(_columns(vendor))}, e.mac, d.salt, d.content {_JOINED} "  # noqa: S608  ints
        f"WHERE e.number BETWEEN {first:d} AND {last:d} ORDER BY e.number LIMIT {PAGE:d}"
    )


def _columns(vendor: str) -> tuple[str, ...]:
    """The chained columns after the number, in their order."""
    moments = (moment_text(vendor, f"e.{name}") for name in ("occurred_at", "recorded_at"))
    return (*moments, *(f"e.{name}" for name in (*_TEXTS, *_DIGESTS)))
