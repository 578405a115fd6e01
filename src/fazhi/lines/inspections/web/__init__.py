"""The pages of inspections: tasks with their draws, inspections with the record of the visit, the plan, the two rosters."""

from django.utils.translation import gettext_noop

from fazhi.lines.inspections.registers import DRAWS, INSPECTIONS, INSPECTORS, INSTITUTIONS, ITEM_RESULTS
from fazhi.lines.inspections.web import draws, on_site, openings, plan, rosters, tasks, visits
from fazhi.lines.inspections.web.faces import INSPECTION_FACE, TASK_FACE
from fazhi.lines.inspections.web.tabs import SECTION
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.pages import Item, Pages

PAGES = Pages(
    urls=(
        address("inspections/tasks/", tasks.task_list, name="inspections-tasks", access=STAFF),
        *addresses("inspections/tasks/", TASK_FACE),
        address("inspections/draws/<uuid:key>/", draws.draw_page, name="inspections-draw", access=STAFF),
        address("inspections/draws/<uuid:key>/<str:name>", draws.draw_file, name="inspections-draw-file", access=STAFF),
        address("inspections/visits/", visits.inspection_list, name="inspections-inspections", access=STAFF),
        *addresses("inspections/visits/", INSPECTION_FACE),
        address("inspections/visits/<uuid:key>/record/", on_site.on_site, name="inspections-record", access=STAFF),
        address("inspections/results/<uuid:key>/", openings.result, name="inspections-result", access=STAFF),
        address("inspections/plan/", plan.plan, name="inspections-plan", access=STAFF),
        address("inspections/institutions/", rosters.institutions, name="inspections-institutions", access=STAFF),
        address(
            "inspections/institutions/<uuid:key>/", rosters.institution, name="inspections-institution", access=STAFF
        ),
        address("inspections/inspectors/", rosters.inspectors, name="inspections-inspectors", access=STAFF),
        address("inspections/inspectors/<uuid:key>/", rosters.inspector, name="inspections-inspector", access=STAFF),
    ),
    items=(Item(gettext_noop("双随机"), section=SECTION, url_name="inspections-tasks", order=16),),
    openings={
        INSPECTIONS.name: INSPECTION_FACE.url_name,
        ITEM_RESULTS.name: "inspections-result",
        DRAWS.name: "inspections-draw",
        INSTITUTIONS.name: "inspections-institution",
        INSPECTORS.name: "inspections-inspector",
    },
    matters=(TASK_FACE, INSPECTION_FACE),
)
