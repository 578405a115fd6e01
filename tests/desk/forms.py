"""What the tests of forms share: the form on a page, and what it brings by itself."""

import re
from typing import Any

_HIDDEN = re.compile(r'<input type="hidden" name="([a-z_0-9]+)" value="([^"]*)"')
_ON = re.compile(r'name="on" value="([^"]*)"')


def sheets_on(page: str, url: str) -> list[str]:
    """The forms on a page that are sent to `url`."""
    return re.findall(rf'<form method="post" action="{re.escape(url)}".*?</form>', page, re.DOTALL)


def brought_by(sheet: str) -> dict[str, str]:
    """The values that a form brings by itself, and the day that it offers."""
    brought = {name: value for name, value in _HIDDEN.findall(sheet) if name != "csrfmiddlewaretoken"}
    on = _ON.search(sheet)
    return brought | {"on": on.group(1)} if on else brought


def form_at(client: Any, url: str, does: str = "") -> dict[str, str]:
    """The form on its own page, or of several the one that does `does`."""
    page = client.get(url).content.decode()
    brought = [brought_by(sheet) for sheet in sheets_on(page, url)]
    found = [each for each in brought if each.get("_do", "") == does]
    assert found, page
    return found[0]
