"""What `fazhi matter` tells and takes: acts with what they ask, everything known of a matter, answers however written."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Detail, Entry, Read
from fazhi.kernel.exchange import workbook
from fazhi.kernel.exchange.services import import_files
from fazhi.kernel.organisations.services import record_absence
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.kernel.papers.services import attach
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import forms, registry
from fazhi.kernel.procedures.forms import ActForm
from fazhi.lines.mediation.ledgers import PEOPLES_FORMAT
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.cli import console

PEOPLE = "mediation.people"
OPENING = (
    "number=〔2026〕1号", "category=neighbour", "source=application", "applicant_name=陈阿土",
    "applicant_document_type=identity", "applicant_document_number=999999196001011230", "respondent_name=林阿水",
)  # fmt: skip
MEDIATOR = ("--as", "E0002")


@pytest.fixture
def opened(city, fazhi: Callable) -> str:
    """An application of today; its number."""
    answer = fazhi("matter", "begin", PEOPLE, *OPENING, "--as", "E0001")
    assert answer.code == 0, answer.err
    return "〔2026〕1号"


def stored(number: str = "〔2026〕1号") -> PeoplesMatter:
    return PeoplesMatter.objects.system("a test").get(number=number)


# What can be done


def test_the_acts_open_now_are_told_with_what_they_ask(opened: str, fazhi: Callable):
    data = fazhi("matter", "acts", PEOPLE, opened, *MEDIATOR, "--json").data

    acts = {act["name"]: act for act in data["acts"]}
    assert (data["number"], data["state"], data["state_label"]) == (opened, "applied", "已申请")
    assert set(acts) >= {"accept", "refuse", "withdraw"}
    assert (acts["accept"]["basis"], acts["accept"]["within"], acts["accept"]["may"]) == (
        "《人民调解法》第十七条",
        "TJ-ACCEPT",
        True,
    )
    (reason,) = acts["refuse"]["fields"]
    assert (reason["name"], reason["required"], reason["type"]) == ("reason", True, "code")
    assert reason["codes"]["in_court"] == "人民法院已经受理或者解决"
    assert [clock["period"] for clock in data["clocks"]] == ["TJ-ACCEPT"]


def test_they_are_told_to_a_person_too(opened: str, fazhi: Callable):
    told = fazhi("matter", "acts", PEOPLE, opened, "--as", "E0005").out

    assert f"人民调解 {opened}（莲前街道人民调解委员会），现在是“已申请”" in told
    assert "· 受理（accept）→ 调解中　《人民调解法》第十七条" in told
    assert "（您的岗位不能办理）" in told
    assert "reason　不予受理理由（代码，必填）：" in told


def test_without_a_number_the_opening_is_told(city, fazhi: Callable):
    (act,) = fazhi("matter", "acts", PEOPLE, "--json").data["acts"]

    assert (act["name"], act["title"], act["target"]) == ("begin", "申请", "applied")
    assert {field["name"]: field["codes"] for field in act["fields"]}["category"]["neighbour"] == "邻里"


def test_where_an_act_has_no_form_nothing_starts(opened: str, fazhi: Callable, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(forms._forms, (PEOPLE, "accept"))

    answer = fazhi("matter", "acts", PEOPLE, opened)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("没有启动：办理表单与程序表不符")
    assert "mediation.people, accept" in answer.err


def test_of_a_procedure_that_only_imports_feed_no_opening_is_told(
    city, fazhi: Callable, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(registry._procedures, PEOPLE, replace(registry.procedure_named(PEOPLE), opening=None))
    monkeypatch.delitem(forms._forms, (PEOPLE, "begin"))

    assert fazhi("matter", "acts", PEOPLE).out == "人民调解的事项由台账导入或者由系统到期启动，不能逐件登记。\n"
    assert "不能逐件登记" in fazhi("matter", "begin", PEOPLE, *OPENING, "--as", "E0001").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("acts", "mediation.peoples", "1"), "PROCEDURE 是“mediation.peoples”，应为"),
        (("acts", PEOPLE, "〔2026〕9号"), "人民调解没有编号为 〔2026〕9号 的事项。"),
        (("show", PEOPLE, "〔2026〕1号", "--as", "E0004"), "或者不在 E0004@XM-HL-01:mediator 的范围内"),
        (("act", PEOPLE, "〔2026〕1号", "close", *MEDIATOR), "人民调解没有“close”这一步"),
        (("act", PEOPLE, "〔2026〕1号", "settle", *MEDIATOR), "现在是“已申请”，不能达成协议"),
        (("act", PEOPLE, "〔2026〕1号", "accept", "--on", "昨天", *MEDIATOR), "--on 是“昨天”，应为日期或者时刻"),
        (("act", PEOPLE, "〔2026〕1号", "accept", "--on", "2026-01-05 09:30", *MEDIATOR), "“受理”只登记到日"),
        (("act", PEOPLE, "〔2026〕1号", "refuse", "一方拒绝", *MEDIATOR), "NAME=VALUE 是“一方拒绝”，应为名称=内容"),
        (
            ("act", PEOPLE, "〔2026〕1号", "refuse", "why=拒绝", *MEDIATOR),
            "缺不予受理理由（reason），应为法律法规规定由专门机关",
        ),
        (("act", PEOPLE, "〔2026〕1号", "accept", "--answers", "nowhere.json", *MEDIATOR), "可以读取的 JSON 文件"),
        (("act", PEOPLE, "〔2026〕1号", "accept", "--for", "E0001", *MEDIATOR), "不是 E0001@XM-SM-01:clerk 的代理人"),
        (("suspend", PEOPLE, "〔2026〕1号", "--reason", " ", *MEDIATOR), "1至200字的事由"),
        (("extend", PEOPLE, "〔2026〕1号", "--reason", "x", "--on", "明天", "--as", "E0003"), "--on 是“明天”"),
        (("hand-over", PEOPLE, "〔2026〕1号", "--to", "E0001", "--reason", " ", *MEDIATOR), "移交的理由"),
        (("rectify", PEOPLE, "〔2026〕1号", "mediator=王一", "--reason", " ", "--as", "E0003"), "更正的理由"),
        (("show", PEOPLE, "〔2026〕1号", "--reason", "办理案件"), "系统账户不查看"),
        (("show", PEOPLE, "〔2026〕1号", "--reason", "字" * 151, *MEDIATOR), "1至150字"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_what_can_not_be_read_is_one_sentence(opened: str, fazhi: Callable, words: tuple[str, ...], said: str):
    answer = fazhi("matter", *words, "--json")

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_all_faults_of_a_form_stand_in_one_sentence(city, fazhi: Callable):
    wrong = (
        "number=1号",
        "category=家庭矛盾",
        "source=依申请调解",
        "applicant_name=陈阿土",
        "parties_count=两人",
        "kind=x",
    )

    said = fazhi("matter", "begin", PEOPLE, *wrong, "--as", "E0001").err

    assert said.startswith("没有办理“申请”：纠纷类别（category）是“家庭矛盾”，应为婚姻家庭、邻里、")
    assert "；涉及当事人数（parties_count）是“两人”，应为整数" in said
    assert "；缺被申请人姓名或名称（respondent_name）" in said
    assert "；没有“kind”这一项，可填 number、source、category" in said
    assert not PeoplesMatter.objects.system("a test").exists()


# Answers however written


def test_answers_stand_before_between_or_after_the_options(city, fazhi: Callable):
    number, *others = OPENING

    answer = fazhi("matter", "begin", PEOPLE, number, "--as", "E0001", *others, "--on", str(timezone.localdate()))

    assert answer.code == 0, answer.err
    assert stored().source == "application"


def test_answers_of_a_file_are_read_and_those_of_the_line_come_first(city, fazhi: Callable, tmp_path: Path):
    path = tmp_path / "申请.json"
    filed = {"number": "甲1号", "category": "邻里", "source": "application", "parties_count": 3, "facts": None}
    filed |= {"applicant_name": "陈阿土", "respondent_name": "林阿水"}
    path.write_text(json.dumps(filed), encoding="utf-8")

    answer = fazhi("matter", "begin", PEOPLE, "--answers", path, "number=乙1号", "--as", "E0001", "--json")

    assert answer.code == 0, answer.err
    assert stored("乙1号").parties_count == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "以名称为键的一个 JSON 对象"),
        ("{", "可以读取的 JSON 文件"),
        ('{"number": {"a": 1}}', "number 是"),
        ('{"number": [true]}', "文字、数字、是否或者文字的列表"),
    ],
)
def test_a_file_of_another_shape_is_refused(city, fazhi: Callable, tmp_path: Path, text: str, said: str):
    path = tmp_path / "申请.json"
    path.write_text(text, encoding="utf-8")

    answer = fazhi("matter", "begin", PEOPLE, "--answers", path, "--as", "E0001")

    assert answer.code == 2
    assert said in answer.err


def test_flags_and_lines_of_a_file_are_read(city, fazhi: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    got: dict[str, object] = {}

    def take_down(*, office, by, at, on, late_reason, **values) -> PeoplesMatter:
        got.update(values)
        raise RuntimeError  # nothing is kept: only what arrives is looked at

    fields = (
        forms.Field("people", "在场人", forms.FieldType.LINES),
        forms.Field("is_urgent", "紧急", forms.FieldType.FLAG),
    )
    form = ActForm(PEOPLE, "begin", fields, take_down)
    monkeypatch.setitem(forms._forms, (PEOPLE, "begin"), form)
    path = tmp_path / "申请.json"
    path.write_text('{"people": ["王一", "李二"], "is_urgent": true}', encoding="utf-8")

    fazhi("matter", "begin", PEOPLE, "--answers", path, "--as", "E0001")
    assert got == {"people": ("王一", "李二"), "is_urgent": True}

    fazhi("matter", "begin", PEOPLE, "people=赵三", "people=钱四", "is_urgent=否", "--as", "E0001")
    assert got == {"people": ("赵三", "钱四"), "is_urgent": False}


def test_a_file_is_read_from_its_path(city, fazhi: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    scan = tmp_path / "同意书.pdf"
    scan.write_bytes(b"%PDF-1.7\n%%EOF")
    court, today = "referral.court_delegated", timezone.localdate()
    sent = ("number=诉调1号", "sender=厦门市思明区人民法院", "category=neighbour")
    fazhi("matter", "begin", court, *sent, "--as", "E0001")
    fazhi("matter", "act", court, "诉调1号", "sign", *MEDIATOR)
    accept = ("matter", "act", court, "诉调1号", "accept", "number=〔2026〕2号", f"consent={today}", *MEDIATOR)

    missing = fazhi(*accept, f"evidence={tmp_path / 'nothing.pdf'}")
    with monkeypatch.context() as patched:
        patched.setenv("FAZHI_ATTACHMENT_MAX_BYTES", "4")
        large = fazhi(*accept, f"evidence={scan}")
    done = fazhi(*accept, f"evidence={scan}")

    assert (missing.code, large.code, done.code) == (2, 2, 0), done.err
    assert "应为可以读取的文件" in missing.err
    assert "FAZHI_ATTACHMENT_MAX_BYTES" in large.err
    (paper,) = fazhi("matter", "show", court, "诉调1号", *MEDIATOR, "--json").data["papers"]
    assert paper["kind"] == "consent"


def test_a_number_of_two_offices_asks_for_the_office(opened: str, city, fazhi: Callable):
    # As an import would bring it; the clerk of the other committee has no post in this city.
    PeoplesMatter(
        number=opened, office=city.other_committee, state="applied", occurred_date=date(2026, 1, 5),
        recorded_at=timezone.now(), category="neighbour", form="mediation", source="application", parties_count=2,
    ).save()  # fmt: skip

    answer = fazhi("matter", "acts", PEOPLE, opened)
    chosen = fazhi("matter", "acts", PEOPLE, opened, "--office", "XM-HL-01", "--json")

    assert answer.err == f"XM-HL-01、XM-SM-01 都有编号 {opened}，请用 --office 写明机构。\n"
    assert chosen.data["office"] == "XM-HL-01"


# Who acts, and where


def test_a_cover_acts_in_the_place_of_the_absent_post(opened: str, city, fazhi: Callable):
    today, now = timezone.localdate(), timezone.now()
    record_absence(
        city.mediator, city.head, today, today + timedelta(days=3), AbsenceReason.ANNUAL_LEAVE, by=city.head, at=now
    )

    answer = fazhi("matter", "act", PEOPLE, opened, "accept", "--for", city.mediator.code, "--as", "E0003", "--json")

    assert answer.code == 0, answer.err
    entry = Entry.objects.get(action="mediation.people.accept")
    assert (entry.actor, entry.place) == (city.head.code, "console")


def test_the_reason_of_an_act_is_kept_with_it(opened: str, fazhi: Callable):
    fazhi("matter", "act", PEOPLE, opened, "refuse", "reason=in_court", *MEDIATOR)

    entry = Entry.objects.get(action="mediation.people.refuse")
    assert json.loads(Detail.objects.get(entry=entry).content)["reason"] == "in_court"


# All that is known of a matter


def test_a_matter_is_shown_masked_and_the_reading_is_noted(opened: str, fazhi: Callable):
    data = fazhi("matter", "show", PEOPLE, opened, "--as", "E0005", "--json").data

    party, other = data["parties"]
    assert (data["opened"], party["name"], party["kind"]) == (False, "陈*", "自然人")
    assert other["name"] == "林*"
    assert "19600101" not in json.dumps(data)
    read = Read.objects.get()
    assert (read.actor, read.reason, read.place) == ("E0005@XM:reporter", "查看事项（脱敏）", "console")


def test_with_a_reason_it_is_shown_whole_and_the_reason_is_noted(opened: str, fazhi: Callable):
    data = fazhi("matter", "show", PEOPLE, opened, "--reason", "办理案件", *MEDIATOR, "--json").data
    fazhi("matter", "show", PEOPLE, opened, "--reason", "上级督办复核", *MEDIATOR)

    party, other = data["parties"]
    assert (data["opened"], party["name"], party["number"]) == (True, "陈阿土", "999999196001011230")
    assert other["name"] == "林阿水"
    assert list(Read.objects.values_list("reason", flat=True)) == ["handling", "other: 上级督办复核"]


def test_who_may_not_open_the_parties_is_refused_and_the_attempt_is_noted(opened: str, city, fazhi: Callable):
    city.reporter.role = "audit_administrator"
    city.reporter.save()

    answer = fazhi("matter", "show", PEOPLE, opened, "--reason", "核对信息", "--as", "E0005", "--json")

    assert (answer.code, answer.out) == (2, "")
    assert "不能查看当事人信息" in answer.err
    assert Read.objects.get().reason == "refused: verifying"


def test_the_facts_the_clocks_line_by_line_and_what_happened_are_shown(opened: str, fazhi: Callable):
    fazhi("matter", "act", PEOPLE, opened, "accept", *MEDIATOR)

    data = fazhi("matter", "show", PEOPLE, opened, "--json").data

    facts = {fact["title"]: fact["told"] for fact in data["facts"]}
    assert facts["纠纷类别"] == "邻里"
    assert (facts["疑难复杂"], facts["调解办结"]) == ("否", "否")
    assert all(not title.isascii() for title in facts)
    stopped, running = data["clocks"]
    assert (stopped["period"], running["period"], running["stopped"]) == ("TJ-ACCEPT", "TJ-END", None)
    assert running["days"][0]["why"] == "起算当日，不计入"
    assert running["days"][-1]["date"] == running["due"]
    assert [(event["title"], event["place"]) for event in data["events"]] == [
        ("申请", "console"), ("登记当事人", "console"), ("登记当事人", "console"), ("受理", "console"),
    ]  # fmt: skip
    assert all(event["basis"] for event in data["events"] if event["title"] != "登记当事人")


def test_it_is_shown_to_a_person_too(opened: str, fazhi: Callable):
    today = timezone.localdate()
    agreed = ("mediators=李二", "agreement_form=口头", "agreement_terms=赔偿八百元。", "amount_fen=800", "tie=none")
    assert fazhi("matter", "act", PEOPLE, opened, "settle_on_the_spot", *agreed, *MEDIATOR).code == 0

    told = fazhi("matter", "show", PEOPLE, opened).out

    assert "协议涉及金额（元）：800.00 元" in told
    assert "当事人（脱敏）：\n  1. 自然人，陈*，居民身份证，9999************30\n  2. 自然人，林*" in told
    assert "承办：已办结" in told
    assert f"{today} － 起算当日，不计入" in told
    assert "当场化解　人民调解法 第二十一条第二款　E0002@XM-SM-01:mediator" in told


def test_protected_parties_are_shown_by_their_place_only(opened: str, fazhi: Callable):
    Party.objects.system("a test").update(protection="violence")

    parties = fazhi("matter", "show", PEOPLE, opened, "--json").data["parties"]

    assert {(party["name"], party["number"], party["protection"]) for party in parties} == {("*", "", "家庭暴力受害人")}


def test_free_text_is_hidden_like_the_parties_until_a_reason_is_given(opened: str, fazhi: Callable):
    PeoplesMatter.objects.system("a test").update(request="林阿水赔偿陈阿土一千元")

    masked = fazhi("matter", "show", PEOPLE, opened, *MEDIATOR).out
    whole = fazhi("matter", "show", PEOPLE, opened, "--reason", "handling", *MEDIATOR).out

    assert "申请事项：（写明理由后显示）" in masked
    assert "林阿水" not in masked
    assert "申请事项：林阿水赔偿陈阿土一千元" in whole


def test_its_papers_are_listed(opened: str, city, fazhi: Callable):
    matter = stored()
    ref = MatterRef(PEOPLE, matter.pk, matter.office)
    attach(ref, b"%PDF-1.7\n%%EOF", name="申请书.pdf", kind="application", by=city.mediator, at=timezone.now())

    answer = fazhi("matter", "show", PEOPLE, opened)

    assert f"文件：申请书.pdf（{timezone.localdate()}，E0002@XM-SM-01:mediator）" in answer.out
    (paper,) = fazhi("matter", "show", PEOPLE, opened, "--json").data["papers"]
    assert (paper["name"], paper["kind"]) == ("申请书.pdf", "application")


def test_a_matter_from_a_ledger_says_from_which_row(city, fazhi: Callable, tmp_path: Path):
    row = {
        "number": "〔2024〕1号", "office": "XM-SM-01", "form": "mediation", "category": "neighbour", "source": "application",
        "accepted_date": date(2024, 1, 31), "party1_name": "陈示例", "party2_name": "林示例", "parties_count": 2,
    }  # fmt: skip
    frame = pl.DataFrame([{column.name: row.get(column.name) for column in PEOPLES_FORMAT.columns}])
    workbook.write(tmp_path / "台账.xlsx", PEOPLES_FORMAT, frame)
    import_files([tmp_path / "台账.xlsx"], by="system", at=timezone.now(), data_dir=tmp_path)

    told = fazhi("matter", "show", PEOPLE, "〔2024〕1号").out

    assert "来自台账 台账.xlsx 第 4 行" in told
    assert "承办：尚未有人接办" in told
    assert "逾期" in told


def test_a_clock_that_stands_still_says_since_when(city, fazhi: Callable):
    bureau, officer = "mediation.administrative", ("--as", "E0006")
    asked = ("number=行调1号", "category=labour", "nature=civil", "applicant_name=陈阿土", "respondent_name=某公司")
    fazhi("matter", "begin", bureau, *asked, "--office", "XM-RS", *officer)
    fazhi("matter", "act", bureau, "行调1号", "accept", *officer)

    told = fazhi("matter", "suspend", bureau, "行调1号", "--reason", "鉴定", *officer).out

    assert f"；自 {timezone.localdate()} 起中止" in told


def test_help_of_an_act_is_given(capsys: pytest.CaptureFixture[str]):
    assert console.run(["matter", "act", "--help"]) == 0
    assert "NAME=VALUE" in capsys.readouterr().out
