"""
Two hundred matters closed at once, and the clock over many: ours beside plain saves of the same records.

    python benchmarks/acts.py [--matters N] [--running N]

ours   `procedures.each(matters, withdraw)`: right, day, clock, task, one chained entry for each, one transaction
plain  the same matters with the same values by `save()` in one transaction: no right, no clock, no task, no trail

Then `procedures.run` over N running clocks, first with all of them to report, then with nothing left to do. Prints a Markdown
table of the medians of several runs, in milliseconds.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

RUNS = 5
DAY = date(2024, 6, 3)
AT = datetime(2024, 6, 3, 10, tzinfo=UTC)
LATER = datetime(2024, 8, 1, 10, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--matters", type=int, default=200)
    parser.add_argument("--running", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["FAZHI_DATA"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
        import django

        django.setup()
        from django.core.management import call_command

        from fazhi.kernel.audit.services import create_key

        call_command("migrate", verbosity=0, skip_checks=True)
        create_key()
        clerk = city()
        print("| what | median, ms |\n|---|--:|")
        ours = [timed(partial(withdraw_all, opened(given.matters, clerk, run), clerk)) for run in range(RUNS)]
        plain = [timed(partial(save_all, opened(given.matters, clerk, RUNS + run))) for run in range(RUNS)]
        told(f"{given.matters} withdrawn, ours", ours)
        told(f"{given.matters} saved, plain", plain)
        opened(given.running, clerk, RUNS * 2)
        told(f"the clock, {given.running:,} limits to report twice", [timed(run_clock)])
        told(f"the clock, {given.running:,} limits and nothing to do", [timed(run_clock) for _ in range(RUNS)])


def city() -> Any:
    """A bureau with one committee; returns its clerk."""
    from fazhi.kernel.organisations.models import Office, Official, Post
    from fazhi.kernel.organisations.services import rebuild_bounds

    bureau = Office(code="XM", name="市司法局", kind="bureau")
    bureau.save()
    committee = Office(code="XM-1", name="调委会", kind="town_committee", parent=bureau)
    committee.save()
    rebuild_bounds()
    committee = Office.objects.system("a benchmark").get(pk=committee.pk)
    for code, role, office in (("E1", "clerk", committee), ("E2", "mediator", committee), ("E3", "head", bureau)):
        official = Official.objects.create(code=code, name=code)
        post = Post(official=official, office=office, role=role, from_date=date(2020, 1, 1))
        post.save()
    return Post.objects.system("a benchmark").select_related("office", "official").get(role="clerk")


def opened(count: int, clerk: Any, run: int) -> list[Any]:
    """Applications with their clocks and tasks, as an import makes them."""
    from fazhi.kernel.procedures import services as procedures
    from fazhi.lines.mediation.models import PeoplesMatter
    from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

    matters = [
        PeoplesMatter(
            number=f"{run}-{number}",
            office=clerk.office,
            state="applied",
            occurred_date=DAY,
            recorded_at=AT,
            category="neighbour",
            form="mediation",
            source="application",
            parties_count=2,
        )
        for number in range(count)
    ]
    PeoplesMatter.objects.system("a benchmark").bulk_create(matters, batch_size=500)
    procedures.enter(PEOPLES_MEDIATION, "applied", [(matter.pk, clerk.office_id, DAY) for matter in matters], at=AT)
    return matters


def withdraw_all(matters: list[Any], clerk: Any) -> None:
    from fazhi.kernel.procedures import services as procedures
    from fazhi.lines.mediation.services import withdraw

    outcome = procedures.each(matters, partial(withdraw, by=clerk, at=AT, on=DAY))
    assert len(outcome.done) == len(matters), outcome.refused[:1]


def save_all(matters: list[Any]) -> None:
    from django.db import transaction

    from fazhi.lines.mediation.services.acts import parts

    with transaction.atomic():
        for matter in matters:
            matter.state, matter.version, matter.recorded_at = "withdrawn", 2, AT
            for name, value in parts("concluded", DAY).items():
                setattr(matter, name, value)
            matter.save()


def run_clock() -> None:
    from fazhi.kernel.procedures import services as procedures

    procedures.run(at=LATER)


def timed(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def told(what: str, times: list[float]) -> None:
    print(f"| {what} | {statistics.median(times):,.0f} |")


if __name__ == "__main__":
    main()
