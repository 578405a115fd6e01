"""What each act of a clean-up campaign asks of the person who takes it."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.legality_review.rules.outcomes import OUTCOME_FORM
from fazhi.lines.legality_review.services import campaigns, cleaned
from fazhi.lines.legality_review.terms.campaigns import CAMPAIGN, CampaignKind

_DAY = FieldType.DAY
LINES = Field("lines", "逐件意见", FieldType.LINES, required=True, hint=f"每行一件：{OUTCOME_FORM}；保留的可以不写理由")

CAMPAIGN_FORMS = (
    ActForm(
        CAMPAIGN,
        BEGIN,
        (
            Field("number", "清理编号", required=True, hint="如 厦司清〔2024〕1号"),
            Field("title", "清理名称", required=True, hint="如 2024年度行政规范性文件定期清理"),
            Field("kind", "清理类别", FieldType.CODE, required=True, labels=CampaignKind.labels()),
            Field("notice", "清理依据", required=True, hint="清理通知的名称和文号"),
            Field("due_date", "完成期限", _DAY, required=True),
            Field("title_words", "范围：名称含有", hint="不写的不限"),
            Field("published_until_date", "范围：公布日期截至", _DAY),
            Field("expires_until_date", "范围：有效期届满截至", _DAY),
            Field("provisional_only", "范围：仅暂行、试行", FieldType.FLAG),
        ),
        campaigns.open_campaign,
        answers=("answer_by",),
    ),
    ActForm(
        CAMPAIGN,
        "assign_batch",
        (
            Field("due_date", "答复期限", _DAY, required=True, hint="不晚于清理的完成期限"),
            Field("drafter", "起草单位", hint="只交办一个单位的文件；不写的交办范围内尚未交办的全部文件"),
        ),
        campaigns.assign_batch,
        answers=("batch", "answer_by"),
    ),
    ActForm(CAMPAIGN, "enter_proposals", (LINES,), campaigns.enter_proposals),
    ActForm(CAMPAIGN, "review_documents", (LINES,), campaigns.review_documents),
    ActForm(
        CAMPAIGN,
        "decide",
        (Field("decision", "审定依据", required=True, hint="如 局长办公会议纪要〔2024〕12号"),),
        cleaned.decide,
    ),
    ActForm(
        CAMPAIGN,
        "publish",
        (
            Field("list_number", "公布文号", required=True, hint="如 厦司公告〔2024〕3号"),
            Field("issued_at", "公布位置", required=True, hint="如 政府网站、政府公报"),
        ),
        cleaned.publish,
    ),
    ActForm(CAMPAIGN, "cancel", (Field("reason", "理由", FieldType.LONG_TEXT, required=True),), cleaned.cancel),
)
