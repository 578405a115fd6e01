"""All addresses: each line's and each surface's pages, and the pages for what goes wrong."""

from fazhi.lines.annual_report import web as annual_report
from fazhi.lines.mediation import web as mediation
from fazhi.surfaces.web import law, registers, signing_in, work
from fazhi.surfaces.web.matters import room as matters
from fazhi.surfaces.web.pages import register

urlpatterns = register(
    signing_in.PAGES,
    work.PAGES,
    registers.PAGES,
    law.PAGES,
    matters.PAGES,
    annual_report.PAGES,
    mediation.PAGES,
)

handler400 = "fazhi.surfaces.web.handlers.bad_request"
handler403 = "fazhi.surfaces.web.handlers.forbidden"
handler404 = "fazhi.surfaces.web.handlers.not_found"
handler500 = "fazhi.surfaces.web.handlers.server_error"
