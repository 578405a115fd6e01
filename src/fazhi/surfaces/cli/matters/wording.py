"""Chinese sentences for what is asked of an act, and for matters that are not found."""

from fazhi.kernel.procedures.errors import (
    FieldFault,
    FormRefused,
    MatterUnknown,
    NoForm,
    NoMoment,
    NumberAmbiguous,
)
from fazhi.surfaces.wording import sentence

_SHOWN = 40


@sentence.register
def _(error: FormRefused) -> str:
    return f"没有办理“{error.act}”：{'；'.join(map(_fault, error.faults))}。"


def _fault(fault: FieldFault) -> str:
    if not fault.title:
        return f"没有“{fault.field}”这一项，可填 {fault.expected}"
    name = f"{fault.title}（{fault.field}）"
    if not fault.found:
        return f"缺{name}，应为{fault.expected}"
    found = fault.found if len(fault.found) <= _SHOWN else f"{fault.found[:_SHOWN]}…"
    return f"{name}是“{found}”，应为{fault.expected}"


@sentence.register
def _(error: NoForm) -> str:
    title = error.procedure.title_of(error.act) or error.act
    return f"{error.procedure.title}的“{title}”还没有办理表单，不能在这里办理。"


@sentence.register
def _(error: NoMoment) -> str:
    return f"“{error.act}”只登记到日，--on 请只写日期，如 2024-03-05。"


@sentence.register
def _(error: MatterUnknown) -> str:
    where = f"，或者不在 {error.post} 的范围内" if error.post else ""
    return f"{error.procedure.title}没有编号为 {error.number} 的事项{where}。"


@sentence.register
def _(error: NumberAmbiguous) -> str:
    return f"{'、'.join(error.offices)} 都有编号 {error.number}，请用 --office 写明机构。"
