"""
The ledgers of the hotline: firms, plans and their segments, the calls of the switch, consultations.

A telephone number is read, and kept as a keyed digest only; an export leaves its column blank.
"""

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.hotline import queries
from fazhi.lines.hotline.ledgers import rows
from fazhi.lines.hotline.ledgers.targets import Calls, Firms, Segments
from fazhi.lines.hotline.models import Call, Consultation, Firm, Plan, Segment
from fazhi.lines.hotline.terms import CONSULTATION, MATTERS, Channel, Destination, Outcome, Satisfaction, Topic

_OFFICE = Column("office", "机构代码", required=True, lookup="keeper", max_length=32)
_KEEPER = Reference("keeper", queries.keepers, "没有代码为“{value}”的司法局或者处室；请先导入机构台账，或者改正代码。")
_FIRM = Reference("firm", queries.firm_codes, "没有代码为“{value}”的值班团队；请先导入值班团队名录。")
_PLAN = Reference("plan", queries.plan_codes, "没有编号为“{value}”的值守方案；请先导入值守方案。")
_TIME = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
_END = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"
_LONGEST = 86_400
_FIRST, _SECOND, _THIRD = 240, 250, 260
"""Firms and plans come first, then segments and calls, then consultations."""


def _untimely(column: str, form: str, says: str) -> Check:
    return Check(f"{column}-time", column, lambda: ~pl.col(column).str.contains(form), says)


FIRM_FORMAT = Format(
    code="hotline.firm",
    title="12348热线值班团队名录",
    sheet="值班团队",
    columns=(
        _OFFICE,
        Column("code", "统一社会信用代码", required=True, identifier=True, max_length=32),
        Column("name", "名称", required=True),
        Column("share", "值班份额", Type.INTEGER, required=True, low=1, high=1000, hint="与其他团队之比"),
        Column("from_date", "参加值班日期", Type.DATE, required=True),
        Column("until_date", "退出值班日期", Type.DATE, hint="不再值班的第一天"),
        Column("specialisms", "专长", max_length=200, added=True, hint="咨询类别，用顿号隔开，如 劳动争议、行政"),
    ),
    key=("code",),
    target=Firms(
        "hotline.firm", Firm, ("code",), rows.firms,
        {"office": "office__code"}
        | {name: name for name in ("code", "name", "share", "from_date", "until_date", "specialisms")},
    ),
    references=(_KEEPER,),
    checks=(
        Check("order", "until_date", lambda: pl.col("until_date") < pl.col("from_date"), "退出早于参加。"),
        Check("specialisms", "specialisms", lambda: ~rows.are_topics("specialisms"),
              f"“{{专长}}”不都是咨询类别；可以写：{'、'.join(Topic.labels().values())}，用顿号隔开。"),
    ),
    order=_FIRST,
)  # fmt: skip

PLAN_FORMAT = Format(
    code="hotline.plan",
    title="12348热线值守方案",
    sheet="值守方案",
    columns=(
        _OFFICE,
        Column("code", "方案编号", required=True, identifier=True, max_length=64),
        Column("from_date", "施行日期", Type.DATE, required=True),
        Column("until_date", "停止施行日期", Type.DATE, hint="不再施行的第一天"),
    ),
    key=("code",),
    target=Table(
        "hotline.plan", Plan, ("code",), rows.plans,
        {"office": "office__code"} | {name: name for name in ("code", "from_date", "until_date")},
    ),
    references=(_KEEPER,),
    checks=(
        Check("order", "until_date", lambda: pl.col("until_date") < pl.col("from_date"), "停止施行早于施行。"),
    ),
    order=_FIRST,
)  # fmt: skip

SEGMENT_FORMAT = Format(
    code="hotline.segment",
    title="12348热线值守时段",
    sheet="值守时段",
    columns=(
        _OFFICE,
        Column("plan", "方案编号", required=True, lookup="plan", max_length=64),
        Column("start", "起", required=True, identifier=True, max_length=5, hint="如 08:00"),
        Column("end", "止", required=True, identifier=True, max_length=5, hint="如 09:30，到午夜的写 24:00"),
        Column("seats", "工作日座席", Type.INTEGER, required=True, low=0, high=1000),
        Column("rest_seats", "休息日座席", Type.INTEGER, required=True, low=0, high=1000),
    ),
    key=("plan", "start"),
    target=Segments(
        "hotline.segment", Segment, ("plan", "start"), rows.segments,
        {
            "office": "office__code", "plan": "plan__code", "start": "start_minute", "end": "end_minute", "seats": "seats",
            "rest_seats": "rest_seats",
        },
    ),
    references=(_KEEPER, _PLAN),
    checks=(
        _untimely("start", _TIME, "“{起}”不是时刻；应当像 08:00。"),
        _untimely("end", _END, "“{止}”不是时刻；应当像 09:30，到午夜的写 24:00。"),
        Check("order", "end", lambda: pl.col("end") <= pl.col("start"), "止“{止}”不晚于起“{起}”；跨午夜的分成两段。"),
    ),
    order=_SECOND,
)  # fmt: skip

CALL_FORMAT = Format(
    code="hotline.call",
    title="12348热线来电台账",
    sheet="来电",
    columns=(
        _OFFICE,
        Column("number", "呼叫流水号", required=True, identifier=True, max_length=40),
        Column("called_date", "来电日期", Type.DATE, required=True),
        Column("called", "来电时刻", required=True, identifier=True, max_length=8, hint="如 09:05 或者 09:05:30"),
        Column("caller", "来电号码", Type.PHONE, hint="只保存加密的标识，用于识别重拨"),
        Column("outcome", "接听结果", Type.CODE, required=True, labels=Outcome.labels()),
        Column("wait_seconds", "排队时长（秒）", Type.INTEGER, low=0, high=_LONGEST),
        Column("talk_seconds", "通话时长（秒）", Type.INTEGER, low=0, high=_LONGEST),
        Column("firm", "值班团队代码", lookup="firm", max_length=32),
    ),
    key=("office", "called_date", "number"),
    target=Calls(
        "hotline.call", Call, ("office", "called_date", "number"), rows.calls,
        {
            "office": "office__code", "number": "number", "called_date": "called_date", "called": "minute",
            "outcome": "outcome", "wait_seconds": "wait_seconds", "talk_seconds": "talk_seconds", "firm": "firm__code",
        },
        days=("called_date",),
    ),
    references=(_KEEPER, _FIRM),
    checks=(
        _untimely("called", _TIME, "“{来电时刻}”不是时刻；应当像 09:05 或者 09:05:30。"),
        Check(
            "unanswered", "talk_seconds",
            lambda: (pl.col("outcome") != Outcome.ANSWERED.value)
            & ((pl.col("talk_seconds").fill_null(0) > 0) | pl.col("firm").is_not_null()),
            "没有接听的来电，通话时长和值班团队应当留空。",
        ),
    ),
    order=_SECOND,
)  # fmt: skip

CONSULTATION_FORMAT = Format(
    code=CONSULTATION,
    title="12348热线咨询台账",
    sheet="咨询",
    columns=(
        _OFFICE,
        Column("number", "咨询编号", required=True, identifier=True, max_length=64),
        Column("received_date", "受理日期", Type.DATE, required=True),
        Column("channel", "咨询渠道", Type.CODE, required=True, labels=Channel.labels()),
        Column("call_number", "呼叫流水号", identifier=True, max_length=40, hint="电话咨询的填写"),
        Column("topic", "咨询类别", Type.CODE, required=True, labels=Topic.labels()),
        Column("matter", "咨询事项", Type.CODE, required=True, labels=MATTERS),
        Column("district", "所在区", max_length=16),
        Column("firm", "值班团队代码", lookup="firm", max_length=32),
        Column("promised_date", "约定回拨日期", Type.DATE),
        Column("answered_date", "答复日期", Type.DATE),
        Column("destination", "转办去向", Type.CODE, labels=Destination.labels()),
        Column("satisfaction", "评价", Type.CODE, labels=Satisfaction.labels()),
        Column("ended_date", "办结日期", Type.DATE, hint="办结或者转办的日期"),
    ),
    key=("office", "number"),
    target=Table(
        CONSULTATION, Consultation, ("office", "number"), rows.consultations,
        {"office": "office__code", "firm": "firm__code"}
        | {
            name: name
            for name in (
                "number", "received_date", "channel", "call_number", "topic", "matter", "district", "promised_date",
                "answered_date", "destination", "satisfaction", "ended_date",
            )
        },
        days=("received_date", "ended_date"), enter=rows.enter_consultations,
    ),
    references=(_KEEPER, _FIRM),
    checks=(
        Check("answered-order", "answered_date", lambda: pl.col("answered_date") < pl.col("received_date"),
              "答复日期{答复日期}早于受理日期{受理日期}。"),
        Check("ended-order", "ended_date", lambda: pl.col("ended_date") < pl.col("received_date"),
              "办结日期{办结日期}早于受理日期{受理日期}。"),
        Check("promised-order", "promised_date", lambda: pl.col("promised_date") < pl.col("received_date"),
              "约定回拨日期{约定回拨日期}早于受理日期{受理日期}。"),
        Check("matter-topic", "matter", lambda: ~pl.col("matter").str.starts_with(pl.col("topic") + "."),
              "咨询事项“{咨询事项}”不属于咨询类别“{咨询类别}”。"),
        Check("referred-ended", "ended_date", lambda: pl.col("destination").is_not_null() & pl.col("ended_date").is_null(),
              "已经转办，缺办结日期；填写转办的日期。"),
        Check("ended-answered", "answered_date",
              lambda: pl.col("ended_date").is_not_null() & pl.col("answered_date").is_null() & pl.col("destination").is_null(),
              "已经办结而没有转办，缺答复日期。"),
        Check("rated-answered", "satisfaction",
              lambda: pl.col("satisfaction").is_not_null() & pl.col("answered_date").is_null(), "还没有答复，不应当有评价。"),
        Check("phone-call", "call_number",
              lambda: (pl.col("channel") == Channel.PHONE.value) & pl.col("call_number").is_null(),
              "电话咨询应当写明呼叫流水号。"),
    ),
    order=_THIRD,
)  # fmt: skip

FORMATS = (FIRM_FORMAT, PLAN_FORMAT, SEGMENT_FORMAT, CALL_FORMAT, CONSULTATION_FORMAT)
