"""
A matter taken through its paths from the console, each a table of command lines.

A line is who acts (the official's code, blank for the system account), the words after `fazhi matter`, and what the
answer must say: the state after the act, or a part of the sentence of a refusal. `{n}` in a line is the day n days ago.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry

pytestmark = pytest.mark.usefixtures("city", "act_forms")

MEDIATOR, CLERK, HEAD, STRANGER, REPORTER, OFFICER = "E0002", "E0001", "E0003", "E0004", "E0005", "E0006"
PEOPLE = "mediation.people 〔2026〕1号"
BUREAU = "mediation.administrative 行调1号"
OPENED = "begin mediation.people number=〔2026〕1号 category=邻里 source=依申请调解 parties_count=2 applicant=陈阿土 --on {6}"
AT_BUREAU = "begin mediation.administrative number=行调1号 category=其他劳动争议 nature=民商事纠纷 --on {6}"

STEPS = {
    "application, acceptance, written agreement": (
        (CLERK, OPENED, "applied"),
        (MEDIATOR, f"act {PEOPLE} accept --on {{5}}", "accepted"),
        (MEDIATOR, f"act {PEOPLE} settle effective={{2}} agreement_form=书面 amount_fen=12,000.50 --on {{1}}", "settled"),
        (MEDIATOR, f"act {PEOPLE} withdraw", "现在可以做的：没有"),
    ),
    "application refused with a reason": (
        (CLERK, OPENED, "applied"),
        (CLERK, f"act {PEOPLE} refuse", "缺理由（reason）"),
        (CLERK, f"act {PEOPLE} 不予受理 reason=一方明确拒绝调解", "refused"),
    ),
    "withdrawn before and after acceptance": (
        (CLERK, OPENED, "applied"),
        (CLERK, f"act {PEOPLE} withdraw --on {{5}}", "withdrawn"),
        (CLERK, OPENED.replace("1号", "2号"), "applied"),
        (CLERK, f"act {PEOPLE} accept --on {{4}}".replace("1号", "2号"), "accepted"),
        (CLERK, f"act {PEOPLE} withdraw".replace("1号", "2号"), "需要的角色是调解员"),
        (MEDIATOR, f"act {PEOPLE} withdraw".replace("1号", "2号"), "withdrawn"),
    ),
    "failed with the other routes told": (
        (CLERK, OPENED, "applied"),
        (MEDIATOR, f"act {PEOPLE} accept --on {{5}}", "accepted"),
        (MEDIATOR, f"act {PEOPLE} fail routes_told=仲裁、诉讼", "failed"),
    ),
    "an act before the one that led here, and one entered late": (
        (CLERK, OPENED, "applied"),
        (MEDIATOR, f"act {PEOPLE} accept --on {{8}} --late-reason 出差", "早于上一步"),
        (MEDIATOR, f"act {PEOPLE} accept --on {{-1}}", "晚于登记日"),
        (CLERK, OPENED.replace("{6}", "{9}").replace("1号", "3号"), "请写明迟录理由"),
        (CLERK, OPENED.replace("{6}", "{9} --late-reason 台风停工").replace("1号", "3号"), "applied"),
    ),
    "clocks: suspended, resumed, extended": (
        (CLERK, OPENED, "applied"),
        (MEDIATOR, f"suspend {PEOPLE} --reason 鉴定", "依法没有可以中止的事由"),
        (MEDIATOR, f"resume {PEOPLE}", "没有中止"),
        (MEDIATOR, f"act {PEOPLE} accept --on {{5}}", "accepted"),
        (MEDIATOR, f"extend {PEOPLE} --reason 双方同意", "需要的角色是负责人"),
        (HEAD, f"extend {PEOPLE} --period TJ-XXX --reason 双方同意", "TJ-END"),
    ),
    "the task: taken over and handed over": (
        (CLERK, OPENED, "applied"),
        (MEDIATOR, f"take-over {PEOPLE}", "由 E0001@XM-SM-01:clerk 承办；要接办请写明理由"),
        (MEDIATOR, f"take-over {PEOPLE} --reason 分工调整", "applied"),
        (MEDIATOR, f"hand-over {PEOPLE} --to E0004 --reason 回避", "没有编号为"),
        (MEDIATOR, f"hand-over {PEOPLE} --to E0001 --reason 回避", "applied"),
        (CLERK, f"act {PEOPLE} refuse reason=不属于民间纠纷", "refused"),
        (CLERK, f"take-over {PEOPLE}", "它已经没有待办"),
    ),
    "rectified by the head, with a reason": (
        (CLERK, OPENED, "applied"),
        (MEDIATOR, f"rectify {PEOPLE} mediator=李二 --reason 漏填", "需要的角色是负责人"),
        (HEAD, f"rectify {PEOPLE} mediator=李二 category=物业 parties_count=３ --reason 漏填", "applied"),
        (HEAD, f"rectify {PEOPLE} mediator=李二 --reason 漏填", "没有要更正的"),
        (HEAD, f"rectify {PEOPLE} category=家庭矛盾 --reason 笔误", "纠纷类别（category）是“家庭矛盾”，应为婚姻家庭"),
        (HEAD, f"rectify {PEOPLE} state=settled --reason 笔误", "只随办理而变，不能更正"),
        (HEAD, f"rectify {PEOPLE} accepted_date={{5}} --reason 笔误", "只随办理而变，不能更正"),
        (HEAD, f"rectify {PEOPLE} form=当场化解 --reason 笔误", "与该事项其他记录相符的内容"),
        (HEAD, f"rectify {PEOPLE} mediator= --reason 误填", "applied"),
        (HEAD, f"rectify {PEOPLE} --reason 误填", "要更正的内容"),
    ),
    "administrative: application, acceptance, agreement": (
        (OFFICER, AT_BUREAU, "applied"),
        (OFFICER, f"act {BUREAU} 受理 --on {{5}}", "accepted"),
        (OFFICER, f"act {BUREAU} 达成协议 effective={{5}}", "settled"),
    ),
    "administrative: failed": (
        (OFFICER, AT_BUREAU, "applied"),
        (OFFICER, f"act {BUREAU} accept --on {{5}}", "accepted"),
        (OFFICER, f"act {BUREAU} fail routes_told=劳动仲裁", "failed"),
    ),
    "a stranger, a reader and the system account take no act": (
        (CLERK, OPENED, "applied"),
        (STRANGER, f"act {PEOPLE} accept", "没有编号为 〔2026〕1号 的事项"),
        (REPORTER, f"act {PEOPLE} accept", "需要的角色是"),
        ("", f"act {PEOPLE} accept", "--as 是“（没有写）”"),
        ("", OPENED, "--as 是“（没有写）”"),
        (STRANGER, OPENED + " --office XM-SM-01", "--office 是“XM-SM-01”"),
        (REPORTER, OPENED, "需要的角色是"),
    ),
}  # fmt: skip
STATES = {"applied", "accepted", "settled", "failed", "withdrawn", "refused"}


def on_its_day(line: str) -> str:
    """The line with its days filled in."""
    today = timezone.localdate()
    return re.sub(r"\{(-?\d+)\}", lambda found: str(today - timedelta(days=int(found[1]))), line)


@pytest.mark.parametrize("path", STEPS, ids=str)
def test_a_path_is_walked_from_the_console(path: str, fazhi: Callable):
    done = 0
    for official, line, expected in STEPS[path]:
        who = ("--as", official) if official else ()

        answer = fazhi("matter", *on_its_day(line).split(), *who, "--json")

        if expected in STATES:
            assert answer.code == 0, answer.err
            assert answer.data["state"] == expected
            assert {"procedure", "number", "step", "clocks"} <= set(answer.data)
            done += 1
        else:
            assert (answer.code, answer.out) == (2, ""), line
            assert expected in answer.err, line
            assert answer.err.count("\n") == 1
    told = Entry.objects.exclude(action__startswith="parties.")
    assert (told.count(), set(told.values_list("place", flat=True))) == (done, {"console"})
