"""The nouns of this room: kinds of bodies and roles, with their official labels."""

from django.db import models


class OfficeKind(models.TextChoices):
    """What a body or office is. Committees by kind follow 人民调解法 art. 8 and 34."""

    BUREAU = "bureau", "市司法局"
    DIVISION = "division", "内设处室"
    DISTRICT_BUREAU = "district_bureau", "区司法局"
    DEPARTMENT = "department", "行政部门"
    VILLAGE_COMMITTEE = "village_committee", "村居人民调解委员会"
    TOWN_COMMITTEE = "town_committee", "镇街人民调解委员会"
    ENTERPRISE_COMMITTEE = "enterprise_committee", "企事业单位人民调解委员会"
    TRADE_COMMITTEE = "trade_committee", "行业性专业性人民调解委员会"


COMMITTEES = frozenset(kind for kind in OfficeKind.values if kind.endswith("_committee"))


class Role(models.TextChoices):
    """What an official may do in an office; the rights of each role are declared by the lines' permissions."""

    REPORTER = "reporter", "报告编写"
    CLERK = "clerk", "经办"
    MEDIATOR = "mediator", "调解员"
    HEAD = "head", "负责人"
    ADMINISTRATOR = "administrator", "系统管理"
