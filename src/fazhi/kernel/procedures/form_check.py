"""The start check of forms (fazhi.E031): every act that a person takes can be asked for, and nothing else is."""

from collections.abc import Iterable, Iterator
from inspect import Parameter, signature
from typing import Any

from django.core.checks import CheckMessage, Error

from fazhi.engines.procedure import BEGIN, Fault, Procedure
from fazhi.kernel.procedures import forms, registry
from fazhi.kernel.procedures.forms import ActForm, FieldType

OF_EVERY_ACT = frozenset({"by", "at", "on", "late_reason"})
"""What a service is passed besides the form's fields; the matter, or for an opening the office, as well."""


def check_forms(**_: Any) -> list[CheckMessage]:
    """Each step that a person takes and each opening has its form, and each form its act, grounds and service."""
    return [
        Error(f"{fault.procedure}, {fault.place}: {fault.text}.", hint=f"{fault.hint}.", id="fazhi.E031")
        for fault in faults(registry.procedures(), forms.forms())
    ]


def faults(procedures: Iterable[Procedure], declared: Iterable[ActForm]) -> tuple[Fault, ...]:
    """All that is wrong with the forms `declared` for `procedures`, by procedure and act."""
    needs = {procedure.name: _needs(procedure) for procedure in procedures}
    by_act = {(form.procedure, form.act): form for form in declared}
    missing = [
        Fault(name, act, "no form", "register an ActForm for it in apps.py")
        for name, acts in needs.items()
        for act in acts
        if (name, act) not in by_act
    ]
    wrong = [
        Fault(form.procedure, form.act, text, hint)
        for form in by_act.values()
        for text, hint in _wrong(form, needs.get(form.procedure))
    ]
    return tuple(sorted((*missing, *wrong), key=lambda fault: (fault.procedure, fault.place)))


def _needs(procedure: Procedure) -> dict[str, frozenset[str]]:
    """Act → the grounds that it needs from any state, of all acts that officials take."""
    opening = procedure.opening
    needs = {BEGIN: frozenset(opening.needs)} if opening and not registry.is_partys_own(opening.by) else {}
    for step in procedure.steps:
        # What a party does itself is asked by the portal's own pages, in plain words.
        if not step.is_deemed and not registry.is_partys_own(step.by):
            needs[step.name] = needs.get(step.name, frozenset()) | frozenset(step.needs)
    return needs


def _wrong(form: ActForm, acts: dict[str, frozenset[str]] | None) -> Iterator[tuple[str, str]]:
    if acts is None:
        yield "a form of no procedure", "register the procedure, or take the form out"
        return
    if form.act not in acts:
        yield "a form of no act that a person takes", f"acts are {', '.join(sorted(acts))}"
        return
    names = [field.name for field in form.fields]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name!r} is asked twice", "ask it once"
    for ground in sorted(acts[form.act] - {*names, *form.answers}):
        yield f"the ground {ground!r} is not asked", "add a field of that name, or name it in `answers`"
    for ground in sorted(set(form.answers) - acts[form.act]):
        yield f"{ground!r} is no ground of this act", "take it out of `answers`"
    for field in form.fields:
        if (field.type is FieldType.CODE) != bool(field.labels):
            yield f"{field.name!r} has labels without codes, or codes without labels", "labels go with FieldType.CODE"
    yield from _service(form, names)


def _service(form: ActForm, names: list[str]) -> Iterator[tuple[str, str]]:
    """What the service takes against what it is passed."""
    takes = signature(form.do).parameters
    if any(parameter.kind is Parameter.VAR_KEYWORD for parameter in takes.values()):
        return
    passed = {*names, *OF_EVERY_ACT} | ({"office"} if form.act == BEGIN else set())
    for name in sorted(passed - set(takes)):
        yield f"the service takes no {name!r}", "add the parameter, or take the field out"
    asked = {field.name for field in form.fields if field.required}
    positional = 0 if form.act == BEGIN else 1
    for name, parameter in list(takes.items())[positional:]:
        if parameter.default is Parameter.empty and name not in passed - (set(names) - asked):
            yield f"the service needs {name!r}, which may be left blank", "make the field required, or give a default"
