"""Who a named person is in a text: an official acting officially, whose name stays, or somebody whose whole identity is protected."""

import re

from fazhi.engines.masking.plain import HAN

_LEADERS = (
    "总理|委员长|总书记|国务委员|市长|区长|县长|镇长|乡长|省长|州长|旗长|局长|厅长|部长|司长|处长|"
    "科长|股长|所长|庭长|院长|检察长|主任|主席|秘书长|书记|支队长|大队长|中队长|政委|组织委员|"
    "宣传委员|纪检组长|专员|巡视员|调研员|参事|委员"
)
_OFFICERS = (
    "审判长|审判员|陪审员|书记员|法官助理|法官|检察员|检察官|检察官助理|执行员|仲裁员|公证员|调解员|"
    "民警|警员|警官|交警|辅警|执法人员|执法员|执法队员|签发人|监察官|承办法官|主审法官|司法鉴定人员|(?<!被)鉴定人|"
    "调解主持人|主持人|记录人|记录员|(?<!被)询问人|(?:局|所|院|委员会|中心|政府|街道|社区)工作人员|合议庭成员"
)
# The letters of a role may stand apart, as at the end of a judgment: 审　判　长.
_SPACED = "|".join(
    " {0,3}".join(word)
    for word in (
        "审判长",
        "审判员",
        "书记员",
        "陪审员",
        "执行员",
        "法官助理",
        "人民陪审员",
        "代理审判员",
        "院长",
        "庭长",
        "局长",
    )
)
# A surname that is a word too is not taken for one: of 审判员 向云轩 only 云轩 is a candidate. Set apart from the role, it begins a name.
_WORDLIKE = "[向和于时应从经能]"
_OFFICIAL_BEFORE = re.compile(
    rf"(?:{_SPACED}|{_LEADERS}|{_OFFICERS})(?:签名|签字|姓名)?(?:\([^()\n]{{1,8}}\))?(?:[: ]{{0,8}}|[: ]{{1,8}}{_WORDLIKE})$"
)
_OFFICIAL_AFTER = re.compile(
    r"^ ?(?:同志)?[副代]?(?:市长|区长|县长|镇长|乡长|省长|局长|厅长|部长|处长|科长|所长|庭长|院长|"
    r"检察长|法官|检察官|审判长|审判员|书记员|陪审员|主任|主席|秘书长|调解员|公证员|仲裁员|警官|民警)"
)
_LIST = re.compile(r"^ ?[、,和及 与]{1,6}$")

PARTY = (
    "原告|被告人?|上诉人|被上诉人|申请人|被申请人|第三人|申请执行人|被执行人|再审申请人|当事人|甲方|"
    "乙方|丙方|来电人|咨询人|投诉人|举报人|信访人|受援人|证人|被害人|受害人|联系人|收件人|寄件人|"
    "借款人|出借人|担保人|保证人|承租人|出租人|姓名|户名|经办人|代理人|法定代表人|负责人|签名|业主|"
    "死者|监护人"
)
"""Words after which a party's name stands."""

_WHOLE_BEFORE = re.compile(
    r"(?:未成年人?|未成年(?:子女|被害人|当事人)|婚生(?:子女?|女儿?|儿子)|非婚生[子女]|养[子女]|"
    r"幼[子女]|儿童|男童|女童|保护令(?:的)?申请人|(?:性侵|强奸|猥亵|强制猥亵)[^。;\n]{0,12}(?:被害人|"
    r"受害人)|举报人|检举人|戒毒人员|吸毒人员|艾滋病(?:人|患者|感染者))[: ]{0,2}$"
)
_WHOLE_AFTER = re.compile(
    r"^(?:\(|,| )?(?:(?:男|女|系|现|今年|现年|时年|年仅|未满|才|,|、| )){0,5}(?:未成年|(?:[1-9]|"
    r"1[0-7]|[一二三四五六七八九十]|十[一二三四五六七])周?岁(?!以上|以前))"
)
_SCHOOL = re.compile(
    rf"(?:就读于|就读|在)(?P<school>[{HAN}]{{2,16}}?(?:小学|中学|学校|幼儿园))(?=上学|就读|读书|念书|"
    rf"上[幼初高]|[初高一二三四五六][一二三四五六年])"
)


def is_official(before: str, after: str) -> bool:
    """Whether the words right before or behind a name say that its bearer acts officially."""
    return _OFFICIAL_BEFORE.search(before) is not None or _OFFICIAL_AFTER.match(after) is not None


def goes_on(between: str) -> bool:
    """Whether what stands between two names makes them one list."""
    return _LIST.match(between) is not None


def is_protected(before: str, after: str) -> bool:
    """Whether the words around a name say that nothing may lead to its bearer. Source: 未成年人保护法 art. 103; 反家庭暴力法 art. 5(3)."""
    return _WHOLE_BEFORE.search(before) is not None or _WHOLE_AFTER.match(after) is not None


def schools(plain: str) -> list[tuple[int, int]]:
    """Schools that a child is said to go to."""
    return [match.span("school") for match in _SCHOOL.finditer(plain)]
