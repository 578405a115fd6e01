"""The pages of the hotline: plans of seats with the planner's page, rosters with their swaps, consultations, call-backs,
complaints."""

from django.utils.translation import gettext_noop

from fazhi.lines.hotline.permissions import ANSWER, COMPLAIN, DRAFT, HAND_OVER
from fazhi.lines.hotline.registers import COMPLAINTS, CONSULTATIONS
from fazhi.lines.hotline.web import callbacks, complaints, consultations, draft, plans, rosters, taking_down, topics
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
        address("hotline/rosters/<uuid:key>/", rosters.roster, name="hotline-roster", access=_DOOR),
        address("hotline/duties/<uuid:key>/swap/", rosters.swap, name="hotline-swap", access=holding(DRAFT)),
        address("hotline/consultations/", consultations.consultation_list, name="hotline-consultations", access=_DOOR),
        *addresses("hotline/consultations/", consultations.FACE, _DOOR),
        address("hotline/call-backs/", callbacks.call_backs, name="hotline-call-backs", access=holding(ANSWER)),
        address("hotline/complaints/", complaints.complaint_list, name="hotline-complaints", access=holding(COMPLAIN)),
        *addresses("hotline/complaints/", complaints.FACE, holding(COMPLAIN)),
        address("hotline/topics/", topics.week, name="hotline-topics", access=holding(HAND_OVER)),
        address("hotline/topics/records/", topics.records, name="hotline-topic-records", access=holding(HAND_OVER)),
        address("hotline/topics/paper.docx", topics.paper, name="hotline-topics-paper", access=holding(HAND_OVER)),
        address("hotline/calls/new/", taking_down.taking_down, name="hotline-taking-down", access=holding(ANSWER)),
    ),
    items=(Item(gettext_noop("热线"), section=SECTION, url_name="hotline-plans", order=17),),
    openings={
        CONSULTATIONS.name: consultations.FACE.url_name,
        COMPLAINTS.name: complaints.FACE.url_name,
    },
    matters=(consultations.FACE, complaints.FACE),
)
