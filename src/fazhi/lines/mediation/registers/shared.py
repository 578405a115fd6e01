"""Columns that the registers of mediation share."""

from fazhi.engines.indicator import Column, Kind, dated, offices
from fazhi.lines.mediation.terms import OFFICE_KINDS, Category, State

LINE = "mediation"

OFFICE_COLUMNS = (
    *offices.OFFICE_COLUMNS,
    Column("office_kind", "机构类别", Kind.TEXT, "office.kind", OFFICE_KINDS),
    Column("district", "区", Kind.TEXT, "office.district"),
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
