"""Decisions of the hotline: no database, no clock."""
