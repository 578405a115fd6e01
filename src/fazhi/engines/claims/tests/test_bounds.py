"""What is said to be all of something is all of it; what is stated roughly agrees with the exact figure beside it."""

import pytest

from fazhi.engines.claims import Kind, read


@pytest.mark.parametrize(
    ("text", "expression", "holds"),
    [
        ("受理政府信息公开申请16件，已全部办结16件。", "16 = 16", True),
        ("受理政府信息公开申请16件，已全部办结15件。", "15 = 16", False),
        ("办理信访件48件，均按期办结48件。", "48 = 48", True),
        ("公益活动500余场（共512场），", "512 ≥ 500", True),
        ("公益活动500余场（共480场），", "480 ≥ 500", False),
        ("不超过20件（实际18件）。", "18 ≤ 20", True),
    ],
)
def test_bound_is_tested(text: str, expression: str, holds: bool) -> None:
    assert [(found.expression, found.holds) for found in read(text).identities if found.kind is Kind.BOUND] == [
        (expression, holds)
    ]


ROUGH_WHOLES = [
    ("全年开展活动500余场，其中线上200场、线下310场。", "200 + 310 ≥ 500", True),
    ("全年开展活动500余场，其中线上200场、线下290场。", "200 + 290 ≥ 500", False),
    ("组建队伍100多支，其中区级60支、市级45支。", "60 + 45 ≥ 100", True),
    ("组建队伍100多支，其中区级60支、市级35支。", "60 + 35 ≥ 100", False),
    ("办理近600件，其中民商事400件、行政190件。", "400 + 190 ≤ 600", True),
    ("办理近600件，其中民商事400件、行政210件。", "400 + 210 ≤ 600", False),
    ("开展活动超过500场（线上２００场,线下２９０场）。", "200 + 290 ≥ 500", False),
    ("开展活动500场以上，其中线上200场、线下310场。", "200 + 310 ≥ 500", True),
    ("案件不足600件，其中行政390件、\n民商事220件。", "390 + 220 ≤ 600", False),
    ("案件不到600件，其中涉企700件。", "700 ≤ 600", False),
    ("开展线上活动200场、线下活动290场，共计500余场。", "200 + 290 ≥ 500", False),
]


@pytest.mark.parametrize(("text", "expression", "holds"), ROUGH_WHOLES)
def test_parts_agree_with_a_whole_stated_roughly(text: str, expression: str, holds: bool) -> None:
    assert [(found.kind, found.expression, found.holds) for found in read(text).identities] == [
        (Kind.BOUND, expression, holds)
    ]


STAGES = [
    ("受理各类纠纷1.2万件，调解成功1.3万件。", "13000 ≤ 12000", False),
    ("受理各类纠纷1.2万件,成功调解１．１万件。", "11000 ≤ 12000", True),
    ("收到复议申请100件，受理110件。", "110 ≤ 100", False),
    ("收到申请100件，依法受理90件。", "90 ≤ 100", True),
    ("受理纠纷100件，其中行政40件、民商事60件，化解120件。", "120 ≤ 100", False),
    ("受理信访件48件，已办结50件。", "50 ≤ 48", False),
    ("受理200件，办结210件，办结率95%。", "210 ≤ 200", False),
    ("排查纠纷300件，成功化解纠纷310件。", "310 ≤ 300", False),
]


@pytest.mark.parametrize(("text", "expression", "holds"), STAGES)
def test_later_stage_of_a_matter_is_no_greater_than_an_earlier(text: str, expression: str, holds: bool) -> None:
    assert (expression, holds) in [
        (found.expression, found.holds) for found in read(text).identities if found.kind is Kind.BOUND
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("受理纠纷100件（含上年结转30件），调解成功110件。", id="carried over"),
        pytest.param("受理纠纷100件，调解成功110件（含上年受理20件）。", id="carried over, said afterwards"),
        pytest.param("受理援助案件100件，化解邻里纠纷120件。", id="different matters"),
        pytest.param("受理纠纷100件；调解成功110件。", id="two statements"),
        pytest.param("受理纠纷100件，调解成功120人。", id="different units"),
        pytest.param("思明区受理100件，湖里区调解成功120件。", id="different districts"),
        pytest.param("上半年受理100件，全年调解成功120件。", id="different periods"),
        pytest.param("受理100余件，调解成功110件。", id="rough"),
        pytest.param("收到申请100件，上年未结30件，受理110件。", id="a balance"),
        pytest.param("新收100件，办结110件。", id="concluded ones may have come before"),
    ],
)
def test_stages_that_need_not_be_of_one_matter_are_not_tested(text: str) -> None:
    assert [found for found in read(text).identities if not found.holds] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("吸纳成员300余人，其中律师120人、法官35人。", id="much is missing"),
        pytest.param("开展活动约500场，其中线上200场、线下290场。", id="about is neither more nor less"),
        pytest.param("开展活动500余场，其中线上200余场、线下290场。", id="a rough part"),
        pytest.param("开展活动500余场，其中普法讲座200场、法律咨询290场等。", id="等 leaves it open"),
    ],
)
def test_parts_that_can_not_refute_a_rough_whole_are_not_tested(text: str) -> None:
    assert read(text).identities == ()


@pytest.mark.parametrize(
    "text",
    [
        "受理政府信息公开申请16件，已全部办结。",
        "受理16件，办结18件。",
        "公益活动500余场，线上活动480场。",
        "发现问题12个，已全部整改，召开会议15个。",
    ],
)
def test_what_need_not_be_equal_is_not_tested(text: str) -> None:
    assert read(text).identities == ()
