"""Rows as other systems push them."""

from typing import Any


def people(number: str, office: str = "XM-SM-01", **more: Any) -> dict[str, Any]:
    """A row of the people's ledger: a dispute between neighbours, settled orally in March 2024."""
    row = {
        "number": number,
        "office": office,
        "form": "调解",
        "category": "邻里",
        "source": "依申请调解",
        "accepted_date": "2024-03-01",
        "party1_name": "陈示例",
        "party2_name": "林示例",
        "parties_count": 2,
        "result": "调解成功",
        "concluded_date": "2024-03-10",
        "effective_date": "2024-03-10",
        "amount_fen": "1200.50",
        "agreement_form": "口头",
    }
    return {**row, **more}


def batch(*rows: dict[str, Any], kind: str = "mediation.people") -> dict[str, Any]:
    return {"kind": kind, "rows": list(rows)}
