"""`fazhi topics`: which topic a consultation has."""

import argparse
from typing import Any

from fazhi.engines.topics import CONSULT, SETS, NoSuchSet, classify
from fazhi.surfaces.cli import texts
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.wording import sentence


def _arguments(parser: argparse.ArgumentParser) -> None:
    texts.add_files(parser)
    parser.add_argument(
        "--set", choices=SETS, default=CONSULT, help="类别：consult 为 20 类，hotline 为 12348 的 16 类"
    )


def _topics(context: Context) -> Outcome:
    given = context.arguments

    def work(record: texts.Record) -> texts.Answer:
        found = classify(record.text, given.set)
        return {"label": found.label, "top3": list(found.top3), "margin": found.margin, "abstain": found.abstain}

    return texts.answer(given.files, lambda: work, _told)


def _told(answer: dict[str, Any]) -> str:
    others = "、".join(answer["top3"][1:])
    if answer["abstain"]:
        return f"难以确定，最像“{answer['label']}”；其次为{others}。"
    return f"{answer['label']}（其次为{others}）"


COMMANDS: tuple[Command, ...] = (Command(("topics",), "判断咨询属于哪一类", _arguments, _topics, needs_database=False),)


@sentence.register
def _(error: NoSuchSet) -> str:
    return f"没有“{error.name}”这一套类别，应为 {'、'.join(SETS)} 之一。"
