"""What forms ask of the two sides of a dispute."""

from typing import Any

from fazhi.kernel.parties.terms import DocumentType, Protection
from fazhi.kernel.procedures.forms import Field, FieldType
from fazhi.lines.mediation.services.parties import Side

SIDES = ("applicant", "respondent")
_SIDE = ("name", "document_type", "document_number", "phone", "protection")


def side_fields(side: str, title: str, *, required: bool = True) -> tuple[Field, ...]:
    """What is asked of one side; `required` where its name must be known."""
    return (
        Field(f"{side}_name", f"{title}姓名或名称", required=required),
        Field(f"{side}_document_type", f"{title}证件类型", FieldType.CODE, labels=dict(DocumentType.choices)),
        Field(f"{side}_document_number", f"{title}证件号码"),
        Field(f"{side}_phone", f"{title}联系电话"),
        Field(
            f"{side}_protection",
            f"{title}受保护情形",
            FieldType.CODE,
            labels=dict(Protection.choices),
            hint="未成年人、家庭暴力受害人等不在列表中显示",
        ),
    )


def with_sides(values: dict[str, Any]) -> dict[str, Any]:
    """The answers with each side's put together; a side without a name is none."""
    rest = {name: value for name, value in values.items() if name.partition("_")[0] not in SIDES}
    for side in SIDES:
        told = {name: values[f"{side}_{name}"] for name in _SIDE if f"{side}_{name}" in values}
        if told.get("name"):
            rest[side] = Side(**told)
    return rest
