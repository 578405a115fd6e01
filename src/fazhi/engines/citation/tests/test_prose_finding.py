"""Where a text cites, and what: names, places, short names, 本法 and 该法."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fazhi.engines.citation.prose import Catalogue, Found, Ref, Sort, find_citations
from fazhi.engines.citation.tests.library import CODE, CONTRACTS, FUTURE, LOCAL, ON, PENALTIES, READING, library

CRIMES = "中华人民共和国刑法"
ASSEMBLIES = "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法"
DISPUTES = "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）"
LIBRARY = library(
    "中华人民共和国公司法",
    "中华人民共和国宪法",
    "中华人民共和国仲裁法",
    "中华人民共和国证券法",
    CRIMES,
    f"{CRIMES}修正案（九）",
    ASSEMBLIES,
    interpretations=(DISPUTES,),
)
LATER = replace(
    LIBRARY,
    instruments=[
        replace(each, first=date(2022, 1, 1)) if each.title == READING else each for each in LIBRARY.instruments
    ],
)
BRACKETS = str.maketrans("〈〉<>", "《》《》")
BLIND = [Path(__file__).parent / "data" / name for name in ("blind.jsonl", "blind_second.jsonl", "blind_third.jsonl")]
SENTENCES = Path(__file__).parent / "data" / "sentences.jsonl"


def found(text: str, **context: object) -> list[Found]:
    return list(find_citations(text, LIBRARY, on=ON, **context))


def one(text: str, **context: object) -> Found:
    (only,) = found(text, **context)
    return only


@pytest.mark.parametrize(
    ("text", "title", "cited"),
    [
        ("根据《中华人民共和国行政处罚法》第三条办理", PENALTIES, "《中华人民共和国行政处罚法》第三条"),
        ("根据《行政处罚法》办理", PENALTIES, "《行政处罚法》"),
        ("违反行政处罚法第三条的", PENALTIES, "行政处罚法第三条"),
        ("违反中华人民共和国行政处罚法的", PENALTIES, "中华人民共和国行政处罚法"),
        ("依照处罚法第三条", PENALTIES, "处罚法第三条"),
        ("依照《处罚法》", PENALTIES, "《处罚法》"),
        ("《行政处罚法（2021年修订）》", PENALTIES, "《行政处罚法（2021年修订）》"),
        ("《关于适用〈行政处罚法〉的解释（一）》第一条", READING, "《关于适用〈行政处罚法〉的解释（一）》第一条"),
        ("《关于适用<行政处罚法>的解释》（一）第一条", READING, "《关于适用<行政处罚法>的解释》（一）第一条"),
        (
            "最高人民法院关于适用《中华人民共和国行政处罚法》的解释（一）第一条",
            READING,
            "最高人民法院关于适用《中华人民共和国行政处罚法》的解释（一）第一条",
        ),
        ("按厦门市养犬管理条例第三条", LOCAL, "厦门市养犬管理条例第三条"),
        ("《行政处罚法第三条", PENALTIES, "《行政处罚法第三条"),
        ("《行　政处\n罚法》第 三 条", PENALTIES, "《行　政处\n罚法》第 三 条"),
        ("《行政處罰法》第３條", PENALTIES, "《行政處罰法》第３條"),
        ("《中華人民共和國勞動爭議處理條例》", "中华人民共和国劳动争议处理条例", "《中華人民共和國勞動爭議處理條例》"),
        ("《关于适用﹤行政处罚法﹥的解释（一）》", READING, "《关于适用﹤行政处罚法﹥的解释（一）》"),
        ("最高人民法院《关于适用〈行政处罚法〉的解释（一）》", READING, "《关于适用〈行政处罚法〉的解释（一）》"),
        ("根据行政处罚法司法解释一第二条", READING, "行政处罚法司法解释一第二条"),
        ("按《行政处罚法解释（一）》", READING, "《行政处罚法解释（一）》"),
        ("依照劳动争议司法解释（二）第三条", DISPUTES, "劳动争议司法解释（二）第三条"),
        ("按照地方组织法第一条", ASSEMBLIES, "地方组织法第一条"),
        ("《地方组织法》第一条", ASSEMBLIES, "《地方组织法》第一条"),
        ("适用修正前刑法第三条", CRIMES, "刑法第三条"),
        ("1997年刑法规定的罪名", CRIMES, "刑法"),
        ("出台的刑法修正案(九)", f"{CRIMES}修正案（九）", "刑法修正案(九)"),
        ("依照⾏政处罚法第⼀百⼋⼗⼆条", PENALTIES, "⾏政处罚法第⼀百⼋⼗⼆条"),
        ("《行政处罚法》：第三条", PENALTIES, "《行政处罚法》：第三条"),
        ("《行政处罚法》3条第2款", PENALTIES, "《行政处罚法》3条第2款"),
        ("行政处罚法三十三条规定", PENALTIES, "行政处罚法三十三条"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, title: str, cited: str) -> None:
    answer = one(text)
    assert (answer.title, answer.text) == (title, cited)
    assert text[answer.start : answer.end] == cited


@pytest.mark.parametrize(
    "text",
    [
        "公司法人应当登记",
        "违反证券法规的",
        "厦门市行政处罚法",
        "在宪法和法律规定的范围内",
        "第三条规定的情形",
        "中华人民共和国就本法第二十五条第一款规定的事项",
        "依照该法第三条",
        "《条例》第三条",
        "行政处罚法解释的历史",
        "新刑法修正案的溯及力",
        "依照地方法第一条",
        "《决定》指出",
    ],
)
def test_words_that_only_look_like_a_name_are_no_citation(text: str) -> None:
    assert found(text) == []


def test_what_is_no_basis_of_acts_is_told_apart() -> None:
    for name in ("财务报告", "居住证", "劳动合同", "公司章程", "污水综合排放标准", "申请书", "购房协议", "人民司法"):
        answer = one(f"提交《{name}》第三条")
        assert (answer.sort, answer.title, answer.problem, answer.refs) == (Sort.OTHER, None, None, ())


def test_a_short_name_holds_from_its_declaration_on() -> None:
    text = (
        "《中华人民共和国行政处罚法》（以下简称《甲法》）第一条、民法典（以下简称乙）。依照《甲法》第二条和甲法第三条。"
    )
    assert [(each.title, each.text) for each in found(text)] == [
        (PENALTIES, "《中华人民共和国行政处罚法》（以下简称《甲法》）第一条"),
        (CODE, "民法典"),
        (PENALTIES, "《甲法》第二条"),
        (PENALTIES, "甲法第三条"),
    ]


def test_a_short_name_may_be_given_with_the_text() -> None:
    assert one("按《方案》第二条", aliases={"方案": PENALTIES}).title == PENALTIES
    assert one("按方案第二条", aliases={"方案": PENALTIES}).title == PENALTIES


@pytest.mark.parametrize("text", ["按实施方案第二条", "按方案办理", "按本方案执行"])
def test_a_mere_noun_is_no_short_name_inside_another_word(text: str) -> None:
    assert found(text, aliases={"方案": PENALTIES}) == []


def test_本法_is_the_host_and_inside_a_quotation_the_text_quoted() -> None:
    assert one("违反本法第三条的", host=PENALTIES).title == PENALTIES
    assert found("违反本法第三条的") == []
    quoting = found("《行政处罚法》第一条规定：“依照本法第三条办理。”", host=CODE)
    assert [each.title for each in quoting] == [PENALTIES, PENALTIES]


@pytest.mark.parametrize("text", ["违反本法规定第三条的", "违反本实施法第三条的"])
def test_本法_may_be_parted_from_its_place(text: str) -> None:
    assert (one(text, host=PENALTIES).title, one(text, host=PENALTIES).refs) == (PENALTIES, (Ref(3),))


def test_a_text_that_is_not_in_force_may_cite_itself() -> None:
    assert one("违反本法第一条的", host=FUTURE).problem is None


def test_a_noun_in_brackets_is_the_one_that_the_paragraph_named() -> None:
    text = "《中共中央关于某事的决定》提出，《决定》强调。\n《决定》"
    assert [each.title for each in found(text)] == ["中共中央关于某事的决定"] * 2


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("最高人民法院", "最高人民法院关于某事的意见"),
        ("最高人民法院和最高人民检察院联合发布的", "最高人民法院、最高人民检察院关于某事的意见"),
        ("某公司", "关于某事的意见"),
    ],
)
def test_who_issued_a_text_is_part_of_its_title(before: str, title: str) -> None:
    assert one(f"根据{before}《关于某事的意见》").title == title


def test_a_court_that_did_not_issue_a_text_is_not_taken_for_the_one_that_did() -> None:
    answer = one("最高人民检察院《关于适用〈行政处罚法〉的解释（一）》第一条")
    assert (answer.title != READING, answer.problem, answer.advice.titles[0]) == (True, "title_not_found", READING)


def test_a_short_name_means_nothing_that_came_later() -> None:
    (answer,) = find_citations("《行政处罚法解释（一）》第一条", LATER, on=date(2019, 1, 1))
    assert (answer.title, answer.problem) == ("行政处罚法解释（一）", "title_not_held")
    assert find_citations("《行政处罚法解释（一）》第一条", LATER, on=ON)[0].title == READING


def test_an_unheld_host_is_cited_without_a_problem() -> None:
    answer = one("违反本办法第三条的", host="厦门市某某管理办法")
    assert (answer.title, answer.problem) == ("厦门市某某管理办法", None)


def test_该法_is_the_last_of_its_kind_in_the_paragraph() -> None:
    text = "《行政处罚法》和《厦门市养犬管理条例》，该法第二条、该条例第三条、同法第四条。\n该法第五条"
    assert [each.title for each in found(text)][2:] == [PENALTIES, LOCAL, PENALTIES]


def test_实施条例_is_that_of_the_text_before() -> None:
    assert found("《行政处罚法》第一条和《实施条例》第二条")[1].title == "中华人民共和国行政处罚法实施条例"


@pytest.mark.parametrize("name", ["中华人们共和国合同法", "《中华人们共和国合同法》", "《中华人民和国合同法》"])
def test_a_mistyped_name_of_the_state_is_read_and_told(name: str) -> None:
    answer = one(f"违反{name}第三条")
    assert (answer.title, answer.problem, answer.start) == (CONTRACTS, "title_not_found", 2)


def test_a_bracket_that_never_closes_hides_nothing_behind_it() -> None:
    assert [each.title for each in found("《某《行政处罚法》第一条\n《民法典》")] == [PENALTIES, CODE]
    assert [each.title for each in found("《" + "很长" * 150 + "《行政处罚法》第一条》")] == [PENALTIES]


def test_places_follow_a_bracket_between() -> None:
    assert one("《行政处罚法》（主席令第70号）第三条第二款").refs == (Ref(3, 0, 2),)


def names_of(titles: set[str]) -> Catalogue:
    """A library that knows these titles, without any article."""
    return library(*sorted(titles - {each.title for each in library().instruments}))


def test_real_sentences_are_read_as_annotated() -> None:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    catalogue = names_of({title for row in rows for _, _, title, _ in row["citations"]} | {row["host"] for row in rows})
    gold, ours = Counter(), Counter()
    for row in rows:
        gold.update((row["id"], start, end, title, str(refs)) for start, end, title, refs in row["citations"])
        for each in find_citations(row["text"], catalogue, on=ON, host=row["host"]):
            if each.sort is Sort.INSTRUMENT:
                refs = [[ref.article, ref.suffix, ref.paragraph, ref.item] for ref in each.refs]
                ours[(row["id"], each.start, each.end, each.title, str(refs))] += 1
    assert gold.total() > 390
    assert (gold & ours).total() >= 0.98 * max(gold.total(), ours.total()), gold - ours | ours - gold


def test_sentences_annotated_without_the_finder_are_read_so() -> None:
    rows = [json.loads(line) for path in BLIND for line in path.read_text(encoding="utf-8").splitlines()]
    cited = [each for row in rows for each in row["citations"] if each["kind"] == "instrument"]
    catalogue = names_of({each["title"] for each in cited} | {row["host"] for row in rows})
    gold, ours = Counter(), Counter()
    for row in rows:
        optional = {each["start"] for each in row["citations"] if each["kind"] == "optional"}
        for each in row["citations"]:
            if each["kind"] == "instrument":
                gold[(row["id"], each["start"], each["title"], str(each["refs"]))] += 1
        on, aliases = date.fromisoformat(row.get("date", ON.isoformat())), row.get("aliases")
        for each in find_citations(row["text"], catalogue, on=on, host=row["host"], aliases=aliases):
            if each.sort is Sort.INSTRUMENT and each.start not in optional:
                refs = [[ref.article, ref.suffix, ref.paragraph, ref.item] for ref in each.refs]
                title = (each.title or "").translate(BRACKETS)
                ours[(row["id"], each.start, title, str(refs))] += 1
    assert gold.total() > 255
    assert (gold & ours).total() >= 0.98 * max(gold.total(), ours.total()), gold - ours | ours - gold
