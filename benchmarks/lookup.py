"""
Look-up of law beside bm25s with jieba and china-law-mcp's search, on the same questions in one run.

    python benchmarks/lookup.py CORPUS QUESTIONS [--peer PYTHON]

CORPUS is the corpus folder, QUESTIONS its training file. One question in six is asked; what the engine learned, it learned
from the others. PYTHON is one that has the peers; what it hasn't is said. Milliseconds are processor time of one thread.
Prints Markdown.
"""

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from lookup_learn import FOLDS, HELD, fitted, hash_of, means, open_library, ranks, read_questions

PEERS = Path(__file__).with_name("lookup_peers.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--peer", type=Path, help="a Python that has bm25s, jieba and china-law-mcp")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        compare(open_library(arguments.corpus, Path(scratch)), arguments.questions, arguments.peer)


def compare(index: Any, path: Path, peer: Path | None) -> None:
    """Print a row for the engine and for each peer."""
    from fazhi.engines.lookup import Library, ask, remember

    numbers, examples, gold = read_questions(path)
    held = np.array([hash_of(number) % HELD == 0 for number in numbers])
    fold = np.array([hash_of(f"f{number}") % FOLDS for number in numbers])
    rest = np.flatnonzero(~held)
    wanted = [gold[place] for place in np.flatnonzero(held)]
    questions = [examples[place].question for place in np.flatnonzero(held)]
    learned = fitted(index, [examples[place] for place in rest], fold[rest])
    started = time.process_time()
    library = Library(index, remember(learned, index))
    opened = time.process_time() - started
    ask(library, questions[0], 100)
    started = time.process_time()
    found = [[hit.article.key for hit in ask(library, question, 100)] for question in questions]
    ours = 1000 * (time.process_time() - started) / len(questions)
    print(f"{len(questions)} questions, {len(index):,} articles; the lessons are laid out in {opened:.2f} s.\n")
    print("| method | recall, reciprocal rank | ms a question | of ours |\n|---|---|---:|---:|")
    print(_row("look-up", found, wanted, ours, ours))
    for name, answer in (_asked(peer, index, questions) if peer else {}).items():
        if isinstance(answer, str):
            print(f"| {name} | {answer} | | |")
            continue
        print(
            _row(name, [[tuple(key) for key in keys] for keys in answer["found"]], wanted, answer["milliseconds"], ours)
        )
    if peer is None:
        print("\nNo --peer: bm25s and china-law-mcp were left out.")


def _row(name: str, found: Sequence[Any], wanted: Sequence[Any], spent: float, ours: float) -> str:
    told = means([ranks(*pair) for pair in zip(found, wanted, strict=True)])
    return f"| {name} | {told} | {spent:.1f} | {spent / ours:.2f} |"


def _asked(peer: Path, index: Any, questions: Sequence[str]) -> dict[str, Any]:
    articles = []
    for place in range(len(index)):
        each = index.article(place)
        articles.append((*each.key, f"{each.short}。{each.part}。{each.chapter}", each.text))
    told = json.dumps({"questions": questions, "articles": articles})
    answer = subprocess.run([peer, PEERS], input=told, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


if __name__ == "__main__":
    main()
