"""The nouns of inspections, with their official labels: rosters, tasks and draws, inspections and what came of them."""

from fazhi.engines.citation import Article, Document
from fazhi.lines.inspections.terms.inspections import (
    CORRECTED,
    INSPECTION,
    OPEN_PROBLEMS,
    Cause,
    InspectionState,
    Manner,
    ObjectionResult,
    ResultCode,
    VisitOutcome,
)
from fazhi.lines.inspections.terms.rosters import CREDIT_WEIGHTS, CreditClass, InstitutionKind
from fazhi.lines.inspections.terms.tasks import STANDING, TASK, TaskState

LINE = "inspections"

RANDOM = Article("优化营商环境条例", 54, 1)
RECORDED = Article("行政许可法", 61, 2)
ON_SITE = Article("行政许可法", 62, 1)
RECUSAL = Article("行政处罚法", 43, 1)
CORRECT = Article("行政处罚法", 28, 1)
CASE = Article("行政处罚法", 54, 1)
DEFENCE = Article("行政处罚法", 45, 1)
PUBLICITY = Document("行政执法三项制度意见", "国办发〔2018〕118号")
RANDOM_NOTICE = Document("随机抽查通知", "国办发〔2015〕58号")
FREQUENCY = Document("涉企行政检查意见", "国办发〔2024〕54号")

GROUNDS = {
    "reason": "理由",
    "announced_at": "公告发布位置",
    "public_values": "公共随机数",
    "manner": "检查方式",
    "findings": "检查结果",
    "outcome": "未能检查的情形",
    "rectify_by": "整改期限",
    "problems": "责令整改的问题",
    "result_told": "复查情况",
    "case_number": "案件编号",
    "penalty_number": "处罚决定书文号",
    "published_at": "公示位置",
    "objection": "异议内容",
    "objection_result": "异议处理结果",
    "answer": "答复",
    "cause": "检查事由",
    "institution": "检查对象",
    "items": "抽查事项",
}

__all__ = [
    "CASE",
    "CORRECT",
    "CORRECTED",
    "CREDIT_WEIGHTS",
    "DEFENCE",
    "FREQUENCY",
    "GROUNDS",
    "INSPECTION",
    "LINE",
    "ON_SITE",
    "OPEN_PROBLEMS",
    "PUBLICITY",
    "RANDOM",
    "RANDOM_NOTICE",
    "RECORDED",
    "RECUSAL",
    "STANDING",
    "TASK",
    "Cause",
    "CreditClass",
    "InspectionState",
    "InstitutionKind",
    "Manner",
    "ObjectionResult",
    "ResultCode",
    "TaskState",
    "VisitOutcome",
]
