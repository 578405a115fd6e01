"""`fazhi review`: what a draft's reviewer gets, in JSON and for a person."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db

DRAFT = """某某市档案查询办法
厦司规〔2025〕2号
第一条 为了规范档案查询，制定本办法。
第二条 从事家庭保洁经营的，应当经市司法局同意后方可营业。
第四条 本办法自2025年4月1日起施行，有效期十年。
某某市司法局
2025年3月1日"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "稿.txt"
    path.write_text(DRAFT)
    return path


def test_one_draft_gets_its_clauses_and_findings(fazhi, draft):
    answer = fazhi("review", str(draft), "--json")
    assert answer.code == 0
    assert [each["check"] for each in answer.data["findings"]] == [
        "clause.licence",
        "form.article_number_skipped",
        "clause.validity",
    ]
    licence = answer.data["findings"][0]
    assert DRAFT[licence["start"] : licence["end"]] == licence["quote"]
    assert licence["severity"] == "error"
    assert licence["basis"][0] == {"title": "行政许可法", "article": 17, "suffix": 0, "paragraph": None, "item": None}
    assert {"id": "2", "label": "第二条", "level": "article", "start": 42, "end": 71} in answer.data["clauses"]


def test_a_person_reads_place_reason_and_suggestion(fazhi, draft):
    told = fazhi("review", str(draft)).out
    assert "发现 3 个问题" in told
    assert "[错误] 第二条“" in told
    assert "《行政许可法》第十七条" in told


def test_a_sound_draft_is_told_so(fazhi, tmp_path):
    path = tmp_path / "稿.txt"
    path.write_text("鼓励居民参加志愿服务。")
    assert "没有发现问题" in fazhi("review", str(path)).out


def test_records_bring_host_number_and_day(fazhi, tmp_path):
    path = tmp_path / "稿.jsonl"
    without = DRAFT.replace("厦司规〔2025〕2号\n", "")
    lines = [
        {"id": "a", "text": without},
        {"id": "b", "text": without, "number": "厦司规〔2025〕2号", "date": "2025-03-01"},
        {"id": "c", "text": "好", "date": "某日"},
        {"id": "d", "text": "好", "host": 5},
        {"id": "e", "text": "好", "aliases": ["法"]},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    answer = fazhi("review", str(path), "--json")
    first, second, *failed = answer.data["results"]
    assert "form.number_missing" in {each["check"] for each in first["findings"]}
    assert "form.number_missing" not in {each["check"] for each in second["findings"]}
    assert second["on"] == "2025-03-01"
    assert [sorted(each) for each in failed] == [["error", "id"]] * 3


def test_the_problems_of_citations_are_findings_too(fazhi, tmp_path):
    path = tmp_path / "稿.txt"
    path.write_text("根据《中华人民共和国无此题名法》第三条，制定本办法。")
    found = fazhi("review", str(path), "--json").data["findings"]
    assert [each["check"] for each in found] in (["title_not_found"], ["title_not_held"])
    assert found[0]["quote"].startswith("《中华人民共和国无此题名法》")


def test_a_contract_is_not_held_to_what_binds_documents(fazhi, tmp_path):
    path = tmp_path / "合同.txt"
    path.write_text("乙方应当缴纳履约保证金五万元。")
    asked = fazhi("review", str(path), "--json").data["findings"]
    assert [each["check"] for each in asked] == ["clause.fee"]
    assert fazhi("review", str(path), "--kind", "contract", "--json").data["findings"] == []
