"""All registers, by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.indicator import Count, Register
from fazhi.kernel.exchange.queries import latest_imports
from fazhi.kernel.indicators import listing, registry
from fazhi.kernel.indicators.terms import Scope
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.web.registers.requests import SECTION


@dataclass(frozen=True)
class Entry:
    """
    A register as the list of them tells it.

    told      what its rows are counted for, and from which day to which one is open
    rows      of the post's offices, "10,000 以上" beyond that
    imported  day of the latest import of the ledger that fills it, "" if there is none
    """

    name: str
    title: str
    told: str
    rows: str
    imported: str


def registers(request: DeskRequest) -> HttpResponse:
    """The registers of each line, in the order in which the lines declared them."""
    found = tuple(registry.catalogue().registers.values())
    own = request.post.office
    numbers = listing.counts_up_to(found, Scope(own.code, own.left, own.right))
    imports = {_filled_by(code): f"{timezone.localtime(at):%Y-%m-%d}" for code, at in latest_imports().items()}
    lines: dict[str, list[Entry]] = {}
    for register in found:
        entry = Entry(
            register.name,
            _(register.title),
            _told(register),
            _rows(numbers[register.name]),
            imports.get(register.name, ""),
        )
        lines.setdefault(str(apps.get_app_config(register.line).verbose_name), []).append(entry)
    return page(request, "web/registers/index.html", {"lines": lines}, section=SECTION)


def _filled_by(code: str) -> str:
    """The register that a ledger format fills: they share their name."""
    return f"{code.replace('.', '_')}_register"


def _rows(number: int) -> str:
    return f"{number:,}" if number <= listing.COUNTED else _("%s 以上") % f"{listing.COUNTED:,}"


def _told(register: Register) -> str:
    return "；".join(_sentences(register))


def _sentences(register: Register) -> Iterator[str]:
    indicators = registry.catalogue().indicators.values()
    measures = [item.measure for item in indicators if isinstance(item.measure, Count)]
    counted = sum(1 for measure in measures if measure.register == register.name)
    yield _("%s 列") % len(register.columns)
    if register.opened and register.closed:
        opened, closed = register.column(register.opened), register.column(register.closed)
        yield _("从%s到%s为在办") % (_(opened.title), _(closed.title))
    if counted:
        yield _("%s 项指标由此计数") % counted
