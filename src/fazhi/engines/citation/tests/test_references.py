import pytest

from fazhi.engines.citation import Article, Document, ReferenceImpossible, article_label


def test_an_article_reads_as_a_sentence_cites_it() -> None:
    assert Article("人民调解法", 33).text == "《人民调解法》第三十三条"
    assert Article("人民调解法", 33, 1).text == "《人民调解法》第三十三条第一款"
    assert Article("民事诉讼法", 205, 1, 2).text == "《民事诉讼法》第二百零五条第一款第（二）项"
    assert Article("刑法", 120, suffix=1).text == "《刑法》第一百二十条之一"


def test_an_inserted_article_keeps_its_suffix_before_the_paragraph() -> None:
    assert Article("刑法", 43, 2, suffix=1).label == "第四十三条之一第二款"
    assert article_label(43, 1) == "第四十三条之一"


def test_a_document_reads_with_number_and_place() -> None:
    assert Document("厦门市行政调解规定", "厦府办规〔2024〕2号").text == "《厦门市行政调解规定》（厦府办规〔2024〕2号）"
    assert Document("全国人民调解工作规范", place="第三部分").text == "《全国人民调解工作规范》第三部分"


def test_a_document_known_by_number_has_no_title_marks() -> None:
    assert Document("国办函〔2020〕109号").text == "国办函〔2020〕109号"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": " ", "number": 1},
        {"title": "民法典", "number": 0},
        {"title": "民法典", "number": 10_000},
        {"title": "民法典", "number": 1, "paragraph": 0},
        {"title": "民法典", "number": 1, "item": 0},
        {"title": "民法典", "number": 1, "suffix": -1},
    ],
)
def test_impossible_articles_are_refused(fields: dict) -> None:
    with pytest.raises(ReferenceImpossible):
        Article(**fields)


def test_a_document_needs_a_title() -> None:
    with pytest.raises(ReferenceImpossible):
        Document("")
