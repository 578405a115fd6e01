"""
A day of the hotline written down 热线情景: rates by slot, how long calls and patience last, who dials again, the plan of seats.

One document for the exact chain, the simulator, the seats needed and the comparison of two plans, read from JSON with every
refusal at its place. docs/schemas/hotline/scenario.json is its form, docs/algorithms/scenario.md what it means.
"""

from fazhi.engines.scenario.answers import exact_answer
from fazhi.engines.scenario.chain import exact_day, outside_chain
from fazhi.engines.scenario.errors import NotAScenario, NotForTheChain, ScenarioError
from fazhi.engines.scenario.grid import Grid, grid_of
from fazhi.engines.scenario.reading import clock, scenario_of
from fazhi.engines.scenario.terms import DAY, Duration, Kind, Overdispersion, Redial, Scenario, Segment

__all__ = [
    "DAY",
    "Duration",
    "Grid",
    "Kind",
    "NotAScenario",
    "NotForTheChain",
    "Overdispersion",
    "Redial",
    "Scenario",
    "ScenarioError",
    "Segment",
    "clock",
    "exact_answer",
    "exact_day",
    "grid_of",
    "outside_chain",
    "scenario_of",
]
