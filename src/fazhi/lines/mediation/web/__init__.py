"""The pages of single records of mediation: what a register's row opens."""

from django.urls import path

from fazhi.lines.mediation.registers import ADMINISTRATIVE, PEOPLES, REFERRALS
from fazhi.lines.mediation.web import views
from fazhi.surfaces.web.pages import Pages

PAGES = Pages(
    urls=(
        path("mediation/people/<uuid:key>/", views.people, name="mediation-people"),
        path("mediation/administrative/<uuid:key>/", views.administrative, name="mediation-administrative"),
        path("mediation/referrals/<uuid:key>/", views.referral, name="mediation-referral"),
    ),
    openings={
        PEOPLES.name: "mediation-people",
        ADMINISTRATIVE.name: "mediation-administrative",
        REFERRALS.name: "mediation-referral",
    },
)
