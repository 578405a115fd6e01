"""
What can go wrong at the interface for other systems.

ApiError
├── RequestRefused       the call is refused before any record is asked
│   ├── NotAuthenticated     no token, or none that opens anything
│   ├── RightMissing         the token may not call this operation
│   ├── TooManyCalls         more calls than the token may make
│   ├── NoSuchPath           no operation has that address
│   ├── MethodWrong          the address has operations, but none of that method
│   ├── BodyTooLarge         more was sent than is taken
│   ├── BodyWithoutLength    the length of the body was not told
│   ├── MediaTypeWrong       the body is not JSON, or is packed
│   ├── RequestWrong         what was sent can't be read: each fault with its place
│   ├── KeyAbsent            an act without an Idempotency-Key
│   ├── KeyReused            the key was used for something else
│   ├── KeyAtWork            the same call is being done at this moment
│   └── NotFound             what was asked for is not there, or out of sight
├── SystemFault         what an administrator does with systems and tokens
│   ├── SystemKnown          the code is another system's
│   ├── SystemCodeWrong      no code at all
│   ├── SystemUnknown        no system of that code
│   ├── SystemClosed         the system is closed
│   ├── RightsImpossible     no operation takes that right, or the role doesn't hold it
│   ├── RoleImpossible       administrators' roles are people's
│   ├── ExpiryWrong          a token would be over before it begins, or last too long
│   └── TokenUnknown         no such token of that system
└── WebhookRefused       the address is none that events are sent to, and why
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


class ApiError(Exception):
    """Base of this room's findings."""


class RequestRefused(ApiError):
    """A call that is refused; `status` is HTTP's, `code` ours, for programs."""

    status = 400
    code = "refused"


class NotAuthenticated(RequestRefused):
    """`why` is for the log: absent, malformed, unknown, wrong, revoked, expired, closed, post."""

    status, code = 401, "not-authenticated"

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"No token that opens anything ({why}).")


class RightMissing(RequestRefused):
    status, code = 403, "right-missing"

    def __init__(self, system: str, right: str, title: str) -> None:
        self.system, self.right, self.title = system, right, title
        super().__init__(f"{system} may not {right}.")


class TooManyCalls(RequestRefused):
    """`seconds` until the next call is taken."""

    status, code = 429, "too-many-calls"

    def __init__(self, per_minute: int, seconds: int) -> None:
        self.per_minute, self.seconds = per_minute, seconds
        super().__init__(f"More than {per_minute} calls a minute; the next one in {seconds} s.")


class NoSuchPath(RequestRefused):
    status, code = 404, "no-such-path"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"No operation is at {path!r}.")


class MethodWrong(RequestRefused):
    status, code = 405, "method-wrong"

    def __init__(self, method: str, allowed: Sequence[str]) -> None:
        self.method, self.allowed = method, tuple(allowed)
        super().__init__(f"{method} is not offered here; {', '.join(allowed)} are.")


class BodyTooLarge(RequestRefused):
    status, code = 413, "body-too-large"

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"The body has more than {most} bytes (FAZHI_API_MAX_BYTES).")


class BodyWithoutLength(RequestRefused):
    status, code = 411, "length-required"

    def __init__(self) -> None:
        super().__init__("The body came without Content-Length.")


class MediaTypeWrong(RequestRefused):
    status, code = 415, "media-type-wrong"

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(f"The body is {found!r}; application/json in UTF-8 is wanted, not packed.")


@dataclass(frozen=True)
class Fault:
    """`place` as a path into what was sent, "" for the whole; `says` the Chinese sentence."""

    place: str
    says: str


class RequestWrong(RequestRefused):
    """`status` 400 for an address or JSON that can't be read, 422 for a body whose contents are wrong."""

    code = "request-wrong"

    def __init__(self, faults: Sequence[Fault], *, status: int = 400) -> None:
        self.faults, self.status = tuple(faults), status
        super().__init__("; ".join(f"{fault.place}: {fault.says}" for fault in faults))


class KeyAbsent(RequestRefused):
    """Also for a key of other signs than visible ASCII, or too long."""

    code = "idempotency-key-absent"

    def __init__(self, longest: int) -> None:
        self.longest = longest
        super().__init__(f"An act needs an Idempotency-Key of 1 to {longest} visible ASCII signs.")


class KeyReused(RequestRefused):
    status, code = 422, "idempotency-key-reused"

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"The key {key!r} was used for another call.")


class KeyAtWork(RequestRefused):
    status, code = 409, "idempotency-key-at-work"

    def __init__(self, key: str, seconds: int) -> None:
        self.key, self.seconds = key, seconds
        super().__init__(f"The call of the key {key!r} is being done.")


class NotFound(RequestRefused):
    """`what` in Chinese."""

    status, code = 404, "not-found"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"Not there, or out of sight: {what}")


class SystemFault(ApiError):
    """What an administrator can't do; `system` is its code."""


class SystemKnown(SystemFault):
    def __init__(self, system: str) -> None:
        self.system = system
        super().__init__(f"{system} is another system's code.")


class SystemCodeWrong(SystemFault):
    def __init__(self, system: str) -> None:
        self.system = system
        super().__init__(f"{system!r} is no code: 2 to 20 capitals, digits and hyphens, a capital first.")


class SystemUnknown(SystemFault):
    def __init__(self, system: str) -> None:
        self.system = system
        super().__init__(f"There is no system {system!r}.")


class SystemClosed(SystemFault):
    def __init__(self, system: str) -> None:
        self.system = system
        super().__init__(f"{system} is closed.")


class RightsImpossible(SystemFault):
    """`rights` that were asked for and can't be given to the role."""

    def __init__(self, system: str, rights: Sequence[str], role: str) -> None:
        self.system, self.rights, self.role = system, tuple(rights), role
        super().__init__(f"{system} can't have {', '.join(rights) or 'no right at all'} as {role}.")


class RoleImpossible(SystemFault):
    def __init__(self, system: str, role: str) -> None:
        self.system, self.role = system, role
        super().__init__(f"{system} can't be {role!r}.")


class ExpiryWrong(SystemFault):
    def __init__(self, system: str, last: date, latest: date) -> None:
        self.system, self.last, self.latest = system, last, latest
        super().__init__(f"A token of {system} can't end on {last}; at the latest on {latest}.")


class TokenUnknown(SystemFault):
    def __init__(self, system: str, token: str) -> None:
        self.system, self.token = system, token
        super().__init__(f"{system} has no token {token!r} that could be revoked.")


class WebhookRefused(ApiError):
    """`why` is "scheme", "address", "name", "private" or "events"; `found` the part of it."""

    def __init__(self, why: str, found: str) -> None:
        self.why, self.found = why, found
        super().__init__(f"Events are not sent to {found!r} ({why}).")
