"""
The addresses of the interface: the document, and one for all operations, which the door finds by their own list.

Both are open to strangers as far as the desk's door is concerned; who calls is found out by the interface's own.
"""

from django.urls import URLPattern, register_converter
from django.urls.converters import StringConverter

from fazhi.surfaces.api import figures, ledgers, receipts, registers, webhooks
from fazhi.surfaces.api.document import document
from fazhi.surfaces.api.door import door
from fazhi.surfaces.api.operations import PREFIX, Operation
from fazhi.surfaces.api.operations import register as _register
from fazhi.surfaces.web.access import ANYONE, address


class Anything(StringConverter):
    """The rest of an address with whatever it holds, line ends too, so that the door answers it and nobody else."""

    regex = r"[\s\S]+"


register_converter(Anything, "anything")

_OWN = (registers, figures, ledgers, receipts, webhooks)


def register(*lines: tuple[Operation, ...]) -> list[URLPattern]:
    """Make the operations known, the interface's own and those of lines; returns the addresses for `urlpatterns`."""
    for operations in (*(room.OPERATIONS for room in _OWN), *lines):
        _register(*operations)
    return [
        address(f"{PREFIX}openapi.json", document, name="api-document", access=ANYONE),
        address(f"{PREFIX}<anything:path>", door, name="api", access=ANYONE),
    ]
