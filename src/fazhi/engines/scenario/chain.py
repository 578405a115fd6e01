"""A scenario as the exact chain takes it: exponential calls and patience, no more chance than that."""

from fazhi.engines.scenario.errors import NotForTheChain
from fazhi.engines.scenario.grid import Grid
from fazhi.engines.scenario.terms import Kind, Scenario
from fazhi.engines.transient import Day, day


def outside_chain(scenario: Scenario) -> NotForTheChain | None:
    """The first thing of the scenario that the exact chain does not take, None if it takes all."""
    for name, duration in (("service", scenario.service), ("patience", scenario.patience)):
        if duration.kind is not Kind.EXPONENTIAL:
            return NotForTheChain(f"{name}.kind", duration.kind.value, f"{Kind.EXPONENTIAL.value}，或改用模拟")
    if scenario.redial and scenario.redial.probability and scenario.redial.most:
        return NotForTheChain("redial", scenario.redial.probability, "不写，或改用模拟")
    if scenario.overdispersion and (scenario.overdispersion.day or scenario.overdispersion.slot):
        return NotForTheChain("overdispersion", scenario.overdispersion.day, "不写，或改用模拟")
    if scenario.trunks is not None:
        return NotForTheChain("trunks", scenario.trunks, "不写，或改用模拟")
    for place, segment in enumerate(scenario.plan):
        if segment.presence != 1.0 and segment.seats:
            return NotForTheChain(f"plan[{place}].presence", segment.presence, "不写，或改用模拟")
    return None


def exact_day(scenario: Scenario, grid: Grid) -> Day:
    """The day for the exact chain, by pieces of the grid. Raises NotForTheChain."""
    refused = outside_chain(scenario)
    if refused:
        raise refused
    return day(
        grid.rates,
        grid.seats,
        slot_minutes=grid.minutes,
        aht=scenario.service.mean,
        patience=scenario.patience.mean,
        begins=grid.begins,
    )
