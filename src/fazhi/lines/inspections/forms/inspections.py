"""Forms of an inspection and what follows it."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.inspections import services
from fazhi.lines.inspections.rules.results import FORM
from fazhi.lines.inspections.services.inspecting import ANSWERS_FORM
from fazhi.lines.inspections.terms import INSPECTION, Cause, Manner, ObjectionResult, VisitOutcome

_LINES, _LONG = FieldType.LINES, FieldType.LONG_TEXT
_FOR_CAUSE = {code: label for code, label in Cause.labels().items() if code != Cause.RANDOM}
_NOT_DONE = {code: label for code, label in VisitOutcome.labels().items() if code != VisitOutcome.DONE}
_PHOTO = Field("photo", "现场照片", FieldType.FILE)
_PUBLISHED = (Field("published_at", "公示位置", required=True, hint="网站栏目或者网址"),)
_TOLD = (Field("result_told", "复查情况", _LONG, required=True),)
_REASON = Field("reason", "理由", _LONG, required=True)

INSPECTION_FORMS = (
    ActForm(
        INSPECTION,
        BEGIN,
        (
            Field("number", "检查编号", required=True),
            Field("institution", "检查对象", required=True, hint="统一社会信用代码"),
            Field("items", "抽查事项", _LINES, required=True, hint="事项编号，每行一个"),
            Field("inspectors", "检查人员", _LINES, required=True, hint="执法证号，每行一个，不少于二人"),
            Field("cause", "检查事由", FieldType.CODE, required=True, labels=_FOR_CAUSE),
            _REASON,
        ),
        services.open_for_cause,
    ),
    ActForm(INSPECTION, "notify", (), services.notify),
    ActForm(
        INSPECTION,
        "substitute",
        (
            Field("certificate", "不能参加的检查人员", required=True, hint="执法证号"),
            Field("reason", "理由", required=True, hint="如 与检查对象有利害关系、因病"),
        ),
        services.substitute,
    ),
    ActForm(
        INSPECTION,
        "attempt",
        (
            Field("outcome", "未能检查的情形", FieldType.CODE, required=True, labels=_NOT_DONE),
            Field("note", "情况记录", _LONG),
            _PHOTO,
        ),
        services.attempt,
    ),
    ActForm(
        INSPECTION,
        "record",
        (
            Field("manner", "检查方式", FieldType.CODE, required=True, labels=Manner.labels()),
            Field("present", "到场检查人员", _LINES, required=True, hint="执法证号，每行一个"),
            Field("findings", "检查结果", _LINES, required=True, hint=f"每行：{FORM}"),
            Field("answers", "检查要点", _LINES, hint=f"每行：{ANSWERS_FORM}"),
            Field("note", "情况记录", _LONG),
            _PHOTO,
        ),
        services.record,
    ),
    ActForm(INSPECTION, "give_back", (_REASON,), services.give_back),
    ActForm(INSPECTION, "approve", (), services.approve),
    ActForm(INSPECTION, "void", (_REASON,), services.void),
    ActForm(INSPECTION, "publish", _PUBLISHED, services.publish),
    ActForm(INSPECTION, "object", (Field("objection", "异议内容", _LONG, required=True),), services.object_to),
    ActForm(
        INSPECTION,
        "decide_objection",
        (
            Field("objection_result", "异议处理结果", FieldType.CODE, required=True, labels=ObjectionResult.labels()),
            Field("answer", "答复", _LONG, required=True),
            Field("findings", "更正后的检查结果", _LINES, hint=f"异议成立、结果有变的填写，每行：{FORM}"),
        ),
        services.decide_objection,
    ),
    ActForm(
        INSPECTION,
        "order",
        (
            Field("problems", "责令整改的问题", _LONG, required=True),
            Field("rectify_by", "整改期限", FieldType.DAY, required=True),
        ),
        services.order,
    ),
    ActForm(INSPECTION, "confirm", _TOLD, services.confirm),
    ActForm(INSPECTION, "find_wanting", _TOLD, services.find_wanting),
    ActForm(INSPECTION, "hand_over", (Field("case_number", "案件编号", required=True),), services.hand_over),
    ActForm(INSPECTION, "penalise", (Field("penalty_number", "处罚决定书文号", required=True),), services.penalise),
    ActForm(INSPECTION, "drop_case", (_REASON,), services.drop_case),
    ActForm(INSPECTION, "close", (), services.close),
    ActForm(INSPECTION, "close_rectified", _PUBLISHED, services.close_rectified),
    ActForm(INSPECTION, "close_penalised", _PUBLISHED, services.close_penalised),
)
