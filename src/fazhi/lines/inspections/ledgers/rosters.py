"""Ledgers of the two rosters (两库) and of recusals."""

from fazhi.kernel.exchange.formats import Column, Format, Reference, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.inspections.ledgers.shared import INSPECTOR, INSTITUTION, KEEPER, OFFICE, ONE, TWO, before
from fazhi.lines.inspections.models import Inspector, Institution, Recusal
from fazhi.lines.inspections.queries import references
from fazhi.lines.inspections.services import ledger_rows
from fazhi.lines.inspections.terms import CreditClass, InstitutionKind

_CODE = Column("code", "统一社会信用代码", required=True, identifier=True, max_length=32, hint="没有的填执业许可证号")
_OFFICIAL = Reference(
    "official", references.official_codes, "没有工号为“{value}”的人员；请先导入岗位台账，或者改正工号。"
)

INSTITUTION_FORMAT = Format(
    code="inspections.institution",
    title="检查对象名录库",
    sheet="检查对象",
    columns=(
        OFFICE,
        _CODE,
        Column("name", "机构名称", required=True),
        Column("kind", "检查对象类别", Type.CODE, required=True, labels=InstitutionKind.labels()),
        Column("district", "所在区", max_length=16),
        Column("credit_class", "信用等级", Type.CODE, required=True, labels=CreditClass.labels()),
        Column("registered_date", "登记日期", Type.DATE, required=True),
        Column("ended_date", "注销日期", Type.DATE, hint="不再执业的第一天"),
    ),
    key=("code",),
    target=Table(
        "inspections.institution",
        Institution,
        ("code",),
        ledger_rows.institutions,
        {
            "office": "office__code", "code": "code", "name": "name", "kind": "kind", "district": "district",
            "credit_class": "credit_class", "registered_date": "registered_date", "ended_date": "ended_date",
        },
    ),
    references=(KEEPER,),
    checks=(before("ended", "registered", "{注销日期}早于登记日期{登记日期}。"),),
    order=ONE,
)  # fmt: skip

INSPECTOR_FORMAT = Format(
    code="inspections.inspector",
    title="检查人员名录库",
    sheet="检查人员",
    columns=(
        OFFICE,
        Column("official", "工号", required=True, lookup="official", max_length=32),
        Column("certificate", "执法证号", required=True, identifier=True, max_length=32),
        Column("valid_from_date", "证件有效期起", Type.DATE, required=True),
        Column("valid_to_date", "证件有效期止", Type.DATE, required=True),
    ),
    key=("certificate",),
    target=Table(
        "inspections.inspector",
        Inspector,
        ("certificate",),
        ledger_rows.inspectors,
        {
            "office": "office__code", "official": "official__code", "certificate": "certificate",
            "valid_from_date": "valid_from_date", "valid_to_date": "valid_to_date",
        },
    ),
    references=(KEEPER, _OFFICIAL),
    checks=(before("valid_to", "valid_from", "证件有效期止{证件有效期止}早于起{证件有效期起}。"),),
    order=ONE,
)  # fmt: skip

RECUSAL_FORMAT = Format(
    code="inspections.recusal",
    title="检查人员回避台账",
    sheet="回避",
    columns=(
        OFFICE,
        Column("institution", "统一社会信用代码", required=True, lookup="institution", max_length=32),
        Column("inspector", "执法证号", required=True, lookup="inspector", max_length=32),
        Column("reason", "回避事由", required=True, max_length=200),
        Column("declared_date", "申报日期", Type.DATE, required=True),
        Column("ended_date", "解除日期", Type.DATE),
    ),
    key=("institution", "inspector"),
    target=Table(
        "inspections.recusal",
        Recusal,
        ("institution", "inspector"),
        ledger_rows.recusals,
        {
            "office": "office__code", "institution": "institution__code", "inspector": "inspector__certificate",
            "reason": "reason", "declared_date": "declared_date", "ended_date": "ended_date",
        },
    ),
    references=(KEEPER, INSTITUTION, INSPECTOR),
    checks=(before("ended", "declared", "解除日期{解除日期}早于申报日期{申报日期}。"),),
    order=TWO,
)  # fmt: skip
