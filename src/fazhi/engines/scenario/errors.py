"""
What a caller of the scenario can act on.

ScenarioError
├── NotAScenario     a place of the document says what no hotline has
└── NotForTheChain   a place says what the exact chain does not take; the simulator does
"""


class ScenarioError(Exception):
    """Base of this engine's findings. `where` is a path such as plan[2].seats, `expected` in Chinese what belongs there."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        self.where, self.value, self.expected = where, value, expected
        super().__init__(f"{where or 'The document'} is {_shown(value)}; it must be otherwise ({expected}).")


class NotAScenario(ScenarioError):
    pass


class NotForTheChain(ScenarioError):
    pass


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
