"""The addresses that serve the matters of every line."""

from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters import bulk, clock_pages, looking_up, opening, papers, party_pages, rectifying, tasks
from fazhi.surfaces.web.pages import Pages

_MATTER = "matters/<str:procedure>/<uuid:key>/"

PAGES = Pages(
    urls=(
        address("begin/<str:procedure>/", opening.begin, name="begin", access=STAFF),
        address("clocks/<int:number>/", clock_pages.clock, name="clock", access=STAFF),
        address("parties/lookup/", looking_up.lookup, name="party-lookup", access=STAFF),
        address("matters/bulk/", bulk.bulk, name="matters-bulk", access=STAFF),
        address(f"{_MATTER}personal/", party_pages.open_personal, name="matter-open", access=STAFF),
        address(f"{_MATTER}parties/", party_pages.add_party, name="matter-party-add", access=STAFF),
        address(f"{_MATTER}parties/<int:position>/", party_pages.change_party, name="matter-party", access=STAFF),
        address(f"{_MATTER}papers/", papers.attach, name="matter-papers", access=STAFF),
        address(f"{_MATTER}task/", tasks.task, name="matter-task", access=STAFF),
        address(f"{_MATTER}rectification/", rectifying.rectify, name="matter-rectify", access=STAFF),
        address("papers/<uuid:key>/", papers.paper, name="paper", access=STAFF),
    )
)
