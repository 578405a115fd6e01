"""
`fazhi draw commit|run|verify|probabilities`: a draw frozen, made, checked and foretold, from files alone.

None of them needs a database: whoever doubts a draw can repeat it on any machine.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from fazhi.engines.draw import (
    Difference,
    Transcript,
    Verdict,
    commit,
    inclusion_probabilities,
    known_before,
    read_commitment,
    read_plan,
    run,
    verify,
)
from fazhi.engines.draw.beacons import Signature
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence

SHOWN = 20


def _commit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", type=Path, metavar="PLAN.json", help="抽查方案")
    parser.add_argument("--out", type=Path, required=True, metavar="C.json", help="封存文件写到哪里")


def _commit(context: Context) -> Outcome:
    given = context.arguments
    made = commit(read_plan(_read(given.plan, "PLAN.json")), context.at)
    known = known_before(made.sealed)
    named = [beacon.label for beacon in made.sealed.terms.beacon]
    _write(given.out, made.text())
    data = {
        "digest": made.digest,
        "committed_at": made.sealed.committed_at.isoformat(),
        "public_value_named": named,
        "known_before": list(known),
    }
    return Outcome(data, "\n".join(_committed_text(data, given.out)))


def _committed_text(data: dict[str, Any], out: Path) -> Iterator[str]:
    yield f"已封存，写到 {out}。"
    yield f"摘要：{data['digest']}"
    yield f"等待的公共随机数：{'、'.join(data['public_value_named'])}。请先公布摘要，再等它产生。"
    yield from _known_text(data["known_before"])


def _known_text(known: list[str]) -> Iterator[str]:
    if known:
        yield f"注意：{'、'.join(known)} 在封存以前已经公开，据此抽取不能证明没有挑选。"


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("commitment", type=Path, metavar="C.json", help="封存文件")
    parser.add_argument(
        "--public-value",
        dest="values",
        action="append",
        required=True,
        metavar="HEX",
        help="公共随机数，十六进制；有几个的，按公告的顺序重复",
    )
    parser.add_argument(
        "--secret", dest="secrets", action="append", default=[], metavar="NAME=HEX", help="承诺人公开的秘密数；可重复"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="T.json", help="抽取记录写到哪里")


def _run(context: Context) -> Outcome:
    given = context.arguments
    commitment = read_commitment(_read(given.commitment, "C.json"))
    values = [_bytes_of("--public-value", value) for value in given.values]
    drawn = run(commitment, values, secrets=dict(map(_secret, given.secrets)))
    _write(given.out, drawn.text())
    data = {**drawn.document["result"], "digest": drawn.digest}
    return Outcome(data, "\n".join(_drawn_text(drawn, given.out)))


def _drawn_text(drawn: Transcript, out: Path) -> Iterator[str]:
    yield f"抽中 {len(drawn.teams)} 家，抽取记录写到 {out}。"
    for team in drawn.teams[:SHOWN]:
        yield f"  {team.target}  {'、'.join(team.inspectors)}".rstrip()
    if len(drawn.teams) > SHOWN:
        yield f"  ……其余 {len(drawn.teams) - SHOWN} 家见抽取记录"
    yield f"摘要：{drawn.digest}"
    rows = drawn.document["beacon"]
    yield from _unsigned_text([row["name"] for row in rows if row["signature"] == Signature.NOT_CHECKED.value])
    withheld = [party["name"] for party in drawn.document["parties"] if party["withheld"]]
    if withheld:
        yield f"没有公开秘密数的承诺人：{'、'.join(withheld)}，以其承诺代替。"


def _unsigned_text(unchecked: list[str]) -> Iterator[str]:
    if unchecked:
        yield f"注意：{'、'.join(unchecked)} 没有附签名，无从核对是否真的由它产生。"


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("transcript", type=Path, metavar="T.json", help="抽取记录")
    parser.add_argument("--commitment", type=Path, metavar="C.json", help="事先公布的封存文件")


def _verify(context: Context) -> Outcome:
    given = context.arguments
    transcript = _read(given.transcript, "T.json")
    commitment = _read(given.commitment, "--commitment") if given.commitment else None
    verdict = verify(transcript, commitment)
    data = {
        "holds": verdict.holds,
        "first_difference": _difference(verdict.first_difference),
        "against_commitment": verdict.against_commitment,
        "unchecked": list(verdict.unchecked),
        "known_before": list(verdict.known_before),
    }
    return Outcome(data, "\n".join(_verdict_text(verdict)), 0 if verdict.holds else 1)


def _difference(found: Difference | None) -> dict[str, str] | None:
    return None if found is None else {"where": found.where, "found": found.found, "expected": found.expected}


def _verdict_text(verdict: Verdict) -> Iterator[str]:
    against = "封存文件和公共随机数" if verdict.against_commitment else "记录自己所附的封存内容和公共随机数"
    found = verdict.first_difference
    if found is None:
        yield f"属实：按{against}重新抽取，结果逐字节相同。"
    elif found.refusal is not None:
        yield f"不属实：不能重新抽取。{sentence(found.refusal)}"
    else:
        yield f"不属实：第一处不同在 {found.where}，写的是“{found.found}”，应为“{found.expected}”。"
    if not verdict.against_commitment:
        yield "没有与事先公布的封存文件对照；要对照的，用 --commitment 给出。"
    yield from _unsigned_text(list(verdict.unchecked))
    yield from _known_text(list(verdict.known_before))


def _probabilities_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", type=Path, metavar="PLAN.json", help="抽查方案")


def _probabilities(context: Context) -> Outcome:
    plan = read_plan(_read(context.arguments.plan, "PLAN.json"))
    chances = inclusion_probabilities(plan.rosters, plan.terms.rule)
    with _numbers_of_any_length():
        rows = [{"id": id, "probability": float(chance), "exact": _exact(chance)} for id, chance in chances.items()]
    rows.sort(key=lambda row: str(row["id"]))
    data = {"method": plan.terms.rule.method.value, "probabilities": rows}
    lines = [f"{row['id']}  {row['probability']:.6f}" for row in rows]
    return Outcome(data, "\n".join(["每个对象被检查的概率（必查为 1，排除为 0；分数见 --json）：", *lines]))


def _exact(chance: Fraction) -> str:
    return f"{chance.numerator}/{chance.denominator}"


@contextmanager
def _numbers_of_any_length() -> Iterator[None]:
    """Python refuses to write integers of more than 4,300 digits; the sequential method's fractions can have more."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def _read(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise BadArgument(name, str(path), "一个已有的文件")
    return path.read_bytes()


def _write(path: Path, text: str) -> None:
    if path.is_dir() or not path.parent.is_dir():
        raise BadArgument("--out", str(path), "已有文件夹里的一个文件")
    path.write_text(text, encoding="utf-8", newline="")


def _secret(text: str) -> tuple[str, bytes]:
    name, equals, secret = text.partition("=")
    if not equals:
        raise BadArgument("--secret", text, "承诺人=十六进制数")
    return name, _bytes_of("--secret", secret)


def _bytes_of(name: str, text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise BadArgument(name, text, "十六进制数") from None


COMMANDS = (
    Command(
        ("draw", "commit"), "封存抽查方案，得出应当事先公布的摘要", _commit_arguments, _commit, needs_database=False
    ),
    Command(("draw", "run"), "用公布的随机数抽取对象和检查人员", _run_arguments, _run, needs_database=False),
    Command(("draw", "verify"), "重新抽取，核验一份抽取记录", _verify_arguments, _verify, needs_database=False),
    Command(
        ("draw", "probabilities"),
        "每个对象被抽中的准确概率",
        _probabilities_arguments,
        _probabilities,
        needs_database=False,
    ),
)
