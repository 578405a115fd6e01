"""The ledger of committees (调解委员会台账): what each is, its seal and its term."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from fazhi.engines.identifiers import expressions
from fazhi.engines.identifiers.findings import WARNINGS
from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.kernel.organisations.queries import offices_of
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.lines.mediation.ledgers.shared import before, given
from fazhi.lines.mediation.queries import network_ledgers
from fazhi.lines.mediation.rules.network import is_named_by_rule
from fazhi.lines.mediation.services import network_imports

NOT_REGISTERED = "没有代码为“{value}”的人民调解委员会；请先导入机构台账，或者改正代码。"


@dataclass(frozen=True)
class CommitteeTarget:
    procedure: str = "mediation.committee"

    stored = staticmethod(network_ledgers.stored_committees)
    records = staticmethod(network_imports.committee_records)
    insert = staticmethod(network_imports.insert_committees)
    update = staticmethod(network_imports.update_committees)
    remove = staticmethod(network_imports.remove_committees)
    restore = staticmethod(network_imports.restore_committees)
    export = staticmethod(network_ledgers.export_committees)


def _committees() -> pl.DataFrame:
    """Committees with what their names are judged by."""
    rows = [(each.code, each.pk, each.name, each.kind, each.district) for each in offices_of(COMMITTEES)]
    schema = {"code": pl.String, "id": pl.Int64, "name": pl.String, "kind": pl.String, "district": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _code_faulty() -> pl.Expr:
    """True where the credit code is broken; an unknown division is no fault."""
    fault = expressions.document_fault(pl.lit("credit_code"), pl.col("founder_code"), on=date.max)
    return given("founder_code") & fault.is_not_null() & ~fault.is_in(sorted(WARNINGS))


def _misnamed() -> pl.Expr:
    columns = ("office__kind", "office__name", "founder", "office__district")
    return pl.struct(columns).map_batches(_misnamed_rows, return_dtype=pl.Boolean)


def _misnamed_rows(rows: pl.Series) -> pl.Series:
    told: list[dict[str, Any]] = rows.to_list()
    known = [None not in row.values() for row in told]
    return pl.Series(
        [sound and not is_named_by_rule(*row.values()) for sound, row in zip(known, told, strict=True)],
        dtype=pl.Boolean,
    )


COMMITTEE_FORMAT = Format(
    code="mediation.committee",
    title="调解委员会台账",
    sheet="调解委员会",
    columns=(
        Column("office", "调委会代码", required=True, lookup="committee", max_length=32),
        Column("founder", "设立单位", required=True),
        Column("founder_code", "设立单位统一社会信用代码", identifier=True, max_length=18),
        Column("founded_date", "设立日期", Type.DATE, required=True, synonyms=("成立日期",)),
        Column("filed_date", "设立备案日期", Type.DATE),
        Column("scope", "调解范围", max_length=200),
        Column("address", "办公地址", max_length=200),
        Column("phone", "联系电话", Type.PHONE),
        Column("funding", "经费保障", max_length=200),
        Column("on_court_roll", "特邀名册", Type.FLAG, hint="列入法院特邀调解组织名册的填“是”"),
        Column("at_court", "派驻法院", Type.FLAG),
        Column("at_police", "派驻公安", Type.FLAG),
        Column("at_procuratorate", "派驻检察", Type.FLAG),
        Column("at_petition", "派驻信访", Type.FLAG),
        Column("seal_number", "印章编号", identifier=True, max_length=64),
        Column("seal_from", "印章启用日期", Type.DATE),
        Column("seal_until", "印章停用日期", Type.DATE),
        Column("seal_lost", "印章挂失日期", Type.DATE),
        Column("elected_date", "本届选举日期", Type.DATE, hint="任期三年，自选举之日起算"),
        Column("election_filed", "选举备案日期", Type.DATE),
        Column("cancelled_date", "撤销日期", Type.DATE),
    ),
    key=("office",),
    target=CommitteeTarget(),
    references=(Reference("committee", _committees, NOT_REGISTERED),),
    checks=(
        Check("credit-code", "founder_code", _code_faulty, "统一社会信用代码的位数或者校验码不对；请核对。"),
        Check(
            "named-by-rule",
            "founder",
            _misnamed,
            "调委会名称与设立单位对不上：村居、镇街、企业的为“单位名称＋人民调解委员会”，"
            "行业性、专业性的为“行政区划＋行业或者专业＋人民调解委员会”；请核对，名称规则待核。",
            warning=True,
        ),
        before("filed-order", "filed_date", "founded_date", "设立备案日期{设立备案日期}早于设立日期{设立日期}。"),
        before("elected-order", "elected_date", "founded_date", "本届选举日期{本届选举日期}早于设立日期{设立日期}。"),
        before(
            "election-filed-order",
            "election_filed",
            "elected_date",
            "选举备案日期{选举备案日期}早于本届选举日期{本届选举日期}。",
        ),
        Check(
            "elected-missing",
            "elected_date",
            lambda: ~given("elected_date") & given("election_filed"),
            "有选举备案日期，缺本届选举日期。",
        ),
        before("cancelled-order", "cancelled_date", "founded_date", "撤销日期{撤销日期}早于设立日期{设立日期}。"),
        Check(
            "cancelled-elected",
            "cancelled_date",
            lambda: pl.col("cancelled_date") <= pl.col("elected_date"),
            "撤销日期{撤销日期}不晚于本届选举日期{本届选举日期}；撤销的调委会不再选举。",
        ),
        Check(
            "seal-number-missing",
            "seal_number",
            lambda: ~given("seal_number") & (given("seal_from") | given("seal_until") | given("seal_lost")),
            "有印章的日期，缺印章编号。",
        ),
        Check(
            "seal-from-missing",
            "seal_from",
            lambda: given("seal_number") & ~given("seal_from"),
            "有印章编号，缺印章启用日期；协议加盖印章之日生效（人民调解法第二十九条）。",
        ),
        before("seal-order", "seal_until", "seal_from", "印章停用日期{印章停用日期}早于启用日期{印章启用日期}。"),
        before("seal-lost-order", "seal_lost", "seal_from", "印章挂失日期{印章挂失日期}早于启用日期{印章启用日期}。"),
    ),
    order=40,
)
