"""What signing in and out and the subsidies of duty refuse; `errors` draws the whole tree."""

from datetime import date

from fazhi.lines.hotline.errors import HotlineError


class DutyBegun(HotlineError):
    """Somebody has signed in for `duty`."""

    def __init__(self, duty: str) -> None:
        super().__init__(f"{duty} has been signed in for.")
        self.duty = duty


class SignUntimely(HotlineError):
    """`duty` can be signed, `side` in or out, from `first` to `last` only."""

    def __init__(self, duty: str, side: str, first: str, last: str) -> None:
        super().__init__(f"{duty} is signed {side} from {first} to {last}.")
        self.duty, self.side, self.first, self.last = duty, side, first, last


class SignOutOfTurn(HotlineError):
    """`duty` is signed `side` already, or, without `is_twice`, not signed in yet."""

    def __init__(self, duty: str, side: str, *, is_twice: bool) -> None:
        super().__init__(f"{duty}: {'signed already' if is_twice else 'not signed in'} ({side}).")
        self.duty, self.side, self.is_twice = duty, side, is_twice


class TimesUnfit(HotlineError):
    """`field` of a correction of `duty` is `value`; `expected` says what may stand there."""

    def __init__(self, duty: str, field: str, value: str, expected: str) -> None:
        super().__init__(f"{duty}: {field} is {value!r}; expected {expected}.")
        self.duty, self.field, self.value, self.expected = duty, field, value, expected


class SubsidyUnready(HotlineError):
    """`month` is over from `since` on; without it, the month has no published roster."""

    def __init__(self, month: date, since: date | None = None) -> None:
        super().__init__(f"{month:%Y-%m} " + (f"isn't over before {since}." if since else "has no published roster."))
        self.month, self.since = month, since


class SubsidyFixed(HotlineError):
    """The ledger of `month` is fixed."""

    def __init__(self, month: date) -> None:
        super().__init__(f"The subsidies of {month:%Y-%m} are fixed.")
        self.month = month


class SubsidyStale(HotlineError):
    """The records of `month` are no longer those from which the ledger was drawn up."""

    def __init__(self, month: date) -> None:
        super().__init__(f"The records of {month:%Y-%m} have changed since.")
        self.month = month


class SubsidyOutOfTurn(HotlineError):
    """The ledger of `month` is to be reviewed before it is fixed; or, `is_own`, by another official than drew it up."""

    def __init__(self, month: date, *, is_own: bool) -> None:
        super().__init__(f"{month:%Y-%m}: {'drawn up by the same official' if is_own else 'not reviewed'}.")
        self.month, self.is_own = month, is_own


class RateUnfit(HotlineError):
    """The rate `rate` can't have this `value`; `expected` says what may stand there."""

    def __init__(self, rate: str, value: str, expected: str) -> None:
        super().__init__(f"{rate} is {value!r}; expected {expected}.")
        self.rate, self.value, self.expected = rate, value, expected
