"""Words that stand right before and right after the name of a person in official and everyday Chinese, and those that end institutions."""

from collections.abc import Set

import ahocorasick_rs

from fazhi.engines.masking.statistics import words

BEFORE, AFTER = words("before.txt"), words("after.txt")
INSTITUTION = frozenset(
    "公司|集团|企业|事务所|法院|检察院|公安|派出所|司法|委员会|居委会|村委会|政府|街道办|办事处|医院|学校|中学|小学|大学|学院|"
    "幼儿园|银行|支行|分行|信用社|合作社|经营部|商行|超市|酒店|饭店|宾馆|餐饮|商贸|贸易|建筑|装饰|物业|科技|运输|服装|食品|"
    "电子|医疗|房地产|劳务|工作室|中心|协会|研究|鉴定所|仲裁委|法庭|大队|支队|中队|分局|商店|药店|药房|药厂|诊所|工厂|小吃|"
    "餐厅|茶庄|书店|门诊|养殖场|加工厂|制品|个体|厂|店|馆|坊|局|所|庄|铺|行|镇|村|乡|路|街|区|县|市|社区|桥|巷|湖|山|河|"
    "号楼|大厦|广场".split("|")
)
_LINKS = ': "为是叫'
"""What may stand between such a word and the name: 车主为张三, 落款:张三."""
_MOST_LINKS = 3
_FAR = 2
"""How many characters a name and the word of an institution may have between them: 张小燕家常饭店."""
_WORDS = sorted(BEFORE | AFTER | INSTITUTION)
_KINDS = [(word in BEFORE and len(word) > 1, word in AFTER and len(word) > 1, word in INSTITUTION) for word in _WORDS]
_FINDER = ahocorasick_rs.AhoCorasick(_WORDS)


class Contexts:
    """What the words around each place of a line say."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._direct: set[int] = set()
        self._linked: set[int] = set()
        self._behind: set[int] = set()
        self._institutions: set[int] = set()
        for word, start, end in _FINDER.find_matches_as_indexes(line, overlapping=True):
            is_before, is_after, is_institution = _KINDS[word]
            if is_before:
                self._direct.add(end)
                for at in range(end, min(len(line), end + _MOST_LINKS)):
                    if line[at] not in _LINKS:
                        break
                    self._linked.add(at + 1)
            if is_after:
                self._behind.add(start)
            if is_institution:
                self._institutions.add(start)

    @property
    def cued(self) -> Set[int]:
        """Where a name may begin because a word of `BEFORE`, longer than one character, ends there, with links or without."""
        return self._direct | self._linked

    def before(self, start: int) -> str:
        """Which word of `BEFORE` ends at `start`: "p0" none, "p1" one of one character, "p2" a longer one, "p3" one with a link behind it."""
        if start in self._direct:
            return "p2"
        if start in self._linked:
            return "p3"
        return "p1" if self._line[start - 1 : start] in BEFORE else "p0"

    def after(self, end: int) -> str:
        """Likewise of `AFTER`, from `end` on, without links."""
        if end in self._behind:
            return "q2"
        return "q1" if self._line[end : end + 1] in AFTER else "q0"

    def owned(self, end: int) -> bool:
        """Whether an institution's word stands at `end` or shortly behind it."""
        for at in range(end, end + _FAR + 1):
            if at in self._institutions:
                return True
            if not "\u4e00" <= self._line[at : at + 1] <= "\u9fff":
                return False
        return False
