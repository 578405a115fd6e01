"""A month's quality check whose public value is a real one: round 1000 of drand quicknet, of 2023-08-23."""

from datetime import date, datetime, timedelta
from typing import Any

from fazhi.engines.draw import moment_of
from fazhi.engines.draw.tests.samples import SIGNATURE_1000
from fazhi.lines.hotline.models import Consultation, Firm, QualityCheck, QualityRound
from fazhi.lines.hotline.services import quality as acts
from fazhi.lines.hotline.tests import planned

JULY, ORDERED = date(2023, 7, 1), date(2023, 8, 23)
SPEAKS = moment_of(1000)
BEFORE, AFTER = SPEAKS - timedelta(minutes=10), SPEAKS + timedelta(minutes=10)
SIGNATURE = SIGNATURE_1000.hex()
DONE = {"opening": "done", "listening": "done", "law": "done", "advice": "done", "manner": "done", "record": "done"}


def answered(office: Any, count: int, firms: tuple[Firm, ...] = ()) -> list[Consultation]:
    """Consultations by telephone answered in July 2023, shared among the firms."""
    made = [
        Consultation(
            office=office, number=f"质询{number:03}号", state="answered", channel="phone", call_number=f"{number:05}",
            topic="labour", matter="labour.wages", need="拖欠工资怎么办", answer="可以申请劳动仲裁",
            firm=firms[number % len(firms)] if firms else None, occurred_date=JULY, recorded_at=planned.NOW,
            received_date=JULY, received_year=2023, received_quarter=3, received_month=7,
            answered_date=JULY + timedelta(days=number % 31),
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    Consultation.objects.system("a test").bulk_create(made)
    return made


def ordered(office: Any, head: Any, **values: Any) -> QualityRound:
    usual = {"month": JULY, "share": 5, "bound": 10, "speaks_at": SPEAKS, "at": BEFORE, "on": ORDERED}
    return acts.order_round(office=office, by=head, **{**usual, **values})


def drawn(office: Any, head: Any, **values: Any) -> list[QualityCheck]:
    """What the round drew, in order."""
    held = ordered(office, head, **values)
    acts.draw_round(held, signature=SIGNATURE, by=head, at=AFTER)
    return checks(held)


def checks(held: QualityRound) -> list[QualityCheck]:
    rows = QualityCheck.objects.system("a test").filter(round=held).select_related("round", "consultation", "firm")
    return list(rows.order_by("place"))


def score(check: QualityCheck, by: Any, *, at: datetime = AFTER, faults: tuple[str, ...] = (), **levels: str) -> None:
    acts.score(check, levels={**DONE, **levels}, faults=faults, remark="", by=by, at=at)
