"""Shares and rates hold to their stated precision, against the part and the whole of the same sentence."""

import pytest

from fazhi.engines.claims import Kind, read


def shares(text: str) -> list[tuple[str, bool]]:
    return [(found.expression, found.holds) for found in read(text).identities if found.kind is Kind.SHARE]


@pytest.mark.parametrize(
    ("text", "expression", "holds"),
    [
        ("调委会2599个，其中规范化调委会2180个，占调委会总数的83.9%。", "2180 / 2599 = 83.9%", True),
        ("受理1000件，其中民事600件，占60%。", "600 / 1000 = 60%", True),
        ("受理1000件，其中民事600件，占比为61%。", "600 / 1000 = 61%", False),
        ("受理1000件，其中民事600件（占61%）。", "600 / 1000 = 61%", False),
        ("受理1000件，其中民事604件，占60%。", "604 / 1000 = 60%", True),
        ("受理1000件，其中民事605件，占60%。", "605 / 1000 = 60%", True),
        ("受理1000件，其中民事606件，占60%。", "606 / 1000 = 60%", False),
        ("受理1000件，其中民事600件，占全部案件的百分之六十。", "600 / 1000 = 60%", True),
        ("受理1000件，其中民事612件，占比超过六成。", "612 / 1000 ≥ 60%", True),
        ("受理1000件，其中民事512件，占比超过六成。", "512 / 1000 ≥ 60%", False),
        ("受理1000件，调解成功982件，成功率98.2%。", "982 / 1000 = 98.2%", True),
        ("受理1000件，调解成功982件，成功率达98.3%。", "982 / 1000 = 98.3%", False),
        ("受理1000件，办结950件，调解成功900件，成功率94.7%。", "900 / 950 = 94.7%", True),
        ("受理1000件（民事600件、刑事400件），办结950件，办结率95%。", "950 / 1000 = 95%", True),
        ("参加考试1012人，合格987人，合格率99.5%。", "987 / 1012 = 99.5%", False),
        ("评查案卷240宗，优秀案卷95宗，优秀率39.6%。", "95 / 240 = 39.6%", True),
        ("受理1.2万件，办结1.1万件，办结率92.4%。", "11000 / 12000 = 92.4%", True),
    ],
)
def test_share_is_tested(text: str, expression: str, holds: bool) -> None:
    assert shares(text) == [(expression, holds)]


@pytest.mark.parametrize(
    ("text", "expression", "holds"),
    [
        ("检查企业300家，发现问题45家，占检查总数的15%。", "45 / 300 = 15%", True),
        ("检查企业300家，发现问题45家，占检查总数的16%。", "45 / 300 = 16%", False),
        ("检查企业300家,发现问题４５家,占全部检查企业的１６％。", "45 / 300 = 16%", False),
        ("共检查企业300家，发现问题45家，占总数的16%。", "45 / 300 = 16%", False),
        ("共检查企业300家，发现问题45家，占比16%。", "45 / 300 = 16%", False),
        ("受理案件1000件，民事案件600件，占全部案件的61%。", "600 / 1000 = 61%", False),
        ("全市受理1000件，其中思明区300件，占全市的31%。", "300 / 1000 = 31%", False),
        ("其中女性调解员200人，占总数的25%（全部800人）。", "200 / 800 = 25%", True),
        ("其中女性调解员200人，占总数的26%（总数800人）。", "200 / 800 = 26%", False),
        ("女性调解员200人，占全市的26%（全市共800人）。", "200 / 800 = 26%", False),
        ("全市800名调解员中，女性200名，占26%。", "200 / 800 = 26%", False),
    ],
)
def test_share_names_its_whole(text: str, expression: str, holds: bool) -> None:
    assert shares(text) == [(expression, holds)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("检查企业300家，发现问题45家，占问题总数的16%。", id="another whole"),
        pytest.param("检查企业300家，发现问题45家，占全市的16%。", id="of the city, which is not stated"),
        pytest.param("检查企业300家，发现问题45家，占全省检查总数的16%。", id="of the province's checks"),
        pytest.param("受理1000件，办结900件，其中调解200件，占受理总数的20%，占办结数的30%。", id="two shares"),
        pytest.param("思明区300件，湖里区200件，占总数的16%。", id="neither is the whole"),
        pytest.param("思明区受理300件，湖里区受理45件，占总数的16%。", id="side by side"),
        pytest.param("思明区受理300件，湖里区45件，占总数的16%。", id="side by side, the verb once"),
        pytest.param("2023年检查企业300家，2024年检查企业45家，占检查总数的16%。", id="another year"),
        pytest.param("女性调解员200人，占总数的26%（上年800人）。", id="of another year"),
        pytest.param("培训800人，其中女性200人，党员300人，占民警总数的26%。", id="another group"),
    ],
)
def test_share_of_another_whole_is_not_called_broken(text: str) -> None:
    assert all(holds for _, holds in shares(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("达成协议8.8万件，占调解总数的85.3%。", id="the whole is not in the text"),
        pytest.param("受理500件，占全省的12.5%。", id="of the province"),
        pytest.param("民商事、行政案件占比分别为60%、40%。", id="respectively"),
        pytest.param("受理1000件，成功900件、失败50件，成功率94.7%。", id="of those ended"),
        pytest.param("调解各类纠纷31576件，调解成功率为98%。", id="no part"),
    ],
)
def test_share_that_the_text_cannot_test_is_not_listed(text: str) -> None:
    assert shares(text) == []


@pytest.mark.parametrize(
    ("text", "holds"), [("群众满意率103%。", False), ("覆盖率达100%。", True), ("满意率99.2%。", True)]
)
def test_share_is_within_a_hundred_percent(text: str, holds: bool) -> None:
    assert [(found.kind, found.holds) for found in read(text).identities] == [(Kind.BOUND, holds)]


@pytest.mark.parametrize("text", ["目标完成率124%。", "同比增长150%。", "增长率达120%。"])
def test_what_may_exceed_a_hundred_percent_is_not_limited(text: str) -> None:
    assert read(text).identities == ()
