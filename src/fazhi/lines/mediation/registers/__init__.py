"""The statistical views of mediation: no personal data, nothing computed, only selected and joined."""

from fazhi.lines.mediation.registers.administrative import ADMINISTRATIVE
from fazhi.lines.mediation.registers.disputes import DISPUTE_MEMBERS, DISPUTES
from fazhi.lines.mediation.registers.network import COMMITTEES, MEDIATORS, MEMBERS, NETWORK_REGISTERS, TERMS, TRAININGS
from fazhi.lines.mediation.registers.people import PEOPLES
from fazhi.lines.mediation.registers.prevention import PREVENTION
from fazhi.lines.mediation.registers.referral import CHANNELS, OUTCOMES, REFERRALS
from fazhi.lines.mediation.registers.ruling import RULINGS
from fazhi.lines.mediation.registers.shared import LINE

REGISTERS = (PEOPLES, ADMINISTRATIVE, REFERRALS, RULINGS, DISPUTES, DISPUTE_MEMBERS, PREVENTION, *NETWORK_REGISTERS)

__all__ = [
    "ADMINISTRATIVE",
    "CHANNELS",
    "COMMITTEES",
    "DISPUTES",
    "DISPUTE_MEMBERS",
    "LINE",
    "MEDIATORS",
    "MEMBERS",
    "OUTCOMES",
    "PEOPLES",
    "PREVENTION",
    "REFERRALS",
    "REGISTERS",
    "RULINGS",
    "TERMS",
    "TRAININGS",
]
