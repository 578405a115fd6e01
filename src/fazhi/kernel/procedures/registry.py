"""Procedures and permissions of all lines; a wrong table stops the start (fazhi.E030)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.checks import CheckMessage, Error

from fazhi.engines.deadlines.periods import PAUSABLE, Kind
from fazhi.engines.procedure import Permission, Procedure, Step, faults
from fazhi.kernel.law import registry as law
from fazhi.kernel.law.periods import period_rows
from fazhi.kernel.organisations.terms import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Matter

DeemedAct = Callable[["Matter", datetime, date], Step]
"""How a line writes a deemed result: matter, moment of recording, day on which it came about."""

_RUNNING = PAUSABLE | {Kind.FIXED}
"""Kinds of periods that a clock runs by."""

Arising = Callable[[datetime], int]
"""Brings into being the matters of a procedure that fall due by themselves, and says how many; twice is once."""

Watcher = Callable[["Matter", str, datetime], None]
"""Told of an act in its transaction: the matter as the act leaves it, the act's name, the moment of recording."""

_procedures: dict[str, Procedure] = {}
_models: dict[str, "type[Matter]"] = {}
_permissions: dict[str, Permission] = {}
_deemed: dict[tuple[str, str], DeemedAct] = {}
_arising: dict[str, Arising] = {}
_grounds: dict[str, str] = {}
_other_acts: dict[str, str] = {}
_watchers: list[Watcher] = []


def register(
    procedure: Procedure,
    model: "type[Matter]",
    permissions: Iterable[Permission],
    *,
    deemed: Mapping[str, DeemedAct] | None = None,
    arising: Arising | None = None,
    grounds: Mapping[str, str] | None = None,
) -> None:
    """
    Make a line's procedure known, with the model of its matters; called from the line's `apps.py`. What it cites is
    declared to the law room.

    deemed   name of a deemed step → the line's service that writes it, where it writes more than the state
    arising  the line's service for matters that no person opens, because a day does
    grounds  name of a ground → its Chinese word
    """
    _procedures[procedure.name] = procedure
    _models[procedure.name] = model
    _deemed.update({(procedure.name, step): act for step, act in (deemed or {}).items()})
    if arising:
        _arising[procedure.name] = arising
    _grounds.update(grounds or {})
    law.declare([step.basis for step in procedure.steps], procedure.name)
    if procedure.opening:
        law.declare([procedure.opening.basis], procedure.name)
    register_permissions(permissions)


def register_permissions(permissions: Iterable[Permission]) -> None:
    """Make rights known that belong to no procedure."""
    made = {permission.code: permission for permission in permissions}
    law.declare([permission.basis for permission in made.values()], "permissions")
    _permissions.update(made)


def watch(watcher: Watcher) -> None:
    """Have a higher room told of each act that moves a matter: what it writes stands or falls with the act."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def watchers() -> tuple[Watcher, ...]:
    return tuple(_watchers)


def procedures() -> tuple[Procedure, ...]:
    """All procedures, by name."""
    return tuple(_procedures[name] for name in sorted(_procedures))


def procedure_named(name: str) -> Procedure:
    """The procedure `name`; KeyError if no line has it."""
    return _procedures[name]


def procedure_of(matter: "Matter") -> Procedure:
    """
    The procedure that moves this matter; KeyError if none is registered.

    A model that several procedures move says which one in its column `procedure`.
    """
    names = [name for name, known in _models.items() if known is type(matter)]
    if not names:
        raise KeyError(type(matter).__name__)
    return _procedures[names[0] if len(names) == 1 else matter.procedure]  # type: ignore[attr-defined]


def model_of(name: str) -> "type[Matter]":
    """The model of the matters that the procedure `name` moves; KeyError if no line has it."""
    return _models[name]


def matters_of(name: str, reason: str) -> "QuerySet[Matter]":
    """
    All matters that the procedure `name` moves, for the system itself; KeyError if no line has it.

    reason  why no person's scope applies
    """
    model = _models[name]
    rows: QuerySet[Matter] = model.objects.system(reason)
    is_shared = sum(known is model for known in _models.values()) > 1
    # By keyword, because only a shared model has that column.
    return rows.filter(**{"procedure": name}) if is_shared else rows


def procedures_of(model: "type[Matter]") -> tuple[str, ...]:
    """Names of the procedures that move this model's matters."""
    return tuple(name for name in sorted(_models) if _models[name] is model)


def models() -> "tuple[type[Matter], ...]":
    """The models of all lines' matters, each once."""
    return tuple(dict.fromkeys(_models[name] for name in sorted(_models)))


def matters_seen_by(post: "Post | None", name: str) -> "QuerySet[Matter]":
    """The matters of the procedure `name` in the post's offices, all for the system account; KeyError if no line has it."""
    rows = matters_of(name, "a person's scope follows, or the system account asks")
    if post is None:
        return rows
    return rows.filter(office__left__gte=post.office.left, office__left__lte=post.office.right)


def matter_seen_by(post: "Post", key: UUID, names: Collection[str]) -> "Matter | None":
    """
    The matter of this id, with its office, if one of the procedures `names` moves it and it lies in the post's offices; one
    query a model. KeyError if no line has one of the procedures.
    """
    for model in dict.fromkeys(_models[name] for name in names):
        rows = model.objects.visible_to(post).select_related("office", *model.shown_with)
        found = rows.filter(pk=key).first()
        if found is not None and procedure_of(found).name in names:
            return found
    return None


def chosen_matters(post: "Post", name: str, keys: Collection[UUID]) -> "tuple[Matter, ...]":
    """Those of these matters that the procedure `name` moves and that lie in the post's offices, by number."""
    return tuple(matters_seen_by(post, name).filter(pk__in=keys).select_related("office").order_by("number", "pk"))


def deemed_act(procedure: str, step: str) -> DeemedAct | None:
    """How the line writes this deemed result; None if it writes no more than the state."""
    return _deemed.get((procedure, step))


def arising(procedure: str) -> Arising | None:
    """What brings up matters of this procedure by itself; None if only people and imports do."""
    return _arising.get(procedure)


def permission(code: str) -> Permission:
    """The permission `code`; KeyError if nobody declared it."""
    return _permissions[code]


def is_partys_own(code: str) -> bool:
    """Whether the permission `code` is a party's own; False if nobody declared it."""
    return code in _permissions and _permissions[code].is_partys_own


def permissions() -> tuple[Permission, ...]:
    """All permissions, by code."""
    return tuple(_permissions[code] for code in sorted(_permissions))


_KERNEL_ACTS = {
    "procedures.suspend": "中止期限",
    "procedures.resume": "恢复期限",
    "procedures.extend": "延长期限",
    "procedures.take_over": "接办",
    "procedures.hand_over": "移交",
    "procedures.carry": "登记后续结果",
    "parties.add": "登记当事人",
    "parties.hand_on": "随事项移交当事人信息",
    "parties.correct": "更正当事人",
    "parties.protect": "设定当事人保护",
    "parties.represent": "登记代理人",
}


def name_acts(titles: Mapping[str, str]) -> None:
    """Make the official words known for a line's acts that move no matter: code in the trail → title."""
    _other_acts.update(titles)


def act_title(action: str) -> str:
    """The official word for an act on a matter, by its code in the trail; the code itself if nobody knows it."""
    name, _, step = action.rpartition(".")
    procedure = _procedures.get(name)
    if procedure is None:
        return _KERNEL_ACTS.get(action) or _other_acts.get(action, action)
    return _other_acts.get(action) or procedure.title_of(step) or ("更正" if step == "rectify" else action)


def acts_called(words: str) -> frozenset[str]:
    """The codes of the acts whose official word has these words in it, or that are called so."""
    steps = {f"{each.name}.{step.name}": step.title for each in procedures() for step in each.steps}
    known = {**steps, **_KERNEL_ACTS, **_other_acts}
    return frozenset(code for code, title in known.items() if words in title or words == code) or frozenset({words})


def other_act_titles() -> tuple[str, ...]:
    """The official words of all acts that are no step of a procedure: the kernel's own, and those the lines have named."""
    return (*_KERNEL_ACTS.values(), *_other_acts.values())


def ground_title(name: str) -> str:
    """What people call the ground `name`; the name itself if no line has said."""
    return _grounds.get(name, name)


def check_procedures(**_: Any) -> list[CheckMessage]:
    """Each state reachable and leading to an end, each dead end declared, each permission, role and period known."""
    rows = period_rows()
    known = {
        "permissions": frozenset(_permissions),
        "periods": frozenset(rows),
        "roles": frozenset(Role.values),
    }
    wrong: list[CheckMessage] = [
        Error(f"{fault.procedure}, {fault.place}: {fault.text}.", hint=f"{fault.hint}.", id="fazhi.E030")
        for procedure in procedures()
        for fault in faults(procedure, **known)
    ]
    return wrong + [
        Error(
            f"{procedure.name}, {step.source} → {step.name}: {step.within.period} is no period that runs.",
            hint="A clock runs by a deadline, a minimum or a date of the year; state a day counted back otherwise.",
            id="fazhi.E030",
        )
        for procedure in procedures()
        for step in procedure.steps
        if step.within and (row := rows.get(step.within.period)) and row.values[-1].period.kind not in _RUNNING
    ]
