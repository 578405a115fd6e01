"""
The line's commands: the report made and compared (`making`), its life (`life`), an edited one checked (`checking`), figures
published elsewhere (`published`).
"""

from fazhi.lines.annual_report.commands import (  # noqa: F401  wording registers its sentences
    checking,
    life,
    making,
    published,
    wording,
)

COMMANDS = (*making.COMMANDS, *life.COMMANDS, *checking.COMMANDS, *published.COMMANDS)
