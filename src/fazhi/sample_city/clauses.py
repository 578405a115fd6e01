"""The words of invented drafts and documents: what they are about, their usual clauses, and clauses that a reviewer stops at."""

from dataclasses import dataclass

from fazhi.lines.legality_review.terms.received import Fault

SUBJECTS = (
    "社区食堂运营补贴", "公共停车泊位管理", "老旧小区加装电梯", "示范性托育服务", "城市口袋公园养护", "农贸市场改造提升",
    "重点产业人才服务", "建筑垃圾资源化利用", "校园周边交通组织", "海滨步道夜间开放", "小微企业融资服务", "再生水利用",
)  # fmt: skip
CLAUSES = (
    "第一条 为规范{subject}工作，结合本市实际，制定本{what}。",
    "第二条 本市行政区域内的{subject}活动，适用本{what}。",
    "第三条 有关部门按照职责分工，做好{subject}的服务和监督工作。",
)


@dataclass(frozen=True)
class Flawed:
    """A clause that a reviewer stops at: its words, the point on it, and under which question a filing examined falls by it."""

    quote: str
    problem: str
    basis: str
    suggestion: str
    question: Fault


FLAWED = (
    Flawed(
        "未按时报送材料的，由主管部门处五百元罚款。",
        "行政规范性文件不得设定行政处罚。",
        "行政处罚法 第十六条",
        "删去罚款的规定，改为责令改正。",
        Fault.POWERS,
    ),
    Flawed(
        "从事该活动的，应当先取得主管部门核发的准入证。",
        "规范性文件一律不得设定行政许可。",
        "行政许可法 第十七条",
        "删去准入证的要求，需要掌握情况的可以改为告知。",
        Fault.POWERS,
    ),
    Flawed(
        "投标的企业应当在本市设立分支机构。",
        "限制、变相限制外地经营者参加本地招标投标。",
        "公平竞争审查条例 第九条",
        "改为对符合条件的经营者一视同仁。",
        Fault.HIGHER_LAW,
    ),
    Flawed(
        "逾期不改正的，主管部门可以扣押相关设备。",
        "规范性文件不得设定行政强制措施。",
        "行政强制法 第十条",
        "删去扣押的规定。",
        Fault.POWERS,
    ),
    Flawed(
        "已经办理的事项，按照本文件重新计算费用并补缴。",
        "溯及既往，又不是为了更好地保护权益所作的特别规定。",
        "立法法 第一百零四条",
        "改为只适用于施行以后办理的事项。",
        Fault.HIGHER_LAW,
    ),
    Flawed(
        "双方争议由甲方主管的行政机关裁定，不得起诉。",
        "合同不能排除向人民法院起诉的权利。",
        "民事诉讼法 第三十五条",
        "改为协商不成的，向与争议有实际联系的地点的人民法院起诉。",
        Fault.HIGHER_LAW,
    ),
)
