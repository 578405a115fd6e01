"""`fazhi report check` at the console: the report that was written, edited, and checked against the records."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fazhi.kernel.papers import word
from fazhi.kernel.papers.drawing import png_of
from fazhi.kernel.papers.typesetting import archive
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel
from fazhi.lines.annual_report import papers, queries
from fazhi.surfaces.cli.console import run

POLICE, COURT = "mediation.referred.police", "mediation.referred.court"
DOCUMENT = "word/document.xml"


drawn_once = cache(png_of)


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command prints the report anew; its pictures are the same in all of these tests."""
    monkeypatch.setattr(word, "png_of", drawn_once)


@dataclass(frozen=True)
class Answer:
    code: int
    data: Any
    text: str
    err: str


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def call(*words: str) -> Answer:
        capsys.readouterr()
        run([*words])
        text = capsys.readouterr().out
        code = run([*words, "--json"])
        told = capsys.readouterr()
        return Answer(code, json.loads(told.out) if told.out else None, text, told.err)

    return call


@cache
def printed() -> bytes:
    """The report of that year as a Word file; the same records give the same bytes, so once is enough for all tests."""
    return papers.word(queries.report(2024))


@pytest.fixture
def written(city, at: datetime) -> bytes:
    """The report of a year with twelve referrals from the police."""
    day = date(2024, 12, 31)
    for number in range(12):
        Referral(
            number=f"〔2024〕{number}号",
            procedure=f"referral.{Channel.POLICE}",
            channel=Channel.POLICE,
            state="signed",
            occurred_date=day,
            office=city.committee,
            sender="移送单位",
            category="neighbour",
            sent_date=day,
            signed_date=day,
            signed_year=2024,
            signed_quarter=4,
            signed_month=12,
            recorded_at=at,
        ).save()
    return printed()


@pytest.fixture
def check(written: bytes, tmp_path: Path, fazhi) -> Callable[..., Answer]:
    """Checks the report after its XML was rewritten."""

    def call(change: Callable[[str], str] = str) -> Answer:
        with zipfile.ZipFile(io.BytesIO(written)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        parts[DOCUMENT] = change(parts[DOCUMENT].decode()).encode()
        path = tmp_path / "edited.docx"
        path.write_bytes(archive(parts))
        return fazhi("report", "check", str(path), "--year", "2024")

    return call


def control(code: str) -> re.Pattern[str]:
    return re.compile(rf'<w:sdt>(?:(?!<w:sdt>).)*?w:val="{re.escape(code)}".*?</w:sdt>', re.DOTALL)


def test_a_report_as_written_is_unchanged(check):
    answer = check()

    assert answer.code == 0
    assert answer.data == {
        "changed": [], "lost": [], "unchanged": 38, "tables": [], "unbacked": [], "broken": [], "details": [],
    }  # fmt: skip
    assert "正文数据未变 38 个，改动 0 个，失去出处 0 个" in answer.text


def test_a_program_that_drops_the_tags_loses_nothing(check):
    answer = check(lambda s: re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "<w:sdtPr/>", s, flags=re.DOTALL))

    assert (answer.code, answer.data["unchanged"]) == (0, 38)


def test_a_figure_typed_over_is_changed(check):
    answer = check(lambda s: control(POLICE).sub(lambda m: m[0].replace("12件", "13件"), s))

    assert (answer.code, answer.data["unchanged"], answer.data["lost"]) == (1, 37, [])
    assert answer.data["changed"] == [{"code": POLICE, "was": "12件", "now": "13件"}]
    assert (
        answer.data["details"][0]["sentence"].startswith("三是畅通对接渠道")
        or "13件" in answer.data["details"][0]["sentence"]
    )
    assert f"改动：{POLICE}（公调对接案件）：记录为 12件，文件写“13件”。" in answer.text
    assert "请改回 12件；如果是记录有误，请先更正记录" in answer.text


@pytest.mark.parametrize(
    ("now", "note", "advice"),
    [
        ("0.001万件", "四舍五入", "写明“约”"),
        ("12余件", "写成了约数", "确认这样写"),
        ("12人", "单位不同", "数值相同，单位不同"),
    ],
)
def test_how_a_figure_was_rewritten_is_noted(check, now: str, note: str, advice: str):
    answer = check(lambda s: control(POLICE).sub(lambda m: m[0].replace("12件", now), s))

    assert answer.data["changed"] == [{"code": POLICE, "was": "12件", "now": now, "note": note}]
    assert advice in answer.text


def test_a_control_taken_away_is_lost_and_its_number_found(check):
    def unwrap(text: str) -> str:
        return control(POLICE).sub(lambda m: re.search(r"<w:r>.*?</w:r>", m[0], re.DOTALL)[0], text)

    answer = check(unwrap)

    assert (answer.code, answer.data["lost"], answer.data["unchanged"]) == (1, [POLICE], 37)
    assert [(each["found"], each["was"]) for each in answer.data["details"]] == [("bare", "12件")]
    assert "数字还在，但是数据控件已删" in answer.text
    assert "连同控件复制这个数字" in answer.text


def test_a_paragraph_taken_out_loses_all_its_figures(check):
    def remove(text: str) -> str:
        paragraphs = re.findall(r"<w:p>.*?</w:p>", text, re.DOTALL)
        return text.replace(next(each for each in paragraphs if POLICE in each), "")

    answer = check(remove)

    assert answer.data["lost"] == [POLICE, COURT, "mediation.referred.petition"]
    assert {each["found"] for each in answer.data["details"]} == {"gone"}
    assert "如果是有意删去，不必处理" in answer.text


def test_new_numbers_tables_and_broken_sums_are_told(check):
    def change(text: str) -> str:
        text = text.replace(
            "移送后由人民调解委员会调解的",
            "全年走访企业512家，共40件，其中甲15件、乙26件。移送后由人民调解委员会调解的",
        )
        return re.sub(r"(>公调对接案件<.*?)>12<", r"\1>13<", text, count=1, flags=re.DOTALL)

    answer = check(change)

    assert [(each["text"], each["value"], each["unit"]) for each in answer.data["unbacked"]] == [
        ("512家", "512", "家"), ("40件", "40", "件"), ("15件", "15", "件"), ("26件", "26", "件"),
    ]  # fmt: skip
    assert [(each["row"], each["was"], each["now"]) for each in answer.data["tables"]] == [("公调对接案件", "12", "13")]
    assert [each["expression"] for each in answer.data["broken"]] == ["15 + 26 = 40"]
    for said in ("没有记录支持：512家", "表格改动：“公调对接案件”一行，“记录（行）”一列", "不成立：合计  15 + 26 = 40"):
        assert said in answer.text
    assert answer.code == 1


def test_more_than_a_screen_of_findings_is_cut_and_said(check):
    many = "、".join(f"甲{n}办结{n + 100}件" for n in range(30))
    answer = check(lambda s: s.replace("移送后由人民调解委员会调解的", f"{many}。移送后由人民调解委员会调解的"))

    assert len(answer.data["unbacked"]) == 30
    assert answer.text.count("没有记录支持：") == 20
    assert "每类只列出前 20 处，全部见 --json。" in answer.text
    assert answer.code == 0


def test_an_old_doc_a_damaged_file_and_a_missing_one_are_refused_in_one_sentence(written, fazhi, tmp_path: Path):
    old, broken = tmp_path / "old.doc", tmp_path / "broken.docx"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    broken.write_bytes(written[: len(written) // 2])

    answers = [fazhi("report", "check", str(path), "--year", "2024") for path in (old, broken, tmp_path / "none.docx")]

    assert [(answer.code, answer.data, answer.err.count("\n")) for answer in answers] == [(2, None, 1)] * 3
    for answer, said in zip(answers, ("旧版 .doc 文件", "打不开", "none.docx"), strict=True):
        assert said in answer.err


def test_a_bomb_is_refused_by_its_size(written, fazhi, tmp_path: Path):
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(archive({DOCUMENT: b" " * 40_000_000}))

    answer = fazhi("report", "check", str(bomb), "--year", "2024")

    assert (answer.code, "FAZHI_ATTACHMENT_MAX_UNPACKED_BYTES" in answer.err) == (2, True)


def test_a_post_of_a_part_checks_no_report_of_the_bureau(written, fazhi, city, tmp_path: Path):
    post = f"{city.head.official.code}@{city.head.office.code}:head"

    answer = fazhi("--as", post, "report", "check", str(tmp_path / "report.docx"), "--year", "2024")

    assert (answer.code, answer.data) == (2, None)
    assert "应由局本级的岗位办理" in answer.err
