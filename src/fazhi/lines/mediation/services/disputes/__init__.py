"""One dispute through many doors: formed by numbers, proposed by exact keys, decided by officials, kept up to date."""

from fazhi.lines.mediation.services.disputes.forming import Joined, Linked, follow, join, link_all, refresh
from fazhi.lines.mediation.services.disputes.linkage import Candidate, ExactKeys, Linkage
from fazhi.lines.mediation.services.disputes.proposing import confirm, propose, propose_all, reject

__all__ = [
    "Candidate",
    "ExactKeys",
    "Joined",
    "Linkage",
    "Linked",
    "confirm",
    "follow",
    "join",
    "link_all",
    "propose",
    "propose_all",
    "refresh",
    "reject",
]
