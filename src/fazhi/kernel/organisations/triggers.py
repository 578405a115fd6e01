"""
What the database itself refuses of posts and absences, whichever way the rows come: a ledger, a service, bulk SQL.

A row is judged against the others of the same official (of the same post). Under PostgreSQL two transactions don't see each
other's rows, so the trigger first locks the official's (the post's) row; SQLite has one writer at a time.
"""

from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.organisations.terms import ADMINISTRATORS

_ADMINISTRATORS = ", ".join(f"'{role}'" for role in sorted(ADMINISTRATORS))


def _guard(name: str, table: str, event: str, refused_if: str, *, says: str, locks: tuple[str, str]) -> DatabaseObject:
    """
    A row trigger before `event` on `table` that refuses where `refused_if`, SQL over NEW and OLD, is true.

    locks  table and column of NEW: the row that is locked first, so that the judgement holds
    """
    text = f"{name}: {says}"
    locked_table, column = locks
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"PERFORM 1 FROM {locked_table} WHERE id = NEW.{column} FOR NO KEY UPDATE; "  # noqa: S608
        f"IF {refused_if} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'exclusion_violation'; END IF; "
        "RETURN NEW; END $$"
    )
    return DatabaseObject(
        kind="trigger",
        name=name,
        create={
            "sqlite": (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused_if} "
                f"BEGIN SELECT RAISE(ABORT, '{text}'); END",
            ),
            "postgresql": (
                function,
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            ),
        },
        drop={
            "sqlite": (f"DROP TRIGGER IF EXISTS {name}",),
            "postgresql": (f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()"),
        },
    )


def _apart(one: str, other: str) -> str:
    """Two different roles of which one is an administrator's: never in one hand on one day."""
    return f"{other} <> {one} AND ({one} IN ({_ADMINISTRATORS}) OR {other} IN ({_ADMINISTRATORS}))"


_ROLES_MIXED = (
    "EXISTS (SELECT 1 FROM organisations_post o WHERE o.official_id = NEW.official_id "  # noqa: S608
    "AND o.from_date <= COALESCE(NEW.until_date, '9999-12-31') "
    "AND NEW.from_date <= COALESCE(o.until_date, '9999-12-31') "
    f"AND {_apart('NEW.role', 'o.role')}{{but}})"
)
_ABSENT_TWICE = (
    "NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM organisations_absence o WHERE o.post_id = NEW.post_id "
    "AND o.withdrawn_at IS NULL AND o.from_date <= NEW.until_date AND NEW.from_date <= o.until_date{but})"
)
_COVER_IMPOSSIBLE = (
    "NOT EXISTS (SELECT 1 FROM organisations_post p JOIN organisations_office po ON po.id = p.office_id, "  # noqa: S608
    "organisations_post c JOIN organisations_office co ON co.id = c.office_id "
    'WHERE p.id = NEW.post_id AND c.id = NEW.cover_id AND po."left" BETWEEN co."left" AND co."right" '
    f"AND c.official_id <> p.official_id AND NOT ({_apart('p.role', 'c.role')}))"
)
_POSTS_CHANGED = "NEW.post_id <> OLD.post_id OR NEW.cover_id <> OLD.cover_id"
# A new row has no id yet on SQLite, and no need to be told from itself.
_NEW, _OLD = "", " AND o.id <> NEW.id"

_OFFICIAL = ("organisations_official", "official_id")
_POST = ("organisations_post", "post_id")
_APART = "an administrator holds no other role on the same day"
_ONCE = "a post has one absence at a time"

TRIGGERS: tuple[DatabaseObject, ...] = (
    _guard(
        "post_roles_apart",
        "organisations_post",
        "INSERT",
        _ROLES_MIXED.format(but=_NEW),
        says=_APART,
        locks=_OFFICIAL,
    ),
    _guard(
        "post_roles_stay_apart",
        "organisations_post",
        "UPDATE OF official_id, role, from_date, until_date",
        _ROLES_MIXED.format(but=_OLD),
        says=_APART,
        locks=_OFFICIAL,
    ),
    _guard("absence_once", "organisations_absence", "INSERT", _ABSENT_TWICE.format(but=_NEW), says=_ONCE, locks=_POST),
    _guard(
        "absence_cover_possible",
        "organisations_absence",
        "INSERT",
        _COVER_IMPOSSIBLE,
        says="cover is another official of the office or of one above, and no other role covers administrators",
        locks=_POST,
    ),
    # Not the cover's place again: an office that moved must not keep an absence from ending.
    _guard(
        "absence_stays_once",
        "organisations_absence",
        "UPDATE OF post_id, cover_id, from_date, until_date, withdrawn_at",
        f"{_POSTS_CHANGED} OR ({_ABSENT_TWICE.format(but=_OLD)})",
        says=f"{_ONCE}, and keeps its two posts",
        locks=_POST,
    ),
)
