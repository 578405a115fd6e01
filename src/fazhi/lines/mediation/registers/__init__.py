"""The statistical views of mediation: no personal data, nothing computed, only selected and joined."""

from fazhi.lines.mediation.registers.administrative import ADMINISTRATIVE
from fazhi.lines.mediation.registers.disputes import DISPUTES, MEMBERS
from fazhi.lines.mediation.registers.people import PEOPLES
from fazhi.lines.mediation.registers.referral import CHANNELS, OUTCOMES, REFERRALS
from fazhi.lines.mediation.registers.ruling import RULINGS
from fazhi.lines.mediation.registers.shared import LINE

REGISTERS = (PEOPLES, ADMINISTRATIVE, REFERRALS, RULINGS, DISPUTES, MEMBERS)

__all__ = [
    "ADMINISTRATIVE",
    "CHANNELS",
    "DISPUTES",
    "LINE",
    "MEMBERS",
    "OUTCOMES",
    "PEOPLES",
    "REFERRALS",
    "REGISTERS",
    "RULINGS",
]
