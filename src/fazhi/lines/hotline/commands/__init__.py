"""The console's side of the hotline, one module for each subject, and the Chinese sentences of its refusals."""

from fazhi.lines.hotline.commands import roster

COMMANDS = (*roster.COMMANDS,)
