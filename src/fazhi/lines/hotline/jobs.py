"""What the worker does for the hotline: drafts of plans drawn up, the day under way followed."""

from collections.abc import Callable, Mapping
from typing import Any

from fazhi.lines.hotline.queries.drafts import draft_to_draw
from fazhi.lines.hotline.queries.live import lines_to_follow
from fazhi.lines.hotline.services import intraday, plans
from fazhi.surfaces.jobs.registry import Cancelled, Run


def draw_up(run: Run) -> Mapping[str, Any]:
    """Draw up the draft `draft`; what the engines refuse is told in their sentences."""
    from fazhi.surfaces.cli.hotline import tide_wording, wording  # noqa: F401

    plans.draw_up(draft_to_draw(run.arguments["draft"]), at=run.at, tell=_telling(run))
    return {}


def follow(run: Run) -> Mapping[str, Any]:
    """Foretell the rest of the day of the hotline whose lines are `lines`, and what to do; refusals as of a draft."""
    from fazhi.surfaces.cli.hotline import tide_wording, wording  # noqa: F401

    intraday.follow(lines_to_follow(run.arguments["lines"]), at=run.at, tell=_telling(run))
    return {}


def _telling(run: Run) -> Callable[[str, float], None]:
    def tell(stage: str, share: float) -> None:
        if run.cancelled():
            raise Cancelled
        run.tell(stage, share, None)

    return tell
