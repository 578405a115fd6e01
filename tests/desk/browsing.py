"""A real browser for tests of pages: one Chromium for the whole run, a fresh profile for each visitor."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from fazhi.surfaces.accounts.tests.signing_in import signed_in

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESK, PHONE = (1280, 720), (390, 844)

Visit = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    # Playwright keeps an event loop in this thread; the tests' own queries are synchronous all the same.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(live_server: Any, chromium: Any) -> Iterator[Visit]:
    """
    Open a page as a post, or as a stranger: visit(post, "/registers/", size=PHONE, scheme="dark", script=False);
    `cookies` are those of a test client that somebody has used before.

    The page has as `asked` every address that it fetched, and as `faults` what its console said was wrong.
    """
    contexts = []

    def open_page(
        post: "Post | None",
        path: str = "/",
        *,
        size: tuple[int, int] = DESK,
        scheme: str = "light",
        script: bool = True,
        cookies: Any = None,
    ) -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=script,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        contexts.append(context)
        kept = signed_in(post).cookies if post is not None else cookies or {}
        context.add_cookies([{"name": each.key, "value": each.value, "url": live_server.url} for each in kept.values()])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def fill_in(form: Any, **answers: str) -> None:
    """Answer the fields of a form that stands on a page, each by its own kind of control."""
    for name, text in answers.items():
        field = form.locator(f'[name="{name}"]')
        if field.first.get_attribute("type") == "radio":
            form.locator(f'[name="{name}"][value="{text}"]').check()
        elif field.first.evaluate("each => each.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def take(page: Any, act: str, **answers: str) -> str:
    """On a matter's page: open the form of an act under it, answer, send; what the page then says of it."""
    panel = page.locator(f"#act-{act}")
    panel.get_by_role("link").first.click()
    form = panel.locator("form")
    form.wait_for()
    fill_in(form, **answers)
    with page.expect_navigation():
        form.locator("button.first").click()
    said: str = page.get_by_role("status").inner_text()
    return said
