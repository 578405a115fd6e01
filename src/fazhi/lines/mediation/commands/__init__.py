"""The console's commands of mediation, and the sentences for what it refuses."""

from fazhi.lines.mediation.commands import wording  # noqa: F401  registers the sentences
from fazhi.lines.mediation.commands.categories import COMMANDS as CATEGORIES
from fazhi.lines.mediation.commands.national_form import COMMANDS as FORM
from fazhi.lines.mediation.commands.subsidy import COMMANDS as SUBSIDY

COMMANDS = (*CATEGORIES, *FORM, *SUBSIDY)
