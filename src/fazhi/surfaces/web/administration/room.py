"""What the pages of administration share."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpResponse

from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole
from fazhi.kernel.organisations.services import require_whole
from fazhi.kernel.procedures.form_reading import read_day
from fazhi.surfaces.web import handlers
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.pages import DeskRequest, page

SECTION = "administration"

View = Callable[..., HttpResponse]


def of_the_whole(permission: Permission) -> Callable[[View], View]:
    """Pages that speak of all offices at once: refuses who does not hold the permission, and a post of a part that does."""

    def around(view: View) -> View:
        @wraps(view)
        def checked(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                require_whole(request.post, permission)
            except (NotPermitted, NotTheWhole) as error:
                return handlers.forbidden(request, error)
            return view(request, *args, **kwargs)

        return checked

    return around


def may_for_the_whole(request: DeskRequest, permission: Permission) -> bool:
    """Whether the post holds the permission for all offices."""
    return request.post.role in permission.roles and request.post.office.parent_id is None


def day_of(text: str) -> date | None:
    """The day that somebody typed, None for what is none."""
    try:
        return read_day(text)
    except ValueError:
        return None


def show(request: DeskRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of this room in the frame; its way back leads to 管理 for whom that is open."""
    may = bool(reachable(SECTION, request.post))
    return page(
        request,
        f"web/administration/{template}.html",
        {**context, "may_administer": may},
        section=SECTION,
        status=status,
    )
