"""The addresses that serve the matters of every line."""

from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters import clock_pages
from fazhi.surfaces.web.pages import Pages

PAGES = Pages(urls=(address("clocks/<int:number>/", clock_pages.clock, name="clock", access=STAFF),))
