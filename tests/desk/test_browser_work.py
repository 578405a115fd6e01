"""My work in a browser: taken and handed over by keyboard."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.procedures.models import Task
from fazhi.kernel.procedures.services import enter
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

from .browsing import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def two(city: Any, at: datetime) -> list[PeoplesMatter]:
    made = []
    for number in ("〔2024〕1号", "〔2024〕2号"):
        matter = PeoplesMatter(
            number=number, office=city.committee, state="applied", occurred_date=date(2024, 6, 3), recorded_at=at,
            category="neighbour", form="mediation", source="application", parties_count=2,
        )  # fmt: skip
        matter.save()
        enter(
            PEOPLES_MEDIATION,
            "applied",
            [(matter.pk, matter.office_id, date(2024, 6, 3))],
            at=datetime(2024, 6, 3, tzinfo=UTC),
        )
        made.append(matter)
    return made


def test_two_tasks_are_taken_and_handed_over_by_keyboard(two: Any, city: Any, visit: Any) -> None:
    page = visit(city.clerk)

    for number in ("〔2024〕1号", "〔2024〕2号"):
        page.get_by_label(f"选择 {number}", exact=True).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="领取所选").focus()
    page.keyboard.press("Enter")
    page.get_by_text("已领取 2 件。").wait_for()

    for number in ("〔2024〕1号", "〔2024〕2号"):
        page.get_by_label(f"选择 {number}", exact=True).check()
    page.get_by_role("button", name="转交所选").press("Enter")
    page.wait_for_url("**/hand-over/**")
    page.get_by_label("接办的岗位").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("轮班")
    page.keyboard.press("Enter")
    page.get_by_text("已转交 李二 2 件。").wait_for()

    assert page.url.endswith(reverse("my-work"))
    held = Task.objects.system("a test").filter(done_at=None).values_list("holder__official__name", flat=True)
    assert list(held) == ["李二", "李二"]
