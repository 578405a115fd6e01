"""What the pages of a register have in common: which register, what is asked of it, which rows those are for this post."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.engines.indicator import Column, In, Register, Rows
from fazhi.engines.indicator import Condition as Wanted
from fazhi.kernel.indicators import listing, registry
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import procedures_of
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.web.registers import asking
from fazhi.surfaces.web.registers.asking import Asked
from fazhi.surfaces.web.tables import choosable

SECTION = "registers"
PARTIES = "register-parties"
"""Key of the session: token → what a look-up of parties found (`finding`)."""

_LABELLED, _USUAL = 3, 10


def register_named(name: str) -> Register:
    """Raises NotHere."""
    found = registry.catalogue().registers.get(name)
    if found is None:
        raise NotHere(_("台账“%s”") % name, Way(_("全部台账"), reverse("registers")))
    return found


def asked_of(register: Register, query: QueryDict) -> Asked:
    return asking.parse(register, dict(query.lists()))


def list_url(register: Register, asked: Asked, name: str = "register") -> str:
    written = asking.query_of(register, asked)
    return reverse(name, kwargs={"name": register.name}) + (f"?{written}" if written else "")


def office_of(request: DeskRequest, asked: Asked) -> Scope | None:
    """
    The office that the list is narrowed to. Raises NotHere for one that the post doesn't see, or that is not there.
    """
    if not asked.office:
        return None
    found = organisations.office_seen_by(request.post, asked.office)
    if found is None:
        raise NotHere(_("机构“%s”") % asked.office[:40], Way(_("全部台账"), reverse("registers")))
    return Scope(found.code, found.left, found.right, found.name)


def party_of(request: DeskRequest, asked: Asked) -> Mapping[str, object] | None:
    """What a look-up of parties found, as this session keeps it; None for a token that it doesn't know."""
    found = request.session.get(PARTIES, {}).get(asked.party)
    return found if isinstance(found, dict) else None


def rows_of(request: DeskRequest, register: Register, asked: Asked, office: Scope | None, *, today: date) -> Rows:
    """The rows that are asked for, within the post's offices."""
    own = request.post.office
    wanted: list[Wanted] = [part for condition in asked.conditions for part in condition.asked(today)]
    if asked.party:
        found = party_of(request, asked) or {}
        keys = found.get("matters") or [UUID(int=0).hex]  # no key is this one: nothing was found, and nothing is listed
        wanted.append(In(register.key, tuple(keys)))  # type: ignore[arg-type]
    return listing.listed(register, Scope(own.code, own.left, own.right), tuple(wanted), office=office)


def shown_columns(register: Register, asked: Asked) -> tuple[Column, ...]:
    """The columns of the list: those that were chosen, or the usual ones."""
    columns = {column.name: column for column in choosable(register)}
    return tuple(columns[name] for name in asked.columns or usual_columns(register))


def usual_columns(register: Register) -> tuple[str, ...]:
    """A few that tell what a row is: its name, its days, whose it is, what kind, how much."""
    columns = choosable(register)
    ordered = asking.usual_order(register).column
    labelled = [column.name for column in columns if column.labels and "." not in column.source][:_LABELLED]
    named = [column.named_by for column in register.columns if column.named_by][:1]
    ends = [
        name for name in (register.closed, *(each.name for each in columns if each.name.endswith("_due_date"))) if name
    ]
    money = [column.name for column in columns if column.unit == "分"][:1]
    wanted = [columns[0].name, register.opened or ordered, *named, *labelled, *ends, *money]
    known = {column.name for column in columns}
    few = [name for name in dict.fromkeys(wanted) if name in known]
    rest = [column.name for column in columns if column.name not in few]
    return tuple((few if len(few) > 5 else [*few, *rest])[:_USUAL])


def matters_of(register: Register) -> tuple[str, ...]:
    """The procedures whose matters the rows are; none if they are no matters."""
    return procedures_of(register.name)
