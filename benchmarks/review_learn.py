"""
The judge of likeness of the review: learn it from clauses of several writers, and measure it on each writer by the others.

    python benchmarks/review_learn.py [--out FILE]

Each set of clauses counts as a writer. A writer who knew neither the rules nor the judge is left out in turn: the judge is learned
from all the others, and the whole review is run on his clauses, rules alone and both. Prints Markdown, and the line that turns the odds
of clauses left out into a chance. With --out the judge of all clauses is written as CSV. Needs scikit-learn.

What the rules say is no sign in the sets that the rules were written with: there they are nearly always right, which they are not elsewhere.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from review import BATCHES, DATA, rules
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from fazhi.engines.review import review
from fazhi.engines.review.prohibited import KINDS, likeness, scanning
from fazhi.engines.review.prohibited.likeness import LAWFUL, Model
from fazhi.engines.review.prohibited.signs import marks, runs
from fazhi.engines.review.text import plain

STRANGERS = DATA / "review_clauses_strangers.tsv"
TAUGHT = DATA / "review_clauses_taught.tsv"
"""Written to teach, before the strangers' clauses were read but for nine."""
RETOLD = DATA / "review_clauses_retold.tsv"
"""Written after the strangers' were read, and like some of them: only the judge that ships learns from these, none that is measured."""
LAST = DATA / "review_clauses_last.tsv"
"""A stranger's, who wrote after all else was done: nothing learns from these, and nothing was mended by them."""
OURS = (
    DATA / "review_clauses.tsv",
    DATA / "review_clauses_held.tsv",
    *(BATCHES / f"clauses_{number}.tsv" for number in range(1, 5)),
)
LEAST = 3
"""Passages that a sign must stand in."""
MARK = 0.1
"""What a mark counts beside all runs of a passage together, whose length is 1."""
STRENGTH = 10.0
"""Of the weights against their being small; with LEAST and MARK chosen by leaving writers out."""


@dataclass(frozen=True)
class Written:
    writer: str
    kind: str
    text: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="write the judge here")
    arguments = parser.parse_args()
    clauses = read()
    measure(clauses)
    judge = learned([*clauses, *(Written("retold", *line.split("\t")) for line in _lines(RETOLD))])
    likeness.model = lambda: judge
    last = [Written("last", *line.split("\t")) for line in _lines(LAST)]
    _print("last, by the judge of all", [(each.kind, rules(each.text), _by_both(each.text)) for each in last])
    if arguments.out:
        write(arguments.out, judge)


def read() -> list[Written]:
    """All clauses: the strangers', those written to teach, the rules' own sets and examples."""
    clauses = [Written(*line.split("\t")[:3]) for line in _lines(STRANGERS)]
    clauses += [Written("taught", *line.split("\t")) for line in _lines(TAUGHT)]
    clauses += [Written("", *line.split("\t")) for file in OURS for line in _lines(file)]
    return clauses + [
        Written("", kind.check.code.removeprefix("clause."), rule.example) for kind in KINDS for rule in kind.rules
    ]


def learned(clauses: Sequence[Written]) -> Model:
    """The judge of some clauses."""
    passages = [(each, *passage) for each in clauses for passage in scanning.passages(plain(each.text), KINDS)]
    counts = [runs(passage) for _, passage, _, _ in passages]
    told = [
        marks(passage, matching, applying) if each.writer else marks(passage, (), ())
        for each, passage, matching, applying in passages
    ]
    stands = Counter(sign for signs in (*counts, *told) for sign in signs)
    places = {
        sign: place for place, sign in enumerate(sorted(sign for sign, number in stands.items() if number >= LEAST))
    }
    marked = set().union(*told)
    rarity = np.array(
        [
            0.0 if sign in marked else round(float(np.log((1 + len(passages)) / (1 + stands[sign])) + 1), 3)
            for sign in places
        ]
    )
    table = _table(counts, told, places, rarity)
    kinds = np.array([each.kind for each, _, _, _ in passages])
    fitted = LogisticRegression(C=STRENGTH, max_iter=80, tol=1e-3).fit(table, kinds)
    scale = np.where(rarity > 0, 1.0, MARK)
    return Model(
        tuple(str(name) for name in fitted.classes_),
        places,
        rarity,
        np.round(fitted.coef_.T * scale[:, None], 2),
        np.round(fitted.intercept_, 2),
    )


def _table(counts: Sequence[Counter[str]], told: Sequence[set[str]], places: dict[str, int], rarity: Any) -> Any:
    """A row a passage, as `Model.scores` reads it."""
    rows, columns, values = [], [], []
    for row, (signs, marked) in enumerate(zip(counts, told, strict=True)):
        known = {places[sign]: (1 + np.log(count)) for sign, count in signs.items() if sign in places}
        weighed = np.array([count * rarity[place] for place, count in known.items()])
        found = sorted(places[sign] for sign in marked if sign in places)
        columns += [*known, *found]
        values += [*(weighed / (np.linalg.norm(weighed) or 1.0)), *([MARK] * len(found))]
        rows += [row] * (len(known) + len(found))
    return csr_matrix((values, (rows, columns)), shape=(len(counts), len(places)))


def measure(clauses: Sequence[Written]) -> None:
    """Print what the review gives on each stranger, by the judge of all other writers."""
    print(
        "| writer left out | to stop / lawful | method | precision | recall | right kind |\n|---|---:|---|---:|---:|---:|"
    )
    odds: list[tuple[float, bool]] = []
    every: list[tuple[str, str, str]] = []
    shipped = likeness.model
    for writer in sorted({each.writer for each in clauses} - {"", "taught"}):
        judge = learned([each for each in clauses if each.writer != writer])
        likeness.model = lambda judge=judge: judge
        own = [each for each in clauses if each.writer == writer]
        answers = [(each.kind, rules(each.text), _by_both(each.text)) for each in own]
        odds += [(_odds(each.text), each.kind != LAWFUL) for each in own]
        _print(writer, answers)
        every += answers
    likeness.model = shipped
    _print("all", every)
    for chance in (0.4, 0.5, 0.6, 0.7, 0.8):
        found = [bad for odd, bad in odds if odd >= np.log(chance / (1 - chance))]
        print(
            f"judge alone from {chance}: precision {np.mean(found):.3f}, recall {sum(found) / sum(bad for _, bad in odds):.3f}"
        )
    line = LogisticRegression(C=1e6).fit([[odd] for odd, _ in odds], [bad for _, bad in odds])
    print(f"chance of clauses left out: slope {line.coef_[0][0]:.2f}, base {line.intercept_[0]:.2f}")


def _by_both(text: str) -> str:
    """The kind that the whole review tells."""
    found = [each.check for each in review(text).findings if each.check.startswith("clause.")]
    return found[0].removeprefix("clause.") if found else ""


def _odds(text: str) -> float:
    chances = [likeness.liken(*passage).chance for passage in scanning.passages(plain(text), KINDS)]
    return float(np.log(max(chances) / (1 - max(chances))))


def _print(writer: str, answers: Sequence[tuple[str, str, str]]) -> None:
    for column, method in ((1, "rules"), (2, "rules and judge")):
        bad = sum(bool(answer[0]) for answer in answers)
        found = sum(bool(answer[column]) for answer in answers)
        stopped = sum(bool(answer[0]) and bool(answer[column]) for answer in answers)
        right = sum(bool(answer[0]) and answer[0] == answer[column] for answer in answers)
        print(
            f"| {writer} | {bad} / {len(answers) - bad} | {method} | {stopped / found:.3f} | {stopped / bad:.3f} | {right / stopped:.3f} |",
            flush=True,
        )


def write(path: Path, judge: Model) -> None:
    """As the engine reads it: the classes, the bias, then a sign a row; weights in hundredths."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("sign", "rarity", "weights"))
        writer.writerow(("", "", " ".join(name or "lawful" for name in judge.classes)))
        writer.writerow(("", "", _hundredths(judge.bias)))
        for sign, place in judge.places.items():
            writer.writerow(
                (sign, f"{judge.rarity[place]:.3f}" if judge.rarity[place] else "", _hundredths(judge.weights[place]))
            )


def _hundredths(values: Any) -> str:
    return " ".join(str(round(100 * value)) for value in values)


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
