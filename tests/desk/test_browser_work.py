"""My work in a browser: taken and handed over by keyboard, nothing wider than its window, no fault of accessibility."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.procedures.models import Task
from fazhi.kernel.procedures.services import enter
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

from .browsing import CHROMIUM

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]

OURS = "main"
"""Where the faults of a page of ours would lie; the frame is looked at by its own tests."""


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
    page.wait_for_load_state()
    assert "已领取 2 件。" in page.inner_text("main")

    for number in ("〔2024〕1号", "〔2024〕2号"):
        page.get_by_label(f"选择 {number}", exact=True).check()
    page.get_by_role("button", name="转交所选").press("Enter")
    page.wait_for_url("**/hand-over/**")
    page.get_by_label("接办的岗位").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("轮班")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('my-work')}")

    assert "已转交 李二 2 件。" in page.inner_text("main")
    held = Task.objects.system("a test").filter(done_at=None).values_list("holder__official__name", flat=True)
    assert list(held) == ["李二", "李二"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_are_whole_and_accessible(two: Any, city: Any, visit: Any, width: int, scheme: str) -> None:
    key = Task.objects.system("a test").values_list("pk", flat=True)[0]
    shown = [
        (city.clerk, reverse("my-work")),
        (city.clerk, f"{reverse('work-hand-over')}?task={key}"),
        (city.clerk, reverse("absences")),
        (city.head, reverse("oversight")),
        (city.head, reverse("oversight-course")),
    ]

    for post, path in shown:
        page = visit(post, path, size=(width, 800), scheme=scheme)
        page.wait_for_load_state("networkidle")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
        faults = axe.Axe().run(page, context=OURS).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == [], path
        page.context.close()
