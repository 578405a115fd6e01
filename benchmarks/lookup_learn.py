"""
Learn how laymen's questions lead to articles, and measure it: the data of `fazhi.engines.lookup`.

    python benchmarks/lookup_learn.py CORPUS QUESTIONS [--out FOLDER] [--held]

CORPUS is the corpus folder, QUESTIONS its training file (statute_retrieval_train.jsonl). One question in six is held
out by the hash of its identifier. The evidence for a question is gathered without its fold: no question of the fold votes,
is counted or is in the bridge. (Leaving out the question alone tells the trees the answer: only where it is, a text is
cited once less often.) With --held the rest is measured by ten folds, the network fitted on the other nine, and the
questions held out are answered by what was learned from all the others. With --out what was learned from all questions
is written there.
"""

import argparse
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from lookup_network import trained
from numpy.typing import NDArray

if TYPE_CHECKING:
    from fazhi.engines.lookup import Index, Lessons
    from fazhi.engines.lookup.learning import Example
    from fazhi.engines.lookup.network import Network

FOLDS, HELD = 10, 6
AT = datetime(2026, 11, 22, tzinfo=UTC)
Gold = tuple[set[tuple[str, int | None, int]], ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--out", type=Path, help="write what was learned from all questions here")
    parser.add_argument("--held", action="store_true", help="measure on the questions held out")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        learn(open_library(arguments.corpus, Path(scratch)), arguments.questions, arguments.out, arguments.held)


def open_library(corpus: Path, scratch: Path) -> "Index":
    """The corpus read into a library of its own, and its national texts indexed."""
    os.environ["FAZHI_DATA"] = str(scratch)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from fazhi.kernel.audit.services import create_key
    from fazhi.kernel.law import lookup, services

    create_key()
    services.load(corpus, at=AT)
    started = time.process_time()
    library = lookup.library(scratch, on=date(2026, 11, 22))
    print(f"{len(library.index):,} articles indexed in {time.process_time() - started:.1f} s")
    return library.index


def learn(index: "Index", path: Path, out: Path | None, held: bool) -> None:
    """Measure, and write what was learned."""
    from fazhi.engines.lookup import lessons

    numbers, examples, gold = read_questions(path)
    part = np.array([hash_of(number) % HELD for number in numbers])
    fold = np.array([hash_of(f"f{number}") % FOLDS for number in numbers])
    known, unknown = np.flatnonzero(part), np.flatnonzero(part == 0)
    if held:
        rest, wanted = [examples[i] for i in known], [gold[i] for i in known]
        print(f"ten folds of {len(known)} questions: {measured_by_folds(index, rest, wanted, fold[known])}", flush=True)
        learned = fitted(index, rest, fold[known])
        told = answered(index, learned, [examples[i] for i in unknown], [gold[i] for i in unknown])
        print(f"{len(unknown)} held out: {told}", flush=True)
    if out:
        lessons.write(out, fitted(index, examples, fold))


def read_questions(path: Path) -> tuple[list[str], list["Example"], list[set[tuple[str, int | None, int]]]]:
    """Identifiers, examples and the articles that answer each."""
    from fazhi.engines.lookup.learning import Example

    numbers, examples, gold = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        cited = [each for each in row["articles"] if each.get("title")]
        keys = [(each["title"], each["number"], each["suffix"]) for each in cited]
        numbers.append(str(row["query_id"]))
        texts = [each["text"] for each in cited]
        examples.append(
            Example(row["query"], _text(row["keywords"]), _text(row["answer"]), tuple(zip(keys, texts, strict=True)))
        )
        gold.append(set(keys))
    return numbers, examples, gold


def measured_by_folds(index: "Index", examples: Sequence[Any], gold: Sequence[Any], fold: NDArray[Any]) -> str:
    """Each fold by a network fitted on the others."""
    evidence, keys = _evidence_by_folds(index, examples, fold)
    placed = []
    for each in range(FOLDS):
        train, test = np.flatnonzero(fold != each), np.flatnonzero(fold == each)
        network = _network(evidence, keys, gold, train)
        for number in test:
            order = np.argsort(-network.scores(evidence[number]), kind="stable")
            placed.append(ranks([keys[number][row] for row in order], gold[number]))
    return means(placed)


def fitted(index: "Index", examples: Sequence[Any], fold: NDArray[Any]) -> "Lessons":
    """All that is learned from examples."""
    evidence, keys = _evidence_by_folds(index, examples, fold)
    gold = [{key for key, _ in example.articles} for example in examples]
    return replace(_lessons(index, examples), network=_network(evidence, keys, gold, np.arange(len(examples))))


def answered(index: "Index", learned: "Lessons", examples: Sequence[Any], gold: Sequence[Any]) -> str:
    """Questions that nothing was learned from, through the engine's own door."""
    from fazhi.engines.lookup import Library, ask, remember

    library = Library(index, remember(learned, index))
    started = time.process_time()
    found = [[hit.article.key for hit in ask(library, each.question, 100)] for each in examples]
    spent = (time.process_time() - started) / len(examples)
    return f"{means([ranks(*pair) for pair in zip(found, gold, strict=True)])}, {1000 * spent:.1f} ms each"


def _evidence_by_folds(index: "Index", examples: Sequence[Any], fold: NDArray[Any]) -> tuple[list[Any], list[Any]]:
    from fazhi.engines.lookup import remember
    from fazhi.engines.lookup.evidence import gather
    from fazhi.engines.lookup.questions import take_apart

    evidence: list[Any] = [None] * len(examples)
    keys: list[Any] = [None] * len(examples)
    for each in range(FOLDS):
        others = [example for example, place in zip(examples, fold, strict=True) if place != each]
        memory = remember(_lessons(index, others), index)
        for number in np.flatnonzero(fold == each):
            found = gather(take_apart(examples[number].question, index, memory), index, memory)
            evidence[number] = found.rows
            keys[number] = [index.article(int(place)).key for place in found.places]
    return evidence, keys


def _lessons(index: "Index", examples: Sequence[Any]) -> "Lessons":
    from fazhi.engines.lookup import learning, lessons

    cited, questions = learning.bags(examples)
    return lessons.Lessons(
        cited, questions, learning.bridge(examples, index), None, lessons.synonyms(), lessons.paraphrases()
    )


def _network(evidence: list[Any], keys: list[Any], gold: Sequence[Any], train: NDArray[Any]) -> "Network":
    wanted = [np.array([key in gold[number] for key in keys[number]]) for number in train]
    return trained([evidence[number] for number in train], wanted)


def ranks(found: Sequence[Any], gold: set[Any]) -> tuple[float, ...]:
    places = [place for place, key in enumerate(found[:100]) if key in gold]
    recalls = [sum(place < depth for place in places) / max(1, len(gold)) for depth in (1, 10, 100)]
    return (*recalls, 1 / (places[0] + 1) if places else 0.0)


def means(placed: Sequence[tuple[float, ...]]) -> str:
    one, ten, hundred, reciprocal = np.mean(placed, axis=0)
    return f"R@1 {one:.3f}, R@10 {ten:.3f}, R@100 {hundred:.3f}, MRR {reciprocal:.3f}"


def hash_of(text: str) -> int:
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


if __name__ == "__main__":
    main()
