"""What the worker does for the hotline: drafts of plans drawn up."""

from collections.abc import Mapping
from typing import Any

from fazhi.lines.hotline.queries.drafts import draft_to_draw
from fazhi.lines.hotline.services import plans
from fazhi.surfaces.jobs.registry import Cancelled, Run


def draw_up(run: Run) -> Mapping[str, Any]:
    """Draw up the draft `draft`; what the engines refuse is told in their sentences."""
    from fazhi.surfaces.cli.hotline import tide_wording, wording  # noqa: F401

    def tell(stage: str, share: float) -> None:
        if run.cancelled():
            raise Cancelled
        run.tell(stage, share, None)

    plans.draw_up(draft_to_draw(run.arguments["draft"]), at=run.at, tell=tell)
    return {}
