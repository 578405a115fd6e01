"""The console's side of mediation: its commands, and the Chinese sentences of its refusals."""

from fazhi.lines.mediation.commands import categories, national_form, statistics_wording, subsidy  # noqa: F401

COMMANDS = (*categories.COMMANDS, *national_form.COMMANDS, *subsidy.COMMANDS)
