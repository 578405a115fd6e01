"""`fazhi report` and what stands under it."""

from fazhi.lines.annual_report.commands import checking, report

COMMANDS = (*report.COMMANDS, *checking.COMMANDS)
