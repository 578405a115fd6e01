"""The line's commands: the report made and compared (`making`), and its life (`life`)."""

from fazhi.lines.annual_report.commands import life, making, wording  # noqa: F401  wording registers its sentences

COMMANDS = (*making.COMMANDS, *life.COMMANDS)
