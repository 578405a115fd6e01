"""The interface's job: notices delivered."""

from collections.abc import Mapping
from typing import Any

from fazhi.surfaces.api.services import webhooks
from fazhi.surfaces.jobs.registry import Run


def deliver(run: Run) -> Mapping[str, Any]:
    """What waits for one webhook."""
    return webhooks.deliver(run.arguments["webhook"])
