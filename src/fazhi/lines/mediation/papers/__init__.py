"""The papers of a mediation, each a form of its own, and the case file that binds them."""

from fazhi.lines.mediation.papers.forms import FORMS, PaperForm, blank, sheet_of
from fazhi.lines.mediation.papers.volume import volume_of

__all__ = ["FORMS", "PaperForm", "blank", "sheet_of", "volume_of"]
