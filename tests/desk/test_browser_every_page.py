"""
Every page in a browser: nothing that axe, the console or a ruler finds. All are measured wide and narrow; colours and sizes
come from one sheet, so every third is looked at for them, in turn wide and light, and narrow and dark.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from .browsing import CHROMIUM, DESK, PHONE
from .examples import Example, Shows, World, examples

axe = pytest.importorskip("axe_playwright_python.base", reason="no axe installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ALL: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
STRUCTURE = ALL | {"rules": {"color-contrast": {"enabled": False}}}
LOOKS = ALL | {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]}
"""What depends on colours and sizes, which come from one sheet; what the other rules find, they find at any size."""


def pages(world: World) -> Iterator[Example]:
    """Whole pages: the first example of each address."""
    seen = set()
    for shown in examples(world).values():
        for each in shown[:1]:
            if each.shows in {Shows.PAGE, Shows.FORM} and each.url not in seen:
                seen.add(each.url)
                yield each


@pytest.fixture
def windows(world: World, visit: Any, live_server: Any) -> Any:
    """One window for each of those who open pages."""
    opened: dict[str, Any] = {}

    def window(by: str) -> Any:
        if by not in opened:
            opened[by] = visit(None, cookies=world.client(by).cookies)
            opened[by].add_init_script(axe.AXE_SCRIPT)
        return opened[by]

    return window


def test_no_page_has_a_fault_wide_and_light_or_narrow_and_dark(world: World, windows: Any) -> None:
    faults = []
    for number, each in enumerate(pages(world)):
        page = windows(each.by)
        page.faults.clear()
        answer = page.goto(each.url)
        if answer.status != each.shows.status:
            faults.append(f"{each.url} answers {answer.status}")
        # Structure wide, then whether it fits narrow; the next page comes to the size and the scheme that this one leaves.
        checks = (
            (DESK, "light", ALL if number % 6 == 0 else STRUCTURE),
            (PHONE, "dark", LOOKS if number % 6 == 3 else None),
        )
        for size, scheme, options in checks:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            if (over := page.evaluate(WIDER)) > 0:
                faults.append(f"{each.url} {scheme}: {over} px wider than {size[0]}")
            if options is None:
                continue
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("options => axe.run(document, options)", options)["violations"]
            faults += [
                f"{each.url} {scheme}: {rule['id']} {len(rule['nodes'])}× {rule['nodes'][0]['html'][:160]}"
                for rule in found
            ]
        # A form that was opened with what is missing answers 400, which the console tells.
        faults += [f"{each.url}: {said}" for said in page.faults if "400" not in said]

    assert faults == [], "\n".join(["", *faults])
