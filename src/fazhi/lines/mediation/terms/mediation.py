"""The nouns that every matter of mediation has. Codes are ours; labels are those of the ledgers."""

from fazhi.engines.citation import Document
from fazhi.engines.codes import Labelled

PEOPLES = "mediation.people"
ADMINISTRATIVE = "mediation.administrative"

XIAMEN = Document("厦门市行政调解规定", "厦府办规〔2024〕2号")
"""The municipal rules on administrative mediation, in force from 2024-04-01."""

GROUNDS = {
    "reason": "理由",
    "agreement_form": "协议形式",
    "agreement_terms": "协议内容",
    "effective_date": "协议生效日期",
    "routes_told": "已告知的其他途径",
    "mediators": "调解员",
    "named_by": "确定方式",
    "tie": "回避情形",
    "content": "内容",
    "outcome": "结果",
    "kind": "风险种类",
    "organ": "接受报告的机关",
    "manner": "方式",
    "receipt_number": "回执编号",
    "result": "回访结果",
    "remedy_told": "已告知救济途径",
    "court": "人民法院",
    "court_ground": "管辖依据",
    "applicant_signed": "申请人签署日期",
    "respondent_signed": "被申请人签署日期",
    "ground": "不予确认理由",
    "decision_number": "裁定书文号",
    "known": "知道或者应当知道之日",
    "mediator": "调解员",
    "session_outcome": "本次调解结果",
    "told": "告知情况",
    "joint_request_date": "一致书面申请日期",
    "damage": "损害后果",
    "decision_reason": "认定理由",
    "basis": "授权裁决的法律依据",
    "remedy": "告知的救济途径",
    "meets_at": "调解时间",
    "place": "调解地点",
    "whom": "通知了谁",
}
"""How the grounds that a step needs are called."""


class Form(Labelled):
    """How a people's committee dealt with the dispute; `on_the_spot` has no acceptance (排查时当场化解)."""

    MEDIATION = "mediation", "调解"
    ON_THE_SPOT = "on_the_spot", "当场化解"


class State(Labelled):
    """
    States of a mediation matter, people's or administrative.

    Two are of sectors only: traffic mediation begins on a day that the damage decides (`WAITING`), and the police may
    mediate once more after a first failure (`AGAIN`).
    """

    APPLIED = "applied", "已申请"
    WAITING = "waiting", "已受理待开始"
    ACCEPTED = "accepted", "调解中"
    AGAIN = "again", "待再次调解"
    SETTLED = "settled", "调解成功"
    FAILED = "failed", "调解不成"
    WITHDRAWN = "withdrawn", "当事人撤回"
    REFUSED = "refused", "不予受理"


OPEN = (State.APPLIED, State.WAITING, State.ACCEPTED, State.AGAIN)
"""Not ended yet."""

COMMON_STATES = {state.value: state.label for state in State if state not in {State.WAITING, State.AGAIN}}
"""State → label, for the tables of all but those two sectors."""

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
