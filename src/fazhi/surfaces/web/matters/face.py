"""What a line says about its matters so that the desk can show and move them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest


PAPERS: Mapping[str, str] = {
    "identity": gettext_noop("身份证明"),
    "authority": gettext_noop("授权委托书"),
    "evidence": gettext_noop("证据材料"),
    "record": gettext_noop("笔录、记录"),
    "signed": gettext_noop("签字的文书"),
    "other": gettext_noop("其他材料"),
}
"""What a paper may be that somebody adds to a matter."""


@dataclass(frozen=True)
class Part:
    """
    One sheet on a matter's page that only this line has.

    template  rendered with what `context` answers; nothing is shown if that is None
    """

    template: str
    context: "Callable[[Matter, DeskRequest], Mapping[str, Any] | None]"


@dataclass(frozen=True)
class Milestone:
    """
    Something that happened and that the record itself tells by a date, where the trail has no act of it.

    acts  names of the steps that bring it about: whose trail has one of them needs no date to tell it
    """

    day: date
    title: str
    told: str = ""
    acts: frozenset[str] = frozenset()


def _none(matter: "Matter") -> tuple[()]:
    return ()


@dataclass(frozen=True)
class MatterFace:
    """
    How matters of some procedures look.

    procedures  the procedures whose matters this page shows
    url_name    name of the page's address; it takes `key`, a UUID. The act's page is `url_name`-act, with `act` as well
    register    the register that lists them, "" if none; ledgers bring only what is in a register
    title       the heading, as 邻里纠纷
    facts       title and value, in order, personal data masked
    parts       further sheets, in order, below the facts and parties
    milestones  what the record tells by dates, beside the trail: rows of a ledger have days without acts
    papers      what a paper added by hand may be: code → title
    facts_title heading of the sheet of facts
    section     the item of the top bar that the page belongs to
    has_parties whether its matters have parties of their own
    """

    procedures: tuple[str, ...]
    url_name: str
    register: str
    title: "Callable[[Matter], str]"
    facts: "Callable[[Matter], Iterable[tuple[str, str]]]"
    parts: tuple[Part, ...] = ()
    milestones: "Callable[[Matter], Iterable[Milestone]]" = _none
    papers: Mapping[str, str] = field(default_factory=lambda: dict(PAPERS))
    facts_title: str = gettext_noop("基本情况")
    section: str = "registers"
    has_parties: bool = True


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
