"""The console's side of the hotline, and the Chinese sentences of its refusals."""

from fazhi.lines.hotline.commands import (
    planning,
    queue_log,
    replay,
    wording,  # noqa: F401  its sentences
)

COMMANDS = (*planning.COMMANDS, *queue_log.COMMANDS, *replay.COMMANDS)
