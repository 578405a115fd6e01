"""
What inspections count, the relations that must hold, and their part of the annual report.

Codes are those of the published 2024 table: an institution counts once however often it was inspected, by the day of the
visit; it counts as ordered to rectify by the day of the order. Inspections for a cause are no double-random ones.
"""

from fractions import Fraction

from fazhi.engines.indicator import (
    And,
    Chart,
    Compare,
    Count,
    Formula,
    Identity,
    Indicator,
    IsNull,
    Not,
    Predicate,
    Ratio,
    Ref,
    Register,
    Section,
    Sum,
    Table,
    Word,
)
from fazhi.lines.inspections.registers import DRAWS, INSPECTIONS, INSPECTORS, INSTITUTIONS, ITEM_RESULTS
from fazhi.lines.inspections.terms import (
    CORRECT,
    LINE,
    PUBLICITY,
    RANDOM,
    RANDOM_NOTICE,
    RECORDED,
    Cause,
    InspectionState,
)

_DRAWN = Compare("cause", "=", Cause.RANDOM.value)
_BY = ("kind", "district", "credit_class", "office")
_ONCE = "同一机构一年内检查几次的只计一家；有因检查不计。"


def _months(day: str) -> tuple[str, ...]:
    return tuple(f"{day}_{part}" for part in ("quarter", "month"))


def _institutions(code: str, title: str, day: str, definition: str, *more: Predicate) -> Indicator:
    """Distinct institutions of inspections by draw, on a day of theirs."""
    where = And((_DRAWN, *more)) if more else _DRAWN
    return Indicator(
        f"inspections.{code}", title, LINE,
        Count(INSPECTIONS.name, "count_distinct", "institution", where, on=f"{day}_date"), "家",
        f"{definition}{_ONCE}", INSPECTIONS.title, (RANDOM, CORRECT) if day == "ordered" else (RANDOM,),
        dimensions=(*_BY, *_months(day)),
    )  # fmt: skip


def _visits(code: str, title: str, day: str, definition: str, *more: Predicate) -> Indicator:
    """Inspections of any cause, on a day of theirs."""
    where = more[0] if more else None
    return Indicator(
        f"inspections.{code}", title, LINE, Count(INSPECTIONS.name, where=where, on=f"{day}_date"), "次", definition,
        INSPECTIONS.title, (PUBLICITY,) if day == "published" else (RECORDED,),
        dimensions=(*_BY, "cause", *_months(day)),
    )  # fmt: skip


def _stock(code: str, title: str, unit: str, register: Register, definition: str, *by: str) -> Indicator:
    measure = Count(register.name, at="end")
    return Indicator(
        f"inspections.{code}", title, LINE, measure, unit, definition, register.title, (RANDOM_NOTICE,), dimensions=by
    )


def _open(code: str, title: str, at: str) -> Indicator:
    measure = Count(INSPECTIONS.name, at="start" if at == "期初" else "end")
    definition = f"{at}已经指派、尚未检查也没有作废的检查。"
    return Indicator(
        f"inspections.{code}", title, LINE, measure, "次", definition, INSPECTIONS.title, (RECORDED,), dimensions=_BY
    )


_VOID = Compare("state", "=", InspectionState.VOID.value)

INDICATORS = (
    _institutions(
        "institutions_inspected", "双随机检查法律服务机构", "inspected", "期间内经随机抽取并已检查的机构，按检查日期。"
    ),
    _institutions(
        "ordered_to_rectify", "责令限期整改的法律服务机构", "ordered", "期间内经随机抽查被责令限期整改的机构，按责令日期。"
    ),
    _institutions(
        "with_problems", "检查发现问题的法律服务机构", "inspected",
        "期间内经随机抽取并已检查、发现过问题的机构，包括当场改正的，按检查日期。", Compare("has_problem", "=", 1),
    ),
    _institutions("rectified", "复查合格的法律服务机构", "rectified", "期间内复查认定已经整改的机构，按复查日期。"),
    _institutions("handed_over", "移送处罚的法律服务机构", "handed", "期间内因抽查发现的问题移送处罚的机构，按移送日期。"),
    Indicator(
        "inspections.problem_rate", "检查问题发现率", LINE,
        Formula(Ratio(Ref("inspections.with_problems"), Ref("inspections.institutions_inspected"))), "%",
        "检查发现问题的机构 ÷ 双随机检查的机构。", INSPECTIONS.title, (RANDOM,), per_unit=Fraction(1, 100), decimals=1,
    ),
    _visits("assigned", "指派检查", "assigned", "期间内指派的检查，随机抽取的和有因检查都计，按指派日期。"),
    _visits("inspected", "完成检查", "left", "期间内完成的检查，按检查日期；一次检查几个事项的只计一次。", Not(_VOID)),
    _visits("voided", "作废检查", "left", "期间内作废的检查：抽取被作废，或者检查对象已经不能检查，按作废日期。", _VOID),
    _visits("published", "公示检查结果", "published", "期间内公示结果的检查，按公示日期。"),
    _open("open.start", "期初待检查", "期初"),
    _open("open.end", "期末待检查", "期末"),
    Indicator(
        "inspections.items", "抽查事项检查", LINE,
        Count(ITEM_RESULTS.name, where=IsNull("withdrawn_date"), on="inspected_date"), "项次",
        "期间内检查登记的事项结果，按检查日期；一次检查合并几个事项的，每个事项每种结果各计一项次。", ITEM_RESULTS.title,
        (RANDOM,), dimensions=("item", "kind", "code", "office", "inspected_quarter", "inspected_month"),
    ),
    Indicator(
        "inspections.draws", "随机抽取", LINE, Count(DRAWS.name, on="drawn_date"), "次",
        "期间内完成的随机抽取，后来作废的也计，按抽取日期。", DRAWS.title, (RANDOM,),
        dimensions=("office", "drawn_quarter", "drawn_month"),
    ),
    Indicator(
        "inspections.draws.annulled", "作废随机抽取", LINE, Count(DRAWS.name, on="annulled_date"), "次",
        "期间内作废的随机抽取，包括封存以后、抽取以前作废的，按作废日期；每次作废都有理由，永久保存。", DRAWS.title, (RANDOM_NOTICE,),
        dimensions=("office", "annulled_quarter", "annulled_month"),
    ),
    _stock("institutions", "检查对象名录库机构", "家", INSTITUTIONS, "期末在名录库内、没有注销的机构。", *_BY),
    _stock("inspectors", "检查人员名录库人员", "人", INSPECTORS, "期末证件有效的检查人员；有效期在期末当日届满的不计。", "office"),
)  # fmt: skip

IDENTITIES = (
    Identity(
        "inspections.open", "待检查的检查前后相符",
        Sum((Ref("inspections.open.start"), Ref("inspections.assigned"))), "=",
        Sum((Ref("inspections.inspected"), Ref("inspections.voided"), Ref("inspections.open.end"))),
    ),
    Identity(
        "inspections.with_problems", "发现问题的机构不多于检查的机构", Ref("inspections.with_problems"), "<=",
        Ref("inspections.institutions_inspected"), by="kind",
    ),
)  # fmt: skip

SECTION = Section(
    line=LINE,
    heading="results",
    order=30,
    title="法律服务机构双随机检查",
    paragraphs=(
        "按照“双随机、一公开”的要求，先封存名录、公告随机数来源，再抽取检查对象、选派检查人员，全年完成随机抽取{inspections.draws}，"
        "检查法律服务机构{inspections.institutions_inspected}，责令限期整改{inspections.ordered_to_rectify}，"
        "复查合格{inspections.rectified}；向社会公示检查结果{inspections.published}。",
    ),
    tables=(
        Table(
            "各类法律服务机构检查情况",
            by="kind",
            codes=(
                "inspections.institutions",
                "inspections.institutions_inspected",
                "inspections.with_problems",
                "inspections.ordered_to_rectify",
            ),
            heads=("名录库机构", "检查", "发现问题", "责令整改"),
        ),
    ),
    charts=(
        Chart("双随机检查法律服务机构（按月）", by="inspected_month", codes=("inspections.institutions_inspected",)),
    ),
    plain=(
        "律师事务所、公证机构、司法鉴定机构、基层法律服务所，都可能被抽到检查。抽谁、谁去查，由事先公告的公共随机数决定，谁都可以自己重算一遍。",
        "这一年完成随机抽取{inspections.draws}，检查了{inspections.institutions_inspected}，"
        "其中{inspections.ordered_to_rectify}被要求限期整改，复查合格的有{inspections.rectified}。"
        "公示检查结果{inspections.published}。",
    ),
    words=(
        Word("随机抽取", "不由人挑选：先把名录封存、公布摘要，再用后来才产生的公共随机数抽取。", RANDOM),
        Word("限期整改", "查出问题的机构要在规定的日期以前改正，之后再去复查。", CORRECT),
        Word("公示", "检查结果在20个工作日以内向社会公布。", PUBLICITY),
    ),
)
