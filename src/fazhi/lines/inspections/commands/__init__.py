"""The console's side of inspections, and the Chinese sentences of its refusals."""

from fazhi.lines.inspections.commands import (
    transcripts,
    wording,  # noqa: F401  its sentences
)

COMMANDS = transcripts.COMMANDS
