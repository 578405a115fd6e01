"""The ledgers of those who serve: members (委员台账), mediators (调解员台账), trainings (培训台账)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch, Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.organisations.queries import officials
from fazhi.lines.mediation.ledgers.shared import COMMITTEE, before, given
from fazhi.lines.mediation.models import Mediator, Member, Serving, Training
from fazhi.lines.mediation.queries import network_ledgers
from fazhi.lines.mediation.services import network_imports
from fazhi.lines.mediation.terms import Education, Leaving, PoliticalStatus, Position, RemovalGround, Sex


@dataclass(frozen=True)
class ServingTarget:
    """`more` are the columns that only this model has."""

    procedure: str
    model: type[Serving]
    more: tuple[str, ...]

    def stored(self, keys: pl.DataFrame) -> pl.DataFrame:
        return network_ledgers.stored_serving(self.model, keys)

    def records(self, rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
        return ((self.model, network_imports.serving_rows(rows, self.more)),)

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        """Their rows are all there is to write: what a committee lacks then, the clock brings up."""

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        return network_imports.update_serving(self.model, rows, self.more)

    def remove(self, rows: pl.DataFrame, batch: Batch) -> None:
        bulk.delete(self.model, "id", rows["subject"])

    def restore(self, old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
        network_imports.restore(self.model, old)

    def export(self, start: date, end: date) -> pl.DataFrame:
        return network_ledgers.export_serving(self.model, self.more, start, end)


@dataclass(frozen=True)
class TrainingTarget:
    procedure: str = "mediation.training"

    stored = staticmethod(network_ledgers.stored_trainings)
    update = staticmethod(lambda rows, batch: network_imports.update_trainings(rows))
    export = staticmethod(network_ledgers.export_trainings)

    def records(self, rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
        return ((Training, network_imports.training_rows(rows)),)

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        """Nothing hangs on a training."""

    def remove(self, rows: pl.DataFrame, batch: Batch) -> None:
        bulk.delete(Training, "id", rows["subject"])

    def restore(self, old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
        network_imports.restore(Training, old)


def _officials() -> pl.DataFrame:
    rows = officials().values_list("code", "id", "name")
    return pl.DataFrame(list(rows), schema={"code": pl.String, "id": pl.Int64, "name": pl.String}, orient="row")


_REFERENCES = (
    COMMITTEE,
    Reference("official", _officials, "没有工号为“{value}”的人员；请先导入人员台账或者岗位台账，或者改正工号。"),
)
_WHO = (
    Column("office", "调委会代码", required=True, lookup="committee", max_length=32),
    Column("official", "工号", required=True, lookup="official", max_length=32),
    Column("name", "姓名", required=True, max_length=60),
)
_NAMED = Check(
    "named-otherwise",
    "name",
    lambda: pl.col("name") != pl.col("official__name"),
    "工号{工号}登记的姓名不是{姓名}；请核对工号，改名请先导入人员台账。",
)


def _facts(removal: str) -> tuple[Column, ...]:
    return (
        Column("sex", "性别", Type.CODE, required=True, labels=Sex.labels()),
        Column("birth_date", "出生日期", Type.DATE, required=True),
        Column("ethnic_group", "民族", max_length=20),
        Column("education", "文化程度", Type.CODE, labels=Education.labels()),
        Column("political_status", "政治面貌", Type.CODE, labels=PoliticalStatus.labels()),
        Column("phone", "联系电话", Type.PHONE),
        Column("is_full_time", "专职", Type.FLAG, hint="兼职填“否”或者留空"),
        Column("from_date", "任职起", Type.DATE, required=True),
        Column("until_date", "任职止", Type.DATE, hint="在任的留空"),
        Column("end_reason", "离任原因", Type.CODE, labels=Leaving.labels()),
        Column("removal_ground", removal, Type.CODE, labels=RemovalGround.labels(), hint="离任原因为罢免、解聘的填写"),
    )


def _checks(removal: str) -> tuple[Check, ...]:
    return (
        _NAMED,
        Check(
            "adult",
            "birth_date",
            lambda: pl.col("birth_date").dt.offset_by("216mo") > pl.col("from_date"),
            "任职起{任职起}时未满十八周岁；人民调解员由成年公民担任（人民调解法第十四条）。",
        ),
        Check(
            "person-told-twice",
            "birth_date",
            lambda: pl.struct("sex", "birth_date").n_unique().over("official") > 1,
            "同一工号{工号}在本表有不同的性别或者出生日期；请核对后改成一致。",
        ),
        before("until-order", "until_date", "from_date", "任职止{任职止}早于任职起{任职起}。"),
        Check(
            "reason-missing",
            "end_reason",
            lambda: given("until_date") & ~given("end_reason"),
            "有任职止{任职止}，缺离任原因。",
        ),
        Check(
            "until-missing",
            "until_date",
            lambda: ~given("until_date") & given("end_reason"),
            "有离任原因，缺任职止。",
        ),
        Check(
            "ground-missing",
            "removal_ground",
            lambda: (pl.col("end_reason") == Leaving.REMOVED.value) & ~given("removal_ground"),
            f"罢免、解聘须写明{removal}，限于人民调解法第十五条所列四项。",
        ),
        Check(
            "ground-without",
            "removal_ground",
            lambda: (
                (pl.col("end_reason").is_null() | (pl.col("end_reason") != Leaving.REMOVED.value))
                & given("removal_ground")
            ),
            f"离任原因不是罢免、解聘，不应有{removal}；请清空，或者改正离任原因。",
        ),
    )


def _sitting(wrong: pl.Expr) -> pl.Expr:
    """`wrong`, judged over the members of one committee that the ledger shows in office."""
    return ~given("until_date") & wrong.over("office")


_IN_OFFICE = pl.col("until_date").is_null()
_COMPOSITION = (
    Check(
        "too-few",
        "office",
        lambda: _sitting(_IN_OFFICE.sum() < 3),
        "本表所列在任委员不足三人；调委会由委员三至九人组成（人民调解法第八条第二款），请补选。",
        warning=True,
    ),
    Check(
        "one-director",
        "position",
        lambda: _sitting((_IN_OFFICE & (pl.col("position") == Position.DIRECTOR.value)).sum() != 1),
        "本表所列在任主任不是一人；调委会设主任一人（人民调解法第八条第二款）。",
        warning=True,
    ),
    Check(
        "no-woman",
        "sex",
        lambda: _sitting((_IN_OFFICE & (pl.col("sex") == Sex.FEMALE.value)).sum() == 0),
        "本表所列在任委员没有妇女；调委会应当有妇女成员（人民调解法第八条第三款）。",
        warning=True,
    ),
)

_REMOVAL_OF_MEMBER, _REMOVAL_OF_MEDIATOR = "罢免事由", "解聘事由"
MEMBER_FORMAT = Format(
    code="mediation.member",
    title="委员台账",
    sheet="委员",
    columns=(
        *_WHO,
        Column("position", "职务", Type.CODE, required=True, labels=Position.labels()),
        Column("elected_date", "当选日期", Type.DATE, required=True),
        *_facts(_REMOVAL_OF_MEMBER),
    ),
    key=("office", "official", "from_date"),
    target=ServingTarget("mediation.member", Member, ("position", "elected_date")),
    references=_REFERENCES,
    checks=(
        *_checks(_REMOVAL_OF_MEMBER),
        before("from-order", "from_date", "elected_date", "任职起{任职起}早于当选日期{当选日期}。"),
        *_COMPOSITION,
    ),
    order=50,
)

MEDIATOR_FORMAT = Format(
    code="mediation.mediator",
    title="调解员台账",
    sheet="调解员",
    columns=(
        *_WHO,
        Column("certificate", "调解员证号", identifier=True, max_length=64),
        *_facts(_REMOVAL_OF_MEDIATOR),
    ),
    key=("office", "official", "from_date"),
    target=ServingTarget("mediation.mediator", Mediator, ("certificate",)),
    references=_REFERENCES,
    checks=_checks(_REMOVAL_OF_MEDIATOR),
    order=50,
)

TRAINING_FORMAT = Format(
    code="mediation.training",
    title="培训台账",
    sheet="培训",
    columns=(
        *_WHO,
        Column("course", "培训课程", required=True, max_length=100),
        Column("trained_date", "培训日期", Type.DATE, required=True),
        Column("hours", "学时", Type.INTEGER, required=True, low=1, high=200),
    ),
    key=("official", "course", "trained_date"),
    target=TrainingTarget(),
    references=_REFERENCES,
    checks=(_NAMED,),
    order=60,
)
