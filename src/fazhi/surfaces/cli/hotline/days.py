"""`fazhi hotline exact`, `simulate` and `compare`: what becomes of the calls of a day, exactly or call by call."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from fazhi.engines.scenario import exact_answer, scenario_of
from fazhi.engines.simulate import compare as compared
from fazhi.engines.simulate import compared_answer, simulated_answer
from fazhi.engines.simulate import simulate as simulated
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.hotline import wording  # noqa: F401  registers the Chinese sentences
from fazhi.surfaces.cli.hotline.files import read_json


def exact(context: Context) -> Outcome:
    answer = exact_answer(scenario_of(read_json(context.arguments.scenario)))
    return Outcome(answer, "\n".join([f"一天平均：{_sum(answer)}", *_slots(answer)]))


def simulate(context: Context) -> Outcome:
    arguments = context.arguments
    scenario = scenario_of(read_json(arguments.scenario))
    simulated(scenario, days=1, seed=0)  # so that the time to compile isn't taken for the run's
    start = perf_counter()
    run = simulated(scenario, days=arguments.days, seed=arguments.seed, threads=arguments.threads)
    answer = simulated_answer(scenario, run, seconds=perf_counter() - start)
    callers = answer["callers"]
    lines = [
        f"{run.days} 天：{_sum(answer)}",
        f"{_interval(answer['ci95'])}按人计 {callers['share']:.2%}，每秒模拟 {answer['calls_per_second']:,.0f} 个来话",
        *_slots(answer),
    ]
    return Outcome(answer, "\n".join(lines))


def compare(context: Context) -> Outcome:
    arguments = context.arguments
    first, second = (scenario_of(read_json(path)) for path in (arguments.a, arguments.b))
    answer = compared_answer(compared(first, second, days=arguments.days, seed=arguments.seed))
    plans = [
        f"{name}：{_sum(answer[key])}，每天坐席 {answer[key]['seat_hours']:.1f} 小时，占用 {answer[key]['occupancy']:.1%}"
        for name, key in (("方案一", "a"), ("方案二", "b"))
    ]
    width = answer["ci95"]
    told = f"，95% 置信区间 {width[0] * 100:+.2f} 至 {width[1] * 100:+.2f}" if width else "，天数太少，没有置信区间"
    lines = [f"接通率相差 {answer['difference'] * 100:+.2f} 个百分点{told}（{answer['days']} 天，同一批来话）", *plans]
    return Outcome(answer, "\n".join(lines))


def _sum(answer: dict[str, Any]) -> str:
    busy = f"，遇忙 {answer['busy']:,.1f}" if answer["busy"] else ""
    return (
        f"来话 {answer['offered']:,.1f}，接通 {answer['answered']:,.1f}，放弃 {answer['abandoned']:,.1f}{busy}，"
        f"接通率 {answer['pickup']:.2%}"
    )


def _interval(ends: list[float] | None) -> str:
    return f"95% 置信区间 {ends[0]:.2%} 至 {ends[1]:.2%}，" if ends else "天数太少，没有置信区间，"


def _slots(answer: dict[str, Any]) -> Iterator[str]:
    yield "时段      来话     接通     放弃  放弃率  20秒内接通  坐席占用"
    for slot in answer["slots"]:
        yield (
            f"{slot['start']} {slot['offered']:>9,.1f}{slot['answered']:>9,.1f}{slot['abandoned']:>9,.1f}"
            f"{slot['p_abandon']:>8.1%}{slot['answered_within_20s']:>12,.1f}{slot['occupancy']:>10.1%}"
        )
