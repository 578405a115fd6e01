"""The nouns of mediation, with their official labels. Codes are ours; labels are those of the ledgers."""

from enum import StrEnum

from fazhi.engines.citation import Document

PEOPLES = "mediation.people"
ADMINISTRATIVE = "mediation.administrative"

XIAMEN = Document("厦门市行政调解规定", "厦府办规〔2024〕2号")
"""The municipal rules on administrative mediation, in force from 2024-04-01."""

GROUNDS = {
    "reason": "理由",
    "agreement_form": "协议形式",
    "effective_date": "协议生效日期",
    "routes_told": "已告知的其他途径",
}
"""How the grounds that a step needs are called."""


class Labelled(StrEnum):
    """A code with its official label."""

    label: str

    def __new__(cls, code: str, label: str) -> "Labelled":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {member.value: member.label for member in cls}


class Form(Labelled):
    """How a people's committee dealt with the dispute; `on_the_spot` has no acceptance (排查时当场化解)."""

    MEDIATION = "mediation", "调解"
    ON_THE_SPOT = "on_the_spot", "当场化解"


class State(Labelled):
    """States of a mediation matter, people's or administrative."""

    APPLIED = "applied", "已申请"
    ACCEPTED = "accepted", "调解中"
    SETTLED = "settled", "调解成功"
    FAILED = "failed", "调解不成"
    WITHDRAWN = "withdrawn", "当事人撤回"
    REFUSED = "refused", "不予受理"


CONCLUDED = (State.SETTLED, State.FAILED)
"""Concluded: settled or failed; not withdrawn, not refused."""


class Source(Labelled):
    """Where a case comes from: the eight columns of the national form (案件来源)."""

    OWN_INITIATIVE = "own_initiative", "主动调解"
    APPLICATION = "application", "依申请调解"
    COURT = "court", "法院委托移送"
    PROCURATORATE = "procuratorate", "检察院委托移送"
    POLICE = "police", "公安机关委托移送"
    PETITION = "petition", "信访部门委托移送"
    OTHER = "other", "其他部门委托移送"


class Category(Labelled):
    """The 18 dispute categories of the national statistical form (纠纷类别)."""

    FAMILY = "family", "婚姻家庭"
    NEIGHBOUR = "neighbour", "邻里"
    HOUSING = "housing", "房屋宅基地"
    CONTRACT = "contract", "合同"
    BUSINESS = "business", "生产经营"
    DAMAGES = "damages", "损害赔偿"
    LAND = "land", "山林土地"
    EXPROPRIATION = "expropriation", "征地拆迁"
    ENVIRONMENT = "environment", "环境污染"
    MIGRANT_WAGES = "migrant_wages", "拖欠农民工工资"
    LABOUR = "labour", "其他劳动争议"
    TOURISM = "tourism", "旅游"
    ECOMMERCE = "ecommerce", "电子商务"
    CONSUMER = "consumer", "其他消费"
    MEDICAL = "medical", "医疗"
    TRAFFIC = "traffic", "道路交通事故"
    PROPERTY = "property", "物业"
    OTHER = "other", "其他"


class AgreementForm(Labelled):
    """An oral agreement counts like a written one (人民调解法 art. 28)."""

    WRITTEN = "written", "书面"
    ORAL = "oral", "口头"


class Nature(Labelled):
    """Of an administrative mediation: a dispute with an agency, or between private parties."""

    ADMINISTRATIVE = "administrative", "行政纠纷"
    CIVIL = "civil", "民商事纠纷"


OFFICE_KINDS = {
    "department": "行政部门",
    "village_committee": "村居人民调解委员会",
    "town_committee": "镇街人民调解委员会",
    "enterprise_committee": "企事业单位人民调解委员会",
    "trade_committee": "行业性专业性人民调解委员会",
}
"""Labels of the bodies that mediate, for breakdowns (人民调解法 art. 8, 34)."""
