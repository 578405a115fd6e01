"""
What can't be drawn.

ChartError
├── UnevenSeries     a series has another number of values than there are labels
└── NegativeValue    a bar below zero: counts and sums have none
"""


class ChartError(Exception):
    """Base of this engine's findings."""


class UnevenSeries(ChartError):
    def __init__(self, series: str, values: int, labels: int) -> None:
        self.series, self.values, self.labels = series, values, labels
        super().__init__(f"series {series!r} has {values} values for {labels} labels; one for each label is right")


class NegativeValue(ChartError):
    def __init__(self, series: str, label: str, value: int) -> None:
        self.series, self.label, self.value = series, label, value
        super().__init__(f"series {series!r} has {value} at {label!r}; bars start at zero and go up")
