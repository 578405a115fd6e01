"""
What mediation counts, the relations that must hold, and its part of the annual report.

Codes are those of the published 2024 table. Concluded = settled or failed. Accepted counts by acceptance date, settled by
the day the agreement took effect, a referral by the day it was signed for.
"""

from fazhi.lines.mediation.indicators import counts, departments, identities
from fazhi.lines.mediation.indicators.form import FORM_INDICATORS
from fazhi.lines.mediation.indicators.network import NETWORK_IDENTITIES, NETWORK_INDICATORS
from fazhi.lines.mediation.indicators.prevention import PREVENTION_INDICATORS
from fazhi.lines.mediation.indicators.section import SECTION

INDICATORS = (
    *counts.INDICATORS,
    *departments.INDICATORS,
    *FORM_INDICATORS,
    *NETWORK_INDICATORS,
    *PREVENTION_INDICATORS,
)
IDENTITIES = (*identities.IDENTITIES, *NETWORK_IDENTITIES)
__all__ = ["IDENTITIES", "INDICATORS", "SECTION"]
