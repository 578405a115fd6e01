"""`fazhi ledger`: ledgers in and out, senders' mappings, batches and their undoing, superior systems."""

from fazhi.surfaces.cli.ledger import batches, files, mapping, superiors, wording  # noqa: F401  registers the sentences

COMMANDS = (*files.COMMANDS, *mapping.COMMANDS, *batches.COMMANDS, *superiors.COMMANDS)
