"""
What the console itself refuses.

ConsoleError
├── NotSetUp        there is no database in the data folder
├── BrokenStart     a system check failed
├── BadArgument     an argument is not what the command takes
├── FileUnreadable  a file that isn't there, or isn't what it should be
└── ExtraMissing    the command stands on libraries that aren't installed
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


class FileUnreadable(ConsoleError):
    """`fault` says in Chinese what is wrong with the file."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path, self.fault = path, fault
        super().__init__(f"{path} can't be read: {fault}.")


class ExtraMissing(ConsoleError):
    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(f"This needs the extra [{extra}]: pip install 'fazhi[{extra}]'.")
