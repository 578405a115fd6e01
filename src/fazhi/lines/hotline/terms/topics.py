"""
What callers ask about (咨询类别), in two levels: sixteen classes, and matters of ours within each.

A list that changes is a new version; each consultation keeps the version by which it was classed.
"""

from fazhi.engines.codes import Labelled

VERSION = 1


class Topic(Labelled):
    """First level: the classes of a hotline's topics (咨询类别)."""

    CRIMINAL = "criminal", "刑事"
    LABOUR = "labour", "劳动争议"
    FAMILY = "family", "婚姻家庭继承"
    COMPANY = "company", "公司合伙"
    LAND = "land", "土地房屋征收"
    PROCEDURE = "procedure", "诉讼程序"
    TORT = "tort", "侵权损害"
    ADMINISTRATIVE = "administrative", "行政"
    CONSUMER = "consumer", "消费维权"
    PROPERTY = "property", "物业相邻"
    SECURITY = "security", "社会保障"
    DEBT = "debt", "债权债务"
    INTELLECTUAL = "intellectual", "知识产权"
    CONTRACT = "contract", "合同纠纷"
    TRAFFIC = "traffic", "交通事故"
    OTHER = "other", "其他"


_MATTERS: dict[Topic, tuple[tuple[str, str], ...]] = {
    Topic.CRIMINAL: (("defence", "辩护和法律帮助"), ("victim", "被害人权利"), ("serving", "刑罚执行")),
    Topic.LABOUR: (
        ("wages", "拖欠工资"),
        ("dismissal", "解除劳动合同"),
        ("injury", "工伤"),
        ("overtime", "加班和休假"),
    ),
    Topic.FAMILY: (("divorce", "离婚"), ("custody", "抚养和探望"), ("support", "赡养扶养"), ("inheritance", "继承")),
    Topic.COMPANY: (("shares", "股权和出资"), ("partners", "合伙"), ("winding_up", "解散清算")),
    Topic.LAND: (("expropriation", "征收补偿"), ("sale", "房屋买卖"), ("tenancy", "房屋租赁"), ("rural", "农村土地")),
    Topic.PROCEDURE: (
        ("filing", "立案和管辖"),
        ("evidence", "证据"),
        ("enforcement", "执行"),
        ("preservation", "保全"),
    ),
    Topic.TORT: (("injury", "人身损害"), ("medical", "医疗损害"), ("reputation", "名誉和隐私")),
    Topic.ADMINISTRATIVE: (("penalty", "行政处罚"), ("review", "行政复议诉讼"), ("licensing", "行政许可")),
    Topic.CONSUMER: (("online", "网络购物"), ("prepaid", "预付费"), ("quality", "产品质量")),
    Topic.PROPERTY: (("fees", "物业服务和费用"), ("neighbours", "相邻关系"), ("owners", "业主自治")),
    Topic.SECURITY: (("insurance", "社会保险"), ("relief", "社会救助"), ("legal_aid", "法律援助申请")),
    Topic.DEBT: (("loan", "民间借贷"), ("guarantee", "担保"), ("limitation", "诉讼时效")),
    Topic.INTELLECTUAL: (("trademark", "商标"), ("copyright", "著作权"), ("patent", "专利")),
    Topic.CONTRACT: (("sale", "买卖"), ("works", "建设工程"), ("services", "服务和委托"), ("leasing", "租赁")),
    Topic.TRAFFIC: (("liability", "责任认定"), ("compensation", "赔偿"), ("insurance", "保险理赔")),
    Topic.OTHER: (("notary", "公证"), ("appraisal", "司法鉴定"), ("not_legal", "非法律事项"), ("other", "其他")),
}

MATTERS: dict[str, str] = {
    f"{topic.value}.{code}": f"{topic.label}：{label}" for topic, matters in _MATTERS.items() for code, label in matters
}
"""Second level (咨询事项): code, which begins with that of its class → label."""


class HandoverPurpose(Labelled):
    """What a week of topics is handed over for (移交用途)."""

    OUTREACH = "outreach", "普法选题"
    WARNING = "warning", "矛盾纠纷预警"


ACTS = {"hotline.capacity.declare": "公布回拨容量", "hotline.topics.hand_over": "移交咨询研判"}
"""Acts that move no matter, as the trail calls them."""
