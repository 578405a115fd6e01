"""The statistical views of mediation: no personal data, nothing computed, only selected and joined."""

from fazhi.lines.mediation.registers.administrative import ADMINISTRATIVE
from fazhi.lines.mediation.registers.network import COMMITTEES, MEDIATORS, MEMBERS, NETWORK_REGISTERS, TERMS, TRAININGS
from fazhi.lines.mediation.registers.people import PEOPLES
from fazhi.lines.mediation.registers.referral import CHANNELS, OUTCOMES, REFERRALS
from fazhi.lines.mediation.registers.shared import LINE

REGISTERS = (PEOPLES, ADMINISTRATIVE, REFERRALS, *NETWORK_REGISTERS)

__all__ = [
    "ADMINISTRATIVE",
    "CHANNELS",
    "COMMITTEES",
    "LINE",
    "MEDIATORS",
    "MEMBERS",
    "OUTCOMES",
    "PEOPLES",
    "REFERRALS",
    "REGISTERS",
    "TERMS",
    "TRAININGS",
]
