"""The console's side of mediation: disputes with several records, and the Chinese sentences of its refusals."""

from fazhi.lines.mediation.commands import departments_wording, people_wording  # noqa: F401  register their sentences
from fazhi.lines.mediation.commands.disputes import COMMANDS

__all__ = ["COMMANDS"]
