"""What `fazhi laws show` tells beside the text of an article: how it came about, what became of it, what cites it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from fazhi.kernel.law.queries import Course, Stage
from fazhi.kernel.organisations.terms import ADMINISTRATORS
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.citing import Citing, acts_citing
from fazhi.surfaces.cli.law_wording import day_text, iso
from fazhi.surfaces.resting import Resting, bases_citing, resting_on

if TYPE_CHECKING:
    from fazhi.kernel.law.models import ArticleText, Version
    from fazhi.kernel.organisations.models import Post


def citing(title: str, course: Course, by: "Post | None") -> tuple[tuple[Resting, ...], tuple[Citing, ...]]:
    """What cites the article: citations mean the law of today, so its number of today."""
    here = course.now.article
    if here is None or here.number is None:
        return (), ()
    bases = bases_citing(title, number=here.number, suffix=here.suffix)
    # Administrators see no matters, and are not told how many there are.
    procedures = () if by and by.role in ADMINISTRATORS else registry.procedures()
    acts = acts_citing(bases, [each.name for each in procedures], by=by)
    return resting_on(title, number=here.number, suffix=here.suffix), acts


def course_data(course: Course, today: date) -> dict[str, Any]:
    """`now` and `course`."""
    return {
        "now": {"on": today.isoformat(), **_now_data(course)},
        "course": [_stage_data(stage) for stage in course.stages],
    }


def citing_data(resting: tuple[Resting, ...], acts: tuple[Citing, ...]) -> dict[str, Any]:
    """`cited_by` and `acts`."""
    return {
        "cited_by": [_resting_data(each) for each in resting],
        "acts": [{"procedure": each.procedure, "acts": each.acts, "matters": each.matters} for each in acts],
    }


def version_data(version: "Version") -> dict[str, Any]:
    """A version's own days."""
    return {"version_date": iso(version.version_date), "effective": iso(version.effective_date)}


def _now_data(course: Course) -> dict[str, Any]:
    now = course.now
    return {
        "status": now.standing_now.value,
        "version_date": iso(now.version.version_date),
        **_place_data(now.article),
        "text": now.article.text if now.article else None,
    }


def _stage_data(stage: Stage) -> dict[str, Any]:
    by = stage.by
    return {
        **version_data(stage.version),
        "status": stage.standing.value,
        "status_now": stage.standing_now.value,
        **_place_data(stage.article),
        "fate": stage.fate.value,
        "renumbered": stage.is_renumbered,
        "likeness": None if stage.likeness is None else round(stage.likeness, 4),
        "by": {"date": by.event_date.isoformat(), "event": by.kind, "text": by.text} if by else None,
    }


def _place_data(article: "ArticleText | None") -> dict[str, Any]:
    return {
        "article": article.number if article else None,
        "suffix": article.suffix if article else None,
        "label": article.label if article else None,
    }


def _resting_data(each: Resting) -> dict[str, Any]:
    return {"kind": each.kind, "title": each.title, "place": each.place, "needs": list(each.needs)}


def course_text(course: Course) -> list[str]:
    """The versions, for a person."""
    if len(course.stages) == 1:
        return ["收录的文本只有这一个，条文的前后变化无从比较。"]
    now = course.now
    here = f"{now.article.label}，{now.standing_now.label}" if now.article else "没有对应的条文"
    return [f"今天：{day_text(now.version.version_date)}文本，{here}。", "各版本：", *map(_stage_text, course.stages)]


def _stage_text(stage: Stage) -> str:
    parts = [
        stage.fate.label,
        "条号有变" if stage.is_renumbered else "",
        "与前一文本出入较大，请对照" if stage.is_unsure else "",
    ]
    where = f"{stage.article.label}，" if stage.article else ""
    by = f"（{stage.by.text or stage.by.get_kind_display()}）" if stage.by else ""
    return f"  {day_text(stage.version.version_date)}文本：{where}{'，'.join(filter(None, parts))}{by}"


def citing_text(resting: tuple[Resting, ...], acts: tuple[Citing, ...]) -> list[str]:
    """What cites the article, for a person."""
    if not resting:
        return ["系统里没有依据这一条的事。"]
    lines = ["依据这一条的事：", *(f"  {each.kind}　{each.title}{_needs_text(each)}" for each in resting)]
    for each in acts:
        title = registry.procedure_named(each.procedure).title
        lines.append(f"  {title}中已有 {each.acts} 次行为依据这一条，涉及 {each.matters} 件。")
    return lines


def _needs_text(each: Resting) -> str:
    return f"（须有：{'、'.join(each.needs)}）" if each.needs else ""
