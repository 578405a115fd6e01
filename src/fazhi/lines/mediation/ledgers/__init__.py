"""The ledgers of mediation, each in a module of its own."""

from fazhi.lines.mediation.ledgers.administrative import ADMINISTRATIVE_FORMAT
from fazhi.lines.mediation.ledgers.people import PEOPLES_FORMAT
from fazhi.lines.mediation.ledgers.referral import REFERRAL_FORMAT

FORMATS = (PEOPLES_FORMAT, ADMINISTRATIVE_FORMAT, REFERRAL_FORMAT)
