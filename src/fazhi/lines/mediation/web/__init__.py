"""The pages of single records of mediation: what a register's row opens."""

from fazhi.lines.mediation.registers import ADMINISTRATIVE, PEOPLES, REFERRALS
from fazhi.lines.mediation.web.faces import ADMINISTRATIVE_FACE, PEOPLES_FACE, REFERRAL_FACE
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.pages import Pages

PAGES = Pages(
    urls=(
        *addresses("mediation/people/", PEOPLES_FACE),
        *addresses("mediation/administrative/", ADMINISTRATIVE_FACE),
        *addresses("mediation/referrals/", REFERRAL_FACE),
    ),
    openings={
        PEOPLES.name: PEOPLES_FACE.url_name,
        ADMINISTRATIVE.name: ADMINISTRATIVE_FACE.url_name,
        REFERRALS.name: REFERRAL_FACE.url_name,
    },
    matters=(PEOPLES_FACE, ADMINISTRATIVE_FACE, REFERRAL_FACE),
)
