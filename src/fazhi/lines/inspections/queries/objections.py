"""Objections of an institution to a result."""

from fazhi.lines.inspections.models import Inspection, Objection


def open_objection(inspection: Inspection) -> Objection | None:
    """The objection that is still to be decided on; at most one is."""
    rows = Objection.objects.system("the objections of an inspection that was opened within one's scope")
    return rows.filter(inspection=inspection, decided_date=None).first()
