"""
Matters taken through their paths from the console, each a table of command lines.

A line is who acts (the official's code, blank for the system account), the words after `fazhi matter`, and what the
answer must say: the state after the act, or a part of the sentence of a refusal. `{n}` in a line is the day n days ago,
`{year}` the year before this one.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Official, Post

pytestmark = pytest.mark.usefixtures("city")

MEDIATOR, CLERK, HEAD, STRANGER, REPORTER, OFFICER = "E0002", "E0001", "E0003", "E0004", "E0005", "E0006"
BUREAU_HEAD = "E0008"
PEOPLE = "mediation.people 〔2026〕1号"
BUREAU = "mediation.administrative 行调1号"
SIDES = "applicant_name=陈阿土 respondent_name=林阿水"
OPENED = f"begin mediation.people number=〔2026〕1号 category=邻里 source=依申请调解 {SIDES} --on {{6}}"
AT_BUREAU = f"begin mediation.administrative number=行调1号 category=其他劳动争议 nature=民商事纠纷 {SIDES} --on {{6}}"
FAILED = "fail reason=不能达成协议 routes=arbitration"

STEPS = {
    "application refused with a reason": (
        (CLERK, OPENED, "applied"),
        (CLERK, f"act {PEOPLE} refuse", "缺不予受理理由（reason）"),
        (CLERK, f"act {PEOPLE} refuse reason=不想办", "不予受理理由（reason）是“不想办”，应为法律法规规定由专门机关"),
        (CLERK, f"act {PEOPLE} 不予受理 reason=一方当事人明确拒绝调解", "refused"),
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
        (MEDIATOR, f"act {PEOPLE} fail routes_told=仲裁、行政、司法", "failed"),
        (MEDIATOR, f"act {PEOPLE} withdraw", "现在可以做的：没有"),
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
        (OFFICER, f"act {BUREAU} {FAILED}", "failed"),
        (OFFICER, f"suspend {BUREAU} --reason 鉴定", "正在计算的期限，而该事项没有"),
    ),
    "the task: taken over and handed over": (
        (CLERK, OPENED, "applied"),
        (MEDIATOR, f"take-over {PEOPLE}", "由 E0001@XM-SM-01:clerk 承办；要接办请写明理由"),
        (MEDIATOR, f"take-over {PEOPLE} --reason 分工调整", "applied"),
        (MEDIATOR, f"hand-over {PEOPLE} --to E0004 --reason 回避", "没有编号为"),
        (MEDIATOR, f"hand-over {PEOPLE} --to E0001 --reason 回避", "applied"),
        (CLERK, f"act {PEOPLE} refuse reason=人民法院已经受理或者解决", "refused"),
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
        (OFFICER, f"act {BUREAU} {FAILED}", "failed"),
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
REGISTERED = f"begin mediation.people number={NUMBER} source=依申请调解 category=邻里 {SIDES} --on {{6}}"
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
    "agreement_form=书面 agreement_terms=林阿水赔偿一万二千元五角。 performance_mode=一次性履行 amount_fen=12,000.50 "
    "applicant_signed={2} respondent_signed={2} mediator_signed={2} sealed={2} --on {2}"
)
SETTLED = (*UNDER_WAY, MET, (MEDIATOR, f"act mediation.people {NUMBER} settle {WRITTEN}", "settled"))
REQUESTED = (
    f"begin mediation.confirmation number={NUMBER} court=厦门市思明区人民法院 court_ground=调解组织所在地人民法院 "
    "applicant_signed={1} respondent_signed={1} --on {1}"
)

CONSUMER = "mediation.administrative.consumer 消调1号"
BY_ELECTION = "mediation.by_election XM-SM-01补选1"
WOMAN, MAN = "女，1980-02-29，专职", "男，1975-06-01，兼职"
POLICE = "referral.police 公调1号"
LAST_YEAR = "{year}"
REPORT = f"annual_report.report 法治年报{LAST_YEAR}"
TEXT = f"annual_report.contribution 法治年报{LAST_YEAR}-供稿1"

WHOLE_PATHS = {
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
    "what the rules of the line forbid is told in its words": (
        *UNDER_WAY,
        (MEDIATOR, f"act mediation.people {NUMBER} settle {WRITTEN}", "请先登记调解"),
        MET,
        (MEDIATOR, f"act mediation.people {NUMBER} settle {WRITTEN.replace(' sealed={2}', '')}", "盖章"),
        (MEDIATOR, f"act mediation.people {NUMBER} fail routes_told=仲裁、行政、司法", "failed"),
    ),
    "a consumer's complaint, ended and both told": (
        (OFFICER, f"begin mediation.administrative.consumer number=消调1号 category=其他消费 {SIDES} --on {{6}}", "applied"),
        (OFFICER, f"act {CONSUMER} accept --on {{5}}", "accepted"),
        (OFFICER, f"act {CONSUMER} appoint mediator=陈六 interest=与纠纷有利害关系 --on {{5}}", "回避"),
        (OFFICER, f"act {CONSUMER} appoint mediator=陈六 interest=没有应当回避的情形 --on {{5}}", "accepted"),
        (OFFICER, f"act {CONSUMER} 组织调解 content=各执一词。 outcome=未达成一致 --on {{3}}", "accepted"),
        (OFFICER, f"act {CONSUMER} fail reason=期限届满未达成协议 routes=litigation", "终止原因（reason）"),
        (OFFICER, f"act {CONSUMER} fail reason=不能达成协议 routes=litigation routes=peoples --on {{2}}", "failed"),
        (OFFICER, f"act {CONSUMER} tell told=当日电话告知双方 --on {{1}}", "failed"),
    ),
    "a by-election, held and filed": (
        (STRANGER, "begin mediation.by_election --on {6}", "需要的角色是"),
        (CLERK, "begin mediation.by_election --on {6}", "due"),
        (CLERK, f"act {BY_ELECTION} hold elected=E0001，主任，{WOMAN} elected=E0002，委员，{MAN} --on {{4}}", "第八条"),
        (
            CLERK,
            f"act {BY_ELECTION} hold elected=E0001，主任，{WOMAN} elected=E0002，委员，{MAN} elected=E0003，委员，{MAN} --on {{4}}",
            "held",
        ),
        (HEAD, f"act {BY_ELECTION} 选举备案 court_told={{1}} --on {{1}}", "filed"),
    ),
    "a referral: signed, accepted, its result sent back and signed": (
        (CLERK, "begin referral.police number=公调1号 sender=莲前派出所 category=neighbour --on {6}", "sent"),
        (STRANGER, f"act {POLICE} sign", "没有编号为"),
        (MEDIATOR, f"act {POLICE} sign --on {{5}}", "signed"),
        (MEDIATOR, f"act {POLICE} accept number={NUMBER} {SIDES} --on {{4}}", "accepted"),
        (MEDIATOR, f"act {POLICE} report_result --on {{2}}", "尚未办结"),
        (MEDIATOR, f"act mediation.people {NUMBER} fail routes_told=仲裁、行政、司法 --on {{3}}", "failed"),
        (MEDIATOR, f"act {POLICE} report_result outcome=调解成功 --on {{2}}", f"对应的案件 {NUMBER} 的结果是"),
        (MEDIATOR, f"act {POLICE} report_result --on {{2}}", "result_reported"),
        (CLERK, f"act {POLICE} 签收结果 --on {{1}}", "closed"),
    ),
    "the annual report, from its opening to the signature": (
        (CLERK, f"{REGISTERED.replace('{6}', f'{LAST_YEAR}-06-10')} --late-reason 补录", "applied"),
        (CLERK, f"act mediation.people {NUMBER} accept --on {LAST_YEAR}-06-11 --late-reason 补录", "accepted"),
        (CLERK, f"begin annual_report.report year={LAST_YEAR} --office XM", "--office"),
        (REPORTER, f"begin annual_report.report year={LAST_YEAR}", "drafting"),
        (
            REPORTER,
            f"begin annual_report.contribution year={LAST_YEAR} heading=shortcomings title=存在的不足 due_date={{-9}} --office XM-SM-01",
            "asked",
        ),
        (CLERK, f"act {TEXT} submit text=调解力量仍有不足。", "submitted"),
        (REPORTER, f"act {TEXT} 采用", "accepted"),
        (REPORTER, f"act {REPORT} consult", "consulting"),
        (REPORTER, f"act {REPORT} review opinions=无意见", "reviewing"),
        (REPORTER, f"act {REPORT} deliberate legality_reviewer=甲 secrecy_reviewer=乙", "deliberating"),
        (REPORTER, f"act {REPORT} sign meeting=党组会议 meeting_date={{0}}", "需要的角色是负责人"),
        (BUREAU_HEAD, f"act {REPORT} sign meeting=党组会议 meeting_date={{0}}", "没有写明原因（cause）"),
        *(
            (BUREAU_HEAD, f"act {REPORT} 说明 finding={finding} reason=另行报告", "deliberating")
            for finding in ("cause", "heading.leader", "heading.plans", "heading.other")
        ),
        (BUREAU_HEAD, f"act {REPORT} sign meeting=党组会议 meeting_date={{0}}", "signed"),
    ),
}  # fmt: skip

STATES = {
    "applied", "accepted", "settled", "failed", "withdrawn", "refused", "performed", "requested", "confirmed",
    "due", "held", "filed", "sent", "signed", "result_reported", "closed",
    "drafting", "asked", "submitted", "consulting", "reviewing", "deliberating",
}  # fmt: skip


def on_its_day(line: str) -> str:
    """The line with its days filled in."""
    today = timezone.localdate()
    line = line.replace(LAST_YEAR, str(today.year - 1))
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
def test_a_path_is_walked_from_the_console(path: str, fazhi: Callable):
    done = walk(fazhi, STEPS[path])

    told = Entry.objects.exclude(action__startswith="parties.")
    assert (told.count(), set(told.values_list("place", flat=True))) == (done, {"console"})


@pytest.fixture
def bureau_head(city) -> None:
    person = Official.objects.create(code=BUREAU_HEAD, name="周八")
    Post(official=person, office=city.bureau, role="head", from_date=date(2020, 1, 1)).save()


@pytest.mark.usefixtures("bureau_head")
@pytest.mark.parametrize("path", WHOLE_PATHS, ids=str)
def test_a_path_with_all_that_hangs_on_it_is_walked_from_the_console(path: str, fazhi: Callable):
    walk(fazhi, WHOLE_PATHS[path])

    assert set(Entry.objects.values_list("place", flat=True)) == {"console"}
