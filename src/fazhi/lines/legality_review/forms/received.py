"""What each act on a filing that came in asks of the person who takes it."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.legality_review.services import received
from fazhi.lines.legality_review.terms.received import RECEIVED, Correction, Fault

_LONG, _DAY, _CODE = FieldType.LONG_TEXT, FieldType.DAY, FieldType.CODE
_REASON = Field("reason", "理由", _LONG, required=True)
_NUMBER = Field("opinion_number", "备案审查意见书文号", required=True, hint="如 厦司备审〔2025〕1号")

RECEIVED_FORMS = (
    ActForm(
        RECEIVED,
        BEGIN,
        (
            Field("number", "文号", required=True, hint="如 思府规〔2025〕1号"),
            Field("title", "文件名称", required=True),
            Field("issuer", "制定机关", required=True),
            Field("published_date", "公布日期", _DAY, required=True),
            Field("draft", "文件", FieldType.FILE, hint="Word（docx）或者 PDF；其中的文字随即读出"),
            Field("body", "文件文本", _LONG, hint="没有文件的填写"),
        ),
        received.receive,
    ),
    ActForm(RECEIVED, "ask", (Field("reason", "补充报送要求", _LONG, required=True),), received.ask),
    ActForm(RECEIVED, "supplement", (), received.supplement),
    ActForm(RECEIVED, "refuse", (_REASON,), received.refuse),
    ActForm(RECEIVED, "enter", (Field("filing_number", "备案登记号", required=True),), received.enter),
    ActForm(
        RECEIVED,
        "find",
        (
            Field("clause", "条款", required=True, hint="如 第六条"),
            Field("fault", "审查内容", _CODE, required=True, labels=Fault.labels()),
            Field("problem", "存在的问题", _LONG, required=True),
            Field("rests_on", "法律依据", required=True, hint="如 行政许可法 第十七条"),
        ),
        received.find,
    ),
    ActForm(RECEIVED, "clear", (), received.clear),
    ActForm(RECEIVED, "suggest", (_NUMBER,), received.suggest),
    ActForm(RECEIVED, "order", (_NUMBER,), received.order),
    ActForm(
        RECEIVED,
        "report",
        (
            Field("correction", "处理情况", _CODE, required=True, labels=Correction.labels()),
            Field("told", "说明", _LONG, required=True, hint="修改、废止的文号和日期，或者不再纠正的理由"),
        ),
        received.report,
        answers=("account",),
    ),
)
