"""The annual report's pages for the public: published reports whose figures open, and open data."""

from django.utils.translation import gettext_lazy as _

from fazhi.lines.annual_report.portal import data, home, reports
from fazhi.surfaces.portal.pages import Doing, Item, PortalPages, open_address
from fazhi.surfaces.portal.verifying import know_files

know_files(home.known_file)

PAGES = PortalPages(
    urls=(
        open_address("reports/", reports.index, name="portal-reports"),
        open_address("reports/<int:year>/", reports.report, name="portal-report"),
        open_address("reports/<int:year>/<int:number>/", reports.report, name="portal-report-version"),
        open_address("reports/<int:year>/<int:number>/<str:name>", reports.file, name="portal-report-file"),
        open_address("data/", data.index, name="portal-data"),
        open_address("data/catalogue.json", data.catalogue, name="portal-catalogue"),
        open_address("data/<int:year>/<str:key>.<str:form>", data.table, name="portal-table"),
    ),
    items=(
        Item(_("公开报告"), section=reports.SECTION, url_name="portal-reports", order=20),
        Item(_("开放数据"), section=data.SECTION, url_name="portal-data", order=50),
    ),
    asides=(
        Doing("annual_report/portal/aside.html", 0, home.latest),
        Doing("annual_report/portal/aside_data.html", 10),
    ),
)
