"""Which role may take which step, and under which document."""

from fazhi.engines.procedure import Permission
from fazhi.lines.inspections.terms import CASE, CORRECT, FREQUENCY, PUBLICITY, RANDOM, RANDOM_NOTICE, RECORDED

PREPARE = Permission("inspections.prepare", "编制抽查任务、封存名录", frozenset({"clerk", "head"}), RANDOM_NOTICE)
DRAW = Permission("inspections.draw", "公告、抽取", frozenset({"clerk", "head"}), RANDOM)
ANNUL = Permission("inspections.annul", "作废抽取、取消任务", frozenset({"head"}), RANDOM_NOTICE)
INSPECT = Permission("inspections.inspect", "检查并登记结果", frozenset({"clerk", "head"}), RECORDED)
APPROVE = Permission("inspections.approve", "有因检查立项、审定检查结果", frozenset({"head"}), FREQUENCY)
ORDER = Permission("inspections.order", "责令整改、移送处罚", frozenset({"head"}), CORRECT)
PENALISE = Permission("inspections.penalise", "登记处罚决定", frozenset({"clerk", "head"}), CASE)
PUBLISH = Permission("inspections.publish", "公示检查结果", frozenset({"clerk", "head"}), PUBLICITY)

PERMISSIONS = (PREPARE, DRAW, ANNUL, INSPECT, APPROVE, ORDER, PENALISE, PUBLISH)
