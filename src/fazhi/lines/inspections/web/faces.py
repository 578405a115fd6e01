"""How tasks and inspections look on the desk: their headings, facts and dates, and the sheets that only they have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.lines.inspections.models import Inspection, Task
from fazhi.lines.inspections.models.draws import HASHES, METHODS
from fazhi.lines.inspections.registers import INSPECTIONS
from fazhi.lines.inspections.services.inspecting import PHOTO
from fazhi.lines.inspections.terms import (
    INSPECTION,
    TASK,
    Cause,
    CreditClass,
    InstitutionKind,
    Manner,
)
from fazhi.lines.inspections.web import draws, findings
from fazhi.lines.inspections.web.days import day_text
from fazhi.lines.inspections.web.tabs import SECTION
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.matters.face import PAPERS, MatterFace, Milestone, Part

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def _task_title(matter: "Matter") -> str:
    return cast(Task, matter).title


def _inspection_title(matter: "Matter") -> str:
    return cast(Inspection, matter).institution.name


def _task_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    task = cast(Task, matter)
    yield _("立项日期"), day_text(task.planned_date)
    yield _("检查起始日期"), day_text(task.visit_date)
    yield _("各类抽取数"), _("、").join(f"{_(kind)} {count}" for kind, count in task.numbers.items()) or NOTHING
    yield _("抽查事项"), _("、").join(task.items)
    if task.since_date:
        yield _("不再抽取"), _("%s 以来抽查过的") % day_text(task.since_date)
    yield from _set_apart(_("必查对象"), task.compulsory)
    yield from _set_apart(_("排除对象"), task.excluded)
    yield _("每组检查人员数"), _("%s 人") % task.team_size
    yield _("抽取方法"), f"{_(METHODS[task.method])}　{HASHES[task.hash]}"
    if task.departments:
        yield _("联合检查部门"), task.departments


def _set_apart(title: str, rows: dict[str, str]) -> Iterator[tuple[str, str]]:
    if rows:
        yield (
            title,
            _("；").join(_("%(code)s（%(reason)s）") % {"code": code, "reason": why} for code, why in rows.items()),
        )


def _inspection_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    inspection = cast(Inspection, matter)
    yield _("统一社会信用代码"), inspection.institution.code
    yield _("检查对象类别"), _(InstitutionKind(inspection.kind).label)
    yield _("信用等级"), _(CreditClass(inspection.credit_class).label)
    yield _("检查事由"), _(Cause(inspection.cause).label)
    if inspection.cause_told:
        yield _("事由说明"), inspection.cause_told
    if inspection.is_compulsory:
        yield _("必查对象"), _("是")
    yield _("指派日期"), day_text(inspection.assigned_date)
    if inspection.notified_date:
        yield _("通知日期"), day_text(inspection.notified_date)
    yield _("检查日期"), day_text(inspection.inspected_date)
    if inspection.manner:
        yield _("检查方式"), _(Manner(inspection.manner).label)


def _task_milestones(matter: "Matter") -> Iterator[Milestone]:
    """What the ledger tells by its dates; the draws stand in a sheet of their own."""
    task = cast(Task, matter)
    if task.closed_date:
        yield Milestone(
            task.closed_date, gettext_noop("完成任务"), gettext_noop("台账所载完成日期"), frozenset({"close"})
        )
    if task.drawn_date:
        yield Milestone(
            task.drawn_date, gettext_noop("随机抽取"), gettext_noop("台账所载抽取日期"), frozenset({"draw"})
        )
    yield Milestone(
        task.planned_date, gettext_noop("抽查任务立项"), gettext_noop("台账所载立项日期"), frozenset({"begin"})
    )


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    """What the ledger tells by its dates."""
    inspection = cast(Inspection, matter)
    told = (
        (inspection.inspected_date, gettext_noop("检查"), gettext_noop("台账所载检查日期"), "record"),
        (inspection.ordered_date, gettext_noop("责令限期整改"), gettext_noop("台账所载责令整改日期"), "order"),
        (inspection.reinspected_date, gettext_noop("复查"), gettext_noop("台账所载复查日期"), "confirm"),
        (inspection.published_date, gettext_noop("公示检查结果"), gettext_noop("台账所载公示日期"), "publish"),
    )
    for day, title, source, act in reversed(told):
        if day is not None:
            yield Milestone(day, title, source, frozenset({act, "find_wanting"} if act == "confirm" else {act}))


TASK_FACE = MatterFace(
    procedures=(TASK,),
    url_name="inspections-task",
    register="",
    title=_task_title,
    facts=_task_facts,
    parts=(Part("inspections/draw.html", draws.draw_of),),
    milestones=_task_milestones,
    facts_title=gettext_noop("任务内容"),
    section=SECTION,
    has_parties=False,
)
INSPECTION_FACE = MatterFace(
    procedures=(INSPECTION,),
    url_name="inspections-inspection",
    register=INSPECTIONS.name,
    title=_inspection_title,
    facts=_inspection_facts,
    parts=(Part("inspections/findings.html", findings.findings),),
    milestones=_milestones,
    papers={PHOTO: gettext_noop("现场照片"), **PAPERS},
    facts_title=gettext_noop("检查情况"),
    section=SECTION,
    has_parties=False,
    own_pages={"record": "inspections-record", "attempt": "inspections-record"},
)
