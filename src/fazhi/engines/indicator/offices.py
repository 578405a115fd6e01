"""The office of a record, as every register shows it; row scope reads its bounds."""

from fazhi.engines.indicator.terms import Column, Join, Kind

OFFICE = Join("organisations_office", "office", on=(("id", "office_id"),))
"""For a table with `office_id`."""

OFFICE_COLUMNS = (
    Column("office", "机构", Kind.TEXT, "office.code", named_by="office_name"),
    Column("office_name", "机构名称", Kind.TEXT, "office.name"),
    Column("office_left", "机构左界", Kind.INTEGER, "office.left"),
)
