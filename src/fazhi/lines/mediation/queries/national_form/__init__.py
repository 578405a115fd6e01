"""The national form filled: tables asked of an engine in sets, and the checks that cross-foot them."""

from fazhi.lines.mediation.queries.national_form.form import form
from fazhi.lines.mediation.queries.national_form.terms import BY, Check, Filled, Form, Row

__all__ = ["BY", "Check", "Filled", "Form", "Row", "form"]
