"""Decisions of mediation that are data or pure functions of facts."""
