"""What a bar chart shows."""

from dataclasses import dataclass

from fazhi.engines.chart.errors import NegativeValue, UnevenSeries


@dataclass(frozen=True)
class Series:
    """One colour of bars: its title in the legend, and a value for each label, zero or more; None is withheld, and not drawn."""

    title: str
    values: tuple[int | None, ...]


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
                if value is not None and value < 0:
                    raise NegativeValue(series.title, label, value)

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The sum over the series for each label; None where one of them is withheld."""
        columns = zip(*(series.values for series in self.series), strict=True)
        return tuple(None if None in column else sum(value or 0 for value in column) for column in columns)

    @property
    def drawn(self) -> tuple[int, ...]:
        """How far the bars of each label reach together."""
        columns = zip(*(series.values for series in self.series), strict=True)
        return tuple(sum(value or 0 for value in column) for column in columns)
