"""The ledger of referrals (对接移送台账), as the sender counts them."""

from dataclasses import dataclass

import polars as pl

from fazhi.kernel.exchange import referral_rows
from fazhi.kernel.exchange.formats import Check, Column, Format, Type
from fazhi.kernel.referrals.terms import ReturnReason
from fazhi.lines.mediation.ledgers.shared import COMMITTEE, before, given
from fazhi.lines.mediation.registers import CHANNELS, OUTCOMES
from fazhi.lines.mediation.terms import Category

RETURN_REASONS = dict(ReturnReason.choices)
"""Ledgers from before the column are read as they are: no reason is known then."""


@dataclass(frozen=True)
class ReferralTarget:
    procedure: str = "referral"

    stored = staticmethod(referral_rows.stored)
    records = staticmethod(referral_rows.records)
    insert = staticmethod(referral_rows.insert)
    update = staticmethod(referral_rows.update)
    remove = staticmethod(referral_rows.remove)
    restore = staticmethod(referral_rows.restore)
    export = staticmethod(referral_rows.export)


REFERRAL_FORMAT = Format(
    code="mediation.referral",
    title="对接移送台账",
    sheet="对接移送",
    columns=(
        Column("number", "对接编号", required=True, max_length=64),
        Column("channel", "对接渠道", Type.CODE, required=True, labels=CHANNELS),
        Column("sender", "移送单位", required=True),
        Column("sender_number", "移送单位案号", max_length=64),
        Column(
            "office", "接收组织代码", required=True, synonyms=("接收调解组织代码",), lookup="committee", max_length=32
        ),
        Column("category", "纠纷类别", Type.CODE, required=True, synonyms=("纠纷类型",), labels=Category.labels()),
        Column("sent_date", "移送日期", Type.DATE, required=True),
        Column("signed_date", "签收日期", Type.DATE, hint="未签收留空"),
        Column("outcome", "结果", Type.CODE, labels=OUTCOMES, synonyms=("调解结果",)),
        Column("result_date", "结果回传日期", Type.DATE),
        Column("return_reason", "退回原因", Type.CODE, labels=RETURN_REASONS, added=True, hint="结果是退回的填写"),
    ),
    key=("channel", "number"),
    target=ReferralTarget(),
    references=(COMMITTEE,),
    checks=(
        before(
            "signed-order", "signed_date", "sent_date", "签收日期{签收日期}早于移送日期{移送日期}；签收不早于移送。"
        ),
        before(
            "result-order",
            "result_date",
            "signed_date",
            "结果回传日期{结果回传日期}早于签收日期{签收日期}；回传不早于签收。",
        ),
        before("result-sent-order", "result_date", "sent_date", "结果回传日期{结果回传日期}早于移送日期{移送日期}。"),
        Check(
            "result-date-missing",
            "result_date",
            lambda: given("outcome") & ~given("result_date"),
            "有结果而缺结果回传日期。",
        ),
        Check(
            "outcome-missing", "outcome", lambda: ~given("outcome") & given("result_date"), "有结果回传日期而缺结果。"
        ),
        Check(
            "return-reason-without",
            "return_reason",
            lambda: given("return_reason") & (pl.col("outcome").is_null() | (pl.col("outcome") != "returned")),
            "没有退回，不应有退回原因；请清空，或者改正结果。",
        ),
        Check(
            "signed-missing",
            "signed_date",
            lambda: (pl.col("outcome").is_in(["settled", "failed"])) & ~given("signed_date"),
            "已有调解结果而缺签收日期；签收之后才能调解。",
        ),
    ),
)
