"""The pages of mediation: its matters, the screen for registering, the inbox of referrals."""

from django.utils.translation import gettext_noop

from fazhi.lines.mediation.permissions import PAY
from fazhi.lines.mediation.registers import (
    ADMINISTRATIVE,
    COMMITTEES,
    DISPUTE_MEMBERS,
    DISPUTES,
    MEDIATORS,
    MEMBERS,
    PEOPLES,
    REFERRALS,
    RULINGS,
    TERMS,
    TRAININGS,
)
from fazhi.lines.mediation.web import (
    applications,
    blanks,
    casefiles,
    inbox,
    network,
    proposals,
    registering,
    subsidies,
    warnings,
)
from fazhi.lines.mediation.web.faces import ADMINISTRATIVE_FACE, PEOPLES_FACE, REFERRAL_FACE
from fazhi.lines.mediation.web.more_faces import ELECTION_FACE, MORE_FACES, RULING_FACE
from fazhi.lines.mediation.web.tabs import SECTION
from fazhi.surfaces.web.access import STAFF, address, holding
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.pages import Item, Pages

PAGES = Pages(
    urls=(
        *registering.URLS,
        address("mediation/referrals/", inbox.inbox, name="mediation-inbox", access=STAFF),
        address("mediation/proposals/", proposals.proposals, name="mediation-proposals", access=STAFF),
        address("mediation/disputes/<uuid:key>/", proposals.dispute, name="mediation-dispute", access=STAFF),
        address("mediation/records/<uuid:key>/", proposals.record, name="mediation-record", access=STAFF),
        address("mediation/warnings/", warnings.warnings, name="mediation-warnings", access=STAFF),
        address("mediation/committees/", network.committee_list, name="mediation-committees", access=STAFF),
        address("mediation/committees/<uuid:key>/", network.committee_page, name="mediation-committee", access=STAFF),
        address("mediation/services/<uuid:key>/", network.service, name="mediation-service", access=STAFF),
        address("mediation/subsidy/", subsidies.month, name="mediation-subsidy", access=holding(PAY)),
        *casefiles.URLS,
        address("mediation/papers/", blanks.blanks, name="mediation-papers", access=STAFF),
        address("mediation/papers/<str:code>.<str:suffix>", blanks.blank_paper, name="mediation-blank", access=STAFF),
        *addresses("mediation/people/", PEOPLES_FACE),
        *addresses("mediation/administrative/", ADMINISTRATIVE_FACE),
        *addresses("mediation/referrals/", REFERRAL_FACE),
        *(url for route, face in (MORE_FACES | applications.FACES).items() for url in addresses(route, face)),
    ),
    items=(Item(gettext_noop("调解"), section=SECTION, url_name="mediation-inbox", order=15),),
    openings={
        PEOPLES.name: PEOPLES_FACE.url_name,
        ADMINISTRATIVE.name: ADMINISTRATIVE_FACE.url_name,
        REFERRALS.name: REFERRAL_FACE.url_name,
        RULINGS.name: RULING_FACE.url_name,
        TERMS.name: ELECTION_FACE.url_name,
        DISPUTES.name: "mediation-dispute",
        DISPUTE_MEMBERS.name: "mediation-record",
        COMMITTEES.name: "mediation-committee",
        MEMBERS.name: "mediation-service",
        MEDIATORS.name: "mediation-service",
        TRAININGS.name: "mediation-service",
    },
    matters=(PEOPLES_FACE, ADMINISTRATIVE_FACE, REFERRAL_FACE, *MORE_FACES.values(), *applications.FACES.values()),
)
