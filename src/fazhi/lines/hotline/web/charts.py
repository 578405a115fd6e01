"""Drawings of the planner's page: the places of what is drawn, the template draws it. The numbers stand in tables beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fazhi.lines.hotline.models import Outlook
from fazhi.lines.hotline.queries.live import SoFar
from fazhi.lines.hotline.queries.records import Cell, MonthTide
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, SLOTS, Shift, clock
from fazhi.surfaces.web.cells import WEEKDAYS

SHADES = ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7")
"""Classes of the sheet, from no calls to the most."""

_LEFT, _TOP, _WIDE, _HIGH = 34.0, 22.0, 1146.0, 24.0


@dataclass(frozen=True)
class Patch:
    x: float
    y: float
    width: float
    style: str
    told: str


@dataclass(frozen=True)
class Mark:
    """A number beside an axis, or the name of a row."""

    at: float
    text: str


@dataclass(frozen=True)
class Heat:
    """Weekday × half hour. `cuts` are where segments begin; `most` is what the darkest shade stands for."""

    patches: tuple[Patch, ...]
    rows: tuple[Mark, ...]
    hours: tuple[Mark, ...]
    cuts: tuple[float, ...]
    bottom: float
    most: str


@dataclass(frozen=True)
class HeatRow:
    """A weekday in the table: every two hours, and the day."""

    name: str
    cells: tuple[str, ...]
    whole: str


Measure = Callable[[Cell, int], float]
"""A cell and the days that it sums over → what is shown of an average day."""


def _each(count: int, days: int) -> float:
    return count / days if days else 0.0


MEASURES: dict[str, Measure] = {
    "offered": lambda cell, days: _each(cell.offered, days),
    "answered": lambda cell, days: _each(cell.answered, days),
    "waited": lambda cell, days: cell.waited / cell.offered if cell.offered else 0.0,
    "gone": lambda cell, days: _each(cell.gone, days),
}


def heat(tide: MonthTide, name: str, shifts: Sequence[Shift]) -> Heat:
    """The tide of a month; `name` is one of `MEASURES`."""
    values = [[MEASURES[name](cell, days) for cell in row] for row, days in zip(tide.cells, tide.days, strict=True)]
    most = max((value for row in values for value in row), default=0.0)
    width = _WIDE / SLOTS
    patches = tuple(
        Patch(
            round(_LEFT + place * width, 1),
            _TOP + weekday * _HIGH,
            round(width - 1, 1),
            SHADES[min(int(len(SHADES) * value / most), len(SHADES) - 1) if most else 0],
            f"{_(WEEKDAYS[weekday])} {clock(place * SLOT_MINUTES)} {value:.1f}",
        )
        for weekday, row in enumerate(values)
        for place, value in enumerate(row)
    )
    rows = tuple(Mark(_TOP + weekday * _HIGH + 16, _(WEEKDAYS[weekday])) for weekday in range(7))
    hours = tuple(Mark(round(_LEFT + hour * 2 * width, 1), f"{hour}:00") for hour in range(0, 24, 2))
    cuts = tuple(round(_LEFT + each.start_minute / SLOT_MINUTES * width, 1) for each in shifts[1:])
    return Heat(patches, rows, hours, cuts, _TOP + 7 * _HIGH, f"{most:.1f}")


def heat_rows(tide: MonthTide, name: str) -> tuple[HeatRow, ...]:
    """The same as a table: sums over two hours of an average day, of waits the mean of the calls."""
    return tuple(
        HeatRow(
            _(WEEKDAYS[weekday]),
            tuple(_summed(row[place : place + 4], days, name) for place in range(0, SLOTS, 4)),
            _summed(row, days, name),
        )
        for weekday, (row, days) in enumerate(zip(tide.cells, tide.days, strict=True))
    )


def _summed(cells: Sequence[Cell], days: int, name: str) -> str:
    whole = Cell(*(sum(getattr(cell, part) for cell in cells) for part in ("offered", "answered", "gone", "waited")))
    return f"{MEASURES[name](whole, days):.1f}"


@dataclass(frozen=True)
class Lines:
    """
    A chart of lines over a common axis. `band` and `line` are points of SVG; `dots` beside it, `second` another line.
    """

    band: str
    line: str
    dots: tuple[tuple[float, float, bool], ...]
    below: tuple[Mark, ...]
    beside: tuple[Mark, ...]
    notes: tuple[tuple[float, float, str], ...] = ()
    floor: float | None = None
    second: str = ""


_X0, _X1, _Y0, _Y1 = 46.0, 536.0, 196.0, 26.0


def worth_of_segments(curve: Sequence[dict[str, float]], least: float, noted: dict[int, str]) -> Lines:
    """
    Seat-hours by number of segments, from three on or the fewest noted: one alone needs so many that nothing else is seen.

    least  seat-hours where each half hour is a segment; noted: segments → what stands beside the point
    """
    fewest = min([3, *noted])
    shown = [point for point in curve if point["segments"] >= fewest]
    x = _scale(fewest, max(point["segments"] for point in shown), _X0, _X1)
    bounds = [value for point in shown for value in (point["low"], point["high"], point["hours"])]
    ticks = _ticks(min(*bounds, least), max(bounds))
    y = _scale(ticks[0], ticks[-1], _Y0, _Y1)
    upper = [f"{x(point['segments'])},{y(point['high'])}" for point in shown]
    lower = [f"{x(point['segments'])},{y(point['low'])}" for point in reversed(shown)]
    return Lines(
        band=" ".join(upper + lower),
        line=" ".join(f"{x(point['segments'])},{y(point['hours'])}" for point in shown),
        dots=tuple((x(point["segments"]), y(point["hours"]), int(point["segments"]) in noted) for point in shown),
        below=tuple(
            Mark(x(point["segments"]), _("%d 段") % point["segments"]) for point in shown if not point["segments"] % 3
        ),
        beside=tuple(Mark(y(tick), f"{tick:g}") for tick in ticks),
        notes=tuple(
            (x(point["segments"]) + 6, y(point["hours"]) - 10, noted[int(point["segments"])])
            for point in shown
            if int(point["segments"]) in noted
        ),
        floor=y(least),
    )


def expected_calls(mean: Sequence[float], low: Sequence[float], high: Sequence[float]) -> Lines:
    """Calls by half hour of an average day, with the band."""
    ticks = _ticks(0.0, max(*high, 1.0))
    x, y = _scale(0, SLOTS - 1, _X0, _X1), _scale(0.0, ticks[-1], _Y0, _Y1)
    places = range(SLOTS)
    return Lines(
        band=_band(x, y, low, high),
        line=" ".join(f"{x(at)},{y(mean[at])}" for at in places),
        dots=(),
        below=tuple(Mark(x(hour * 2), f"{hour}:00") for hour in range(0, 24, 4)),
        beside=tuple(Mark(y(tick), f"{tick:g}") for tick in ticks),
    )


def day_under_way(outlook: Outlook, came: SoFar, minute: int) -> Lines:
    """
    Calls of today by half hour: those that came as the line, the morning's forecast with its band as the second, what is foretold
    now of the rest as dots. All offered, dialled again included; the half hour under way has no point yet.
    """
    content, passed = outlook.content, minute // SLOT_MINUTES
    again = [offered / mean if mean else 1.0 for offered, mean in zip(content["offered"], content["mean"], strict=True)]
    low, high = (
        [value * factor for value, factor in zip(content[name], again, strict=True)] for name in ("low", "high")
    )
    rest = outlook.advice["mean"] if outlook.advice else []
    foretold = [(place, rest[place] * again[place]) for place in range(passed, len(rest))]
    ticks = _ticks(0.0, max(*high, *came.offered, *(value for _place, value in foretold), 1.0))
    x, y = _scale(0, SLOTS - 1, _X0, _X1), _scale(0.0, ticks[-1], _Y0, _Y1)
    places = range(SLOTS)
    return Lines(
        band=_band(x, y, low, high),
        line=" ".join(f"{x(at)},{y(came.offered[at])}" for at in range(passed)),
        dots=tuple((x(place), y(value), False) for place, value in foretold),
        below=tuple(Mark(x(hour * 2), f"{hour}:00") for hour in range(0, 24, 4)),
        beside=tuple(Mark(y(tick), f"{tick:g}") for tick in ticks),
        second=" ".join(f"{x(at)},{y(content['offered'][at])}" for at in places),
    )


def _band(x: Callable[[float], float], y: Callable[[float], float], low: Sequence[float], high: Sequence[float]) -> str:
    """The outline of what lies between two lines over the slots."""
    places = range(SLOTS)
    return " ".join([f"{x(at)},{y(high[at])}" for at in places] + [f"{x(at)},{y(low[at])}" for at in reversed(places)])


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    span = high - low or 1.0
    return lambda value: round(start + (value - low) / span * (end - start), 1)


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from below `low` to above `high`, five to ten of them."""
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if (high - low) / each <= 8)
    first, last = int(low // step), int(-(-high // step))
    return [float(each * step) for each in range(first, max(last, first + 1) + 1)]
