"""Parts that lines bring to the portal's pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: RequestContext, name: str, told: Mapping[str, Any]) -> SafeString:
    """The template `name` with what its line tells."""
    return render_to_string(name, {"site": context["site"], **told}, request=context.get("request"))
