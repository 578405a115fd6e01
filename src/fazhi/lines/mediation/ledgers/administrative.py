"""The ledger of administrative mediation (行政调解案件台账)."""

from dataclasses import dataclass

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.ledgers.shared import COMMON_CHECKS, PARTY_DOCUMENTS, endings, offices, party
from fazhi.lines.mediation.services import imports
from fazhi.lines.mediation.terms import ADMINISTRATIVE, XIAMEN, Category, Nature, Sector

_DEPARTMENT = frozenset({"department"})
_SECTORS = {code: label for code, label in Sector.labels().items() if code != Sector.GENERAL}
"""A blank cell is the general table's."""


@dataclass(frozen=True)
class AdministrativeTarget:
    procedure: str = ADMINISTRATIVE

    stored = staticmethod(queries.stored_administrative)
    records = staticmethod(imports.administrative_records)
    insert = staticmethod(imports.insert_administrative)
    update = staticmethod(imports.update_administrative)
    remove = staticmethod(imports.remove_administrative)
    restore = staticmethod(imports.restore_administrative)
    export = staticmethod(queries.export_administrative)


ADMINISTRATIVE_FORMAT = Format(
    code="mediation.administrative",
    title="行政调解案件台账",
    sheet="行政调解",
    columns=(
        Column("number", "案号", required=True, synonyms=("调解案号", "案件编号"), max_length=64),
        Column(
            "office",
            "调解机关代码",
            required=True,
            synonyms=("部门代码", "机关代码"),
            lookup="department",
            max_length=32,
        ),
        Column("nature", "纠纷性质", Type.CODE, required=True, labels=Nature.labels()),
        Column("category", "纠纷类别", Type.CODE, required=True, synonyms=("纠纷类型",), labels=Category.labels()),
        Column("accepted_date", "受理日期", Type.DATE, required=True),
        Column("mediator", "调解员", synonyms=("经办人",), max_length=60),
        *party(1, "申请人", required=True),
        *party(2, "被申请人", required=False),
        *endings(),
        Column(
            "sector",
            "领域",
            Type.CODE,
            synonyms=("调解领域",),
            labels=_SECTORS,
            added=True,
            hint="有专门规定的领域填写，留空为一般",
        ),
    ),
    key=("office", "number"),
    target=AdministrativeTarget(),
    documents=PARTY_DOCUMENTS,
    scope_rule=f"各行政机关是本机关行政调解的主体，不代报其他机关的案件（{XIAMEN.text}）",
    references=(
        Reference(
            "department", offices(_DEPARTMENT), "没有代码为“{value}”的行政部门；请先导入机构台账，或者改正代码。"
        ),
    ),
    checks=(
        *COMMON_CHECKS,
        Check(
            "sector-is-civil",
            "nature",
            lambda: (pl.col("nature") == "administrative") & pl.col("sector").is_not_null(),
            "领域是“{领域}”的，都是民商事纠纷；请改正纠纷性质，或者清空领域。",
        ),
    ),
)
