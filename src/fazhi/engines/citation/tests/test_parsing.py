import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation import (
    Article,
    CitationError,
    CitationNotUnderstood,
    Document,
    parse_article_number,
    parse_citations,
)

TITLES = st.sampled_from(
    ["人民调解法", "中华人民共和国民法典", "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释"]
)
PARTS = st.none() | st.integers(1, 40)
ARTICLES = st.builds(
    Article, title=TITLES, number=st.integers(1, 9999), paragraph=PARTS, item=PARTS, suffix=st.integers(0, 12)
)
DOCUMENTS = st.builds(
    Document,
    title=st.sampled_from(["厦门市行政调解规定", "全国人民调解工作规范", "关于进一步规范双公示工作的通知"]),
    wenhao=st.sampled_from([None, "厦府办规〔2024〕2号", "司法部令第75号", "SF/T 0083-2020", "厅字〔2019〕28号"]),
    place=st.sampled_from([None, "第三部分", "附件2", "一、总体要求"]),
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("43", (43, 0)),
        ("43-1", (43, 1)),
        ("第四十三条之一", (43, 1)),
        ("第四十三条", (43, 0)),
        ("第43条", (43, 0)),
        ("第43条之2", (43, 2)),
        ("四十三", (43, 0)),
        ("４３－１", (43, 1)),
        (" 第 43 条 ", (43, 0)),
        ("第一千二百六十条", (1260, 0)),
    ],
)
def test_article_arguments_people_type(written: str, expected: tuple[int, int]) -> None:
    assert parse_article_number(written) == expected


@pytest.mark.parametrize("written", ["", "0", "43-", "43-0", "之一", "第条", "43条第1款", "十三四", "12345", "abc"])
def test_article_arguments_that_name_no_article_are_refused(written: str) -> None:
    with pytest.raises(CitationError):
        parse_article_number(written)


@given(st.lists(ARTICLES | DOCUMENTS, min_size=1, max_size=4))
def test_a_source_string_reads_back_as_what_it_cites(citations: list[Article | Document]) -> None:
    assert parse_citations("；".join(citation.source for citation in citations)) == tuple(citations)


@given(ARTICLES)
def test_an_article_in_title_marks_reads_back_too(article: Article) -> None:
    assert parse_citations(article.text) == (article,)


def test_a_list_of_articles_shares_its_title() -> None:
    assert parse_citations("行政许可法 第四十二条、第四十五条第一款、第二款") == (
        Article("行政许可法", 42),
        Article("行政许可法", 45, 1),
        Article("行政许可法", 45, 2),
    )


def test_texts_are_apart_by_semicolons() -> None:
    assert parse_citations("人民调解法 第三十三条；民事诉讼法 第二百零五条") == (
        Article("人民调解法", 33),
        Article("民事诉讼法", 205),
    )


def test_a_title_that_itself_cites_an_article_stays_whole() -> None:
    title = "全国人民代表大会常务委员会关于《中华人民共和国刑法》第三十条的解释"

    assert parse_citations(f"《{title}》") == (Document(title),)
    assert parse_citations(title) == (Document(title),)


def test_documents_by_number_title_and_place() -> None:
    assert parse_citations("厦门市行政调解规定 厦府办规〔2024〕2号") == (
        Document("厦门市行政调解规定", "厦府办规〔2024〕2号"),
    )
    assert parse_citations("国办函〔2020〕109号；SF/T 0083-2020 第三部分") == (
        Document("国办函〔2020〕109号"),
        Document("SF/T 0083-2020", place="第三部分"),
    )


@pytest.mark.parametrize(
    "written",
    ["", "；", "《人民调解法 第三十三条", "民法典 第一条第一条、", "民法典 第十三四条", "人民调解法第三十三条"],
)
def test_what_is_no_exact_citation_is_refused(written: str) -> None:
    with pytest.raises(CitationError):
        parse_citations(written)


def test_an_article_with_a_document_number_is_told_where_numbers_belong() -> None:
    with pytest.raises(CitationNotUnderstood, match="titles.toml"):
        parse_citations("厦门市行政调解规定 厦府办规〔2024〕2号 第五条")
