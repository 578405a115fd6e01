"""
Matters taken through their paths from the console, each a table of command lines.

A line is who acts (the official's code, blank for the system account), the words after `fazhi matter`, and what the
answer must say: the state after the act, or a part of the sentence of a refusal. `{n}` in a line is the day n days ago.
"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry

pytestmark = pytest.mark.usefixtures("city")

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
        (HEAD, f"extend {PEOPLE} --reason 双方同意 --units 1 --on {{1}}", "accepted"),
        (HEAD, f"extend {PEOPLE} --reason 双方同意 --units 1", "已经延长过一次"),
        (OFFICER, AT_BUREAU, "applied"),
        (OFFICER, f"act {BUREAU} accept --on {{5}}", "accepted"),
        (OFFICER, f"suspend {BUREAU} --reason 鉴定 --on {{4}}", "accepted"),
        (OFFICER, f"suspend {BUREAU} --reason 鉴定", "已经中止，请先恢复"),
        (OFFICER, f"resume {BUREAU} --on {{2}}", "accepted"),
        (OFFICER, f"act {BUREAU} fail routes_told=劳动仲裁", "failed"),
        (OFFICER, f"suspend {BUREAU} --reason 鉴定", "正在计算的期限，而该事项没有"),
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

NUMBER = "〔2026〕莲前人调字第1号"
REGISTERED = f"begin mediation.people number={NUMBER} source=依申请调解 category=邻里 applicant_name=陈阿土 respondent_name=林阿水 --on {{6}}"
APPOINTED = "mediators=李二 named_by=当事人选择 tie=没有应当回避的情形"
UNDER_WAY = (
    (CLERK, REGISTERED, "applied"),
    (MEDIATOR, f"act mediation.people {NUMBER} accept attitude=同意调解 --on {{5}}", "accepted"),
    (MEDIATOR, f"act mediation.people {NUMBER} 确定调解员 {APPOINTED} --on {{5}}", "accepted"),
    (MEDIATOR, f"act mediation.people {NUMBER} notify_rights place=莲前街道调解室 --on {{4}}", "accepted"),
)
MET = (
    MEDIATOR,
    f"act mediation.people {NUMBER} hold_session content=双方各让一步。 outcome=达成一致 --on {{3}}",
    "accepted",
)
WRITTEN = (
    "agreement_form=书面 agreement_terms=林阿水赔偿一千元。 performance_mode=一次性履行 amount_fen=1000 "
    "applicant_signed={2} respondent_signed={2} mediator_signed={2} sealed={2} --on {2}"
)
SETTLED = (*UNDER_WAY, MET, (MEDIATOR, f"act mediation.people {NUMBER} settle {WRITTEN}", "settled"))
REQUESTED = (
    f"begin mediation.confirmation number={NUMBER} court=厦门市思明区人民法院 court_ground=调解组织所在地人民法院 "
    "applicant_signed={1} respondent_signed={1} --on {1}"
)

PEOPLES_STEPS = {
    "settled in writing and performed": (
        *SETTLED,
        (MEDIATOR, f"act mediation.performance {NUMBER} find_performed manner=电话回访", "performed"),
    ),
    "an oral agreement, confirmed by the court": (
        *UNDER_WAY,
        MET,
        (
            MEDIATOR,
            f"act mediation.people {NUMBER} settle agreement_form=口头 agreement_terms=互相道歉。 performance_mode=当场履行 "
            "reached={2} oral_agreed=是 --on {2}",
            "settled",
        ),
        (MEDIATOR, REQUESTED, "requested"),
        (MEDIATOR, f"act mediation.confirmation {NUMBER}确认1 accept", "accepted"),
        (MEDIATOR, f"act mediation.confirmation {NUMBER}确认1 confirm decision_number=（2026）闽0203民特1号", "confirmed"),
    ),
    "danger reported, and its receipt": (
        (CLERK, REGISTERED, "applied"),
        (
            MEDIATOR,
            f"act mediation.people {NUMBER} report_risk kind=可能引起治安案件 organ=莲前派出所 manner=电话报告 --on {{1}}",
            "applied",
        ),
    ),
    "refused for a reason of the list": (
        (CLERK, REGISTERED, "applied"),
        (CLERK, f"act mediation.people {NUMBER} refuse reason=不想办", "不予受理理由（reason）是“不想办”，应为法律法规规定由专门机关"),
        (CLERK, f"act mediation.people {NUMBER} refuse reason=人民法院已经受理或者解决", "refused"),
    ),
    "what the rules of the line forbid is told in its words": (
        *UNDER_WAY,
        (MEDIATOR, f"act mediation.people {NUMBER} settle {WRITTEN}", "请先登记调解"),
        MET,
        (MEDIATOR, f"act mediation.people {NUMBER} settle {WRITTEN.replace(' sealed={2}', '')}", "盖章"),
        (MEDIATOR, f"act mediation.people {NUMBER} fail routes_told=仲裁、行政、司法", "failed"),
    ),
}  # fmt: skip

STATES = {"applied", "accepted", "settled", "failed", "withdrawn", "refused", "performed", "requested", "confirmed"}


def on_its_day(line: str) -> str:
    """The line with its days filled in."""
    today = timezone.localdate()
    return re.sub(r"\{(-?\d+)\}", lambda found: str(today - timedelta(days=int(found[1]))), line)


def walk(fazhi: Callable, path: Iterable[tuple[str, str, str]]) -> int:
    """Walk a path, holding each answer against what is expected; returns how many acts were done."""
    done = 0
    for official, line, expected in path:
        who = ("--as", official) if official else ()

        answer = fazhi("matter", *on_its_day(line).split(), *who, "--json")

        if expected in STATES:
            assert answer.code == 0, (line, answer.err)
            assert answer.data["state"] == expected
            assert {"procedure", "number", "step", "clocks"} <= set(answer.data)
            done += 1
        else:
            assert (answer.code, answer.out) == (2, ""), line
            assert expected in answer.err, line
            assert answer.err.count("\n") == 1
    return done


@pytest.mark.parametrize("path", STEPS, ids=str)
def test_a_path_is_walked_from_the_console(path: str, act_forms, fazhi: Callable):
    done = walk(fazhi, STEPS[path])

    told = Entry.objects.exclude(action__startswith="parties.")
    assert (told.count(), set(told.values_list("place", flat=True))) == (done, {"console"})


@pytest.mark.parametrize("path", PEOPLES_STEPS, ids=str)
def test_a_path_of_peoples_mediation_is_walked_by_the_forms_of_the_line(path: str, fazhi: Callable):
    walk(fazhi, PEOPLES_STEPS[path])

    assert set(Entry.objects.values_list("place", flat=True)) == {"console"}
