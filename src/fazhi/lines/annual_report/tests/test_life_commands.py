"""`fazhi report status`, `contribute`, `versions`, `fetch` at the console."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.papers import storage
from fazhi.kernel.papers.models import Attachment
from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.queries.standing import submissions_of
from fazhi.lines.annual_report.terms import Heading, Recipient
from fazhi.lines.annual_report.tests.house import House, moment
from fazhi.surfaces.cli.console import run

YEAR = ("--year", "2024")


@dataclass(frozen=True)
class Answer:
    code: int
    data: Any
    out: str
    err: str


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Runs a command on 2025-01-21, as text and as JSON where it changes nothing."""
    monkeypatch.setattr(timezone, "now", lambda: moment(date(2025, 1, 21)))

    def call(*words: str, as_json: bool = True) -> Answer:
        capsys.readouterr()
        code = run([*words, *(("--json",) if as_json else ())])
        told = capsys.readouterr()
        return Answer(code, json.loads(told.out) if as_json and told.out else None, told.out, told.err)

    return call


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str], str]:
    def write(words: str) -> str:
        path = tmp_path / "稿.txt"
        path.write_text(words, encoding="utf-8")
        return str(path)

    return write


def test_the_status_tells_clocks_outstanding_texts_what_is_missing_and_who_has_it(fazhi, house: House, records):
    house.complete(Heading.LEADER)
    house.ask(Heading.LEADER, "履职情况")

    data = fazhi("report", "status", *YEAR).data

    assert (data["number"], data["state"], data["version"]) == ("法治年报2024", "drafting", 1)
    assert data["clocks"] == [
        {"period": "FZ-PUBLISH", "due": "2025-03-31", "stopped": None, "days": 69},
        {"period": "FZ-REPORT", "due": "2025-02-28", "stopped": None, "days": 38},
    ]
    assert [(each["title"], each["state"], each["late"]) for each in data["contributions"]][-1] == (
        "履职情况", "asked", True,
    )  # fmt: skip
    assert data["findings"] == [
        {
            "code": "heading.leader",
            "title": "“党政主要负责人履行推进法治建设第一责任人职责的情况”没有内容",
            "explained": False,
        }
    ]
    assert [each["date"] for each in data["recipients"]] == [None] * 4


def test_the_status_in_words(fazhi, house: House, records):
    report = house.frozen()
    house.deliver(report, Recipient.PARTY)

    told = fazhi("report", "status", *YEAR, as_json=False).out

    assert told.startswith("法治年报2024：已封账，第 1 版\n")
    assert "期限 FZ-REPORT：2025-02-28 届满，还有 38 天" in told
    assert "报送 本级党委：2025-02-20，回执 收party1号" in told
    assert "报送 本级政府：未登记" in told


def test_the_status_of_a_published_report(fazhi, house: House, records):
    house.published()

    told = fazhi("report", "status", *YEAR, as_json=False).out

    assert "期限 FZ-PUBLISH：2025-03-31 届满，已于 2025-03-12 完成" in told
    assert "公开：2025-03-12　https://sf.example.gov.cn/fzbg/2024.html" in told


def test_the_status_of_a_year_without_records_says_so(fazhi, house: House):
    house.open()

    data = fazhi("report", "status", *YEAR).data

    assert data["findings"] == [{"code": "records", "title": "没有 2024 年的记录", "explained": False}]


def test_an_overdue_report_says_by_how_many_days(fazhi, house: House, records):
    house.open(2023, date(2024, 1, 8))

    told = fazhi("report", "status", "--year", "2023", as_json=False).out

    assert "期限 FZ-REPORT：2024-02-29 届满，已逾期 327 天" in told


def test_a_division_contributes_from_a_file_and_is_told_what_no_record_backs(fazhi, house: House, text):
    house.open()
    asked = house.ask(Heading.PLANS, "调解工作")
    path = text("化解{mediation.people.resolved}，培训12场。")

    answer = fazhi("report", "contribute", *YEAR, "--heading", "plans", "--file", path, "--as", house.clerk.code)

    assert (answer.code, answer.data) == (
        0, {"number": asked.number, "draft": 1, "bare": [{"text": "12场", "value": "12", "unit": "场"}]},
    )  # fmt: skip
    assert submissions_of(asked).get().text == "化解{mediation.people.resolved}，培训12场。"


def test_the_warning_in_words(fazhi, house: House, text):
    house.open()
    house.ask(Heading.PLANS, "调解工作")

    words = ("report", "contribute", *YEAR, "--heading", "plans", "--file", text("培训12场。"))
    told = fazhi(*words, "--as", house.clerk.code, as_json=False).out

    assert told == "法治年报2024-供稿1 已供稿（第 1 稿）。\n  注意：“12场”没有对应指标，没有记录可查\n"


def test_of_several_texts_under_a_heading_one_is_named(fazhi, house: House, text):
    house.open()
    for title in ("调解工作", "普法工作"):
        house.ask(Heading.PLANS, title)
    words = ("report", "contribute", *YEAR, "--heading", "plans", "--file", text("稿。"), "--as", house.clerk.code)

    assert "请用 --title 写明" in fazhi(*words).err
    assert fazhi(*words, "--title", "普法工作").data["number"] == "法治年报2024-供稿2"


@pytest.mark.parametrize(
    ("words", "who", "said"),
    [
        (("--heading", "plans"), None, "--as 是"),
        (("--heading", "leader"), "clerk", "没有等着法治督察处交的“主要负责人履行第一责任人职责情况”供稿"),
        (("--heading", "plans"), "stranger", "没有等着人民参与和促进法治处交的"),
        (("--heading", "tea"), "clerk", "没有“tea”"),
    ],
    ids=("nobody", "not asked", "another office", "no such heading"),
)
def test_what_cannot_be_contributed_is_said_in_one_sentence(fazhi, house: House, text, words, who, said: str):
    house.open()
    house.ask(Heading.PLANS, "调解工作")
    acting = ("--as", getattr(house, who).code) if who else ()

    answer = fazhi("report", "contribute", *YEAR, *words, "--file", text("稿。"), *acting)

    assert (answer.code, answer.data) == (2, None)
    assert said in answer.err


def test_an_unknown_figure_is_named(fazhi, house: House, text):
    house.open()
    house.ask(Heading.PLANS, "调解工作")
    path = text("化解{mediation.none}。")

    answer = fazhi("report", "contribute", *YEAR, "--heading", "plans", "--file", path, "--as", house.clerk.code)

    assert (answer.code, "mediation.none" in answer.err) == (2, True)


def test_versions_are_listed_with_their_files(fazhi, house: House, records, one_more):
    report = house.published()
    one_more()
    services.correct(report, reason="补录一件", **house.acting(house.head, date(2025, 3, 14)))

    data = fazhi("report", "versions", *YEAR).data
    told = fazhi("report", "versions", *YEAR, as_json=False).out

    assert [(each["version"], sorted(each["files"])) for each in data["versions"]] == [
        (1, ["figures.json", "report-plain.html", "report.docx", "report.html", "report.pdf"]),
        (2, []),
    ]
    assert told.splitlines() == [
        "第 1 版：签发 2025-02-14，报送 2025-02-20，公开 2025-03-12，封账 2024-v1，文件 5 个",
        "第 2 版：起草中，更正理由：补录一件",
    ]


def test_a_version_is_fetched_as_it_was_sealed_and_the_trail_says_so(fazhi, house: House, records, tmp_path: Path):
    report = house.frozen()

    answer = fazhi("report", "fetch", *YEAR, "--version", "1", "--out", str(tmp_path / "v1"))

    assert [Path(path).name for path in answer.data["files"]] == [
        "figures.json", "report-plain.html", "report.docx", "report.html", "report.pdf",
    ]  # fmt: skip
    kept = {each.name: each.sha256 for each in Attachment.objects.system("a test").filter(matter_id=report.pk)}
    assert {Path(path).name: storage.digest(Path(path).read_bytes()) for path in answer.data["files"]} == kept
    assert Entry.objects.filter(action="report.fetch", actor="system").count() == 1


def test_a_damaged_file_is_not_handed_out(fazhi, house: House, records, tmp_path: Path):
    report = house.frozen()
    kept = Attachment.objects.system("a test").filter(matter_id=report.pk, name="report.html").get()
    storage.path_of(kept.sha256).write_bytes(b"changed")

    answer = fazhi("report", "fetch", *YEAR, "--version", "1", "--out", str(tmp_path / "v1"))

    assert (answer.code, answer.data) == (2, None)
    assert not (tmp_path / "v1").exists()


@pytest.mark.parametrize("words", [("status",), ("versions",), ("fetch", "--version", "1", "--out", "x")])
def test_of_a_report_that_nobody_opened_there_is_nothing(fazhi, house: House, words):
    answer = fazhi("report", words[0], *YEAR, *words[1:])

    assert (answer.code, answer.err) == (2, "2024 年的年度报告还没有启动编写。\n")


def test_a_version_without_files_is_not_fetched(fazhi, house: House):
    house.open()

    answer = fazhi("report", "fetch", *YEAR, "--version", "1", "--out", "x")

    assert (answer.code, "没有第 1 版的文件，还没有封账的版本" in answer.err) == (2, True)


@pytest.mark.parametrize("words", [("status",), ("versions",), ("fetch", "--version", "1", "--out", "x")])
def test_a_division_does_not_read_what_is_the_bureaus(fazhi, house: House, words):
    house.open()

    answer = fazhi("report", words[0], *YEAR, *words[1:], "--as", house.division_reporter.code)

    assert (answer.code, answer.data) == (2, None)
