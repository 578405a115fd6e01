"""`fazhi hotline roster FILE`: duties shared out among the teams, with the proof that it can't be done more evenly."""

from fractions import Fraction

from fazhi.engines import roster as engine
from fazhi.engines.roster import Balance, NoSuchRoster, Request, Roster
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.hotline.files import read_json
from fazhi.surfaces.cli.hotline.roster_wording import clock, conflict_sentences
from fazhi.surfaces.wording import sentence

DIGITS = 9  # of decimals told; what is proven is proven exactly


def roster(context: Context) -> Outcome:
    request = engine.read(read_json(context.arguments.file))
    try:
        found = engine.roster(request)
    except NoSuchRoster as error:
        told = {"infeasible": conflict_sentences(error.conflict)}
        return Outcome(told, sentence(error) or "", exit_code=1)
    return Outcome(roster_data(request, found), _text(request, found))


def roster_data(request: Request, found: Roster) -> dict[str, object]:
    """The roster as `--json` has it."""
    data: dict[str, object] = {
        "assignments": [{"duty": duty.id, "teams": list(found.assignments[duty.id])} for duty in request.duties],
        **_balance(found.weights),
    }
    return data if found.holidays is None else {**data, "holidays": _balance(found.holidays)}


def _balance(balance: Balance) -> dict[str, object]:
    return {
        "loads": {team: _number(load) for team, load in balance.loads.items()},
        "targets": {team: _number(target) for team, target in balance.targets.items()},
        "deviation": _number(balance.deviation),
        "bound": _number(balance.bound),
        "gap": _number(balance.gap),
        "proven": balance.gap == 0,
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), DIGITS)


def _text(request: Request, found: Roster) -> str:
    rows = [f"{duty.date} {clock(duty.start)}—{clock(duty.end)} {duty.id}：{'、'.join(found.assignments[duty.id])}"
            for duty in request.duties]  # fmt: skip
    loads = [
        f"{team}：{_number(found.weights.loads[team])}（应得 {float(target):.2f}）"
        for team, target in found.weights.targets.items()
    ]
    proof = "已证明不可能更均衡" if found.is_proven else f"最多还能再均衡 {float(found.weights.gap):.2f}，未能证明"
    return "\n".join([*rows, "", *loads, f"与应得相差最多 {float(found.weights.deviation):.2f}，{proof}。"])
