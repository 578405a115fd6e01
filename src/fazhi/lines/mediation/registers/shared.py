"""Columns that the registers of mediation share."""

from fazhi.engines.indicator import Column, Join, Kind, dated
from fazhi.lines.mediation.terms import OFFICE_KINDS, Category, State

LINE = "mediation"

OFFICE = Join("organisations_office", "office", on=(("id", "office_id"),))
OFFICE_COLUMNS = (
    Column("office", "机构", Kind.TEXT, "office.code", named_by="office_name"),
    Column("office_name", "机构名称", Kind.TEXT, "office.name"),
    Column("office_kind", "机构类别", Kind.TEXT, "office.kind", OFFICE_KINDS),
    Column("district", "区", Kind.TEXT, "office.district"),
    Column("office_left", "机构左界", Kind.INTEGER, "office.left"),
)


COMMON = (
    Column("matter_id", "事项", Kind.TEXT, "id"),
    Column("number", "案号", Kind.TEXT, "number"),
    *OFFICE_COLUMNS,
    Column("category", "纠纷类别", Kind.TEXT, "category", Category.labels()),
    Column("state", "状态", Kind.TEXT, "state", State.labels()),
    *dated("accepted", "受理"),
    *dated("concluded", "办结"),
    *dated("effective", "协议生效"),
    Column("days_to_conclude", "办理天数", Kind.INTEGER, "days_to_conclude", unit="日"),
    Column("amount_fen", "协议涉及金额", Kind.INTEGER, "amount_fen", unit="分"),
)
