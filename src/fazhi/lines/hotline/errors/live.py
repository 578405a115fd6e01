"""What the live wall's feed and forecast refuse; `errors` draws the whole tree."""

from datetime import date

from fazhi.lines.hotline.errors import HotlineError


class FeedRefused(HotlineError):
    """The system at `url` did not take what was told; `says` is why, in its words or ours."""

    def __init__(self, url: str, says: str) -> None:
        super().__init__(f"{url} did not take it: {says}")
        self.url, self.says = url, says


class FeedSimulated(HotlineError):
    """A simulation tells of `office`, whose records are not synthetic."""

    def __init__(self, office: str) -> None:
        super().__init__(f"{office} is no sample office; simulated calls are not taken.")
        self.office = office


class NothingBefore(HotlineError):
    """No call of `office` is on record before `day`, so that nothing can be foretold of it."""

    def __init__(self, office: str, day: date) -> None:
        super().__init__(f"No calls of {office} are on record before {day}.")
        self.office, self.day = office, day
