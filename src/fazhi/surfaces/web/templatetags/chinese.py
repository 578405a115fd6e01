"""How numbers are written in templates."""

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """40980 → 40,980"""
    return f"{number:,}"
