"""The addresses of administration, and who may open each. Reference data without records is open to every post."""

from fazhi.kernel.audit.permissions import EXPORT_DETAILS
from fazhi.kernel.exchange.permissions import IMPORT, IMPORT_REFERENCE
from fazhi.kernel.organisations.permissions import COVER, GRANT, LOAD_DIVISIONS
from fazhi.kernel.papers.permissions import OPEN_SERIES
from fazhi.kernel.procedures.permissions import CHECK
from fazhi.surfaces.api.permissions import MANAGE
from fazhi.surfaces.web.access import ANY_POST, address, holding
from fazhi.surfaces.web.administration import (
    checks,
    exchange,
    home,
    notices,
    offices,
    officials,
    papers,
    periods,
    roles,
    systems,
    trail,
)
from fazhi.surfaces.web.administration.room import SECTION
from fazhi.surfaces.web.pages import Item, Pages

_PEOPLE = holding(GRANT, LOAD_DIVISIONS, COVER)
_SYSTEMS = holding(MANAGE)
_TRAIL = holding(EXPORT_DETAILS)
_AT = "administration"

PAGES = Pages(
    urls=(
        address(f"{_AT}/", home.home, name=SECTION, access=holding(GRANT, LOAD_DIVISIONS, EXPORT_DETAILS, COVER)),
        address(f"{_AT}/offices/", offices.offices, name="offices", access=_PEOPLE),
        address(f"{_AT}/offices/<str:code>/", offices.office, name="office", access=_PEOPLE),
        address(f"{_AT}/officials/", officials.officials, name="officials", access=_PEOPLE),
        address(f"{_AT}/officials/<str:code>/", officials.official, name="official", access=_PEOPLE),
        address(f"{_AT}/posts/<int:key>/end/", officials.post_end, name="post-end", access=holding(GRANT)),
        address(f"{_AT}/roles/", roles.roles, name="roles", access=ANY_POST),
        address(f"{_AT}/holidays/", notices.holidays, name="holidays", access=ANY_POST),
        address(f"{_AT}/holidays/<int:year>/", notices.holiday_year, name="holiday-year", access=ANY_POST),
        address(f"{_AT}/periods/", periods.periods, name="periods", access=ANY_POST),
        address(f"{_AT}/periods/<str:code>/", periods.period, name="period", access=ANY_POST),
        address(f"{_AT}/mappings/", exchange.mappings, name="mappings", access=holding(IMPORT, IMPORT_REFERENCE)),
        address(
            f"{_AT}/mappings/<int:key>/", exchange.mapping, name="mapping", access=holding(IMPORT, IMPORT_REFERENCE)
        ),
        address(f"{_AT}/papers/", papers.papers, name="papers", access=holding(OPEN_SERIES)),
        address(f"{_AT}/systems/", systems.systems, name="systems", access=_SYSTEMS),
        address(f"{_AT}/systems/<str:code>/", systems.system, name="system", access=_SYSTEMS),
        address(f"{_AT}/systems/<str:code>/token/", systems.token, name="system-token", access=_SYSTEMS),
        address(
            f"{_AT}/systems/<str:code>/tokens/<slug:public>/revocation/",
            systems.token_revocation,
            name="token-revocation",
            access=_SYSTEMS,
        ),
        address(f"{_AT}/systems/<str:code>/closing/", systems.system_closing, name="system-closing", access=_SYSTEMS),
        address(f"{_AT}/trail/", trail.trail, name="trail", access=_TRAIL),
        address(f"{_AT}/trail/reads/", trail.reads, name="trail-reads", access=_TRAIL),
        address(f"{_AT}/trail/verification/", trail.verification, name="trail-verification", access=_TRAIL),
        address(f"{_AT}/trail/export/", trail.export, name="trail-export", access=_TRAIL),
        address(f"{_AT}/checks/", checks.checks, name="checks", access=holding(CHECK)),
    ),
    items=(Item("管理", section=SECTION, url_name=SECTION, order=95),),
)
