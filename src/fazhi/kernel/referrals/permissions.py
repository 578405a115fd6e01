"""Which role may take which step of a referral, and under which article."""

from fazhi.engines.citation import Article, Document
from fazhi.engines.procedure import Permission

SEND = Permission(
    "referrals.send", "登记移送单位的移送、撤回和结果签收", frozenset({"clerk", "head"}), Article("人民调解法", 18)
)
SIGN = Permission("referrals.sign", "签收对接", frozenset({"clerk", "mediator"}), Article("特邀调解规定", 27, 3))
DECIDE = Permission("referrals.decide", "受理或退回对接", frozenset({"mediator", "head"}), Article("人民调解法", 17))
REPORT = Permission("referrals.report", "回传对接结果", frozenset({"mediator"}), Article("特邀调解规定", 26, 2))

BETWEEN_OFFICES = Document("转办工作制度")
"""待核: the bureau's own rules of passing matters on."""
TRANSFER = Permission("referrals.transfer", "转办事项、撤回转办", frozenset({"clerk", "head"}), BETWEEN_OFFICES)
HANDLE = Permission(
    "referrals.handle", "受理、退回、反馈转办", frozenset({"clerk", "mediator", "head"}), BETWEEN_OFFICES
)

PERMISSIONS = (SEND, SIGN, DECIDE, REPORT, TRANSFER, HANDLE)
