"""`fazhi matter show`: all that is known of a matter, masked unless a reason was given."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import TextField
from django.utils import timezone

from fazhi.engines.procedure import Procedure
from fazhi.kernel.audit import queries as trail
from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange.queries import origin_of
from fazhi.kernel.papers import queries as papers
from fazhi.kernel.parties import queries as parties
from fazhi.kernel.parties.permissions import OPEN
from fazhi.kernel.parties.services import open_parties
from fazhi.kernel.parties.terms import PartyKind, Reason
from fazhi.kernel.procedures import queries, registry
from fazhi.kernel.procedures.services import reckoning_of
from fazhi.surfaces import columns
from fazhi.surfaces.cli.calendar import explained
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.matters import standing
from fazhi.surfaces.cli.matters.asked import (
    matter_arguments,
    matter_of,
    procedure_of,
)

if TYPE_CHECKING:
    from fazhi.kernel.audit.models import Entry
    from fazhi.kernel.parties.models import Party
    from fazhi.kernel.procedures.models import Clock, Matter

CONSOLE = audit.Place.CONSOLE.value
_READING = "查看事项（脱敏）"


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    matter_arguments(parser)
    reasons = "、".join(Reason.labels)
    parser.add_argument("--reason", metavar="TEXT", help=f"不脱敏查看的理由，记入留痕：{reasons}，或者另行写明")


def _show(context: Context) -> Outcome:
    procedure, matter = procedure_of(context), matter_of(context, seen_by=context.by)
    today = timezone.localdate(context.at)
    opened = _opened(context, procedure, matter)
    if opened is None:
        audit.note_read(
            by=context.actor, at=context.at, subject=(procedure.name, matter.pk.hex), reason=_READING, place=CONSOLE
        )
    named = opened if opened is not None else [
        vars(parties.masked(each, on=today)) for each in parties.parties_of(matter.pk, context.by)
    ]  # fmt: skip
    clocks = list(queries.clocks_of(matter.pk, context.by))
    entries = list(trail.entries_about(procedure.name, matter.pk.hex))
    task = queries.task_of(matter.pk, context.by)
    origin = origin_of(matter.pk)
    data = {
        **standing.told(procedure, matter),
        "title": procedure.title,
        "facts": list(_facts(procedure, matter, is_open=opened is not None)),
        "opened": opened is not None,
        "parties": [{name: party[name] for name in _PARTY} for party in named],
        "holder": task.holder.code if task and task.holder else None,
        "clocks": [{**standing.clock_told(clock, today), **_reckoned(clock)} for clock in clocks],
        "events": [_event(entry) for entry in entries],
        "origin": {"file": origin.name, "sheet": origin.sheet, "row": origin.row} if origin else None,
        "papers": [_paper(paper) for paper in papers.attachments_of(matter.pk, by=context.by)],
    }
    clock_lines = [standing.clock_text(clock, today) for clock in clocks]
    return Outcome(data, "\n".join(_show_text(standing.heading(procedure, matter), data, clock_lines)))


_PARTY = ("position", "kind", "name", "document", "number", "phone", "address", "protection")


def _opened(context: Context, procedure: Procedure, matter: "Matter") -> list[dict[str, Any]] | None:
    """The parties unmasked, if a reason was given; the reading, or the attempt, is in the trail."""
    text: str | None = context.arguments.reason
    if text is None:
        return None
    if context.by is None:
        raise BadArgument("--as", "（没有写）", "查看当事人信息的岗位；系统账户不查看")
    known: dict[str, Reason] = {reason.label: reason for reason in Reason} | {reason.value: reason for reason in Reason}
    reason = known.get(text.strip(), Reason.OTHER)
    words = "" if text.strip() in known else text
    found = open_parties(
        procedure.name, matter.pk, by=context.by, reason=reason, at=context.at, words=words, place=CONSOLE
    )
    context.require(OPEN)
    return [_whole(party) for party in found]


def _whole(party: "Party") -> dict[str, Any]:
    return {
        "position": party.position,
        "kind": PartyKind(party.kind).label,
        "name": party.name,
        "document": party.get_document_type_display() if party.document_type else "",
        "number": party.document_number,
        "phone": party.phone,
        "address": party.address,
        "protection": party.get_protection_display() if party.protection else "",
    }


def _facts(procedure: Procedure, matter: "Matter", *, is_open: bool) -> Iterator[dict[str, Any]]:
    for name, title, value, told in columns.facts(procedure, matter):
        # Free text may name anybody, so it is opened like the parties.
        hidden = isinstance(matter._meta.get_field(name), TextField) and not is_open
        yield {
            "name": name,
            "title": title,
            "value": None if hidden else value,
            "told": "（写明理由后显示）" if hidden else told,
        }


def _reckoned(clock: "Clock") -> dict[str, Any]:
    reckoning = reckoning_of(clock)
    days = [{"date": line.day.date, "counted": line.counted, "why": why} for line, why in explained(reckoning)]
    return {"basis": reckoning.row.source, "days": days}


def _event(entry: "Entry") -> dict[str, Any]:
    return {
        "entry": entry.number,
        "action": entry.action,
        "title": registry.act_title(entry.action),
        "occurred": timezone.localtime(entry.occurred_at),
        "recorded": timezone.localtime(entry.recorded_at),
        "actor": entry.actor,
        "basis": entry.basis,
        "place": entry.place,
    }


def _paper(paper: Any) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "name": paper.name,
        "kind": paper.kind,
        "added": timezone.localtime(paper.added_at),
        "by": paper.added_by,
        "sha256": paper.sha256,
    }


def _show_text(heading: str, data: dict[str, Any], clocks: list[str]) -> Iterator[str]:
    yield heading
    for fact in data["facts"]:
        yield f"  {fact['title']}：{fact['told']}"
    yield f"当事人（{'不脱敏，理由已记入留痕' if data['opened'] else '脱敏'}）："
    for party in data["parties"]:
        told = "，".join(filter(None, (party[name] for name in _PARTY[1:])))
        yield f"  {party['position']}. {told}"
    yield f"承办：{data['holder'] or '尚未有人接办' if data['holder'] or _is_open(data) else '已办结'}"
    for said, clock in zip(clocks, data["clocks"], strict=True):
        yield f"期限：{said}（{clock['basis']}）"
        for day in clock["days"]:
            yield f"    {day['date']} {'计' if day['counted'] else '－'} {day['why']}"
    yield "经过："
    for event in data["events"]:
        basis = f"　{event['basis']}" if event["basis"] else ""
        recorded = f"{event['recorded']:%Y-%m-%d %H:%M} 登记"
        yield f"  {event['occurred']:%Y-%m-%d} {event['title']}{basis}　{event['actor']}　{recorded}，留痕第 {event['entry']} 号"
    if data["origin"]:
        yield f"  来自台账 {data['origin']['file']} 第 {data['origin']['row']} 行"
    for paper in data["papers"]:
        yield f"文件：{paper['name']}（{paper['added']:%Y-%m-%d}，{paper['by']}）"


def _is_open(data: dict[str, Any]) -> bool:
    return data["state"] not in registry.procedure_named(data["procedure"]).ends


COMMANDS = (Command(("matter", "show"), "一件事项的全部情况（当事人脱敏，写明理由的不脱敏）", _show_arguments, _show),)
