"""Open data (开放数据): tables at addresses that stay, as CSV and JSON, for people's spreadsheets and for pages of others."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse, JsonResponse

FORMS = {"csv": "text/csv", "json": "application/json"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A table as a file `name`.csv, UTF-8 with a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(tuple(map(_harmless, row)) for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return _for_all(response)


def json_of(told: Mapping[str, object]) -> HttpResponse:
    """What is told of a table, with its rows, as people can read it too."""
    return _for_all(JsonResponse(dict(told), json_dumps_params={"ensure_ascii": False, "indent": 1}))


def _for_all(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"  # whoever builds a page on it may
    return response


def _harmless(cell: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
