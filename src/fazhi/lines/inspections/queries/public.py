"""
What strangers may see of draws (抽查公示): each from its announcement on, annulled ones for ever.

Results of an inspection are told once they were published, what came of rectification once that was. Of the inspectors only what
the transcript itself says is told: the number of the certificate.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from fazhi.kernel.organisations.queries import names_of
from fazhi.lines.inspections.models import Draw, Inspection, Institution, Supplement
from fazhi.lines.inspections.terms import InspectionState

_WHY = "draws are public from their announcement on"
_TEXTS = ("commitment", "transcript", "values")


@dataclass(frozen=True)
class Visited:
    """
    What is published of one institution's inspection.

    is_published  nothing else is told before
    outcome       has_problem, was told to rectify, and the second inspection found it done
    """

    is_published: bool
    has_problem: bool = False
    is_ordered: bool = False
    is_rectified: bool = False


@dataclass(frozen=True)
class PublicDraw:
    """
    A draw with what its page tells besides the published texts.

    others        the other draws of the same task, in their order
    annulled_by   the name of whoever annulled it, "" while it stands
    institutions  code → name, of those drawn
    visits        code → what is published of its inspection; empty for an annulled draw
    substituted   code → the certificates of the team that goes instead of the one drawn
    """

    draw: Draw
    others: tuple[Draw, ...]
    annulled_by: str
    institutions: Mapping[str, str]
    visits: Mapping[str, Visited]
    substituted: Mapping[str, tuple[str, ...]]


def public_draws(*, before: UUID | None = None, limit: int) -> tuple[Draw, ...]:
    """The draws that are public, the latest first, after the one of key `before`; without their long texts."""
    rows = _public()
    if before is not None and (last := rows.filter(pk=before).first()) is not None:
        rows = rows.filter(Q(committed_at__lt=last.committed_at) | Q(committed_at=last.committed_at, pk__lt=last.pk))
    return tuple(rows.defer(*_TEXTS).order_by("-committed_at", "-pk")[:limit])


def public_draw(key: UUID) -> Draw | None:
    """A public draw with its texts."""
    return _public().filter(pk=key).first()


def told_of(draw: Draw) -> PublicDraw:
    """What the page of a public draw tells."""
    by = draw.annulled_by.partition("@")[0]
    visits = () if draw.annulled_date else _inspections(draw)
    return PublicDraw(
        draw=draw,
        others=tuple(_public().defer(*_TEXTS).filter(task=draw.task).exclude(pk=draw.pk).order_by("attempt")),
        annulled_by=names_of([by]).get(by, by) if by else "",
        institutions=_names(draw) or {row.institution.code: row.institution.name for row in visits},
        visits={row.institution.code: _visited(row) for row in visits},
        substituted=_substituted(draw),
    )


def _public() -> QuerySet[Draw]:
    rows = Draw.objects.system(_WHY).filter(Q(announced_date__isnull=False) | Q(annulled_date__isnull=False))
    return rows.select_related("task", "office")


def _names(draw: Draw) -> Mapping[str, str]:
    if not draw.transcript:
        return {}
    drawn: Sequence[str] = json.loads(draw.transcript)["result"]["objects"]
    rows = Institution.objects.system(_WHY).filter(code__in=drawn)
    return dict(rows.values_list("code", "name"))


def _inspections(draw: Draw) -> tuple[Inspection, ...]:
    rows = Inspection.objects.system(_WHY).filter(task=draw.task).exclude(state=InspectionState.VOID)
    return tuple(rows.select_related("institution").order_by("number"))


def _visited(row: Inspection) -> Visited:
    if row.published_date is None:
        return Visited(is_published=False)
    has_followed = row.followed_date is not None
    return Visited(
        True, bool(row.has_problem), row.ordered_date is not None, has_followed and row.rectified_date is not None
    )


def _substituted(draw: Draw) -> Mapping[str, tuple[str, ...]]:
    """The latest supplement tells the teams of all absences; their reasons are not for strangers."""
    rows = Supplement.objects.system(_WHY).filter(draw=draw).order_by("-position")
    latest = rows.values_list("text", flat=True).first()
    told: list[dict[str, Any]] = json.loads(latest)["assignments"] if latest else []
    return {row["object"]: tuple(row["inspectors"]) for row in told}
