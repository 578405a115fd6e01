"""Numbers with letters or Chinese characters in them, each by its form or its word: e-mails, accounts, plates, passports, deeds."""

import re
from collections.abc import Iterator

from fazhi.engines.masking.plain import HAN
from fazhi.engines.masking.protecting import Places
from fazhi.engines.masking.terms import Confidence, Kind, Span

PROVED, LIKELY, DOUBTFUL = Confidence.PROVED, Confidence.LIKELY, Confidence.DOUBTFUL

NEAR = 16
"""How many characters before a number its word may stand."""

_IM_WORD = (
    r"(?:微信|支付宝|抖音|快手|微博|陌陌|旺旺|钉钉|飞书|小红书|闲鱼|企鹅|脉脉|探探|[Vv]信|(?<![A-Za-z])(?:QQ|qq|WeChat|wechat|Telegram|"
    r"telegram|WhatsApp|whatsapp|Line|LINE|Skype|skype|MSN|(?:YY|TG|[Vv][Xx]|[Ww][Xx])(?![A-Za-z0-9])))"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_IM = re.compile(
    _IM_WORD + r"(?:账号|帐号|账户|号码|群号|聊天号|ID|id|号|群)?(?:\([^()\n]{0,12}\))?(?: ?(?:[:为是叫]|即|"
    r",)){0,2} ?[\"“'「]?"
    r"(?P<value>[A-Za-z][A-Za-z0-9_.-]{4,29}|[1-9]\d{4,11}|[1-9]\d{1,3}(?: \d{2,4}){1,3})(?![A-Za-z0-9@])"
)
_IM_PROVED = re.compile(r"wxid_[A-Za-z0-9]{6,24}")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
_PLATE = re.compile(
    r"(?<![A-Za-z0-9])(?:港[·•.]?)?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-Za-z] ?[·•.-]? ?"
    r"(?:(?:[A-HJ-NP-Za-hj-np-z0-9] ?){4,5}[A-HJ-NP-Za-hj-np-z0-9]|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳领使试超])(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])使 ?\d{6}(?!\d)|"
    r"WJ ?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]? ?[·•-]? ?[0-9A-Z]{5}(?![A-Za-z0-9])"
)
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2} ?\d(?: ?\d){5,9}(?![A-Za-z0-9])")
_PERMIT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z0-9]{6,12})(?![A-Za-z0-9])")
_PASSPORT_WORD = re.compile(r"(?:护照|通行证|台胞证|回乡证|旅行证|passport)[^,;。\n]{0,14}$", re.IGNORECASE)
_OFFICER = re.compile(
    rf"(?:军官证|士兵证|警官证|"
    rf"军人证)(?:号码?)?[:为是 ]{{0,2}}(?P<value>[{HAN}]{{1,4}}字第? ?[0-9A-Z]{{4,8}}号?)"
)
_REGISTER = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,2}\d{6}\([0-9A]\)|[A-Z]{3}\d{12}(?![A-Za-z0-9]))")
"""Cards of Hong Kong; those of foreigners who may stay for good, until 2023: nation, division, birth date, two digits."""
_DEED = re.compile(
    rf"(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?)?[(〔\[]\d{{4}}[)〕\]] ?[{HAN}]{{2,14}}?(?:不动产权|"
    rf"不动产证明|房地产权)第 ?\d{{3,12}} ?号"
    rf"|[{HAN}]{{0,8}}(?:国土房证|房权证|房地权证|房地证|房证|土房证|地权证|国用|集用|集建|土证|"
    rf"林权证|房产证|"
    rf"农房)[{HAN}]{{0,8}}(?:\(\d{{2,4}}\))?[{HAN}]{{0,3}}第? ?[A-Z]{{0,3}}\d[\dA-Z-]{{2,18}} ?号"
)
_DEED_VALUE = re.compile(
    r"(?:不动产权证书?|房产证|房屋所有权证|土地使用权证|国有土地使用证|产权证书?|宅基地使用证|"
    r"不动产登记证明|所有权证|权属证书?)(?:的)?(?:编号|证号|号码|"
    r"号)?[:为是 ]{0,2}(?P<value>[A-Z]{0,4}\d[\dA-Z-]{5,24}号?)"
)
_LEAD = re.compile(
    rf"^[{HAN}]*?(?:证书|编号|证号|号码|号为|号是|取得|持有|办理|为|是|的|即|和|及|与|系|登记在|凭|以|"
    rf"将|领取|领有|号)+(?=[{HAN}])"
)
_DEEDS = ("房", "林", "土", "集")


def deeds(plain: str) -> Iterator[Span]:
    """Numbers of deeds of land and houses."""
    for match in _DEED.finditer(plain):
        lead = len(match.group()) - len(_trimmed(match.group()))
        yield Span(match.start() + lead, match.end(), Kind.PROPERTY_CERT, PROVED, "权属证书号的写法")
    for match in _DEED_VALUE.finditer(plain):
        yield Span(*match.span("value"), Kind.PROPERTY_CERT, LIKELY, "权属证书号")


def _trimmed(text: str) -> str:
    """The number of a deed without the words before it that its pattern took along."""
    return text if text.startswith(_DEEDS) and "证号" not in text[:6] else _LEAD.sub("", text)


def written(plain: str, kept: Places) -> Iterator[Span]:
    """Numbers with letters; `kept` are stretches to leave alone."""
    for match in _EMAIL.finditer(plain):
        official = match.group().lower().endswith(".gov.cn")
        yield Span(*match.span(), Kind.EMAIL, DOUBTFUL if official else PROVED, "机关邮箱" if official else "邮箱写法")
    for match in _IM_PROVED.finditer(plain):
        yield Span(*match.span(), Kind.IM_ACCOUNT, PROVED, "微信号写法")
    for match in _IM.finditer(plain):
        if not kept.touch(*match.span("value")) and not _MOBILE.fullmatch(match.group("value").replace(" ", "")):
            yield Span(*match.span("value"), Kind.IM_ACCOUNT, LIKELY, "账号字样之后")
    for match in _PLATE.finditer(plain):
        if any(sign.isdigit() for sign in match.group()) and not kept.touch(*match.span()):
            yield Span(*match.span(), Kind.PLATE, PROVED, "车牌写法")
    for match in _OFFICER.finditer(plain):
        yield Span(*match.span("value"), Kind.ID_CARD, LIKELY, "军警证件号")
    for match in _REGISTER.finditer(plain):
        if not kept.touch(*match.span()):
            yield Span(*match.span(), Kind.ID_CARD, PROVED, "证件号码的写法")
    for match in _PASSPORT.finditer(plain):
        if _PASSPORT_WORD.search(before(plain, match.start(), 24)) or plain.startswith("号护照", match.end()):
            yield Span(*match.span(), Kind.PASSPORT, PROVED, "护照、通行证字样之后")
        elif (
            re.fullmatch(r"[EG][A-Z]?\d{7,8}", match.group())
            and len(match.group()) == 9
            and not kept.touch(*match.span())
        ):
            yield Span(*match.span(), Kind.PASSPORT, DOUBTFUL, "像护照号码")
    for match in _PERMIT.finditer(plain):
        if any(sign.isdigit() for sign in match.group()) and re.search(
            r"(?:护照|通行证|台胞证|回乡证)(?:的)?(?:证件)?(?:号码?)?[:为是 ]{0,2}$", before(plain, match.start(), 12)
        ):
            yield Span(*match.span(), Kind.PASSPORT, LIKELY, "护照、通行证字样之后")


def before(plain: str, start: int, length: int = NEAR) -> str:
    """What stands before a place in its line."""
    return plain[max(plain.rfind("\n", 0, start) + 1, start - length, 0) : start]
