"""A bureau that writes its report of 2024 over the small city's records, and what its pages send."""

import re
from typing import Any

from django.test import Client

from fazhi.lines.annual_report.tests.house import House

RESOLVED = "mediation.people.resolved"
REPORT = "/reports/2024/"

_HIDDEN = re.compile(r'<input type="hidden" name="(_\w+|figure|paragraph|outcome)" value="([^"]*)">')


def text_of(response: Any) -> str:
    """The page's HTML, of an answer that went well."""
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def hidden_of(page: str, action: str, containing: str = "") -> dict[str, str]:
    """What the form that posts to `action` brings by itself; of several the one that has `containing` in it."""
    forms = re.findall(rf'<form method="post" action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    found = next((form for form in forms if containing in form), None)
    assert found is not None, f"no form to {action} in {page}"
    return dict(_HIDDEN.findall(found))


def take(client: Client, report: Any, act: str, **answers: Any) -> Any:
    """Open the form of an act on the report and send it; follows to where it leads."""
    url = f"/reports/matters/{report.pk}/acts/{act}/"
    page = text_of(client.get(url))
    on = re.search(r'name="on" value="([^"]*)"', page)
    assert on, page
    return client.post(url, {**hidden_of(page, url), "on": on.group(1), **answers}, follow=True)


def comment(client: Client, text: str = "请写明是协议金额。", **place: str) -> Any:
    """Say something of a figure or a paragraph; follows to where it leads."""
    url = f"{REPORT}comments/"
    (name, key), *_ = place.items()
    page = text_of(client.get(url, {name: key}))
    return client.post(url, {**hidden_of(page, url), "text": text}, follow=True)


__all__ = ["REPORT", "RESOLVED", "House", "comment", "hidden_of", "take", "text_of"]
