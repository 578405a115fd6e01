"""
How a plan of seats is drawn up from the records of calls: what comes, what seats it takes, how the day is best cut.

Needs the extra `[planning]`; nothing else of the line imports it when Django starts.
"""

from fazhi.lines.hotline.rules.planning.demand import Learned, learned_from
from fazhi.lines.hotline.rules.planning.drafting import Drafting, drafted
from fazhi.lines.hotline.rules.planning.months import Asked, MonthPlan, month_plan

__all__ = ["Asked", "Drafting", "Learned", "MonthPlan", "drafted", "learned_from", "month_plan"]
