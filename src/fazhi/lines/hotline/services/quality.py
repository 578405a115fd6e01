"""
Acts on quality checks (质检): a month's round ordered and frozen, drawn, scored twice without sight of each other, decided.

The list is frozen before the public value is known and the value is a signed one, so nobody chooses what is checked; a month
has one round, and the database refuses a second draw.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines import draw as engine
from fazhi.engines.draw.beacons import QUICKNET
from fazhi.engines.draw.errors import PublicValueMalformed
from fazhi.engines.draw.terms import BeaconKind
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.queries import office_seen_by
from fazhi.kernel.organisations.services import require
from fazhi.lines.hotline.errors import WishUnfit
from fazhi.lines.hotline.errors.quality import Bar, BeaconUnfit, MonthOpen, NothingAnswered, NotToScore, RoundTaken
from fazhi.lines.hotline.models import QualityCheck, QualityRound, QualityScore
from fazhi.lines.hotline.permissions import ORDER_CHECK, SCORE
from fazhi.lines.hotline.queries.quality import answered_in, answerers_of, has_round, named, standing_of
from fazhi.lines.hotline.queries.records import month_after
from fazhi.lines.hotline.rules.quality import current_sheet, plan_document, read_marks, sample_size, sheets
from fazhi.lines.hotline.terms.quality import MOST_BOUND, SCORERS, THIRD, CheckState

if TYPE_CHECKING:
    from fazhi.engines.procedure import Permission
    from fazhi.kernel.organisations.models import Office, Post

SUBJECT = "hotline.quality"
_WHY = "an act on quality checks; scope was checked"
_SIGNATURE_BYTES = 48
ACTS = {
    f"{SUBJECT}.order": "质检立项",
    f"{SUBJECT}.draw": "质检抽取",
    f"{SUBJECT}.score": "质检评分",
    f"{SUBJECT}.decide": "质检裁定",
}


@transaction.atomic
def order_round(
    *, office: "Office", month: date, share: int, bound: int, speaks_at: datetime, by: "Post", at: datetime, on: date
) -> QualityRound:
    """
    Order the check of a month's answered consultations: the list is frozen now, and drawn by the public value of `speaks_at`.

    month      its first day; share: per cent, 1 to 100; bound: points by which two scorers may differ, 0 to 100
    speaks_at  aware; the drand quicknet round of that moment decides

    Raises NotPermitted, WishUnfit, MonthOpen, RoundTaken, BeaconUnfit, NothingAnswered, and what `engines.draw.read_plan` raises.
    Source: protocol draw/v1, steps 1 and 2.
    """
    _require_orderable(office, month, share, bound, by, on)
    beacon_round = engine.round_at(speaks_at)
    moment = engine.moment_of(beacon_round)
    if moment <= at:
        raise BeaconUnfit(moment, at)
    rows = answered_in(office, month)
    if not rows:
        raise NothingAnswered(month, office.name)
    size = sample_size(len(rows), share)
    plan = plan_document([row.object for row in rows], size, beacon_round, QUICKNET, month.isoformat())
    frozen = engine.commit(engine.read_plan(json.dumps(plan, ensure_ascii=False)), at)
    made = QualityRound(
        office=office, month_date=month, share=share, bound=bound, sheet=current_sheet().version, answered=len(rows),
        size=size, digest=frozen.digest, commitment=frozen.text(), committed_at=at,
        beacon=frozen.sealed.terms.beacon[0].label, speaks_at=moment, by=by.code,
    )  # fmt: skip
    made.save(force_insert=True)
    told = {
        "month": f"{month:%Y-%m}", "share": share, "bound": bound, "sheet": made.sheet, "answered": len(rows), "size": size,
        "digest": frozen.digest, "beacon": made.beacon,
    }  # fmt: skip
    _tell("order", by, at, made.pk, told, ORDER_CHECK)
    return made


def _require_orderable(office: "Office", month: date, share: int, bound: int, by: "Post", on: date) -> None:
    """Raise NotPermitted, WishUnfit, MonthOpen, RoundTaken."""
    require(by, ORDER_CHECK)
    if office_seen_by(by, office.code) is None:
        raise NotPermitted(by.code, ORDER_CHECK.code, ORDER_CHECK.title, ORDER_CHECK.roles)
    if not 1 <= share <= 100:
        raise WishUnfit("share", str(share), "1 到 100")
    if not 0 <= bound <= MOST_BOUND:
        raise WishUnfit("bound", str(bound), f"0 到 {MOST_BOUND}")
    if on < month_after(month):
        raise MonthOpen(month, on)
    if has_round(office, month):
        raise RoundTaken(month)


@transaction.atomic
def draw_round(held: QualityRound, *, signature: str, by: "Post", at: datetime) -> int:
    """
    Draw by the signature of the announced drand round, 96 hexadecimal digits, which is checked; how many were drawn.

    Raises NotPermitted, RoundTaken if it is drawn, BeaconUnfit before the round speaks, PublicValueMalformed for what is no
    signature, and what `engines.draw.run` raises: SignatureInvalid. Source: protocol draw/v1, steps 3 to 8.
    """
    require(by, ORDER_CHECK)
    rows = QualityRound.objects.visible_to(by).select_for_update(of=("self",)).select_related("office")
    locked = rows.get(pk=held.pk)
    if locked.transcript:
        raise RoundTaken(locked.month_date, is_drawn=True)
    if locked.speaks_at > at:
        raise BeaconUnfit(locked.speaks_at, at, is_to_come=True)
    drawn = engine.run(engine.read_commitment(locked.commitment), [_signature(signature, locked.beacon)])
    found = named(locked.office, drawn.objects)
    answerers = answerers_of([row.key for row in found])
    QualityCheck.objects.system(_WHY).bulk_create(
        QualityCheck(
            office=locked.office, round=locked, consultation_id=row.key, place=place, firm_id=row.firm,
            answered_by=answerers.get(row.key, []),
        )
        for place, row in enumerate(found, 1)
    )  # fmt: skip
    QualityRound.objects.system(_WHY).filter(pk=locked.pk, transcript="").update(
        drawn_at=at, transcript=drawn.text(), transcript_digest=drawn.digest
    )
    told = {"digest": locked.digest, "transcript": drawn.digest, "size": len(found)}
    _tell("draw", by, at, locked.pk, told, ORDER_CHECK)
    return len(found)


def _signature(text: str, beacon: str) -> bytes:
    """The bytes of a signature: 32 would be taken for a value without one, which anybody can make up."""
    try:
        found = bytes.fromhex(text.strip())
    except ValueError:
        found = b""
    if len(found) != _SIGNATURE_BYTES:
        raise PublicValueMalformed(beacon, BeaconKind.DRAND.value)
    return found


@transaction.atomic
def score(
    check: QualityCheck, *, levels: Mapping[str, str], faults: Sequence[str], remark: str, by: "Post", at: datetime
) -> QualityScore:
    """
    Score a drawn consultation, as the first or the second to do so, without sight of the other.

    levels  item of the round's sheet → level; faults: codes of the sheet's

    Raises NotPermitted, NotToScore for whoever answered or has scored it, or where two have; MarksUnfit.
    """
    require(by, SCORE)
    held, given = _held(check, by)
    if len(given) >= SCORERS:
        raise NotToScore(held.consultation.number, Bar.COMPLETE)
    return _given(held, len(given) + 1, levels, faults, remark, by, at)


@transaction.atomic
def decide(
    check: QualityCheck, *, levels: Mapping[str, str], faults: Sequence[str], remark: str, by: "Post", at: datetime
) -> QualityScore:
    """
    A head's own score where the two are apart by more than the round's bound or in a fault; it alone counts then.

    Raises NotPermitted, NotToScore where nothing is disputed, or for one of the two or whoever answered; MarksUnfit.
    """
    require(by, ORDER_CHECK)
    held, given = _held(check, by)
    if standing_of(held.round, held, given).outcome.state != CheckState.DISPUTED:
        raise NotToScore(held.consultation.number, Bar.UNDISPUTED)
    return _given(held, THIRD, levels, faults, remark, by, at)


def _held(check: QualityCheck, by: "Post") -> tuple[QualityCheck, list[QualityScore]]:
    """The check with its scores, locked. Raises NotToScore for whoever answered it or has scored it."""
    rows = QualityCheck.objects.visible_to(by).select_for_update(of=("self",)).select_related("round", "consultation")
    held = rows.get(pk=check.pk)
    given = list(QualityScore.objects.system(_WHY).filter(check_of=held).select_related("scorer").order_by("place"))
    if by.official.code in held.answered_by:
        raise NotToScore(held.consultation.number, Bar.ANSWERED)
    if any(each.scorer_id == by.official_id for each in given):
        raise NotToScore(held.consultation.number, Bar.SCORED)
    return held, given


def _given(
    held: QualityCheck,
    place: int,
    levels: Mapping[str, str],
    faults: Sequence[str],
    remark: str,
    by: "Post",
    at: datetime,
) -> QualityScore:
    marks = read_marks(sheets()[held.round.sheet], levels, faults)
    made = QualityScore(
        office_id=held.office_id, check_of=held, place=place, scorer=by.official, by=by.code, scored_at=at,
        levels={item: level.value for item, level in marks.levels.items()}, faults=sorted(marks.faults), remark=remark,
    )  # fmt: skip
    made.save(force_insert=True)
    told = {"place": place, "levels": made.levels, "faults": made.faults}
    act, right = ("decide", ORDER_CHECK) if place == THIRD else ("score", SCORE)
    _tell(act, by, at, held.pk, told, right)
    return made


def _tell(act: str, by: "Post", at: datetime, key: object, payload: dict[str, Any], right: "Permission") -> None:
    audit.record(
        f"{SUBJECT}.{act}", by=by.code, at=at, subject=(SUBJECT, str(key)), basis=right.basis.source, payload=payload,
        place="desk",
    )  # fmt: skip
