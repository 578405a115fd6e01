"""The small city's year with all that the desk's and the portal's pages show, for tests that attack them."""

from tests.desk.conftest import as_post, desk, house, world, year

__all__ = ["as_post", "desk", "house", "world", "year"]
