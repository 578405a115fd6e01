"""What each act on a consultation asks of the person who takes it."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.hotline import services
from fazhi.lines.hotline.terms import CONSULTATION, MATTERS, Channel, Destination, Satisfaction, Topic

_LONG, _CODE = FieldType.LONG_TEXT, FieldType.CODE
_ANSWER = (Field("answer", "答复意见", _LONG, required=True),)
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
        (Field("promised_date", "约定回拨日期", FieldType.DAY, required=True),),
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
        "rate",
        (Field("satisfaction", "评价", _CODE, required=True, labels=_RATINGS),),
        services.rate,
    ),
    ActForm(CONSULTATION, "complain", (Field("reason", "理由", _LONG, required=True),), services.complain),
    ActForm(CONSULTATION, "revisit", _ANSWER, services.revisit),
)
