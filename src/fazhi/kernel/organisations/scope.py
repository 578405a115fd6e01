"""
Row scope by organisation.

Offices form a tree with integer bounds; a post sees the rows of its own office and of those below it. The rule is
one range predicate in SQL on every query of a scoped model, so there is no way to forget it: the manager offers
`visible_to(post)` and `system(reason)` and refuses everything else.
"""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models

from fazhi.kernel.organisations.errors import UnscopedQuery

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

Row = TypeVar("Row", bound=models.Model)

# Everything that a queryset can do, so that nothing new in Django opens a side door. Django itself reads and writes rows
# that somebody already holds by its base manager; our own code may not name that one (tests/architecture/test_walls.py).
_REFUSED = frozenset(name for name in dir(models.QuerySet) if not name.startswith("_")) - {"db"}


class ScopedManager(models.Manager[Row], Generic[Row]):
    """
    The one door to the rows of a scoped model.

    Every method of a queryset is refused here; the two questions below give a queryset that is scoped, or says why not.

    bounds  the lookup that leads to the office whose bounds decide, "office__" for most, "" for `Office` itself
    """

    use_in_migrations = False

    def __init__(self, bounds: str = "office__") -> None:
        super().__init__()
        self.bounds = bounds

    def __getattribute__(self, name: str) -> Any:
        if name in _REFUSED:
            raise UnscopedQuery(super().__getattribute__("model").__name__, name)
        return super().__getattribute__(name)

    def get_queryset(self) -> models.QuerySet[Row]:
        """Refused too: serializers, the admin and form fields ask a default manager for it."""
        raise UnscopedQuery(self.model.__name__, "get_queryset")

    def visible_to(self, post: "Post") -> models.QuerySet[Row]:
        """Rows of the post's office and of the offices below it."""
        office = post.office
        lookup = {f"{self.bounds}left__gte": office.left, f"{self.bounds}left__lte": office.right}
        return self._rows().filter(**lookup)

    def system(self, reason: str) -> models.QuerySet[Row]:
        """All rows, for the system itself; `reason` says why no person's scope applies."""
        if not reason.strip():
            raise ValueError("system() needs a reason: it reads every office's rows")
        return self._rows()

    def _rows(self) -> models.QuerySet[Row]:
        return super().get_queryset()
