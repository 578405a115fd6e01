"""Sentences for what is refused when a post is given or ended."""

from datetime import date

from fazhi.kernel.organisations.errors import OfficialKnown, OwnPost, PostDatesWrong, PostTwice, RolesApart
from fazhi.kernel.organisations.terms import ADMINISTRATORS, Role
from fazhi.surfaces.wording import sentence


def span(first: date, last: date | None) -> str:
    """2020-01-01 起; 2020-01-01 至 2024-12-31."""
    return f"{first} 至 {last}" if last else f"{first} 起"


@sentence.register
def _(error: PostDatesWrong) -> str:
    upper = f"，不晚于 {error.last}" if error.last else ""
    return f"{error.found} 不能作为最后一天：应不早于 {error.first}{upper}。"


@sentence.register
def _(error: PostTwice) -> str:
    return f"同一岗位 {span(error.first, error.last)}已经在任，不能重复授予；要改起止的，先结束原来的岗位。"


@sentence.register
def _(error: RolesApart) -> str:
    role, other = Role(error.role), Role(error.other)
    which = "这是另一员" if {role, other} <= ADMINISTRATORS else "管理员不办业务，办业务的不当管理员"
    return (
        f"{error.official} {span(error.first, error.last)}是{other.label}，同一天不能再是{role.label}："
        f"三员分设，{which}。先结束原来的岗位，或者另选人员。"
    )


@sentence.register
def _(error: OwnPost) -> str:
    return "不能结束自己的岗位，请由另一位安全管理员办理。"


@sentence.register
def _(error: OfficialKnown) -> str:
    return f"工号 {error.code} 已经有了，请换一个代码。"


ACTS = {
    "api.system.change": "更改对接系统的权限",
    "api.system.close": "停用对接系统",
    "api.system.enter": "登记对接系统",
    "api.token.abuse": "使用失效的令牌",
    "api.token.issue": "发放令牌",
    "api.token.revoke": "撤销令牌",
    "api.webhook.remove": "取消通知地址",
    "api.webhook.set": "登记通知地址",
    "audit.erase": "删除留痕明细",
    "audit.export": "导出留痕",
    "audit.reads": "查阅记录入链",
    "backup.make": "加密备份",
    "calendar.enter_notice": "登记节假日安排",
    "law.enter_local_period": "登记期限的本地值",
    "law.load": "导入法规",
    "ledger.cancel": "中止导入",
    "ledger.dispatch": "制作报送文件",
    "ledger.export": "导出台账",
    "ledger.hand_out": "下载退回的行",
    "ledger.import": "导入台账",
    "ledger.interrupt": "导入中断",
    "ledger.mapping": "保存栏目对应",
    "ledger.receipt": "登记报送回执",
    "ledger.refuse": "退回台账",
    "ledger.undo": "撤销导入",
    "organisations.absence.end": "结束缺勤",
    "organisations.absence.record": "登记缺勤和代岗",
    "organisations.absence.withdraw": "撤销缺勤",
    "organisations.divisions.load": "导入行政区划",
    "organisations.system.enter": "登记对接系统的身份",
    "organisations.post.end": "结束岗位",
    "organisations.post.give": "授予岗位",
    "masking.abandon": "放弃脱敏",
    "masking.publish": "取脱敏件",
    "masking.receive": "提交脱敏",
    "papers.attach": "添加附件",
    "papers.hand_on": "移交附件",
    "papers.mask": "脱敏件存入卷宗",
    "papers.issue": "制作公文",
    "papers.number.issue": "编发文号",
    "papers.number.void": "作废文号",
    "papers.series.open": "设立发文字号",
    "papers.strip": "制作可公开的附件",
    "parties.erase": "删除当事人信息",
    "procedures.escalate": "督办期限",
    "procedures.recompute": "重算期限",
    "register.export": "导出清单",
    "year.freeze": "年度封账",
}
"""The official words for what is done to the system itself: code in the trail → title."""
