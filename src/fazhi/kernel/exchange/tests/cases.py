"""A ledger of every type of column, over the referrals table, and files of it as clerks make them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter

from fazhi.engines.identifiers import complete_credit_code, complete_identity_number, complete_organisation_code
from fazhi.kernel.exchange import referral_rows
from fazhi.kernel.exchange.formats import Batch, Check, Column, DocumentPair, Format, Reference, Type
from fazhi.kernel.exchange.staging import Records

OFFICE = "XM-SM-01"
IDENTITY = complete_identity_number("35020319900101123")
CREDIT_CODE = complete_credit_code("91350200" + complete_organisation_code("MA000000"))
UNASSIGNED = complete_identity_number("99999919900101123")


def without_reasons(rows: pl.DataFrame) -> pl.DataFrame:
    """This ledger has no column for why a referral went back."""
    return rows.with_columns(return_reason=pl.lit(None, pl.String))


@dataclass(frozen=True)
class Target:
    procedure: str = "test.case"

    def records(self, rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
        return referral_rows.records(without_reasons(rows), batch)

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        referral_rows.insert(without_reasons(rows), batch)

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        return referral_rows.update(without_reasons(rows), batch)

    stored = staticmethod(referral_rows.stored)
    remove = staticmethod(referral_rows.remove)
    restore = staticmethod(referral_rows.restore)
    export = staticmethod(referral_rows.export)


def known_offices() -> pl.DataFrame:
    return pl.DataFrame({"code": [OFFICE], "id": [7]})


FORMAT = Format(
    code="test.cases",
    title="测试台账",
    sheet="台账",
    columns=(
        Column("number", "对接编号", required=True, synonyms=("编号",), max_length=20),
        Column("channel", "对接渠道", Type.CODE, required=True, labels={"police": "公调对接", "court": "诉调对接"}),
        Column("sender", "移送单位", required=True, max_length=30),
        Column("sender_number", "移送单位案号"),
        Column("office", "接收组织代码", required=True, lookup="office"),
        Column("category", "纠纷类别", Type.CODE, required=True, labels={"family": "婚姻家庭", "neighbour": "邻里"}),
        Column("sent_date", "移送日期", Type.DATE, required=True),
        Column("signed_date", "签收日期", Type.DATE),
        Column("outcome", "结果", Type.CODE, labels={"settled": "调解成功", "failed": "调解不成"}),
        Column("result_date", "结果回传日期", Type.DATE),
        Column("amount_fen", "涉及金额（元）", Type.MONEY, low=0, high=10**12),
        Column("people", "人数", Type.INTEGER, low=1, high=100),
        Column("is_urgent", "紧急", Type.FLAG),
        Column(
            "document_type", "证件类型", Type.CODE, labels={"identity": "居民身份证", "credit_code": "统一社会信用代码"}
        ),
        Column("document_number", "证件号码", max_length=40),
        Column("phone", "联系电话", Type.PHONE),
    ),
    key=("channel", "number"),
    target=Target(),
    checks=(
        Check(
            "signed-order",
            "signed_date",
            lambda: pl.col("signed_date") < pl.col("sent_date"),
            "{签收日期}早于移送日期{移送日期}；签收不早于移送。",
        ),
        Check(
            "urgent",
            "people",
            lambda: (pl.col("is_urgent") == 1) & (pl.col("people") > 50),
            "人数较多，请核对",
            warning=True,
        ),
    ),
    documents=(DocumentPair("document_type", "document_number"),),
    references=(Reference("office", known_offices, "没有代码为“{value}”的组织；请先导入机构台账。"),),
)
HEADINGS = {column.name: column.heading for column in FORMAT.columns}

GOOD: dict[str, object] = {
    "number": "D-1",
    "channel": "公调对接",
    "sender": "思明分局",
    "office": OFFICE,
    "category": "邻里",
    "sent_date": "2024-03-05",
    "signed_date": "2024-03-06",
    "people": 2,
}
"""A row in which nothing is wrong."""


def rows(count: int, **changes: object) -> list[dict[str, object]]:
    """Good rows numbered D-1, D-2, …"""
    return [{**GOOD, "number": f"D-{number}", **changes} for number in range(1, count + 1)]


def book(
    path: Path,
    data: Sequence[Mapping[str, object]],
    *,
    headings: Sequence[str] | None = None,
    above: Sequence[str] = ("测试台账",),
    sheet: str = "台账",
) -> Path:
    """A workbook as a clerk makes it: title rows `above`, headings, a row for each of `data` by column name."""
    made = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    page = made.add_worksheet(sheet)
    for row, title in enumerate(above):
        page.write_string(row, 0, title)
    top = len(above)
    for column, heading in enumerate(headings if headings is not None else HEADINGS.values()):
        page.write_string(top, column, heading)
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for row, values in enumerate(data, start=top + 1):
        for column, name in enumerate(HEADINGS):
            value = values.get(name)
            if isinstance(value, date):
                page.write_datetime(row, column, value, day)
            elif isinstance(value, str):
                page.write_string(row, column, value)
            elif value is not None:
                page.write(row, column, value)
    made.close()
    return path


def typed(count: int) -> pl.DataFrame:
    """A typed frame of `count` rows, every column filled."""
    number = pl.int_range(count, eager=True)
    return pl.DataFrame(
        {
            "number": "D-" + number.cast(pl.String),
            "channel": ["police"] * count,
            "sender": ["思明分局"] * count,
            "sender_number": ["〔2024〕第" + str(n) + "号" for n in range(count)],
            "office": [OFFICE] * count,
            "category": ["family"] * count,
            "sent_date": pl.Series([date(2024, 2, 29)] * count),
            "signed_date": pl.Series([date(2024, 3, 1)] * count),
            "outcome": ["settled"] * count,
            "result_date": pl.Series([date(2024, 12, 31)] * count),
            "amount_fen": number * 37,
            "people": number % 100 + 1,
            "is_urgent": (number % 2).cast(pl.Int8),
            "document_type": ["credit_code"] * count,
            "document_number": [CREDIT_CODE] * count,
            "phone": ["0592-2660000"] * count,
        }
    )
