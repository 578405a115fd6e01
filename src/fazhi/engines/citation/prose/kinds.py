"""What a title that isn't known can be: a basis of acts or not, and whether its kind is complete in the library."""

import re

from rapidfuzz.distance import Levenshtein

from fazhi.engines.citation.prose.names import NATION, key_of, without_edition, without_issuer
from fazhi.engines.citation.prose.scanning import NOUNS

_TAIL = r"(?:（[^（）]{1,20}）)*$"
_NO_STATUTE = "办方做说书语看想立司执手写疗"
_STATUTE = re.compile(rf"(?<![{_NO_STATUTE}])法典?{_TAIL}")
_INSTRUMENT = re.compile(
    rf"(?:(?<![方做说书语看想司手写疗])法典?|条例|条例草案|规定|办法|细则|规则|解释|决定|决议|命令|令|通知|意见|批复|复函|答复|解答|公告|通告|通报|会议纪要|座谈会纪要|修正案"
    rf"|公约|条约|协定|协议书?|议定书|换文|宣言|安排|补充规定|[通简准]则|方案|规程|制度|措施|纪要|章程){_TAIL}"
)
_PRIVATE = re.compile(
    rf"(?:合同|劳动|合作|租赁|买卖|转让|承包|赔偿|和解|调解|仲裁|服务|出资|股东|公司|框架|离婚|借款|担保|和平|补偿|监护|托管)(?:协议书?|章程|协定){_TAIL}"
)
_AGREED = re.compile(rf"协议书?{_TAIL}")
_BETWEEN_STATES = re.compile(r"国(?![有家])|政府|海峡|两岸|内地|香港|澳门|贸易|关税|海关|航空|公约|引渡|司法")
_PLACE = re.compile(
    r"^[一-鿿]{2,12}?(?:省|市|自治区|自治州|自治县|县|特别行政区|地区|新区|经济区)|^(?:北京|上海|天津|重庆|香港|澳门|台湾|深圳|厦门)"
)
_BODY = re.compile(
    r"^(?:中国共产党|中共|中国人民解放军|联合国|国际|世界|欧洲|欧盟|亚洲|海牙|维也纳|日内瓦|纽约|巴黎|伯尔尼|马德里)|^[^中国全爱]{1,4}国(?![家有际务防债库籍旗歌徽境])|与.{2,12}(?:国|政府)"
)
_CHANGING = re.compile(r"[\d零一二三四五六七八九十百]")
_SHORTEST_TYPO = 4


def is_instrument(name: str) -> bool:
    """Whether a title is one that acts can rest on, by its last word; a standard, a form, a contract is not."""
    key = key_of(name)
    if _AGREED.search(key) and not _BETWEEN_STATES.search(key):
        return False
    return _INSTRUMENT.search(key) is not None and _PRIVATE.search(key) is None


def is_complete(name: str) -> bool:
    """Whether all titles of its kind are in a full library: statutes, and regulations that carry the nation's name."""
    bare = name.strip()
    if _PLACE.match(key_of(bare)) or _BODY.search(key_of(bare)):
        return False
    if re.search(r"关于|实施|施行", bare):
        return False
    return _STATUTE.search(bare) is not None or (
        bare.startswith(NATION) and re.search(rf"条例{_TAIL}", bare) is not None
    )


def is_statute(name: str) -> bool:
    """Whether a title is one of a statute, by its last word."""
    return _STATUTE.search(name) is not None


def is_typo(name: str, title: str) -> bool:
    """Whether a name is so near a title that it must mean it: a sign or two differ, neither a number nor the
    place; of a local title one, for many places have texts of much the same name."""
    written, meant = without_edition(key_of(name)), without_edition(key_of(title))
    if written.startswith("关于"):
        meant = without_issuer(meant)
    shorter = min(len(written), len(meant))
    if shorter < _SHORTEST_TYPO or _last(written) != _last(meant):
        return False
    changes = [each for each in Levenshtein.opcodes(written, meant) if each.tag != "equal"]
    size = sum(max(each.src_end - each.src_start, each.dest_end - each.dest_start) for each in changes)
    if not 0 < size <= (1 if shorter < 7 else 2 if shorter < 16 else 3):
        return False
    place = _PLACE.match(meant)
    if place is not None and size > 1:
        return False
    for each in changes:
        if _CHANGING.search(written[each.src_start : each.src_end] + meant[each.dest_start : each.dest_end]):
            return False
        if place is not None and each.dest_start < place.end():
            return False
    return True


def is_namesake(name: str, title: str) -> bool:
    """Whether a name and a title differ in their last word alone: 重大行政决策程序暂行规定 for …暂行条例."""
    written, meant = without_edition(key_of(name)), without_edition(key_of(title))
    nouns = noun_of(written), noun_of(meant)
    return all(nouns) and nouns[0] != nouns[1] and written.removesuffix(nouns[0]) == meant.removesuffix(nouns[1])


def noun_of(title: str) -> str:
    """The last word of a title, by which 该条例 finds it; 法 of a code too."""
    found = re.search(rf"({NOUNS}){_TAIL}", title)
    noun = found[1] if found else ""
    return "法" if noun == "法典" else noun


def _last(name: str) -> str:
    return noun_of(name) or name[-2:]
