"""What must not be at the start."""

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_demo(**_: object) -> list[CheckMessage]:
    """fazhi.E050: demo mode, in which anybody is anybody, on an installation that others reach by a name."""
    if not (settings.FAZHI_DEMO and settings.FAZHI_HOSTS):
        return []
    return [
        Error(
            f"FAZHI_DEMO is set although FAZHI_HOSTS names {', '.join(settings.FAZHI_HOSTS)}.",
            hint="Take FAZHI_DEMO away; demo mode is for synthetic records on one's own machine.",
            id="fazhi.E050",
        )
    ]
