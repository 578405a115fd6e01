"""What a refusal says to a user: what was found, and what to do."""

from datetime import date

import pytest

from fazhi.lines.annual_report import errors
from fazhi.lines.annual_report.terms import Finding, Recipient
from fazhi.surfaces.wording import sentence

DAY = date(2025, 3, 1)
EMPTY = Finding("heading.leader", "“履职情况”没有内容")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.ReportExists(2024), "2024 年的年度报告已经启动编写，一年只有一份；公开后有误的，用更正。"),
        (errors.YearNotOver(2024, DAY), "2025-03-01 还不能启动 2024 年的年度报告：这一年要到 2024-12-31 才结束。"),
        (errors.NotTheBureau("法治督察处"), "年度报告由市局编写，不能放在“法治督察处”名下；处室的内容请用供稿。"),
        (errors.TextsClosed("甲", "已签发"), "甲“已签发”，不再收稿。要改内容，先撤回签发；已封账的，用更正。"),
        (errors.AcceptedAlready("甲"), "甲 不能重新约稿：它没有被采用，或者已经另约了替换稿。"),
        (errors.DueBeforeAsked(DAY, DAY), "供稿期限 2025-03-01 早于约稿日期 2025-03-01。"),
        (errors.NothingToExplain("x", [EMPTY]), "没有事项“x”需要说明。现在须说明的：heading.leader。"),
        (errors.NothingToExplain("x", []), "没有事项“x”需要说明。现在须说明的：没有。"),
        (
            errors.Unexplained("甲", [EMPTY]),
            "甲 还不能签发：“履职情况”没有内容（heading.leader）。请补正，或者由负责人逐项说明理由，理由印在报告里。",
        ),
        (errors.MeetingAhead("甲", DAY, DAY), "甲 不能在 2025-03-01 签发：审议会议是 2025-03-01。"),
        (errors.FiguresMoved("甲", ["a.b"], "signed"), "甲 签发后数据有变动：a.b。请撤回签发，按新数据重新签发。"),
        (
            errors.FiguresMoved("甲", list("abcdef"), "sealed"),
            "甲 封账后数据有变动：a、b、c、d、e 等 6 项。请先更正，重新签发和封账后再公开。",
        ),
        (
            errors.SealBroken("甲", "2024-v1"),
            "甲 不能公开：封账 2024-v1 的文件与封存时不符，请运行 fazhi year verify 查明。",
        ),
        (errors.DeliveredAlready("甲", Recipient.PARTY, DAY), "甲 已于 2025-03-01 送达本级党委。"),
        (
            errors.DeliveriesMissing("甲", [Recipient.PARTY, Recipient.GOVERNMENT]),
            "甲 还没有报送完：缺本级党委、本级政府的回执。",
        ),
        (errors.NoAddress("a.cn"), "公开网址“a.cn”不是完整的网址，应以 https:// 或 http:// 开头。"),
        (errors.NoVersion(2024, 3, [1, 2]), "2024 年的年度报告没有第 3 版的文件，有文件的是第 1、2 版。"),
        (errors.UnreadableText("甲.doc", "乙"), "甲.doc 读不出供稿内容，应为乙。"),
    ],
    ids=lambda item: type(item).__name__ if isinstance(item, Exception) else "",
)
def test_a_refusal_in_words(error: Exception, said: str):
    assert sentence(error) == said
