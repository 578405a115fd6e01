"""The pages of legality review: reviews with their points, the register of documents by expiry, filings both ways, campaigns."""

from django.utils.translation import gettext_noop

from fazhi.lines.legality_review.permissions import RECEIVE
from fazhi.lines.legality_review.registers import CLEANED, DOCUMENTS, FILINGS, POINTS, RECEIVED, REVIEWS
from fazhi.lines.legality_review.web import (
    assigned,
    campaigns,
    checks,
    circulating,
    documents,
    findings,
    received,
    reviews,
    submissions,
)
from fazhi.lines.legality_review.web.campaigns import CAMPAIGN_FACE
from fazhi.lines.legality_review.web.circulating import CIRCULATION_FACE
from fazhi.lines.legality_review.web.faces import DOCUMENT_FACE, FILING_FACE, REVIEW_FACE
from fazhi.lines.legality_review.web.received import RECEIVED_FACE
from fazhi.lines.legality_review.web.submissions import SUBMISSION_FACE
from fazhi.lines.legality_review.web.tabs import SECTION
from fazhi.surfaces.web.access import STAFF, address, holding
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.pages import Item, Pages

PAGES = Pages(
    urls=(
        address("legality/reviews/", reviews.review_list, name="legality-reviews", access=STAFF),
        *addresses("legality/reviews/", REVIEW_FACE),
        address("legality/reviews/<uuid:key>/findings/", findings.findings, name="legality-findings", access=STAFF),
        address("legality/findings/<uuid:key>/", findings.finding, name="legality-finding", access=STAFF),
        address("legality/checks/", checks.checks, name="legality-checks", access=STAFF),
        address("legality/points/<uuid:key>/", reviews.point, name="legality-point", access=STAFF),
        address("legality/documents/", documents.document_list, name="normative-documents", access=STAFF),
        *addresses("legality/documents/", DOCUMENT_FACE),
        *addresses("legality/filings/", FILING_FACE),
        address("legality/campaigns/", campaigns.campaign_list, name="normative-campaigns", access=STAFF),
        *addresses("legality/campaigns/", CAMPAIGN_FACE),
        address("legality/cleaned/<uuid:key>/", campaigns.item, name="normative-cleaned", access=STAFF),
        address("legality/received/", received.received_list, name="received-filings", access=STAFF),
        *addresses("legality/received/", RECEIVED_FACE),
        *addresses("legality/circulations/", CIRCULATION_FACE),
        *addresses("legality/submissions/", SUBMISSION_FACE),
        address("legality/inbox/", submissions.inbox, name="legality-inbox", access=holding(RECEIVE)),
        address("legality/assigned/inquiries/<uuid:key>/", circulating.inquiry, name="legality-inquiry", access=STAFF),
        address("legality/assigned/", assigned.assigned, name="legality-assigned", access=STAFF),
        address(
            "legality/assigned/campaigns/<uuid:key>/", assigned.proposals, name="normative-proposals", access=STAFF
        ),
    ),
    items=(Item(gettext_noop("合法性审核"), section=SECTION, url_name="legality-reviews", order=17),),
    openings={
        REVIEWS.name: REVIEW_FACE.url_name,
        POINTS.name: "legality-point",
        DOCUMENTS.name: DOCUMENT_FACE.url_name,
        FILINGS.name: FILING_FACE.url_name,
        CLEANED.name: "normative-cleaned",
        RECEIVED.name: RECEIVED_FACE.url_name,
    },
    matters=(
        REVIEW_FACE,
        DOCUMENT_FACE,
        FILING_FACE,
        CAMPAIGN_FACE,
        RECEIVED_FACE,
        CIRCULATION_FACE,
        SUBMISSION_FACE,
    ),
)
