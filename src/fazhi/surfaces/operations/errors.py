"""
What backup, restore and upgrade refuse.

OperationsError
├── SecretMissing       no key file and no passphrase was given, and nobody is at a terminal to be asked
├── SecretUnusable      the key file or the passphrase is none
├── AboutFile           of one file or place
│   ├── NotABackup      the file does not begin as a backup of ours, or holds something else than it should
│   ├── WrongSecret     the key or passphrase is not the one it was made with
│   ├── BackupTorn      the file ends too early, or its last part was changed
│   ├── BackupDamaged   a part of the file was changed
│   ├── BackupNewer     it was made by a later version, whose database this one does not know
│   ├── OtherDatabase   made from SQLite, to be restored into PostgreSQL, or the other way round
│   ├── InTheWay        where it shall go there is something already
│   └── ContentsDiffer  what was restored is not what was backed up
├── NoRoom              the disk has not enough room, known before beginning
├── CannotWrite         the disk refused in the middle
├── ToolMissing         pg_dump or pg_restore is not installed
└── ToolFailed          pg_dump or pg_restore ended with a fault
"""

from pathlib import Path


class OperationsError(Exception):
    """Base of what operations refuse."""


class SecretMissing(OperationsError):
    def __init__(self) -> None:
        super().__init__("Neither a key file nor a passphrase was given.")


class SecretUnusable(OperationsError):
    """`what`: "key" (a file without 64 hexadecimal digits), "short" (a passphrase) or "repeat" (typed twice, differently)."""

    def __init__(self, what: str, path: Path | None = None) -> None:
        self.what, self.path = what, path
        super().__init__(f"The secret can't be used: {what} {path or ''}.")


class AboutFile(OperationsError):
    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{type(self).__name__}: {path}")


class NotABackup(AboutFile):
    pass


class WrongSecret(AboutFile):
    pass


class BackupTorn(AboutFile):
    pass


class BackupDamaged(AboutFile):
    """`part` is the number of the first part of 1 MiB that is not as it was written."""

    def __init__(self, path: Path, part: int) -> None:
        super().__init__(path)
        self.part = part


class BackupNewer(AboutFile):
    """`version` is that of the program that made it."""

    def __init__(self, path: Path, version: str) -> None:
        super().__init__(path)
        self.version = version


class OtherDatabase(AboutFile):
    """`vendor` is that of the backup: "sqlite" or "postgresql"."""

    def __init__(self, path: Path, vendor: str) -> None:
        super().__init__(path)
        self.vendor = vendor


class InTheWay(AboutFile):
    pass


class NoRoom(OperationsError):
    """`needed` and `free` in bytes."""

    def __init__(self, place: Path, needed: int, free: int) -> None:
        self.place, self.needed, self.free = place, needed, free
        super().__init__(f"{place} has {free} bytes free; {needed} are needed.")


class CannotWrite(OperationsError):
    """`reason` as the system gives it (errno)."""

    def __init__(self, place: Path, reason: int) -> None:
        self.place, self.reason = place, reason
        super().__init__(f"{place} can't be written: errno {reason}.")


class ToolMissing(OperationsError):
    def __init__(self, tool: str) -> None:
        self.tool = tool
        super().__init__(f"{tool} is not installed.")


class ToolFailed(OperationsError):
    """`said` is the last line of what it said."""

    def __init__(self, tool: str, said: str) -> None:
        self.tool, self.said = tool, said
        super().__init__(f"{tool} failed: {said}")


class ContentsDiffer(AboutFile):
    """`differences` are (what, backed up, restored), the first of them."""

    def __init__(self, path: Path, differences: tuple[tuple[str, object, object], ...]) -> None:
        super().__init__(path)
        self.differences = differences
