"""The nouns of this room, with their official labels: bodies, roles, reasons of absence, levels of divisions."""

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
    """
    What an official may do in an office; the rights of each role are declared by the lines' permissions.

    The three administrators 三员 are three people, and none of them works on matters: who runs the system, who grants
    access and who reads the trail shall not be one. The database refuses it otherwise (`triggers`).
    """

    REPORTER = "reporter", "报告编写"
    CLERK = "clerk", "经办"
    MEDIATOR = "mediator", "调解员"
    HEAD = "head", "负责人"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDIT_ADMINISTRATOR = "audit_administrator", "审计管理员"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})


SYSTEM_PREFIX = "SYS-"
"""How the 工号 of another body's system begins: it holds a post like an official, and nobody signs in as it."""


class AbsenceReason(models.TextChoices):
    """Why an official is away."""

    ANNUAL_LEAVE = "annual_leave", "年休假"
    SICK_LEAVE = "sick_leave", "病假"
    BUSINESS_TRIP = "business_trip", "出差"
    TRAINING = "training", "培训"
    OTHER = "other", "其他"


class DivisionLevel(models.IntegerChoices):
    """How far down a division lies; its code then has 2, 4, 6, 9 or 12 digits (统计用区划代码)."""

    PROVINCE = 1, "省级"
    PREFECTURE = 2, "地级"
    COUNTY = 3, "县级"
    TOWN = 4, "乡级"
    VILLAGE = 5, "村级"

    @property
    def digits(self) -> int:
        """Length of the codes of this level."""
        return (2, 4, 6, 9, 12)[self - 1]


class UrbanRural(models.TextChoices):
    """城乡分类代码 of a village-level division: 1 urban, 2 rural (国务院于国函〔2008〕60号批复的统计上划分城乡的规定)."""

    CITY_CENTRE = "111", "主城区"
    CITY_FRINGE = "112", "城乡结合区"
    TOWN_CENTRE = "121", "镇中心区"
    TOWN_FRINGE = "122", "镇乡结合区"
    SPECIAL = "123", "特殊区域"
    TOWNSHIP_CENTRE = "210", "乡中心区"
    VILLAGE = "220", "村庄"
