"""Integrity checkers of mediation."""
