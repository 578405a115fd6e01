"""A stranger verifies a draw in the browser, with the network switched off; and the script beside the engine."""

import json
from typing import Any

import pytest
from django.urls import reverse

from fazhi.engines.draw import run, verify
from fazhi.engines.draw.tests.any_draw import any_draw, tampered
from fazhi.engines.draw.tests.samples import SIGNATURE_1000, frozen
from fazhi.lines.inspections.models import Draw
from fazhi.lines.inspections.queries.draws import standing_draw
from fazhi.lines.inspections.tests.bureau import division_of

from .browsing import CHROMIUM, DESK, PHONE

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
DRAWS = 60


@pytest.fixture
def drawn(city: Any) -> Draw:
    found = standing_draw(division_of(city).drawn())
    assert found is not None
    return found


def address(draw: Draw) -> str:
    return reverse("portal-draw", args=[draw.pk])


def faults(page: Any) -> list[str]:
    """What axe finds on the page, and whether it is wider than its window."""
    found = [f"{each['id']}: {each['nodes'][0]['target']}" for each in axe.Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("wider than the window")
    return found


def verified_offline(page: Any) -> str:
    """What the verify button says with the network switched off."""
    page.wait_for_selector("#verify:visible")
    page.context.set_offline(True)
    asked = len(page.asked)
    page.click("#verify")
    page.wait_for_selector(".verdict:visible")
    assert page.asked[asked:] == []
    said: str = page.locator("#verdict").inner_text()
    return said


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_a_stranger_verifies_with_the_network_switched_off(drawn: Draw, visit: Any, size: Any, scheme: str) -> None:
    page = visit(None, "/portal/draws/", size=size, scheme=scheme)
    assert faults(page) == []
    page.click("text=查看和核验")

    assert verified_offline(page) == "核验一致：重算得到同样的 4 家"
    assert page.locator(".lights [data-state]").all_inner_texts() == ["一致"] * 6
    assert page.locator("[data-difference]").is_hidden()
    page.click("text=看 23 行 Python 程序")
    assert faults(page) == []
    assert page.faults == []


def test_a_transcript_changed_afterwards_is_found_out_and_the_place_named(drawn: Draw, visit: Any) -> None:
    document = json.loads(drawn.transcript)
    place = next(n for n, step in enumerate(document["steps"]) if step["label"] == "inspectors")
    document["steps"][place]["id"] = "闽D999"
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    Draw.objects.system("a test").filter(pk=drawn.pk).update(transcript=text)

    page = visit(None, address(drawn))

    assert verified_offline(page) == "核验不一致"
    states = page.locator(".lights [data-state]").all_inner_texts()
    assert states == ["一致", "一致", "一致", "一致", "不一致", "一致"]
    assert page.locator("[data-told=where]").inner_text() == f"steps[{place}].id"
    assert page.locator("[data-told=found]").inner_text() == "闽D999"


def test_the_script_and_the_engine_agree_on_any_draw_and_any_forgery(drawn: Draw, visit: Any) -> None:
    """On 10,000 draws: benchmarks/draw_script.py."""
    page = visit(None, address(drawn))
    published = [any_draw(number) for number in range(DRAWS)]
    signed = run(frozen(), [SIGNATURE_1000])
    cases = [
        *((each.transcript, each.commitment) for each in published),
        *((tampered(n, each.transcript), each.commitment if n % 2 else None) for n, each in enumerate(published)),
        *((each.transcript, other.commitment) for each, other in zip(published, published[1:], strict=False)),
        (signed.text(), frozen().text()),
    ]

    told = page.evaluate(
        "cases => cases.map(([text, commitment]) => verify(text, commitment))", [list(c) for c in cases]
    )

    for (text, commitment), said in zip(cases, told, strict=True):
        verdict = verify(text, commitment)
        assert said["holds"] == verdict.holds, (text, said)
        difference = verdict.first_difference
        if difference is not None and difference.refusal is None:
            assert said["difference"]["where"] == difference.where, text
    assert sum(said["holds"] for said in told) > DRAWS
    assert told[-1]["unchecked"] == ["quicknet:1000"]


def test_without_script_the_page_says_how_to_draw_it_again(drawn: Draw, visit: Any) -> None:
    page = visit(None, address(drawn), script=False)

    assert page.locator("#verify").is_hidden()
    assert "用本页下方的程序重算" in page.inner_text("main")
    assert page.locator("text=下载程序").is_visible()
