"""
The desk under an open load of fifty signed-in users, on SQLite or PostgreSQL, with Django's admin over the same tables beside it.

    python benchmarks/desk.py [--data DIR] [--scale N] [--rate 25] [--seconds 60] [--ceiling] [--without-admin]

DIR is a data folder with the imported sample year; without it one is made at scale N. With DATABASE_URL the records lie in
PostgreSQL. The server is `fazhi serve` in a process of its own on the same processors; requests arrive as a Poisson process:
my work 30 %, a register with filters 30 %, a matter 30 %, an act 10 % (its form, then the act). With --ceiling the rate rises
until the 95th percentile passes one second. Prints Markdown tables, in milliseconds.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from loading.browser import Browser, hidden_fields
from loading.cast import PASSWORD
from loading.open_loop import Answer, Job, Load, chosen, quantile, run, uniform

XIAMEN = ZoneInfo("Asia/Shanghai")
YEAR = 2024
PORT = 8970
MIX = (("my work", 3.0), ("register", 3.0), ("matter", 3.0), ("act", 1.0))
ADMIN_MIX = (("admin list", 3.0), ("admin change page", 3.0))
REGISTER = "/registers/mediation_people_register/"
FILTERS = (
    "?state=accepted",
    "?state=settled&category=neighbour",
    "?accepted_date=2024-03",
)
HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="data folder with the imported sample year")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--rate", type=float, default=25)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--ceiling", action="store_true", help="also find the rate at which p95 passes one second")
    parser.add_argument("--without-admin", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = given.data or sample_year(Path(scratch), given.scale)
        users = cast(data)
        with served(data, ["-m", "fazhi", "--data", str(data), "serve", "--port", str(PORT)], "/sign-in/"):
            signed = sign_in(users)
            jobs = partial(step, signed, users)
            run(jobs, rate=5, seconds=5, seed=0)
            tell(
                run(jobs, rate=given.rate, seconds=given.seconds),
                [kind for kind, _ in MIX] + ["act form", "act told of another"],
            )
            if given.ceiling:
                ceiling(jobs, given.rate)
        if not given.without_admin:
            beside(data, users, signed, given)


def sample_year(data: Path, scale: str) -> Path:
    """The sample year, imported through the ordinary commands."""
    for words in (
        ["setup"],
        ["sample", "ledgers", "--year", str(YEAR), "--scale", scale, "--out", str(data / "ledgers")],
        ["ledger", "import", str(data / "ledgers")],
    ):
        subprocess.run([sys.executable, "-m", "fazhi", "--data", str(data), *words], check=True, capture_output=True)
    return data


def cast(data: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "loading.cast"], env={**os.environ, "FAZHI_DATA": str(data), "PYTHONPATH": _path()},
        cwd=HERE, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _path() -> str:
    return os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH"))))


@contextmanager
def served(data: Path, words: list[str], first: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A server in a process of its own, until it answers; ended at the end. What it logs goes to a file of the data folder."""
    with (data / "served.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, *words],
            env={**os.environ, "FAZHI_DATA": str(data), "PYTHONPATH": _path()},
            cwd=HERE,
            stderr=log,
        )
    try:
        for _ in range(300):
            time.sleep(0.2)
            try:
                if Browser("127.0.0.1", PORT).get(first)[0] < 500:
                    break
            except OSError:
                continue
        yield server
    finally:
        server.terminate()
        server.wait(timeout=30)


def sign_in(users: list[dict[str, Any]]) -> list[Browser]:
    browsers = []
    for user in users:
        browser = Browser("127.0.0.1", PORT)
        browser.get("/sign-in/")
        status, text, where = browser.post("/sign-in/", {"name": user["name"], "password": PASSWORD, "next": "/"})
        if status != 302:
            raise SystemExit(f"{user['name']} could not sign in: {status} {where} {text[:500]}")
        browsers.append(browser)
    return browsers


def step(browsers: list[Browser], users: list[dict[str, Any]], number: int) -> Job:
    """What the nth arrival is: one of the users, one of the kinds of page, one of that user's matters."""
    who = int(uniform(2, "who", number) * len(users))
    kind = chosen(3, MIX, number)
    return partial(_KINDS[kind], browsers[who], users[who], number)


def my_work(browser: Browser, user: dict[str, Any], number: int, due: float) -> list[Answer]:
    return [looked("my work", browser, "/", due)]


def register(browser: Browser, user: dict[str, Any], number: int, due: float) -> list[Answer]:
    return [looked("register", browser, REGISTER + FILTERS[number % len(FILTERS)], due)]


def matter(browser: Browser, user: dict[str, Any], number: int, due: float) -> list[Answer]:
    key = user["matters"][int(uniform(4, "matter", number) * len(user["matters"]))]
    return [looked("matter", browser, f"/mediation/people/{key}/", due)]


def act(browser: Browser, user: dict[str, Any], number: int, due: float) -> list[Answer]:
    """An investigation noted down: the form, then the act; the act's time counts from its own sending."""
    key = user["mine"][number % len(user["mine"])]
    path = f"/mediation/people/{key}/acts/investigate/"
    status, text, _ = browser.get(path)
    form = Answer("act form", time.perf_counter() - due, "" if status == 200 else f"{path} {status}")
    sent = time.perf_counter()
    typed = {"content": f"向双方了解情况，第 {number} 次", "on": f"{datetime.now(XIAMEN).date()}"}
    answer = browser.post(path, hidden_fields(text, path) | typed)
    # 409: the same user's act before on this matter was done meanwhile, and the second is told so.
    kind = "act told of another" if answer[0] == 409 else "act"
    fault = "" if answer[0] in {302, 409} else f"POST {path} {answer[0]}"
    return [form, Answer(kind, time.perf_counter() - sent, fault)]


def looked(kind: str, browser: Browser, path: str, due: float) -> Answer:
    status = browser.get(path)[0]
    return Answer(kind, time.perf_counter() - due, "" if status == 200 else f"{path} {status}")


_KINDS: dict[str, Callable[[Browser, dict[str, Any], int, float], list[Answer]]] = {
    "my work": my_work,
    "register": register,
    "matter": matter,
    "act": act,
}


def ceiling(jobs: Callable[[int], Job], rate: float) -> None:
    """Raise the rate by a fifth until the 95th percentile passes one second."""
    print("\n| requests a second | p95, ms | faults |\n|--:|--:|--:|")
    while True:
        load = run(jobs, rate=rate, seconds=20, seed=int(rate))
        p95 = quantile(load.of(""), 0.95)
        print(f"| {rate:.0f} | {p95 * 1000:,.0f} | {len(load.faults())} |", flush=True)
        if p95 > 1:
            return
        rate *= 1.2


def beside(data: Path, users: list[dict[str, Any]], signed: list[Browser], given: argparse.Namespace) -> None:
    """Django's admin over the people's matters: its list with a filter, and one matter's page."""
    words = [
        "-m",
        "gunicorn",
        "--bind",
        f"127.0.0.1:{PORT}",
        "--workers",
        "2",
        "--threads",
        "4",
        "--log-level",
        "error",
    ]
    with served(data, [*words, "loading.admin_wsgi:application"], "/admin/"):

        def jobs(number: int) -> Job:
            who = int(uniform(2, "who", number) * len(users))
            key = users[who]["matters"][int(uniform(4, "matter", number) * len(users[who]["matters"]))]
            kind = chosen(3, ADMIN_MIX, number)
            path = "?state__exact=accepted" if kind == "admin list" else f"{key}/change/"
            return lambda due: [looked(kind, signed[who], f"/admin/mediation/peoplesmatter/{path}", due)]

        run(jobs, rate=5, seconds=5, seed=0)
        tell(run(jobs, rate=given.rate, seconds=given.seconds), [kind for kind, _ in ADMIN_MIX])


def tell(load: Load, kinds: list[str]) -> None:
    print("\n| what | answers | p50, ms | p95, ms | p99, ms | faults |\n|---|--:|--:|--:|--:|--:|")
    for kind in (*kinds, ""):
        times = load.of(kind)
        cells = [f"{quantile(times, share) * 1000:,.0f}" for share in (0.5, 0.95, 0.99)]
        faults = [answer.fault for answer in load.faults() if kind in ("", answer.kind)]
        print(f"| {kind or 'all'} | {len(times)} | {' | '.join(cells)} | {len(faults)} |")
    for fault in sorted({answer.fault for answer in load.faults()})[:10]:
        print(f"- {fault}")


if __name__ == "__main__":
    main()
