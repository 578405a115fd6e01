"""What a caller of mediation can act on."""

from fazhi.lines.mediation.errors.casefile import AlreadyFiled, CaseFileError, ItemsMissing, NotEnded

__all__ = ["AlreadyFiled", "CaseFileError", "ItemsMissing", "NotEnded"]
