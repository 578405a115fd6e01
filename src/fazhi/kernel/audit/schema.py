"""
Database objects that migrations don't know: views and triggers, declared in code.

SQLite's table remakes drop triggers silently and fail under views, so every one of them is dropped before
migrating and created again after (`fazhi.config.schema`). This room stands lowest, so the type lives here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DatabaseObject:
    """
    One view or trigger, with its text for each database.

    kind      "view" or "trigger"
    name      the object's name, unique in the database
    create    vendor ("sqlite", "postgresql") → statements that create it, in order
    drop      vendor → statements that drop it if it is there
    """

    kind: str
    name: str
    create: dict[str, tuple[str, ...]]
    drop: dict[str, tuple[str, ...]]
