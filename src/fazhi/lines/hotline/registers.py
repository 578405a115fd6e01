"""The statistical views of the hotline; of a caller they have nothing, not even the key of the number."""

from fazhi.engines.indicator import Column, Join, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE, OFFICE_COLUMNS
from fazhi.lines.hotline.terms import (
    LINE,
    MATTERS,
    Channel,
    ConsultationState,
    Destination,
    Outcome,
    Satisfaction,
    Topic,
)
from fazhi.lines.hotline.terms.callbacks import ComplaintFinding, ComplaintState, ComplaintSubject

_FIRM = Column("firm", "值班团队代码", Kind.TEXT, "firm.code")
_FIRM_JOIN = Join("hotline_firm", "firm", on=(("id", "firm_id"),))


CALLS = Register(
    name="hotline_call_register",
    title="12348热线来电台账",
    line=LINE,
    base="hotline_call",
    key="call_id",
    columns=(
        Column("call_id", "来电", Kind.TEXT, "id"),
        Column("number", "呼叫流水号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        *dated("called", "来电"),
        Column("called_hour", "来电时", Kind.INTEGER, "called_hour", unit="时"),
        Column("minute", "来电分钟", Kind.INTEGER, "minute", unit="分钟"),
        Column("outcome", "接听结果", Kind.TEXT, "outcome", Outcome.labels()),
        Column("wait_seconds", "排队时长", Kind.INTEGER, "wait_seconds", unit="秒"),
        Column("talk_seconds", "通话时长", Kind.INTEGER, "talk_seconds", unit="秒"),
        _FIRM,
    ),
    joins=(OFFICE, _FIRM_JOIN),
)

CONSULTATIONS = Register(
    name="hotline_consultation_register",
    title="12348热线咨询台账",
    line=LINE,
    base="hotline_consultation",
    key="matter_id",
    columns=(
        Column("matter_id", "事项", Kind.TEXT, "id"),
        Column("number", "咨询编号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("state", "状态", Kind.TEXT, "state", ConsultationState.labels()),
        Column("channel", "咨询渠道", Kind.TEXT, "channel", Channel.labels()),
        Column("topic", "咨询类别", Kind.TEXT, "topic", Topic.labels()),
        Column("matter", "咨询事项", Kind.TEXT, "matter", MATTERS),
        Column("district", "所在区", Kind.TEXT, "district"),
        Column("satisfaction", "评价", Kind.TEXT, "satisfaction", Satisfaction.labels()),
        Column("destination", "转办去向", Kind.TEXT, "destination", Destination.labels()),
        _FIRM,
        *dated("received", "受理"),
        *dated("ended", "办结"),
    ),
    joins=(OFFICE, _FIRM_JOIN),
    opened="received_date",
    closed="ended_date",
)

SEGMENTS = Register(
    name="hotline_segment_register",
    title="12348热线值守时段台账",
    line=LINE,
    base="hotline_segment",
    key="segment_id",
    columns=(
        Column("segment_id", "时段", Kind.TEXT, "id"),
        Column("plan", "值守方案编号", Kind.TEXT, "plan.code"),
        *OFFICE_COLUMNS,
        Column("start_minute", "起始分钟", Kind.INTEGER, "start_minute", unit="分钟"),
        Column("end_minute", "截止分钟", Kind.INTEGER, "end_minute", unit="分钟"),
        Column("seats", "工作日座席", Kind.INTEGER, "seats", unit="席"),
        Column("rest_seats", "休息日座席", Kind.INTEGER, "rest_seats", unit="席"),
        Column("from_date", "施行日期", Kind.DATE, "plan.from_date"),
        Column("until_date", "停止施行日期", Kind.DATE, "plan.until_date"),
    ),
    joins=(OFFICE, Join("hotline_plan", "plan", on=(("id", "plan_id"),))),
    opened="from_date",
    closed="until_date",
)

FIRMS = Register(
    name="hotline_firm_register",
    title="12348热线值班团队名录",
    line=LINE,
    base="hotline_firm",
    key="firm_id",
    columns=(
        Column("firm_id", "值班团队", Kind.TEXT, "id"),
        Column("firm", "值班团队代码", Kind.TEXT, "code"),
        *OFFICE_COLUMNS,
        Column("share", "值班份额", Kind.INTEGER, "share", unit="份"),
        Column("from_date", "参加值班日期", Kind.DATE, "from_date"),
        Column("until_date", "退出值班日期", Kind.DATE, "until_date"),
    ),
    joins=(OFFICE,),
    opened="from_date",
    closed="until_date",
)

COMPLAINTS = Register(
    name="hotline_complaint_register",
    title="12348热线投诉台账",
    line=LINE,
    base="hotline_complaint",
    key="matter_id",
    columns=(
        Column("matter_id", "事项", Kind.TEXT, "id"),
        Column("number", "投诉编号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("state", "状态", Kind.TEXT, "state", ComplaintState.labels()),
        Column("consultation", "咨询编号", Kind.TEXT, "consultation.number"),
        Column("subject", "投诉事项", Kind.TEXT, "subject", ComplaintSubject.labels()),
        Column("finding", "认定结果", Kind.TEXT, "finding", ComplaintFinding.labels()),
        Column("assigned_date", "交办日期", Kind.DATE, "assigned_date"),
        Column("answered_date", "答复日期", Kind.DATE, "answered_date"),
        Column("answer_due_date", "答复期限", Kind.DATE, "answer_due_date"),
        Column("is_on_time", "按期答复", Kind.INTEGER, "is_on_time"),
        *dated("received", "登记"),
        *dated("ended", "办结"),
    ),
    joins=(OFFICE, Join("hotline_consultation", "consultation", on=(("id", "consultation_id"),))),
    opened="received_date",
    closed="ended_date",
)

REGISTERS = (CALLS, CONSULTATIONS, SEGMENTS, FIRMS, COMPLAINTS)
