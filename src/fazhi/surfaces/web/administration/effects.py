"""What a change of the law's calendar does to running clocks, as it is shown before and after; it names no matter."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.apps import apps

from fazhi.kernel.law.periods import period_rows
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.services.recomputing import Move

SHOWN = 50


@dataclass(frozen=True)
class ShownMove:
    """One clock that moves: by its procedure and its period, for administrators see no matters."""

    procedure: str
    period: str
    was: date
    becomes: date
    days: int


@dataclass(frozen=True)
class Effect:
    """
    seen    digest of all moves: what is confirmed is what was looked at
    lines   line and procedure → how many of its clocks move
    shown   the first that move, by the day on which they would have ended
    """

    total: int
    seen: str
    lines: tuple[tuple[str, str, int], ...]
    shown: tuple[ShownMove, ...]


def effect_of(moves: Sequence[Move]) -> Effect:
    """The moves counted by procedure, and the first of them."""
    counts = Counter(move.procedure for move in moves)
    lines = tuple((_line(name), registry.procedure_named(name).title, counts[name]) for name in sorted(counts))
    first = sorted(moves, key=lambda move: (move.was, move.clock))[:SHOWN]
    told = "\n".join(f"{move.clock} {move.was} {move.becomes} {move.due_at}" for move in moves)
    return Effect(len(moves), hashlib.sha256(told.encode()).hexdigest(), lines, tuple(map(_shown, first)))


def _line(procedure: str) -> str:
    label = registry.model_of(procedure)._meta.app_label
    return str(apps.get_app_config(label).verbose_name)


def _shown(move: Move) -> ShownMove:
    title = period_rows()[move.period].title if move.period in period_rows() else move.period
    days = (move.becomes - move.was).days
    return ShownMove(registry.procedure_named(move.procedure).title, title, move.was, move.becomes, days)
