"""Integrity checkers of mediation by departments: what no constraint can say."""

from collections.abc import Iterator
from datetime import date

from fazhi.kernel.parties import sharing
from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.mediation.models import AdministrativeMatter
from fazhi.lines.mediation.rules.departments import is_same_body
from fazhi.lines.mediation.terms import Nature, Sector

_WHY = "an integrity checker"


def _own_disputes(on: date) -> Iterator[Finding]:
    """Administrative disputes of a ledger with a party of the department's own name, and nobody to watch over it."""
    rows = AdministrativeMatter.objects.system(_WHY).filter(nature=Nature.ADMINISTRATIVE, supervised_by="")
    matters = {key: (number, office) for key, number, office in rows.values_list("pk", "number", "office__name")}
    told: set[object] = set()
    for matter, name in sharing.names_in(rows.values("pk")):
        number, office = matters[matter]
        if matter not in told and is_same_body(name, office):
            told.add(matter)
            yield {"number": number, "office": office}


def _late(sector: Sector, period: str, on: date, *, open_ones: bool) -> Iterator[Finding]:
    """Matters of a sector whose limit lapsed: still open, or ended after it."""
    for lapse in procedures.lapses_of(period, on=on):
        if (lapse.stopped is None) is open_ones:
            rows = AdministrativeMatter.objects.system(_WHY).filter(pk=lapse.matter_id, procedure=sector)
            for number, office in rows.values_list("number", "office__name"):
                yield {"number": number, "office": office, "due": lapse.due, "ended": lapse.stopped or ""}


def _second_late(on: date) -> Iterator[Finding]:
    return _late(Sector.PUBLIC_SECURITY, "ZA-TJ2", on, open_ones=False)


def _complaints_open(on: date) -> Iterator[Finding]:
    return _late(Sector.CONSUMER, "XF-CONSUME-END", on, open_ones=True)


CHECKERS = (
    Checker(
        "department-not-own-mediator",
        "行政机关不自行调解以自己为当事人的行政纠纷",
        "{number} 的当事人就是调解机关{office}，没有写明监督单位",
        _own_disputes,
    ),
    Checker(
        "second-police-mediation-in-time",
        "治安再次调解在第一次调解后的七个工作日内完成",
        "{number}（{office}）的再次调解应当在 {due} 以前完成，{ended} 才结束",
        _second_late,
    ),
    Checker(
        "complaint-mediation-ended",
        "消费投诉自受理之日起四十五个工作日内终结",
        "{number}（{office}）的调解应当在 {due} 终止，至今没有终止；请运行期限时钟",
        _complaints_open,
    ),
)
