"""The pages of mediation: its matters, the screen for registering, the inbox of referrals."""

from fazhi.lines.mediation.registers import ADMINISTRATIVE, PEOPLES, REFERRALS, RULINGS, TERMS
from fazhi.lines.mediation.web import inbox, registering
from fazhi.lines.mediation.web.faces import ADMINISTRATIVE_FACE, PEOPLES_FACE, REFERRAL_FACE
from fazhi.lines.mediation.web.more_faces import ELECTION_FACE, MORE_FACES, RULING_FACE
from fazhi.lines.mediation.web.tabs import SECTION
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.pages import Item, Pages

PAGES = Pages(
    urls=(
        *registering.URLS,
        address("mediation/referrals/", inbox.inbox, name="mediation-inbox", access=STAFF),
        *addresses("mediation/people/", PEOPLES_FACE),
        *addresses("mediation/administrative/", ADMINISTRATIVE_FACE),
        *addresses("mediation/referrals/", REFERRAL_FACE),
        *(url for route, face in MORE_FACES.items() for url in addresses(route, face)),
    ),
    items=(Item("调解", section=SECTION, url_name="mediation-inbox", order=15),),
    openings={
        PEOPLES.name: PEOPLES_FACE.url_name,
        ADMINISTRATIVE.name: ADMINISTRATIVE_FACE.url_name,
        REFERRALS.name: REFERRAL_FACE.url_name,
        RULINGS.name: RULING_FACE.url_name,
        TERMS.name: ELECTION_FACE.url_name,
    },
    matters=(PEOPLES_FACE, ADMINISTRATIVE_FACE, REFERRAL_FACE, *MORE_FACES.values()),
)
