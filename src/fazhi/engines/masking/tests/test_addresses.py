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
        ("住福建省永泰县葛岭镇溪洋村赤壁23号，", "福建省永泰县葛岭镇溪洋村赤壁23号"),
        ("现居台湾省台中市西屯区文心路三段12号5楼之2，", "台湾省台中市西屯区文心路三段12号5楼之2"),
        ("住天津市滨海新区塘沽上海道1号增1号底商", "天津市滨海新区塘沽上海道1号增1号底商"),
        ("搬离湖里区金尚小区金昌里75号，", "湖里区金尚小区金昌里75号"),
        (
            "家住晋江市池店镇桥南片区（原村老人会旁）万科里1幢1单元903",
            "晋江市池店镇桥南片区（原村老人会旁）万科里1幢1单元903",
        ),
        (
            "请寄到西安市雁塔区丈八东路与电子二路十字西北角融侨城3期11-1-602",
            "西安市雁塔区丈八东路与电子二路十字西北角融侨城3期11-1-602",
        ),
        ("无业 滨海街道曾厝垵社区曾厝垵社420号", "滨海街道曾厝垵社区曾厝垵社420号"),
        ("租住思明区禾祥西路4号鸿升大厦14F。", "思明区禾祥西路4号鸿升大厦14F"),
        ("在海沧区阳光西路21号厂房4#楼3楼夜班", "海沧区阳光西路21号厂房4#楼3楼"),
        (
            "住址：Room 1203, No. 88 Hubin South Road, Siming District, Xiamen",
            "Room 1203, No. 88 Hubin South Road, Siming District, Xiamen",
        ),
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
        "金山街道办事处（厦门市湖里区云顶中路2777号）",
    ],
)
def test_an_office_keeps_its_address_until_a_person_says_otherwise(text: str) -> None:
    assert addresses(text) == []
    assert len(addresses(text, doubtful=True)) == 1


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("住湖南省浏阳市永安镇丰裕村坪头片老屋组58号；", "湖南省浏阳市永安镇丰裕村坪头片老屋组58号"),
        ("户籍所在地贵州省毕节市七星关区何官屯镇大寨村箐口组。", "贵州省毕节市七星关区何官屯镇大寨村箐口组"),
        ("住山东省平邑县郑城镇康和庄村三组，", "山东省平邑县郑城镇康和庄村三组"),
        ("登记在湖北省鄂州市梁子湖区太和镇谢埠村5组33号", "湖北省鄂州市梁子湖区太和镇谢埠村5组33号"),
        ("住深圳市龙岗区坂田街道雪象村中心围6巷5号702，", "深圳市龙岗区坂田街道雪象村中心围6巷5号702"),
        ("住广州市番禺区市桥街大北路138号401房，因保管不慎遗失某小学校的证", "广州市番禺区市桥街大北路138号401房"),
    ],
)
def test_parts_of_villages_and_streets_named_like_others_belong_to_the_address(text: str, address: str) -> None:
    assert addresses(text) == [address]


@pytest.mark.parametrize("text", ["公证处地址：平邑县莲花山路21号，", "在某商住楼项目做木工"])
def test_an_office_or_a_building_site_is_nobody_s_home(text: str) -> None:
    assert addresses(text) == []
