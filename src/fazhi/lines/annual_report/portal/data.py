"""Open data: the tables of published reports, as CSV and JSON at addresses that stay, and a catalogue of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.lines.annual_report.queries.published import PublishedVersion, published, published_versions
from fazhi.lines.annual_report.queries.standing import FIGURES
from fazhi.lines.annual_report.terms import DASH, WITHHELD
from fazhi.surfaces.portal.opendata import FORMS, csv_of, json_of
from fazhi.surfaces.portal.pages import page
from fazhi.surfaces.portal.site import site

SECTION = "data"


@dataclass(frozen=True)
class Dataset:
    """
    One table.

    key  its place in the address: figures, a figure's code for its breakdown, or line and number of a table of the text
    """

    key: str
    title: str
    description: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def datasets(found: PublishedVersion) -> Iterator[Dataset]:
    """All tables of a version; nothing in them is not in its open data file."""
    data = found.data
    heads = (_("指标代码"), _("指标"), _("数值"), _("单位"), _("怎么数的"), _("不包括什么"), _("来源"), _("口径版本"))
    rows = tuple(_figure_row(figure) for figure in data["figures"])
    yield Dataset("figures", _("年度报告数字和口径"), _("每个数字一行，连同口径。"), heads, rows)
    for figure in data["figures"]:
        table = figure.get("definition", {}).get("breakdown")
        if table:
            title = _("%(title)s，按%(by)s") % {"title": figure["title"], "by": table["heads"][0]}
            counted = "".join(figure["definition"]["counted"])
            yield Dataset(figure["code"], title, counted, tuple(table["heads"]), _rows(table["rows"], table["total"]))
    for part in data["text"]:
        for section in part["sections"]:
            for place, table in enumerate(section["tables"], 1):
                described = _("报告正文“%(title)s”中的表。") % {"title": section["title"]}
                yield Dataset(
                    f"{section['line']}-{place}",
                    table["title"],
                    described,
                    tuple(table["heads"]),
                    _rows(table["rows"], table["total"]),
                )


def _figure_row(figure: dict[str, Any]) -> tuple[str, ...]:
    told = figure.get("definition", {})
    return (
        figure["code"],
        figure["title"],
        _plain(str(figure["value"])),
        figure["unit"],
        "".join(told.get("counted", ())),
        "".join(told.get("left_out", ())),
        told.get("source", ""),
        str(told.get("version", "")),
    )


def _rows(rows: list[list[str]], total: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple((row[0], *map(_plain, row[1:])) for row in (*rows, *([total] if total else ())))


def _plain(cell: str) -> str:
    """A number without separators; nothing for what is withheld or is none."""
    if cell in {WITHHELD, DASH}:
        return ""
    bare = cell.replace(",", "")
    return bare if bare.replace(".", "", 1).isdecimal() else cell


def index(request: HttpRequest) -> HttpResponse:
    """The tables of the latest version of each year."""
    years = [(found, tuple(datasets(found))) for found in _latest()]
    return page(request, "annual_report/portal/data.html", {"years": years}, section=SECTION)


def table(request: HttpRequest, year: int, key: str, form: str) -> HttpResponse:
    """One table of a year's latest published version."""
    found = published(year)
    dataset = next((each for each in datasets(found) if each.key == key), None) if found else None
    if found is None or dataset is None or form not in FORMS:
        raise Http404
    response = csv_of(key, dataset.heads, dataset.rows) if form == "csv" else json_of(_told(dataset, found))
    response["ETag"] = f'"{found.files[FIGURES]}-{key}-{form}"'
    return response


def _told(dataset: Dataset, found: PublishedVersion) -> dict[str, object]:
    return {
        "title": dataset.title,
        "description": dataset.description,
        "note": _note(),
        **_origin(found),
        "columns": dataset.heads,
        "rows": dataset.rows,
    }


def _origin(found: PublishedVersion) -> dict[str, object]:
    day = found.version.published_date
    return {
        "year": found.year,
        "version": found.version.number,
        "issued": day.isoformat() if day else None,
        "publisher": found.data["bureau"],
        "licence": site().licence,
        "licence_url": site().licence_url or None,
        "seal": found.version.seal,
        "source_sha256": found.files[FIGURES],
        "synthetic": found.data["synthetic"],
    }


def _note() -> str:
    return _("空白：小于 3 的数，以及能推算出小于 3 的数的数，为保护个人信息不公布；或者没有这个数。")


def catalogue(request: HttpRequest) -> HttpResponse:
    """All tables, as a catalogue in the words of DCAT."""
    made = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Catalog",
        "dct:title": _("开放数据"),
        "dcat:dataset": [_described(request, dataset, found) for found in _latest() for dataset in datasets(found)],
    }
    return json_of(made)


def _described(request: HttpRequest, dataset: Dataset, found: PublishedVersion) -> dict[str, object]:
    origin = _origin(found)
    return {
        "@type": "dcat:Dataset",
        "dct:identifier": f"{found.year}/{dataset.key}",
        "dct:title": dataset.title,
        "dct:description": f"{dataset.description}{_note()}",
        "dct:publisher": origin["publisher"],
        "dct:issued": origin["issued"],
        "dct:license": origin["licence_url"] or origin["licence"],
        "dct:temporal": str(found.year),
        "dcat:version": str(found.version.number),
        "synthetic": origin["synthetic"],
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": request.build_absolute_uri(
                    reverse("portal-table", kwargs={"year": found.year, "key": dataset.key, "form": form})
                ),
                "dcat:mediaType": kind,
            }
            for form, kind in FORMS.items()
        ],
    }


def _latest() -> Iterator[PublishedVersion]:
    """The latest published version of each year."""
    for year in dict.fromkeys(version.report.year for version in published_versions()):
        if found := published(year):
            yield found
