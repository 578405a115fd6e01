"""
What stops a visitor of the portal.

PortalError
├── TooOften       done so often within a stretch of time that it must wait
├── WrongCode      no receipt with that number and code; which of the two is wrong is not told
├── FormStale      the page was opened too long ago, or is not one of ours
└── FormTooFast    the page was sent back faster than anybody can fill it
"""

from datetime import datetime


class PortalError(Exception):
    """Base of this room's findings."""


class TooOften(PortalError):
    """`limit` is its name in portal.toml; it is open again at `until`."""

    def __init__(self, limit: str, minutes: int, until: datetime) -> None:
        self.limit, self.minutes, self.until = limit, minutes, until
        super().__init__(f"{limit}: used up for this stretch of {minutes} minutes, until {until.isoformat()}.")


class WrongCode(PortalError):
    def __init__(self) -> None:
        super().__init__("No receipt has that number and that code.")


class FormStale(PortalError):
    def __init__(self) -> None:
        super().__init__("The form's token is too old, or not one that we gave out.")


class FormTooFast(PortalError):
    """`seconds` is the least time that filling it takes."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"The form came back within {seconds} seconds.")
