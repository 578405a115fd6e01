"""The console commands of mediation, one module for each subject."""

from fazhi.lines.mediation.commands.network import NETWORK_COMMANDS

COMMANDS = NETWORK_COMMANDS
