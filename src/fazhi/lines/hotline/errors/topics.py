"""What the handing over of a week's topics refuses; `errors` draws the whole tree."""

from datetime import date

from fazhi.lines.hotline.errors import HotlineError


class WeekUnfit(HotlineError):
    """The week from `week` on is not over on `on`; without it, the weeks before have no consultations to compare with."""

    def __init__(self, week: date, on: date | None = None) -> None:
        super().__init__(f"The week from {week} is {f'not over on {on}' if on else 'without weeks before it'}.")
        self.week, self.on = week, on


class HandedOver(HotlineError):
    """`office` has had the week from `week` on for `purpose` already."""

    def __init__(self, week: date, purpose: str, office: str) -> None:
        super().__init__(f"{office} has had the week from {week} for {purpose!r}.")
        self.week, self.purpose, self.office = week, purpose, office
