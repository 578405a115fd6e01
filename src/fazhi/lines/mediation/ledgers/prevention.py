"""The ledger of screening and prevention (排查预防台账): one row for a committee and a month."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Type
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.ledgers.shared import COMMITTEE
from fazhi.lines.mediation.rules.prevention import COUNTED, PERSONS_UNTOLD
from fazhi.lines.mediation.services import prevention

_MOST = 1_000_000


@dataclass(frozen=True)
class PreventionTarget:
    procedure: str = prevention.SUBJECT

    stored = staticmethod(queries.stored_prevention)
    records = staticmethod(prevention.records)
    insert = staticmethod(prevention.insert)
    update = staticmethod(prevention.update)
    remove = staticmethod(prevention.remove)
    restore = staticmethod(prevention.restore)
    export = staticmethod(queries.export_prevention)


def _heading(code: str, unit: str) -> str:
    return f"{COUNTED[code]}（{unit}）"


def _columns() -> Iterator[Column]:
    for code in COUNTED:
        yield Column(f"{code}_cases", _heading(code, "件"), Type.INTEGER, required=True, low=0, high=_MOST)
        told = code not in PERSONS_UNTOLD
        hint = "" if told else "未统计的留空"
        yield Column(f"{code}_persons", _heading(code, "人"), Type.INTEGER, required=told, low=0, high=_MOST, hint=hint)


def _fewer(code: str) -> Check:
    cases, persons = _heading(code, "件"), _heading(code, "人")
    return Check(
        f"{code}-persons",
        f"{code}_persons",
        lambda: pl.col(f"{code}_persons") < pl.col(f"{code}_cases"),
        f"人数{{{persons}}}少于件数{{{cases}}}；每件至少涉及一人。",
    )


def _nobody(code: str) -> Check:
    return Check(
        f"{code}-cases",
        f"{code}_cases",
        lambda: (pl.col(f"{code}_cases") == 0) & (pl.col(f"{code}_persons") > 0),
        f"件数为零而人数是{{{_heading(code, '人')}}}；没有事件就没有涉及的人。",
    )


PREVENTION_FORMAT = Format(
    code="mediation.prevention",
    title="排查预防台账",
    sheet="排查预防",
    columns=(
        Column("office", "调解组织代码", required=True, synonyms=("调委会代码",), lookup="committee", max_length=32),
        Column("year", "年", Type.INTEGER, required=True, low=2000, high=2999),
        Column("month", "月", Type.INTEGER, required=True, low=1, high=12),
        *_columns(),
    ),
    key=("office", "year", "month"),
    target=PreventionTarget(),
    references=(COMMITTEE,),
    checks=(*(_fewer(code) for code in COUNTED), *(_nobody(code) for code in COUNTED)),
)
