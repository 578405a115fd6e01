"""
The desk under load for a long time: do answers stay quick, does memory stay flat?

    python benchmarks/soak.py [--data DIR] [--scale N] [--rate 25] [--minutes 20]

The load is that of desk.py. Every five seconds the memory of each process of the server is read (the master, its workers, the
worker for background jobs). It is flat if no process has grown by more than a tenth from the second fifth of the time to the last: the first fifth
fills caches. Prints Markdown tables; exit 1 if it is not flat or an answer was wrong.
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

import desk
from loading.open_loop import run

EVERY = 5.0
GROWTH = 0.10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="data folder with the imported sample year")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--rate", type=float, default=25)
    parser.add_argument("--minutes", type=float, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = given.data or desk.sample_year(Path(scratch), given.scale)
        users = desk.cast(data)
        words = ["-m", "fazhi", "--data", str(data), "serve", "--port", str(desk.PORT)]
        with desk.served(data, words, "/sign-in/") as server:
            jobs = partial(desk.step, desk.sign_in(users), users)
            memory = Memory(server.pid)
            memory.start()
            load = run(jobs, rate=given.rate, seconds=given.minutes * 60)
            memory.stop()
        desk.tell(load, [kind for kind, _ in desk.MIX] + ["act form"])
        is_flat = memory.tell()
    sys.exit(0 if is_flat and not load.faults() else 1)


class Memory(threading.Thread):
    """Resident memory of a process and its children, in MB, sampled until it is stopped."""

    def __init__(self, master: int) -> None:
        super().__init__(daemon=True)
        self._master, self._is_over = master, threading.Event()
        self._samples: dict[int, list[tuple[float, float]]] = {}
        self._names: dict[int, str] = {}

    def run(self) -> None:
        began = time.monotonic()
        while not self._is_over.wait(EVERY):
            for pid in (self._master, *children(self._master)):
                if (found := resident(pid)) is not None:
                    self._samples.setdefault(pid, []).append((time.monotonic() - began, found))
                    self._names.setdefault(pid, role(pid, self._master))

    def stop(self) -> None:
        self._is_over.set()
        self.join()

    def tell(self) -> bool:
        """Print what was seen; whether it is flat, and no worker was lost."""
        print("\n| process | samples | first, MB | second fifth | last fifth | most | growth |")
        print("|---|--:|--:|--:|--:|--:|--:|")
        growths = []
        for pid, samples in self._samples.items():
            values = [value for _, value in samples]
            fifth = max(len(values) // 5, 1)
            early, late = statistics.median(values[fifth : 2 * fifth] or values), statistics.median(values[-fifth:])
            growths.append(late / early - 1)
            print(
                f"| {self._names[pid]} {pid} | {len(values)} | {values[0]:.0f} | {early:.0f} | {late:.0f} "
                f"| {max(values):.0f} | {growths[-1]:+.1%} |"
            )
        is_flat = bool(growths) and max(growths) <= GROWTH
        print(f"\nMemory is {'flat' if is_flat else 'not flat'} (a tenth is allowed).")
        return is_flat


def children(master: int) -> list[int]:
    """Process ids whose parent is `master`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == master:
                found.append(int(entry.name))
    return found


def resident(pid: int) -> float | None:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def role(pid: int, master: int) -> str:
    if pid == master:
        return "master"
    try:
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return "gone"
    return "jobs" if "worker" in words else "worker"


if __name__ == "__main__":
    main()
