"""
What the console itself refuses.

ConsoleError
├── NotSetUp      there is no database in the data folder
├── BrokenStart   a system check failed
└── BadArgument   an argument is not what the command takes
"""

from pathlib import Path


class ConsoleError(Exception):
    """Base of the console's findings."""


class NotSetUp(ConsoleError):
    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        super().__init__(f"There is no database in {data_dir}. Run `fazhi setup` first.")


class BrokenStart(ConsoleError):
    """`findings` are (id of the check, what it found, what to do), the latter two for developers."""

    def __init__(self, findings: tuple[tuple[str, str, str], ...]) -> None:
        self.findings = findings
        super().__init__("The start checks found faults: " + " ".join(f"{text} {hint}" for _, text, hint in findings))


class BadArgument(ConsoleError):
    def __init__(self, name: str, found: str, expected: str) -> None:
        self.name, self.found, self.expected = name, found, expected
        super().__init__(f"{name} is {found!r}; expected {expected}.")
