"""The nouns of the hotline, with their official labels."""

from fazhi.engines.codes import Labelled


class Topic(Labelled):
    """What a consultation is about, first level 咨询类别."""

    CRIMINAL = "criminal", "刑事"
    LABOUR = "labour", "劳动争议"
    FAMILY = "family", "婚姻家庭继承"
    COMPANY = "company", "公司合伙"
    LAND = "land", "土地房屋征收"
    PROCEDURE = "procedure", "诉讼程序"
    TORT = "tort", "侵权损害"
    ADMINISTRATIVE = "administrative", "行政"
    CONSUMER = "consumer", "消费维权"
    NEIGHBOURS = "neighbours", "物业相邻"
    SOCIAL_SECURITY = "social_security", "社会保障"
    DEBT = "debt", "债权债务"
    INTELLECTUAL_PROPERTY = "intellectual_property", "知识产权"
    CONTRACT = "contract", "合同纠纷"
    TRAFFIC = "traffic", "交通事故"
    OTHER = "other", "其他"
