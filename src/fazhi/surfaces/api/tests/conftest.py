"""The callers of `calling`, for the tests of this room."""

from fazhi.surfaces.api.tests.calling import court, enter, ours, security

__all__ = ["court", "enter", "ours", "security"]
