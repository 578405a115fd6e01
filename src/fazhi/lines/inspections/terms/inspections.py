"""Inspections (检查) and what came of them."""

from fazhi.engines.codes import Labelled

INSPECTION = "inspections.inspection"


class InspectionState(Labelled):
    """Where an inspection stands."""

    ASSIGNED = "assigned", "待检查"
    INSPECTED = "inspected", "已检查、待审核"
    CONCLUDED = "concluded", "检查结果已审定"
    ORDERED = "ordered", "责令整改中"
    RECTIFIED = "rectified", "复查已整改"
    UNRECTIFIED = "unrectified", "复查未整改"
    HANDED_OVER = "handed_over", "已移送处罚"
    PENALISED = "penalised", "已作处罚决定"
    CLOSED = "closed", "检查已办结"
    VOID = "void", "检查已作废"


class Cause(Labelled):
    """Why an institution is inspected: drawn, or for a cause (有因检查), which no frequency limits."""

    RANDOM = "random", "随机抽查"
    COMPLAINT = "complaint", "投诉举报"
    ASSIGNED = "assigned", "转办交办"
    MONITORING = "monitoring", "数据监测"


class Manner(Labelled):
    """How it is inspected (检查方式)."""

    ON_SITE = "on_site", "现场检查"
    PAPERS = "papers", "书面检查"
    NETWORK = "network", "网络检查"


class VisitOutcome(Labelled):
    """What came of going there."""

    DONE = "done", "完成检查"
    NOBODY = "nobody", "现场无人"
    REFUSED = "refused", "拒绝检查"


class ResultCode(Labelled):
    """
    Result of one item (检查结果代码), as systems of the market-supervision family have them; the list is 待核, and D is
    read for legal services.
    """

    NONE = "0", "未发现问题"
    FOLLOW_UP = "A", "发现问题待后续处理"
    UNDISCLOSED = "B", "未按规定公示应当公示的信息"
    FALSE = "C", "公示信息隐瞒真实情况、弄虚作假"
    VIOLATION = "D", "违反法律服务管理规定"
    CORRECTED = "E", "发现问题经责令已改正"
    NO_BUSINESS = "F", "未发现开展本次抽查涉及的业务"
    UNREACHABLE = "6", "通过登记的住所无法联系"
    CEASED = "7", "已停业或者正在清算"
    UNCOOPERATIVE = "8", "不配合检查情节严重"
    DEREGISTERED = "9", "已注销"
    REVOKED = "10", "已被吊销"
    ANNULLED = "11", "已被撤销"
    MOVED = "12", "已迁出"


OPEN_PROBLEMS = frozenset(
    {
        ResultCode.FOLLOW_UP,
        ResultCode.UNDISCLOSED,
        ResultCode.FALSE,
        ResultCode.VIOLATION,
        ResultCode.UNREACHABLE,
        ResultCode.UNCOOPERATIVE,
    }
)
"""Results that somebody has to follow up: an inspection with one of them is not closed by publication alone."""

CORRECTED = ResultCode.CORRECTED
"""A problem, but one that is gone."""


class ObjectionResult(Labelled):
    """What came of an objection (异议)."""

    UPHELD = "upheld", "异议成立"
    DISMISSED = "dismissed", "异议不成立"
