"""One register's rows: searched, narrowed, in an order, a page at a time."""

from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.indicator import Column, Register
from fazhi.kernel.exchange.queries import latest_batch
from fazhi.kernel.indicators import listing
from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.saved_views.queries import views_of
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.web.registers import asking, showing
from fazhi.surfaces.web.registers.asking import Asked
from fazhi.surfaces.web.registers.conditions import Fault, Words, read
from fazhi.surfaces.web.registers.controls import controls
from fazhi.surfaces.web.registers.requests import (
    SECTION,
    asked_of,
    list_url,
    office_of,
    party_of,
    register_named,
    rows_of,
)
from fazhi.surfaces.web.registers.tabs import tabs
from fazhi.surfaces.web.tables import choosable

NUMBER = "number"


def register(request: DeskRequest, name: str) -> HttpResponse:
    """The rows within the post's offices that the address asks for; what a form sent goes to its one address first."""
    found = register_named(name)
    asked = _with_office(request, asked_of(found, request.GET))
    if not asked.faults:
        asked = _with_search(request, found, asked, request.GET.get("q", "").strip())
    if asked.faults:
        return _refused(request, found, asked)
    if elsewhere := _one_address(request.GET, found, asked):
        return elsewhere
    return _shown(request, found, asked)


def count(request: DeskRequest, name: str) -> HttpResponse:
    """The exact number of rows, however long counting takes: the part of the page that says it, or the page with it."""
    found = register_named(name)
    asked = asked_of(found, request.GET)
    if asked.faults or not getattr(request, "htmx", False):
        return redirect(list_url(found, asked) + ("&" if asking.pairs(found, asked) else "?") + "count=exact")
    rows = rows_of(request, found, asked, office_of(request, asked), today=timezone.localdate())
    exact = listing.Counted(listing.exactly(rows), is_exact=True)
    response = page(request, "web/registers/count.html", {"count": showing.shown_count(exact)})
    response.headers["Vary"] = "HX-Request"
    return response


def _with_office(request: DeskRequest, asked: Asked) -> Asked:
    """The office by its code, where a code or a name was typed; a fault that names the ones it may be, where several fit."""
    if not asked.office:
        return asked
    found = organisations.offices_called(request.post, asked.office, limit=6)
    if len(found) == 1:
        return replace(asked, office=found[0].code)
    if found:
        says = _("“%s”不止一个：%s%s。请写全名，或者从机构树里选。") % (
            asked.office[:40],
            "、".join(office.name for office in found[:5]),
            _("等") if len(found) > 5 else "",
        )
    else:
        says = _("没有机构“%s”，或者它不在您的岗位范围内。") % asked.office[:40]
    return replace(asked, faults=(*asked.faults, Fault(asking.OFFICE, says)))


def _with_search(request: DeskRequest, register: Register, asked: Asked, text: str) -> Asked:
    """
    What was typed to search for becomes a condition: with a digit in it the number of a row, else the name of an office.

    A number that is there as it was typed is that one; else any that contains it.
    """
    if not text:
        return asked
    columns = {column.name: column for column in choosable(register)}
    if NUMBER in columns and any(sign.isdigit() for sign in text):
        return _with_number(request, register, asked, columns[NUMBER], text)
    typed = _with_office(request, replace(asked, office=text))
    if typed.faults and typed.faults[-1].name == asking.OFFICE:
        return replace(typed, office=asked.office, faults=(*typed.faults[:-1], Fault("q", typed.faults[-1].says)))
    return typed.anew()


def _with_number(request: DeskRequest, register: Register, asked: Asked, column: Column, text: str) -> Asked:
    others = tuple(item for item in asked.conditions if item.column.name != column.name)
    found = read(column, [text])
    if isinstance(found, Fault):
        return replace(asked, faults=(Fault("q", found.says),))
    assert isinstance(found, Words), "a number is a text"
    whole = Words(column, found.text, is_whole=True)
    exact = rows_of(request, register, Asked(asked.order, (whole,)), None, today=timezone.localdate())
    there = found.is_whole or listing.has_any(exact)
    return asked.anew(conditions=(whole if there else found, *others))


def _one_address(query: QueryDict, register: Register, asked: Asked) -> HttpResponseRedirect | None:
    """To the one address of the list, where another way of writing it was used."""
    written = [pair for pair in asking.flat(dict(query.lists())) if pair[0] != "count"]
    return None if sorted(written) == sorted(asking.pairs(register, asked)) else redirect(list_url(register, asked))


def _refused(request: DeskRequest, register: Register, asked: Asked) -> HttpResponse:
    """The form with what was typed and what is wrong with it; no rows, as if they were those that were asked for."""
    context = {
        "register": register,
        "controls": controls(request, register, asked, None, typed_search=request.GET.get("q", "")),
        "tabs": tabs(register, asked, views_of(request.account, register.name, post=request.post), request.account),
    }
    return page(request, "web/registers/list.html", context, section=SECTION, status=400)


def _shown(request: DeskRequest, register: Register, asked: Asked) -> HttpResponse:
    office, at = office_of(request, asked), timezone.now()
    rows = rows_of(request, register, asked, office, today=timezone.localdate(at))
    if request.GET.get("count") == "exact":
        counted = listing.Counted(listing.exactly(rows), is_exact=True)
    else:
        counted = listing.counted(rows, version=latest_batch)
    found = listing.page(rows, asked.order, after=asked.after, before=asked.before, limit=asked.size, known=counted)
    if (asked.after and not found.rows) or (asked.before and not found.has_before):
        return redirect(
            list_url(register, asked.anew())
        )  # the page that it was is no more, or is the first and may be longer
    if not found.has_before and not found.has_after:
        counted = listing.Counted(len(found.rows), is_exact=True)
    context = {
        "register": register,
        "controls": controls(request, register, asked, office),
        "tabs": tabs(register, asked, views_of(request.account, register.name, post=request.post), request.account),
        "chips": showing.chips(register, asked, office, party_of(request, asked)),
        "count": showing.shown_count(counted, list_url(register, asked, "register-count")),
        "list": showing.shown_list(register, asked, found, request.post, at),
    }
    return page(request, "web/registers/list.html", context, section=SECTION)
