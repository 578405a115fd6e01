"""What each act of legality review asks of the person who takes it."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.forms.campaigns import CAMPAIGN_FORMS
from fazhi.lines.legality_review.forms.circulating import CIRCULATION_FORMS, SUBMISSION_FORMS
from fazhi.lines.legality_review.forms.received import RECEIVED_FORMS
from fazhi.lines.legality_review.rules import ANSWER_FORM
from fazhi.lines.legality_review.services import filings
from fazhi.lines.legality_review.terms import (
    DOCUMENT,
    FILING,
    REVIEW,
    Competition,
    Conclusion,
    Kind,
    Material,
    ReturnReason,
)

_LONG, _DAY, _CODE, _LINES = FieldType.LONG_TEXT, FieldType.DAY, FieldType.CODE, FieldType.LINES
_MATERIALS = Field(
    "materials", "送审材料", _LINES, required=True, hint=f"每行一种：{'、'.join(each.label for each in Material)}"
)
_COMPETITION = (
    Field("competition", "公平竞争审查", _CODE, labels=Competition.labels(), hint="文件和决策受理以前应当填写"),
    Field("competition_told", "公平竞争审查说明", hint="审查结论的文号；不涉及的写明理由"),
)
_REASON = Field("reason", "理由", _LONG, required=True)

REVIEW_FORMS = (
    ActForm(
        REVIEW,
        BEGIN,
        (
            Field("number", "审核编号", required=True, hint="如 厦司审〔2024〕1号"),
            Field("title", "送审件名称", required=True),
            Field("kind", "审核类别", _CODE, required=True, labels=Kind.labels()),
            Field("drafter", "起草单位", required=True),
            _MATERIALS,
            *_COMPETITION,
            Field("draft", "送审稿", FieldType.FILE, hint="Word（docx）或者 PDF；其中的文字随即读出"),
            Field("body", "送审稿文本", _LONG, hint="没有文件的填写"),
            Field("submission", "部门送审编号", hint="部门在本系统自行送审的填写；其文件和文本一并转入"),
        ),
        services.submit,
    ),
    ActForm(REVIEW, "ask", (Field("missing", "需要补正的材料", _LONG, required=True),), services.ask),
    ActForm(REVIEW, "supplement", (_MATERIALS, *_COMPETITION), services.supplement),
    ActForm(REVIEW, "accept", (), services.accept),
    ActForm(
        REVIEW,
        "give_back",
        (
            Field("return_reason", "退回理由", _CODE, required=True, labels=ReturnReason.labels()),
            Field("note", "说明", _LONG),
        ),
        services.give_back,
    ),
    ActForm(
        REVIEW,
        "assign",
        (
            Field("first", "主审人", required=True, hint="工号"),
            Field("second", "复审人", required=True, hint="工号；与主审人不是同一人"),
        ),
        services.assign,
    ),
    ActForm(
        REVIEW,
        "raise_point",
        (
            Field("clause", "条款", required=True, hint="如 第六条"),
            Field("quote", "原文", _LONG),
            Field("problem", "存在的问题", _LONG, required=True),
            Field("rests_on", "法律依据", required=True, hint="如 行政许可法 第十七条"),
            Field("suggestion", "修改建议", _LONG, required=True),
            Field("finding", "审核发现", FieldType.INTEGER, low=1, hint="采纳审核发现的，写它的序号"),
        ),
        services.raise_point,
    ),
    ActForm(REVIEW, "examine", (), services.examine),
    ActForm(
        REVIEW,
        "dismiss_finding",
        (Field("finding", "审核发现", FieldType.INTEGER, required=True, low=1), _REASON),
        services.dismiss_finding,
    ),
    ActForm(
        REVIEW,
        "finish",
        (Field("proposed", "建议结论", _CODE, required=True, labels=Conclusion.labels()),),
        services.finish,
    ),
    ActForm(
        REVIEW,
        "drop_point",
        (Field("point", "意见序号", FieldType.INTEGER, required=True, low=1), _REASON),
        services.drop_point,
    ),
    ActForm(
        REVIEW,
        "conclude",
        (
            Field("conclusion", "审核结论", _CODE, required=True, labels=Conclusion.labels()),
            Field("opinion_number", "审核意见书文号", required=True, hint="如 厦司审函〔2024〕1号"),
            Field("urgent_reason", "紧急情况", hint="少于最短审核时间的写明"),
        ),
        services.conclude,
    ),
    ActForm(
        REVIEW, "respond", (Field("answers", "采纳情况", _LINES, required=True, hint=f"每行：{ANSWER_FORM}"),), services.respond
    ),
    ActForm(REVIEW, "close", (), services.close),
    ActForm(REVIEW, "withdraw", (_REASON,), services.withdraw),
)  # fmt: skip

_EXPIRES = Field("expires_date", "有效期截止日期", _DAY, required=True, hint="有效的最后一日")
DOCUMENT_FORMS = (
    ActForm(
        DOCUMENT,
        BEGIN,
        (
            Field("number", "文号", required=True, hint="如 厦司规〔2024〕1号"),
            Field("review", "合法性审核编号", required=True),
            Field("title", "文件名称", hint="不写的用送审件名称"),
            Field("effective_date", "施行日期", _DAY, required=True),
            _EXPIRES,
            Field("is_provisional", "暂行、试行", FieldType.FLAG),
        ),
        services.register,
    ),
    ActForm(
        DOCUMENT,
        "publish",
        (Field("issued_at", "公布位置", required=True, hint="如 政府网站、政府公报"),),
        services.publish,
    ),
    ActForm(DOCUMENT, "cancel", (_REASON,), services.cancel),
    ActForm(
        DOCUMENT, "extend", (Field("assessment", "评估情况", _LONG, required=True), _EXPIRES), services.extend
    ),
    ActForm(DOCUMENT, "list_to_amend", (_REASON,), services.list_to_amend),
    ActForm(DOCUMENT, "abolish", (_REASON,), services.abolish),
    ActForm(DOCUMENT, "declare_invalid", (_REASON,), services.declare_invalid),
)  # fmt: skip

FILING_FORMS = (
    ActForm(FILING, BEGIN, (Field("number", "文号", required=True, hint="已经公布的文件"),), filings.owe),
    ActForm(FILING, "send", (Field("filed_with", "备案机关", required=True),), filings.send),
    ActForm(FILING, "ask", (_REASON,), filings.ask),
    ActForm(FILING, "resend", (), filings.resend),
    ActForm(FILING, "enter", (Field("filing_number", "备案登记号", required=True),), filings.enter),
)

FORMS = (
    *REVIEW_FORMS,
    *DOCUMENT_FORMS,
    *FILING_FORMS,
    *CAMPAIGN_FORMS,
    *RECEIVED_FORMS,
    *CIRCULATION_FORMS,
    *SUBMISSION_FORMS,
)
