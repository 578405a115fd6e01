"""Decisions of inspections: no database, no clock."""
