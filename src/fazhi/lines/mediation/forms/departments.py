"""Forms of mediation by departments, each sector's own, and of rulings."""

from collections.abc import Callable, Iterator
from typing import Any

from fazhi.engines.codes import Labelled
from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.mediation.forms.sides import side_fields, with_sides
from fazhi.lines.mediation.models import AdministrativeMatter, AdministrativeRuling
from fazhi.lines.mediation.procedure import DEPARTMENTS
from fazhi.lines.mediation.services import departments, ruling
from fazhi.lines.mediation.terms import (
    ENDINGS,
    NOT_ACCEPTED,
    RULING,
    Again,
    Category,
    Certificate,
    Damage,
    DepartmentRoute,
    Nature,
    RulingRemedy,
    RulingResult,
    Sector,
    SessionOutcome,
    Tie,
)


def _code(name: str, title: str, codes: dict[str, str], *, required: bool = True, hint: str = "") -> Field:
    return Field(name, title, FieldType.CODE, required=required, labels=codes, hint=hint)


def _some(codes: tuple[Labelled, ...]) -> dict[str, str]:
    return {code.value: code.label for code in codes}


_NUMBER = Field("number", "案号", required=True)
_CATEGORY = _code("category", "纠纷类别", Category.labels())
_EARLIER = Field("earlier", "前案案号", hint="同一纠纷以前调解过的填写")
_SIDES = (*side_fields("applicant", "申请人"), *side_fields("respondent", "被申请人"))
_GENERAL = (
    _NUMBER,
    _code("nature", "纠纷性质", Nature.labels()),
    _CATEGORY,
    *_SIDES,
    Field("agency_name", "作为当事人的行政机关", hint="行政纠纷必填"),
    Field("supervised_by", "监督单位", hint="本机关就是当事人的，没有监督单位不得调解"),
    _EARLIER,
)
_OF_SECTOR = (_NUMBER, _CATEGORY, *_SIDES, _EARLIER)
_TRAFFIC = (
    _NUMBER,
    *_SIDES,
    Field("joint_request", "一致书面申请日期", FieldType.DAY, required=True),
    _code("certificate", "申请期限起算", Certificate.labels(), required=False, hint="留空为收到认定书之日"),
    Field(
        "since", "起算之日", FieldType.DAY, required=True, hint="收到认定书、证明或者复核结论之日，或者人民调解终止之日"
    ),
    _EARLIER,
)
_AMOUNT = Field("amount_fen", "协议涉及金额（元）", FieldType.MONEY, hint="协议金额，不是请求金额")
_SESSION = (
    Field("content", "调解记录", FieldType.LONG_TEXT, required=True),
    _code("outcome", "结果", SessionOutcome.labels()),
    Field("place", "地点"),
    Field("present", "参加人", hint="调解员以外的在场人员"),
)
_NOTIFIED = Field("notified", "通知当事人之日", FieldType.DAY, required=True, hint="至少提前三个工作日")


_ANSWERS = {
    "fail": ("routes_told",),
    "hold_session": ("session_outcome",),
    "settle": ("effective_date",),
    "settle_at_once": ("effective_date",),
}
"""Act → the grounds that its service takes from fields of other names."""


def _opening(sector: Sector) -> ActForm:
    if sector is Sector.TRAFFIC:
        return ActForm(sector.value, BEGIN, _TRAFFIC, _apply_traffic, answers=("joint_request_date",))
    fields = _GENERAL if sector is Sector.GENERAL else _OF_SECTOR

    def apply(**values: Any) -> AdministrativeMatter:
        return departments.apply(sector, **with_sides(values))

    return ActForm(sector.value, BEGIN, fields, apply)


def _apply_traffic(**values: Any) -> AdministrativeMatter:
    return departments.apply_traffic(**with_sides(values))


def _acts(sector: Sector) -> dict[str, tuple[tuple[Field, ...], Callable[..., object]]]:
    """Name of a step → what it asks in this sector, and the service that takes it."""
    return {
        "accept": ((), departments.accept),
        "refuse": ((_code("reason", "不予受理原因", _some(NOT_ACCEPTED[sector])),), departments.refuse),
        "withdraw": ((), departments.withdraw),
        "settle_at_once": ((_AMOUNT,), departments.settle_at_once),
        "appoint": (
            (
                Field("mediator", "调解员", required=True),
                _code("interest", "回避情形", Tie.labels(), hint="调解员申明与当事人的关系"),
            ),
            departments.appoint,
        ),
        "hold_session": (
            (*_SESSION, _NOTIFIED) if sector is Sector.TRAFFIC else _SESSION,
            departments.hold_session,
        ),
        "start": (
            (
                _code("damage", "损害后果", Damage.labels()),
                Field(
                    "damage_date",
                    "后果确定之日",
                    FieldType.DAY,
                    required=True,
                    hint="丧葬事宜时间结束、治疗终结、定残或者确定损失之日",
                ),
            ),
            departments.start,
        ),
        "mediate_again": ((_code("reason", "再次调解理由", Again.labels()),), departments.mediate_again),
        "settle": (
            (Field("effective", "协议生效日期", FieldType.DAY, required=True), _AMOUNT),
            departments.settle,
        ),
        "fail": (
            (
                _code("reason", "终止原因", _some(ENDINGS[sector])),
                Field(
                    "routes",
                    "已告知的其他途径",
                    FieldType.LINES,
                    required=True,
                    hint="一行一个代码：" + "、".join(f"{way.value}（{way.label}）" for way in DepartmentRoute),
                ),
            ),
            departments.fail,
        ),
        "tell": ((Field("told", "告知情况", required=True, hint="何时、以何方式告知双方"),), departments.tell),
    }


def _of_departments() -> Iterator[ActForm]:
    for sector, table in DEPARTMENTS.items():
        yield _opening(sector)
        acts = _acts(sector)
        for name in dict.fromkeys(step.name for step in table.steps if not step.is_deemed):
            yield ActForm(sector.value, name, *acts[name], answers=_ANSWERS.get(name, ()))


def _apply_for_ruling(**values: Any) -> AdministrativeRuling:
    return ruling.apply(**with_sides(values))


DEPARTMENT_FORMS = (
    *_of_departments(),
    ActForm(
        RULING,
        BEGIN,
        (
            _NUMBER,
            _CATEGORY,
            Field("basis", "授权裁决的法律依据", required=True, hint="如：土地管理法 第十四条"),
            *_SIDES,
        ),
        _apply_for_ruling,
    ),
    ActForm(RULING, "accept", (), ruling.accept),
    ActForm(RULING, "refuse", (_code("reason", "不予受理原因", _some(NOT_ACCEPTED[Sector.GENERAL])),), ruling.refuse),
    ActForm(
        RULING,
        "decide",
        (
            _code("result", "裁决结果", RulingResult.labels()),
            _code("remedy", "告知的救济途径", RulingRemedy.labels(), hint="按授权裁决的法律"),
        ),
        ruling.decide,
    ),
    ActForm(RULING, "withdraw", (), ruling.withdraw),
)
