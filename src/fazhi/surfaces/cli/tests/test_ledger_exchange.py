"""`fazhi ledger mapping …`, `batches`, `undo`, `dispatch`, `receipt`: what they answer, and who may not."""

from dataclasses import replace

import polars as pl
import pytest

from fazhi.kernel.exchange import formats
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.test_dispatching import LAYOUT, RECEIPT
from fazhi.kernel.exchange.tests.test_mappings import LINES, TOML

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_ledger(city, monkeypatch, data_dir):
    """The exchange's test ledger among the registered kinds, and its layout in the data folder."""
    office = pl.DataFrame({"code": [city.committee.code], "id": [city.committee.pk]})
    reference = replace(cases.FORMAT.references[0], frame=lambda: office)
    monkeypatch.setitem(formats._formats, "test.cases", replace(cases.FORMAT, references=(reference,)))
    (data_dir / "layouts").mkdir(parents=True)
    (data_dir / "layouts" / "test.toml").write_text(LAYOUT, encoding="utf-8")


@pytest.fixture
def theirs(tmp_path):
    path = tmp_path / "theirs.csv"
    path.write_text("\n".join(",".join(line) for line in LINES), encoding="gb18030")
    return str(path)


@pytest.fixture
def toml(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(TOML, encoding="utf-8")
    return str(path)


@pytest.fixture
def ours(tmp_path):
    return str(cases.book(tmp_path / "ours.xlsx", cases.rows(2)))


def test_a_draft_is_printed_or_written_and_saves_nothing(fazhi, theirs, tmp_path):
    printed = fazhi("ledger", "mapping", "draft", theirs, "--kind", "test.cases", "--sender", "思明分局")
    out = tmp_path / "draft.toml"
    written = fazhi(
        "ledger",
        "mapping",
        "draft",
        theirs,
        "--kind",
        "test.cases",
        "--sender",
        "思明分局",
        "--out",
        str(out),
        "--json",
    )

    assert (printed.code, written.code) == (0, 0)
    assert out.read_text(encoding="utf-8").rstrip() == printed.out.rstrip()
    assert written.data["path"] == str(out)
    assert fazhi("ledger", "mapping", "list").out == "还没有保存过栏目对应表。\n"


def test_an_undecided_draft_is_not_saved_and_every_gap_is_told(fazhi, theirs, tmp_path):
    out = str(tmp_path / "draft.toml")
    fazhi("ledger", "mapping", "draft", theirs, "--kind", "test.cases", "--sender", "思明分局", "--out", out)

    answer = fazhi("ledger", "mapping", "save", out)

    assert answer.code == 2
    assert "“派出所”还没有定" in answer.err
    assert answer.err.count("\n") == 1


def test_a_mapping_is_saved_listed_shown_and_used(fazhi, toml, theirs):
    assert fazhi("ledger", "mapping", "save", toml, "--json").data["version"] == 1
    assert fazhi("ledger", "mapping", "list").out == "思明分局  测试台账  第 1 版\n"
    assert fazhi("ledger", "mapping", "list", "--json").data["mappings"][0]["fixed"] == {"office": "XM-SM-01"}
    assert '"接警单号" = "number"' in fazhi("ledger", "mapping", "show", "思明分局").out
    assert "toml" in fazhi("ledger", "mapping", "show", "思明分局", "--json").data["mappings"][0]

    answer = fazhi("ledger", "import", theirs, "--json")

    (file,) = answer.data["files"]
    assert (file["accepted"], file["sender"], file["mapping_version"]) == (2, "思明分局", 1)


def test_the_import_says_by_which_mapping(fazhi, toml, theirs):
    fazhi("ledger", "mapping", "save", toml)

    assert "按“思明分局”的栏目对应表第 1 版读取" in fazhi("ledger", "import", theirs, "--sender", "思明分局").out
    assert "按思明分局 第1版" in fazhi("ledger", "batches").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ledger", "mapping", "show", "没有的"), "没有“没有的”的栏目对应表"),
        (("ledger", "mapping", "save", "absent.toml"), "FILE.toml 是“absent.toml”"),
        (("ledger", "import", ".", "--sender", "没有的"), "没有“没有的”的栏目对应表"),
        (("ledger", "undo", "99"), "没有第 99 批导入"),
        (("ledger", "dispatch", "x", "--period", "2024-03", "--out", "."), "没有报送格式“x”"),
        (("ledger", "dispatch", "test-superior", "--period", "2024", "--out", "."), "按月报送（如 2024-09）"),
        (("ledger", "receipt", "absent.csv"), "FILE 是“absent.csv”"),
    ],
)
def test_what_is_not_there_is_one_sentence(fazhi, words, says):
    answer = fazhi(*words)

    assert answer.code == 2
    assert says in answer.err
    assert answer.err.count("\n") == 1


def test_a_mapping_that_is_no_toml(fazhi, tmp_path):
    (tmp_path / "x.toml").write_text("kind =", encoding="utf-8")

    assert "读不懂" in fazhi("ledger", "mapping", "save", str(tmp_path / "x.toml")).err


def test_batches_are_listed_and_undone(fazhi, ours):
    imported = fazhi("ledger", "import", ours, "--json").data["files"][0]

    undone = fazhi("ledger", "undo", str(imported["batch"]), "--reason", "导错", "--json")

    assert undone.data == {"batch": imported["batch"], "name": "ours.xlsx", "removed": 2, "restored": 0}
    (batch,) = fazhi("ledger", "batches", "--json").data["batches"]
    assert (batch["state"], batch["undone_by"], batch["inserted"]) == ("undone", "system", 2)
    assert "已撤回  ours.xlsx" in fazhi("ledger", "batches").out
    again = fazhi("ledger", "undo", str(imported["batch"]))
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "它的状态是“已撤回”" in again.err


def test_no_batches_yet(fazhi):
    assert fazhi("ledger", "batches").out == "还没有导入过台账。\n"


def latest_batch(fazhi) -> str:
    return fazhi("ledger", "batches").out.split()[0]


def test_an_undo_says_what_it_did(fazhi, ours):
    fazhi("ledger", "import", ours)

    assert "移除 2 条新增的记录，0 条更正恢复原值" in fazhi("ledger", "undo", latest_batch(fazhi)).out


def test_a_stranger_may_not_undo_rows_of_another_office(fazhi, ours):
    fazhi("ledger", "import", ours)

    answer = fazhi("ledger", "undo", latest_batch(fazhi), "--as", "E0004")

    assert answer.code == 2
    assert "2 行不在您的岗位范围内" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("ledger", "mapping", "save", "x.toml"),
        ("ledger", "batches"),
        ("ledger", "dispatch", "test-superior", "--period", "2024-03", "--out", "."),
        ("ledger", "receipt", "x.csv"),
    ],
)
def test_what_concerns_the_whole_bureau_is_not_a_committees(fazhi, words):
    answer = fazhi(*words, "--as", "E0001")

    assert answer.code == 2
    assert "代表全局" in answer.err


def test_a_dispatch_and_its_receipt(fazhi, ours, tmp_path):
    fazhi("ledger", "import", ours)

    sent = fazhi("ledger", "dispatch", "test-superior", "--period", "2024-03", "--out", str(tmp_path), "--json")
    receipt = tmp_path / "回执.csv"
    receipt.write_text(RECEIPT + "1,1,D-1,1,,\n1,1,D-2,0,E07,类别不符\n1,1,D-3,1,,\n", encoding="gb18030")
    told = fazhi("ledger", "receipt", str(receipt))
    again = fazhi("ledger", "receipt", str(receipt), "--json")

    assert (sent.code, sent.data["number"], sent.data["rows"]) == (0, 1, 2)
    assert told.code == 1
    assert "接收 1 行，退回 1 行" in told.out
    assert "1 D-2  E07 类别不符" in told.out
    assert "第4行  没有报送过这一行：1 D-3" in told.out
    assert (again.code, again.data["repeated"]) == (0, True)
    assert "已经读过" in fazhi("ledger", "receipt", str(receipt)).out


def test_a_dispatch_tells_what_it_left_out(fazhi, tmp_path):
    data = [*cases.rows(12), {**cases.GOOD, "number": "D-13", "category": "婚姻家庭"}]
    fazhi("ledger", "import", str(cases.book(tmp_path / "ours.xlsx", data)))
    fazhi("ledger", "dispatch", "test-superior", "--period", "2024-03", "--out", str(tmp_path))
    receipt = tmp_path / "回执.csv"
    receipt.write_text(RECEIPT + "".join(f"1,1,D-{n},0,E,x\n" for n in range(1, 13)), encoding="gb18030")
    assert fazhi("ledger", "receipt", str(receipt), "--json").data["refused"] == 12

    again = fazhi("ledger", "dispatch", "test-superior", "--period", "2024-03", "--out", str(tmp_path))

    assert again.code == 1
    assert "没有要报送的行，没有生成文件" in again.out
    assert "被退回而尚未更正 12 行" in again.out
    assert "…共 12 行" in again.out
    assert "D-13  “婚姻家庭”在报送格式中没有对应的代码" in again.out


def test_a_file_that_is_no_receipt(fazhi, tmp_path):
    (tmp_path / "x.csv").write_text("姓名,分数\n王一,5\n", encoding="utf-8")

    assert "不是（或者不止是）一种报送格式的回执" in fazhi("ledger", "receipt", str(tmp_path / "x.csv")).err
