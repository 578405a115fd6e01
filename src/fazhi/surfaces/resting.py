"""
What rests on an article or a text: steps of procedures with what they ask for, rights, time limits, checks, figures, as
each declares its basis; and which acts of the trail cite it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.engines.citation import Article, Citation, parse_citations
from fazhi.engines.procedure import Procedure
from fazhi.kernel.indicators import registry as indicators
from fazhi.kernel.law.periods import period_rows
from fazhi.kernel.law.registry import Declaration, declared
from fazhi.kernel.law.titles import short_title, titles
from fazhi.kernel.procedures import registry as procedures
from fazhi.surfaces.rights import permissions


@dataclass(frozen=True)
class Resting:
    """
    Something that rests on a citation.

    kind   what it is: 步骤, 权限, 期限, 指标 …
    title  what it is called
    place  款 and 项 that it cites, "" for the whole article
    url    its own page, "" where it has none
    needs  what must be given for it, as people call it: papers, reasons
    """

    kind: str
    title: str
    place: str
    url: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class CitedTitle:
    """A text that the system cites: how often, and which articles."""

    title: str
    citations: tuple[Citation, ...]
    places: int

    @property
    def articles(self) -> int:
        return len({(each.number, each.suffix) for each in self.citations if isinstance(each, Article)})


def name_of(title: str) -> str:
    """One name for a text, however it is cited: the listed short one, or without 中华人民共和国."""
    listed = titles().get(title)
    return listed.short if listed else short_title(title)


def cited_titles() -> tuple[CitedTitle, ...]:
    """Every text that something rests on, the most cited first."""
    found = [
        CitedTitle(title, tuple(dict.fromkeys(each.citation for each in some)), len(some))
        for title, some in _by_title().items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.places, each.title)))


def resting_on(title: str, *, number: int | None = None, suffix: int = 0) -> tuple[Resting, ...]:
    """
    What rests on a text, or on one of its articles, by kind.

    number  of the article; None for all that cites the text in whatever place
    """
    some = _by_title().get(name_of(title), ())
    chosen = [each for each in some if number is None or _is_article(each.citation, number, suffix)]
    found = dict.fromkeys(one for each in chosen for one in _told(each))
    return tuple(sorted(found, key=lambda one: (one.kind, one.title, one.place)))


def bases_citing(title: str, *, number: int, suffix: int = 0) -> frozenset[str]:
    """The forms in which the trail keeps citations of an article: of its own, and of time limits that cite more."""
    exact = {
        each.citation.source
        for each in _by_title().get(name_of(title), ())
        if _is_article(each.citation, number, suffix)
    }
    rows = (row.source for row in period_rows().values())
    return frozenset(exact | {row for row in rows if exact & {each.source for each in parse_citations(row)}})


@cache
def _by_title() -> Mapping[str, tuple[Declaration, ...]]:
    """Declarations are made at start-up and stay."""
    found: dict[str, list[Declaration]] = defaultdict(list)
    for each in declared():
        found[name_of(each.citation.title)].append(each)
    return {title: tuple(some) for title, some in found.items()}


def _is_article(citation: Citation, number: int, suffix: int) -> bool:
    return isinstance(citation, Article) and (citation.number, citation.suffix) == (number, suffix)


def _told(declaration: Declaration) -> Iterator[Resting]:
    """A declaration as what people call it; one of a procedure as the steps that cite it."""
    citation, where = declaration.citation, declaration.where
    place = citation.label if isinstance(citation, Article) else ""
    name, _space, code = where.partition(" ")
    known = {each.name: each for each in procedures.procedures()}
    if declaration.kind:
        yield Resting(_(declaration.kind), declaration.title, place)
    elif where in known:
        yield from _steps(known[where], citation, place)
    elif name == "law/periods.toml" and code in period_rows():
        yield Resting(_("期限"), period_rows()[code].title, place, reverse("period", kwargs={"code": code}))
    elif name == "indicator" and code in indicators.catalogue().indicators:
        yield Resting(_("指标"), indicators.catalogue().indicators[code].title, place)
    elif name == "section":
        yield Resting(_("年度报告"), code, place)
    elif "permissions" in where:
        for _group, rights in permissions():
            for right in rights:
                if right.basis == citation:
                    yield Resting(_("权限"), right.title, place, reverse("roles"))
    else:
        yield Resting(_("系统"), _OTHERS.get(name, _("系统的规则")), place)


def _steps(procedure: Procedure, citation: Citation, place: str) -> Iterator[Resting]:
    """The acts of a procedure that cite it, the opening first."""
    acts = [each for each in (procedure.opening, *procedure.steps) if each is not None and each.basis == citation]
    for act in acts:
        needs = tuple(procedures.ground_title(each) for each in act.needs)
        yield Resting(_("步骤"), f"{procedure.title}：{act.title}", place, needs=needs)


_OTHERS = {"law/starts.toml": "收到之日的起算", "kernel/parties/terms.py": "当事人特别保护", "portal": "门户和隐私说明"}
