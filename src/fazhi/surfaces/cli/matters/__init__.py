"""`fazhi matter`: a matter of any procedure looked at, opened, taken through its acts, corrected; its clocks and its task."""

from fazhi.surfaces.cli.matters import acting, clocks, looking, open_acts, tasks, wording  # noqa: F401  registers the sentences

COMMANDS = (*open_acts.COMMANDS, *looking.COMMANDS, *acting.COMMANDS, *clocks.COMMANDS, *tasks.COMMANDS)
