"""The console's side of mediation: the Chinese sentences of its refusals."""

from fazhi.lines.mediation.commands import people_wording  # noqa: F401  registers its sentences
