"""
Takes the pictures of the README anew, over the sample year: `python docs/images/take.py [DATA]` after `make run`.

DATA is the folder that `make run` has filled (default `var`). A dispute is registered in it, as the desk does it:
a matter of today shows a time limit that runs, and not only those of the sample's year.

Needs Chromium, and the packages of requirements/dev.txt.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
DESK, PHONE = (1280, 720), (390, 844)
MOST_BYTES = 150_000
MEDIATOR, REPORTER = "登记纠纷，调解，写协议", "编写年度报告"
"""What the sign-in page says of two of the cast."""


def main(data_dir: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "fazhi", "--data", str(data_dir), "serve", "--demo", "--port", str(port)]
    with subprocess.Popen(command) as server:  # noqa: S603  our own command
        try:
            _wait_for(f"http://127.0.0.1:{port}/portal/")
            with sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
                )
                for name, size, show in PICTURES:
                    context = browser.new_context(
                        base_url=f"http://127.0.0.1:{port}",
                        viewport={"width": size[0], "height": size[1]},
                        locale="zh-CN",
                        timezone_id="Asia/Shanghai",
                    )
                    context.set_default_timeout(90_000)
                    page = context.new_page()
                    show(page)
                    page.wait_for_load_state("networkidle")
                    _keep(page, HERE / f"{name}.jpg")
                    context.close()
        finally:
            server.terminate()


def matter(page: Any) -> None:
    """A dispute registered in shorthand and not accepted yet; how its time limit is counted, open."""
    _enter(page, MEDIATOR)
    page.goto("/mediation/register/")
    for cursor, words in (("#line", "ll 陈大明 林小红 渗水 登记"), ("button.first", "")):
        page.locator(f"{cursor}:focus").wait_for()
        page.keyboard.type(words)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.locator("section:has(#today) tbody th a").first.click()
    page.locator("button[popovertarget^=clock-]").first.click()
    page.locator(".pop:popover-open .days").wait_for()


def my_work(page: Any) -> None:
    """The mediator's list, with the dispute of today."""
    _enter(page, MEDIATOR)


def register(page: Any) -> None:
    """The register of people's mediation as the whole bureau sees it."""
    _enter(page, REPORTER)
    page.goto("/registers/mediation_people_register/")


def report(page: Any) -> None:
    """The living report with one figure open."""
    _enter(page, REPORTER)
    page.goto("/reports/2024/figures/mediation.people.resolved/")


def portal(page: Any) -> None:
    """The portal's first page."""
    page.goto("/portal/")


PICTURES: tuple[tuple[str, tuple[int, int], Callable[[Any], None]], ...] = (
    ("matter", DESK, matter),
    ("my-work", DESK, my_work),
    ("register", DESK, register),
    ("report", DESK, report),
    ("portal", PHONE, portal),
)
"""Name, size and what leads to each; the matter first, for it stands in the list then."""


def _enter(page: Any, can: str) -> None:
    page.goto("/sign-in/")
    with page.expect_navigation():
        page.locator("ul.cast li", has_text=can).first.locator("button").click()


def _keep(page: Any, path: Path) -> None:
    """As good as fits into so many bytes."""
    for quality in range(92, 40, -4):
        path.write_bytes(page.screenshot(type="jpeg", quality=quality))
        if path.stat().st_size <= MOST_BYTES:
            print(f"{path.name}  {path.stat().st_size // 1000} kB, quality {quality}")
            return
    raise SystemExit(f"{path.name} does not fit into {MOST_BYTES} bytes")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urlopen(url):  # noqa: S310  our own server
                return
        except URLError:
            time.sleep(1)
    raise SystemExit(f"{url} did not answer")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "var"))
