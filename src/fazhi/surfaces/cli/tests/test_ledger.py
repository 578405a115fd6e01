"""`fazhi ledger`: the JSON keys of the contract, exit codes, one clear sentence on stderr."""

import json
from pathlib import Path

import pytest

from fazhi.surfaces.cli import console

pytestmark = pytest.mark.django_db
OFFICES = "机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据\n"
CONTRACT = {"path", "sha256", "kind", "read", "accepted", "unchanged", "refused", "refusals_path"}


@pytest.fixture
def fazhi(data_dir, capsys):
    """Run a command line; gives exit code, standard output, standard error."""

    def run(*words):
        code = console.run(words)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def ledger(tmp_path):
    def write(text, name="a.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_kinds(fazhi):
    code, out, _ = fazhi("ledger", "kinds", "--json")

    kinds = {kind["code"]: kind for kind in json.loads(out)["kinds"]}
    assert code == 0
    assert kinds["organisations.posts"]["title"] == "岗位台账"
    assert kinds["organisations.posts"]["columns"][0] == "工号"


def test_templates(fazhi, tmp_path):
    code, out, _ = fazhi("ledger", "templates", "--out", str(tmp_path / "t"), "--json")

    files = json.loads(out)["files"]
    assert code == 0
    assert all(Path(file).stat().st_size > 5_000 for file in files)
    assert any("机构台账" in file for file in files)


def test_an_import_answers_with_the_keys_of_the_contract(fazhi, ledger):
    code, out, err = fazhi("ledger", "import", ledger(OFFICES + "A,局,市司法局,,,,\n"), "--json")

    answer = json.loads(out)
    (file,) = answer["files"]
    assert (code, err) == (0, "")
    assert set(file) >= CONTRACT
    assert {"files", "seconds"} <= set(answer)
    assert (file["kind"], file["read"], file["accepted"]) == ("organisations.offices", 1, 1)
    assert file["refusals_path"] is None


def test_refused_rows_are_exit_1_and_the_text_says_where_they_are(fazhi, ledger):
    code, out, err = fazhi("ledger", "import", ledger(OFFICES + "A,局,什么局,,,,\n"))

    assert code == 1, err
    assert "第2行“机构类别”为“什么局”：不在代码表中" in out
    assert "退回的行及改法" in out


def test_one_bad_file_is_exit_2_with_one_sentence(fazhi, ledger):
    code, out, err = fazhi("ledger", "import", ledger("姓名,分数\n王一,5\n"), "--json")

    assert (code, out) == (2, "")
    assert "没有认得的台账" in err
    assert "姓名、分数" in err


def test_of_several_files_the_failed_one_has_its_error(fazhi, ledger):
    good, bad = ledger(OFFICES + "A,局,市司法局,,,,\n"), ledger("", "empty.csv")

    code, out, err = fazhi("ledger", "import", good, bad, "--json")

    files = {Path(file["path"]).name: file for file in json.loads(out)["files"]}
    assert code == 2
    assert files["a.csv"]["accepted"] == 1
    assert files["empty.csv"]["error"] in err
    assert "没有数据" in err


def test_missing_headings_are_told_with_what_was_found(fazhi, ledger):
    code, _, err = fazhi("ledger", "import", ledger(OFFICES.replace("机构类别", "机构类型") + "A,局,市司法局,,,,\n"))

    assert code == 2
    assert "缺少标题：机构类别" in err
    assert "“机构类型”是否就是“机构类别”" in err


def test_export(fazhi, ledger, tmp_path):
    fazhi("ledger", "import", ledger(OFFICES + "A,局,市司法局,,,,\n"))

    code, out, _ = fazhi(
        "ledger", "export", "organisations.offices", "--period", "2024", "--out", str(tmp_path / "o.xlsx"), "--json"
    )

    assert (code, json.loads(out)) == (0, {"rows": 1})


def test_an_unknown_kind_names_the_known_ones(fazhi, tmp_path):
    code, _, err = fazhi("ledger", "export", "x", "--period", "2024", "--out", str(tmp_path / "o.xlsx"))

    assert code == 2
    assert "organisations.offices" in err


def every_error():
    from fazhi.kernel.exchange import errors

    found = [errors.ExchangeError]
    for base in found:
        found += base.__subclasses__()
    return [item for item in found if not item.__subclasses__()]


def test_every_error_of_the_room_has_a_sentence():
    from fazhi.surfaces.wording import sentence

    wordless = [item.__name__ for item in every_error() if sentence.dispatch(item) is sentence.dispatch(Exception)]

    assert wordless == []
