"""All addresses: each line's and each surface's pages, and the pages for what goes wrong."""

from fazhi.lines.annual_report import portal as annual_report_portal
from fazhi.lines.annual_report import web as annual_report
from fazhi.lines.hotline import web as hotline
from fazhi.lines.hotline.api import operations as hotline_api
from fazhi.lines.inspections import portal as inspections_portal
from fazhi.lines.inspections import web as inspections
from fazhi.lines.legality_review import portal as legality_review_portal
from fazhi.lines.legality_review import web as legality_review
from fazhi.lines.mediation import portal as mediation_portal
from fazhi.lines.mediation import web as mediation
from fazhi.lines.mediation.api import operations as mediation_api
from fazhi.surfaces.api import urls as api
from fazhi.surfaces.operations import addresses as operations
from fazhi.surfaces.portal import pages as portal
from fazhi.surfaces.portal import start
from fazhi.surfaces.web import account, find, language, law, oversight, registers, signing_in, transfers, work
from fazhi.surfaces.web.administration import addresses as administration
from fazhi.surfaces.web.imports import addresses as imports
from fazhi.surfaces.web.masking import addresses as masking
from fazhi.surfaces.web.matters import room as matters
from fazhi.surfaces.web.pages import register

urlpatterns = [
    *register(
        signing_in.PAGES,
        account.PAGES,
        administration.PAGES,
        work.PAGES,
        oversight.PAGES,
        registers.PAGES,
        imports.PAGES,
        masking.PAGES,
        law.PAGES,
        matters.PAGES,
        transfers.PAGES,
        find.PAGES,
        annual_report.PAGES,
        mediation.PAGES,
        inspections.PAGES,
        hotline.PAGES,
        legality_review.PAGES,
    ),
    *language.URLS,
    *api.register(mediation_api.OPERATIONS, hotline_api.OPERATIONS),
    *operations.URLS,
    *portal.register(
        start.PAGES,
        mediation_portal.PAGES,
        annual_report_portal.PAGES,
        inspections_portal.PAGES,
        legality_review_portal.PAGES,
    ),
]

handler400 = "fazhi.surfaces.portal.handlers.bad_request"
handler403 = "fazhi.surfaces.portal.handlers.forbidden"
handler404 = "fazhi.surfaces.portal.handlers.not_found"
handler500 = "fazhi.surfaces.portal.handlers.server_error"
