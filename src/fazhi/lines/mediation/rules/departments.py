"""What a department may mediate, who may mediate for it, and what it has to tell."""

from collections.abc import Collection
from datetime import date

from fazhi.engines.citation import Article, Citation
from fazhi.lines.mediation.terms import MUST_BE_TOLD, XIAMEN, DepartmentRoute, Nature, Sector, Tie

_SHORTEST = 4
"""Of a name that may be the end of another: 厦门市公安局 is 市公安局, but no 局 is every 局."""

_RECUSAL: dict[Sector, Citation] = {Sector.CONSUMER: Article("投诉举报处理办法", 19, 2)}


def is_same_body(one: str, other: str) -> bool:
    """
    Whether two names are one body's: equal but for blanks, or one without the city that the other has before it.

    >>> is_same_body("厦门市人力资源和社会保障局", "市人力资源和社会保障局")
    True
    """
    first, second = ("".join(name.split()) for name in (one, other))
    if not first or not second:
        return False
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return longer == shorter or (len(shorter) >= _SHORTEST and longer.endswith(shorter))


def recusal(sector: Sector, interest: Tie) -> Citation | None:
    """On what ground a mediator with this interest must stand aside; None if nothing stands in the way."""
    if interest is Tie.NONE:
        return None
    return _RECUSAL.get(sector, XIAMEN)


def missing_routes(
    sector: Sector, nature: Nature, told: Collection[DepartmentRoute]
) -> tuple[DepartmentRoute, ...] | None:
    """
    Which routes have still to be told before mediation may end without agreement; None if enough is told.

    An empty answer means that any route would do and none was told. Who has a dispute with an agency is told of
    reconsideration or of the court.
    """
    missing = tuple(route for route in MUST_BE_TOLD[sector] if route not in told)
    if missing or not told:
        return missing
    if nature is Nature.ADMINISTRATIVE and not {DepartmentRoute.RECONSIDERATION, DepartmentRoute.LITIGATION} & set(
        told
    ):
        return (DepartmentRoute.RECONSIDERATION, DepartmentRoute.LITIGATION)
    return None


def traffic_start(event: date, accepted: date) -> date:
    """
    On what day traffic mediation begins: that of the event which the damage names, or that of acceptance if it came later.

    Source: 道路交通事故处理程序规定 art. 90(1), 90(2).
    """
    return max(event, accepted)
