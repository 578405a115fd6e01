"""
Prohibited content found in single clauses, beside a list of trigger words, in one run.

    python benchmarks/review.py

`data/review_clauses.tsv` are the clauses that the rules were written with, `data/review_clauses_held.tsv` others that no
rule was changed for. Each line is the kind ("" for a lawful clause) and the clause; all are our own wording. Prints
Markdown.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

from fazhi.engines.review import review

DATA = Path(__file__).parent / "data"
SETS = {"written with": "review_clauses.tsv", "held out": "review_clauses_held.tsv"}
WORDS = re.compile(
    "罚款|处罚|没收|吊销|暂扣|责令停产|警告|拘留|许可|审批|批准|核准|备案|年检|查封|扣押|冻结|强制|滞纳金|收取|缴纳|保证金|押金|"
    "证明|指定|限定|优先|本地|外地|溯及|有效期|解释权|起诉|复议|诉讼|不得|必须"
)
BASIS = re.compile("依法|依照|按照|根据|依据|《")

Finder = Callable[[str], str]


def words(clause: str) -> str:
    return "?" if WORDS.search(clause) else ""


def words_without_basis(clause: str) -> str:
    return "" if BASIS.search(clause) else words(clause)


def rules(clause: str) -> str:
    found = [each.check for each in review(clause).findings if each.check.startswith("clause.")]
    return found[0].removeprefix("clause.") if found else ""


def main() -> None:
    print("| set | method | to stop / lawful | precision | recall | right kind | characters a second |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for name, file in SETS.items():
        rows = [line.split("\t") for line in (DATA / file).read_text(encoding="utf-8").splitlines() if line]
        for label, finder in (
            ("trigger words", words),
            ("the same, no basis named", words_without_basis),
            ("rules", rules),
        ):
            print(_row(name, label, rows, finder))


def _row(name: str, label: str, rows: list[list[str]], finder: Finder) -> str:
    finder(rows[0][1])
    start = time.perf_counter()
    answers = [finder(clause) for _, clause in rows]
    speed = sum(len(clause) for _, clause in rows) / (time.perf_counter() - start)
    stopped = sum(bool(kind) and bool(answer) for (kind, _), answer in zip(rows, answers, strict=True))
    right = sum(bool(kind) and kind == answer for (kind, _), answer in zip(rows, answers, strict=True))
    bad, flagged = sum(bool(kind) for kind, _ in rows), sum(bool(answer) for answer in answers)
    kinds = f"{right / stopped:.3f}" if finder is rules else ""
    return f"| {name} | {label} | {bad} / {len(rows) - bad} | {stopped / flagged:.3f} | {stopped / bad:.3f} | {kinds} | {speed:,.0f} |"


if __name__ == "__main__":
    main()
