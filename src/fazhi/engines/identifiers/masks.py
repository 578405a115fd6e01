"""Display masking 列表脱敏: what a list shows of a person. A value whose form is unknown shows nothing of itself."""

import re

from fazhi.engines.identifiers.credit_code import LENGTH_FORM
from fazhi.engines.identifiers.identity_number import FORM as IDENTITY_FORM
from fazhi.engines.identifiers.phones import COUNTRY_CODE, MOBILE_FORM
from fazhi.engines.identifiers.writing import half_width, half_width_capitals

COMPOUND_SURNAMES = frozenset(
    ["欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯"]
    + ["诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠"]
    + ["公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "令狐"]
    + ["百里", "呼延", "东郭", "南门", "轩辕", "拓跋", "夹谷", "宰父", "谷梁", "段干", "淳于"]
    + ["亓官", "尔朱", "漆雕", "巫马", "西门", "范姜", "拓拔", "左丘", "东门", "羊舌", "叶赫"]
)

_HIDDEN = "*"
_UNKNOWN_LENGTH = _HIDDEN * 3
_HAN = "[\u4e00-\u9fa5]"
# Province, city, district; a 小区 or 园区 is no district, and a name that long is none either.
_DISTRICT = re.compile(
    rf"^(?:{_HAN}{{2,7}}?(?:省|自治区|特别行政区))?(?:{_HAN}{{1,6}}?(?:市|自治州|地区|盟))?"
    rf"(?:{_HAN}{{1,4}}?(?<![小园社院校厂库片])[区县旗])?"
)


def mask_name(name: str) -> str:
    """
    The surname and one star, whatever the length of the given name.

    mask_name("李小明") == "李*"; mask_name("欧阳娜") == "欧阳*"; a name of one character is hidden whole
    """
    written = half_width(name)
    if len(written) < 2:
        return _HIDDEN * len(written)
    surname = written[:2] if len(written) > 2 and written[:2] in COMPOUND_SURNAMES else written[0]
    return surname + _HIDDEN


def mask_identity_number(number: str) -> str:
    """
    Province and city, and the last two characters; never the birth date.

    mask_identity_number("35020319900101001X") == "3502************1X"; a number of another form shows stars only
    """
    written = half_width_capitals(number)
    if not re.fullmatch(IDENTITY_FORM, written):
        return _HIDDEN * len(written)
    return written[:4] + _HIDDEN * 12 + written[16:]


def mask_phone(number: str) -> str:
    """
    The first three and the last four digits of a mobile number, the last four of any other of at least seven digits.

    mask_phone("13800001234") == "138****1234"
    """
    written = re.sub(COUNTRY_CODE, "", half_width(number))
    if re.fullmatch(MOBILE_FORM, written):
        return f"{written[:3]}{_HIDDEN * 4}{written[7:]}"
    shown = 4 if sum(sign.isdigit() for sign in written) >= 7 else 0
    return _HIDDEN * (len(written) - shown) + written[len(written) - shown :]


def mask_document_number(number: str) -> str:
    """
    Of 18 signs the first four and the last two; of 7 to 17 the first and the last two; of fewer or more nothing.

    mask_document_number("H12345678") == "H******78"; identity numbers as `mask_identity_number` has them
    """
    written = half_width_capitals(number)
    if re.fullmatch(LENGTH_FORM, written):
        return written[:4] + _HIDDEN * 12 + written[16:]
    if not 7 <= len(written) <= 17:
        return _HIDDEN * len(written)
    return written[0] + _HIDDEN * (len(written) - 3) + written[-2:]


def mask_address(address: str) -> str:
    """
    Province, city and district, and three stars for the rest, whatever its length.

    mask_address("福建省厦门市思明区莲前西路1号") == "福建省厦门市思明区***"; without such a beginning stars only
    """
    written = half_width(address)
    shown = _DISTRICT.match(written)
    return (shown.group() if shown else "") + _UNKNOWN_LENGTH if written else ""
