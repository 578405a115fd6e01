"""Columns and checks that the ledgers of mediation share."""

from collections.abc import Callable

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, DocumentPair, Reference, Type
from fazhi.kernel.organisations.queries import office_codes
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.kernel.parties.terms import DocumentType

RESULTS = {"settled": "调解成功", "failed": "调解不成", "withdrawn": "撤回"}
DOCUMENTS = dict(DocumentType.choices) | {"taiwan": "台胞证", "hong_kong": "港澳通行证"}
"""As clerks write them: two are better known by their short names."""

MOST_FEN = 10**13


def offices(kinds: frozenset[str]) -> Callable[[], pl.DataFrame]:
    def frame() -> pl.DataFrame:
        return pl.DataFrame(office_codes(kinds), schema={"code": pl.String, "id": pl.Int64}, orient="row")

    return frame


def party(position: int, title: str, *, required: bool) -> tuple[Column, ...]:
    return (
        Column(
            f"party{position}_name",
            f"{title}姓名或名称",
            required=required,
            synonyms=(f"{title}姓名", f"{title}名称", title),
        ),
        Column(f"party{position}_document_type", f"{title}证件类型", Type.CODE, labels=DOCUMENTS),
        Column(f"party{position}_document_number", f"{title}证件号码", synonyms=(f"{title}身份证号",), max_length=40),
        Column(f"party{position}_phone", f"{title}联系电话", Type.PHONE, synonyms=(f"{title}电话",)),
    )


def before(code: str, later: str, earlier: str, says: str) -> Check:
    return Check(code, later, lambda: pl.col(later) < pl.col(earlier), says)


def given(name: str) -> pl.Expr:
    return pl.col(name).is_not_null()


NOT_SETTLED = pl.col("result").is_null() | (pl.col("result") != "settled")

COMMON_CHECKS = (
    before("concluded-order", "concluded_date", "accepted_date", "{办结日期}早于受理日期{受理日期}；办结不早于受理。"),
    before(
        "effective-order",
        "effective_date",
        "accepted_date",
        "{协议生效日期}早于受理日期{受理日期}；协议在受理之后生效。",
    ),
    Check(
        "concluded-missing",
        "concluded_date",
        lambda: given("result") & ~given("concluded_date"),
        "调解结果是“{调解结果}”，缺办结日期；请填写办结日期，或者清空调解结果。",
    ),
    Check(
        "result-missing",
        "result",
        lambda: ~given("result") & given("concluded_date"),
        "有办结日期{办结日期}，缺调解结果；应为调解成功、调解不成或撤回。",
    ),
    Check(
        "effective-missing",
        "effective_date",
        lambda: (pl.col("result") == "settled") & ~given("effective_date"),
        "调解成功而缺协议生效日期；口头协议自达成之日起生效，书面协议自签字盖章之日起生效（人民调解法第二十九条、第三十条）。",
    ),
    Check(
        "effective-without",
        "effective_date",
        lambda: NOT_SETTLED & given("effective_date"),
        "没有调解成功，不应有协议生效日期{协议生效日期}；请清空，或者改正调解结果。",
    ),
    Check(
        "amount-without",
        "amount_fen",
        lambda: NOT_SETTLED & given("amount_fen"),
        "没有达成协议，不应有协议金额{协议涉及金额（元）}；请清空。此处填协议金额，不填请求金额。",
    ),
    Check(
        "document-type-missing",
        "party1_document_type",
        lambda: given("party1_document_number") & ~given("party1_document_type"),
        "有证件号码，缺证件类型。",
    ),
    Check(
        "document2-type-missing",
        "party2_document_type",
        lambda: given("party2_document_number") & ~given("party2_document_type"),
        "有证件号码，缺证件类型。",
    ),
    Check(
        "party2-name-missing",
        "party2_name",
        lambda: ~given("party2_name") & (given("party2_document_number") | given("party2_phone")),
        "有证件或者电话，缺姓名或名称。",
    ),
)


def endings() -> tuple[Column, ...]:
    return (
        Column("result", "调解结果", Type.CODE, labels=RESULTS, hint="在办留空"),
        Column("concluded_date", "办结日期", Type.DATE),
        Column("effective_date", "协议生效日期", Type.DATE, hint="调解成功必填"),
        Column("amount_fen", "协议涉及金额（元）", Type.MONEY, synonyms=("协议金额", "涉及金额"), low=0, high=MOST_FEN),
    )


COMMITTEE = Reference(
    "committee", offices(COMMITTEES), "没有代码为“{value}”的人民调解委员会；请先导入机构台账，或者改正代码。"
)
PARTY_DOCUMENTS = (
    DocumentPair("party1_document_type", "party1_document_number"),
    DocumentPair("party2_document_type", "party2_document_number"),
)
