from fazhi.engines.indicator import Column, Kind, Register
from fazhi.surfaces.web.tables import readable, rows_table

REGISTER = Register(
    name="unopened_register",
    title="台账",
    line="mediation",
    base="base",
    key="id",
    columns=(
        Column("id", "事项", Kind.TEXT, "id"),
        Column("number", "案号", Kind.TEXT, "number"),
        Column("office", "机构代码", Kind.TEXT, "office.code", named_by="office_name"),
        Column("office_name", "机构名称", Kind.TEXT, "office.name"),
        Column("office_left", "机构左界", Kind.INTEGER, "office.left"),
        Column("accepted_date", "受理日期", Kind.DATE, "accepted_date"),
        Column("accepted_month", "受理月", Kind.INTEGER, "accepted_month"),
        Column("is_concluded", "办结", Kind.FLAG, "is_concluded"),
        Column("amount_fen", "金额", Kind.INTEGER, "amount_fen", unit="分"),
    ),
)


def rows(count):
    row = {column.name: None for column in REGISTER.columns}
    return [row | {"id": f"{place:032x}", "number": f"思{place}", "amount_fen": 100 * place} for place in range(count)]


def test_people_read_no_keys_bounds_flags_or_parts_of_dates():
    assert [column.name for column in readable(REGISTER)] == ["number", "office_name", "accepted_date", "amount_fen"]


def test_one_row_too_many_tells_that_a_page_follows():
    table = rows_table(REGISTER, readable(REGISTER), rows(3), 2)

    assert [row.name for row in table.rows] == ["思0", "思1"]
    assert table.following == f"{1:032x}"


def test_the_last_page_has_none_after_it():
    assert rows_table(REGISTER, readable(REGISTER), rows(2), 2).following == ""
    assert rows_table(REGISTER, readable(REGISTER), [], 2).following == ""


def test_a_register_without_a_page_opens_nothing():
    assert rows_table(REGISTER, readable(REGISTER), rows(1), 2).rows[0].url == ""


def test_numbers_stand_at_the_right_and_say_their_unit():
    table = rows_table(REGISTER, readable(REGISTER), rows(2), 2)

    assert [(head.title, head.is_number) for head in table.heads][-1] == ("金额（元）", True)
    assert table.rows[1].cells[-1].text == "1.00"
