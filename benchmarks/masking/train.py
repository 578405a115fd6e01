"""
Learn the weights by which `engines/masking` judges candidates for names.

    python benchmarks/masking/train.py --data ../shared/data [--all]

Positive are the persons put into the developing halves of our own sentences, of the blind ones and of focus_dev.jsonl (LawBench, Apache-2.0),
between the words of before.txt and after.txt, and into questions of laypeople of statute_retrieval_train.jsonl (STARD and LeCoQA, MIT);
negative all other candidates there, in statutes and regulations, and in those questions as they are.
With --all the held-out halves of our own sentences and the passages too: so the shipped weights are made, and measure.py on these two says
nothing of the unseen. The held half of the blind ones is never learned from.
Logistic regression, L2; weights under 0.04 are dropped. Same data, same weights. Writes data/weights.txt.
"""

import argparse
import json
import re
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from blind import blind, renamed
from sentences import Filler, Gold, filled, own, passages
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from strangers import Stranger

from fazhi.engines.masking.candidates import FEATURES, candidates
from fazhi.engines.masking.contexts import AFTER, BEFORE
from fazhi.engines.masking.plain import plain

TARGET = Path(__file__).parents[2] / "src/fazhi/engines/masking/data/weights.txt"
SAYINGS = ("张三", "李四", "王五", "赵六", "小明", "李某", "王某")
LEAST = 0.04
DOCUMENTS = 400
"""So many documents of each kind of law are read."""
_PERSON = re.compile(
    r"(?<!其)[他她](?![们人])|对方|男方|女方|丈夫|妻子|老公|老婆|前夫|前妻|房东|租客|邻居|老板|债务人|债权人|借款人|被告(?!人)|"
    r"(?<![被诉])申请人|(?<![诉行])原告|当事人|受害人|肇事者|司机|业主|儿子|女儿|父亲|母亲|继承人"
)
"""Words for a person in whose place a name may stand."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--statutes", type=int, default=4000, help="articles of statutes, and of each other kind of law"
    )
    parser.add_argument("--all", action="store_true", help="learn from the held-out halves too")
    given = parser.parse_args()
    source = given.data / "consult/focus_dev.jsonl"
    parts = ("dev", "held") if given.all else ("dev",)
    golds = [*blind("dev"), *renamed(Filler(15), 6), *renamed(Stranger(16), 8)]
    for seed, part in enumerate(parts, 11):
        golds += own(part, Filler(seed), copies=8)
        golds += own(part, Stranger(seed), copies=2)
        golds += passages(source, part, Filler(seed), copies=5)
    clauses = _questions(given.data)
    golds += [*frames(clauses, Filler(17), 3000), *frames(clauses, Stranger(18), 1000)]
    golds += [*carried(clauses, Filler(19), 3000), *carried(clauses, Stranger(20), 1000)]
    rows, labels = [], []
    for gold in golds:
        _add(gold, rows, labels)
    for text in [*_statutes(given.data, given.statutes), *clauses]:
        if not any(name in text for name in SAYINGS):
            _add(Gold(text, (), ()), rows, labels)
    vectors = DictVectorizer()
    table = vectors.fit_transform(rows)
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    judge = LogisticRegression(C=1.0, max_iter=300, solver="liblinear").fit(table, labels)
    weighed = zip(map(str, vectors.get_feature_names_out()), judge.coef_[0], strict=True)
    lines = sorted(
        f"{name}\t{weight:.2f}"
        for name, weight in weighed
        if abs(weight) >= LEAST and name.replace("\t", "").isprintable()
    )
    TARGET.write_text(f"{judge.intercept_[0]:.2f}\n" + "".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(labels)} candidates, {sum(labels)} names, {len(lines)} weights")


def frames(clauses: list[str], filler: Filler, count: int) -> Iterator[Gold]:
    """Names, alone or in lists, between words that stand before and after names, in clauses of laypeople."""
    befores, afters = sorted(BEFORE), sorted(AFTER)
    for _ in range(count):
        one = filler.one
        names = "、".join(["{N}"] * one((1, 1, 1, 1, 2, 3)))
        before = one((one(befores), one(befores), one(befores) + one((":", "：", "为", "是", " ")), ""))
        after = one((one(afters), one(afters), one(afters), one("，。；：（ "), ""))
        ahead, behind = (re.split("[，。？！；]", one(clauses).replace("{", "").replace("}", ""))[0] for _ in range(2))
        lead = one((f"{ahead}，", f"{ahead}。", f"{ahead}；", ""))
        yield filled(f"{lead}{before}{names}{after}{behind}", filler)


def carried(texts: list[str], filler: Filler, count: int) -> Iterator[Gold]:
    """Clauses of laypeople and their advisers, with a name in place of a word for a person, or behind it."""
    carriers = [text for text in texts if _PERSON.search(text) and "{" not in text and len(text) < 300]
    for _ in range(count):
        text = filler.one(carriers)
        chosen = filler.one(tuple(match.span() for match in _PERSON.finditer(text)))
        word = text[slice(*chosen)]
        yield filled(
            f"{text[: chosen[0]]}{filler.one(('', word)) if len(word) > 1 else ''}{{N}}{text[chosen[1] :]}", filler
        )


def _add(gold: Gold, rows: list[dict[str, int]], labels: list[int]) -> None:
    names = {(start, end) for start, end in gold.persons}
    for candidate in candidates(plain(gold.text)):
        rows.append({f"{feature}\t{value}": 1 for feature, value in zip(FEATURES, candidate.features, strict=True)})
        labels.append((candidate.start, candidate.end) in names)


def _statutes(data: Path, most: int) -> list[str]:
    """Articles of statutes, regulations, interpretations and local regulations, so many of each."""
    return [text for name in ("laws", "administrative", "judicial", "local") for text in _articles(data, name, most)]


def _articles(data: Path, name: str, most: int) -> list[str]:
    command = ["zstd", "-dc", str(data / f"laws/{name}.jsonl.zst")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        lines = list(islice(process.stdout or (), DOCUMENTS))
        process.kill()
    texts = [article["text"] for line in lines for article in json.loads(line)["articles"]]
    return texts[:: max(1, len(texts) // most)]


def _questions(data: Path) -> list[str]:
    lines = (data / "consult/statute_retrieval_train.jsonl").read_text("utf-8").splitlines()
    return [
        text for line in lines for text in f"{json.loads(line)['query']}\n{json.loads(line)['answer']}".splitlines()
    ]


if __name__ == "__main__":
    main()
