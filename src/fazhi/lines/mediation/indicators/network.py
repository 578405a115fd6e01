"""What is counted of committees, members and mediators; a person in several committees counts once."""

from fractions import Fraction

from fazhi.engines.citation import Article
from fazhi.engines.indicator import (
    And,
    Compare,
    Count,
    Formula,
    Identity,
    Indicator,
    Predicate,
    Ratio,
    Ref,
    Register,
)
from fazhi.lines.mediation.registers import COMMITTEES, LINE, MEDIATORS, MEMBERS, TERMS, TRAININGS
from fazhi.lines.mediation.terms import ELECTION, Sex

_KEEPING, _TERM, _TRAIN = Article("人民调解法", 10), Article("人民调解法", 9, 2), Article("人民调解法", 14, 2)
_PLACE = ("district", "office_kind", "office")
_VILLAGE = Compare("office_kind", "=", "village_committee")
_WOMEN = Compare("sex", "=", Sex.FEMALE.value)
_FULL_TIME = Compare("is_full_time", "=", 1)
_IN_TERM = Compare("procedure", "=", ELECTION)
_ONCE = "同一人在几个调委会任职的，只计一人；各区、各类之和因此可以大于总数。"


def _stock(
    code: str,
    title: str,
    unit: str,
    register: Register,
    definition: str,
    *,
    where: Predicate | None = None,
    distinct: str | None = None,
    by: tuple[str, ...] = _PLACE,
    basis: Article = _KEEPING,
) -> Indicator:
    """A stock at the end of the period: rows, or distinct values of a column."""
    measure = (
        Count(register.name, "count_distinct", distinct, where, at="end")
        if distinct
        else Count(register.name, where=where, at="end")
    )
    return Indicator(
        f"mediation.network.{code}", title, LINE, measure, unit, definition, register.title, (basis,), dimensions=by
    )


NETWORK_INDICATORS = (
    _stock("committees", "人民调解委员会", "个", COMMITTEES, "期末已经设立、尚未撤销的人民调解委员会。"),
    _stock(
        "committees.in_term",
        "任期内的人民调解委员会",
        "个",
        TERMS,
        "期末处于任期内的人民调解委员会：已经选举，任期未满，也没有撤销。任期在期末当日届满的不计。",
        where=_IN_TERM,
        distinct="office",
        basis=_TERM,
    ),
    _stock(
        "committees.village",
        "村居人民调解委员会",
        "个",
        COMMITTEES,
        "期末已经设立、尚未撤销的村民委员会、居民委员会的人民调解委员会。",
        where=_VILLAGE,
    ),
    _stock(
        "committees.village.in_term",
        "任期内的村居人民调解委员会",
        "个",
        TERMS,
        "期末处于任期内的村民委员会、居民委员会的人民调解委员会。任期在期末当日届满的不计。",
        where=And((_IN_TERM, _VILLAGE)),
        distinct="office",
        basis=_TERM,
    ),
    Indicator(
        "mediation.network.committees.village.rate",
        "村居人民调解委员会任期内比例",
        LINE,
        Formula(Ratio(Ref("mediation.network.committees.village.in_term"), Ref("mediation.network.committees.village"))),
        "%",
        "任期内的村居人民调解委员会 ÷ 村居人民调解委员会。没有设立调委会的村居不在分母之内，见网络覆盖情况。",
        f"{COMMITTEES.title}、{TERMS.title}",
        (_TERM,),
        per_unit=Fraction(1, 100),
        decimals=1,
    ),
    _stock(
        "members", "人民调解委员会委员", "人", MEMBERS, f"期末在任的委员。{_ONCE}",
        distinct="person", by=(*_PLACE, "position", "sex"),
    ),
    _stock(
        "members.women", "人民调解委员会女委员", "人", MEMBERS, f"期末在任的女委员。{_ONCE}",
        where=_WOMEN, distinct="person", by=(*_PLACE, "position"),
    ),
    _stock(
        "mediators", "人民调解员", "人", MEDIATORS, f"期末在任的人民调解员，包括担任调解员的委员。{_ONCE}",
        distinct="person", by=(*_PLACE, "sex", "education"),
    ),
    _stock(
        "mediators.full_time", "专职人民调解员", "人", MEDIATORS, f"期末在任的专职人民调解员。{_ONCE}",
        where=_FULL_TIME, distinct="person", by=(*_PLACE, "sex", "education"),
    ),
    _stock(
        "mediators.women", "女人民调解员", "人", MEDIATORS, f"期末在任的女人民调解员。{_ONCE}",
        where=_WOMEN, distinct="person", by=(*_PLACE, "education"),
    ),
    Indicator(
        "mediation.network.trained",
        "参加培训的人民调解员",
        LINE,
        Count(TRAININGS.name, "count_distinct", "person", on="trained_date"),
        "人",
        "期间内至少参加过一次业务培训的人，按培训日期；参加几次的只计一人。",
        TRAININGS.title,
        (_TRAIN,),
        dimensions=("district", "office_kind", "office", "trained_year", "trained_quarter", "trained_month"),
    ),
)  # fmt: skip


def _within(rule: str, title: str, part: str, whole: str) -> Identity:
    return Identity(
        f"mediation.network.{rule}", title, Ref(f"mediation.network.{part}"), "<=", Ref(f"mediation.network.{whole}")
    )


NETWORK_IDENTITIES = (
    _within("in_term", "任期内的调委会不多于调委会", "committees.in_term", "committees"),
    _within("women", "女委员不多于委员", "members.women", "members"),
    _within("full_time", "专职调解员不多于调解员", "mediators.full_time", "mediators"),
)
