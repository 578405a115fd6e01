"""What is counted besides the published figures: referrals in time, disputes apart from their records, rulings."""

from fractions import Fraction

from fazhi.engines.citation import Article, Document
from fazhi.engines.indicator import (
    And,
    Compare,
    Count,
    Difference,
    Formula,
    Indicator,
    IsNull,
    Not,
    Predicate,
    Ratio,
    Ref,
    Sum,
)
from fazhi.lines.mediation.registers import DISPUTE_MEMBERS, DISPUTES, LINE, REFERRALS, RULINGS

_REFERRED = (Article("人民调解法", 18), Article("信访工作条例", 33))
_LIMITS = (Article("特邀调解规定", 27), Document("厦门经济特区多元化纠纷解决机制促进条例"), Document("访调对接意见"))
_ONE_DISPUTE = (Document("厦门经济特区多元化纠纷解决机制促进条例"),)
_RULED = (Document("行政裁决意见", "中办发〔2018〕75号"),)
_REFERRED_BY = ("channel", "district", "office", "category", "result_year", "result_quarter", "result_month")
_PARTS = {
    name: tuple(f"{name}_{part}" for part in ("year", "quarter", "month"))
    for name in ("first", "counted", "accepted", "decided")
}


def _answered(code: str, title: str, definition: str, where: Predicate, *, days: bool = False) -> Indicator:
    """Of referrals whose result, or return, went back in the period after they were signed for."""
    measure = Count(
        REFERRALS.name,
        "sum" if days else "count",
        "days_to_result" if days else None,
        where=And((Not(IsNull("signed_date")), where)),
        on="result_date",
    )
    return Indicator(
        f"mediation.referrals.{code}",
        title,
        LINE,
        measure,
        "日" if days else "件",
        definition,
        "对接台账",
        _LIMITS,
        dimensions=_REFERRED_BY,
    )


_TIMED = Not(IsNull("is_on_time"))

REFERRAL_INDICATORS = (
    _answered(
        "on_time",
        "对接案件按期回传",
        "期间内回传结果或者退回的对接案件中，不晚于期限的；期限自签收起算，双方同意延长的和不计入的时间，按延长以后的期限。",
        Compare("is_on_time", "=", 1),
    ),
    _answered("timed", "对接案件有期限的回传", "期间内回传结果或者退回的、经过签收并且有期限的对接案件。", _TIMED),
    Indicator(
        "mediation.referrals.on_time_rate",
        "对接案件按期回传率",
        LINE,
        Formula(Ratio(Ref("mediation.referrals.on_time"), Ref("mediation.referrals.timed"))),
        "%",
        "按期回传 ÷ 有期限的回传（退回也是回传）；在办的不计入分母。公调、访调的期限待核。",
        "对接台账",
        _LIMITS,
        per_unit=Fraction(1, 100),
        decimals=1,
    ),
    _answered(
        "days",
        "对接案件办理天数合计",
        "期间内回传结果或者退回的对接案件，从签收日到回传日的天数之和。",
        Not(IsNull("days_to_result")),
        days=True,
    ),
    Indicator(
        "mediation.referrals.days.average",
        "对接案件平均办理天数",
        LINE,
        Formula(
            Ratio(
                Ref("mediation.referrals.days"),
                Sum(tuple(Ref(f"mediation.referrals.{outcome}") for outcome in ("settled", "failed", "withdrawn", "returned"))),
            )
        ),
        "日",
        "办理天数合计 ÷（调解成功 + 调解不成 + 当事人撤回 + 退回）；未经签收的不计。",
        "对接台账",
        _REFERRED,
        decimals=1,
    ),
)  # fmt: skip


def _disputes(code: str, title: str, definition: str, where: Predicate | None = None) -> Indicator:
    return Indicator(
        f"mediation.disputes.{code}",
        title,
        LINE,
        Count(DISPUTES.name, where=where, on="first_date"),
        "件",
        definition,
        "人民调解、行政调解、对接台账",
        _ONE_DISPUTE,
        dimensions=("district", "office", "category", "outcome", "doors", "members", *_PARTS["first"]),
    )


_REPEATED = Count(DISPUTE_MEMBERS.name, where=Compare("is_repeat", "=", 1), on="counted_date")

DISPUTE_INDICATORS = (
    _disputes("linked", "有多件登记的纠纷", "登记不止一件的纠纷（几个渠道，或者再次调解），按首次受理日期。只有一件登记的，不在其内。"),
    _disputes("several_doors", "经几个渠道的纠纷", "同一纠纷经过两个以上渠道的，按首次受理日期。", Compare("doors", ">=", 2)),
    _disputes("again", "再次调解的纠纷", "前次调解不成或者撤回以后再次调解的纠纷，按首次受理日期。", Compare("is_again", "=", 1)),
    Indicator(
        "mediation.disputes.repeats",
        "同一纠纷的重复计入",
        LINE,
        _REPEATED,
        "件",
        "人民调解化解、对接签收、行政调解受理三项所计的登记中，同一纠纷在此以前（或者同日、次序在前）已有一件计入的。",
        "人民调解、行政调解、对接台账",
        _ONE_DISPUTE,
        dimensions=("district", "office", "category", "door", "role", "proof", *_PARTS["counted"]),
    ),
    Indicator(
        "mediation.disputes.distinct",
        "去重后的纠纷",
        LINE,
        Formula(
            Difference(
                Sum(
                    (
                        Ref("mediation.people.resolved"),
                        Ref("mediation.referrals.signed"),
                        Ref("mediation.administrative.accepted"),
                    )
                ),
                Ref("mediation.disputes.repeats"),
            )
        ),
        "件",
        "人民调解化解 + 对接签收 + 行政调解受理 − 同一纠纷的重复计入；每件纠纷计在首次计入的那一期。",
        "人民调解、行政调解、对接台账",
        _ONE_DISPUTE,
    ),
)  # fmt: skip


def _rulings(code: str, title: str, on: str, definition: str) -> Indicator:
    return Indicator(
        f"mediation.rulings.{code}",
        title,
        LINE,
        Count(RULINGS.name, on=f"{on}_date"),
        "件",
        definition + "不是行政调解，不计入行政调解。",
        "行政裁决台账",
        _RULED,
        dimensions=("office", "category", "result", *_PARTS[on]),
    )


RULING_INDICATORS = (
    _rulings("accepted", "行政裁决受理", "accepted", "期间内受理的行政裁决，按受理日期。"),
    _rulings("decided", "行政裁决", "decided", "期间内作出的行政裁决，按裁决日期。"),
)

INDICATORS = (*REFERRAL_INDICATORS, *DISPUTE_INDICATORS, *RULING_INDICATORS)
