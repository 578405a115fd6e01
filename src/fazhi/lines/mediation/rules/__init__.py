"""Decisions of mediation: facts in, the answer with its grounds out; no database, no clock."""
