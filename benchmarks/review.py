"""
Prohibited content found in single clauses by the rules, beside a list of trigger words, in one run.

    python benchmarks/review.py

The first two sets are what the rules were written with; the four batches were each written in another style before the rules
were looked at again, measured once, and then used to mend them: what they gave that first time stands in
docs/algorithms/review.md. The judge of likeness has learned from all of them and is not asked here: review_learn.py measures it.
Each line is the kind ("" for a lawful clause) and the clause; all are our own wording. Prints
Markdown; speed in characters a second of processor time.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

from fazhi.engines.review import prohibited
from fazhi.engines.review.prohibited.scanning import passages
from fazhi.engines.review.text import plain

DATA = Path(__file__).parent / "data"
BATCHES = Path(prohibited.__file__).parents[1] / "tests" / "data"
SETS = {
    "written with": DATA / "review_clauses.tsv",
    "ordinary wording": DATA / "review_clauses_held.tsv",
    "measures and rules": BATCHES / "clauses_1.tsv",
    "notices and incentives": BATCHES / "clauses_2.tsv",
    "all styles": BATCHES / "clauses_3.tsv",
    "everyday speech": BATCHES / "clauses_4.tsv",
}
WORDS = re.compile(
    "罚款|处罚|没收|吊销|暂扣|责令停产|警告|拘留|许可|审批|批准|核准|备案|年检|查封|扣押|冻结|强制|滞纳金|收取|缴纳|保证金|押金|"
    "证明|指定|限定|优先|本地|外地|溯及|有效期|解释权|起诉|复议|诉讼|不得|必须"
)
BASIS = re.compile("依法|依照|按照|根据|依据|《")

ORDER = [kind.check.code.removeprefix("clause.") for kind in prohibited.KINDS]

Finder = Callable[[str], str]


def words(clause: str) -> str:
    return "?" if WORDS.search(clause) else ""


def words_without_basis(clause: str) -> str:
    return "" if BASIS.search(clause) else words(clause)


def rules(clause: str) -> str:
    """The first kind of which a rule applies, in the order of how sure the kinds are."""
    applying = next((applying for _, _, applying in passages(plain(clause), prohibited.KINDS) if applying), set())
    return next((kind for kind in ORDER if kind in applying), "")


def main() -> None:
    print("| set | method | to stop / lawful | precision | recall | right kind | characters a second |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for name, file in SETS.items():
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]
        for label, finder in (
            ("trigger words", words),
            ("the same, no basis named", words_without_basis),
            ("rules", rules),
        ):
            print(_row(name, label, rows, finder))


def _row(name: str, label: str, rows: list[list[str]], finder: Finder) -> str:
    finder(rows[0][1])
    start = time.process_time()
    answers = [finder(clause) for _, clause in rows]
    speed = sum(len(clause) for _, clause in rows) / (time.process_time() - start)
    stopped = sum(bool(kind) and bool(answer) for (kind, _), answer in zip(rows, answers, strict=True))
    right = sum(bool(kind) and kind == answer for (kind, _), answer in zip(rows, answers, strict=True))
    bad, flagged = sum(bool(kind) for kind, _ in rows), sum(bool(answer) for answer in answers)
    kinds = f"{right / stopped:.3f}" if finder is rules else ""
    return f"| {name} | {label} | {bad} / {len(rows) - bad} | {stopped / flagged:.3f} | {stopped / bad:.3f} | {kinds} | {speed:,.0f} |"


if __name__ == "__main__":
    main()
