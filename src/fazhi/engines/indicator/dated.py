"""A date that is counted on, as a register shows it."""

from fazhi.engines.indicator.terms import Column, Kind


def dated(name: str, title: str, source: str = "") -> tuple[Column, ...]:
    """The date with its stored year, quarter and month; `source` is the alias of a joined table."""
    of = f"{source}." if source else ""
    return (
        Column(f"{name}_date", f"{title}日期", Kind.DATE, f"{of}{name}_date"),
        Column(f"{name}_year", f"{title}年", Kind.INTEGER, f"{of}{name}_year"),
        Column(f"{name}_quarter", f"{title}季度", Kind.INTEGER, f"{of}{name}_quarter", unit="季度"),
        Column(f"{name}_month", f"{title}月", Kind.INTEGER, f"{of}{name}_month", unit="月"),
    )
