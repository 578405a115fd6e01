"""Texts given to a command: which there are, what comes back for each, and what is told of the unreadable ones."""

import json
import os
from pathlib import Path

import pytest

from fazhi.kernel.papers.errors import FileUnreadable as PaperUnreadable
from fazhi.surfaces.cli import texts
from fazhi.surfaces.cli.command import Outcome
from fazhi.surfaces.cli.errors import BadArgument, FileUnreadable
from fazhi.surfaces.cli.texts import Record


def length(record: Record) -> texts.Answer:
    if record.fields.get("bad"):
        raise BadArgument("bad", "yes", "nothing")
    return {"length": len(record.text), "fields": sorted(record.fields), "process": os.getpid()}


def told(answer: texts.Answer) -> str:
    return f"{answer['length']} 字"


def ask(*files: Path, **options) -> Outcome:
    return texts.answer(files, lambda: length, told, **options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "下层").mkdir()
    (tmp_path / "甲.txt").write_text("一二三")
    (tmp_path / "下层" / "乙.md").write_text("四")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    return tmp_path


def jsonl(folder: Path, *lines: object) -> Path:
    path = folder / "记录.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_one_file_gets_the_answer_itself(folder):
    outcome = ask(folder / "甲.txt")
    assert (outcome.data["length"], outcome.text, outcome.exit_code) == (3, "3 字", 0)
    assert "id" not in outcome.data
    assert "text" not in outcome.data


def test_several_files_get_results_in_their_order(folder):
    found = ask(folder / "下层" / "乙.md", folder / "甲.txt").data["results"]
    assert [(Path(each["id"]).name, each["length"]) for each in found] == [("乙.md", 1), ("甲.txt", 3)]


def test_a_folder_stands_for_the_readable_files_below_it(folder):
    found = ask(folder).data["results"]
    assert {Path(each["id"]).name for each in found} == {"甲.txt", "乙.md"}


def test_a_folder_without_a_readable_file_is_refused(tmp_path):
    with pytest.raises(BadArgument):
        ask(tmp_path)


def test_records_keep_their_ids_and_bring_their_fields(folder):
    path = jsonl(folder, {"id": "a", "text": "一", "host": "某法"}, {"text": "二三\u2028四"})
    found = ask(path).data["results"]
    assert [(each["id"], each["length"]) for each in found] == [("a", 1), ("2", 4)]
    assert [each["fields"] for each in found] == [["host", "id"], []]


def test_another_field_can_hold_the_text(folder):
    found = ask(jsonl(folder, {"id": 7, "query": "怎么办"}), key="query").data["results"]
    assert [(each["id"], each["length"]) for each in found] == [("7", 3)]


def test_a_bad_record_gets_an_error_and_the_others_are_done(folder):
    path = jsonl(folder, "{", "[1]", {"id": "c"}, {"id": "d", "text": "一", "bad": True}, {"id": "e", "text": "好"})
    outcome = ask(path)
    failed = {each["id"]: each["error"] for each in outcome.data["results"] if "error" in each}
    assert list(failed) == ["1", "2", "c", "d"]
    assert "第 1 行不是 JSON" in failed["1"]
    assert outcome.data["results"][-1]["length"] == 1
    assert outcome.exit_code == 2


def test_an_unreadable_one_of_several_files_gets_an_error(folder):
    (folder / "坏.docx").write_bytes(b"no")
    outcome = ask(folder / "坏.docx", folder / "没有.txt", folder / "甲.txt")
    broken, missing, good = outcome.data["results"]
    assert "坏.docx" in broken["error"]
    assert "没有这个文件" in missing["error"]
    assert good["length"] == 3
    assert outcome.exit_code == 2


def test_the_only_file_unreadable_is_an_error_of_the_command(folder):
    (folder / "坏.docx").write_bytes(b"no")
    with pytest.raises(PaperUnreadable):
        ask(folder / "坏.docx")
    with pytest.raises(FileUnreadable):
        ask(folder / "没有.txt")
    with pytest.raises(FileUnreadable):
        ask(folder / "没有.jsonl")


def test_a_word_file_answers_with_its_text_and_what_stands_beside_it(folder):
    from docx import Document

    document = Document()
    document.add_paragraph("第一条")
    document.save(str(folder / "稿.docx"))
    data = ask(folder / "稿.docx").data
    assert (data["kind"], data["text"], data["changes"], data["comments"]) == ("word", "第一条", [], [])


def test_much_text_is_spread_over_processes_and_answered_in_order(folder, monkeypatch):
    monkeypatch.setattr(texts, "SERIAL_CHARACTERS", 10)
    path = jsonl(folder, *({"id": str(number), "text": "字" * number} for number in range(1, 41)))
    found = ask(path, processes=2).data["results"]
    assert [each["length"] for each in found] == list(range(1, 41))
    assert os.getpid() not in {each["process"] for each in found}


def test_a_handful_stays_in_this_process(folder):
    assert {each["process"] for each in ask(folder).data["results"]} == {os.getpid()}


def test_the_work_is_built_once_whatever_the_number_of_texts(folder, monkeypatch):
    monkeypatch.setattr(texts, "SERIAL_CHARACTERS", 10)
    built = []
    path = jsonl(folder, *({"text": "字" * 10} for _ in range(20)))
    texts.answer([path], lambda: built.append(1) or length, told, processes=2)
    assert built == [1]
