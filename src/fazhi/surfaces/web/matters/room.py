"""The addresses that serve the matters of every line."""

from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters import clock_pages, looking_up, opening
from fazhi.surfaces.web.pages import Pages

PAGES = Pages(
    urls=(
        address("begin/<str:procedure>/", opening.begin, name="begin", access=STAFF),
        address("clocks/<int:number>/", clock_pages.clock, name="clock", access=STAFF),
        address("parties/lookup/", looking_up.lookup, name="party-lookup", access=STAFF),
    )
)
