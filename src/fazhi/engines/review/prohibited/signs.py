"""
What the judge of likeness looks at in a passage: runs of signs and words, kinds of words, and what the rules heard in it.

A sign is a short text: its first letter says what it is of. `g` runs of one to three signs, `w` words and `b` two words in a row, which
are weighed by how rare they are; `c` a kind of word, `d` two kinds in their order, `p` a kind of content whose rule's pattern matched,
`r` one whose rule applies, `f` how the passage stands to the law: these count as they are.
"""

# ruff: noqa: E501  a kind of words is one string, read from left to right

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import re2  # ships no types
import rjieba

from fazhi.engines.review.prohibited.rules import FORBIDDEN, GUARDED, HELPED, LAW, LAWFULLY

RUNS = "gwb"
"""First letters of the signs that are weighed by their rarity."""
_LONGEST_RUN = 3
_NUMERAL = re.compile("[0-9]+|[一二三四五六七八九十百千万两〇]+(?=[年月日元倍%个天家户条])")

KINDS_OF_WORDS = {
    "person": "企业|公司|经营者|经营户|商户|商家|店铺|业主|居民|村民|农户|住户|户主|群众|个人|当事人|申请人|家长|学生|子女|职工|员工|房东|出租人|承租人|"
    "租户|司机|驾驶员|用户|养殖户|摊贩|摊主|车主|投标人|供应商|机构|单位|人员|者|门店|户|人家|谁家|各家|家里|老人|娃|媳妇|闺女",
    "office": "[^，。；]?(?:局|委|办|厅|所|站|中心|大队|中队|队|部门|机关|政府|街道|办事处|管委会|专班|工作组|指挥部|领导小组|村委会|居委会|社区|村两委|"
    "村民委员会|协会|商会|物业|网格员|协管员|镇里|村里|乡里|支书|干部|银行|窗口)",
    "must": "应当|应|必须|须|需|一律|务必|要|得|均|凡",
    "forbid": "不得|不准|禁止|严禁|不许|不能|不可|别|不让|不再",
    "only_then": "方可|方能|才能|才可|后可|始得|方准|方予|才准|才让|才放|才许|再开|准予|放行|点头|准许|允许|同意后|后方|方",
    "refuse": "不予|不给|不发|停发|停办|暂停|暂缓|取消|停止|扣发|扣减|扣除|扣回|终止|中止|剥夺|限制|不办|缓办|往后排|排到|不安排|不纳入|不受理|停掉|停保",
    "seize": "没收|收缴|收走|扣留|扣押|查封|封存|暂扣|扣下|查扣|扣车|拖走|拖离|拖移|搬走|清走|带走|带离|带回|起吊|取走|上锁|加锁|锁车|贴封|封条|封门|换锁|"
    "门锁|断水|断电|停水|停电|断供|拉闸|停供|停气|强制|强行|强拆|铲|推平|平坟|拆除|清除|销毁|变卖|抵缴|抵充|划扣|划转|划拨|冻结|代管|看管|看护",
    "punish": "罚|惩戒|惩罚|制裁|警告|通报批评|曝光|记分|扣分|计分|停业|停产|关停|关闭|关门|歇业|整顿|整改|取缔|吊销|吊扣|撤销|收回|清退|清出|退出|逐出|责令|"
    "拘留|黑名单|失信|名单|不得再|不得从事|年内不|终身",
    "money": "费|款|元|块|钱|资金|基金|押金|押头|保证金|成本|开支|花销|赞助|捐|摊派|集资|认购|计提|提取",
    "pay": "缴纳|交纳|缴|交|付|收取|征收|收|预存|存入|承担|负担|出资|掏|自费|自理|列支|报销|购买|结清|结算|分摊|归集",
    "give": "退还|返还|免费|免收|不收|免交|免缴|补助|补贴|奖励|资助|减半",
    "tax": "留成|留存|地方财力|地方贡献|经济贡献|税收|纳税|缴税|税款|增值税|所得税|地方部分|返还",
    "here": "本地|本市|本县|本区|本镇|本省|我市|我县|我区|本村|本乡|当地|市内|县内|区内|辖区|在本|在我|属地|落户|注册|迁出|外迁|迁离|搬离",
    "elsewhere": "外地|外来|市外|县外|区外|省外|外市|外省|外县|外埠|异地|外村|外乡|别处|别家|其他品牌|其他企业",
    "alone": "独家|专营|统一由|统一采购|统一配送|指定|定点|唯一|一家|名录|名单|备选库|名册|花名册|入围|库内|摇号|抽签|轮流|总量|配额|优先|加分|计分|得分|"
    "价格|售价|定价|最低价|限价|压价",
    "approve": "批准|审批|同意|许可|核准|审核|审查|备案|登记|年检|年审|验收|认定|考核|考试|培训|查看|踏勘|报批|申请|领取|取得|办理|核验",
    "paper": "许可证|准入证|上岗证|合格证|资格证|从业证|登记证|备案证|通行证|证书|牌照|执照|备案号|备案表|回执|准入函|同意函|牌|卡|证|章",
    "proof": "证明|开具|出具|盖章|签字|签名|担保|公证|材料|说明|作证|旁证|原件|意见书|凭条|鉴定",
    "remedy": "诉讼|起诉|复议|仲裁|申诉|信访|上访|走访|异议|投诉|法院|官司|救济|告状|上诉|复核|反映|裁决|裁定|终局|最终|终结",
    "power": "法院|检察院|检察机关|公安|派出所|银行|贷款|利率|信贷|账户|税务|税率|关税|海关|保险公司|铁路|仲裁委|仲裁机构|人大|监委|罪|刑|逮捕|立案|判决|审判|"
    "无效|效力|所有权|产权|继承|婚姻",
    "past": "以前|此前|之前|施行前|实施前|印发前|公布前|发布前|已|原|历史|往年|以往|既往|过去|从前|先前|以来|追溯|溯及|补缴|补交|补差|补齐|退回|追回|追缴|作废|"
    "失效|重新|多退少补|倒算|同样适用|一并",
    "term": "有效期|试行|暂行|长期|永久|一直|施行|实施|执行|届满|期满|自动|顺延|延续|终止|废止|失效|评估",
    "meaning": "解释|含义|理解|所称|是指|口径|说了算|为准|不一致|冲突|抵触|上位法",
    "law": "《[^》]*》|依法|法律|法规|规章|法定|国家规定|国家有关规定|国务院|条例",
    "willing": "自愿|自主|可以|鼓励|引导|倡导|提倡|支持|协商|约定|合同|自行选择|选择|任选|挑",
    "fair": "公平|平等|一视同仁|同等|不限|不得以|不得要求|不得限定|不得因|不得将|不得擅自|不得变相",
    "duty": "加强|建立|健全|完善|推进|组织|负责|会同|配合|牵头|协助|指导|监督|公示|公开|公布|告知|答复|受理|书面",
    "otherwise": "逾期|拒不|不听|未按|未经|违反|违者|的，由|否则|不配合|不搬|不交|不缴|屡教不改|发现一次|每次|累计",
    "status": "户籍|户口|本地人|外来人员|子女|配偶|家属|亲属|父母|低保|养老金|入学|报名|宅基地|承包|分红|福利|补贴|工资|评优|晋升|就业|离职|生育|婚|丧|彩礼|宴席|"
    "酒席|人脸|监控|上传|报送|每日|每月|每周|义务|出工|连带|放弃|视为|无偿|不予补偿|自行承担",
}  # fmt: skip
_STANDING = {
    "law": LAW,
    "lawfully": LAWFULLY,
    "forbidden": FORBIDDEN,
    "guarded": GUARDED,
    "helped": HELPED,
    "internal": "(?:各(?:区|县|部门|单位|镇|街道)|行政机关|工作人员|有关部门|执法人员)[^。；]*(?:应当|要|不得|负责)",
    "valid_term": "有效期(?:为)?(?:五|5|三|3|两|二|2|一|1|四|4)年",
}


def runs(passage: str) -> Counter[str]:
    """How often each run, word and pair of words stands in a passage; numbers are all read as 0."""
    text = unnumbered(passage)
    counts: Counter[str] = Counter()
    for length in range(1, _LONGEST_RUN + 1):
        counts.update("g" + text[place : place + length] for place in range(len(text) - length + 1))
    words = rjieba.cut(text)
    counts.update("w" + word for word in words)
    counts.update(f"b{first} {second}" for first, second in zip(words, words[1:], strict=False))
    return counts


def unnumbered(passage: str) -> str:
    return _NUMERAL.sub("0", passage)


def marks(passage: str, heard: Iterable[str], applying: Iterable[str]) -> set[str]:
    """
    What a passage has beside its wording.

    heard     the kinds of content one of whose rules matches in it
    applying  those of them that its `unless` does not take away
    """
    patterns, standing = _patterns()
    text = unnumbered(passage)
    matches = ((name, pattern.search(text)) for name, pattern in patterns)
    placed = [name for _, name in sorted((match.start(), name) for name, match in matches if match)]
    told = {"c" + name for name in placed}
    told |= {f"d{first}>{second}" for place, first in enumerate(placed) for second in placed[place + 1 :]}
    told |= {"f" + name for name, pattern in standing if pattern.search(passage)}
    told |= {"p" + name for name in heard}
    applied = {"r" + name for name in applying}
    return told | applied | ({"r"} if applied else set())


@cache
def _patterns() -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    return (
        [(name, re2.compile(pattern)) for name, pattern in KINDS_OF_WORDS.items()],
        [(name, re2.compile(pattern)) for name, pattern in _STANDING.items()],
    )
