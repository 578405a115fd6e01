"""How numbers are written in templates."""

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """40980 → 40,980"""
    return f"{number:,}"


@register.filter
def percent(share: float | None) -> str:
    """0.8851 → 88.5%, a dash for none."""
    return "—" if share is None else f"{share:.1%}"
