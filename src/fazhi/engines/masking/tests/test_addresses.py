"""Addresses: the whole chain down to the door; those of offices and mere places stay."""

import pytest

from fazhi.engines.masking import Confidence, find


def addresses(text: str, *, doubtful: bool = False) -> list[str]:
    return [
        text[each.start : each.end]
        for each in find(text)
        if each.kind == "ADDRESS" and (each.confidence == Confidence.DOUBTFUL) == doubtful
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("住福建省厦门市思明区莲前西路1号302室，电话不详", "福建省厦门市思明区莲前西路1号302室"),
        ("户籍地安溪县蓬莱镇岭东村8组12号。", "安溪县蓬莱镇岭东村8组12号"),
        ("家住金山小区3号楼2单元501室", "金山小区3号楼2单元501室"),
        ("位于厦门市湖里区禾祥西路100号之二的房屋", "厦门市湖里区禾祥西路100号之二"),
        ("租住在莲前街道洪文社区石村一里12-3号", "莲前街道洪文社区石村一里12-3号"),
        ("现住河南省周口市太康县五显镇陈家湾村下厝里197号", "河南省周口市太康县五显镇陈家湾村下厝里197号"),
        ("住山东省平邑县地方镇后东庄村。", "山东省平邑县地方镇后东庄村"),
    ],
)
def test_a_chain_down_to_the_door_is_found_whole(text: str, address: str) -> None:
    assert addresses(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "事故发生在湖滨南路与厦禾路交叉路口。",
        "思明区、湖里区、集美区司法局要认真贯彻落实。",
        "莲前街道洪文社区开展普法宣传。",
        "被告厦门市林业局",
        "第三十二条第一款第2项",
        "政府应当把教师住房建设纳入城市建设总体规划",
    ],
)
def test_places_that_are_no_addresses_stay(text: str) -> None:
    assert addresses(text) == addresses(text, doubtful=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "厦门宏达商贸有限公司，住所地厦门市湖里区金尚路8号。",
        "办公地址：厦门市思明区湖滨南路81号",
        "请到厦门市思明区湖滨南路81号市法律援助中心办理",
    ],
)
def test_an_office_keeps_its_address_until_a_person_says_otherwise(text: str) -> None:
    assert addresses(text) == []
    assert len(addresses(text, doubtful=True)) == 1
