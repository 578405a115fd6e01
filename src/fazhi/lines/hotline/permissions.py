"""Which role may take which step, and under which document."""

from fazhi.engines.procedure import Permission
from fazhi.lines.hotline.terms import ADVICE, STANDARD
from fazhi.lines.hotline.terms.attendance import PAY
from fazhi.lines.hotline.terms.quality import PRIVACY

ANSWER = Permission("hotline.answer", "登记、答复、转办咨询", frozenset({"clerk", "head"}), ADVICE)
REVISIT = Permission("hotline.revisit", "回访不满意的咨询、交办和办结投诉", frozenset({"head"}), STANDARD)
DRAFT = Permission("hotline.draft", "拟订值守方案、排班、登记换班", frozenset({"clerk", "head"}), STANDARD)
PUBLISH = Permission("hotline.publish", "公布值守方案和值班表", frozenset({"head"}), STANDARD)
FEED = Permission("hotline.feed", "报送话务实时数据", frozenset({"clerk"}), STANDARD)
ORDER_CHECK = Permission("hotline.order_check", "质检立项、抽取、裁定", frozenset({"head"}), STANDARD)
SCORE = Permission("hotline.score", "质检评分", frozenset({"clerk", "head"}), STANDARD)
LISTEN = Permission("hotline.listen", "调取咨询录音", frozenset({"head"}), PRIVACY)
"""Scorers get at the recordings of what they have to score, and no other."""

ATTEND = Permission("hotline.attend", "登记签到签退", frozenset({"clerk", "head"}), STANDARD)
CORRECT = Permission("hotline.attendance.correct", "更正签到签退", frozenset({"head"}), STANDARD)
DRAW = Permission("hotline.subsidy.draw", "编制、复核值班补贴", frozenset({"clerk", "head"}), PAY)
FIX = Permission("hotline.subsidy.fix", "审定值班补贴、登记补贴标准", frozenset({"head"}), PAY)
COMPLAIN = Permission("hotline.complaint", "登记、答复热线投诉", frozenset({"clerk", "head"}), STANDARD)
HAND_OVER = Permission("hotline.hand_over", "移交每周咨询研判", frozenset({"clerk", "head"}), STANDARD)

PERMISSIONS = (
    ANSWER, REVISIT, DRAFT, PUBLISH, FEED, ORDER_CHECK, SCORE, LISTEN, ATTEND, CORRECT, DRAW, FIX, COMPLAIN, HAND_OVER,
)  # fmt: skip
