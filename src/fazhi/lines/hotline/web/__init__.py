"""The pages of the hotline: plans of seats with the planner's page, rosters with swaps, duty served and paid, consultations."""

from django.utils.translation import gettext_noop

from fazhi.lines.hotline.permissions import ANSWER, ATTEND, DRAFT, DRAW
from fazhi.lines.hotline.registers import CONSULTATIONS
from fazhi.lines.hotline.web import attendance, consultations, draft, plans, roster, rosters, subsidies, swaps
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.web.access import address, holding
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.pages import Item, Pages

_DOOR = holding(ANSWER, DRAFT)

PAGES = Pages(
    urls=(
        address("hotline/plans/", plans.plan_list, name="hotline-plans", access=_DOOR),
        address("hotline/plans/<uuid:key>/", plans.plan, name="hotline-plan", access=_DOOR),
        address("hotline/drafts/<uuid:key>/", draft.draft, name="hotline-draft", access=_DOOR),
        address("hotline/rosters/", rosters.roster_list, name="hotline-rosters", access=_DOOR),
        address("hotline/rosters/<uuid:key>/", roster.roster, name="hotline-roster", access=_DOOR),
        address("hotline/duties/<uuid:key>/swap/", swaps.swap, name="hotline-swap", access=holding(DRAFT)),
        address("hotline/duties/", attendance.duty_list, name="hotline-duties", access=holding(ATTEND)),
        address(
            "hotline/duties/<uuid:key>/attendance/",
            attendance.attendance,
            name="hotline-attendance",
            access=holding(ATTEND),
        ),
        address("hotline/subsidies/", subsidies.subsidy_list, name="hotline-subsidies", access=holding(DRAW)),
        address("hotline/subsidies/<uuid:key>/", subsidies.subsidy, name="hotline-subsidy", access=holding(DRAW)),
        address(
            "hotline/subsidies/<uuid:key>/book/", subsidies.book, name="hotline-subsidy-book", access=holding(DRAW)
        ),
        address("hotline/consultations/", consultations.consultation_list, name="hotline-consultations", access=_DOOR),
        *addresses("hotline/consultations/", consultations.FACE, _DOOR),
        address("hotline/calls/new/", consultations.taking_down, name="hotline-taking-down", access=holding(ANSWER)),
    ),
    items=(Item(gettext_noop("热线"), section=SECTION, url_name="hotline-plans", order=17),),
    openings={CONSULTATIONS.name: consultations.FACE.url_name},
    matters=(consultations.FACE,),
)
