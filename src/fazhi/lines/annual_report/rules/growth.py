"""A figure beside the same one of the year before."""

from dataclasses import dataclass
from fractions import Fraction

from fazhi.engines.indicator import round_half_up
from fazhi.lines.annual_report.rules.published import PublishedFigure, in_unit
from fazhi.lines.annual_report.terms import PrintedFigure

_MOST_DECIMALS = 6
MINUS = "−"


@dataclass(frozen=True)
class Growth:
    """What became of a figure; `difference` and `growth` as in `terms.Previous`."""

    value: str
    text: str
    difference: str | None
    growth: str | None


def grown(figure: PrintedFigure, before: PublishedFigure, exact: Fraction | None = None) -> Growth:
    """
    This year's figure against that of the year before.

    exact    the earlier value in base units (rows, fen), where it is known better than it was published

    The difference is that of the printed values, so that who reads both finds it again, to the digits of the finer of
    the two; the growth is that of the exact ones, rounded half up to one digit. A value published as rounded gives no
    growth (0.2 to 0.3 may be 20 per cent or 80), a lower bound (至少) neither, a share a difference only.

    >>> now = PrintedFigure("a", "受理", "120件", "120", "件", Fraction(120), 120)
    >>> grown(now, PublishedFigure("a", Fraction(90), "件", "exact"))
    Growth(value='90', text='90件', difference='30', growth='33.3')
    """
    digits = before.decimals if before.precision == "rounded" else _digits(before.value)
    value = str(round_half_up(before.value, digits))
    if before.precision == "at_least":
        return Growth("", f"不少于{value}{before.unit}", None, None)
    text = f"{value}{before.unit}"
    if figure.exact is None:
        return Growth(value, text, None, None)
    fine = max(digits if before.unit == figure.unit else 0, len(figure.value.partition(".")[2]))
    difference = str(round_half_up(Fraction(figure.value) - in_units_of(figure, before), fine))
    if exact is None and before.precision == "exact":
        exact = before.value / in_unit(Fraction(1), before.unit, figure.unit)
    if not exact or figure.unit == "%":
        return Growth(value, text, difference, None)
    return Growth(value, text, difference, str(round_half_up((figure.exact - exact) / abs(exact) * 100, 1)))


def in_units_of(figure: PrintedFigure, before: PublishedFigure) -> Fraction:
    """The earlier value in the figure's own unit, where it was published in another, as 万元 for 亿元."""
    own, other = (in_unit(Fraction(1), unit, figure.unit) for unit in (figure.unit, before.unit))
    return before.value / other * own


def signed(number: str) -> str:
    """
    Decimal text with its sign, a true minus for a fall, none for zero.

    >>> signed("30"), signed("-0.5"), signed("0.0")
    ('+30', '−0.5', '0.0')
    """
    if number.startswith("-"):
        return MINUS + number[1:]
    return f"+{number}" if number.strip("0.") else number


def _digits(value: Fraction) -> int:
    """How many digits after the point write the value wholly, at most six."""
    return next((n for n in range(_MOST_DECIMALS) if (value * 10**n).denominator == 1), _MOST_DECIMALS)
