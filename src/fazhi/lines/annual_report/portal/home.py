"""What the first page tells of the latest published report."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fazhi.lines.annual_report.portal.layout import figures_cited, grouped
from fazhi.lines.annual_report.queries.published import file_named, published, published_versions

_SHOWN = 5


def latest(request: HttpRequest) -> dict[str, object]:
    """The figures that the latest report cites first."""
    versions = published_versions()
    found = published(versions[0].report.year) if versions else None
    if found is None:
        return {}
    figures = [
        {"code": figure["code"], "title": figure["title"], "value": grouped(figure["value"]), "unit": figure["unit"]}
        for figure in figures_cited(found.data)[:_SHOWN]
    ]
    return {"year": found.year, "version": found.version, "figures": figures}


def known_file(digest: str) -> str:
    """What is said of a file that is one of ours; "" of others."""
    found = file_named(digest)
    if found is None:
        return ""
    version, name = found
    said = _("%(year)d 年法治政府建设年度报告第 %(number)d 版的文件 %(name)s，与公布的一致。")
    return said % {"year": version.report.year, "number": version.number, "name": name}
