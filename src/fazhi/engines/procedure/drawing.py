"""
A procedure as a diagram: states as boxes one below the other, every act as a line of its own that leaves one box and
comes into another. Lines may cross and never run on top of each other, however large the table. What is done within a
state, and moves nothing, stands in its box.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from fazhi.engines.procedure.terms import Procedure

BOX_WIDTH, PORT, GAP = 136, 22, 26
"""Width of a state's box, height for each line that leaves or enters it, room between two boxes."""

ROW = 18
"""Height of a line of text within a box."""

LANE, MARGIN, CHARACTER = 18, 16, 12
_INK, _SOFT, _END = "#1d2a2f", "#6f7b80", "#e4eeee"
_FONT = "Noto Sans SC"


@dataclass(frozen=True)
class _Line:
    """One arrow: acts between the same two states share it, deemed results apart."""

    source: str
    target: str
    is_deemed: bool
    label: str


@dataclass(frozen=True)
class _Box:
    """A state's box; `acts` are titles of what is done within it."""

    top: float
    height: float
    acts: tuple[str, ...]


def diagram(procedure: Procedure, *, name: str) -> str:
    """
    Draw the procedure as one stand-alone SVG document.

    name     unique in the document it goes into: ids are made of it
    returns  XML text; equal input, equal text. The start has a thick frame, an end a filled one; a broken line is a
             result that the law draws itself (视为)
    """
    lines = _lines(procedure)
    boxes = _boxes(procedure, lines)
    lanes_from = MARGIN + BOX_WIDTH + 16 + CHARACTER * max((len(line.label) for line in lines), default=0)
    width = lanes_from + LANE * (len(lines) + 1) + MARGIN
    height = max(box.top + box.height for box in boxes.values()) + MARGIN
    parts = [
        f'<title id="{escape(name)}-title">{escape(procedure.title)}程序图</title>',
        f'<defs><marker id="{escape(name)}-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{_SOFT}"/></marker></defs>',
        *_arrows(lines, boxes, lanes_from, name),
        *(_box(procedure, state, box) for state, box in boxes.items()),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{_FONT}" font-size="{CHARACTER}" role="img" aria-labelledby="{escape(name)}-title">'
        f"{''.join(parts)}</svg>"
    )


def _lines(procedure: Procedure) -> tuple[_Line, ...]:
    titles: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for step in procedure.steps:
        if step.stays:
            continue
        titles[step.source, step.target, step.is_deemed].append(step.title)
    return tuple(_Line(*ends, "、".join(dict.fromkeys(acts))) for ends, acts in titles.items())


def _boxes(procedure: Procedure, lines: tuple[_Line, ...]) -> dict[str, _Box]:
    """A box a state, in the order declared, with a place on its side for every line and room for its acts within."""
    boxes: dict[str, _Box] = {}
    top: float = MARGIN
    for state in procedure.states:
        ports = sum((line.source == state) + (line.target == state) for line in lines)
        acts = tuple(dict.fromkeys(step.title for step in procedure.open_from(state) if step.stays))
        height = max(PORT * max(2, ports), ROW * (len(acts) + 2) if acts else 0)
        boxes[state] = _Box(top, height, acts)
        top += height + GAP
    return boxes


def _box(procedure: Procedure, state: str, box: _Box) -> str:
    fill = _END if state in procedure.ends else "#ffffff"
    stroke = 2 if state == procedure.start else 1
    middle, first = MARGIN + BOX_WIDTH / 2, box.top + box.height / 2 + 4 - ROW * len(box.acts) / 2
    within = "".join(
        f'<text x="{middle}" y="{first + ROW * place}" text-anchor="middle" fill="{_SOFT}">{escape(act)}</text>'
        for place, act in enumerate(box.acts, start=1)
    )
    return (
        f'<rect x="{MARGIN}" y="{box.top}" width="{BOX_WIDTH}" height="{box.height}" rx="4" fill="{fill}" '
        f'stroke="{_INK}" stroke-width="{stroke}"/>'
        f'<text x="{middle}" y="{first}" text-anchor="middle" fill="{_INK}">{escape(procedure.states[state])}</text>'
        f"{within}"
    )


def _arrows(lines: tuple[_Line, ...], boxes: dict[str, _Box], lanes_from: float, name: str) -> Iterator[str]:
    """Out of the source's side, along a lane of its own, into the target's side."""
    used: dict[str, int] = defaultdict(int)
    side = MARGIN + BOX_WIDTH

    def port(state: str) -> float:
        used[state] += 1
        return boxes[state].top + PORT * (used[state] - 0.5)

    entries = {number: port(line.target) for number, line in enumerate(lines)}
    for number, line in enumerate(lines):
        out, entry = port(line.source), entries[number]
        lane = lanes_from + LANE * (number + 1)
        dashes = ' stroke-dasharray="5 4"' if line.is_deemed else ""
        yield (
            f'<path d="M{side} {out}H{lane}V{entry}H{side}" fill="none" stroke="{_SOFT}"{dashes} '
            f'marker-end="url(#{escape(name)}-arrow)"/>'
            f'<text x="{side + 8}" y="{out - 4}" fill="{_SOFT}">{escape(line.label)}</text>'
        )
