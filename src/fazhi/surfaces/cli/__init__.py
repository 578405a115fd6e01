"""The console: `fazhi COMMAND`."""
