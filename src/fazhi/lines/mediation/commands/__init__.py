"""The console's side of mediation, one module for each subject, and the Chinese sentences of its refusals."""

from fazhi.lines.mediation.commands import (
    applications_wording,  # noqa: F401  its sentences
    casefile,
    categories,
    departments_wording,  # noqa: F401  its sentences
    disputes,
    national_form,
    network,
    people_wording,  # noqa: F401  its sentences
    statistics_wording,  # noqa: F401  its sentences
    subsidy,
)

COMMANDS = (
    *casefile.COMMANDS,
    *categories.COMMANDS,
    *disputes.COMMANDS,
    *national_form.COMMANDS,
    *network.NETWORK_COMMANDS,
    *subsidy.COMMANDS,
)
