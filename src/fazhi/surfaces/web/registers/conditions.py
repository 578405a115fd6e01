"""
What a list is narrowed to, one condition a column, by the column's kind: as the address writes it, as the database is asked, and
as a chip says it.

Reading refuses nothing silently: what can't be read is a `Fault` beside its field, and the list is not shown as if it were.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.indicator import (
    Between,
    Column,
    Compare,
    Contains,
    In,
    IsNull,
    Kind,
    Not,
    Or,
    Predicate,
)
from fazhi.engines.indicator import Condition as Asked
from fazhi.surfaces.web.cells import heading, yuan
from fazhi.surfaces.web.registers.days import BETWEEN, Days, DaysNotUnderstood

EMPTY, FILLED = "empty", "filled"
WHOLE = "="
LONGEST = 100
FLAGS = {"1": gettext_noop("是"), "0": gettext_noop("否")}

_NUMBER = re.compile(r"([-−])?([0-9]{1,15})(?:\.([0-9]{1,2}))?")


@dataclass(frozen=True)
class Fault:
    """What is wrong with what was written for a column, or for the address as a whole (""), and what would be right."""

    name: str
    says: str


@dataclass(frozen=True)
class Chosen:
    """One of some codes of a closed list, or a flag."""

    column: Column
    codes: tuple[str, ...]

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        return ((self.column.name, code) for code in self.codes)

    @property
    def told(self) -> str:
        labels = labels_of(self.column)
        return f"{_(self.column.title)} = {_('、').join(_(labels[code]) for code in self.codes)}"

    def asked(self, today: date) -> Iterator[Asked]:
        flag = self.column.kind is Kind.FLAG
        yield In(self.column.name, tuple(int(code) if flag else code for code in self.codes))


@dataclass(frozen=True)
class Words:
    """A piece of a text, or the whole of it."""

    column: Column
    text: str
    is_whole: bool = False

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        yield self.column.name, f"{WHOLE}{self.text}" if self.is_whole else self.text

    @property
    def told(self) -> str:
        title = _(self.column.title)
        return f"{title} = {self.text}" if self.is_whole else _("%s含“%s”") % (title, self.text)

    def asked(self, today: date) -> Iterator[Asked]:
        name = self.column.name
        yield Compare(name, "=", self.text) if self.is_whole else Contains(name, self.text)


@dataclass(frozen=True)
class Dated:
    """A day within a stretch of days."""

    column: Column
    days: Days

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        yield self.column.name, self.days.written

    @property
    def told(self) -> str:
        return f"{_(self.column.title)} {self.days.told}"

    def asked(self, today: date) -> Iterator[Asked]:
        yield from _within(self.column.name, *self.days.ends(today))


@dataclass(frozen=True)
class Ranged:
    """An integer between two, both included, None for an open end; money in fen."""

    column: Column
    low: int | None
    high: int | None

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        low, high = (_number_written(self.column, end) for end in (self.low, self.high))
        yield self.column.name, low if low and self.low == self.high else f"{low}{BETWEEN}{high}"

    @property
    def told(self) -> str:
        low, high = (_number_told(self.column, end) for end in (self.low, self.high))
        if self.low == self.high:
            return f"{heading(self.column)} = {low}"
        if self.low is None:
            return f"{heading(self.column)} ≤ {high}"
        return (
            f"{heading(self.column)} ≥ {low}"
            if self.high is None
            else _("%(title)s %(low)s 至 %(high)s") % {"title": heading(self.column), "low": low, "high": high}
        )

    def asked(self, today: date) -> Iterator[Asked]:
        yield from _within(self.column.name, self.low, self.high)


@dataclass(frozen=True)
class Filling:
    """Whether the column is filled in; a blank text is not."""

    column: Column
    is_filled: bool

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        yield FILLED if self.is_filled else EMPTY, self.column.name

    @property
    def told(self) -> str:
        return _("%s已填写") % _(self.column.title) if self.is_filled else _("%s未填写") % _(self.column.title)

    def asked(self, today: date) -> Iterator[Asked]:
        blank: Predicate = IsNull(self.column.name)
        if self.column.kind is Kind.TEXT:
            blank = Or((blank, Compare(self.column.name, "=", "")))
        yield Not(blank) if self.is_filled else blank


Condition = Chosen | Words | Dated | Ranged | Filling


def labels_of(column: Column) -> Mapping[str, str]:
    """The codes to choose from with their labels; none for a column without a closed list."""
    return FLAGS if column.kind is Kind.FLAG else column.labels


def read(column: Column, written: Sequence[str]) -> Condition | Fault:
    """The condition that an address or a form has for a column; `written` is not empty, and its texts are not blank."""
    if labels := labels_of(column):
        unknown = [code for code in written if code not in labels]
        if unknown:
            return Fault(column.name, _("没有“%s”这一项。") % unknown[0])
        return Chosen(column, tuple(code for code in labels if code in written))
    if len(written) > 1:
        return Fault(column.name, _("这一列只能有一个条件。"))
    if column.kind is Kind.DATE:
        return _dated(column, written[0])
    return _ranged(column, written[0]) if column.kind is Kind.INTEGER else _words(column, written[0])


def _dated(column: Column, text: str) -> Condition | Fault:
    try:
        return Dated(column, Days.parse(text))
    except DaysNotUnderstood:
        told = text.replace(BETWEEN, _(" 至 ")).strip()
        return Fault(
            column.name,
            _("“%s”不是真实的日期或者期间，或者前后颠倒。应为 2024、2024Q3、2024-09 或者 2024-03-05。") % told,
        )


def _ranged(column: Column, text: str) -> Condition | Fault:
    before, between, behind = text.partition(BETWEEN)
    try:
        ends = [
            _number_read(column, each) if each.strip() else None for each in (before, behind if between else before)
        ]
    except ValueError:
        right = _("应为金额（元），最多两位小数。") if column.unit == "分" else _("应为整数。")
        return Fault(column.name, _("“%s”不是数。") % text.replace(BETWEEN, _(" 至 ")).strip() + right)
    low, high = ends
    if low is None and high is None:
        return Fault(column.name, _("两头都没有填写。"))
    if low is not None and high is not None and low > high:
        return Fault(column.name, _("前一个数大于后一个数。"))
    return Ranged(column, low, high)


def _words(column: Column, text: str) -> Condition | Fault:
    is_whole = text.startswith(WHOLE)
    words = text.removeprefix(WHOLE).strip()
    if not words or len(words) > LONGEST or any(ord(sign) < 32 for sign in words) or words.startswith(WHOLE):
        return Fault(column.name, _("应为 1 至 %s 个字。") % LONGEST)
    return Words(column, words, is_whole)


def _number_read(column: Column, text: str) -> int:
    found = _NUMBER.fullmatch(re.sub(r"[,，\s]", "", text))
    if found is None or (found[3] and column.unit != "分"):
        raise ValueError(text)
    whole = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0")) if column.unit == "分" else int(found[2])
    return -whole if found[1] else whole


def _number_written(column: Column, number: int | None) -> str:
    if number is None:
        return ""
    return yuan(number).replace(",", "").replace("−", "-").removesuffix(".00") if column.unit == "分" else str(number)


def _number_told(column: Column, number: int | None) -> str:
    if number is None:
        return ""
    return yuan(number) if column.unit == "分" else f"{number:,}"


def _within(name: str, low: date | int | None, high: date | int | None) -> Iterator[Predicate]:
    if low is not None and high is not None:
        yield Between(name, low, high)
    elif low is not None:
        yield Compare(name, ">=", low)
    elif high is not None:
        yield Compare(name, "<=", high)
