"""`fazhi hotline erlang FILE`: the closed forms, case by case."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import numpy as np

from fazhi.engines.erlang import erlang_a, erlang_b, erlang_c
from fazhi.engines.scenario import NotAScenario
from fazhi.engines.scenario.fields import keyed, listed, needed, number, one_of, whole
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.hotline import wording  # noqa: F401  registers the Chinese sentences
from fazhi.surfaces.cli.hotline.files import read_json

MOST_RATE, MOST_MINUTES, MOST_SEATS = 1e6, 1e9, 1_000_000
LEAST_MINUTES = 1e-6
MOST_WAITING = 1e8
"""Callers in the queue, as it would stand with patience so long: the sum over its states has as many terms."""

HEADINGS = {
    "p_wait": "需等候",
    "p_block": "遇忙",
    "p_abandon": "放弃",
    "mean_wait": "平均等候（分）",
    "occupancy": "坐席占用",
}


class Model(StrEnum):
    """Who gives up: in A after a patience, in B at once, in C nobody."""

    A = "A"
    B = "B"
    C = "C"


def erlang(context: Context) -> Outcome:
    fields = keyed(read_json(context.arguments.file), "", ("model", "cases"))
    model = one_of(needed(fields, "model", ""), "model", Model)
    cases = listed(needed(fields, "cases", ""), "cases", lambda case, at: _case(case, at, model))
    answers = list(_answers(model, cases))
    return Outcome({"cases": answers}, "\n".join(_text(model, answers)))


def _case(value: object, where: str, model: Model) -> dict[str, float]:
    fields = keyed(value, where, ("rate", "aht", "patience", "seats"))
    case = {
        "rate": number(needed(fields, "rate", where), f"{where}.rate", most=MOST_RATE),
        "aht": _minutes(needed(fields, "aht", where), f"{where}.aht"),
        "seats": whole(needed(fields, "seats", where), f"{where}.seats", 0, MOST_SEATS),
    }
    if model is Model.A:
        case["patience"] = _minutes(needed(fields, "patience", where), f"{where}.patience")
        too_many = (case["rate"] - case["seats"] / case["aht"]) * case["patience"]
        if too_many > MOST_WAITING:
            raise NotAScenario(f"{where}.patience", case["patience"], "来电多于坐席时更短的分钟数")
    return case


def _minutes(value: object, where: str) -> float:
    minutes = number(value, where, most=MOST_MINUTES, above=True)
    if minutes < LEAST_MINUTES:
        raise NotAScenario(where, minutes, f"不小于 {LEAST_MINUTES:g} 的分钟数")
    return minutes


def _answers(model: Model, cases: list[dict[str, float]]) -> Iterator[dict[str, Any]]:
    rate, aht, seats = (np.array([case[name] for case in cases]) for name in ("rate", "aht", "seats"))
    if model is Model.B:
        blocked = erlang_b(rate, aht, seats)
        for share, busy in zip(blocked.p_block.tolist(), blocked.occupancy.tolist(), strict=True):
            yield {"p_block": share, "occupancy": busy}
        return
    patience = np.array([case.get("patience", np.inf) for case in cases])
    found = erlang_c(rate, aht, seats) if model is Model.C else erlang_a(rate, aht, patience, seats)
    columns = (found.p_wait, found.p_abandon, found.mean_wait, found.occupancy)
    for waits, gone, mean, busy in zip(*(column.tolist() for column in columns), strict=True):
        yield {"p_wait": waits, "p_abandon": gone, "mean_wait": None if mean == np.inf else mean, "occupancy": busy}


def _text(model: Model, answers: list[dict[str, Any]]) -> Iterator[str]:
    for place, answer in enumerate(answers, 1):
        told = (f"{HEADINGS[name]} {_told(name, value)}" for name, value in answer.items())
        yield f"{place}. " + "，".join(told)
    if not answers:
        yield f"模型 {model.value}：没有算例。"


def _told(name: str, value: float | None) -> str:
    if value is None:
        return "无限"
    return f"{value:.3f}" if name == "mean_wait" else f"{value:.2%}"
