"""What a line says about its matters so that the desk can show and move them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest


@dataclass(frozen=True)
class Part:
    """
    One sheet on a matter's page that only this line has.

    template  rendered with what `context` answers; nothing is shown if that is None
    """

    template: str
    context: "Callable[[Matter, DeskRequest], Mapping[str, Any] | None]"


@dataclass(frozen=True)
class MatterFace:
    """
    How matters of some procedures look.

    procedures  the procedures whose matters this page shows
    url_name    name of the page's address; it takes `key`, a UUID. The act's page is `url_name`-act, with `act` as well
    register    the register that lists them, "" if none
    title       the heading, as 邻里纠纷
    facts       title and value, in order, personal data masked
    parts       further sheets, in order, below the facts and parties
    """

    procedures: tuple[str, ...]
    url_name: str
    register: str
    title: "Callable[[Matter], str]"
    facts: "Callable[[Matter], Iterable[tuple[str, str]]]"
    parts: tuple[Part, ...] = ()


_faces: dict[str, MatterFace] = {}


def register(*faces: MatterFace) -> None:
    """Make faces known; `pages.register` does it for each line."""
    _faces.update({procedure: face for face in faces for procedure in face.procedures})


def face_of(procedure: str) -> MatterFace | None:
    """How matters of this procedure look; None if no line has said."""
    return _faces.get(procedure)


def matter_url(procedure: str, key: UUID) -> str:
    """The page of a matter; "" if its line has none."""
    face = face_of(procedure)
    return reverse(face.url_name, kwargs={"key": key}) if face else ""


def procedures_of(register_name: str) -> tuple[str, ...]:
    """The procedures whose matters are the rows of a register; none if its rows are no matters."""
    return tuple(procedure for procedure, face in _faces.items() if face.register == register_name)
