"""The ledgers of mediation, each in a module of its own."""

from fazhi.lines.mediation.ledgers.administrative import ADMINISTRATIVE_FORMAT
from fazhi.lines.mediation.ledgers.local_category import LOCAL_CATEGORY_FORMAT
from fazhi.lines.mediation.ledgers.network import COMMITTEE_FORMAT
from fazhi.lines.mediation.ledgers.people import PEOPLES_FORMAT
from fazhi.lines.mediation.ledgers.prevention import PREVENTION_FORMAT
from fazhi.lines.mediation.ledgers.referral import REFERRAL_FORMAT
from fazhi.lines.mediation.ledgers.serving import MEDIATOR_FORMAT, MEMBER_FORMAT, TRAINING_FORMAT

NETWORK_FORMATS = (COMMITTEE_FORMAT, MEMBER_FORMAT, MEDIATOR_FORMAT, TRAINING_FORMAT)
FORMATS = (
    LOCAL_CATEGORY_FORMAT,
    PEOPLES_FORMAT,
    ADMINISTRATIVE_FORMAT,
    REFERRAL_FORMAT,
    PREVENTION_FORMAT,
    *NETWORK_FORMATS,
)
