"""Which role may take which step, and under which document."""

from fazhi.engines.procedure import Permission
from fazhi.lines.hotline.terms import ADVICE, STANDARD

ANSWER = Permission("hotline.answer", "登记、答复、转办咨询", frozenset({"clerk", "head"}), ADVICE)
REVISIT = Permission("hotline.revisit", "回访不满意的咨询、交办和办结投诉", frozenset({"head"}), STANDARD)
DRAFT = Permission("hotline.draft", "拟订值守方案、排班、登记换班", frozenset({"clerk", "head"}), STANDARD)
PUBLISH = Permission("hotline.publish", "公布值守方案和值班表", frozenset({"head"}), STANDARD)
COMPLAIN = Permission("hotline.complaint", "登记、答复热线投诉", frozenset({"clerk", "head"}), STANDARD)
HAND_OVER = Permission("hotline.hand_over", "移交每周咨询研判", frozenset({"clerk", "head"}), STANDARD)

PERMISSIONS = (ANSWER, REVISIT, DRAFT, PUBLISH, COMPLAIN, HAND_OVER)
