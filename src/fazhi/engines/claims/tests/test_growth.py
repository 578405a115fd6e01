"""Growth is tested where both years' figures, or one and the difference, are in the sentence."""

import pytest

from fazhi.engines.claims import Kind, read


def growths(text: str) -> list[tuple[str, bool]]:
    return [(found.expression, found.holds) for found in read(text).identities if found.kind is Kind.GROWTH]


@pytest.mark.parametrize(
    ("text", "expression", "holds"),
    [
        ("受理900件，比上年的800件增长12.5%。", "(900 - 800) / 800 = 12.5%", True),
        ("受理900件，比上年的800件增长12.6%。", "(900 - 800) / 800 = 12.6%", False),
        ("受理900件，比上年的800件下降12.5%。", "(800 - 900) / 800 = 12.5%", False),
        ("2023年受理800件，2024年受理900件，同比增长12.5%。", "(900 - 800) / 800 = 12.5%", True),
        ("2024年受理900件，2023年受理800件，同比增长11.1%。", "(900 - 800) / 800 = 11.1%", False),
        ("2023年全市受理行政复议案件800件，2024年受理900件，同比增长12.5%。", "(900 - 800) / 800 = 12.5%", True),
        ("由2020年的12家增加到2024年的30家，增长150%。", "(30 - 12) / 12 = 150%", True),
        ("由2020年的12家增加到2024年的30家，增长1.5倍。", "(30 - 12) / 12 = 1.5倍", True),
        ("律所从120家增加到156家，增长三成。", "(156 - 120) / 120 = 30%", True),
        ("案件由去年的800件下降至700件，降幅12.5%。", "(800 - 700) / 800 = 12.5%", True),
        ("由2022年的1.2万件增至2024年的1.5万件，增幅25%。", "(15000 - 12000) / 12000 = 25%", True),
        ("受理150件，同比减少25件，下降14.3%。", "25 / (150 + 25) = 14.3%", True),
        ("受理150件，同比减少25件，下降16.7%。", "25 / (150 + 25) = 16.7%", False),
        ("共有公证员85人，同比增加5人，增长6.25%。", "5 / (85 - 5) = 6.25%", True),
        ("接听16.12万通，较上年增加1.3万通，增长8.8%。", "13000 / (161200 - 13000) = 8.8%", True),
        ("2023年受理800件，2024年受理900件，增加100件。", "900 - 800 = 100", True),
        ("2023年受理800件，2024年受理900件，增加110件。", "900 - 800 = 110", False),
        ("成功率98.2%，比上年的97.0%提高1.2个百分点。", "98.2 - 97.0 = 1.2", True),
        ("成功率98.2%，比上年的97.0%提高2.2个百分点。", "98.2 - 97.0 = 2.2", False),
        ("由上年的400件增至800件，翻了一番。", "800 ≥ 2 × 400", True),
        ("共有公职律师610名，比2020年底的305名翻了一番。", "610 ≥ 2 × 305", True),
        ("由上年的400件增至700件，翻了一番。", "700 ≥ 2 × 400", False),
    ],
)
def test_growth_is_tested(text: str, expression: str, holds: bool) -> None:
    assert growths(text) == [(expression, holds)]


RATE_FIRST_OR_BETWEEN = [
    ("全年共接待来访1500人次，同比增长20%，去年为1250人次。", "(1500 - 1250) / 1250 = 20%", True),
    ("全年共接待来访1500人次，同比增长25%，去年为1250人次。", "(1500 - 1250) / 1250 = 25%", False),
    ("接待来访1,500人次,同比增长２０％（上年同期1,250人次）。", "(1500 - 1250) / 1250 = 20%", True),
    ("接待来访1500人次（上年为1250人次），同比增长21%。", "(1500 - 1250) / 1250 = 21%", False),
    ("2024年受理900件，增长12.5%，2023年为800件。", "(900 - 800) / 800 = 12.5%", True),
    ("同比下降12.5%，由上年的80件降至70件。", "(80 - 70) / 80 = 12.5%", True),
    ("诉讼案件同比下降15.2%，由上年的80件降至70件。", "(80 - 70) / 80 = 15.2%", False),
    ("同比上升12.5%，由上年的80件降至70件。", "(70 - 80) / 80 = 12.5%", False),
    ("案件量下降12.5%，从2023年的80件下降到2024年的70件。", "(80 - 70) / 80 = 12.5%", True),
    ("从2023年的80件下降到2024年的70件，降幅12.5%。", "(80 - 70) / 80 = 12.5%", True),
    ("较上年的1250人次增长20%，达到1500人次。", "(1500 - 1250) / 1250 = 20%", True),
    ("在上年1250人次的基础上增长20%，达1600人次。", "(1600 - 1250) / 1250 = 20%", False),
    ("去年为1250人次，今年增长20%，达到1500人次。", "(1500 - 1250) / 1250 = 20%", True),
    ("受理150件，比上年增加25件，上年为125件。", "150 - 125 = 25", True),
    ("受理150件，比上年增加30件，上年为125件。", "150 - 125 = 30", False),
    ("成功率98.2%，同比提高1.2个百分点，上年为97.0%。", "98.2 - 97.0 = 1.2", True),
    ("成功率98.2%，同比提高2.1个百分点，上年为97.0%。", "98.2 - 97.0 = 2.1", False),
    ("受理900件，是上年600件的1.5倍。", "900 / 600 = 1.5倍", True),
    ("受理900件，为上年的600件的1.8倍。", "900 / 600 = 1.8倍", False),
    ("受理700件，同比翻了一番，去年为400件。", "700 ≥ 2 × 400", False),
    ("受理量翻一番，由上年的400件增至800件。", "800 ≥ 2 × 400", True),
    ("由上年的400件翻了一番，达到800件。", "800 ≥ 2 × 400", True),
]


@pytest.mark.parametrize(("text", "expression", "holds"), RATE_FIRST_OR_BETWEEN)
def test_growth_may_stand_before_or_between_what_it_compares(text: str, expression: str, holds: bool) -> None:
    assert growths(text) == [(expression, holds)]


def test_difference_and_rate_are_both_tested_against_both_years() -> None:
    assert growths("2023年受理800件，2024年受理900件，增加100件，增长12.6%。") == [
        ("900 - 800 = 100", True),
        ("(900 - 800) / 800 = 12.6%", False),
    ]
    assert sorted(growths("受理900件，同比增加110件，增长13.9%，去年为800件。")) == [
        ("(900 - 800) / 800 = 13.9%", False),
        ("110 / (900 - 110) = 13.9%", True),
        ("900 - 800 = 110", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("受理900件，同比增长12.5%，去年办结700件。", id="last year's figure is of another act"),
        pytest.param("受理900件，较2020年增长50%，去年为800件。", id="another base year"),
        pytest.param("受理900件，同比增长5%，2020年为800件。", id="not known to be the year before"),
        pytest.param("受理900件，环比增长5%，去年为800件。", id="against the month before"),
        pytest.param("受理900件，同比增长12.5%，达成协议800件。", id="no earlier figure"),
        pytest.param("受理900件，同比增长12.5%，由社区转来的80件降至70件。", id="another subject"),
        pytest.param("受理900件，同比增长5%，由上年的80件降至70件。", id="two candidates for this year's figure"),
        pytest.param("民事600件（上年500件）、刑事400件，同比增长10%。", id="growth of the whole"),
        pytest.param("满意率提升5%，去年受理800件，今年受理900件。", id="growth of a rate"),
        pytest.param("受理900件，是上年的1.5倍。", id="no earlier figure for the multiple"),
        pytest.param("受理900件，同比增长约一成，去年约800件。", id="rough figures"),
        pytest.param("全年接听3650通，日均10通。", id="the number of days is not stated"),
    ],
)
def test_growth_of_something_else_is_not_listed(text: str) -> None:
    assert growths(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("受理900件，同比增长12.5%。", id="last year's figure is missing"),
        pytest.param("2022年、2023年、2024年分别受理300件、320件、350件，年均增长8%。", id="a yearly mean"),
        pytest.param("查处15起，罚款23.5万元，同比分别下降16.7%、8.2%。", id="respectively"),
        pytest.param("2023年受理800件，2024年受理900件，调解成功率同比增长2%。", id="of something else"),
        pytest.param("2023年公开信息20件，2024年收到申请16件，比上年减少5件。", id="of different things"),
        pytest.param("公开信息20件，收到申请16件，比上年减少5件。", id="no time is told"),
        pytest.param("由原来的9段细化为15段。", id="no growth is stated"),
        pytest.param("阅读量超过50万人次，较去年翻了一番。", id="one figure"),
        pytest.param("思明区受理300件，湖里区受理200件，同比增长5%。", id="two districts"),
    ],
)
def test_growth_that_the_text_cannot_test_is_not_listed(text: str) -> None:
    assert growths(text) == []
