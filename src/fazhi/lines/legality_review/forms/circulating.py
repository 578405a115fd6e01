"""What each act on a circulated draft, and on a department's own submission, asks of the person who takes it."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.legality_review.rules import ANSWER_FORM
from fazhi.lines.legality_review.rules.remarks import REMARK_FORM
from fazhi.lines.legality_review.services import circulating, submissions
from fazhi.lines.legality_review.terms import Competition, Kind, Material
from fazhi.lines.legality_review.terms.circulating import CIRCULATION, SUBMISSION

_LONG, _LINES, _CODE = FieldType.LONG_TEXT, FieldType.LINES, FieldType.CODE
_REASON = Field("reason", "理由", _LONG, required=True)
_ANSWERS = Field("answers", "采纳情况", _LINES, required=True, hint=f"每行：{ANSWER_FORM}")
REMARKS = Field("lines", "逐条意见", _LINES, required=True, hint=f"每行：{REMARK_FORM}；都同意的写“无意见”")
_MATERIALS = Field(
    "materials", "送审材料", _LINES, required=True, hint=f"每行一种：{'、'.join(each.label for each in Material)}"
)

CIRCULATION_FORMS = (
    ActForm(
        CIRCULATION,
        BEGIN,
        (
            Field("number", "征求意见编号", required=True, hint="如 厦司审〔2024〕1号-征1"),
            Field("review", "合法性审核编号", required=True),
            Field("departments", "征求部门", _LINES, hint="每行一个部门的全称；在本系统有机构的，由其自行答复"),
            Field("experts", "征求专家、法律顾问", _LINES, hint="每行一人；答复由审核机构登记"),
            Field("due_date", "答复期限", FieldType.DAY, required=True),
        ),
        circulating.circulate,
        answers=("recipients", "answer_by"),
    ),
    ActForm(
        CIRCULATION,
        "enter_reply",
        (Field("recipient", "征求对象", required=True, hint="与名单一致"), REMARKS),
        circulating.enter_reply,
        answers=("recipients",),
    ),
    ActForm(CIRCULATION, "adopt", (_ANSWERS,), circulating.adopt),
    ActForm(CIRCULATION, "collate", (), circulating.collate),
    ActForm(CIRCULATION, "cancel", (_REASON,), circulating.cancel),
)

SUBMISSION_FORMS = (
    ActForm(
        SUBMISSION,
        BEGIN,
        (
            Field("number", "送审编号", required=True, hint="如 厦人社送审〔2024〕1号"),
            Field("addressee", "审核机构", required=True, hint="机构代码"),
            Field("title", "送审件名称", required=True),
            Field("kind", "审核类别", _CODE, required=True, labels=Kind.labels()),
            _MATERIALS,
            Field("competition", "公平竞争审查", _CODE, labels=Competition.labels()),
            Field("competition_told", "公平竞争审查说明", hint="审查结论的文号；不涉及的写明理由"),
            Field("draft", "送审稿", FieldType.FILE, hint="Word（docx）或者 PDF；其中的文字随即读出"),
            Field("body", "送审稿文本", _LONG, hint="没有文件的填写"),
        ),
        submissions.send,
    ),
    ActForm(
        SUBMISSION,
        "supplement",
        (_MATERIALS, Field("draft", "补正的文件", FieldType.FILE, hint="Word（docx）或者 PDF")),
        submissions.supplement,
    ),
    ActForm(SUBMISSION, "sign", (), submissions.sign),
    ActForm(SUBMISSION, "answer", (_ANSWERS,), submissions.answer),
    ActForm(SUBMISSION, "withdraw", (_REASON,), submissions.withdraw),
)
