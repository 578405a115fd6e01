"""`fazhi mediation file`, `archive`, `attach`, `blank` at the console."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from fazhi.kernel.audit.models import Read
from fazhi.lines.mediation.models import CaseFile
from fazhi.lines.mediation.papers import FORMS
from fazhi.lines.mediation.tests.casefile_cases import NUMBER, ended, photograph, record, rich
from fazhi.surfaces.cli.console import run

OFFICE = ["--office", "XM-SM-01"]
AS = ["--as", "E0002@XM-SM-01:mediator"]
WHY = ["--reason", "办理案件"]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def call(*words: str) -> Answer:
        capsys.readouterr()
        code = run(words)
        told = capsys.readouterr()
        return Answer(code, told.out, told.err)

    return call


@pytest.fixture
def whole(city, peoples, at) -> None:
    rich(peoples(**ended("settled")), by=city.mediator, at=at)


@pytest.fixture
def bare(city, peoples, at) -> None:
    """A settled matter with nothing but its row."""
    peoples(**ended("settled")).save()


def test_the_file_is_printed_with_what_it_holds(whole, fazhi, tmp_path):
    out = tmp_path / "file.pdf"

    answer = fazhi(*AS, "mediation", "file", NUMBER, *OFFICE, *WHY, "--out", str(out), "--json")

    assert answer.code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert answer.data == {"number": NUMBER, "out": str(out), "pages": 16, "archived": None, "missing": []}


def test_what_is_missing_is_told_and_the_file_printed_all_the_same(bare, fazhi, tmp_path):
    out = tmp_path / "file.pdf"

    answer = fazhi(*AS, "mediation", "file", NUMBER, *OFFICE, *WHY, "--out", str(out))

    assert answer.code == 0
    assert "尚缺：权利义务告知书、当事人身份证明、调解记录、调解协议书" in answer.out
    assert out.exists()


def test_one_paper_is_written_for_word(whole, fazhi, tmp_path):
    out = tmp_path / "session.docx"

    answer = fazhi(*AS, "mediation", "file", NUMBER, *OFFICE, *WHY, "--docx", "session-2", "--out", str(out), "--json")

    words = [paragraph.text for paragraph in Document(io.BytesIO(out.read_bytes())).paragraphs]
    assert answer.data["paper"] == "session-2"
    assert "人民调解记录（第二次）" in words


def test_an_unknown_paper_is_answered_with_those_there_are(whole, fazhi, tmp_path):
    answer = fazhi(
        *AS, "mediation", "file", NUMBER, *OFFICE, *WHY, "--docx", "session", "--out", str(tmp_path / "a.docx")
    )

    assert answer.code == 2
    assert "session-1、session-2" in answer.err
    assert "agreement" in answer.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--reason", "办理案件", "--out", "a.txt"], "以 .pdf 结尾"),
        (["--reason", "办理案件", "--docx", "agreement", "--out", "a.pdf"], "以 .docx 结尾"),
        (["--out", "a.pdf"], "查阅卷宗应写明事由"),
        (["--reason", "办理案件", "--out", "/nowhere/at/all/a.pdf"], "可以写入的文件"),
    ],
    ids=["a text file", "a paper as PDF", "no reason", "no folder"],
)
def test_a_misuse_is_one_sentence_and_writes_nothing(whole, fazhi, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)

    answer = fazhi(*AS, "mediation", "file", NUMBER, *OFFICE, *words)

    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert list(tmp_path.glob("a.*")) == []


def test_the_system_account_reads_no_file_and_a_stranger_finds_none(whole, fazhi, tmp_path):
    words = ["mediation", "file", NUMBER, *OFFICE, *WHY, "--out", str(tmp_path / "a.pdf")]

    nobody, stranger = fazhi(*words), fazhi("--as", "E0004@XM-HL-01:mediator", *words)

    assert (nobody.code, stranger.code) == (2, 2)
    assert "--as" in nobody.err
    assert "没有编号为" in stranger.err
    assert not Read.objects.exists()


def test_archiving_answers_with_the_volume_and_then_the_file_is_as_archived(whole, fazhi, tmp_path):
    archived = fazhi(*AS, "mediation", "archive", NUMBER, *OFFICE, "--keeping", "long", "--json")
    printed = fazhi(*AS, "mediation", "file", NUMBER, *OFFICE, *WHY, "--out", str(tmp_path / "a.pdf"))

    kept = CaseFile.objects.system("looking").get()
    assert archived.data == {
        "number": NUMBER,
        "volume": kept.volume_number,
        "papers": 13,
        "pages": 16,
        "sha256": kept.sha256,
        "keeping": "long",
    }
    assert kept.volume_number in printed.out
    assert "内容为归档时的原样" in printed.out


def test_what_is_missing_stops_archiving_by_name(bare, fazhi):
    answer = fazhi(*AS, "mediation", "archive", NUMBER, *OFFICE, "--keeping", "short")

    assert answer.code == 2
    assert "缺“权利义务告知书”、“当事人身份证明”、“调解记录”、“调解协议书”" in answer.err


def test_a_second_archiving_and_an_open_matter_are_refused_in_a_sentence(whole, peoples, fazhi):
    words = ["mediation", "archive", NUMBER, *OFFICE, "--keeping", "long"]
    fazhi(*AS, *words)
    peoples(number="〔2024〕9号").save()

    again = fazhi(*AS, *words)
    too_early = fazhi(*AS, "mediation", "archive", "〔2024〕9号", *OFFICE, "--keeping", "long")

    assert "不能重复归档" in again.err
    assert "调解终结后才能立卷归档" in too_early.err


def test_a_day_of_archiving_is_a_date(whole, fazhi):
    answer = fazhi(*AS, "mediation", "archive", NUMBER, *OFFICE, "--keeping", "long", "--on", "昨天")

    assert answer.code == 2
    assert "--on" in answer.err


def test_a_file_is_archived_on_the_day_that_is_given(whole, fazhi):
    fazhi(*AS, "mediation", "archive", NUMBER, *OFFICE, "--keeping", "long", "--on", "2024-06-28")

    assert CaseFile.objects.system("looking").get().filed_date == date(2024, 6, 28)


def test_a_scan_is_put_into_its_place(bare, fazhi, tmp_path):
    picture = tmp_path / "证据.png"
    picture.write_bytes(photograph("1"))

    answer = fazhi(*AS, "mediation", "attach", NUMBER, str(picture), *OFFICE, "--item", "evidence", "--json")

    assert answer.code == 0
    assert answer.data["name"] == "证据.png"
    printed = fazhi(*AS, "mediation", "file", NUMBER, *OFFICE, *WHY, "--out", str(tmp_path / "a.pdf"), "--json")
    assert printed.data["pages"] == 3  # application, registration, photograph


def test_a_scan_that_is_not_there_is_refused(bare, fazhi, tmp_path):
    answer = fazhi(*AS, "mediation", "attach", NUMBER, str(tmp_path / "none.png"), *OFFICE, "--item", "evidence")

    assert answer.code == 2
    assert "可以读取的文件" in answer.err


@pytest.mark.parametrize("kind", sorted(form.code for form in FORMS.values()))
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_blank_paper_is_printed_without_a_database(fazhi, tmp_path: Path, kind: str, suffix: str):
    out = tmp_path / f"blank{suffix}"

    answer = fazhi("mediation", "blank", kind, "--out", str(out))

    assert answer.code == 0
    assert out.read_bytes()[:2] in {b"PK", b"%P"}


def test_a_blank_paper_of_no_kind_and_no_form_of_file_is_refused(fazhi, tmp_path):
    assert fazhi("mediation", "blank", "poem", "--out", "a.pdf").code == 2
    assert "以 .docx、.pdf 结尾" in fazhi("mediation", "blank", "agreement", "--out", "a.txt").err


def test_a_single_paper_of_its_kind_needs_no_number(bare, fazhi, peoples, tmp_path, at):
    record(peoples(**ended("settled")).__class__.objects.system("looking").get(), "session", 1, at, outcome="agreed")

    answer = fazhi(
        *AS, "mediation", "file", NUMBER, *OFFICE, *WHY, "--docx", "session", "--out", str(tmp_path / "a.docx")
    )

    assert answer.code == 0
