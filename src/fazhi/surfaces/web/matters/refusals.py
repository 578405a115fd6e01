"""What a refused form says: beside its field where the fault has one, else at the top, with the status of the answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers.errors import FileRefused
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import (
    FieldFault,
    FormRefused,
    LateEntry,
    MatterChanged,
    MissingGround,
    OutOfSight,
    StepNotOpen,
    WrongDay,
)
from fazhi.surfaces.web.matters.course import actor_text, names_by_code
from fazhi.surfaces.web.matters.errors import NoToken, SentTwice
from fazhi.surfaces.wording import sentence


@sentence.register
def _no_token(error: NoToken) -> str:
    return _("这张表单已经失效，请核对后再登记一次。")


@sentence.register
def _sent_twice(error: SentTwice) -> str:
    return _("这张表单已经办理过了，没有重复登记。")


BAD, FORBIDDEN, CONFLICT = 400, 403, 409


@dataclass(frozen=True)
class Refusal:
    """
    Why nothing was done.

    faults     field → what would be right
    sentences  what concerns no single field
    status     of the answer; 409 where somebody else was first
    """

    status: int = BAD
    faults: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()


def refusal_of(error: Exception, fields: Collection[str]) -> Refusal | None:
    """
    What `error` says on a form with these fields; None for one that nobody expected, which is to be raised again.
    """
    if isinstance(error, FormRefused):
        return _refused(error.faults, fields)
    if isinstance(error, IntegrityError):
        return Refusal(CONFLICT, sentences=(_("与已有的记录冲突，没有登记：编号可能已经用过，请核对。"),))
    if isinstance(error, DataError):
        return Refusal(sentences=(_("有内容超过了可以保存的长度，请缩短后再登记。"),))
    said = _changed(error) if isinstance(error, MatterChanged) else sentence(error)
    if said is None:
        return None
    place = _place(error)
    if place and place in fields:
        return Refusal(faults={place: said})
    return Refusal(_status(error), sentences=(said,))


def _changed(error: MatterChanged) -> str:
    """Who did what meanwhile, by name."""
    state = error.procedure.states.get(error.state, error.state)
    if error.entry is None:
        told = _("%(number)s 在您打开表单以后已经有人办理过，现在是“%(state)s”。")
        return told % {"number": error.number, "state": state}
    actor = error.entry.actor
    told = _(
        "%(number)s 已由%(who)s于 %(at)s 办理“%(act)s”，现在是“%(state)s”。您填写的内容还在，核对后可以再登记一次。"
    )
    return told % {
        "number": error.number,
        "who": actor_text(actor, names_by_code([actor])),
        "at": f"{timezone.localtime(error.entry.recorded_at):%Y-%m-%d %H:%M}",
        "act": _(registry.act_title(error.entry.action)),
        "state": state,
    }


def _refused(found: Collection[FieldFault], fields: Collection[str]) -> Refusal:
    faults = {fault.field: _told(fault) for fault in found if fault.field in fields}
    strange = [fault.field for fault in found if fault.field not in fields]
    sentences = (_("表单里没有这些项：%s。请重新打开表单。") % "、".join(strange),) if strange else ()
    return Refusal(faults=faults, sentences=sentences)


def _told(fault: FieldFault) -> str:
    if not fault.found:
        return _("还没有填写，应为%s。") % fault.expected
    return _("应为%s。") % fault.expected


def _place(error: Exception) -> str:
    if isinstance(error, LateEntry):
        return "late_reason"
    if isinstance(error, WrongDay):
        return "on"
    if isinstance(error, FileRefused):
        return "file"
    return error.ground if isinstance(error, MissingGround) else ""


def _status(error: Exception) -> int:
    if isinstance(error, NotPermitted | OutOfSight):
        return FORBIDDEN
    return CONFLICT if isinstance(error, MatterChanged | StepNotOpen) else BAD
