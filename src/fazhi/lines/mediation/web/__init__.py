"""The pages of single records of mediation: what a register's row opens."""

from fazhi.lines.mediation.registers import ADMINISTRATIVE, PEOPLES, REFERRALS
from fazhi.lines.mediation.web import views
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.pages import Pages

PAGES = Pages(
    urls=(
        address("mediation/people/<uuid:key>/", views.people, name="mediation-people", access=STAFF),
        address(
            "mediation/administrative/<uuid:key>/", views.administrative, name="mediation-administrative", access=STAFF
        ),
        address("mediation/referrals/<uuid:key>/", views.referral, name="mediation-referral", access=STAFF),
    ),
    openings={
        PEOPLES.name: "mediation-people",
        ADMINISTRATIVE.name: "mediation-administrative",
        REFERRALS.name: "mediation-referral",
    },
)
