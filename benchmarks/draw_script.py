"""
The portal's verifier in plain JavaScript beside the engine, over draws by number.

    python benchmarks/draw_script.py [--draws N]

Each draw is verified by both as it was published, and once more with one thing in it changed, every other time with the
commitment beside it. Both must agree whether it holds and, where something was drawn again, on the first difference.
Needs Node.js. Ends with 1 if they ever disagree.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from fazhi.engines.draw import verify
from fazhi.engines.draw.tests.any_draw import any_draw, tampered

SCRIPT = Path(__file__).parents[1] / "src/fazhi/lines/inspections/static/inspections/draw.js"
BATCH = 200
RUNNER = """
const fs = require("fs"), vm = require("vm");
vm.runInThisContext(fs.readFileSync(process.argv[1], "utf8") + "\\n;globalThis.verify = verify;");
const start = performance.now();
const told = JSON.parse(fs.readFileSync(0, "utf8")).map(([text, commitment]) => verify(text, commitment));
console.log(JSON.stringify({ told, milliseconds: performance.now() - start }));
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1000)
    arguments = parser.parse_args()
    rows = cases(arguments.draws)
    agreed = held = differ = 0
    in_python = in_script = 0.0
    while batch := list(islice(rows, BATCH)):
        start = time.perf_counter()
        expected = [verify(text, commitment) for text, commitment in batch]
        in_python += time.perf_counter() - start
        found, seconds = by_script(batch)
        in_script += seconds
        for verdict, told, (text, _) in zip(expected, found, batch, strict=True):
            if same(verdict, told):
                agreed += 1
                held += verdict.holds
            else:
                differ += 1
                print(f"{verdict.first_difference} but {told['difference']}: {text[:120]}", file=sys.stderr)
        print(f"{agreed + differ:,}", file=sys.stderr)
    print(
        "| verified by both | hold | don't hold | disagree | Python, s | JavaScript, s |\n|---:|---:|---:|---:|---:|---:|"
    )
    print(f"| {agreed + differ:,} | {held:,} | {agreed - held:,} | {differ} | {in_python:.0f} | {in_script:.0f} |")
    return 1 if differ else 0


def cases(draws: int) -> Iterator[tuple[str, str | None]]:
    """Transcript and commitment, or None to hold the transcript against itself."""
    for number in range(draws):
        made = any_draw(number)
        yield made.transcript, made.commitment
        yield tampered(number, made.transcript), made.commitment if number % 2 else None


def by_script(batch: list[tuple[str, str | None]]) -> tuple[list[dict[str, Any]], float]:
    node = shutil.which("node")
    if node is None:
        sys.exit("Node.js is not installed")
    ran = subprocess.run(
        [node, "-e", RUNNER, str(SCRIPT)], input=json.dumps(batch), capture_output=True, text=True, check=True
    )
    answer = json.loads(ran.stdout)
    return answer["told"], answer["milliseconds"] / 1000


def same(verdict: Any, told: dict[str, Any]) -> bool:
    """What refuses to be drawn at all is worded by each in its own way."""
    difference = verdict.first_difference
    if difference is None or difference.refusal is not None:
        return bool(told["holds"] == verdict.holds)
    return told["difference"] is not None and told["difference"]["where"] == difference.where


if __name__ == "__main__":
    sys.exit(main())
