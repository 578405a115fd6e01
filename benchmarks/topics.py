"""
The classifier of consultations: learn its linear model from labelled examples, and measure it by folds beside a plain one.

    python benchmarks/topics.py EXAMPLES [--out FILE]

EXAMPLES has {text, label} a line (topic_dev.jsonl). Ten folds, the linear model refitted for each; the words that speak
for a class were written by hand and are the same in all. Prints a Markdown table; with --out the model of all examples
is written as CSV. Needs scikit-learn.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from fazhi.engines.topics.classifying import CONSULT, MARGIN, WORDS_WEIGHT
from fazhi.engines.topics.model import Linear, counted, words

LEAST = 2
"""Examples that a run of signs must stand in."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--out", type=Path, help="write the model here")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.examples.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    labels = np.array([words(CONSULT).labels.index(row["label"]) for row in rows])
    measure(texts, labels)
    if arguments.out:
        write(arguments.out, fit(texts, labels))


def measure(texts: Sequence[str], labels: Any) -> None:
    """Print accuracies by ten folds."""
    spoken = np.array([words(CONSULT).scores(text) for text in texts])
    model, support = np.zeros(spoken.shape), np.zeros(spoken.shape)
    for train, test in StratifiedKFold(10, shuffle=True, random_state=0).split(texts, labels):
        fitted = fit([texts[place] for place in train], labels[train])
        model[test] = [fitted.scores(texts[place]) for place in test]
        plain = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
        machine = LinearSVC().fit(plain.fit_transform([texts[place] for place in train]), labels[train])
        support[test] = machine.decision_function(plain.transform([texts[place] for place in test]))
    print("| method | accuracy | top 3 |\n|---|---:|---:|")
    both = model + WORDS_WEIGHT * spoken
    for name, scores in (("linear SVM, 1-3 signs", support), ("words", spoken), ("linear", model), ("ours", both)):
        print(f"| {name} | {_accuracy(scores, labels, 1):.3f} | {_accuracy(scores, labels, 3):.3f} |")
    chances = np.exp(both - np.logaddexp.reduce(both, axis=1, keepdims=True))
    best = np.sort(chances, axis=1)
    sure = best[:, -1] - best[:, -2] >= MARGIN
    print(f"answered {sure.mean():.3f} of all, of these right {_accuracy(both[sure], labels[sure], 1):.3f}")


def fit(texts: Sequence[str], labels: Any) -> Linear:
    """The linear model of some examples."""
    counts = [counted(text) for text in texts]
    stands = Counter(run for each in counts for run in each)
    runs = {run: place for place, run in enumerate(sorted(run for run, number in stands.items() if number >= LEAST))}
    rarity = np.array([round(float(np.log((1 + len(texts)) / (1 + stands[run])) + 1), 3) for run in runs])
    classes = len(words(CONSULT).labels)
    empty = Linear(runs, rarity, np.zeros((len(runs), classes)), np.zeros(classes))
    model = LogisticRegression(C=3, max_iter=300).fit(np.array([empty._vector(text) for text in texts]), labels)
    return Linear(runs, rarity, np.round(model.coef_.T, 2), np.round(model.intercept_, 2))


def write(path: Path, model: Linear) -> None:
    """As the engine reads it: the bias first, then a run a row; weights in hundredths."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("run", "rarity", "weights"))
        writer.writerow(("", "", " ".join(str(round(100 * value)) for value in model.bias)))
        for run, place in model.runs.items():
            values = " ".join(str(round(100 * value)) for value in model.weights[place])
            writer.writerow((run, model.rarity[place], values))


def _accuracy(scores: Any, labels: Any, depth: int) -> float:
    return float((np.argsort(-scores, axis=1)[:, :depth] == labels[:, None]).any(axis=1).mean())


if __name__ == "__main__":
    main()
