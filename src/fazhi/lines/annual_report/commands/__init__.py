"""`fazhi report` and what stands under it."""

from fazhi.lines.annual_report.commands import checking, making, published

COMMANDS = (*making.COMMANDS, *checking.COMMANDS, *published.COMMANDS)
