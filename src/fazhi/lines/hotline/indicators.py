"""
What the hotline counts, the relations that must hold, and its part of the annual report.

Codes are those of the published 2024 table: consultations by the day received; the segments of the plan in force as the
period begins and as it ends. Of the several pick-up rates this is answered ÷ transferred to a person (人工接通量 ÷ 转人工请求量).
"""

from fractions import Fraction

from fazhi.engines.indicator import (
    Chart,
    Compare,
    Count,
    Formula,
    Identity,
    In,
    Indicator,
    Predicate,
    Ratio,
    Ref,
    Section,
    Sum,
    Table,
    Word,
)
from fazhi.lines.hotline.registers import CALLS, CONSULTATIONS, FIRMS, SEGMENTS
from fazhi.lines.hotline.terms import ADVICE, LINE, STANDARD, Channel, ConsultationState, Outcome, Satisfaction

_CALLS_BY = ("office", "called_hour", "called_quarter", "called_month")
_RECEIVED_BY = ("topic", "district", "channel", "office", "received_quarter", "received_month")
_ENDED_BY = ("topic", "district", "channel", "office", "ended_quarter", "ended_month")
_OFFERED = (Outcome.ANSWERED.value, Outcome.HUNG_UP.value, Outcome.REFUSED.value)
_RATED = (Satisfaction.VERY.value, Satisfaction.SATISFIED.value, Satisfaction.FAIRLY.value)


def _calls(code: str, title: str, definition: str, where: Predicate) -> Indicator:
    measure = Count(CALLS.name, where=where, on="called_date")
    return Indicator(
        f"hotline.calls.{code}", title, LINE, measure, "个", definition, CALLS.title, (STANDARD,), dimensions=_CALLS_BY
    )


def _received(code: str, title: str, definition: str, where: Predicate | None = None) -> Indicator:
    measure = Count(CONSULTATIONS.name, where=where, on="received_date")
    return Indicator(
        f"hotline.{code}",
        title,
        LINE,
        measure,
        "件",
        definition,
        CONSULTATIONS.title,
        (ADVICE,),
        dimensions=_RECEIVED_BY,
    )


def _ended(code: str, title: str, definition: str, where: Predicate | None = None) -> Indicator:
    measure = Count(CONSULTATIONS.name, where=where, on="ended_date")
    return Indicator(
        f"hotline.{code}", title, LINE, measure, "件", definition, CONSULTATIONS.title, (ADVICE,), dimensions=_ENDED_BY
    )


def _open(code: str, title: str, at: str) -> Indicator:
    measure = Count(CONSULTATIONS.name, at="start" if at == "期初" else "end")
    return Indicator(
        f"hotline.{code}", title, LINE, measure, "件", f"{at}已经受理、尚未办结也没有转办的咨询。", CONSULTATIONS.title,
        (ADVICE,), dimensions=("topic", "district", "channel", "office"),
    )  # fmt: skip


def _segments(code: str, title: str, at: str) -> Indicator:
    measure = Count(SEGMENTS.name, at="start" if at == "期初" else "end")
    return Indicator(
        f"hotline.segments.{code}", title, LINE, measure, "段", f"{at}施行的值守方案把一天分成几段。", SEGMENTS.title,
        (STANDARD,), dimensions=("office",),
    )  # fmt: skip


def _rate(code: str, title: str, part: str, whole: str, definition: str, source: str, *by: str) -> Indicator:
    return Indicator(
        f"hotline.{code}", title, LINE, Formula(Ratio(Ref(f"hotline.{part}"), Ref(f"hotline.{whole}"))), "%", definition,
        source, (STANDARD,), per_unit=Fraction(1, 100), decimals=1, dimensions=by,
    )  # fmt: skip


INDICATORS = (
    _received("consultations", "12348热线受理群众法律咨询", "期间内受理的法律咨询，电话、网络、窗口都计，按受理日期；只来电、没有接通的不计。"),
    _received(
        "consultations.phone", "12348热线电话咨询", "期间内经电话受理的法律咨询，按受理日期。",
        Compare("channel", "=", Channel.PHONE.value),
    ),
    _ended("consultations.ended", "12348热线办结咨询", "期间内办结或者转办的咨询，按办结日期。"),
    _ended(
        "consultations.referred", "12348热线转办咨询", "期间内转法律援助、调解、公证或者其他部门的咨询，按转办日期。",
        Compare("state", "=", ConsultationState.REFERRED.value),
    ),
    _ended(
        "consultations.rated", "作出评价的咨询", "期间内办结、来电人作出评价的咨询，按办结日期。",
        In("satisfaction", (*_RATED, Satisfaction.DISSATISFIED.value)),
    ),
    _ended(
        "consultations.satisfied", "评价满意的咨询", "期间内办结、来电人评价非常满意、满意或者基本满意的咨询，按办结日期。",
        In("satisfaction", _RATED),
    ),
    _rate(
        "satisfaction_rate", "12348热线满意率", "consultations.satisfied", "consultations.rated",
        "评价非常满意、满意、基本满意的咨询 ÷ 作出评价的咨询；没有评价的不计入分母。", CONSULTATIONS.title,
    ),
    _open("consultations.open.start", "期初在办咨询", "期初"),
    _open("consultations.open.end", "期末在办咨询", "期末"),
    _calls(
        "offered", "12348热线转人工来电", "期间内请求人工接听的来电：接听的、排队中挂断的、线路占满的；非服务时间的不计。同一人重拨的各计一个。",
        In("outcome", _OFFERED),
    ),
    _calls("answered", "12348热线接听来电", "期间内人工接听的来电。", Compare("outcome", "=", Outcome.ANSWERED.value)),
    _calls("hung_up", "排队中挂断来电", "期间内接听以前挂断的来电，等候多短都计。", Compare("outcome", "=", Outcome.HUNG_UP.value)),
    _calls("refused", "线路占满来电", "期间内因线路占满没有排上队的来电。", Compare("outcome", "=", Outcome.REFUSED.value)),
    _rate(
        "pickup_rate", "12348热线接通率", "calls.answered", "calls.offered",
        "接听来电 ÷ 转人工来电；很快挂断的、重拨的都在分母中。", CALLS.title, *_CALLS_BY,
    ),
    _segments("before", "座席值守时间原分段数", "期初"),
    _segments("after", "座席值守时间现分段数", "期末"),
    Indicator(
        "hotline.firms", "12348热线值班团队", LINE, Count(FIRMS.name, at="end"), "家", "期末参加热线值班的律师事务所。",
        FIRMS.title, (ADVICE,), dimensions=("office",),
    ),
)  # fmt: skip

IDENTITIES = (
    Identity(
        "hotline.calls", "来电都有结果",
        Sum((Ref("hotline.calls.answered"), Ref("hotline.calls.hung_up"), Ref("hotline.calls.refused"))), "=",
        Ref("hotline.calls.offered"), by="called_month",
    ),
    Identity(
        "hotline.consultations.open", "咨询前后相符",
        Sum((Ref("hotline.consultations.open.start"), Ref("hotline.consultations"))), "=",
        Sum((Ref("hotline.consultations.ended"), Ref("hotline.consultations.open.end"))), by="topic",
    ),
    Identity(
        "hotline.consultations.phone", "电话咨询不多于接听来电", Ref("hotline.consultations.phone"), "<=",
        Ref("hotline.calls.answered"), by="office",
    ),
)  # fmt: skip

SECTION = Section(
    line=LINE,
    heading="results",
    order=70,
    title="12348热线",
    paragraphs=(
        "12348热线全年受理群众法律咨询{hotline.consultations}，转办{hotline.consultations.referred}。分析来电潮汐，座席值守时间由"
        "{hotline.segments.before}细分为{hotline.segments.after}，{hotline.firms}律师事务所参加值班；转人工来电{hotline.calls.offered}，"
        "接听{hotline.calls.answered}，接通率{hotline.pickup_rate}。",
    ),
    tables=(
        Table(
            "12348热线咨询类别",
            by="topic",
            codes=("hotline.consultations",),
            heads=("受理咨询",),
        ),
    ),
    charts=(
        Chart(
            "12348热线来电潮汐（按来电时）", by="called_hour", stacked=True,
            codes=("hotline.calls.answered", "hotline.calls.hung_up", "hotline.calls.refused"),
            heads=("接听", "挂断", "占满"),
        ),
        Chart("12348热线接通率（按月）", by="called_month", codes=("hotline.pickup_rate",)),
    ),
    plain=(
        "遇到法律问题，可以打12348，律师当场答复，不收费。这一年12348受理咨询{hotline.consultations}。",
        "打进来的{hotline.calls.offered}电话里，接起来的有{hotline.calls.answered}。什么时候电话多，就多安排人值班："
        "一天原来分{hotline.segments.before}，现在分{hotline.segments.after}。",
    ),
    words=(
        Word("接通率", "请求人工接听的来电里，接起来的占多少；排队时自己挂断的也算没有接起来。", STANDARD),
        Word("转办", "电话里解决不了的，转给法律援助、调解、公证或者其他部门去办。", ADVICE),
    ),
)  # fmt: skip
