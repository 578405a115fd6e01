"""
The pages of the hotline: plans of seats with the planner's page, the live wall, rosters with their swaps, duty served and paid,
consultations with call-backs and complaints, quality checks, weeks of topics.
"""

from django.utils.translation import gettext_noop

from fazhi.lines.hotline.permissions import (
    ANSWER,
    ATTEND,
    COMPLAIN,
    DRAFT,
    DRAW,
    HAND_OVER,
    LISTEN,
    ORDER_CHECK,
    SCORE,
)
from fazhi.lines.hotline.registers import COMPLAINTS, CONSULTATIONS
from fazhi.lines.hotline.web import (
    attendance,
    callbacks,
    complaints,
    consultations,
    draft,
    plans,
    quality,
    quality_round,
    recordings,
    roster,
    rosters,
    scoring,
    subsidies,
    swaps,
    taking_down,
    topics,
    wall,
)
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.web.access import address, holding
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.pages import Item, Pages

_DOOR = holding(ANSWER, DRAFT)
_CHECKS = holding(SCORE, ORDER_CHECK)

PAGES = Pages(
    urls=(
        address("hotline/plans/", plans.plan_list, name="hotline-plans", access=_DOOR),
        address("hotline/plans/<uuid:key>/", plans.plan, name="hotline-plan", access=_DOOR),
        address("hotline/drafts/<uuid:key>/", draft.draft, name="hotline-draft", access=_DOOR),
        address("hotline/wall/", wall.wall, name="hotline-wall", access=_DOOR),
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
        address("hotline/call-backs/", callbacks.call_backs, name="hotline-call-backs", access=holding(ANSWER)),
        address("hotline/complaints/", complaints.complaint_list, name="hotline-complaints", access=holding(COMPLAIN)),
        *addresses("hotline/complaints/", complaints.FACE, holding(COMPLAIN)),
        address("hotline/topics/", topics.week, name="hotline-topics", access=holding(HAND_OVER)),
        address("hotline/topics/records/", topics.records, name="hotline-topic-records", access=holding(HAND_OVER)),
        address("hotline/topics/paper.docx", topics.paper, name="hotline-topics-paper", access=holding(HAND_OVER)),
        address("hotline/calls/new/", taking_down.taking_down, name="hotline-taking-down", access=holding(ANSWER)),
        address(
            "hotline/consultations/<uuid:key>/recording/", recordings.recording, name="hotline-recording",
            access=holding(ANSWER, LISTEN, SCORE),
        ),
        address("hotline/quality/", quality.rounds, name="hotline-quality", access=_CHECKS),
        address("hotline/quality/<uuid:key>/", quality_round.one_round, name="hotline-quality-round", access=_CHECKS),
        address("hotline/quality/<uuid:key>/<str:name>", quality_round.round_file, name="hotline-quality-file", access=_CHECKS),
        address("hotline/checks/<uuid:key>/", scoring.one_check, name="hotline-quality-check", access=_CHECKS),
    ),
    items=(Item(gettext_noop("热线"), section=SECTION, url_name="hotline-plans", order=17),),
    openings={
        CONSULTATIONS.name: consultations.FACE.url_name,
        COMPLAINTS.name: complaints.FACE.url_name,
    },
    matters=(consultations.FACE, complaints.FACE),
)  # fmt: skip
