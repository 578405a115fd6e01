"""The console's side of mediation, one module for each subject, and the Chinese sentences of its refusals."""

from fazhi.lines.mediation.commands import departments_wording, disputes, people_wording  # noqa: F401  their sentences
from fazhi.lines.mediation.commands.network import NETWORK_COMMANDS

COMMANDS = (*disputes.COMMANDS, *NETWORK_COMMANDS)
