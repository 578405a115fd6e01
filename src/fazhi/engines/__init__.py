"""Libraries anyone could use alone: no framework, no database, no clock, no network."""
