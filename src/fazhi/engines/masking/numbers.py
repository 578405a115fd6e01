"""
Numbers of persons 号码: each run of digits is judged by what it proves, not by its length.

Order of proof: identity number (birth date, division, check character), telephone (prefix, area code), card (issuer and Luhn, or
the word before it). What proves nothing is left alone; what looks like one and isn't proved is doubtful.
"""

import re
from collections.abc import Iterator
from datetime import date

from fazhi.engines.identifiers import judge_identity_number, judge_landline
from fazhi.engines.identifiers.identity_number import PROVINCES
from fazhi.engines.masking.forms import DOUBTFUL, LIKELY, PROVED, before, deeds, written
from fazhi.engines.masking.plain import HAN
from fazhi.engines.masking.protecting import Places
from fazhi.engines.masking.terms import Confidence, Kind, Span

_FAR = date(2199, 12, 31)
"""The engine has no clock: a birth date must exist, whenever it is."""
_MOST_GROUPS = 18

_RUN = re.compile(
    r"(?:\+ ?86|\+)?[ -]?\(?\d(?:[ -]{0,2}[()]?\d)*(?: ?[Xx](?![A-Za-z0-9]))?(?:(?:转|-|"
    r" ?分机) ?\d{1,6})?"
)
_GROUP = re.compile(r"\d+[Xx]?")
_LATIN = re.compile(r"[A-Za-z0-9_@/.=&?%#]")

_OTHER_NUMBER = re.compile(
    r"(?:合同|协议|订单|流水|运单|快递单?|编码|编号|代码|发票|票据|收据|单号|单据|档案|案件|执业|"
    r"许可证?|备案|文号|序列|批次|交易|凭证|保单|保险单|工单|受理|信用代码|"
    r"IMEI|证书|学号|工号|车架|发动机|设备|产品|商品|登记|注册|宗地|地块|机号|房号|批号|"
    r"准考证)(?:号码?|编号|号|代码|单号)?(?:证号)?[:为是\(（ ]{0,3}$",
    re.IGNORECASE,
)
_IDENTITY_WORD = re.compile(r"(?:身份证|公民身份|证件|居民证|身份号|居住证|驾驶证|ID ?card|户口|身份)", re.IGNORECASE)
_CARD_WORD = re.compile(
    r"(?:卡号|银行卡|储蓄卡|借记卡|信用卡|工资卡|社保卡|账号|帐号|账户|帐户|户头|存折|卡\(|尾号|"
    r"打款到|转账至|转到|汇至|汇入|(?:工商|农业|建设|交通|招商|中国|邮储|邮政储蓄|民生|兴业|光大|"
    r"中信|浦发|平安|广发|农商)银?行?卡?|农信社?)"
)
_PHONE_WORD = re.compile(
    r"(?:电话|座机|固话|致电|手机|联系方式|联系|拨打|来电|热线|传真|号码|TEL|Tel|tel|短信|回电|打)"
)
_MOBILE_WORD = re.compile(r"(?:手机|电话|联系方式)(?:号码?)?[:为是 ]{0,2}$")
_OFFICE_PHONE = re.compile(
    r"(?:监督|举报|咨询|服务|投诉|值班|办公|报名|受理|联系科室|总机|热线|传真|窗口|单位|法院|"
    r"来访)(?:电话|热线|专线)?(?:号码)?[:为是 ]{0,3}$"
)
_OFFICE_NAME = r"(?:局|所|院|委员会|政府|中心|协会|办事处|财政|公司|支队|大队|工会|学校|医院|公证处)"
_OFFICE_ACCOUNT = re.compile(
    rf"(?:户名|收款单位|收款人|账户名称)[:为是 ]{{0,2}}[{HAN}]{{2,24}}{_OFFICE_NAME}[,; ]{{1,2}}(?:账号|帐号|账户|卡号)?[:为是 ]{{0,2}}$"
)
_OFFICE_BEFORE = re.compile(
    rf"[{HAN}]{{2,20}}{_OFFICE_NAME}(?:\([^()]{{0,24}})?[,:; ]?(?:(?:的|联系|联系人)?(?:电话|传真|座机|总机|专线|热线)[:为是 ]{{0,2}})?$"
)
_OFFICIALLY = re.compile(
    rf"(?:(?:执行员|承办人|经办人|承办法官|主审法官|法官助理|书记员|调解员)[: ]?[{HAN}]{{2,4}}|{_OFFICE_NAME}(?:报告|反映|咨询|举报|领取|报名))"
    r"[,;] ?(?:联系|咨询|办公)?电话[:为是 ]{0,2}$"
)
"""The telephone of whoever handles a matter, or where a notice bids people turn to."""
_OFFICE_AFTER = re.compile(rf"\([{HAN}]{{2,20}}{_OFFICE_NAME}\)")
"""An account or a telephone of an institution, by what stands before and behind it."""
_NET = re.compile(r"支付宝|微信")
_ALTERNATIVE = re.compile(r"\d{7}/ ?$")
"""After a telephone and a stroke another one may stand."""
_ABROAD = re.compile(r"(?<![\d.+])(?:\+|00)(?!86)[1-9]\d{0,2}(?:[ -]?\d{2,4}){2,4}(?!\d)")


def numbers(plain: str, kept: Places) -> Iterator[Span]:
    """Spans of all kinds but names and addresses; `kept` are stretches to leave alone."""
    taken: list[Span] = []
    for span in (*deeds(plain), *written(plain, kept), *_digits(plain, kept)):
        if not any(span.start < other.end and other.start < span.end for other in taken[-40:]):
            taken.append(span)
            yield span


def _digits(plain: str, kept: Places) -> Iterator[Span]:
    for match in _ABROAD.finditer(plain) if "+" in plain or "00" in plain else ():
        if match.group().startswith("+") or _PHONE_WORD.search(before(plain, match.start())):
            yield Span(*match.span(), Kind.PHONE, LIKELY, "境外电话")
    for match in _RUN.finditer(plain):
        if match.end() - match.start() >= 7:
            yield from _judged(plain, match.start(), match.end(), kept)


def _judged(plain: str, start: int, end: int, kept: Places) -> Iterator[Span]:
    """The longest proved number at each group of a run: 139 0000 1234 13800001234 are two numbers."""
    groups = [(start + part.start(), start + part.end()) for part in _GROUP.finditer(plain[start:end])]
    at = 0
    while at < len(groups):
        for last in range(min(len(groups), at + _MOST_GROUPS) - 1, at - 1, -1):
            span = _proved(plain, groups[at][0], groups[last][1], start)
            if span is not None and not kept.touch(span.start, span.end):
                yield span
                at = last
                break
        at += 1


def _proved(plain: str, start: int, end: int, floor: int) -> Span | None:
    """What the digits from `start` to `end` are, with the sign + or a bracket before them; None if nothing."""
    shown = plain[start:end]
    digits = shown.replace(" ", "").replace("-", "").replace("(", "").replace(")", "").upper()
    sign = plain[start - 1 : start]
    if (
        _LATIN.fullmatch(sign)
        and not _after_key(plain, start)
        and not _ALTERNATIVE.search(plain[max(0, start - 9) : start])
        or re.match(r"[A-Za-z0-9_]|\.\d", plain[end : end + 2])
    ):
        return None
    ahead = before(plain, start)
    other = _OTHER_NUMBER.search(ahead.rstrip(" :(+")) is not None
    identity = _identity(digits, ahead, other)
    if identity is not None:
        return Span(start, end, Kind.ID_CARD, *identity)
    telephone = _telephone(plain, start, end, floor, shown, other)
    if telephone is not None:
        return telephone
    if _OFFICE_ACCOUNT.search(before(plain, start, 48)):
        return Span(start, end, Kind.BANK_CARD, DOUBTFUL, "像单位的账号") if len(digits) >= 12 else None
    card = None if _NET.search(ahead) and len(digits) < 15 else _card(digits, ahead, other)
    return Span(start, end, Kind.BANK_CARD, *card) if card is not None else None


def _after_key(plain: str, start: int) -> bool:
    """Whether a number stands where an address of the net names a telephone, as in tel=138…."""
    return (
        re.search(r"(?:tel|phone|mobile|shouji|sj)[:=/]?$", plain[max(0, start - 8) : start], re.IGNORECASE) is not None
    )


def _identity(digits: str, ahead: str, other: bool) -> tuple[Confidence, str] | None:
    named = _IDENTITY_WORD.search(ahead) is not None
    if len(digits) == 18 and digits[:17].isdigit():
        faults = {str(finding.fault.name) for finding in judge_identity_number(digits, on=_FAR)}
        if not faults:
            return (PROVED, "校验码相符")
        if "BIRTH_DATE" not in faults and 1880 <= int(digits[6:10]) <= 2100 and digits[:2] in PROVINCES:
            return (LIKELY, "区划和出生日期存在，校验码不符") if not other else (DOUBTFUL, "像身份证号码")
        if named and not other:
            return (LIKELY, "身份证字样之后，号码有误")
    if len(digits) == 15 and digits.isdigit() and digits[:2] in PROVINCES and not other:
        exists = not {"BIRTH_DATE"} & {
            finding.fault.name for finding in judge_identity_number(f"{digits[:6]}19{digits[6:]}0", on=_FAR)
        }
        if exists:
            return (LIKELY, "15位身份证号码") if named or not _luhn(digits) else (DOUBTFUL, "像15位身份证号码")
    if named and 12 <= len(digits) <= 19 and digits[:2] in PROVINCES and not other and not _CARD_WORD.search(ahead):
        return (LIKELY, "身份证字样之后，位数有误")
    return None


def _telephone(plain: str, start: int, end: int, floor: int, written: str, other: bool) -> Span | None:
    digits = written.replace(" ", "").replace("-", "").replace("(", "").replace(")", "")
    ahead = before(plain, start)
    local = re.fullmatch(r"(?:00)?86(1[3-9]\d{9})|(1[3-9]\d{9})", digits)
    if local and (not _CARD_WORD.search(ahead[-6:]) or _NET.search(ahead)):
        if digits.startswith(("86", "0086")) and (
            plain[max(floor, start - 2) : start].strip().endswith("+") or digits.startswith("00")
        ):
            start = max(floor, plain.rfind("+", floor, start)) if "+" in plain[floor:start] else start
        elif digits.startswith("86") and not re.match(r"86[ -]", written):
            return None
        if not _grouped(written) or (other and not _PHONE_WORD.search(ahead)):
            return None
        return Span(start, end, Kind.PHONE, PROVED, "手机号码")
    if re.fullmatch(r"1[3-9]\d{8}|1[3-9]\d{10}", digits) and _MOBILE_WORD.search(ahead) and not other:
        return Span(start, end, Kind.PHONE, LIKELY, "手机字样之后，位数有误")
    ended = re.match(r"(?:转|-| ?分机) ?\d{1,6}", plain[end : end + 10])
    if plain[start - 1 : start] == "(" and ")" in written:
        start -= 1
    shown = plain[start:end].replace(" ", "")
    shown = shown if shown.count("(") == shown.count(")") else shown.replace("(", "").replace(")", "")
    if not judge_landline(shown) and (digits.startswith("0") or _PHONE_WORD.search(ahead)) and not other:
        if not digits.startswith("0") and (
            len(digits) < 7 or re.search(r"[,.]", plain[end : end + 1]) and plain[end + 1 : end + 2].isdigit()
        ):
            return None
        end = end + ended.end() if ended else end
        office = _OFFICE_PHONE.search(ahead) or _OFFICE_AFTER.match(plain, end)
        around = before(plain, start, 40)
        office = office or _OFFICE_BEFORE.search(around.split(",")[-1]) or _OFFICIALLY.search(around)
        return Span(
            start, end, Kind.PHONE, DOUBTFUL if office else LIKELY, "机关、窗口的电话" if office else "固定电话"
        )
    return None


def _grouped(written: str) -> bool:
    """Whether the digits of a mobile number stand together as people group them: not 1 380 000 1234 of a table."""
    return len(re.findall(r"\d+", written)) <= 5 or all(len(part) == 1 for part in re.findall(r"\d+", written))


def _card(digits: str, ahead: str, other: bool) -> tuple[Confidence, str] | None:
    if not digits.isdigit() or not 12 <= len(digits) <= 21:
        return None
    named = _CARD_WORD.search(ahead) is not None
    issued = (digits.startswith("62") and len(digits) in {16, 17, 18, 19}) or (
        len(digits) == 16
        and digits[0] in "45"
        or (
            len(digits) in {16, 19}
            and digits.startswith(("9558", "9559", "4367", "4563", "6013", "6016", "103", "603"))
        )
    )
    if named and not other:
        return (PROVED, "发卡行标识和校验位相符") if issued and _luhn(digits) else (LIKELY, "卡号、账号字样之后")
    if 13 <= len(digits) <= 19 and issued and not other:
        return (PROVED, "发卡行标识和校验位相符") if _luhn(digits) else (DOUBTFUL, "像银行卡号，校验位不符")
    return None


def _luhn(digits: str) -> bool:
    """Check digit of ISO/IEC 7812-1 annex B."""
    doubled = (int(sign) * (1 + place % 2) for place, sign in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
