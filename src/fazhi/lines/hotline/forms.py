"""What each act on a consultation asks of the person who takes it."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.hotline import services
from fazhi.lines.hotline.services import complaints, passing_on
from fazhi.lines.hotline.terms import CONSULTATION, MATTERS, Channel, Destination, Satisfaction, Topic
from fazhi.lines.hotline.terms.callbacks import COMPLAINT, ComplaintFinding, ComplaintSubject

_LONG, _CODE = FieldType.LONG_TEXT, FieldType.CODE
_ANSWER = (Field("answer", "答复意见", _LONG, required=True),)
_RESULT = (Field("result", "转办结果", _LONG, required=True),)
_RATINGS = {code: label for code, label in Satisfaction.labels().items() if code != Satisfaction.DISSATISFIED}

FORMS = (
    ActForm(
        CONSULTATION,
        BEGIN,
        (
            Field("number", "咨询编号", required=True),
            Field("channel", "咨询渠道", _CODE, required=True, labels=Channel.labels()),
            Field("call_number", "呼叫流水号", hint="电话咨询的填写"),
            Field("topic", "咨询类别", _CODE, required=True, labels=Topic.labels()),
            Field("matter", "咨询事项", _CODE, required=True, labels=MATTERS),
            Field("caller_need", "咨询内容", _LONG, required=True),
            Field("firm", "值班团队", hint="统一社会信用代码"),
            Field("district", "所在区"),
        ),
        services.register,
    ),
    ActForm(CONSULTATION, "answer", _ANSWER, services.answer),
    ActForm(
        CONSULTATION,
        "promise",
        (
            Field("promised_date", "约定回拨日期", FieldType.DAY, required=True),
            Field("promised_time", "约定回拨时间", required=True, hint="半小时的开始，如 09:30；约满时列出最近的空位"),
        ),
        services.promise,
    ),
    ActForm(CONSULTATION, "call_back", _ANSWER, services.call_back),
    ActForm(
        CONSULTATION,
        "refer",
        (
            Field("destination", "转办去向", _CODE, required=True, labels=Destination.labels()),
            Field("reason", "理由", _LONG, required=True),
        ),
        services.refer,
    ),
    ActForm(
        CONSULTATION,
        "pass_on",
        (
            Field("to", "接收机构", required=True, hint="机构代码"),
            Field("destination", "转办去向", _CODE, required=True, labels=Destination.labels()),
            Field("reason", "理由", _LONG, required=True),
            Field("contact", "联系人", hint="本人同意才写，接收机构受理以后才看得到"),
            Field("phone", "联系电话"),
        ),
        passing_on.pass_on,
        answers=("receiving_office",),
    ),
    ActForm(CONSULTATION, "take_back", _RESULT, passing_on.take_back, answers=("transfer_result",)),
    ActForm(CONSULTATION, "conclude", _RESULT, passing_on.conclude, answers=("transfer_result",)),
    ActForm(
        CONSULTATION,
        "rate",
        (Field("satisfaction", "评价", _CODE, required=True, labels=_RATINGS),),
        services.rate,
    ),
    ActForm(CONSULTATION, "complain", (Field("reason", "理由", _LONG, required=True),), services.complain),
    ActForm(CONSULTATION, "revisit", _ANSWER, services.revisit),
    ActForm(
        COMPLAINT,
        BEGIN,
        (
            Field("number", "投诉编号", required=True),
            Field("consultation", "咨询编号", required=True),
            Field("subject", "投诉事项", _CODE, required=True, labels=ComplaintSubject.labels()),
            Field("text", "投诉内容", _LONG, required=True),
        ),
        complaints.register,
        answers=("hotline_complaint_subject", "hotline_complaint_text"),
    ),
    ActForm(
        COMPLAINT,
        "assign",
        (Field("handler", "承办人", required=True, hint="不是被投诉的人"),),
        complaints.assign,
        answers=("hotline_complaint_handler",),
    ),
    ActForm(
        COMPLAINT,
        "answer",
        (Field("finding", "认定结果", _CODE, required=True, labels=ComplaintFinding.labels()), *_ANSWER),
        complaints.answer,
        answers=("hotline_complaint_finding",),
    ),
    ActForm(COMPLAINT, "close", (), complaints.close),
)
