"""What parties begin at the portal, and what officials do with it: applications, complaints."""

from fazhi.lines.mediation.services.applications.complaining import answer, complain, redirect, tell, withdraw_complaint
from fazhi.lines.mediation.services.applications.handling import accept, lapse, record_withdrawal, refuse
from fazhi.lines.mediation.services.applications.receiving import MOST_PAPERS, add_paper, apply, withdraw

__all__ = [
    "MOST_PAPERS",
    "accept",
    "add_paper",
    "answer",
    "apply",
    "complain",
    "lapse",
    "record_withdrawal",
    "redirect",
    "refuse",
    "tell",
    "withdraw",
    "withdraw_complaint",
]
