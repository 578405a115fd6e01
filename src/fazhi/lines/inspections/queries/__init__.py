"""Questions about rosters, draws and inspections; nothing is changed here."""
