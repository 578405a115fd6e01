"""Where the matters of the lines carry a referral's number: told by each line's `apps.py`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Carrier:
    """
    Matters that may come of a referral.

    procedure        name of the procedure that moves them
    number, channel  their columns with the referral's number ("" for none) and the door it came through
    """

    procedure: str
    number: str
    channel: str


_carriers: dict[str, Carrier] = {}


def register_numbers(*carriers: Carrier) -> None:
    """Make known which matters carry numbers of referrals; called from the line's `apps.py`."""
    _carriers.update({carrier.procedure: carrier for carrier in carriers})


def carriers() -> tuple[Carrier, ...]:
    """All of them, by procedure."""
    return tuple(_carriers[name] for name in sorted(_carriers))
