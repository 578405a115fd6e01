"""What a bar chart shows."""

from dataclasses import dataclass

from fazhi.engines.chart.errors import NegativeValue, UnevenSeries


@dataclass(frozen=True)
class Series:
    """One colour of bars: its title in the legend, and a value for each label, zero or more."""

    title: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class BarChart:
    """
    Bars over labels, in the order given.

    title   what is shown, spoken by a screen reader
    unit    unit of all values, as "件"
    series  one or more; stacked charts read them from the bottom up

    Raises UnevenSeries or NegativeValue.
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise UnevenSeries(series.title, len(series.values), len(self.labels))
            for label, value in zip(self.labels, series.values, strict=True):
                if value < 0:
                    raise NegativeValue(series.title, label, value)

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum over the series for each label."""
        return tuple(sum(column) for column in zip(*(series.values for series in self.series), strict=True))
