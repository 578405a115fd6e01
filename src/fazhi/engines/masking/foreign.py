"""Names that have no Chinese surname: of minorities and foreigners with a dot between their parts, and those in Latin or Cyrillic letters."""

import re
from collections.abc import Iterator

import rjieba

from fazhi.engines.masking.contexts import Contexts

TRANSLITERATED = frozenset(
    "阿埃艾安奥巴班贝本比别伯勃博卜布才次措达丹道德登迪蒂丁顿多尔儿法菲费芬夫弗福盖甘冈格葛古瓜"
    "哈海罕汗合赫黑亨胡华霍基吉加贾江杰金卡凯坎康考科克肯库夸奎昆拉莱兰朗劳勒雷里理利莉丽连列林"
    "琳留隆卢鲁路伦罗洛吕马玛迈麦曼梅美门蒙米苗明莫默姆木穆纳娜乃南内尼年娘宁纽努诺欧帕潘庞佩彭"
    "皮普奇齐恰钱乔琴青丘曲热仁茹日荣如瑞若萨塞赛桑瑟森沙山珊绍舍申什圣施史士斯丝司思苏索塔泰坦"
    "汤陶特提梯廷图吐托瓦万旺威韦维魏温文沃乌武西希锡喜夏香肖谢辛兴雄休许旭雪逊雅亚延扬耶叶伊衣"
    "依易英尤雨约泽扎詹张哲珍治朱卓孜子宗祖佐艳再赞早札占甲央永玉裕买热力翰密逊娅柳瓦娃琼斯托帅"
    "祥旦增丹卡布朗唐伦琳顿珠嘎堆曲仓巴桑旺孟和图额敦其云敖高侯杜让措姆"
)
_DOT = re.compile(r"[·•‧・]")
_FUNCTION = frozenset("于在与和及的等系因向")
"""Before these a word of two characters proves nothing: 吐尔逊于, 逊于."""
_MOST_PART, _MOST_NAME = 8, 30

_PARTICLES = "de|da|del|di|van|von|der|bin|binti|al|la|le|dos"
_LETTERS = re.compile(
    rf"(?<![A-Za-zА-я0-9@._/-])(?:[A-Z][a-z'-]+|[A-Z]{{2,}})(?:,? (?:[A-Z][a-z'-]+|[A-Z]\.|[A-Z]{{2,}}|(?:{_PARTICLES})(?= )|Jr\.|Sr\.)){{1,4}}"
    rf"(?![A-Za-z0-9@_-])|[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+){{1,3}}"
)
_NO_PERSON = re.compile(
    r"\b(?:Room|Road|Rd|Street|St|District|Avenue|Lane|Building|City|Province|China|Company|Co|Ltd|Inc|LLC|Corp|Limited|Group|Bank|"
    r"University|School|Hospital|Hotel|Court|Act|Law|Convention|Agreement|Windows|Office|Word|Excel|Adobe|Apple|The|And|Of|For)\b",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(r"^ ?(?:\(|,|系)? ?(?:男|女|[\u4e00-\u9fff]{1,6}籍|国籍|护照|先生|女士|小姐)")


def dotted(plain: str) -> Iterator[tuple[int, int]]:
    """Names such as 买买提·艾力."""
    done = 0
    for match in _DOT.finditer(plain):
        start = end = match.start()
        if start < done:
            continue
        while start > done and match.start() - start < _MOST_PART and plain[start - 1] in TRANSLITERATED:
            start -= 1
        while (
            end < len(plain)
            and end - match.start() < _MOST_NAME
            and (plain[end] in TRANSLITERATED or _DOT.match(plain, end))
        ):
            end += 1
        while (
            end > match.end() + 2
            and plain[end : end + 1] not in _FUNCTION
            and rjieba.has_word(plain[end - 1 : end + 1])
        ):
            end -= 1  # 顿珠提供: the last character belongs to the next word
        if start < match.start() and end > match.end():
            done = end
            yield (start, end)


def lettered(plain: str) -> Iterator[tuple[int, int, bool]]:
    """Names such as John Smith or Иванов Сергей, and whether the words around say that a person bears them."""
    for match in _LETTERS.finditer(plain):
        if _NO_PERSON.search(match.group()):
            continue
        ahead = plain[max(plain.rfind("\n", 0, match.start()) + 1, match.start() - 8) : match.start()]
        sure = Contexts(ahead).before(len(ahead)) in {"p2", "p3"} or _PERSON_AFTER.match(
            plain[match.end() : match.end() + 10]
        )
        yield (*match.span(), bool(sure))
