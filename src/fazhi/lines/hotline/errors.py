"""
What the hotline refuses.

HotlineError
└── FileUnreadable   a file that isn't there, or isn't JSON
"""

from pathlib import Path


class HotlineError(Exception):
    """Base of the hotline's findings."""


class FileUnreadable(HotlineError):
    """`fault` says in Chinese what is wrong with the file."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path, self.fault = path, fault
        super().__init__(f"{path} can't be read: {fault}.")
