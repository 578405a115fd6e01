"""What each act on a report and on a contribution asks (办理表单)."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.terms import CONTRIBUTION, GROUNDS, HEADINGS, REPORT, Meeting, Recipient


def _field(name: str, type_: FieldType = FieldType.TEXT, *, required: bool = True, hint: str = "") -> Field:
    return Field(name, GROUNDS[name], type_, required=required, hint=hint)


_YEAR = _field("year", FieldType.INTEGER, hint="报告哪一年的情况，如 2024")
_REASON = _field("reason", FieldType.LONG_TEXT)

FORMS = (
    ActForm(REPORT, BEGIN, (_YEAR,), services.open_report),
    ActForm(REPORT, "consult", (), services.consult),
    ActForm(
        REPORT,
        "review",
        (_field("opinions", FieldType.LONG_TEXT, hint="征求了谁的意见，采纳几条；没有意见也写明"),),
        services.review,
    ),
    ActForm(REPORT, "deliberate", (_field("legality_reviewer"), _field("secrecy_reviewer")), services.deliberate),
    ActForm(REPORT, "send_back", (_REASON,), services.send_back),
    ActForm(
        REPORT,
        "explain",
        (
            _field("finding", hint="事项代码，见 fazhi report status"),
            Field("reason", "说明", FieldType.LONG_TEXT, required=True, hint="印在报告里"),
        ),
        services.explain,
    ),
    ActForm(
        REPORT,
        "sign",
        (
            Field("meeting", GROUNDS["meeting"], FieldType.CODE, labels=Meeting.labels(), hint="更正可以不经会议"),
            _field("meeting_date", FieldType.DAY, required=False),
        ),
        services.sign,
    ),
    ActForm(REPORT, "recall", (_REASON,), services.recall),
    ActForm(REPORT, "freeze", (), services.freeze),
    ActForm(
        REPORT,
        "deliver",
        (
            Field("recipient", GROUNDS["recipient"], FieldType.CODE, required=True, labels=Recipient.labels()),
            _field("receipt", hint="对方签收的编号；行为日期填送达日期"),
        ),
        services.deliver,
    ),
    ActForm(REPORT, "submit", (), services.submit),
    ActForm(REPORT, "correct", (Field("reason", "更正理由", FieldType.LONG_TEXT, required=True),), services.correct),
    ActForm(
        REPORT,
        "publish",
        (_field("url", hint="https:// 开头的完整网址"), _field("secrecy_reviewer")),
        services.publish,
    ),
    ActForm(REPORT, "archive", (_field("archive_number"),), services.archive),
    ActForm(
        CONTRIBUTION,
        BEGIN,
        (
            _YEAR,
            Field("heading", GROUNDS["heading"], FieldType.CODE, required=True, labels=HEADINGS),
            _field("title"),
            _field("due_date", FieldType.DAY),
            Field("replaces", "替换的供稿", hint="已采用供稿的编号；不替换不填"),
        ),
        services.ask,
    ),
    ActForm(
        CONTRIBUTION,
        "submit",
        (_field("text", FieldType.LONG_TEXT, hint="一行一段；数据写成 {指标代码}，见 fazhi figures"),),
        services.submit_text,
    ),
    ActForm(CONTRIBUTION, "accept", (), services.accept),
    ActForm(CONTRIBUTION, "return", (_REASON,), services.return_),
    ActForm(CONTRIBUTION, "cancel", (_REASON,), services.cancel),
)
