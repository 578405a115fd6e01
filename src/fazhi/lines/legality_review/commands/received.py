"""The Chinese sentences of what filings that come in refuse."""

from fazhi.lines.legality_review.errors.received import FiledBefore, FlawsUnfit
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: FlawsUnfit) -> str:
    if error.flaws:
        return f"{error.number} 已经记录{error.flaws}个审查问题，不能按未发现问题办结；请建议纠正或者责令纠正。"
    return f"{error.number} 还没有记录审查问题，不能提出审查意见；请先记录问题和依据。"


@sentence.register
def _(error: FiledBefore) -> str:
    return f"{error.number} 已经报送过备案；后来的材料请登记在原来的备案里。"
