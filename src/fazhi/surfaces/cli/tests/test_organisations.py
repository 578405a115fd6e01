"""`fazhi divisions` and `fazhi absences` as a person meets them, and the sentences of this room."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi.kernel.organisations.errors import AbsenceBegun, AbsenceDatesWrong, AbsenceTwice, CoverImpossible
from fazhi.kernel.organisations.models import Division
from fazhi.surfaces.cli import organisations
from fazhi.surfaces.cli.command import register
from fazhi.surfaces.wording import sentence

Fazhi = Callable[..., Any]
LIST = (
    "统计用区划代码,名称,城乡分类代码\n350000000000,福建省,\n350200000000,厦门市,\n350203000000,思明区,\n"
    "350203001000,厦港街道,\n350203001001,下沃社区,111\n350500000000,泉州市,\n"
)


@pytest.fixture(autouse=True)
def commands(city) -> None:
    register(*organisations.COMMANDS)


@pytest.fixture
def listed(tmp_path: Path) -> str:
    path = tmp_path / "区划.csv"
    path.write_text(LIST, encoding="gb18030")
    return str(path)


def test_a_list_is_imported_and_told(fazhi: Fazhi, listed: str):
    answer = fazhi("divisions", "import", listed, "--within", "3502", "--json")

    assert answer.code == 0
    assert {name: answer.data[name] for name in ("read", "added", "left_out", "removed", "refused")} == {
        "read": 6, "added": 5, "left_out": 1, "removed": 0, "refused": 0,
    }  # fmt: skip
    assert "未变 5" in fazhi("divisions", "import", listed, "--within", "3502").out


def test_refused_rows_are_told_one_by_one_and_the_rest_goes_in(fazhi: Fazhi, listed: str, tmp_path: Path):
    path = tmp_path / "faulty.csv"
    path.write_text(LIST + "35020,湖里区,\n" + "350206000000,,\n", encoding="utf-8")

    answer = fazhi("divisions", "import", str(path), "--json")

    assert answer.code == 1
    assert [(row["row"], row["fault"]) for row in answer.data["refusals"]] == [(8, "code-form"), (9, "name-missing")]
    assert Division.objects.count() == 6
    assert "第8行“35020”湖里区：区划代码应为 2、4、6、9 或 12 位数字" in fazhi("divisions", "import", str(path)).out


def test_of_many_refused_rows_the_first_are_told(fazhi: Fazhi, tmp_path: Path):
    path = tmp_path / "faulty.csv"
    path.write_text("code,name\n" + "".join(f"x{number},某\n" for number in range(25)), encoding="utf-8")

    out = fazhi("divisions", "import", str(path)).out

    assert out.count("区划代码应为") == organisations.REFUSALS_TOLD
    assert "另有 5 行" in out


@pytest.mark.parametrize("code", ["350203001001"])
def test_a_division_is_shown_with_its_way(fazhi: Fazhi, listed: str, code: str):
    fazhi("divisions", "import", listed)

    assert fazhi("divisions", "show", code, "--json").data == {
        "code": code,
        "name": "下沃社区",
        "level": 5,
        "path": [
            {"code": "35", "name": "福建省"},
            {"code": "3502", "name": "厦门市"},
            {"code": "350203", "name": "思明区"},
            {"code": "350203001", "name": "厦港街道"},
            {"code": code, "name": "下沃社区"},
        ],
        "urban_rural_class": "111",
        "below": 0,
        "until": None,
    }
    out = fazhi("divisions", "show", code).out
    assert "福建省 › 厦门市 › 思明区 › 厦港街道 › 下沃社区" in out
    assert "350203001001，村级，城乡分类 111 主城区。" in out


def test_a_division_with_others_in_it_and_one_that_is_gone(fazhi: Fazhi, listed: str):
    fazhi("divisions", "import", listed)
    Division.objects.filter(pk="3505").update(until_date=date(2024, 6, 3))

    assert "3502，地级，下辖 1 个。" in fazhi("divisions", "show", "350200").out
    assert "2024年6月3日的区划表已没有它" in fazhi("divisions", "show", "3505").out


def test_an_unknown_division_is_a_sentence(fazhi: Fazhi):
    answer = fazhi("divisions", "show", "350299")

    assert (answer.code, answer.out) == (2, "")
    assert "没有区划“350299”" in answer.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "标题。找到的是：a、b。"),
        (b"", "文件是空的。"),
        (b"code,name\n\xff\xff,x\n", "不是 UTF-8 或 GB18030"),
    ],
)
def test_another_file_is_a_sentence(fazhi: Fazhi, tmp_path: Path, content: bytes, said: str):
    path = tmp_path / "other.csv"
    path.write_bytes(content)

    answer = fazhi("divisions", "import", str(path))

    assert answer.code == 2
    assert said in answer.err


def test_a_file_that_is_not_there_is_a_sentence(fazhi: Fazhi, tmp_path: Path):
    answer = fazhi("divisions", "import", str(tmp_path / "none.csv"))

    assert answer.code == 2
    assert "可以读取的 CSV 文件" in answer.err


@pytest.mark.parametrize("post", ["E0001@XM-SM-01:clerk", "E0005@XM:reporter"])
def test_who_is_no_system_administrator_may_not(fazhi: Fazhi, listed: str, post: str):
    answer = fazhi("--as", post, "divisions", "import", listed)

    assert answer.code == 2
    assert not Division.objects.exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            AbsenceDatesWrong(date(2024, 6, 10), date(2024, 6, 14), date(2024, 6, 9)),
            "从 2024-06-10 起，最迟到 2024-06-14",
        ),
        (AbsenceBegun("E1@A:clerk", date(2024, 6, 3)), "已于 2024-06-03 开始，不能撤销"),
        (AbsenceTwice("E1@A:clerk", date(2024, 6, 3), date(2024, 6, 4)), "2024-06-03 至 2024-06-04 已登记缺勤"),
    ],
)
def test_findings_about_absences_are_sentences(error: Exception, said: str):
    assert said in (sentence(error) or "")


@pytest.mark.parametrize("why", ["same_official", "not_above", "administrator", "not_held", "absent"])
def test_why_somebody_cannot_stand_in_is_said(why: str):
    assert "不能为 E1@A:clerk 代岗：" in (sentence(CoverImpossible("E1@A:clerk", "E2@A:clerk", why)) or "")


WEEK = ("E0002", "E0001", "2099-06-08", "2099-06-12")


@pytest.fixture
def absence(fazhi: Fazhi) -> int:
    """E0002 of the committee in 思明区 is away for a week; E0001 stands in."""
    return fazhi("--as", "E0003", "absences", "record", *WEEK, "病假", "--json").data["absences"][0]["number"]


def test_an_absence_is_recorded_and_listed(fazhi: Fazhi, absence: int):
    listed = fazhi("absences", "list", "--json").data["absences"]

    assert listed == [
        {
            "number": absence,
            "post": "E0002@XM-SM-01:mediator",
            "cover": "E0001@XM-SM-01:clerk",
            "from": "2099-06-08",
            "until": "2099-06-12",
            "reason": "sick_leave",
            "withdrawn": False,
        }
    ]
    out = fazhi("--as", "E0003", "absences", "list").out
    assert "E0002@XM-SM-01:mediator 病假，由 E0001@XM-SM-01:clerk 代岗" in out


def test_a_stranger_sees_no_absence_and_ends_none(fazhi: Fazhi, absence: int):
    assert "没有缺勤登记" in fazhi("--as", "E0004", "absences", "list").out

    answer = fazhi("--as", "E0004", "absences", "end", str(absence), "2099-06-09")

    assert answer.code == 2
    assert f"没有序号为 {absence} 的缺勤登记" in answer.err


def test_an_absence_is_ended_by_the_official_who_is_back(fazhi: Fazhi, absence: int):
    ended = fazhi("--as", "E0002", "absences", "end", str(absence), "2099-06-09", "--json").data["absences"][0]

    assert ended["until"] == "2099-06-09"


def test_an_absence_is_withdrawn(fazhi: Fazhi, absence: int):
    assert "（已撤销）" in fazhi("--as", "E0003", "absences", "withdraw", str(absence)).out
    assert fazhi("absences", "list", "--json").data == {"absences": []}


def test_the_system_account_arranges_nobodys_leave(fazhi: Fazhi):
    answer = fazhi("absences", "record", *WEEK, "病假")

    assert answer.code == 2
    assert "登记人的岗位" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("E0002", "E0001", "明天", "2099-06-12", "病假"), "日期 是“明天”"),
        (("E0002", "E0001", "2099-06-08", "2099-06-12", "没空"), "没有“没空”"),
        (("E0002", "E0004", "2099-06-08", "2099-06-12", "病假"), "同一机构或者其上级机构"),
        (("E0009", "E0001", "2099-06-08", "2099-06-12", "病假"), "没有岗位“E0009”"),
    ],
)
def test_what_cannot_be_recorded_is_a_sentence(fazhi: Fazhi, words: tuple[str, ...], said: str):
    answer = fazhi("--as", "E0003", "absences", "record", *words)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
