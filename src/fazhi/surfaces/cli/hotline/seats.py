"""`fazhi hotline staff SCENARIO --target P`: the fewest seats that keep a promise."""

from fazhi.engines.scenario import scenario_of
from fazhi.engines.staffing import Unit, staffed_answer
from fazhi.engines.staffing import staff as staffed
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.hotline import wording  # noqa: F401  registers the Chinese sentences
from fazhi.surfaces.cli.hotline.files import read_json


def staff(context: Context) -> Outcome:
    arguments = context.arguments
    target = _share(arguments.target)
    found = staffed(scenario_of(read_json(arguments.scenario)), target, by=Unit(arguments.by))
    answer = staffed_answer(found, target)
    units = [
        f"{unit['start']}—{unit['end']}：{unit['seats']} 席，来话 {unit['offered']:.1f}，接通率 {unit['pickup']:.2%}"
        for unit in answer["units"]
    ]
    total = (
        f"全天接通率 {answer['pickup']:.2%}，共 {answer['seat_hours']:g} 席位小时；再减任何一席都达不到 {target:.2%}。"
    )
    return Outcome(answer, "\n".join([*units, total]))


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadArgument("--target", text, "0 到 1 之间的比例，如 0.9") from None
