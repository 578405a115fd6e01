"""
How a name is spelled for looking it up and for sorting (拼音): letters a to z and digits only, without tones.

Single characters by their commonest reading in `pypinyin`'s table; the first character of a person's name by its reading as
a surname, compound surnames by theirs. What is no Chinese character, letter or digit is left out. Context is not looked at,
so a typed beginning of a name is spelled as the name itself.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from fazhi.engines.identifiers import half_width

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge", "乐": "yue",
    "员": "yun", "缪": "miao", "翟": "zhai", "洗": "xian", "覃": "qin", "卜": "bu", "召": "shao", "郇": "xun", "折": "she",
    "秘": "bi", "种": "chong", "繁": "po", "隗": "wei", "句": "gou", "阚": "kan", "祭": "zhai", "么": "yao", "牟": "mu",
    "都": "du", "薄": "bo", "黑": "he", "佴": "nai", "适": "kuo", "乜": "nie", "重": "chong",
}  # fmt: skip
"""Surnames that are read otherwise than the character commonly is."""

COMPOUNDS = {
    "单于": "chanyu", "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "澹台": "tantai", "令狐": "linghu", "宰父": "zaifu",
    "夏侯": "xiahou", "鲜于": "xianyu", "呼延": "huyan", "欧阳": "ouyang", "司马": "sima", "上官": "shangguan",
    "诸葛": "zhuge", "皇甫": "huangfu", "公孙": "gongsun", "慕容": "murong", "宇文": "yuwen", "司徒": "situ", "轩辕": "xuanyuan",
    "东方": "dongfang", "独孤": "dugu", "南宫": "nangong", "闻人": "wenren", "赫连": "helian", "濮阳": "puyang",
    "端木": "duanmu", "申屠": "shentu", "太史": "taishi", "公冶": "gongye", "钟离": "zhongli", "百里": "baili",
    "拓跋": "tuoba", "淳于": "chunyu", "闾丘": "lvqiu", "司空": "sikong", "段干": "duangan", "谷梁": "guliang",
}  # fmt: skip

_SYLLABLES = (
    "ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bong bu ca cai can cang cao "
    "ce cei cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun "
    "chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de den deng di dian diao die din ding diu dong dou "
    "du duan dui dun duo ei en eng er fa fan fang fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng "
    "gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan "
    "huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken "
    "keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie "
    "lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min "
    "ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan "
    "nun nuo nv nve ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang "
    "qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa "
    "sai san sang sao se sen seng sha shai shan shang shao she shen sheng shi shou shu shua shuai shuan shuang "
    "shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu "
    "tuan tui tun tuo wa wai wan wang wei wen weng wo wong wu xi xia xian xiang xiao xie xin xing xiong xiu xu "
    "xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng "
    "zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong "
    "zou zu zuan zui zun zuo "
)
"""All syllables of standard Chinese, without tones, with v for ü."""

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE, LETTERS = len(ALPHABET) + 1, 9
"""So many letters fit into 47 bits, which SQLite keeps in six bytes."""

_PLAIN = re.compile("[a-z0-9]")


@dataclass(frozen=True)
class Spelling:
    """A name in letters: `full`, as zhangsan, and the `initials` of its syllables, as zs."""

    full: str
    initials: str


def spelling(name: str, *, person: bool) -> Spelling:
    """
    The spelling of a name; of a person, the surname by its own reading.

    spelling("单晓曾", person=True) == Spelling("shanxiaoceng", "sxc")
    """
    written = normal(name)
    head = _surname(written) if person else ""
    read = _surname_syllables(head) + [syllable(sign) for sign in written[len(head) :]]
    return Spelling("".join(read), "".join(part[:1] for part in read))


def order(spelled: str) -> int:
    """
    The first nine letters of a spelling as an integer that sorts like them; one index on it is a third as large as on text.

    order("") == 0 < order("a") < order("an") < order("b"); digits come before letters
    """
    total = 0
    for place in range(LETTERS):
        total = total * BASE + (ALPHABET.index(spelled[place]) + 1 if place < len(spelled) else 0)
    return total


def order_range(beginning: str) -> tuple[int, int]:
    """The least and the greatest `order` of spellings with this beginning, of which the first nine letters count."""
    counted = beginning[:LETTERS]
    least = order(counted)
    return least, least + BASE ** (LETTERS - len(counted)) - 1


def beginnings(typed: str) -> frozenset[str]:
    """
    The full spellings with which names that begin with `typed` may begin: 单 is shan, dan, or the chan of 单于.

    typed  at least one character
    """
    written = normal(typed)
    found = {spelling(written, person=True).full, spelling(written, person=False).full}
    if len(written) <= 2:
        pairs = [pair for pair in COMPOUNDS if pair.startswith(written)]
        found |= {"".join(_surname_syllables(pair)[: len(written)]) for pair in pairs}
    return frozenset(found)


def normal(name: str) -> str:
    """A name without spaces and dots, full-width signs as half-width ones, in small letters."""
    return half_width(name).lower().replace("·", "").replace("•", "")


def syllable(sign: str) -> str:
    """The commonest reading of one character; letters and digits stand for themselves, other signs for nothing."""
    if _PLAIN.fullmatch(sign):
        return sign
    readings = _table().get(ord(sign), "")
    return _toneless(readings.partition(",")[0])


def syllables(signs: Iterable[str]) -> dict[str, str]:
    """`syllable` of each of `signs`, for a whole column at once."""
    return {sign: syllable(sign) for sign in signs}


@cache
def first_syllables(letter: str) -> tuple[str, ...]:
    """All syllables that begin with a letter and with which a name may begin."""
    return tuple(found for found in _SYLLABLES.split() if found.startswith(letter))


def _surname(written: str) -> str:
    if len(written) > 2 and written[:2] in COMPOUNDS:
        return written[:2]
    return written[:1]


def parts(compound: str) -> tuple[str, str]:
    """The two syllables of a compound surname: moqi of 万俟 is mo and qi."""
    whole, first = COMPOUNDS[compound], _COMPOUND_FIRST.get(compound) or syllable(compound[0])
    return whole[: len(first)], whole[len(first) :]


def _surname_syllables(surname: str) -> list[str]:
    if surname in COMPOUNDS:
        return list(parts(surname))
    return [SURNAMES.get(surname) or syllable(surname)] if surname else []


# First syllables of compounds that are read otherwise than the character alone.
_COMPOUND_FIRST = {"单于": "chan", "尉迟": "yu", "万俟": "mo", "长孙": "zhang", "澹台": "tan"}


def _toneless(reading: str) -> str:
    """lǚ as lv: what is typed on a keyboard. The two dots are the one mark that is no tone."""
    marks = unicodedata.normalize("NFD", reading.replace("ê", "e")).replace("u\u0308", "v")
    return "".join(sign for sign in marks if _PLAIN.fullmatch(sign))


@cache
def _table() -> dict[int, str]:
    """Code point → readings with tones, the commonest first."""
    # Read when first needed: the package takes a fifth of a second to import.
    from pypinyin.pinyin_dict import pinyin_dict

    return dict(pinyin_dict)
