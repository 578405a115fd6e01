"""`fazhi mask`: what it answers for one text and for many, what it writes, what it refuses."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.masking import COMMANDS

NOTE = "来电人王建华，手机13900001234。监督电话：0592-5061234。\n"


def run(*words: object) -> Outcome:
    parser = argparse.ArgumentParser()
    COMMANDS[0].arguments(parser)
    return COMMANDS[0].run(
        Context(parser.parse_args([str(word) for word in words]), None, Path(), datetime(2026, 6, 1, tzinfo=UTC))
    )


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "来电.txt"
    path.write_text(NOTE)
    return path


def test_one_file_gives_the_masked_text_and_spans_of_the_text_as_given(note: Path) -> None:
    outcome = run(note)

    assert outcome.data["text"] == "来电人王某，手机＊＊＊。监督电话：0592-5061234。\n"
    assert [(NOTE[span["start"] : span["end"]], span["type"]) for span in outcome.data["spans"]] == [
        ("王建华", "NAME"),
        ("13900001234", "PHONE"),
    ]
    assert [span["confidence"] for span in outcome.data["doubtful"]] == ["doubtful"]
    assert "姓名 1 处" in outcome.text
    assert "请逐处确认" in outcome.text


def test_a_masked_answer_shows_nothing_of_what_stands_beside_a_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("原告：张小明，男。")
    document.add_comment(paragraph.runs[0], text="张小明说的", author="李建国", initials="L")
    path = tmp_path / "a.docx"
    document.save(str(path))

    outcome = run(path, "--out", tmp_path / "b.docx")

    assert "张小明" not in json.dumps(outcome.data, ensure_ascii=False) + outcome.text
    assert docx.Document(str(tmp_path / "b.docx")).paragraphs[0].text == "原告：张某，男。"


def test_a_folder_is_masked_into_a_folder(note: Path, tmp_path: Path) -> None:
    (note.parent / "下层").mkdir()
    (note.parent / "下层" / "乙.txt").write_text("原告：李秀英，女。")

    outcome = run(note.parent, "--out", tmp_path.parent / "脱敏")

    assert [result["text"][:5] for result in outcome.data["results"]] == ["原告：李某", "来电人王某"]
    assert (tmp_path.parent / "脱敏" / "下层" / "乙.txt").read_text() == "原告：李某，女。"


def test_records_are_masked_into_records(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"id": "a", "text": NOTE}, ensure_ascii=False) + "\n" + json.dumps({"id": "b"}))

    outcome = run(path, "--out", tmp_path / "out")

    assert [("text" in result, "error" in result) for result in outcome.data["results"]] == [
        (True, False),
        (False, True),
    ]
    assert [json.loads(line)["id"] for line in (tmp_path / "out/masked.jsonl").read_text().splitlines()] == ["a"]


def test_the_original_is_never_written_over(note: Path) -> None:
    for out in (note, note.parent):
        with pytest.raises(BadArgument):
            run(note, "--out", out)
    assert note.read_text() == NOTE


def test_many_files_need_a_folder(note: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")

    with pytest.raises(BadArgument):
        run(note, note, "--out", tmp_path / "x")


def test_the_kind_of_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx.Document().save(str(path))

    with pytest.raises(BadArgument):
        run(path, "--out", tmp_path / "b.pdf")
