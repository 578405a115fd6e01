"""What a post may import: which kinds, and whose rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi.kernel.exchange.formats import Format, registered
from fazhi.kernel.exchange.permissions import IMPORT, IMPORT_REFERENCE
from fazhi.kernel.exchange.queries import visible_offices
from fazhi.kernel.organisations.services import require

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_REFERENCE = "organisations."


@dataclass(frozen=True)
class Rights:
    """
    As `services.import_files` takes them.

    within   ids of the offices whose rows may be imported, None for all
    allowed  codes of the formats that may be imported
    """

    within: frozenset[int] | None
    allowed: frozenset[str]

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that may be imported, in import order."""
        return tuple(format for format in registered() if format.code in self.allowed)


def rights_of(post: "Post") -> Rights:
    """
    The rights of `post`: offices, officials and posts for the system administrator, everything else for who works on it.

    Raises NotPermitted for a post that may import nothing.
    """
    is_reference = post.role in IMPORT_REFERENCE.roles
    require(post, IMPORT_REFERENCE if is_reference else IMPORT)
    codes = frozenset(format.code for format in registered())
    reference = frozenset(code for code in codes if code.startswith(_REFERENCE))
    is_whole = post.office.parent_id is None
    within = None if is_whole else frozenset(visible_offices(post))
    return Rights(within, reference if is_reference else codes - reference)
