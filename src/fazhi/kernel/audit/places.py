"""Where acts are done: what a surface says once for all that is done through it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from fazhi.kernel.audit.models import Place

_surface: ContextVar[Place | None] = ContextVar("surface", default=None)


@contextmanager
def done_at(place: Place) -> Iterator[None]:
    """
    Let acts inside be told as done at `place`.

    Services that nobody told otherwise say "desk" or "console"; a surface that is the other one need not reach through each
    of them. What the system does by itself stays the system's.
    """
    token = _surface.set(place)
    try:
        yield
    finally:
        _surface.reset(token)


def told(place: str) -> str:
    """Where an act was done that its service takes to be done at `place`."""
    surface = _surface.get()
    return surface.value if surface is not None and place != Place.SYSTEM else place
