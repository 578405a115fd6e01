"""Small corpora in the layouts that are read, and the library with one of them read in."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law.services import load_packaged

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)

SCHEMA = """
CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT NOT NULL, doc_type TEXT, level TEXT, issuing_body TEXT,
    publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT, law_department TEXT);
CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT NOT NULL, law_name TEXT NOT NULL, law_department TEXT,
    level TEXT, status TEXT, chapter TEXT, section TEXT, article_no TEXT, article_no_arabic INTEGER,
    article_text TEXT, char_count INTEGER);
"""

READING = "全国人民代表大会常务委员会关于《中华人民共和国刑法》第三十条的解释"
MEDIATION = (
    ("第一条", "为了完善人民调解制度，制定本法。"),
    ("第二条", "甲款。\n（一）甲项；\n（二）乙项。\n乙款。"),
    ("第二条之一", "插入的一条。"),
)
FARMING = "中华人民共和国农业法"
AMENDMENT = (("条目一", "增加一条。"), ("条目十二", "本修正案自公布之日起施行。"))

# law_id, title, level, effective, version, status, articles (label, text)
LAWS = (
    ("mediation", "中华人民共和国人民调解法", "法律", "2011-01-01", "2010-08-28", "现行有效", MEDIATION),
    ("old", FARMING, "法律", "2003-03-01", "2012-12-28", "历史版本", (("第一条", "旧文。"), ("第二条", "旧文二。"))),
    ("new", FARMING, "法律", "2027-01-01", "2026-08-28", "现行有效", (("第一条", "新文。"),)),
    ("noise", "中华人民共和国噪声污染防治法", "法律", "2022-06-05", "2021-12-24", "已废止", (("第一条", "废止。"),)),
    ("amendment", "中华人民共和国刑法修正案", "法律", "1999-12-25", "1999-12-25", "现行有效", AMENDMENT),
    ("reading", READING, "法律", "2014-04-24", "2014-04-24", "现行有效", (("全文", "解释如下。"),)),
)

MakeCorpus = Callable[..., Path]


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Write a corpus file; `make_corpus(laws)` with rows like `LAWS`."""

    def make(laws: Sequence[tuple] = LAWS, name: str = "laws.db") -> Path:
        path = tmp_path / name
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(SCHEMA)
            for law_id, title, level, effective, version, status, articles in laws:
                connection.execute(
                    "INSERT INTO laws VALUES (?, ?, '法律', ?, '全国人民代表大会常务委员会', ?, ?, ?, ?, '')",
                    (law_id, title, level, version, effective, version, status),
                )
                connection.executemany(
                    "INSERT INTO articles (law_id, law_name, chapter, section, article_no, article_text)"
                    " VALUES (?, ?, '第一章 总则', NULL, ?, ?)",
                    [(law_id, title, label, text) for label, text in articles],
                )
            connection.commit()
        return path

    return make


@pytest.fixture
def trail_key(settings, tmp_path: Path) -> None:
    """Data folder of this test, with a key for the trail."""
    settings.DATA_DIR = tmp_path / "var"
    create_key()


@pytest.fixture
def library(db, trail_key: None, make_corpus: MakeCorpus) -> Path:
    """The library with `LAWS` read in; the path of the corpus."""
    path = make_corpus()
    load_packaged(path, at=AT)
    return path


def told(title: str, version_date: str | None, *texts: str, **more: Any) -> dict[str, Any]:
    """A document as a corpus folder tells it, with an article for each of `texts`; `more` overrides its fields."""
    articles = [
        {
            "number": number,
            "suffix": 0,
            "label": f"第{number}条",
            "kind": "article",
            "part": "",
            "chapter": "",
            "section": "",
            "text": text,
        }
        for number, text in enumerate(texts, start=1)
    ]
    return {
        "id": f"{title}{version_date}",
        "title": title,
        "kind": "law",
        "category": "行政法规",
        "subcategory": "",
        "region": None,
        "issuing_body": "国务院",
        "version_date": version_date,
        "effective": version_date,
        "effective_original": None,
        "status": "现行",
        "status_basis": "latest version in this corpus, as of 2025-04-19 (statutes: 2026-08-28)",
        "history": [{"date": version_date, "event": "公布", "text": "国务院令公布"}] if version_date else [],
        "preamble": None,
        "appendix": None,
        "articles": articles,
        **more,
    }


def written(path: Path, *rows: dict[str, Any]) -> Path:
    """Rows in a file, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path
