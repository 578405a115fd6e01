"""My work (我的待办): what waits for this post, by due moment, over all lines."""

from django.http import HttpResponse
from django.utils import timezone

from fazhi.kernel.procedures import queries as procedures
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.pages import DeskRequest, Item, Pages, page

SECTION = "work"


def my_work(request: DeskRequest) -> HttpResponse:
    """The tasks of this post, the most pressing first."""
    works = procedures.work_of(request.post, on=timezone.localdate())
    shown = [(work, matter_url(work.procedure.name, work.task.matter_id)) for work in works]
    return page(request, "web/work.html", {"works": shown}, section=SECTION)


PAGES = Pages(
    urls=(address("", my_work, name="my-work", access=STAFF),),
    items=(Item("我的待办", section=SECTION, url_name="my-work", order=0),),
)
