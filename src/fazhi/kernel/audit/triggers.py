"""
What the database itself refuses, so that no slip of the application can change the trail.

Whoever owns the database can drop a trigger; the chain then shows what was done. On SQLite `INSERT OR REPLACE`
deletes without firing DELETE triggers, hence the guards on INSERT. PostgreSQL also refuses TRUNCATE.
"""

from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.audit.terms import ERASE, SUBJECT

_NEXT_NUMBER = '(SELECT "count" + 1 FROM audit_head)'


def guard(name: str, table: str, event: str, refused_if: str = "TRUE", on_sqlite: str = "") -> DatabaseObject:
    """
    A row trigger that refuses `event` ("INSERT", "UPDATE", "DELETE") on `table`.

    refused_if  SQL over NEW and OLD that both databases know
    on_sqlite   the condition there, where it must be wider
    """
    return DatabaseObject(
        kind="trigger",
        name=name,
        create={
            "sqlite": (_sqlite(name, table, event, on_sqlite or refused_if),),
            "postgresql": (*_postgresql(name, table, event, refused_if), *_no_truncate(name, table, event)),
        },
        drop={
            "sqlite": (f"DROP TRIGGER IF EXISTS {name}",),
            "postgresql": (
                f"DROP TRIGGER IF EXISTS {name} ON {table}",
                f"DROP TRIGGER IF EXISTS {name}_truncate ON {table}",
                f"DROP FUNCTION IF EXISTS {name}()",
            ),
        },
    )


def _sqlite(name: str, table: str, event: str, refused_if: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused_if} "
        f"BEGIN SELECT RAISE(ABORT, '{name}: the trail is only added to'); END"
    )


def _postgresql(name: str, table: str, event: str, refused_if: str) -> tuple[str, str]:
    row = "OLD" if event == "DELETE" else "NEW"
    # A TRUNCATE has no row to look at: it is refused whatever the condition.
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION '{name}: the trail is only added to' "
        f"USING ERRCODE = 'restrict_violation'; END IF; "
        f"IF {refused_if} THEN RAISE EXCEPTION '{name}: the trail is only added to' "
        f"USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$"
    )
    trigger = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    return function, trigger


def _no_truncate(name: str, table: str, event: str) -> tuple[str, ...]:
    """The TRUNCATE trigger goes with the DELETE one."""
    if event != "DELETE":
        return ()
    return (f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",)


_ERASURE_RECORDED = (
    f"EXISTS (SELECT 1 FROM audit_entry WHERE action = '{ERASE}' AND subject_kind = '{SUBJECT}' "  # noqa: S608
    "AND subject_id = CAST(OLD.entry_id AS text))"
)
_READ_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in ("id", "read_at", "actor", "place", "subject_kind", "subject_id", "reason")
)

TRIGGERS: tuple[DatabaseObject, ...] = (
    guard("audit_entry_in_sequence", "audit_entry", "INSERT", f"COALESCE(NEW.number <> {_NEXT_NUMBER}, TRUE)"),
    guard("audit_entry_no_update", "audit_entry", "UPDATE"),
    guard("audit_entry_no_delete", "audit_entry", "DELETE"),
    # Details are written between their entry and the head's step, and at no other time.
    guard("audit_detail_with_entry", "audit_detail", "INSERT", f"COALESCE(NEW.entry_id <> {_NEXT_NUMBER}, TRUE)"),
    guard("audit_detail_no_update", "audit_detail", "UPDATE"),
    guard("audit_detail_erased_on_record", "audit_detail", "DELETE", f"NOT {_ERASURE_RECORDED}"),
    guard(
        "audit_head_starts_at_zero",
        "audit_head",
        "INSERT",
        'NEW."count" <> 0',
        on_sqlite='NEW."count" <> 0 OR EXISTS (SELECT 1 FROM audit_head)',
    ),
    guard("audit_head_one_step", "audit_head", "UPDATE", 'NEW.id <> OLD.id OR NEW."count" <> OLD."count" + 1'),
    guard("audit_head_no_delete", "audit_head", "DELETE"),
    guard(
        "audit_read_starts_pending",
        "audit_read",
        "INSERT",
        "NEW.batch_id IS NOT NULL",
        on_sqlite="NEW.batch_id IS NOT NULL OR EXISTS (SELECT 1 FROM audit_read WHERE id = NEW.id)",
    ),
    # A read changes once: when it gets its batch.
    guard(
        "audit_read_batched_once",
        "audit_read",
        "UPDATE",
        f"OLD.batch_id IS NOT NULL OR NEW.batch_id IS NULL OR {_READ_CHANGED}",
    ),
    guard("audit_read_no_delete", "audit_read", "DELETE"),
)
