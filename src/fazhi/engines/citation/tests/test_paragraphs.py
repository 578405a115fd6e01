from fazhi.engines.citation import items, narrow, paragraphs

ARTICLE = "有下列情形之一的：\n（一）甲；\n（二）乙。\n前款规定不适用于：\n（一）丙。\n本条自公布之日起施行。"


def test_items_belong_to_the_paragraph_before_them() -> None:
    assert [part.splitlines()[0] for part in paragraphs(ARTICLE)] == [
        "有下列情形之一的：",
        "前款规定不适用于：",
        "本条自公布之日起施行。",
    ]
    assert items(paragraphs(ARTICLE)[0]) == ("（一）甲；", "（二）乙。")


def test_a_citation_of_a_paragraph_means_it_with_its_items() -> None:
    assert narrow(ARTICLE, paragraph=2) == "前款规定不适用于：\n（一）丙。"


def test_an_item_is_counted_in_its_paragraph() -> None:
    assert narrow(ARTICLE, paragraph=2, item=1) == "（一）丙。"
    assert narrow(ARTICLE, item=2) == "（二）乙。"


def test_a_part_that_is_not_there_is_none() -> None:
    assert narrow(ARTICLE, paragraph=4) is None
    assert narrow(ARTICLE, paragraph=3, item=1) is None
    assert narrow(ARTICLE, item=3) is None
    assert narrow("只有一款。", item=1) is None


def test_without_part_the_whole_article_is_meant() -> None:
    assert narrow(ARTICLE) == ARTICLE


LISTS = (
    "下列货物：\n（一）粮食：\n1.大米；\n2．小麦；\n（二）其他。\n| 税目 | 税率 |\n| 甲 | 5 % |\n第二款。\n1.5倍计算。"
)


def test_points_under_an_item_and_rows_of_a_table_belong_to_it() -> None:
    assert [part.splitlines()[0] for part in paragraphs(LISTS)] == ["下列货物：", "第二款。", "1.5倍计算。"]
    assert narrow(LISTS, paragraph=1, item=1) == "（一）粮食：\n1.大米；\n2．小麦；"
    assert narrow(LISTS, item=2) == "（二）其他。\n| 税目 | 税率 |\n| 甲 | 5 % |"


def test_a_numbered_line_under_no_item_is_a_paragraph() -> None:
    assert paragraphs("甲：\n1.乙。") == ("甲：", "1.乙。")
