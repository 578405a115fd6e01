"""What follows a result: publication, the order to rectify, the second inspection, the penalties, the end."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.inspections.errors import (
    NothingToRectify,
    NotPublished,
    ObjectionOpen,
    ProblemLeft,
    PublishedAlready,
    RectifyTooEarly,
)
from fazhi.lines.inspections.models import Inspection
from fazhi.lines.inspections.queries.objections import open_objection

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def publish(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, published_at: str, late_reason: str = ""
) -> Step:
    """Publish the result at `published_at`, a site or an address. Raises PublishedAlready."""
    procedures.require_open(inspection, "publish", by=by, at=at)
    if inspection.published_date is not None:
        raise PublishedAlready(inspection.number, inspection.published_date)
    changes = {**parts("published", on), "published_at_place": published_at}
    told = grounds(late_reason, published_at=published_at)
    return procedures.take(inspection, "publish", by=by, at=at, on=on, grounds=told, changes=changes)


def order(
    inspection: Inspection,
    *,
    by: "Post",
    at: datetime,
    on: date,
    problems: str,
    rectify_by: date,
    late_reason: str = "",
) -> Step:
    """
    Order the institution to rectify `problems` by the day `rectify_by`, which lies after the order.

    Raises NothingToRectify, RectifyTooEarly. Source: 行政处罚法 art. 28(1), 律师法 art. 52(1).
    """
    procedures.require_open(inspection, "order", by=by, at=at)
    _require_problem(inspection)
    if rectify_by <= on:
        raise RectifyTooEarly(inspection.number, on, rectify_by)
    first = {} if inspection.ordered_date is not None else parts("ordered", on)
    changes = {**first, "rectify_by_date": rectify_by, "problems": problems}
    told = grounds(late_reason, problems=problems, rectify_by=rectify_by)
    before, inspection.rectify_by_date = inspection.rectify_by_date, rectify_by  # the limit runs from this day
    try:
        return procedures.take(inspection, "order", by=by, at=at, on=on, grounds=told, changes=changes)
    except Exception:
        inspection.rectify_by_date = before
        raise


def confirm(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, result_told: str, late_reason: str = ""
) -> Step:
    """The second inspection found the problems gone."""
    changes = {"reinspected_date": on, **parts("rectified", on), "is_open_problem": 0}
    told = grounds(late_reason, result_told=result_told)
    return procedures.take(inspection, "confirm", by=by, at=at, on=on, grounds=told, changes=changes)


def find_wanting(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, result_told: str, late_reason: str = ""
) -> Step:
    """The second inspection found them still there."""
    told = grounds(late_reason, result_told=result_told)
    changes = {"reinspected_date": on}
    return procedures.take(inspection, "find_wanting", by=by, at=at, on=on, grounds=told, changes=changes)


def hand_over(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, case_number: str, late_reason: str = ""
) -> Step:
    """Hand over to the penalties, under the number of the case filed there. Raises NothingToRectify."""
    procedures.require_open(inspection, "hand_over", by=by, at=at)
    _require_problem(inspection)
    changes = {**parts("handed", on), "case_number": case_number}
    told = grounds(late_reason, case_number=case_number)
    return procedures.take(inspection, "hand_over", by=by, at=at, on=on, grounds=told, changes=changes)


def _require_problem(inspection: Inspection) -> None:
    if not inspection.is_open_problem:
        raise NothingToRectify(inspection.number)


def penalise(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, penalty_number: str, late_reason: str = ""
) -> Step:
    """Record the penalty decision of the day `on`, which is public within seven working days."""
    changes = {"penalty_number": penalty_number, "penalty_date": on}
    told = grounds(late_reason, penalty_number=penalty_number)
    return procedures.take(inspection, "penalise", by=by, at=at, on=on, grounds=told, changes=changes)


def drop_case(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """No penalty was decided; the inspection ends. Raises NotPublished."""
    procedures.require_open(inspection, "drop_case", by=by, at=at)
    _require_published(inspection)
    told = grounds(late_reason, reason=reason)
    return procedures.take(inspection, "drop_case", by=by, at=at, on=on, grounds=told, changes={"closed_date": on})


def close(inspection: Inspection, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """End an inspection that left nothing to follow up. Raises ProblemLeft, ObjectionOpen, NotPublished."""
    procedures.require_open(inspection, "close", by=by, at=at)
    if inspection.is_open_problem:
        raise ProblemLeft(inspection.number)
    _require_published(inspection)
    changes = {"closed_date": on}
    return procedures.take(inspection, "close", by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)


def close_rectified(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, published_at: str, late_reason: str = ""
) -> Step:
    """Publish that the problems are gone, and end. Raises ObjectionOpen, NotPublished for the first result."""
    return _follow(inspection, "close_rectified", by, at, on, published_at, late_reason)


def close_penalised(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, published_at: str, late_reason: str = ""
) -> Step:
    """Publish the penalty, and end. Raises ObjectionOpen, NotPublished for the result of the inspection."""
    return _follow(inspection, "close_penalised", by, at, on, published_at, late_reason)


def _follow(
    inspection: Inspection, name: str, by: "Post", at: datetime, on: date, published_at: str, late_reason: str
) -> Step:
    procedures.require_open(inspection, name, by=by, at=at)
    _require_published(inspection)
    told = grounds(late_reason, published_at=published_at)
    changes = {"followed_date": on, "closed_date": on}
    return procedures.take(inspection, name, by=by, at=at, on=on, grounds=told, changes=changes)


def _require_published(inspection: Inspection) -> None:
    objection = open_objection(inspection)
    if objection is not None:
        raise ObjectionOpen(inspection.number, objection.received_date)
    if inspection.published_date is None:
        raise NotPublished(inspection.number)
