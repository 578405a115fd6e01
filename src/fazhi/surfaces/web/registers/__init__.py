"""The registers."""

from fazhi.surfaces.web.pages import Pages

PAGES = Pages(urls=())
