"""What the acts of the hotline have in common."""

from fazhi.engines.codes import Labelled
from fazhi.lines.hotline.errors import Unlisted


def listed(list_: type[Labelled], name: str, code: str) -> str:
    """The code, if the list has it. Raises Unlisted."""
    if code not in list_.labels():
        raise Unlisted(name, code, tuple(list_.labels()))
    return code
