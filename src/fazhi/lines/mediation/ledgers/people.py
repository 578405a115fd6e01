"""The ledger of people's mediation (人民调解案件台账)."""

from dataclasses import dataclass

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Type
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.ledgers.local_category import LOCAL_CATEGORIES, LOCAL_CHECKS, LOCAL_COLUMN
from fazhi.lines.mediation.ledgers.shared import (
    COMMITTEE,
    COMMON_CHECKS,
    NOT_SETTLED,
    PARTY_DOCUMENTS,
    before,
    endings,
    given,
    party,
)
from fazhi.lines.mediation.services import imports
from fazhi.lines.mediation.terms import PEOPLES, AgreementForm, Category, Form, PerformanceResult, Source

FOLLOW_UP = (
    Column(
        "performance",
        "履行情况",
        Type.CODE,
        labels=PerformanceResult.labels(),
        added=True,
        hint="调解成功的填写，没有回访的留空",
    ),
    Column("visited_date", "回访日期", Type.DATE, added=True, hint="最近一次查明履行情况的回访"),
    Column("confirmed_date", "司法确认日期", Type.DATE, added=True, hint="人民法院裁定调解协议有效之日"),
)
"""What became of the agreement; ledgers from before these columns are read as they are."""


def _without(column: str, heading: str) -> Check:
    return Check(
        f"{column.removesuffix('_date')}-without",
        column,
        lambda: NOT_SETTLED & given(column),
        f"没有调解成功，不应有{heading}；请清空，或者改正调解结果。",
    )


FOLLOW_UP_CHECKS = (
    _without("performance", "履行情况"),
    _without("visited_date", "回访日期"),
    _without("confirmed_date", "司法确认日期"),
    before(
        "visited-order",
        "visited_date",
        "effective_date",
        "回访日期{回访日期}早于协议生效日期{协议生效日期}；回访在协议生效之后。",
    ),
    before(
        "confirmed-order",
        "confirmed_date",
        "effective_date",
        "司法确认日期{司法确认日期}早于协议生效日期{协议生效日期}；确认在协议生效之后。",
    ),
    Check(
        "performance-missing",
        "performance",
        lambda: given("visited_date") & ~given("performance"),
        "有回访日期{回访日期}，缺履行情况；应为已履行、部分履行、未履行或未到期。",
    ),
)


@dataclass(frozen=True)
class PeoplesTarget:
    procedure: str = PEOPLES

    stored = staticmethod(queries.stored_peoples)
    records = staticmethod(imports.peoples_records)
    insert = staticmethod(imports.insert_peoples)
    update = staticmethod(imports.update_peoples)
    remove = staticmethod(imports.remove_peoples)
    restore = staticmethod(imports.restore_peoples)
    export = staticmethod(queries.export_peoples)


PEOPLES_FORMAT = Format(
    code="mediation.people",
    title="人民调解案件台账",
    sheet="人民调解",
    columns=(
        Column(
            "number",
            "案号",
            required=True,
            synonyms=("卷宗号", "调解案号"),
            max_length=64,
            hint="如〔2024〕莲前人调字第12号",
        ),
        Column("office", "调解组织代码", required=True, synonyms=("调委会代码",), lookup="committee", max_length=32),
        Column("form", "登记形式", Type.CODE, required=True, labels=Form.labels()),
        Column("category", "纠纷类别", Type.CODE, required=True, synonyms=("纠纷类型",), labels=Category.labels()),
        Column("source", "案件来源", Type.CODE, required=True, labels=Source.labels()),
        Column("referral_number", "对接编号", max_length=64, identifier=True, hint="移送的案件填写"),
        Column("accepted_date", "受理日期", Type.DATE, hint="当场化解的留空"),
        Column("mediator", "调解员", max_length=60),
        *party(1, "申请人", required=True),
        *party(2, "被申请人", required=True),
        Column("parties_count", "涉及当事人数", Type.INTEGER, required=True, low=2, high=10_000),
        Column("is_difficult", "疑难复杂", Type.FLAG),
        *endings(),
        Column("agreement_form", "协议形式", Type.CODE, labels=AgreementForm.labels()),
        *FOLLOW_UP,
        LOCAL_COLUMN,
    ),
    key=("office", "number"),
    target=PeoplesTarget(),
    documents=PARTY_DOCUMENTS,
    references=(COMMITTEE, LOCAL_CATEGORIES),
    checks=(
        *COMMON_CHECKS,
        *FOLLOW_UP_CHECKS,
        *LOCAL_CHECKS,
        Check(
            "accepted-missing",
            "accepted_date",
            lambda: (pl.col("form") == "mediation") & ~given("accepted_date"),
            "登记形式是调解，缺受理日期。",
        ),
        Check(
            "accepted-without",
            "accepted_date",
            lambda: (pl.col("form") == "on_the_spot") & given("accepted_date"),
            "当场化解的纠纷没有受理，不应有受理日期{受理日期}。",
        ),
        Check(
            "on-the-spot-settled",
            "result",
            lambda: (pl.col("form") == "on_the_spot") & NOT_SETTLED,
            "当场化解的纠纷，调解结果应为调解成功。",
        ),
        Check(
            "agreement-form-missing",
            "agreement_form",
            lambda: (pl.col("form") == "mediation") & (pl.col("result") == "settled") & ~given("agreement_form"),
            "调解成功而缺协议形式；应为书面或口头（人民调解法第二十八条）。",
        ),
    ),
)
