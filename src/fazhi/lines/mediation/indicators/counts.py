"""What is counted: people's matters, administrative ones, referrals."""

from fractions import Fraction
from typing import Literal

from fazhi.engines.citation import Article
from fazhi.engines.indicator import (
    And,
    Compare,
    Count,
    Expression,
    Formula,
    Indicator,
    IsNull,
    Not,
    Or,
    Predicate,
    Ratio,
    Ref,
    Sum,
)
from fazhi.lines.mediation.registers import ADMINISTRATIVE, LINE, OUTCOMES, PEOPLES, REFERRALS
from fazhi.lines.mediation.terms import XIAMEN, Nature

FILE = Article("人民调解法", 27)
_PLACE = ("district", "office", "category")
_PEOPLES_BY = (*_PLACE, "office_kind", "source")
_PEOPLES_LEDGER = "人民调解案件台账"
_ADMINISTRATIVE_LEDGER = "行政调解案件台账"


def _is(column: str, value: str | int) -> Compare:
    return Compare(column, "=", value)


def _parts(day: str) -> tuple[str, ...]:
    """The stored parts of a date column, by which what counts on it may be broken down."""
    return tuple(day.replace("_date", part) for part in ("_year", "_quarter", "_month"))


_MEDIATED = _is("form", "mediation")
_WITHDRAWN = And((_is("state", "withdrawn"), Not(IsNull("accepted_date"))))
_RESOLVED = Or((_is("is_concluded", 1), _is("is_on_the_spot", 1)))


def _people(
    code: str, title: str, where: Predicate, definition: str, *, on: str = "concluded_date", by: tuple[str, ...] = ()
) -> Indicator:
    """A flow of people's matters, counted on a date column."""
    return Indicator(
        f"mediation.people.{code}",
        title,
        LINE,
        Count(PEOPLES.name, where=where, on=on),
        "件",
        definition,
        _PEOPLES_LEDGER,
        (FILE,),
        dimensions=(*_PEOPLES_BY, *_parts(on), *by),
    )


def _people_ratio(code: str, title: str, part: Ref, whole: Expression, definition: str) -> Indicator:
    """A share of people's matters, in percent."""
    return Indicator(
        f"mediation.people.{code}",
        title,
        LINE,
        Formula(Ratio(part, whole)),
        "%",
        definition,
        _PEOPLES_LEDGER,
        (FILE,),
        per_unit=Fraction(1, 100),
        decimals=1,
    )


def _open(
    register: str, code: str, title: str, at: Literal["start", "end"], where: Predicate | None, by: tuple[str, ...]
) -> Indicator:
    """A stock: matters accepted before the boundary and not concluded before it."""
    people = register == PEOPLES.name
    when = "期初" if at == "start" else "期末"
    return Indicator(
        code,
        title,
        LINE,
        Count(register, where=where, at=at),
        "件",
        f"{when}已经受理、尚未办结的案件。" + ("" if people else "调解成功的，按协议生效日期计为办结。"),
        _PEOPLES_LEDGER if people else _ADMINISTRATIVE_LEDGER,
        (FILE if people else XIAMEN,),
        dimensions=by,
    )


PEOPLES_INDICATORS = (
    _people(
        "resolved",
        "各类人民调解组织排查化解矛盾纠纷",
        _RESOLVED,
        "期间内办结（调解成功或者调解不成，按办结日期）的人民调解案件，加上排查时当场化解的纠纷。"
        "公安、法院、信访移送后由人民调解委员会调解的，计在其内；撤回、不予受理、在办的，只排查未化解的，以及行政调解，不计。",
        by=("form", "state"),
    ),
    Indicator(
        "mediation.people.amount",
        "人民调解涉及金额",
        LINE,
        Count(PEOPLES.name, "sum", "amount_fen", where=_RESOLVED, on="concluded_date"),
        "亿元",
        "上一项所计案件和纠纷中，达成的协议所涉及的金额之和。按协议金额，不按请求金额；没有金额的协议计零。",
        _PEOPLES_LEDGER,
        (FILE,),
        dimensions=(*_PEOPLES_BY, "form", *_parts("concluded_date")),
        per_unit=10_000_000_000,
        decimals=1,
    ),
    _people("accepted", "人民调解受理", _MEDIATED, "期间内受理的人民调解案件，按受理日期。", on="accepted_date"),
    _people(
        "settled",
        "人民调解成功",
        And((_MEDIATED, _is("state", "settled"))),
        "期间内调解成功的案件，按办结日期；当场化解的不计。",
    ),
    _people(
        "failed", "人民调解不成", And((_MEDIATED, _is("state", "failed"))), "期间内调解不成而终止的案件，按办结日期。"
    ),
    _people(
        "withdrawn",
        "人民调解撤回",
        And((_MEDIATED, _WITHDRAWN)),
        "期间内受理以后由当事人撤回的案件，按撤回日期；受理以前撤回申请的不计。",
    ),
    _people("on_the_spot", "排查时当场化解", _is("is_on_the_spot", 1), "排查时当场化解的纠纷，按化解日期。"),
    Indicator(
        "mediation.people.days.median",
        "人民调解办理天数中位数",
        LINE,
        Count(
            PEOPLES.name,
            "quantile",
            "days_to_conclude",
            where=And((_MEDIATED, _is("is_concluded", 1))),
            on="concluded_date",
            share=Fraction(1, 2),
        ),
        "日",
        "期间内办结（调解成功或者调解不成，按办结日期）的人民调解案件，从受理日到办结日的天数，当日办结的为零。"
        "当场化解、撤回、在办的不计。",
        _PEOPLES_LEDGER,
        (FILE,),
        dimensions=(*_PEOPLES_BY, *_parts("concluded_date")),
        decimals=1,
    ),
    _people(
        "visited",
        "人民调解协议回访",
        Not(IsNull("visited_date")),
        "期间内回访并查明履行情况的调解成功案件和当场化解的纠纷，按最近一次回访日期；未联系上当事人的回访不计。",
        on="visited_date",
        by=("form", "performance"),
    ),
    _people(
        "performed",
        "人民调解协议回访已履行",
        And((Not(IsNull("visited_date")), _is("performance", "performed"))),
        "上一项中，回访查明协议已履行的；部分履行、未履行、未到期的不计。",
        on="visited_date",
        by=("form",),
    ),
    _people_ratio(
        "performance_rate",
        "人民调解协议履行率",
        Ref("mediation.people.performed"),
        Ref("mediation.people.visited"),
        "回访已履行 ÷ 回访；没有回访的不计入分母。",
    ),
    _people(
        "confirmed",
        "人民调解协议司法确认",
        Not(IsNull("confirmed_date")),
        "期间内由人民法院裁定确认调解协议有效的案件和纠纷，按裁定日期；后来被撤销的仍计。",
        on="confirmed_date",
        by=("form",),
    ),
    _people_ratio(
        "success_rate",
        "人民调解成功率",
        Ref("mediation.people.settled"),
        Sum((Ref("mediation.people.settled"), Ref("mediation.people.failed"))),
        "调解成功 ÷（调解成功 + 调解不成）；当场化解、在办和撤回的不计入分母。",
    ),
    _open(PEOPLES.name, "mediation.people.open.start", "人民调解期初在办", "start", _MEDIATED, _PEOPLES_BY),
    _open(PEOPLES.name, "mediation.people.open.end", "人民调解期末在办", "end", _MEDIATED, _PEOPLES_BY),
)

_KINDS = {"": None, **{f".{nature.value}": nature for nature in Nature}}


def _administrative(
    measure: str, title: str, definition: str, *, on: str, where: Predicate | None = None
) -> tuple[Indicator, ...]:
    """A flow of administrative matters: the whole, and each nature of dispute."""
    made = []
    for suffix, nature in _KINDS.items():
        parts = tuple(part for part in (where, nature and _is("nature", nature.value)) if part)
        made.append(
            Indicator(
                f"mediation.administrative.{measure}{suffix}",
                f"{title}：{nature.label}" if nature else title,
                LINE,
                Count(ADMINISTRATIVE.name, where=And(parts) if parts else None, on=on),
                "件",
                definition + (f"只计{nature.label}。" if nature else "行政纠纷与民商事纠纷合计。"),
                _ADMINISTRATIVE_LEDGER,
                (XIAMEN,),
                dimensions=("office", "category", *_parts(on), "nature"),
            )
        )
    return tuple(made)


def _ratio(nature: Nature) -> Indicator:
    settled = Ref(f"mediation.administrative.settled.{nature.value}")
    failed = Ref(f"mediation.administrative.failed.{nature.value}")
    return Indicator(
        f"mediation.administrative.success_rate.{nature.value}",
        f"行政调解成功率：{nature.label}",
        LINE,
        Formula(Ratio(settled, Sum((settled, failed)))),
        "%",
        "调解成功 ÷（调解成功 + 调解不成）；在办和撤回的不计入分母。",
        _ADMINISTRATIVE_LEDGER,
        (XIAMEN,),
        per_unit=Fraction(1, 100),
        decimals=1,
    )


ADMINISTRATIVE_INDICATORS = (
    Indicator(
        "mediation.administrative.departments",
        "重点行政部门",
        LINE,
        Count(ADMINISTRATIVE.name, "count_distinct", "office", on="accepted_date"),
        "个",
        "期间内至少受理一件行政调解的行政部门。",
        _ADMINISTRATIVE_LEDGER,
        (XIAMEN,),
    ),
    *_administrative("accepted", "行政调解受理", "期间内受理的行政调解案件，按受理日期。", on="accepted_date"),
    *_administrative(
        "settled",
        "行政调解成功",
        "期间内调解成功的案件，按协议生效日期。",
        on="effective_date",
        where=_is("state", "settled"),
    ),
    *_administrative(
        "failed",
        "行政调解不成",
        "期间内调解不成而终止的案件，按办结日期。",
        on="concluded_date",
        where=_is("state", "failed"),
    ),
    *_administrative(
        "withdrawn",
        "行政调解撤回",
        "期间内受理以后由当事人撤回的案件，按撤回日期；受理以前撤回申请的不计。",
        on="concluded_date",
        where=_WITHDRAWN,
    ),
    *(
        _open(
            ADMINISTRATIVE.name,
            f"mediation.administrative.open.{at}{suffix}",
            ("行政调解期初在办" if at == "start" else "行政调解期末在办") + (f"：{nature.label}" if nature else ""),
            at,
            _is("nature", nature.value) if nature else None,
            ("office", "category", "nature"),
        )
        for at in ("start", "end")
        for suffix, nature in _KINDS.items()
    ),
    *(_ratio(nature) for nature in Nature),
)


def _referred(channel: str, title: str, basis: Article) -> Indicator:
    return Indicator(
        f"mediation.referred.{channel}",
        f"{title}案件",
        LINE,
        Count(REFERRALS.name, where=_is("channel", channel), on="signed_date"),
        "件",
        f"期间内由调解组织签收的{title}，按签收日期。同一纠纷由人民调解委员会调解的，也计在人民调解之内，两数不能相加。",
        "对接台账",
        (basis,),
        dimensions=("district", "office", "category", "outcome", *_parts("signed_date")),
    )


def _referrals(
    code: str,
    title: str,
    definition: str,
    *,
    on: str | None = None,
    at: Literal["start", "end"] | None = None,
    where: Predicate | None = None,
) -> Indicator:
    """A count of referrals through all channels together; `channel` is a dimension of it."""
    return Indicator(
        f"mediation.referrals.{code}",
        title,
        LINE,
        Count(REFERRALS.name, where=where, on=on, at=at),
        "件",
        definition,
        "对接台账",
        (Article("人民调解法", 18), Article("信访工作条例", 33)),
        dimensions=("channel", "district", "office", "category", *(_parts(on) if on else ())),
    )


def _answered(outcome: str, label: str) -> Indicator:
    what = f"{label}（包括移送单位撤回的）" if outcome == "returned" else label
    return _referrals(
        outcome,
        f"对接案件{label}",
        f"期间内回传结果为{what}的对接案件，按结果回传日期；未经签收的不计。",
        on="result_date",
        where=And((Not(IsNull("signed_date")), _is("outcome", outcome))),
    )


REFERRAL_INDICATORS = (
    _referred("police", "公调对接", Article("人民调解法", 18)),
    _referred("court", "诉调对接", Article("人民调解法", 18)),
    _referred("petition", "访调对接", Article("信访工作条例", 33)),
    _referrals("signed", "对接案件签收", "期间内由调解组织签收的各渠道对接案件，按签收日期。", on="signed_date"),
    *(_answered(outcome, label) for outcome, label in OUTCOMES.items()),
    _referrals("open.start", "对接案件期初在办", "期初已经签收、尚未回传结果的对接案件。", at="start"),
    _referrals("open.end", "对接案件期末在办", "期末已经签收、尚未回传结果的对接案件。", at="end"),
)

INDICATORS = (*PEOPLES_INDICATORS, *ADMINISTRATIVE_INDICATORS, *REFERRAL_INDICATORS)
