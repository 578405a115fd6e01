"""What the national form asks of people's and administrative mediation besides what is published."""

from dataclasses import replace

from fazhi.engines.citation import Article
from fazhi.engines.indicator import And, Compare, Count, Indicator, IsNull, Not, Predicate
from fazhi.lines.mediation.indicators.counts import ADMINISTRATIVE_INDICATORS, PEOPLES_INDICATORS
from fazhi.lines.mediation.terms import AgreementForm

_OF = {item.code: item for item in (*PEOPLES_INDICATORS, *ADMINISTRATIVE_INDICATORS)}
_RESOLVED = _OF["mediation.people.resolved"]
_SETTLED = _OF["mediation.people.settled"]


def _narrowed(base: Indicator, code: str, title: str, where: Predicate, definition: str, *basis: Article) -> Indicator:
    """A part of what `base` counts."""
    measure = base.measure
    assert isinstance(measure, Count)
    assert measure.where is not None
    return replace(
        base,
        code=code,
        title=title,
        measure=replace(measure, where=And((measure.where, where))),
        definition=definition,
        basis=basis or base.basis,
    )


def _agreed(form: AgreementForm, number: int) -> Indicator:
    return _narrowed(
        _SETTLED,
        f"mediation.people.settled.{form.value}",
        f"人民调解{form.label}协议",
        Compare("agreement_form", "=", form.value),
        f"期间内调解成功的人民调解案件中，协议形式为{form.label}的，按办结日期；当场化解的不计。",
        Article("人民调解法", number),
    )


def _summed(base: Indicator, code: str, title: str, column: str, unit: str, definition: str) -> Indicator:
    measure = base.measure
    assert isinstance(measure, Count)
    return replace(
        base,
        code=code,
        title=title,
        measure=replace(measure, aggregate="sum", column=column),
        unit=unit,
        definition=definition,
    )


_LOCAL = _narrowed(
    _RESOLVED,
    "mediation.people.local",
    "有本地类别的人民调解纠纷",
    Not(IsNull("local_category")),
    "“各类人民调解组织排查化解矛盾纠纷”一项所计案件和纠纷中，填有本地类别的。本地类别是国家类别之下的细分，已计在其上级类别之内，不另加。",
)

FORM_INDICATORS = (
    _summed(
        _RESOLVED,
        "mediation.people.parties",
        "人民调解涉及当事人数",
        "parties_count",
        "人",
        "“各类人民调解组织排查化解矛盾纠纷”一项所计案件和纠纷的当事人数之和；同一人有几件的，计几次。",
    ),
    _narrowed(
        _RESOLVED,
        "mediation.people.difficult",
        "疑难复杂的人民调解案件",
        Compare("is_difficult", "=", 1),
        "“各类人民调解组织排查化解矛盾纠纷”一项所计案件和纠纷中，登记为疑难复杂的。",
    ),
    _agreed(AgreementForm.ORAL, 30),
    _agreed(AgreementForm.WRITTEN, 29),
    replace(_LOCAL, dimensions=(*_LOCAL.dimensions, "local_category")),
    replace(
        _summed(
            _OF["mediation.administrative.settled"],
            "mediation.administrative.amount",
            "行政调解涉及金额",
            "amount_fen",
            "亿元",
            "期间内调解成功的行政调解案件，协议所涉及的金额之和，按协议生效日期；没有金额的协议计零。",
        ),
        per_unit=10_000_000_000,
        decimals=1,
    ),
)
