"""The statistical views of mediation: no personal data, nothing computed, only selected and joined."""

from fazhi.lines.mediation.registers.administrative import ADMINISTRATIVE
from fazhi.lines.mediation.registers.people import PEOPLES
from fazhi.lines.mediation.registers.prevention import PREVENTION
from fazhi.lines.mediation.registers.referral import CHANNELS, OUTCOMES, REFERRALS
from fazhi.lines.mediation.registers.shared import LINE

REGISTERS = (PEOPLES, ADMINISTRATIVE, REFERRALS, PREVENTION)

__all__ = ["ADMINISTRATIVE", "CHANNELS", "LINE", "OUTCOMES", "PEOPLES", "PREVENTION", "REFERRALS", "REGISTERS"]
