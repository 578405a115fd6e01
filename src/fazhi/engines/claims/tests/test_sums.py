"""Sums are tested where the text gives a complete breakdown, in whatever form; else each part is tested as a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.claims import Kind, read


def sums(text: str) -> list[tuple[str, bool]]:
    return [(found.expression, found.holds) for found in read(text).identities if found.kind is Kind.SUM]


def bounds(text: str) -> list[tuple[str, bool]]:
    return [(found.expression, found.holds) for found in read(text).identities if found.kind is Kind.BOUND]


HOLDING = [
    ("受理纠纷案件184992件，其中行政纠纷794件、民商事纠纷184198件；", "794 + 184198 = 184992"),
    ("受理纠纷案件184,992件，其中行政纠纷794件、\n民商事纠纷184,198件。", "794 + 184198 = 184992"),
    ("受理３０００件（其中线上１２００件，线下１８００件），", "1200 + 1800 = 3000"),
    ("全市共有人民调解员5000人，其中：专职1200人、兼职3800人。", "1200 + 3800 = 5000"),
    ("共有调委会538个，其中村（居）调委会497个、镇（街）调委会38个、行业性专业性调委会3个。", "497 + 38 + 3 = 538"),
    ("收到申请58件（自然人50件、法人8件），办结58件", "50 + 8 = 58"),
    ("公开规章13件（含新制定5件，修改4件，废止4件），", "5 + 4 + 4 = 13"),
    (
        "受理1256件，同比增长18.3%，审结1102件，其中维持620件、驳回210件、撤销85件、终止187件。",
        "620 + 210 + 85 + 187 = 1102",
    ),
    ("受理1000件，办结900件，其中行政纠纷400件、民商事纠纷600件。", "400 + 600 = 1000"),
    ("受理1000件，其中民事案件600件，占60%；刑事案件400件，占40%。", "600 + 400 = 1000"),
    ("受理1000件，其中民事600件、刑事400件，调解成功700件。", "600 + 400 = 1000"),
    ("共有调委会500个，镇街级、村居级分别为40个、460个。", "40 + 460 = 500"),
    ("承办人大代表建议18件、政协提案25件，共43件，", "18 + 25 = 43"),
    ("抽查律师事务所20家、公证处2家、司法鉴定机构5家，共计27家，", "20 + 2 + 5 = 27"),
    ("一季度12件、二季度15件、三季度20件、四季度18件，共计65件。", "12 + 15 + 20 + 18 = 65"),
    ("建成1个市级、6个区级、38个镇街级中心，共45个。", "1 + 6 + 38 = 45"),
    ("上半年受理400件，下半年受理500件，全年合计900件。", "400 + 500 = 900"),
    ("出具公证书5.2万份，其中国内公证3.8万份，涉外公证1.4万份。", "38000 + 14000 = 52000"),
    ("投入5.6亿元，其中市级3.1亿元、区级2.4亿元。", "310000000 + 240000000 ≈ 560000000"),
    ("立法5个，其中地方性法规2个，政府规章3个；", "2 + 3 = 5"),
    ("行政纠纷 794件\n民商事纠纷 184198件\n合计 184992件", "794 + 184198 = 184992"),
    ("合计120件：民事60件，刑事40件，行政20件。", "60 + 40 + 20 = 120"),
    ("共办理120件（民事60件、刑事40件、行政20件）。", "60 + 40 + 20 = 120"),
    ("办理案件120件，分别为民事60件、刑事40件、行政20件。", "60 + 40 + 20 = 120"),
    ("办理案件120件,其中：民事６０件，刑事40件,\n行政20件。", "60 + 40 + 20 = 120"),
    ("办理案件120件：民事60件；刑事40件；行政20件。", "60 + 40 + 20 = 120"),
    ("收到申请1,024件，其中受理９００件，不予受理１２４件。", "900 + 124 = 1024"),
    ("收到申请1024件（受理900件，不予受理124件）。", "900 + 124 = 1024"),
    ("全年受理案件120件。其中，民事60件、刑事40件、行政20件。", "60 + 40 + 20 = 120"),
]


@pytest.mark.parametrize(("text", "expression"), HOLDING)
def test_right_sum_holds(text: str, expression: str) -> None:
    assert sums(text) == [(expression, True)]


BROKEN = [
    ("受理纠纷案件184992件，其中行政纠纷794件、民商事纠纷184189件；", "794 + 184189 = 184992"),
    ("受理纠纷案件184992件，其中行政纠纷794件、民商事纠纷94198件；", "794 + 94198 = 184992"),
    ("受理3000件（其中线上1200件，线下1700件），", "1200 + 1700 = 3000"),
    ("共有调委会538个，其中村调委会497个、镇调委会38个、行业性调委会13个。", "497 + 38 + 13 = 538"),
    ("办理应诉案件86件，其中一审58件、二审21件、再审9件。", "58 + 21 + 9 = 86"),
    ("公开32件，其中予以公开12件、部分公开5件、无法提供10件、其他处理6件。", "12 + 5 + 10 + 6 = 32"),
    ("共有调委会500个，镇街级、村居级分别为40个、450个。", "40 + 450 = 500"),
    ("承办人大代表建议18件、政协提案25件，合计44件。", "18 + 25 = 44"),
    ("抽查律师事务所20家、公证处2家、司法鉴定机构5家，共计28家。", "20 + 2 + 5 = 28"),
    ("投入5.6亿元，其中市级3.1亿元、区级2.3亿元。", "310000000 + 230000000 = 560000000"),
    ("行政纠纷 794件\n民商事纠纷 184198件\n合计 184993件", "794 + 184198 = 184993"),
    ("合计120件：民事60件，刑事40件，行政30件。", "60 + 40 + 30 = 120"),
    ("共办理120件（民事60件、刑事40件、行政30件）。", "60 + 40 + 30 = 120"),
    ("办理案件120件，分别为民事60件、刑事40件、行政30件。", "60 + 40 + 30 = 120"),
    ("办理案件120件,其中：民事６０件，刑事40件,\n行政30件。", "60 + 40 + 30 = 120"),
    ("办理案件120件，其中民事60件，刑事40件，行政30件。", "60 + 40 + 30 = 120"),
    ("办理案件120件：民事60件；刑事40件；行政30件。", "60 + 40 + 30 = 120"),
    ("收到申请1,024件，其中受理９００件，不予受理１３４件。", "900 + 134 = 1024"),
    ("收到申请1024件：受理900件，不予受理114件。", "900 + 114 = 1024"),
    ("全年受理案件120件。其中，民事60件、刑事40件、行政30件。", "60 + 40 + 30 = 120"),
]


@pytest.mark.parametrize(("text", "expression"), BROKEN)
def test_wrong_sum_is_broken(text: str, expression: str) -> None:
    assert sums(text) == [(expression, False)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "调解纠纷12680件，其中婚姻家庭纠纷2310件、邻里纠纷3105件、劳动争议1020件等。", id="等 leaves it open"
        ),
        pytest.param("受理1200件，其中思明区300件、湖里区200件、集美区150件。", id="much is missing"),
        pytest.param("受理1000件，其中包括民事600件、行政350件。", id="包括 leaves it open"),
        pytest.param("受理1000件，其中民事600件、刑事350件。", id="two of the three kinds of cases"),
        pytest.param("培训500人，其中女性300人、党员250人。", id="one may be both"),
        pytest.param("在编人员96名，其中硕士30名、本科60名。", id="degrees"),
        pytest.param("受援人9120人次，其中农民工3021人次、残疾人210人次、妇女2100人次。", id="groups that overlap"),
        pytest.param("吸纳成员300余人，其中律师120人、法官35人、教师60人。", id="the whole is a bound"),
        pytest.param("受理1000件；办结900件，其中涉企20件。", id="one part"),
        pytest.param("思明区受理300件，湖里区受理200件，全市共受理1200件。", id="no breakdown"),
        pytest.param("召开党组会议32次、办公会18次，组织学习12次。", id="no total"),
        pytest.param("收到申请58件，上年结转2件，办结59件，结转下年度1件。", id="another balance"),
        pytest.param("其中，行政纠纷794件，民商事纠纷184198件。", id="no whole in the sentence"),
        pytest.param("市局办理100件（全市200件）。", id="a remark on a wider scope"),
        pytest.param("办理100件（2022年90件、2023年95件）。", id="a remark on other years"),
        pytest.param("思明区500件、湖里区400件，全市共1200件。", id="a wider total"),
        pytest.param("公调案件140件、诉调案件30件，共化解180件。", id="another act"),
        pytest.param("上半年400件、下半年500件，比上年共计800件。", id="another year"),
        pytest.param("收到申请1024件，受理900件，不予受理134件。", id="neither 其中 nor a colon"),
        pytest.param("合计120件：民事60件，提供咨询300件。", id="another matter after a colon"),
        pytest.param("受理1000件，分别为上年的600件、前年的450件。", id="other years, respectively"),
        pytest.param("收到100件，受理90件。其中民事50件、刑事45件。", id="either may be the whole"),
    ],
)
def test_open_listing_is_no_sum_and_not_broken(text: str) -> None:
    assert sums(text) == []
    assert all(holds for _, holds in bounds(text))


def test_single_part_is_a_bound() -> None:
    assert bounds("检查律所57家，其中4家责令整改。") == [("4 ≤ 57", True)]
    assert bounds("检查律所57家，其中整改75家。") == [("75 ≤ 57", False)]


def test_breakdown_within_a_breakdown_is_tested_on_its_own() -> None:
    text = "受理1000件，其中民事600件（其中婚姻家庭400件、劳动争议200件）、刑事400件。"

    assert sums(text) == [("600 + 400 = 1000", True), ("400 + 200 = 600", True)]


def test_table_is_added_up_column_by_column() -> None:
    text = (
        "单位：件\n类别 | 2023年 | 2024年\n行政纠纷\t700\t794\n民商事纠纷\t180,000\t184,198\n合计\t180,700\t184,993\n"
    )

    assert sums(text) == [("700 + 180000 = 180700", True), ("794 + 184198 = 184993", False)]
    assert {figure.unit for figure in read(text).figures} == {"件"}


@pytest.mark.parametrize("label", ["其中：涉企", "小计", "同比增减", "占比"])
def test_table_with_other_than_parts_is_left_alone(label: str) -> None:
    assert sums(f"单位：件\n行政纠纷 700\n{label} 200\n民商事纠纷 100\n合计 801\n") == []


def test_windows_line_ends_are_line_ends() -> None:
    assert sums("行政纠纷 794件\r\n民商事纠纷 184198件\r\n合计 184992件\r\n") == [("794 + 184198 = 184992", True)]


def test_offset_is_that_of_the_first_figure() -> None:
    text = "全市受理100件，其中行政40件、民商事60件。"

    (identity,) = read(text).identities

    assert text[identity.offset :].startswith("100件")


parts = st.lists(st.integers(1, 10**6), min_size=2, max_size=6)


@given(parts)
def test_sum_of_any_parts_holds_and_off_by_one_is_broken(values: list[int]) -> None:
    labels = "甲乙丙丁戊己"
    listing = "、".join(f"{label}类纠纷{value}件" for label, value in zip(labels, values, strict=False))
    whole = sum(values)

    assert [holds for _, holds in sums(f"受理{whole}件，其中{listing}。")] == [True]
    if min(values) > 1:
        assert [holds for _, holds in sums(f"受理{whole + 1}件，其中{listing}。")] == [False]
