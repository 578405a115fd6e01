"""Content that a document of this rank may not have: twelve kinds, each with its rules of subject, act and object, and a judge of likeness."""

from fazhi.engines.review.prohibited.access import CERTIFICATE, LICENCE
from fazhi.engines.review.prohibited.competition import COMPETITION
from fazhi.engines.review.prohibited.likeness import JUDGE
from fazhi.engines.review.prohibited.powers import AUTHORITY, INTERPRETATION, LITIGATION
from fazhi.engines.review.prohibited.rights import RIGHTS
from fazhi.engines.review.prohibited.rules import Kind
from fazhi.engines.review.prohibited.sanctions import COERCIVE, FEE, PENALTY
from fazhi.engines.review.prohibited.scanning import scan
from fazhi.engines.review.prohibited.time import RETROACTIVE, VALIDITY

KINDS: tuple[Kind, ...] = (
    LITIGATION, INTERPRETATION, VALIDITY, RETROACTIVE, AUTHORITY, COERCIVE, PENALTY, LICENCE, CERTIFICATE, COMPETITION, FEE, RIGHTS,
)  # fmt: skip
"""In the order of how sure they are: of findings in one part of a sentence the first kind stands."""

__all__ = ["JUDGE", "KINDS", "Kind", "scan"]
