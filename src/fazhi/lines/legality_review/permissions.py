"""Which role may take which step, and under which document."""

from fazhi.engines.procedure import Permission
from fazhi.lines.legality_review.terms import FILED, LINE, MAKING, MECHANISM

RECEIVE = Permission(f"{LINE}.receive", "登记、查验送审材料", frozenset({"clerk", "head"}), MECHANISM)
REVIEW = Permission(f"{LINE}.review", "提出审核意见", frozenset({"clerk", "head"}), MECHANISM)
CONCLUDE = Permission(f"{LINE}.conclude", "指派审核人、出具审核意见书", frozenset({"head"}), MECHANISM)
REGISTER = Permission(f"{LINE}.register", "统一登记、编号、公布", frozenset({"clerk", "head"}), MAKING)
END = Permission(f"{LINE}.end", "延续、废止、宣布失效", frozenset({"head"}), MAKING)
FILE = Permission(f"{LINE}.file", "报送备案", frozenset({"clerk", "head"}), FILED)
EXAMINE = Permission(f"{LINE}.examine", "登记、审查收到的备案", frozenset({"clerk", "head"}), FILED)
CORRECT = Permission(f"{LINE}.correct", "对收到的备案提出纠正意见、终结审查", frozenset({"head"}), FILED)
CIRCULATE = Permission(f"{LINE}.circulate", "征求部门和专家意见、汇总", frozenset({"clerk", "head"}), MECHANISM)
ANSWER = Permission(f"{LINE}.answer", "报送送审稿，答复清理和征求意见", frozenset({"clerk", "head"}), MAKING)
"""A department's own: it acts on what it was asked or has submitted, and sees nothing else of the reviewing office."""

PERMISSIONS = (RECEIVE, REVIEW, CONCLUDE, REGISTER, END, FILE, EXAMINE, CORRECT, CIRCULATE, ANSWER)
